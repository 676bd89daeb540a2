"""The same rater answers the same item again: that is not agreement between people."""

import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from hypothesis import given
from hypothesis import strategies as st

from alignmentcard.measurement.engine import duckdb_engine
from alignmentcard.measurement.engine.duckdb_engine import DuckDB
from alignmentcard.measurement.in_page import InPage
from alignmentcard.measurement.measure import measure
from alignmentcard.measurement.run import run
from alignmentcard.measurement.settings import Settings
from alignmentcard.measurement.statistics.agreement import agreement
from alignmentcard.measurement.statistics.patterns import count_patterns
from alignmentcard.measurement.tables.files import find
from alignmentcard.measurement.tables.loading import Source
from alignmentcard.model.release import Columns

ROWS = ["1,a,x", "1,b,y", "2,a,x", "2,b,x", "3,a,y", "3,b,y", "4,a,y", "4,b,x"]
CHANGED = ["1,a,x", "1,a,y", "1,b,x", "2,a,y", "2,b,y", "2,b,x"]
FAST = {"replicates": 0, "draws": 1}


def table_of(rows, names="item,rater,value"):
    return pa.table(
        dict(zip(names.split(","), map(list, zip(*(row.split(",") for row in rows), strict=True)), strict=True))
    )


def measured(rows, repeats="first", names="item,rater,value", **said):
    facts = measure(table_of(rows, names), columns=said, settings=Settings(repeats=repeats, **FAST))
    return facts, facts.dimension(None)


def test_a_table_in_which_each_row_stands_twice_gives_what_it_gives_once():
    facts, found = measured([row for row in ROWS for _ in range(2)])
    assert found.agreement.krippendorff_alpha.value == pytest.approx(0.125)
    assert found.agreement.percent_agreement.value == 0.5
    assert found.agreement == measured(ROWS)[1].agreement
    assert found.consistency.same is None
    assert facts.told == (
        "8 answers stand in rows that are copies of other ones in every column: each counts once, and is no question "
        "that was asked again. If it was asked again, name a column that says when: --column occasion=NAME.",
    )


AGAIN = ["1,a,x,9:00", "1,b,y,9:01", "2,a,x,9:02", "2,b,x,9:03", "1,a,y,10:00", "2,b,x,10:01"]
COPY, LATER = "a copy of another row", "superseded by an earlier answer of the same rater"


@pytest.mark.parametrize("said", [{}, {"occasion": "at"}])
def test_copies_are_told_apart_from_questions_that_were_asked_again(said):
    """Two of six pairs were asked again, and one of them answered alike; then the export was joined twice."""
    facts, found = measured([*AGAIN, *AGAIN], names="item,rater,value,at", **said)
    once = measured(AGAIN, names="item,rater,value,at", **said)[1]
    assert facts.account[0].set_aside == {COPY: 6, LATER: 2}
    assert (found.consistency.same.pairs, found.consistency.same.agreement.value) == (2, 0.5)
    assert found.consistency == once.consistency
    assert found.agreement == once.agreement
    assert found.sizes.repeats == once.sizes.repeats == 2
    assert [text.split(";")[0].split(":")[0] for text in facts.told] == [
        "2 answers are by a rater who answered the item before",
        "6 answers stand in rows that are copies of other ones in every column",
    ]


def test_runs_are_not_made_of_copies():
    settings = Settings(extras=("runs",), **FAST)
    once = measure(table_of(AGAIN, "item,rater,value,at"), settings=settings).dimension(None)
    twice = measure(table_of([*AGAIN, *AGAIN], "item,rater,value,at"), settings=settings).dimension(None)
    copies = measure(table_of([row for row in ROWS for _ in range(2)]), settings=settings).dimension(None)
    assert once.runs.cells == 2
    assert twice.runs == once.runs
    assert (copies.runs.within.undefined, copies.sizes.repeats) == ("no_repeats", 0)


def test_equal_rows_may_be_answers_given_twice_where_only_the_answer_differs():
    facts, found = measured(["1,a,x", "1,a,x", "1,b,y", "2,a,x", "2,a,y", "2,b,y"])
    assert found.consistency.same.pairs == 2
    assert found.consistency.same.agreement.value == 0.5
    assert "does not say whether the rater was asked again" in facts.told[-1]
    assert facts.account[0].set_aside == {LATER: 2}


@pytest.mark.parametrize("repeats", ["first", "last"])
def test_copies_in_another_file_are_set_aside_there(tmp_path, repeats):
    for name in ("a", "b"):
        (tmp_path / f"{name}.csv").write_text("\n".join(["item,rater,value,at", *AGAIN]))
    facts = run([Source(find(tmp_path), Columns())], settings=Settings(repeats=repeats, **FAST))
    copied = [file.set_aside.get(COPY, 0) for file in facts.account]
    assert copied == ([0, 6] if repeats == "first" else [6, 0])
    assert facts.dimension(None).consistency.same.pairs == 2


def test_copies_that_all_count_are_told():
    facts, found = measured([*ROWS, ROWS[0]], "all")
    assert found.sizes.ratings == 9
    assert "stands in a row that is a copy" in facts.told[-1]
    assert facts.told[-1].endswith("If rows were joined twice, take the copies out.")


@pytest.mark.parametrize(
    ("repeats", "values", "alpha"), [("first", {"x": 2, "y": 2}, 1.0), ("last", {"x": 2, "y": 2}, -0.5)]
)
def test_the_first_or_the_last_answer_in_the_table_counts(repeats, values, alpha):
    _, found = measured(CHANGED, repeats)
    assert found.sizes.values == values
    assert found.sizes.repeats == 2
    assert found.agreement.krippendorff_alpha.value == pytest.approx(alpha)


def test_where_all_count_each_is_a_rating_and_that_is_told():
    facts, found = measured(CHANGED, "all")
    assert (found.sizes.ratings, found.sizes.repeats) == (6, 2)
    assert "as if by somebody else (repeats: all)" in facts.told[0]


def test_the_other_choices_stand_among_the_variants():
    _, found = measured(CHANGED)
    assert {one.repeats for one in found.variants} == {"first", "last", "all"}


def test_answers_given_again_show_how_far_they_are_held():
    _, found = measured(CHANGED)
    assert found.consistency.same.pairs == 2
    assert found.consistency.same.agreement.value == 0.0


def test_a_rater_who_answers_twice_is_no_pair_of_people():
    _, found = measured(["1,a,kind", "1,a,kind", "1,b,rude", "2,a,kind", "2,a,rude", "3,a,kind"])
    assert found.agreement.items == 1
    assert found.agreement.percent_agreement.value == 0.0
    assert found.sizes.items_rated_twice == 1


def test_an_item_answered_twice_by_nobody_known_has_two_answers():
    table = {"item": ["1", "1", "2", "2"], "rater": [None, None, "a", "b"], "value": [*"xxxy"]}
    found = measure(pa.table(table), settings=Settings(**FAST)).dimension(None)
    assert (found.sizes.ratings, found.sizes.items_rated_twice, found.sizes.repeats) == (4, 2, 0)


def test_a_column_of_conditions_does_not_make_one_person_two():
    rows = ["1,a,x,text", "1,a,x,voice", "1,b,y,text", "2,a,y,voice", "2,b,y,text"]
    _, found = measured(rows, names="item,rater,value,condition", condition="condition")
    assert (found.sizes.ratings, found.sizes.repeats) == (4, 1)
    assert found.consistency.across.pairs == 1


def test_occasions_say_which_answer_is_the_first_wherever_it_stands():
    rows = ["1,a,y,2", "1,a,x,1", "1,b,x,1", "2,a,y,1", "2,b,y,1"]
    _, found = measured(rows, names="item,rater,value,occasion", occasion="occasion")
    assert found.agreement.krippendorff_alpha.value == 1.0


def many_rows():
    """More rows than are read at a time, with a repeat far from the first answer."""
    rows = [(item, rater, "xy"[(item + rater) % 2]) for item in range(30_000) for rater in range(5)]
    return [*rows, *((item, rater, "yx"[(item + rater) % 2]) for item in range(500) for rater in range(5))]


@pytest.mark.parametrize("form", ["parquet", "csv", "jsonl"])
def test_the_first_in_a_large_file_is_the_first_whatever_reads_it(tmp_path, form):
    rows = many_rows()
    names, path = ("item", "rater", "value"), tmp_path / f"t.{form}"
    if form == "parquet":
        columns = dict(zip(names, zip(*rows, strict=True), strict=True))
        pq.write_table(pa.table({name: list(column) for name, column in columns.items()}), path, row_group_size=1000)
    elif form == "csv":
        path.write_text("\n".join([",".join(names), *(",".join(map(str, row)) for row in rows)]))
    else:
        path.write_text(
            "\n".join(f'{{"item": {item}, "rater": {rater}, "value": "{value}"}}' for item, rater, value in rows)
        )
    found = [
        run([Source(find(path), Columns(item="item", rater="rater", value="value"))],
            settings=Settings(repeats=repeats, **FAST)).dimension(None) for repeats in ("first", "last")
    ]  # fmt: skip
    x = sum(value == "x" for _, _, value in rows[:150_000])
    assert [one.sizes.repeats for one in found] == [2500, 2500]
    assert found[0].sizes.values == {"x": x, "y": 150_000 - x}
    moved = sum((item + rater) % 2 == 0 for item in range(500) for rater in range(5))
    assert found[1].sizes.values["x"] == x - moved + (2500 - moved)


def test_raters_are_left_out_where_all_are_known_and_answer_once(study_of):
    rows = [(item, rater, "xy"[(item * rater) % 2]) for item in range(12) for rater in range(6)]
    for more, settings, reason in (
        ([], Settings(replicates=50), None),
        ([(1, 1, "x"), (2, 3, "y")], Settings(replicates=50, repeats="all"), "repeats"),
        ([(1, None, "x")], Settings(replicates=50), "unknown_raters"),
    ):
        columns = dict(zip(("item", "rater", "value"), map(list, zip(*rows, *more, strict=True)), strict=True))
        study = study_of(columns, settings=settings)
        found = agreement(study, count_patterns(study)).krippendorff_alpha
        assert found.no_both == reason
        assert (found.both_low is None) is (reason is not None)


def test_stability_of_one_rater_has_no_interval():
    rows = [f"{item},a,{'xy'[item % 2]},{wave}" for item in range(13) for wave in range(2)]
    table = table_of([*rows, "0,b,x,0", "1,b,y,0"], "item,rater,value,wave")
    facts = measure(table, settings=Settings(replicates=50, draws=1))
    stability = facts.dimension(None).consistency.same.stability
    assert (stability.value, stability.low, stability.no_interval) == (1.0, None, "one_rater")


PAIRS = st.lists(st.tuples(st.integers(0, 9), st.integers(0, 9)), max_size=20)


def test_pairs_are_all_different_where_none_comes_twice_here_and_in_a_page():
    engines = DuckDB(), InPage()

    @given(PAIRS)
    def holds(pairs):
        for engine in engines:
            engine.hold("pairs", pa.table({"a": [one for one, _ in pairs], "b": [other for _, other in pairs]}))
            found = engine.all_differ(("a", "b"), "FROM pairs WHERE a IS NOT NULL", len(pairs))
            assert found is (len(set(pairs)) == len(pairs))

    holds()
    for engine in engines:
        engine.close()


@pytest.mark.parametrize("most", [1 << 26, 700], ids=["at once", "some at a time"])
@pytest.mark.parametrize(("again", "differ"), [(0, True), (1, False), (900, False)])
def test_pairs_are_looked_through_some_at_a_time_or_at_once(monkeypatch, most, again, differ):
    monkeypatch.setattr(duckdb_engine, "MOST_HASHES", most)
    engine = DuckDB()
    rows = f"(SELECT range // 7 AS item, range % 7 AS rater FROM range(2800) UNION ALL SELECT 3, 2 FROM range({again}))"
    assert engine.all_differ(("item", "rater"), f"FROM {rows} t WHERE rater IS NOT NULL", 2800 + again) is differ
    engine.close()


def test_large_files_are_grouped_by_place_unless_memory_is_limited(monkeypatch, tmp_path):
    monkeypatch.setattr(duckdb_engine, "LARGE", 1000)
    path = tmp_path / "t.parquet"
    pq.write_table(pa.table({"item": [number * 7 for number in range(4000)]}), path)
    plans, found = {}, {}
    for name, memory, paths in (("large", None, [str(path)]), ("limited", "1GB", [str(path)]), ("small", None, [])):
        engine = DuckDB(memory)
        engine.seal(paths) if paths else None
        counted = f"SELECT item, count(*) AS n FROM '{path}' GROUP BY item"
        plan = str(engine.query(f"EXPLAIN {counted}").to_pylist())
        plans[name] = "perfect hash" in plan.replace("_", " ").lower()
        found[name] = engine.query(f"{counted} ORDER BY item").to_pylist()
        engine.close()
    assert plans == {"large": True, "limited": False, "small": False}
    assert found["large"] == found["limited"]
