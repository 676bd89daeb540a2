"""How items divide, who was asked again, and when: what the card says held against columns of its table."""

from collections.abc import Callable, Mapping
from datetime import date
from pathlib import Path

import pytest

from alignmentcard.checker.check import check
from alignmentcard.checker.measurements import measured_again
from alignmentcard.document import read
from alignmentcard.measurement.tables.moments import readings
from alignmentcard.profiles import load_profile
from alignmentcard.rules.example import whole_card

pytest.importorskip("duckdb")
COLUMNS = "item: item_id, rater: rater_id, value: rating"
TABLE = f"    - {{path: r.csv, holds: ratings, columns: {{{COLUMNS}}}}}\n"
Told = Callable[..., list[str]]


@pytest.fixture
def told(tmp_path: Path) -> Told:
    """Return what a check says of the counts, repeats and period of a card beside its files."""

    def checked(files: Mapping[str, str], counts: str = "", collection: str = "", listed: str = TABLE) -> list[str]:
        for name, text in files.items():
            (tmp_path / name).write_text(text, encoding="utf-8")
        path = tmp_path / "a.card.yaml"
        summary = "Replies that raters read and judged, told in as many words as a summary takes."
        dataset = f"dataset:\n  id: a-b\n  title: A\n  summary: {summary}\n{counts}"
        path.write_text(
            whole_card(f"{dataset}collection:\n{collection or '  unit: a reply'}\nrelease:\n  files:\n{listed}")
            .replace("values: [", "values: [y, n, ", 1), encoding="utf-8",
        )  # fmt: skip
        document = read(path)
        evidence = measured_again(document, tmp_path)
        assert evidence.get("facts"), evidence.get("trouble")
        findings = check(document, load_profile("minimal"), **evidence).findings
        return [
            f"{f.field}: {f.message}"
            for f in findings
            if f.code in ("AC801", "AC821", "AC822") and f.field.startswith(("dataset.counts", "collection"))
        ]

    return checked


def rows(time: Callable[[int, int], str] = lambda i, r: "", more: str = "lang", last: str = "submitted_at") -> str:
    """Return 30 items, each rated by four: 20 of them in English, 10 in Spanish."""
    lines = [
        f"i{i},r{r},{'yn'[(i * r + i) % 2]},{'en' if i < 20 else 'es'},{time(i, r)}"
        for i in range(30)
        for r in range(4)
    ]
    return "\n".join([f"item_id,rater_id,rating,{more},{last}", *lines]) + "\n"


def counts(axis: str, values: str, of: str = "items") -> str:
    return f"  counts:\n    - {{axis: {axis}, {of}: {{{values}}}}}\n"


@pytest.mark.parametrize(
    ("column", "stated", "found"),
    [
        ("language", counts("language", "en: 20, es: 10"), []),
        ("lang", counts("Language", "EN: 20, es: 10"), []),
        (
            "lang",
            counts("language", "en: 12, es: 18"),
            ["items.en: The card says 12 items of language `en`", "items.es: The card says 18 items of language `es`"],
        ),
        (
            "prompt_language",
            counts("language", "en: 20, es: 12"),
            ["items.es: The card says 12 items of language `es`"],
        ),
        (
            "lang",
            counts("language", "en: 80, es: 30", "ratings"),
            ["ratings.es: The card says 30 ratings of items of language `es`"],
        ),
        ("lang", counts("language", "en: 20, es: 10, de: 7"), ["items.de: The card says 7 items of language `de`"]),
        ("lang", counts("language", "English: 12, Spanish: 18"), []),  # nobody knows which is which
        ("lang", counts("language", "en: 30"), []),  # the other may be counted with it
    ],
)
def test_how_items_divide_is_counted_in_the_column_of_that_name(
    told: Told, column: str, stated: str, found: list[str]
) -> None:
    messages = told({"r.csv": rows(more=column)}, stated)
    assert [text.partition(", and")[0].removeprefix("dataset.counts.0.") for text in messages] == found


def test_what_differs_between_raters_of_an_item_is_nothing_of_the_item(told: Told) -> None:
    text = "item_id,rater_id,rating,source\n" + "".join(f"i{i},r{r},y,g{r % 2}\n" for i in range(9) for r in range(4))
    assert told({"r.csv": text}, counts("source", "g0: 3, g1: 6")) == []


@pytest.mark.parametrize(("stated", "number"), [("news: 12, forum: 18", 0), ("news: 12, forum: 23", 0),
                                                ("news: 20, forum: 10", 2)])  # fmt: skip
def test_a_table_of_items_tells_and_may_have_items_that_nobody_rated(told: Told, stated: str, number: int) -> None:
    items = "id,domain\n" + "".join(f"i{i},{'news' if i < 12 else 'forum'}\n" for i in range(35))
    listed = f"{TABLE}    - {{path: items.csv, holds: items, columns: {{item: id}}}}\n"
    assert len(told({"r.csv": rows(), "items.csv": items}, counts("domain", stated), listed=listed)) == number


@pytest.mark.parametrize(("stated", "number"), [("train: 20, test: 10", 0), ("train: 25, test: 5", 2)])
def test_files_tell_splits(told: Told, stated: str, number: int) -> None:
    def part(first: int, last: int) -> str:
        lines = [f"i{i},r{r},{'yn'[(i + r) % 2]}\n" for i in range(first, last) for r in range(3)]
        return "item_id,rater_id,rating\n" + "".join(lines)

    listed = TABLE.replace("r.csv", "train.csv") + TABLE.replace("r.csv", "test.csv")
    files = {"train.csv": part(0, 20), "test.csv": part(20, 30)}
    assert len(told(files, counts("split", stated), listed=listed)) == number


def march(i: int, r: int) -> int:
    return 1 + (i + 7 * r) % 28


def iso(i: int, r: int) -> str:
    return f"2024-03-{march(i, r):02d}T10:00:00+02:00"


THE_FIFTH, THE_THIRD = date(2024, 3, 5), date(2024, 5, 3)


@pytest.mark.parametrize(
    ("text", "days"),
    [
        ("2024-03-05T10:00:00+02:00", [THE_FIFTH]),
        ("2024/03/05 10:00", [THE_FIFTH]),
        ("20240305", [THE_FIFTH]),
        ("1709596800", [THE_FIFTH]),
        ("1709596800123", [THE_FIFTH]),
        ("1709596800.5", [THE_FIFTH]),
        ("3/5/2024 4:05 PM", [THE_THIRD, THE_FIFTH]),
        ("3/5/24", [THE_THIRD, THE_FIFTH]),
        ("Tue Mar 05 23:10:00 PDT 2024", [THE_FIFTH]),
        ("5 March 2024", [THE_FIFTH]),
        ("Mar 5, 2024, 4:05 PM", [THE_FIFTH]),
        ("Tue, 05 Mar 2024 10:00:00 +0000", [THE_FIFTH]),
        ("late", []),
        ("12.5", []),
        ("2024-13-05", []),
        ("0001-01-01", []),
    ],
)
def test_a_time_has_one_day_two_or_none(text: str, days: list[date]) -> None:
    assert [way[0] for way in readings([text])] == days


def test_one_date_settles_which_of_two_numbers_is_the_day() -> None:
    assert readings(["03.04.2024", "25.04.2024"]) == [[date(2024, 4, 3), date(2024, 4, 25)]]


@pytest.mark.parametrize("column", ["submitted_at", "timestamp"])
@pytest.mark.parametrize(
    ("start", "end", "place"),
    [("2024-03-01", "2024-03-30", None), ("2024", "2024", None), ("2024-01", "2024-02", "end"),
     ("2024-04-02", "2024-05-01", "start")],
)  # fmt: skip
def test_the_period_is_held_against_times_of_answers(
    told: Told, column: str, start: str, end: str, place: str | None
) -> None:
    period = f'  period: {{start: "{start}", end: "{end}"}}'
    messages = told({"r.csv": rows(iso, last=column)}, collection=period)
    assert [text.partition(":")[0] for text in messages] == ([f"collection.period.{place}"] if place else [])
    assert all(" of 120 beyond" in text for text in messages)


@pytest.mark.parametrize(
    ("column", "time"),
    [
        ("submitted_at", lambda i, r: "2024-04-01T05:00:00Z"),  # still March in the west
        ("submitted_at", lambda i, r: "late" if i == 3 else "2025-01-01"),
        ("duration_seconds", lambda i, r: str(1609251200 + i + r)),
        ("created_at", lambda i, r: f"2020-01-{1 + i % 20:02d}"),  # the same for all who rated an item
        ("timestamp", lambda i, r: f"2020-01-0{r + 1}"),  # the same for all that a rater rated
        ("submitted_at", lambda i, r: f"0{1 + r}/03/2024"),  # may be the third of a month, or March
    ],
)
def test_what_is_not_for_certain_the_time_of_an_answer_is_not_compared(
    told: Told, column: str, time: Callable[[int, int], str]
) -> None:
    period = '  period: {start: "2024-03-01", end: "2024-03-31"}'
    assert told({"r.csv": rows(time, last=column)}, collection=period) == []


def test_a_period_of_which_most_has_no_answer_is_told_where_all_answers_are_there(told: Told) -> None:
    files = {"r.csv": rows(iso)}
    period = '  period: {start: "2022-05-01", end: "2024-03-31"}'
    assert told(files, "  ratings: 300\n", period) == []
    [message] = told(files, "  ratings: 120\n", period)
    assert message.endswith("all of them are from 2024-03-01 to 2024-03-28 (column submitted_at).")


def asked_again(items: int, raters: int, copies: bool = False) -> str:
    """Return 40 items that ten raters judged, some of them again two weeks later."""
    lines = []
    for i in range(40):
        for r in range(10):
            lines.append(f"i{i},r{r},{'yn'[(i + r) % 2]},1,2024-03-01")
            lines += [lines[-1]] if copies and i < 20 else []
            lines += [f"i{i},r{r},{'yn'[i % 2]},2,2024-03-15"] if i < items and r < raters else []
    return "\n".join(["item_id,rater_id,rating,wave,answered_at", *lines]) + "\n"


@pytest.mark.parametrize(
    ("again", "stated", "places"),
    [
        ((10, 5), "items: 10, raters: 5, gap_days: 14", []),
        ((9, 4), "items: 10, raters: 5, gap_days: 14", []),
        ((10, 5), "items: 30, raters: 5, gap_days: 14", ["items"]),
        ((10, 5), "items: 10, raters: 2, gap_days: 60", ["raters", "gap_days"]),
        ((3, 5, True), "items: 20, raters: 5", ["items"]),  # copies of rows are no second answers
    ],
)
def test_repeats_are_held_against_answers_given_again(
    told: Told, again: tuple[int, int, bool], stated: str, places: list[str]
) -> None:
    listed = TABLE.replace("rating}", "rating, occasion: wave}")
    repeats = f"  repeats:\n    - {{kind: retest, {stated}}}"
    messages = told({"r.csv": asked_again(*again)}, collection=repeats, listed=listed)
    assert [text.partition(":")[0] for text in messages] == [f"collection.repeats.0.{place}" for place in places]
