"""A table in several files: ids that start anew in each, one set in parts, a file for each rater, and files beside."""

import json

import pyarrow as pa
import pyarrow.feather as feather
import pyarrow.parquet as pq
import pytest
from click.testing import CliRunner

from alignmentcard.cli.measure import command
from alignmentcard.measurement.engine.places import folders_of, names_of
from alignmentcard.measurement.results.account import total
from alignmentcard.measurement.run import run
from alignmentcard.measurement.settings import Settings
from alignmentcard.measurement.tables.files import find
from alignmentcard.measurement.tables.loading import Source
from alignmentcard.model.release import Columns

FAST = {"replicates": 0, "draws": 1}
ROLES = {"item": "item", "rater": "rater", "value": "value"}


def written(folder, files, header="item,rater,value"):
    for name, rows in files.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        head, rows = (header, rows) if isinstance(rows, list) else rows
        (folder / name).write_text("\n".join([head, *rows]) + "\n")
    return folder


def measured(folder, one_set=False, **columns):
    source = Source(find(folder), Columns(**(columns or ROLES)))
    facts = run([source], settings=Settings(one_set=one_set, **FAST))
    return facts, facts.dimension(None)


TRAIN, TEST = ["0,a,x", "0,b,x", "1,a,y", "1,b,y"], ["0,a,y", "0,b,y", "1,a,x", "1,b,x"]


def test_ids_that_start_anew_in_each_file_are_other_items(tmp_path):
    facts, found = measured(written(tmp_path, {"one.csv": TRAIN, "two.csv": TEST}))
    assert (found.sizes.items, found.agreement.krippendorff_alpha.value) == (4, 1.0)
    assert facts.table.columns["item"] == "@file, item"
    assert facts.told == (
        "Ids of items start anew in each of 2 files: 2 ids stand in several, and raters gave other answers to the same "
        "ids. So the file was made part of the id (item=@file, item); if the files are one set, say --one-set.",
    )


def as_json(path, rows):
    path.write_text(json.dumps(rows))


def as_arrow(path, rows):
    feather.write_feather(pa.Table.from_pylist(rows), str(path))


def as_lines(path, rows):
    path.write_text("".join(json.dumps(row) + "\n" for row in rows))


@pytest.mark.parametrize(("ending", "write"), [("json", as_json), ("feather", as_arrow), ("jsonl", as_lines)])
def test_ids_that_start_anew_are_seen_in_files_of_every_form(tmp_path, ending, write):
    for name, rows in (("one", TRAIN), ("two", TEST)):
        write(tmp_path / f"{name}.{ending}", [dict(zip(ROLES, row.split(","), strict=True)) for row in rows])
    facts, found = measured(tmp_path)
    assert (found.sizes.items, found.agreement.krippendorff_alpha.value) == (4, 1.0)
    assert [one.used for one in facts.account] == [4, 4]


def test_files_that_are_said_to_be_one_set_share_their_items(tmp_path):
    facts, found = measured(written(tmp_path, {"one.csv": TRAIN, "two.csv": TEST}), one_set=True)
    assert (found.sizes.items, found.sizes.repeats, facts.settings["one_set"]) == (2, 4, "yes")


def test_the_file_can_be_named_as_part_of_the_item(tmp_path):
    folder = written(tmp_path, {"one.csv": ["0,a,x", "0,b,x"], "two.csv": ["0,c,y", "0,d,y"]})
    facts, found = measured(folder, item="@file,item", rater="rater", value="value")
    assert (found.sizes.items, facts.told) == (2, ())


OTHER_TEXT = {
    "one.csv": ("item,rater,value,text", ["0,a,x,a long first sentence", "0,b,x,a long first sentence",
                                          "1,a,y,a long second sentence"]),
    "two.csv": ("item,rater,value,text", ["0,c,x,a long third sentence", "1,d,y,a long fourth sentence"]),
}  # fmt: skip
SAME_TEXT = {
    "one.csv": ("item,rater,value,text,seconds", ["0,a,x,a long first sentence,7", "1,a,y,a long second sentence,12"]),
    "two.csv": ("item,rater,value,text,seconds", ["0,a,y,a long first sentence,9", "1,c,y,a long second sentence,10"]),
}
FEW_AGAIN = {
    "one.csv": [f"{item},a{item % 7},x" for item in range(100)],
    "two.csv": ["0,a0,y", *(f"{item},b{item % 7},x" for item in range(1, 100))],
}


@pytest.mark.parametrize(
    ("files", "items", "told"),
    [
        (OTHER_TEXT, 4, "“text” is another for the same id"),
        (SAME_TEXT, 2, "1 answer is by a rater who answered the item before"),
        (FEW_AGAIN, 100, "100 of 100 items stand in several files, and were taken for the same ones."),
        ({"a_train.csv": ["0,a,x", "1,a,x"], "a_test.csv": ["0,b,x", "1,c,x"]}, 4, "named for splits"),
        ({"one.csv": ["0,a,x", "1,a,x"], "two.csv": ["2,b,x", "3,c,x"]}, 4, ""),
        ({"part-1.csv": ["0,a,x", "1,a,y"], "part-2.csv": ["0,b,y", "1,b,y"]}, 2, "say --column item=@file,item."),
    ],
    ids=["other text", "same text", "few answers again", "splits", "nothing shared", "shards"],
)
def test_what_files_are_to_each_other_is_seen_and_told(tmp_path, files, items, told):
    facts, found = measured(written(tmp_path, files))
    assert found.sizes.items == items
    assert told in " ".join(facts.told)
    assert bool(facts.told) is bool(told)


def test_wide_files_with_other_raters_are_one_set(tmp_path):
    files = {"one.csv": ("item,rater_1,rater_2", ["0,x,y", "1,x,x"]), "two.csv": ("item,rater_3,rater_4", ["0,x,x"])}
    _, found = measured(written(tmp_path, files), item="item")
    assert (found.sizes.items, found.sizes.raters, found.sizes.ratings) == (2, 4, 6)


def test_wide_files_with_the_same_raters_and_other_answers_are_other_items(tmp_path):
    files = {"one.csv": ("item,rater_1,rater_2", ["0,x,y", "1,x,x"]), "two.csv": ("item,rater_1,rater_2", ["0,y,x"])}
    assert measured(written(tmp_path, files), item="item")[1].sizes.items == 3


def test_a_file_for_each_rater_names_its_rater(tmp_path):
    texts = ["0,x,a long first sentence", "1,y,a long second sentence"]
    files = {f"{name}.csv": ("item,value,text", texts) for name in ("maria", "jo")}
    facts, found = measured(written(tmp_path, files), item="item", value="value")
    assert (found.sizes.items, found.sizes.raters, facts.table.columns["rater"]) == (2, 2, "@file")
    assert "the file was taken for the rater (rater=@file)" in facts.told[0]


FOLDERS = [f"{name}/batch{n}.csv" for name in ("anna", "ben") for n in (1, 2)]
ROUNDS = [f"round{n}/{name}.csv" for name in ("anna", "ben") for n in (1, 2)]


def of_batches(names):
    return {name: ("id,text,label", [f"{name[-5]}{n},some sentence number {n},{'xy'[n % 2]}" for n in range(6)])
            for name in names}  # fmt: skip


def test_a_folder_of_files_for_each_rater_names_its_rater(tmp_path):
    facts, found = measured(written(tmp_path, of_batches(FOLDERS)), item="id", value="label")
    assert (found.sizes.items, found.sizes.raters, facts.table.columns["rater"]) == (12, 2, "@folder")
    assert "each of its 2 folders has one answer to an item: the folder was taken for the rater" in facts.told[0]


@pytest.mark.parametrize(
    ("files", "told"),
    [
        ({name: ("id,label", [f"{name[-5]},x"]) for name in FOLDERS}, "--column rater=@folder."),
        ({name: ("id,text,label", ["1,a long first sentence,x"]) for name in ROUNDS}, "if each folder is"),
        ({name: ("id,label", ["1,x", "2,y"]) for name in ("anna.csv", "ben.csv")}, "--column rater=@file."),
    ],
    ids=["no text", "rounds", "files"],
)
def test_who_may_be_a_folder_or_a_file_is_asked_where_it_is_not_sure(tmp_path, files, told):
    facts, found = measured(written(tmp_path, files), item="id", value="label")
    assert found.sizes.raters is None
    assert told in facts.told[-1]


def test_the_folder_can_be_named_as_the_rater(tmp_path):
    folder = written(tmp_path, of_batches(FOLDERS))
    _, found = measured(folder, item="id", value="label", rater="@folder")
    assert (found.sizes.items, found.sizes.raters, found.agreement.krippendorff_alpha.value) == (12, 2, 1.0)


@pytest.mark.parametrize(
    ("paths", "names"),
    [
        (["38/anna/b1.csv", "38/anna/b2.csv", "38/ben/b1.csv"], ("anna", "anna", "ben")),
        (["anna/out/x.csv", "ben/out/x.csv"], ("anna", "ben")),
        (["x.csv", "y.csv"], (".", ".")),
    ],
)
def test_folders_have_short_names(paths, names):
    assert folders_of(paths) == names


def test_the_file_can_be_named_as_the_rater(tmp_path):
    files = {f"{name}/out.csv": ("item,value", ["0,x", "1,y"]) for name in ("maria", "jo")}
    _, found = measured(written(tmp_path, files), item="item", value="value", rater="@file")
    assert (found.sizes.items, found.sizes.raters, found.agreement.krippendorff_alpha.value) == (2, 2, 1.0)


def test_the_first_of_repeated_answers_is_that_of_the_first_file(tmp_path):
    files = {"b.csv": ["0,a,x", "1,a,y", "1,b,y"], "a.csv": ["0,a,y", "0,b,x"]}
    _, found = measured(written(tmp_path, files), one_set=True)
    assert (found.sizes.repeats, found.sizes.values) == (1, {"x": 1, "y": 3})


def test_each_file_has_its_account(tmp_path):
    files = {"a.csv": ["0,a,x", "0,b,", ",c,x"], "b.csv": ["1,a,x", "1,a,y"], "c.csv": ("rater,sex", ["a,f", "b,m"])}
    facts, _ = measured(written(tmp_path, files))
    assert {one.path: (one.rows, one.used, dict(one.set_aside)) for one in facts.account} == {
        "a.csv": (3, 1, {"no item": 1, "no value": 1}),
        "b.csv": (2, 1, {"superseded by an earlier answer of the same rater": 1}),
        "c.csv": (2, 0, {"no item": 2}),
    }
    assert total(facts.account).answers == 7
    assert "No answer of c.csv counts: 2 no item." in facts.told


def test_a_column_of_numbers_in_one_of_two_files_has_the_same_ids(tmp_path):
    facts, found = measured(written(tmp_path, {"a.csv": ["1,a,x", "2,a,y"], "b.csv": ["1.0,b,x", "2.0,b,y"]}))
    assert found.sizes.items == 2
    assert "The ids in the column “item” are written with a decimal point" in facts.told[-1]


def test_files_of_other_formats_beside_are_named(tmp_path):
    folder = written(tmp_path, {"a.csv": TRAIN})
    (folder / "b.jsonl").write_text('{"item": 1}\n')
    assert measured(folder)[0].told == (
        "Not read, since the ratings are in csv files, or since they are empty: b.jsonl.",
    )


def test_keys_in_the_names_of_folders_are_columns(tmp_path):
    for language, value in (("de", "x"), ("en", "y")):
        (tmp_path / f"language={language}").mkdir()
        table = {"item": [1, 1, 2], "rater": ["a", "b", "a"], "value": [value] * 3}
        pq.write_table(pa.table(table), tmp_path / f"language={language}" / "part.parquet")
    _, found = measured(tmp_path, item="language, item", rater="rater", value="value")
    assert (found.sizes.items, found.sizes.values) == (4, {"x": 3, "y": 3})
    only = {"only": {"language": "en"}, **ROLES}
    facts, found = measured(tmp_path, **only)
    assert found.sizes.values == {"y": 3}
    assert [(one.path, one.used, dict(one.set_aside)) for one in facts.account] == [
        ("part.parquet", 0, {"other rows": 3}), ("part.parquet", 3, {}),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("paths", "names"),
    [
        (["data/a.csv"], ("a",)),
        (["data/train.csv.gz", "data/dev.csv.gz"], ("train", "dev")),
        (["out/jo/user.json", "out/ada/user.json"], ("jo", "ada")),
        (["x/en/a.csv", "x/en/b.csv", "x/de/a.csv"], ("en/a", "en/b", "de/a")),
        (["x/a.csv", "x/a.tsv"], ("x/a.csv", "x/a.tsv")),
    ],
)
def test_files_have_short_names(paths, names):
    assert names_of(paths) == names


def test_one_set_is_an_option(tmp_path):
    folder = written(tmp_path, {"r/one.csv": TRAIN, "r/two.csv": TEST})
    card = folder / "x.card.yaml"
    card.write_text(
        'alignmentcard: "1.1"\ndataset:\n  {id: x, title: X, summary: Ratings by many people of how safe the '
        "replies of a chatbot in dialogues are.}\ndimensions: [{id: q, name: Q}]\n"
        "release: {files: [{path: r, columns: {item: item, rater: rater, value: value}}]}\n"
    )
    shown = [
        CliRunner().invoke(command, [str(card), "--replicates", "0", *more]).stdout for more in ([], ["--one-set"])
    ]
    assert "4 items, 2 raters, 8 ratings" in shown[0]
    assert "Read 8 answers in 8 rows of 2 files: all count." in shown[0]
    assert "2 items, 2 raters, 4 ratings" in shown[1]
    assert "  set aside, superseded by an earlier answer of the same rater  4" in shown[1]
