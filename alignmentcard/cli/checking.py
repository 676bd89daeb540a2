"""From files to checked cards, as the options of `check` ask: read, compared with measurements, mended."""

import sys
from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import islice
from pathlib import Path
from typing import Any

from alignmentcard.card_files import find_cards
from alignmentcard.checker.check import Checked, Report, mend
from alignmentcard.checker.silenced import Choice, report_of
from alignmentcard.cli import note, terminal
from alignmentcard.document import MAX_BYTES, Document, decode, read
from alignmentcard.edit import Fix
from alignmentcard.loader import load
from alignmentcard.profiles import Profile
from alignmentcard.report.mended import changes, titles
from alignmentcard.rules.evidence import Evidence

Wanted = Callable[[Fix], bool] | None
"""Which repairs are to be made; None for no repair at all."""
SEVERAL = 20
"""Cards from which it pays to look into the cache."""
Excluded = tuple[Path, Sequence[str]]


def are_few(paths: Iterable[Path]) -> bool:
    """Say whether the cards are so few that looking into the cache takes longer than checking them."""
    return len(list(islice(find_cards(paths), SEVERAL))) < SEVERAL


def check_many(
    paths: Iterable[Path],
    excluded: Excluded,
    profile: Profile,
    choice: Choice,
    jobs: int | None,
    cached: bool,
    tell: Callable[[str], None],
    allowed: Path | None = None,
) -> Iterator[Checked]:
    """Check many cards; what that takes is loaded only then. What other programs say of signatures is not kept."""
    from alignmentcard.checker.bulk import Task, bulk
    from alignmentcard.checker.cache import cache_file

    names = [str(path) for path in find_cards(paths, note, excluded)]
    cache = cache_file() if cached and not allowed else None
    return bulk(names, Task(profile, choice, cache, allowed=allowed), jobs, tell)


def read_documents(paths: Iterable[Path], excluded: Excluded, stdin: str | None) -> Iterator[Document]:
    """Read the cards that paths stand for; - is standard input, under a name that may be given."""
    for path in paths:
        if str(path) == "-":
            yield decode(sys.stdin.buffer.read(MAX_BYTES + 1), stdin or "<stdin>")
        else:
            yield from map(read, find_cards([path], note, excluded))


def evidence_of(document: Document, measured: Callable[[Document], Evidence], since: str | None) -> Evidence:
    """Return what was measured of a card, and the card as it was at a revision."""
    found = measured(document)
    if not since:
        return found
    from alignmentcard.revisions import at_revision

    before = at_revision(since, Path(document.name)) if Path(document.name).is_file() else None
    return {**found, "previous": load(before).card} if before else found


def checked(
    document: Document,
    profile: Profile,
    choice: Choice,
    measured: Callable[[Document], Evidence],
    wanted: Wanted,
) -> Report:
    """Check a card, after the wanted repairs, with what was measured of it."""
    known = measured(document)
    if wanted:
        mended = _mended(document, wanted, profile=profile, selects=choice.wants, **known)
        known = known if mended is document else measured(mended)
        document = mended
    return report_of(choice, document, profile, **known)


def _mended(document: Document, wanted: Callable[[Fix], bool], **options: Any) -> Document:
    """Mend a card and write it back, if there is anything to mend."""
    mended, done = mend(document, wanted, **options)
    if done:
        save(Path(document.name), mended.text, before=document.text)
        terminal.tell(f"{document.name}: mended {len(done)}: {', '.join(titles(done))}.")
        for change in changes(document, done):
            terminal.tell(f"  {change}")
    return mended


def save(path: Path, content: str | bytes, before: str | None = None) -> None:
    """Write a file as a whole or not at all; `before` is the text that it must still have."""
    from alignmentcard.saving import write_atomically

    write_atomically(path, content, before=before)
