"""Pages at addresses that no card has any more: where it is now, or since when it is gone and why."""

from collections.abc import Collection, Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any

from markupsafe import Markup

from alignmentcard.errors import AlignmentCardError
from alignmentcard.messages import _
from alignmentcard.portal.build.shell import Shell
from alignmentcard.portal.card.metadata import UNLISTED
from alignmentcard.portal.card.packed import ALONE
from alignmentcard.portal.collection.summary import CardSummary
from alignmentcard.portal.lifecycle import EMBARGO, Removed
from alignmentcard.portal.settings import CONFIG, Settings
from alignmentcard.resources import template

Rows = Mapping[str, Mapping[str, Any]]
AT_ONCE = Markup('<meta http-equiv="refresh" content="0; url=../{}/">')


def files(
    settings: Settings, cards: Path, addresses: Collection[str], shell: Shell
) -> Iterator[tuple[str, str | bytes]]:
    """Yield the files for renamed and removed ids; `cards` are the folders of the cards that there are."""
    _refuse(settings, addresses)
    for old in settings.aliases:
        now = settings.now(old)
        if now in settings.removed:
            yield f"cards/{old}/index.html", _gone(old, settings.removed[now], settings, shell)
            continue
        yield f"cards/{old}/index.html", _moved(old, now, shell)
        for path in filter(Path.is_file, (cards / now / name for name in ALONE)):
            yield f"cards/{old}/{path.name}", path.read_bytes()
    for old, told in settings.removed.items():
        yield f"cards/{old}/index.html", _gone(old, told, settings, shell)


def _refuse(settings: Settings, addresses: Collection[str]) -> None:
    for name, ids in (("aliases", settings.aliases), ("removed", settings.removed), ("status", settings.status)):
        for one in ids:
            if (one in addresses) != (name == "status"):
                raise _bad(f"{name}.{one}", f"{'no' if name == 'status' else 'a'} card of this portal has this id.")
    for old in settings.aliases:
        if old in settings.removed:
            raise _bad(f"aliases.{old}", "it stands under removed too. Take it out of one of the two.")
        now = settings.now(old)
        if now == old or now in settings.aliases:
            raise _bad(f"aliases.{old}", "it leads back to itself. Write the id that the card has now.")
        if now not in addresses and now not in settings.removed:
            raise _bad(f"aliases.{old}", f"no card has the id {now}.")
    for old, told in settings.removed.items():
        instead = settings.now(told.instead) if told.instead else ""
        if instead and (instead == old or (instead not in addresses and instead not in settings.removed)):
            raise _bad(f"removed.{old}.instead", f"no {'other ' if instead == old else ''}card has the id {instead}.")


def _bad(name: str, why: str) -> AlignmentCardError:
    return AlignmentCardError(f"{CONFIG}, extra.alignmentcard.{name}: {why}")


def _moved(old: str, new: str, shell: Shell) -> str:
    """Return a page that leads on at once; its canonical address is that of the card."""
    contents = template("former.html.j2").render(old=old, new=new, removed=None)
    return shell.page(new, old, _("This card has another address."), UNLISTED + AT_ONCE.format(new), contents)


def _gone(old: str, told: Removed, settings: Settings, shell: Shell) -> str:
    instead = settings.now(told.instead) if told.instead else ""
    contents = template("former.html.j2").render(old=old, new=instead, removed=told)
    return shell.page(old, old, _("This card is no longer here."), UNLISTED, contents)


def told(cards: Iterable[CardSummary], settings: Settings) -> set[str]:
    """Return the ids that stand on no list, and whose pages say what became of them."""
    return {*settings.aliases, *settings.removed, *(one.address for one in cards if one.status)}


def public(history: Rows | None, cards: Iterable[CardSummary]) -> Rows | None:
    """Return the rows of the portal before without those of cards that are kept back now, of which nothing is told."""
    if history is None:
        return None
    kept = {one.address for one in cards if one.status.startswith(EMBARGO)}
    return {name: row for name, row in history.items() if name not in kept}


def unexplained(before: Iterable[str], addresses: Collection[str], settings: Settings) -> Iterator[str]:
    """Yield a sentence for each id that the portal before had and that leads nowhere now."""
    known = {*addresses, *settings.aliases, *settings.removed}
    for one in sorted(set(before) - known):
        yield (
            f"cards/{one}/ was in the portal before and leads nowhere now. Say in {CONFIG}, under extra.alignmentcard, "
            "what became of it: aliases, or removed with since and why."
        )
