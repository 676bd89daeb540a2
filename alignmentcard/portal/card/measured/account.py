"""Where the answers in the files went, and how they were read."""

from collections.abc import Iterator, Sequence

from alignmentcard.measurement.results.account import FileAccount, total
from alignmentcard.measurement.results.facts import Facts
from alignmentcard.portal.card.measured.block import Block, Table
from alignmentcard.words import figure

TITLE = "Where every answer went"


def account_block(facts: Facts) -> Block | None:
    """Return what counts and what was set aside; None where the measurements do not say."""
    found = total(facts.account)
    if found is None:
        return None
    several = len(facts.account) > 1
    table = _by_file(facts.account) if several else _by_reason(found)
    said = (*_said(found, len(facts.account)), *facts.told)
    return Block(TITLE, said, table=table if several or found.set_aside else None, caption="Answer by answer")


def _said(found: FileAccount, files: int) -> Iterator[str]:
    of = f" of {files} files" if files > 1 else ""
    yield f"{figure(found.answers)} answers were read from {figure(found.rows)} rows{of}."
    if not found.set_aside:
        yield "All of them count."
        return
    reasons = ", ".join(f"{figure(count)} {reason}" for reason, count in found.set_aside.items())
    yield f"{figure(found.used)} count; the others were set aside: {reasons}."


def _by_reason(found: FileAccount) -> Table:
    rows = [("Count", found.used), *found.set_aside.items()]
    return Table(("Answers", "Number"), tuple((name, figure(count)) for name, count in rows))


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
    return Table(("File", "Rows", "Answers", "Count", *reasons), rows)
