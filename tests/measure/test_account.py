"""Every answer is accounted for: it counts, or it was set aside for a reason that is named."""

import pyarrow as pa
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis_profiles import with_examples

from alignmentcard.errors import AlignmentCardError
from alignmentcard.measurement.measure import measure
from alignmentcard.measurement.results.account import total
from alignmentcard.measurement.run import run
from alignmentcard.measurement.settings import Settings
from alignmentcard.measurement.tables.files import find
from alignmentcard.measurement.tables.loading import Source
from alignmentcard.model.release import Columns

FAST = Settings(replicates=0, draws=1, minimum_cell=1)
LONG = Columns(item="item", rater="rater", value="value")


def columns_of(rows, names="item rater value"):
    return {name: list(column) for name, column in zip(names.split(), zip(*rows, strict=True), strict=True)}


def csv_of(rows, names="item,rater,value"):
    return "\n".join([names, *(row if isinstance(row, str) else ",".join(row) for row in rows)]) + "\n"


def account_of(data, columns=LONG, settings=FAST, **options):
    """Measure rows, and return the account of all files together with the facts."""
    source = Source(pa.table(columns_of(data)) if isinstance(data, list) else data, columns)
    facts = run([source], settings=settings, **options)
    return total(facts.account), facts


# Reasons


def test_a_table_without_gaps_counts_every_answer():
    found, facts = account_of([("1", "a", "x"), ("1", "b", "y")])
    assert (found.rows, found.answers, found.used, found.set_aside) == (2, 2, 2, {})
    assert facts.told == ()


REASONS = {
    "no item": (LONG, [("1", "a", "x"), (None, "b", "y"), ("", "c", "y"), ("  ", "d", "y")], {"no item": 3}),
    "no value and missing codes": (
        Columns(item="item", rater="rater", value="value", missing=["NA", "-99"]),
        [("1", "a", "x"), ("1", "b", None), ("1", "c", " "), ("1", "d", "NA"), ("2", "d", "-99")],
        {"no value": 2, "missing code NA": 1, "missing code -99": 1},
    ),
    "other rows": (
        Columns(item="item", rater="rater", value="value", only={"item": "1"}),
        [("1", "a", "x"), ("2", "a", "y"), ("3", "a", "y")],
        {"other rows": 2},
    ),
    "no dimension": (
        Columns(item="item", value="value", dimension="rater"),
        [("1", "q", "x"), ("1", None, "x"), ("2", "r", "y")],
        {"no dimension": 1},
    ),
    "part of an item is missing": (
        Columns(item="item, rater", value="value"),
        [("1", "a", "x"), ("1", None, "x"), (None, "a", "x")],
        {"no item": 2},
    ),
    "part of a rater is missing": (
        Columns(item="value", rater="item, rater", value="value"),
        [("1", "a", "x"), ("1", None, "x"), ("2", "a", "x")],
        {"no rater in a key": 1},
    ),
    "the same rater again": (
        LONG,
        [("1", "a", "x"), ("1", "a", "y"), ("1", "a", "x"), ("1", "b", "x"), ("1", None, "x"), ("1", None, "x")],
        {"superseded by an earlier answer of the same rater": 2},
    ),
}  # fmt: skip


@pytest.mark.parametrize("case", REASONS)
def test_what_does_not_count_has_a_reason(case):
    columns, rows, reasons = REASONS[case]
    found, facts = account_of(rows, columns)
    assert found.set_aside == reasons
    assert found.answers == len(rows) == found.used + sum(reasons.values())
    assert sum(one.sizes.ratings for one in facts.dimensions.values()) == found.used


def test_an_answer_without_several_reasons_is_set_aside_once():
    columns = Columns(item="item", rater="rater", value="value", missing=["NA"], only={"rater": "a"})
    rows = [("1", "a", "x"), (None, "b", "NA"), (None, "a", "NA"), ("1", "a", "NA"), ("1", "a", "y")]
    assert account_of(rows, columns)[0].set_aside == {
        "missing code NA": 1, "no item": 1, "other rows": 1, "superseded by an earlier answer of the same rater": 1,
    }  # fmt: skip


def test_of_a_named_dimension_the_others_are_set_aside():
    rows = [("1", "tone", "x"), ("1", "harm", "y"), ("2", "harm", "y"), ("2", None, "y")]
    found, facts = account_of(rows, Columns(item="item", value="value", dimension="rater"), dimension="tone")
    assert found.set_aside == {"no dimension": 1, "other dimension": 2}
    assert list(facts.dimensions) == ["tone"]


def test_cells_of_a_wide_table_are_its_answers():
    table = pa.table({"item": ["1", "2", None], "rater_1": ["x", None, "x"], "rater_2": ["y", "y", None]})
    found, _ = account_of(table, Columns(item="item"))
    assert (found.rows, found.answers, found.used) == (3, 6, 3)
    assert found.set_aside == {"no item": 2, "no value": 1}


def test_counts_are_as_many_answers_as_they_say():
    table = pa.table({"item": ["1", "1", "2", None], "value": [*"xyxx"], "n": [3, 4, None, 5]})
    found, _ = account_of(table, Columns(item="item", value="value", count="n"))
    assert (found.rows, found.answers, found.used) == (4, 13, 7)
    assert found.set_aside == {"no item": 5, "no count": 1}


@pytest.mark.parametrize("count", ["1.5", "-49", "many", "1e400"])
def test_counts_that_are_no_numbers_of_answers_are_refused(tmp_path, count):
    (tmp_path / "t.csv").write_text(f"item,value,n\n1,x,2\n1,y,{count}\n")
    with pytest.raises(AlignmentCardError, match=r"A count says how often .* a whole number, 0 or more"):
        run([Source(find(tmp_path / "t.csv"), Columns(item="item", value="value", count="n"))], settings=FAST)


# All statistics count the same ratings


def test_who_has_no_answer_that_counts_is_no_rater():
    rows = [("1", "a", "x"), ("1", "b", "y"), ("1", "c", "NA"), (None, "d", "x"), ("2", "a", "y"), ("2", "a", "y")]
    columns = Columns(item="item", rater="rater", value="value", missing=["NA"])
    _, facts = account_of(rows, columns)
    sizes = facts.dimension(None).sizes
    assert facts.pool.raters == sizes.raters == 2
    assert facts.dimension(None).agreement.items == 1
    assert (sizes.ratings, sizes.ratings_per_rater.max) == (3, 2)


def test_groups_count_ratings_that_count():
    table = columns_of([("1", "a", "x", "f"), ("1", "b", "NA", "m"), ("2", "b", "y", "m"), ("2", "b", "y", "m")],
                       "item rater value sex")  # fmt: skip
    said = {"missing": ["NA"], "attributes": {"sex": "sex"}}
    found = measure(pa.table(table), columns=said, settings=FAST)
    assert found.pool.axes[0].ratings == {"f": 1, "m": 1}


# Any table


ids = st.sampled_from([None, "", " ", "1", " 1", "2", "3", "1.0"])
people = st.sampled_from([None, "", "a", "b ", "b", "c"])
values = st.sampled_from([None, "", "x", "y", "NA", "?"])
questions = st.sampled_from([None, "q", "r"])
waves = st.sampled_from([None, "1", "2", "later"])
long_rows = st.lists(st.tuples(ids, people, values, questions, waves), min_size=1, max_size=14)
repeats = st.sampled_from(["first", "last", "all"])
LAYOUTS = {
    "long": {"item": "item", "rater": "rater", "value": "value"},
    "nobody": {"item": "item", "value": "value"},
    "dimensions": {"item": "item", "rater": "rater", "value": "value", "dimension": "topic"},
    "occasions": {"item": "item", "rater": "rater", "value": "value", "occasion": "moment"},
    "conditions": {"item": "item", "rater": "rater", "value": "value", "condition": "moment"},
    "keys": {"item": "item, topic", "rater": "rater, moment", "value": "value"},
    "some rows": {"item": "item", "rater": "rater", "value": "value", "only": {"topic": "q"}},
    "questions": {"item": "item", "rater": "rater", "dimensions": {"one": "topic", "two": "value"}},
}


def expected(rows, layout):
    """Count in plain Python, what counts where one answer of each rater does, and what was read."""
    blank = lambda text: None if text is None or not text.strip() else text.strip()  # noqa: E731
    pointed = all(row[0] is None or not row[0].strip() or row[0].strip().endswith(".0") for row in rows)
    answers = []
    for number, (item, rater, value, question, wave) in enumerate(rows):
        item, rater = blank(item), blank(rater)
        item = item[:-2] if item and pointed else item
        if layout == "nobody":
            answers.append((item, number, None, value))
        elif layout == "dimensions":
            answers.append((item, rater, question, value if question else None))
        elif layout == "keys":
            known = None not in (item, blank(question), rater, blank(wave))
            answers.append(((item, question) if known else None, (rater, wave), None, value))
        elif layout == "some rows":
            answers.append((item if question == "q" else None, rater, None, value))
        elif layout == "questions":
            answers += [(item, rater, "one", question), (item, rater, "two", value)]
        else:
            answers.append((item, rater, None, value))
    asked = {one[2] for one in answers if one[0] is not None and not (layout == "dimensions" and one[2] is None)}
    valid = [one for one in answers if one[0] is not None and blank(one[3]) and one[3] != "NA"]
    known = {one[:3] for one in valid if one[1] is not None}
    unanswered = not asked or asked - {one[2] for one in valid}
    return len(answers), len(valid), len(known) + sum(one[1] is None for one in valid), unanswered


@with_examples(25)
@given(rows=long_rows, layout=st.sampled_from(list(LAYOUTS)), which=repeats)
def test_any_table_adds_up(rows, layout, which):
    table = pa.table({
        name: pa.array(column, pa.string())
        for name, column in columns_of(rows, "item rater value topic moment").items()
    })  # fmt: skip
    table = table.drop_columns("rater") if layout == "nobody" else table
    source = Source(table, Columns(**LAYOUTS[layout], missing=["NA"]))
    settings = Settings(replicates=0, draws=1, repeats=which, minimum_cell=1)
    read, valid, one_each, unanswered = expected(rows, layout)
    if unanswered:
        with pytest.raises(
            AlignmentCardError, match=r"has no ratings|which dimension|there is no row|is empty in every"
        ):
            run([source], settings=settings)
        return
    facts = run([source], settings=settings)
    found = total(facts.account)
    assert found.answers == read == found.used + sum(found.set_aside.values())
    assert found.used == (valid if which == "all" else one_each)
    sizes = [one.sizes for one in facts.dimensions.values()]
    assert sum(one.ratings for one in sizes) == found.used
    assert all(sum(one.values.values()) == one.ratings for one in sizes)
    if facts.pool.raters is not None:
        assert facts.pool.raters >= max(one.raters for one in sizes)


cells = st.lists(st.tuples(ids, values, values, values), min_size=1, max_size=8)


@with_examples(20)
@given(rows=cells, which=repeats)
def test_any_wide_table_adds_up(rows, which):
    names = "item rater_1 rater_2 rater_10"
    long = [(row[0], name, row[place + 1], None, None) for place, name in enumerate(names.split()[1:]) for row in rows]
    table = pa.table({name: pa.array(column, pa.string()) for name, column in columns_of(rows, names).items()})
    source = Source(table, Columns(item="item", missing=["NA"]))
    settings = Settings(replicates=0, draws=1, repeats=which, minimum_cell=1)
    read, valid, one_each, unanswered = expected(long, "long")
    if unanswered:
        with pytest.raises(AlignmentCardError, match=r"has no ratings|is empty in every row"):
            run([source], settings=settings)
        return
    found = total(run([source], settings=settings).account)
    assert found.rows == len(rows)
    assert found.answers == read == found.used + sum(found.set_aside.values())
    assert found.used == (valid if which == "all" else one_each)


def test_answers_below_a_merged_cell_are_told_with_what_to_do():
    rows = [("1", "a", "x"), (None, "b", "x"), (None, "c", "y"), ("2", "a", "x"), (None, "b", "x")]
    _, facts = account_of(rows)
    assert any("If cells were merged in a spreadsheet" in one for one in facts.told)


def test_empty_rows_are_no_merged_cells():
    rows = [("1", "a", "x"), (None, None, None), ("1", "b", "y"), (None, None, None)]
    _, facts = account_of(rows)
    assert not any("merged" in one for one in facts.told)
