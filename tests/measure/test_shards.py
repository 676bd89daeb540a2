"""A table counted in shards and merged is what one run measures, to the byte, or is refused in one sentence."""

import json
import shutil
from dataclasses import replace
from pathlib import Path

import duckdb
import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from click.testing import CliRunner
from hypothesis import given
from hypothesis import strategies as st
from hypothesis_profiles import with_examples

from alignmentcard.cli import group
from alignmentcard.errors import AlignmentCardError
from alignmentcard.measurement.run import Machine, run
from alignmentcard.measurement.settings import Pair, Settings
from alignmentcard.measurement.shards.count import count_shards
from alignmentcard.measurement.shards.merge import merge
from alignmentcard.measurement.shards.part import MOST_BYTES, write_part
from alignmentcard.measurement.shards.slices import DIGEST, Slices
from alignmentcard.measurement.tables.files import find
from alignmentcard.measurement.tables.loading import Source
from alignmentcard.model.release import Columns

COLUMNS = {"item": "item", "rater": "rater", "value": "value"}
FAST = Settings(replicates=20, draws=5)


def written(path, rows):
    table = {name: [row.get(name) for row in rows] for name in rows[0]}
    pq.write_table(pa.table(table), path)
    return path


def whole(path, columns, settings):
    """Measure in one run, or say why not."""
    try:
        return run(sources(path, columns), settings=settings, root=path.parent).to_json()
    except AlignmentCardError as error:
        return error


def sources(path, columns):
    return [Source(find(path), Columns.model_validate(columns))]


def counted(path, columns, settings, shards, folder, engines=("duckdb",), at_once=1):
    """Write the parts of all shards, so many by one process, and return them."""
    parts = []
    for number, first in enumerate(range(1, shards + 1, at_once)):
        chosen = Slices(first, min(first + at_once - 1, shards), shards)
        machine = Machine(engines[number % len(engines)])
        for shard in count_shards(sources(path, columns), chosen, settings=settings, place=path, machine=machine):
            parts.append(folder / f"{at_once}-{shard.number}.json")
            write_part(shard.number, shard.head, shard.tallies, parts[-1])
    return parts


def in_shards(path, columns, settings, shards, folder, at_once=1):
    return merge(counted(path, columns, settings, shards, folder, at_once=at_once))[0].to_json()


SCALES = (["no", "yes"], [1, 2, 3, 4, 5], ["1", "2", None], ["a", "a,b", "b"], [0.5, 1.5, None], [True, False])


@st.composite
def tables(draw):
    """Draw a small table, what is said of its columns, and settings."""
    scale = draw(st.sampled_from(SCALES))
    raters = draw(st.integers(1, 14))
    items = draw(st.integers(1, 25))
    groups = [draw(st.sampled_from(["f", "m", "x", None])) for _ in range(raters)]
    labels = [draw(st.sampled_from(scale)) for _ in range(items)]
    unknown = draw(st.booleans())
    answers = draw(st.lists(
        st.tuples(st.integers(0, items - 1), st.integers(-unknown, raters - 1), st.sampled_from(scale),
                  st.sampled_from("xy"), st.integers(1, 3)),
        min_size=1, max_size=120, unique_by=None if draw(st.booleans()) else lambda row: row[:2],
    ))  # fmt: skip
    rows = [
        {"item": f"i{item}", "rater": None if rater < 0 else f"r{rater}", "value": value, "way": way, "wave": wave,
         "group": None if rater < 0 else groups[rater], "label": labels[item]}
        for item, rater, value, way, wave in answers
    ]  # fmt: skip
    more = {"condition": "way", "occasion": "wave", "label": "label", "attributes": {"group": "group"}}
    columns = {role: name for role, name in more.items() if draw(st.booleans())}
    if "condition" not in columns and draw(st.integers(0, 3)) == 0:
        columns["dimension"] = "way"
    settings = replace(
        FAST, replicates=draw(st.sampled_from([0, 20])), minimum_cell=draw(st.sampled_from([1, 2, 5])),
        repeats=draw(st.sampled_from(["first", "last", "all"])), separator=draw(st.sampled_from([None, ","])),
    )  # fmt: skip
    shards = draw(st.integers(1, 5))
    return rows, {**COLUMNS, **columns}, settings, shards, draw(st.integers(1, shards))


@pytest.mark.slow
@with_examples(10, at_night=250)
@given(tables())
def test_shards_of_any_table_give_the_bytes_of_one_run(tmp_path_factory, drawn):
    rows, columns, settings, shards, at_once = drawn
    folder = tmp_path_factory.mktemp("shards")
    path = written(folder / "ratings.parquet", rows)
    expected = whole(path, columns, settings)
    if isinstance(expected, AlignmentCardError):
        with pytest.raises(AlignmentCardError):
            in_shards(path, columns, settings, shards, folder, at_once)
    else:
        assert in_shards(path, columns, settings, shards, folder, at_once) == expected


def simulated(ratings, path):
    """Write ten ratings on each item, some of them by a rater who answers again."""
    with duckdb.connect() as connection:
        connection.execute(f"""
            COPY (SELECT 'i' || (i // 10) AS item,
                    'r' || (hash(i // 10) + (i % 10 - (i % 1000 = 999)::INT) * 7919) % 5003 AS rater,
                    1 + least(4, (hash(i // 10, 1) % 1000 * 3 + hash(i, 2) % 1000 * 2) // 1000)::INT AS value,
                    CASE WHEN rater[-1] IN ('1', '4') THEN 'a' ELSE 'b' END AS grp
                  FROM range({ratings}) t(i) ORDER BY i) TO '{path}'""")
    return path


@pytest.mark.slow
@pytest.mark.parametrize("ratings", [20_000, pytest.param(1_000_000, marks=pytest.mark.nightly)])
def test_shards_of_a_large_table_give_the_bytes_of_one_run(tmp_path, ratings):
    path = simulated(ratings, tmp_path / "ratings.parquet")
    columns = {**COLUMNS, "attributes": {"group": "grp"}}
    expected = whole(path, columns, FAST)
    assert "superseded" in expected
    assert in_shards(path, columns, FAST, 3, tmp_path, at_once=3) == expected


def test_pairs_in_one_order_are_those_of_one_run(tmp_path):
    rows = [
        {
            "item": f"q{n % 9}",
            "rater": f"r{n % 4}",
            "a": "ABC"[n % 3],
            "b": "BCA"[n * n % 3],
            "value": "12"[n * 7 % 5 % 2],
        }
        for n in range(150)
    ]
    path = written(tmp_path / "ratings.parquet", [row for row in rows if row["a"] != row["b"]])
    settings = replace(FAST, pair=Pair("a", "b", "1", "2"))
    expected = whole(path, COLUMNS, settings)
    assert "as_stored" in expected
    assert in_shards(path, COLUMNS, settings, 3, tmp_path) == expected


def test_several_files_and_counts_of_answers_are_those_of_one_run(tmp_path):
    table = tmp_path / "table"
    table.mkdir()
    for part in range(3):
        rows = [
            {"item": f"i{n}", "value": "ab"[(n + k) % 2], "count": (n + k + part) % 3} for n in range(9) for k in (0, 1)
        ]
        written(table / f"{part}.parquet", rows)
    columns, settings = {"item": "item", "value": "value", "count": "count"}, replace(FAST, one_set=True)
    expected = whole(table, columns, settings)
    assert json.loads(expected)["account"][2]["path"].endswith("2.parquet")
    assert in_shards(table, columns, settings, 4, tmp_path) == expected


ROWS = [{"item": f"i{n // 3}", "rater": f"r{n % 3}", "value": "xyz"[n * n % 7 % 3], "age": n % 3} for n in range(60)]


@pytest.fixture
def ratings(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    return written(tmp_path / "ratings.parquet", ROWS)


def called(*arguments):
    return CliRunner().invoke(group, ["measure", *map(str, arguments)])


def refusal(*arguments):
    """Return the sentence with which a call is refused."""
    result = called(*arguments)
    assert isinstance(result.exception, AlignmentCardError), result.output
    return str(result.exception)


def parts_of(ratings, shards=2, *options):
    """Count all shards from the command line."""
    for number in range(1, shards + 1):
        result = called(ratings.name, "--shard", f"{number}/{shards}", "--replicates", "20", *options)
        assert result.exit_code == 0, result.output
    return sorted(Path().glob("*.part-*.json"))


def test_a_folder_of_parts_is_merged_and_an_empty_one_says_how_to_fill_it(ratings):
    assert called(ratings.name, "--shard", "1-2/2", "--replicates", "20", "--output", "parts").exit_code == 0
    assert called("--merge", "parts").exit_code == 0
    Path("none").mkdir()
    assert "holds no parts (*.json) to merge. Write them with" in refusal("--merge", "none")


def test_a_folder_that_is_not_there_is_told_before_the_table_is_read(ratings):
    for option in ("--output", "--items", "--soft-labels"):
        assert refusal(ratings.name, option, "nowhere/x.csv").endswith("or name another. Nothing was read.")


def test_the_command_line_writes_parts_beside_the_table_and_what_one_run_would(ratings):
    parts = parts_of(ratings)
    assert [part.name for part in parts] == ["ratings.part-1-of-2.json", "ratings.part-2-of-2.json"]
    merged = called("--merge", *parts)
    assert merged.exit_code == 0
    first = Path("ratings.measured.json").read_bytes()
    whole = called(ratings.name, "--replicates", "20")
    assert Path("ratings.measured.json").read_bytes() == first
    assert merged.stdout == whole.stdout


def test_one_process_writes_several_parts_into_a_folder(ratings):
    for some in ("1-2/3", "3-3/3"):
        said = called(
            ratings.name, "--shard", some, "--replicates", "20", "--output", "parts" if "1" in some else "last"
        )
        assert said.exit_code == 0, said.output
    parts = [*sorted(Path("parts").iterdir()), Path("last")]
    assert [part.name for part in parts] == ["ratings.part-1-of-3.json", "ratings.part-2-of-3.json", "last"]
    assert called("--merge", *parts).exit_code == 0
    merged = Path("ratings.measured.json").read_bytes()
    assert called(ratings.name, "--replicates", "20").exit_code == 0
    assert Path("ratings.measured.json").read_bytes() == merged


def test_a_file_cannot_be_the_folder_of_several_parts(ratings):
    found = refusal(ratings.name, "--shard", "1-2/2", "--output", ratings.name)
    assert found == "ratings.parquet cannot be the folder of several parts: File exists. Name a folder with --output."


CARD = """\
alignmentcard: "1.1"
dataset:
  id: tones
  title: Tones
  summary: Ratings by several people of how texts of several kinds sound to them.
dimensions:
  - id: tone
    name: Tone
    scale: {level: ordinal, values: [bad, fair, good], abstain: [unsure]}
pools:
  - id: people
    kind: human
    role: [rater]
    target: {population: everybody who reads them, composition: [{axis: group, shares: {f: 0.6, m: 0.4}}]}
aggregation: [{method: majority_vote}]
release:
  minimum_cell: 2
  files:
    - path: ratings.csv
      columns: {item: post, rater: worker, value: tone, label: final, attributes: {group: sex}, missing: ["-"]}
"""


def test_what_a_card_says_of_scale_target_labels_and_missing_codes_is_in_the_parts(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    answers = ["bad", "fair", "good", "unsure", "-", "odd"]
    rows = ["post,worker,tone,final,sex"] + [
        f"p{n // 6},w{n % 8},{answers[n * n % 11 % 6]},{answers[n // 6 % 3]},{'fm'[n % 8 % 2]}" for n in range(240)
    ]
    Path("ratings.csv").write_text("\n".join(rows) + "\n", encoding="utf-8")
    Path("my.card.yaml").write_text(CARD, encoding="utf-8")
    assert called("my.card.yaml", "--replicates", "20").exit_code == 0
    expected = Path("my.measured.json").read_text(encoding="utf-8")
    found = json.loads(expected)
    assert found["pool"]["distances"]
    assert found["dimensions"]["tone"]["aggregation"]["items"]
    assert found["account"][0]["set_aside"]
    for number in (1, 2, 3):
        assert called("my.card.yaml", "--replicates", "20", "--shard", f"{number}/3").exit_code == 0
    assert called("--merge", *sorted(Path().glob("my.part-*.json")), "--output", "merged.json").exit_code == 0
    assert Path("merged.json").read_text(encoding="utf-8") == expected


def test_a_part_holds_no_id_of_an_item_or_a_rater(tmp_path):
    rows = [{"item": f"secret-{n // 3}", "rater": f"person-{n % 3}", "value": n % 2} for n in range(30)]
    path = written(tmp_path / "ratings.parquet", rows)
    for part in counted(path, COLUMNS, FAST, 2, tmp_path):
        text = part.read_text(encoding="utf-8")
        assert "secret-" not in text
        assert "person-" not in text


def test_each_item_is_in_one_shard(engine):
    engine.view("numbers", "SELECT range AS item FROM range(1000)")
    placed = f"(SELECT item, {DIGEST} AS digest FROM numbers) p"
    every = engine.query(f"SELECT item, {Slices(1, 7, 7).number} AS shard FROM {placed}").to_pylist()
    for number in range(1, 8):
        some = engine.query(f"SELECT item FROM {placed} WHERE {Slices(number, number, 7).condition}").to_pylist()
        assert {row["item"] for row in some} == {row["item"] for row in every if row["shard"] == number}
        assert len(some) > 90


WRONG = {
    "0/4": "There is no shard 0 of 4.",
    "5/4": "There is no shard 5 of 4.",
    "1/99999": "There is no shard 1 of 99999.",
    "one of two": "“one of two” is no shard.",
    "1/2/3": "“1/2/3” is no shard.",
    "3-2/4": "Shard 3 is not before shard 2.",
    "1-5/4": "There is no shard 5 of 4.",
    "0-2/4": "There is no shard 0 of 4.",
    "1-": "“1-” is no shard.",
    "1-201/999": "One process counts at most 200 shards, not 201.",
}


@pytest.mark.parametrize("text", WRONG)
def test_a_shard_that_is_none_is_refused(ratings, text):
    assert refusal(ratings.name, "--shard", text).startswith(WRONG[text])


def test_a_missing_shard_is_named(ratings):
    parts = parts_of(ratings, 3)
    assert "Of 3 shards one is missing: 2." in refusal("--merge", parts[0], parts[2])


def test_a_shard_that_is_there_twice_is_refused(ratings):
    first, second = parts_of(ratings)
    shutil.copy(first, "copy.json")
    assert "are both shard 1 of 2" in refusal("--merge", first, second, "copy.json")


def test_parts_of_another_number_of_shards_are_refused(ratings):
    other = called(ratings.name, "--shard", "2/3", "--replicates", "20", "--output", "other.json")
    assert other.exit_code == 0
    assert "is one of 3 shards and" in refusal("--merge", parts_of(ratings)[0], "other.json")


def test_parts_of_another_table_are_refused(ratings):
    first, _ = parts_of(ratings)
    written(ratings, [*ROWS, ROWS[0]])
    called(ratings.name, "--shard", "2/2", "--replicates", "20", "--output", "other.json")
    assert "is of another table than" in refusal("--merge", first, "other.json")


def test_parts_with_other_columns_are_refused(ratings):
    first, _ = parts_of(ratings)
    called(ratings.name, "--shard", "2/2", "--replicates", "20", "--column", "value=age", "--output", "other.json")
    assert "reads the columns of the table otherwise" in refusal("--merge", first, "other.json")


def test_parts_with_other_settings_are_refused(ratings):
    first, _ = parts_of(ratings)
    called(ratings.name, "--shard", "2/2", "--replicates", "30", "--output", "other.json")
    assert "was counted with other settings" in refusal("--merge", first, "other.json")


def test_parts_of_another_version_are_refused(ratings):
    first, second = parts_of(ratings)
    told = json.loads(second.read_text(encoding="utf-8"))
    told["head"]["program"] = "alignmentcard 99"
    second.write_text(json.dumps(told), encoding="utf-8")
    assert "was written by alignmentcard 99" in refusal("--merge", first, second)


def test_items_that_are_in_two_shards_are_refused(ratings):
    first, second = parts_of(ratings)
    told = json.loads(first.read_text(encoding="utf-8"))
    second.write_text(json.dumps({**told, "shard": 2}), encoding="utf-8")
    assert "some items are in no shard or in several" in refusal("--merge", first, second)


BESIDE = {
    ("--shard", "1/2", "--with", "raters"): "Shards cannot be added up to raters, which --with asks for",
    ("--shard", "1/2", "--items", "items.csv"): "--shard does not go with --items",
    ("--shard", "1/2", "--raters", "raters.csv"): "--shard does not go with --raters",
    ("--shard", "1/2", "--soft-labels", "soft.parquet"): "--shard does not go with --soft-labels",
    ("--shard", "1/2", "--merge"): "use one of them",
    ("--merge", "--seed", "5"): "--merge does not go with --seed",
    ("--merge", "--column", "item=item"): "--merge does not go with --column",
}


@pytest.mark.parametrize("options", BESIDE, ids=" ".join)
def test_options_that_shards_have_no_use_for_are_refused(ratings, options):
    assert BESIDE[options] in refusal(ratings.name, *options)


def test_several_tables_without_merge_are_refused(ratings):
    shutil.copy(ratings, "other.parquet")
    assert "measure takes one card or table, not 2" in refusal(ratings.name, "other.parquet")


def test_a_scale_with_many_values_is_refused(tmp_path):
    path = written(tmp_path / "ratings.parquet", [{"item": n // 2, "rater": n % 2, "value": n} for n in range(80)])
    with pytest.raises(AlignmentCardError, match=r"has 80 different answers\. With more than 30"):
        next(count_shards(sources(path, COLUMNS), Slices(1, 2, 2), settings=FAST, place=path))


@pytest.mark.spark
@pytest.mark.filterwarnings("ignore")
def test_both_engines_put_the_same_items_into_a_shard(ratings, tmp_path):
    if shutil.which("java") is None:
        pytest.skip("Spark needs Java, and there is none on the path")
    pytest.importorskip("pyspark")
    parts = counted(ratings, COLUMNS, FAST, 5, tmp_path, ("spark", "duckdb"), at_once=2)
    assert merge(parts)[0].to_json() == whole(ratings, COLUMNS, FAST)


def changed(change):
    """Return what writes a part that is changed."""

    def write(part):
        told = json.loads(part.read_text(encoding="utf-8"))
        change(told)
        part.write_text(json.dumps(told), encoding="utf-8")

    return write


def tally(name, column, value):
    def change(told):
        full = next(one for one in told["tallies"] if one.endswith(name))
        told["tallies"][full][column][0] = value

    return changed(change)


def head(**more):
    return changed(lambda told: told["head"].update(more))


def scale(**more):
    def change(told):
        for one in told["head"]["scales"].values():
            one.update(more)

    return changed(change)


def sparse(part):
    with part.open("wb") as file:
        file.truncate(MOST_BYTES + 1)


# What a stranger may put in place of a part, and what is said of it.
HOSTILE = {
    "no JSON": (lambda part: part.write_bytes(b"{"), "is not JSON"),
    "deep": (lambda part: part.write_bytes(b"[" * 200_000), "is not JSON: recursion limit exceeded"),
    "measurements": (lambda part: part.write_text('{"format": 2}'), "does not fit the format at format"),
    "large": (sparse, "bytes; a part may have"),
    "digits": (tally("raters", "n", 10**30), "has a number in n that cannot be"),
    "negative": (tally("signatures", "items", -1), "has a number in items that cannot be"),
    "half": (tally("raters", "n", 0.5), "has a number in n that cannot be"),
    "no rater": (tally("raters", "rater", 3), "has a number in rater that cannot be"),
    "no answer": (tally("codes", "code", 3), "has a number in code that cannot be"),
    "no answer of a rater": (tally("signatures", "r0", 3), "has a number in r0 that cannot be"),
    "other ratings": (tally("asked", "n", 5), "some items are in no shard or in several"),
    "other items": (tally("_first.items", "items", 50), "other answers by item than by value"),
    "shard": (changed(lambda told: told.update(shard=9)), "it is shard 9 of 2"),
    "replicates": (head(settings={"replicates": 10**9}), "replicates is 1000000000"),
    "elsewhere": (head(target="../x.measured.json"), "it names a file elsewhere"),
    "hidden": (head(target=".x.measured.json"), "it names a file elsewhere"),
    "another ending": (head(target="x.py"), "it names a file elsewhere"),
    "no labels": (scale(labels=[]), "has no labels that can be counted"),
    "many labels": (scale(labels=[str(n) for n in range(31)]), "has no labels that can be counted"),
    "sets": (scale(sets=[["x"]]), "tells of labels that it does not have"),
    "placeless": (scale(placeless=[7]), "has an abstention that is no label"),
    "line": (scale(line={"places": ["x"] * 3, "from_zero": ["x"] * 3, "origin": "0", "unit": "1"}), "on no line"),
    "lengths": (
        changed(lambda told: next(iter(told["tallies"].values()))["n"].append(1)),
        "has columns that are not as long as each other",
    ),
    "nothing": (changed(lambda told: told.update(tallies={})), "The parts do not hold"),
}


@pytest.mark.parametrize("name", HOSTILE)
def test_a_part_of_a_stranger_is_refused_in_one_sentence(ratings, name):
    parts = parts_of(ratings, 2, "--column", "item=item", "--column", "rater=rater", "--column", "value=value")
    spoil, said = HOSTILE[name]
    for part in parts:
        spoil(part)
    found = refusal("--merge", *parts)
    assert said in found
    assert "\n" not in found
    assert not Path("ratings.measured.json").exists()
