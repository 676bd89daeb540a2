"""Pages at addresses that no card has any more: where it is now, or since when it is gone and why."""

from collections.abc import Collection, Iterable, Iterator
from pathlib import Path

from markupsafe import Markup

from alignmentcard.errors import AlignmentCardError
from alignmentcard.messages import _
from alignmentcard.portal.build.shell import Shell
from alignmentcard.portal.card.metadata import UNLISTED
from alignmentcard.portal.card.packed import ALONE
from alignmentcard.portal.lifecycle import Removed
from alignmentcard.portal.settings import CONFIG, Settings
from alignmentcard.resources import template

AT_ONCE = Markup('<meta http-equiv="refresh" content="0; url=../{}/">')


def files(
    settings: Settings, cards: Path, addresses: Collection[str], shell: Shell
) -> Iterator[tuple[str, str | bytes]]:
    """Yield the files for renamed and removed ids; `cards` are the folders of the cards that there are."""
    _refuse(settings, addresses)
    for old, new in settings.aliases.items():
        yield f"cards/{old}/index.html", _moved(old, new, shell)
        for path in filter(Path.is_file, (cards / new / name for name in ALONE)):
            yield f"cards/{old}/{path.name}", path.read_bytes()
    for old, told in settings.removed.items():
        yield f"cards/{old}/index.html", _gone(old, told, shell)


def _refuse(settings: Settings, addresses: Collection[str]) -> None:
    for name, ids in (("aliases", settings.aliases), ("removed", settings.removed), ("status", settings.status)):
        for one in ids:
            if (one in addresses) != (name == "status"):
                said = "no card of this portal has this id" if name == "status" else "a card of this portal has this id"
                raise AlignmentCardError(f"{CONFIG}, extra.alignmentcard.{name}.{one}: {said}.")
    for old, new in settings.aliases.items():
        if new not in addresses:
            raise AlignmentCardError(f"{CONFIG}, extra.alignmentcard.aliases.{old}: no card has the id {new}.")


def _moved(old: str, new: str, shell: Shell) -> str:
    """Return a page that leads on at once; its canonical address is that of the card."""
    contents = template("former.html.j2").render(old=old, new=new, removed=None)
    return shell.page(new, old, _("This card has another address."), UNLISTED + AT_ONCE.format(new), contents)


def _gone(old: str, told: Removed, shell: Shell) -> str:
    contents = template("former.html.j2").render(old=old, new=told.instead, removed=told)
    return shell.page(old, old, _("This card is no longer here."), UNLISTED, contents)


def unexplained(before: Iterable[str], addresses: Collection[str], settings: Settings) -> Iterator[str]:
    """Yield a sentence for each id that the portal before had and that leads nowhere now."""
    known = {*addresses, *settings.aliases, *settings.removed}
    for one in sorted(set(before) - known):
        yield (
            f"cards/{one}/ was in the portal before and leads nowhere now. Say in {CONFIG}, under extra.alignmentcard, "
            "what became of it: aliases, or removed with since and why."
        )
