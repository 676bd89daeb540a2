"""What the house of a portal asks of its cards, beside the venues that everybody knows: its own profile."""

from functools import cache
from pathlib import Path

from alignmentcard.messages import kept
from alignmentcard.profiles import Profile, load_profile, names
from alignmentcard.profiles.own_fields import OwnField, answerable
from alignmentcard.profiles.tally import Tally


@cache
def house_of(path: str) -> Profile | None:
    """Return the profile of a file; None where a portal names none. BadProfileError where it is none."""
    return load_profile(path, quoting=Path(path).parent) if path else None


@kept()
def counted(path: str) -> tuple[OwnField, ...]:
    """Return the fields of the house that hold answers; none where a portal names no profile."""
    house = house_of(path)
    return answerable(house) if house else ()


@cache
def asking(path: str = "") -> tuple[Profile, ...]:
    """Return the profiles that ask questions, that of the house first."""
    house = house_of(path)
    known = tuple(profile for profile in map(load_profile, names()) if profile.questions)
    return (house, *known) if house and house.questions else known


@cache
def tally(path: str = "") -> Tally:
    """Return what counts the answers of a card to all of them."""
    return Tally(asking(path))
