"""Coefficients that a card states of a part of the data, held against that part where a column tells which it is."""

from pathlib import Path

import pytest

from alignmentcard.checker.check import Report, check
from alignmentcard.checker.measurements import measured_again
from alignmentcard.document import read
from alignmentcard.profiles import load_profile
from alignmentcard.rules.example import whole_card

pytest.importorskip("duckdb")
POOLS = """\
pools:
  - {id: experts, role: [rater], kind: human, size: 2}
  - {id: crowd, role: [rater], kind: human, size: 2}
"""
JUDGE = """\
pools:
  - {id: people, role: [rater], kind: human, size: 1}
  - {id: judge, role: [rater], kind: synthetic, model: {name: Example-Model}}
"""
FIRST = {"e1": "yyyynnnn", "e2": "yyyynnny", "c1": "ynynynyn", "c2": "yynnyynn"}
"""Answers of each rater to eight items: experts agree on seven, the crowd on four."""


def told(
    tmp_path: Path, entry: str, pools: str, columns: str, header: str, lines: list[str], raters: str = ""
) -> Report:
    """Check a card that states one coefficient against a table."""
    (tmp_path / "r.csv").write_text("\n".join([header, *lines]) + "\n", encoding="utf-8")
    text = whole_card(
        f"statistics:\n  agreement:\n    - {{dimension: harmful, {entry}}}\n{pools}release:\n  level: individual\n"
        "  files:\n    - {path: r.csv, holds: ratings, columns: {item: item, rater: rater, value: value"
        + columns + "}}\n" + raters
    )  # fmt: skip
    text = text.replace("values: [", "values: [y, n, ", 1)
    path = tmp_path / "a.card.yaml"
    path.write_text(text, encoding="utf-8")
    document = read(path)
    evidence = measured_again(document, tmp_path)
    assert evidence.get("facts"), evidence.get("trouble")
    return check(document, load_profile("minimal"), **evidence)


def said(report: Report) -> list[str]:
    return [one.message for one in report.findings if one.code == "AC803"]


def why(report: Report) -> list[str]:
    return [one.reason for one in report.unchecked]


def long(more: dict[str, str], answers: dict[str, str] = FIRST) -> list[str]:
    """Return a row for each answer, with what is known of its rater."""
    return [
        f"{item},{rater},{value}{more.get(rater, '')}"
        for rater, given in answers.items()
        for item, value in enumerate(given)
    ]


GROUP = {"e1": ",experts", "e2": ",experts", "c1": ",crowd", "c2": ",crowd"}
PERCENT = "metric: percent_agreement"


@pytest.mark.parametrize(
    ("value", "of", "message"),
    [
        ("0.875", "pool: experts", ""),
        ("0.5", "pool: crowd", ""),
        ("0.5", "pool: experts", "of 0.5; the data gives 0.8750 for this part of the data."),
        ("0.5", "pool: experts, items: 8", "of 0.5; the data gives 0.8750 for this part of the data."),
        ("0.875", "subset: {group: experts}", ""),
        ("0.5", "subset: {group: experts}", "of 0.5; the data gives 0.8750 for this part of the data."),
    ],
)
@pytest.mark.parametrize("columns", [", condition: group", ", attributes: {who: group}"])
def test_a_pool_is_measured_where_a_column_has_its_id(
    tmp_path: Path, value: str, of: str, message: str, columns: str
) -> None:
    report = told(tmp_path, f"{PERCENT}, value: {value}, of: {{{of}}}", POOLS, columns, "item,rater,value,group",
                  long(GROUP))  # fmt: skip
    assert [text.endswith(message) for text in said(report)] == ([True] if message else [])
    assert why(report) == []


def test_a_column_named_pool_need_not_be_declared(tmp_path: Path) -> None:
    entry = f"{PERCENT}, value: 0.5, of: {{pool: experts}}"
    report = told(tmp_path, entry, POOLS, "", "item,rater,value,pool", long(GROUP))
    assert len(said(report)) == 1


@pytest.mark.parametrize(
    ("of", "more", "header", "reason"),
    [
        ("pool: experts", {}, "item,rater,value", "no column tells which answers are of the pool experts"),
        ("pool: experts", {**GROUP, "c2": ",others"}, "item,rater,value,pool", "no column tells which answers"),
        ("subset: {split: test}", {}, "item,rater,value", "the ratings have no column “split”"),
        ("subset: {pool: writers}", GROUP, "item,rater,value,pool", "the data has no ratings of this part"),
        ("pool: experts, items: 5", GROUP, "item,rater,value,pool", "it is of 5 items, and 8 were measured"),
        ("pool: experts, stage: before_filters", GROUP, "item,rater,value,pool", "it is of a part of the data"),
        ("pool: experts, note: Prompts in English", GROUP, "item,rater,value,pool", "it is of a part of the data"),
    ],
)
def test_what_no_column_tells_for_certain_is_not_compared(
    tmp_path: Path, of: str, more: dict[str, str], header: str, reason: str
) -> None:
    report = told(tmp_path, f"{PERCENT}, value: 0.1, of: {{{of}}}", POOLS, "", header, long(more))
    assert said(report) == []
    [text] = why(report)
    assert text.startswith(f"not comparable: {reason}")


@pytest.mark.parametrize(("value", "right"), [("0.75", True), ("0.2", False)])
def test_rows_of_a_split_are_measured_without_the_others(tmp_path: Path, value: str, right: bool) -> None:
    lines = [
        f"{line},{'test' if int(line[0]) < 4 else 'train'}" for line in long({}, {"a": "yyyyyyyy", "b": "yyynnnnn"})
    ]
    entry = f"{PERCENT}, value: {value}, of: {{subset: {{split: test}}}}"
    pools = POOLS.replace("size: 2", "size: 1")
    assert (said(told(tmp_path, entry, pools, "", "item,rater,value,split", lines)) == []) == right


@pytest.mark.parametrize("name", ["judge", "example-model"])
@pytest.mark.parametrize(("value", "right"), [("0.75", True), ("0.74", False)])
def test_a_judge_who_is_a_rater_is_held_against_the_person(tmp_path: Path, name: str, value: str, right: bool) -> None:
    lines = long({}, {"ann": "yyyynnnn", name: "yyyynnyy"})
    report = told(
        tmp_path, f"{PERCENT}, value: {value}, between: [people, judge]", JUDGE, "", "item,rater,value", lines
    )
    assert why(report) == []
    assert [text.endswith("the data gives 0.7500 between these pools.") for text in said(report)] == [True] * (
        not right
    )


def test_people_of_whom_each_answered_other_items_are_one_pool(tmp_path: Path) -> None:
    lines = [*long({}, {"judge": "yyyynnyy"}), *(f"{item},p{item % 2},{'y' if item < 4 else 'n'}" for item in range(8))]
    pools = JUDGE.replace("size: 1", "size: 2")
    report = told(tmp_path, f"{PERCENT}, value: 0.1, between: [people, judge]", pools, "", "item,rater,value", lines)
    assert [text.endswith("gives 0.7500 between these pools.") for text in said(report)] == [True]


@pytest.mark.parametrize(
    ("answers", "pools", "reason"),
    [
        ({"ann": "yyyynnnn", "bob": "yyyynnnn", "judge": "yyyynnyy"}, JUDGE.replace("size: 1", "size: 2"),
         "several answers of one pool to an item are in the data"),
        ({"ann": "yyyynnnn", "bob": "yyyynnnn", "judge": "yyyynnyy"}, JUDGE, "no column tells which answers are of"),
        ({"ann": "yyyynnnn", "judge": "yyyynnyy", "judge-2": "yyyynnyy"}, JUDGE, "no column tells which"),
        ({"ann": "yyyynnnn", "gpt": "yyyynnyy"}, JUDGE, "no column tells which answers are of the pool"),
    ],
)  # fmt: skip
def test_pools_that_are_not_one_answer_each_are_not_compared(
    tmp_path: Path, answers: dict[str, str], pools: str, reason: str
) -> None:
    entry = f"{PERCENT}, value: 0.1, between: [people, judge]"
    report = told(tmp_path, entry, pools, "", "item,rater,value", long({}, answers))
    assert said(report) == []
    [text] = why(report)
    assert text.startswith(f"not comparable: {reason}")


@pytest.mark.parametrize("between", ["people", "people, people", "people, authors"])
def test_what_names_no_two_pools_of_raters_is_not_compared(tmp_path: Path, between: str) -> None:
    lines = long({}, {"ann": "yyyynnnn", "judge": "yyyynnyy"})
    report = told(tmp_path, f"{PERCENT}, value: 0.1, between: [{between}]", JUDGE, "", "item,rater,value", lines)
    assert said(report) == []
    assert len(why(report)) == 1
