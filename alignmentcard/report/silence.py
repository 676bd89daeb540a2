"""What settings and profiles of a project keep out of reports, in words: the same for every format."""

from collections.abc import Iterable, Iterator

from alignmentcard.checker.check import Checked
from alignmentcard.rules.finding import Silenced


def together(reports: Iterable[Checked]) -> tuple[Silenced, ...]:
    """Add up what is silenced in several cards."""
    found: tuple[Silenced, ...] = ()
    for report in reports:
        found = added(found, report.silenced)
    return found


def added(one: Iterable[Silenced], other: Iterable[Silenced]) -> tuple[Silenced, ...]:
    """Add up counts of the same choice."""
    found: dict[tuple[str, bool], tuple[int, int]] = {}
    for silenced in (*one, *other):
        findings, errors = found.get((silenced.by, silenced.milder), (0, 0))
        found[silenced.by, silenced.milder] = (findings + silenced.findings, errors + silenced.errors)
    return tuple(Silenced(by, milder, *counts) for (by, milder), counts in found.items())


def sentences(silenced: Iterable[Silenced]) -> Iterator[str]:
    """Yield a sentence about what is left out, and one about what is milder; none where that is nothing."""
    silenced = tuple(silenced)
    for milder, verb in ((False, "silenced"), (True, "made milder")):
        parts = [one for one in silenced if one.milder == milder]
        if parts:
            first, *others = parts
            noun = "finding is" if first.findings == 1 else "findings are"
            more = "".join(f"; {one.findings:,} by {_by_whom(one)}" for one in others)
            yield f"{first.findings:,} {noun} {verb} by {_by_whom(first)}{more}."


def _by_whom(one: Silenced) -> str:
    """Name what silences, and say how many of the findings break a check otherwise."""
    otherwise = " otherwise" if one.milder else ""
    if not one.errors:
        return one.by
    if one.errors == 1:
        return f"{one.by}, {'an error' if one.findings == 1 else '1 an error'}{otherwise}"
    return f"{one.by}, {one.errors:,} errors{otherwise}"
