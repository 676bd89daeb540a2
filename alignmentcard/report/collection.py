"""A collection of cards as Markdown, JSON and Parquet."""

import json
from collections.abc import Iterable, Mapping
from dataclasses import asdict
from io import BytesIO

from alignmentcard.checker.collection import Collection
from alignmentcard.checker.own_sums import OwnSum, in_words, own_name
from alignmentcard.errors import MissingExtraError
from alignmentcard.report.markdown import escaped

FORMAT = 1
MOST_FINDINGS = 15
MOST_ANSWERS = 8


def as_markdown(found: Collection) -> str:
    """Return tables for people: the whole first, then a line for each card."""
    parts = [f"# {len(found.rows)} cards\n"]
    for title, counts in (
        ("Levels", found.levels),
        ("Coverage of the 2x2", found.quadrants),
        ("Finest level of answers that others can get", found.releases),
        ("Countries of the raters", found.countries),
        ("Languages of the raters", found.languages),
        ("Most frequent findings", dict(list(found.findings.items())[:MOST_FINDINGS])),
    ):
        parts.append(_table(title, counts))
    if found.own:
        parts.append(_own(found.own))
    return "\n".join([*parts, _cards(found)])


def _table(title: str, counts: Mapping[str, int]) -> str:
    lines = "\n".join(f"| {escaped(name)} | {count} |" for name, count in counts.items())
    return f"## {title}\n\n| | |\n| --- | ---: |\n{lines}\n" if lines else f"## {title}\n\nNone.\n"


def _own(sums: Iterable[OwnSum]) -> str:
    """Write what the cards answer to the fields that the profile adds."""
    head = "## Fields that the profile adds\n\n| field | cards | what they answer |\n| --- | ---: | --- |\n"
    return head + "".join(f"| {escaped(one.name)} | {one.cards} | {escaped(_answers(one))} |\n" for one in sums)


def _answers(one: OwnSum) -> str:
    if one.numbers:
        return in_words(one.numbers)
    told = [f"{own_name(text)}: {cards}" for text, cards in list(one.answers.items())[:MOST_ANSWERS]]
    more = len(one.answers) - len(told)
    return ", ".join([*told, *([f"and {more} more"] if more else [])]) or "nothing"


def _cards(found: Collection) -> str:
    head = "## Cards\n\n| card | level | answered | place | raters | released | errors | warnings | accepted |\n"
    head += "| --- | --- | ---: | --- | ---: | --- | ---: | ---: | ---: |\n"
    lines = []
    for row in found.rows:
        review = f" ({row.review})" if row.review else ""
        level = "-" if row.level is None else f"{row.level} {row.level_name}{review}"
        answered = "-" if row.answered is None else f"{row.answered:.0%}"
        place = f"{row.dimensions or '-'}, {row.definitions or '-'}"
        cells = (
            row.title or row.file,
            level,
            answered,
            place,
            row.raters or "-",
            row.release or "-",
            row.errors,
            row.warnings,
        )
        lines.append("| " + " | ".join(escaped(str(cell)) for cell in (*cells, row.accepted)) + " |\n")
    return head + "".join(lines)


def as_json(found: Collection) -> str:
    """Return one JSON document, its shape versioned by `format`."""
    return json.dumps({"format": FORMAT, **asdict(found)}, ensure_ascii=False, indent=2) + "\n"


def as_parquet(found: Collection) -> bytes:
    """Return a table with a row for each card; needs the extra measure."""
    try:
        import pyarrow
        from pyarrow import parquet
    except ModuleNotFoundError as error:
        raise MissingExtraError("Writing Parquet", "measure") from error
    kept = BytesIO()
    parquet.write_table(pyarrow.Table.from_pylist([asdict(row) for row in found.rows]), kept)
    return kept.getvalue()
