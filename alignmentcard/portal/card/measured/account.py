"""Where the answers in the files went, and how they were read."""

from collections.abc import Collection, Iterator, Sequence
from dataclasses import replace

from alignmentcard.measurement.results.account import FileAccount, total
from alignmentcard.measurement.results.facts import Facts
from alignmentcard.messages import _, _n, later
from alignmentcard.portal.card.measured.block import Block, Table
from alignmentcard.words import figure

TITLE = later("Where every answer went")


def account_block(facts: Facts) -> Block | None:
    """Return what counts and what was set aside; None where the measurements do not say."""
    found = total(facts.account)
    if found is None:
        return None
    several = len(facts.account) > 1
    table = _by_file(facts.account) if several else _by_reason(found)
    said = tuple(_said(found, len(facts.account)))
    shown = table if several or found.set_aside else None
    block = Block(_(TITLE), said, table=shown, caption=_("Answer by answer")).with_notes(facts.told)
    return replace(block, notes=tuple(_gathered(block.notes, facts.dimensions)))


def _gathered(notes: Sequence[str], dimensions: Collection[str]) -> Iterator[str]:
    """Yield sentences that begin with the dimension that they are about; what holds of several is said once."""
    about: dict[str, list[str]] = {}
    for note in notes:
        name, _colon, rest = note.partition(": ")
        about.setdefault(rest if name in dimensions else note, []).append(name if name in dimensions else "")
    for said, names in about.items():
        yield f"{', '.join(names)}: {said}" if any(names) else said


def _said(found: FileAccount, files: int) -> Iterator[str]:
    read = _n("{count} row", "{count} rows", found.rows)
    if files > 1:
        read = _("{rows} of {files} files", rows=read, files=files)
    yield _n("{count} answer was read from {rows}.", "{count} answers were read from {rows}.", found.answers, rows=read)
    if not found.set_aside:
        yield _("All of them count.")
        return
    reasons = ", ".join(f"{_why(reason)} ({figure(count)})" for reason, count in found.set_aside.items())
    yield _n(
        "{count} counts; set aside were: {reasons}.",
        "{count} count; set aside were: {reasons}.",
        found.used,
        reasons=reasons,
    )


MISSING = "missing code "
"""How measurements name a cell with a code that stands for no answer."""


def _why(reason: str) -> str:
    """Name the reason why answers were set aside."""
    if reason.startswith(MISSING):
        return _("missing code {code}", code=reason.removeprefix(MISSING))
    return _(reason)


def _by_reason(found: FileAccount) -> Table:
    rows = [(_("Count"), found.used), *((_why(reason), count) for reason, count in found.set_aside.items())]
    return Table((_("Answers"), _("Number")), tuple((name, figure(count)) for name, count in rows))


def _by_file(files: Sequence[FileAccount]) -> Table:
    reasons = list(dict.fromkeys(reason for file in files for reason in file.set_aside))
    rows = tuple(
        (
            file.path or "",
            figure(file.rows),
            figure(file.answers),
            figure(file.used),
            *(figure(file.set_aside.get(reason, 0)) for reason in reasons),
        )
        for file in files
    )
    return Table((_("File"), _("Rows"), _("Answers"), _("Count"), *map(_why, reasons)), rows)
