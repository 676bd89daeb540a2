"""The JSON report; its shape is versioned by `format` and described in schema/report-1.schema.json."""

import json
from collections.abc import Iterable, Iterator
from dataclasses import asdict
from tempfile import TemporaryFile
from typing import IO, Any

from alignmentcard.checker.check import Checked
from alignmentcard.report.silence import added
from alignmentcard.rules.finding import Finding, Silenced

FORMAT = 1
SHOWN = (
    *("code", "name", "severity", "file", "field"),
    *("line", "column", "end_line", "end_column", "message", "help", "url"),
)


def as_json(reports: Iterable[Checked]) -> Iterator[str]:
    """Yield one JSON document with all findings, levels, accepted findings, what was not checked, silenced or skipped.

    Findings are written as they come. What stands below them waits in a file, so that memory does not grow.
    """
    cards, skipped, silenced = 0, dict[str, str](), tuple[Silenced, ...]()
    with (
        TemporaryFile("w+", encoding="utf-8", errors="surrogatepass") as accepted,
        TemporaryFile("w+", encoding="utf-8", errors="surrogatepass") as levels,
        TemporaryFile("w+", encoding="utf-8", errors="surrogatepass") as unchecked,
    ):

        def passing() -> Iterator[str]:
            nonlocal cards, silenced
            for report in reports:
                cards += 1
                silenced = added(silenced, report.silenced)
                for family, reason in report.skipped.items():
                    skipped.setdefault(family, reason)
                for entry in report.accepted:
                    print(_dumps({**_finding(entry.finding), "reason": entry.reason}), file=accepted)
                for one in report.unchecked:
                    print(_dumps(asdict(one)), file=unchecked)
                for level in _level(report):
                    print(level, file=levels)
                yield from (_dumps(_finding(finding)) for finding in report.findings)

        yield f'{{\n  "format": {FORMAT},'
        yield from _entries("findings", "[]", passing())
        yield from _entries("accepted", "[]", _again(accepted))
        yield from _entries("levels", "{}", _again(levels))
        yield from _entries("unchecked", "[]", _again(unchecked))
        yield from _entries("silenced", "[]", (_dumps(asdict(one)) for one in silenced))
    yield f'  "skipped": {_indented(_dumps(skipped, 2), 2)},\n  "cards": {cards}\n}}'


def _entries(name: str, brackets: str, entries: Iterator[str]) -> Iterator[str]:
    """Yield a list or a mapping with each of its entries on a line."""
    before = next(entries, None)
    if before is None:
        yield f'  "{name}": {brackets},'
        return
    yield f'  "{name}": {brackets[0]}'
    for entry in entries:
        yield f"    {before},"
        before = entry
    yield f"    {before}\n  {brackets[1]},"


def _again(file: IO[str]) -> Iterator[str]:
    file.seek(0)
    return (line.rstrip("\n") for line in file)


def _dumps(value: Any, indent: int | None = None) -> str:
    return json.dumps(value, ensure_ascii=False, indent=indent)


def _indented(text: str, by: int) -> str:
    return text.replace("\n", f"\n{' ' * by}")


def _level(report: Checked) -> Iterator[str]:
    level = report.level
    if level:
        counts = {"answered": level.answered, "asked": level.asked}
        signed = {name: value for name in ("review", "signer", "profile") if (value := getattr(level, name))}
        told = {"level": level.number, "name": level.name, **counts, **signed, "missing": list(level.missing)}
        yield f"{_dumps(report.document.name)}: {_dumps(told)}"


def _finding(finding: Finding) -> dict[str, Any]:
    entry: dict[str, Any] = {name: getattr(finding, name) for name in SHOWN}
    entry["fix"] = {"safe": finding.fix.safe, "title": finding.fix.title} if finding.fix else None
    return entry
