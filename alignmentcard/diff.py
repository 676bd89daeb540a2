"""Two cards to the changes between them, by meaning and not by lines.

Entries of a list are matched by what identifies them (an id, an axis, a dimension and a metric), so reordering is no
change. Each change says what it means for somebody who uses the data, and which version bump of the dataset it asks
for at least: major where the data means something else now, minor where more is known or released, patch where only
words changed.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, Literal

from alignmentcard.model import Card
from alignmentcard.model.fields import find
from alignmentcard.paths import covers
from alignmentcard.text.digits import whole

Kind = Literal["added", "removed", "changed"]
Bump = Literal["major", "minor", "patch", "none"]
BUMPS: tuple[Bump, ...] = ("none", "patch", "minor", "major")

IDENTITY: dict[str, tuple[str, ...]] = {
    "dataset.creators": ("name",),
    "dataset.derived_from": ("id",),
    "dataset.sources_of_items": ("name",),
    "dataset.counts": ("axis",),
    "dataset.known_issues": ("title",),
    "framework.bounds": ("text",),
    "collection.repeats": ("kind",),
    "pools.*.composition": ("axis",),
    "pools.*.target.composition": ("axis",),
    "aggregation": ("dimensions",),
    "aggregation.*.filters": ("rule",),
    "release.files": ("path", "url"),
    "statistics.agreement": ("dimension", "metric", "level"),
    "statistics.convergence": ("dimension", "metric"),
    "statistics.consistency": ("dimension", "kind"),
    "statistics.group_effects": ("dimension", "axis", "groups", "metric"),
    "statistics.model_effects": ("axis", "groups", "outcome"),
    "statistics.artefacts": ("kind", "dimension"),
    "evaluations": ("system", "dimension"),
    "card.authors": ("name",),
    "evidence": ("field", "source", "at"),
    "gaps": ("field",),
    "ignore": ("rule", "field"),
    "history": ("version",),
    "reviews": ("by", "date"),
}
"""What identifies an entry of a list; entries with an id are identified by that."""

ORDERED = ("dimensions.*.scale.values", "statistics.convergence.*.raters", "statistics.convergence.*.value")
"""Lists of plain values whose order means something; of all others it does not."""

SAYS_MORE = "The card says more than before; the data may be the same."
EFFECTS: tuple[tuple[str, Bump, str], ...] = (
    ("alignmentcard", "none", "The card was written for another version of the standard."),
    ("dataset.version", "none", "The card describes another version of the data."),
    ("dataset.id", "major", "Links to the card and its data lead elsewhere."),
    ("dataset.items", "major", "The data holds other items; results on the two versions cannot be compared."),
    ("dataset.ratings", "major", "The data holds other ratings; results on the two versions cannot be compared."),
    ("dataset.license", "major", "What users may do with the data changed."),
    ("dataset.sources_of_items", "major", "The items are said to come from elsewhere, or under other licences."),
    ("dataset.known_issues", "minor", "More or other errors of the data are known; check whether they concern you."),
    ("dataset", "patch", "Only the description of the data changed."),
    ("intent.not_for", "minor", "Users are warned of other uses; check yours against the list."),
    ("intent.uses", "minor", "The data is recommended for other uses; check yours against the list."),
    ("intent.funded_by", "minor", "More or something else is said about who paid."),
    ("intent.affected", "minor", "More or something else is said about who lives with the result."),
    ("intent.guidance", "patch", "Only the reasons for the design are told differently."),
    ("intent", "major", "The data is meant differently; what a model learns from it is now described otherwise."),
    ("framework.rationale", "patch", "Only the reasons for the placement are told differently."),
    ("framework.positions", "minor", "More or something else is said about from where those speak who designed it."),
    ("framework.exclusions", "minor", "More or something else is said about what the definitions leave out."),
    ("framework.chosen_because", "patch", "Only the reasons for the choice of dimensions are told differently."),
    ("framework.authors", "minor", "More or something else is said about who wrote the definitions."),
    ("framework", "major", "The data stands elsewhere in the 2x2: whose reading it carries is stated differently."),
    ("dimensions.*.name", "patch", "A dimension has another name; what was asked is the same."),
    ("dimensions", "major", "Something else was asked, or it was defined or answered differently."),
    ("collection", "major", "People were asked in another way, or the account of it was corrected."),
    ("pools", "major", "Other people answered, or they are described differently; check whom the data speaks for."),
    ("aggregation.*.rationale", "patch", "Only the reasons for the method are told differently."),
    ("aggregation", "major", "Labels are made from the ratings in another way; labels of the versions may differ."),
    ("release.files", "major", "Other files are released; download them again."),
    ("release.level", "major", "Others can get the answers at another level of detail."),
    ("release", "minor", "The conditions of the release changed."),
    ("statistics", "minor", "The authors state other results."),
    ("evaluations", "minor", "The authors state other comparisons with systems."),
    ("extensions", "minor", "Fields of an organisation changed."),
    ("gaps", "minor", "What is known to be unknown changed."),
    ("ignore", "minor", "The authors accept other findings."),
    ("", "patch", "Only records about the card changed."),
)
"""What a change at a place means and the least bump it asks for; the first entry that covers the place counts."""


@dataclass(frozen=True)
class Change:
    """One change: where, from what to what, what it means for users, and the least bump that it asks for."""

    path: str
    kind: Kind
    old: Any
    new: Any
    bump: Bump
    meaning: str

    @property
    def difference(self) -> float | None:
        """The new number less the old one, where both are numbers."""
        numbers = [isinstance(value, int | float) and not isinstance(value, bool) for value in (self.old, self.new)]
        return self.new - self.old if all(numbers) else None


def diff(old: Card, new: Card) -> Iterator[Change]:
    """Yield the changes from one card to another, in the order of the standard."""
    for place, before, after in _compare(_plain(old), _plain(new), Place()):
        yield _change(place, before, after)


def least_bump(changes: list[Change]) -> Bump:
    """Return the least bump that changes ask for together."""
    return max((change.bump for change in changes), key=BUMPS.index, default="none")


def bump_between(old: str | None, new: str | None) -> Bump | None:
    """Return how far a version moved; None where one of the two is no version of numbers."""
    before, after = _numbers(old), _numbers(new)
    if before is None or after is None:
        return None
    if after < before:
        return "none"
    steps: tuple[Bump, ...] = ("major", "minor", "patch")
    return next((step for step, b, a in zip(steps, before, after, strict=True) if a != b), "none")


def _numbers(version: str | None) -> tuple[int, int, int] | None:
    parts = (version or "").split("-")[0].split("+")[0].split(".")
    numbers = [number for number in map(whole, parts) if number is not None]
    if not 1 <= len(parts) <= 3 or len(numbers) < len(parts):
        return None
    major, minor, patch = (*numbers, 0, 0)[:3]
    return major, minor, patch


def _plain(card: Card) -> dict[str, Any]:
    return card.model_dump(exclude_defaults=True)


@dataclass(frozen=True)
class Place:
    """A place in both cards: its path as people read it, and the pattern with stars for entries."""

    path: str = ""
    pattern: str = ""

    def field(self, name: str) -> "Place":
        """Return the place of a field of the record here."""
        return Place(*(f"{here}.{name}" if here else name for here in (self.path, self.pattern)))

    def entry(self, name: str) -> "Place":
        """Return the place of an entry of the list here."""
        return Place(f"{self.path}.{name}", f"{self.pattern}.*")


Difference = tuple[Place, Any, Any]


def _compare(old: Any, new: Any, place: Place) -> Iterator[Difference]:
    """Yield the places where two values differ; None stands for nothing."""
    if old == new:
        return
    if isinstance(old, dict) and isinstance(new, dict):
        for name in _in_order(place, {**old, **new}):
            yield from _compare(old.get(name), new.get(name), place.field(name))
    elif _is_list_of_records(old or new) and isinstance(old or [], list) and isinstance(new or [], list):
        before, after = _named(old or [], place), _named(new or [], place)
        for name in {**before, **after}:
            yield from _compare(before.get(name), after.get(name), place.entry(name))
    elif not _same_but_for_order(old, new, place):
        yield place, old, new


def _in_order(place: Place, names: dict[str, Any]) -> list[str]:
    field = find(tuple(place.pattern.split(".")) if place.pattern else ())
    order = list(field.children) if field else []
    return sorted(names, key=lambda name: order.index(name) if name in order else len(order))


def _named(entries: list[dict[str, Any]], place: Place) -> dict[str, Any]:
    """Give each entry of a list the name by which it is found again in the other card."""
    named: dict[str, Any] = {}
    for entry in entries:
        keys = ("id",) if "id" in entry else IDENTITY.get(place.pattern, ())
        name = "/".join(_word(entry[key]) for key in keys if entry.get(key)) or "all"
        count = sum(other == name or other.startswith(f"{name}#") for other in named)
        named[f"{name}#{count + 1}" if count else name] = entry
    return named


def _word(value: Any) -> str:
    return "+".join(sorted(map(str, value))) if isinstance(value, list) else str(value)


def _is_list_of_records(value: Any) -> bool:
    return isinstance(value, list) and bool(value) and all(isinstance(entry, dict) for entry in value)


def _same_but_for_order(old: Any, new: Any, place: Place) -> bool:
    lists = isinstance(old, list) and isinstance(new, list) and place.pattern not in ORDERED
    return lists and sorted(map(repr, old)) == sorted(map(repr, new))


def _change(place: Place, old: Any, new: Any) -> Change:
    kind: Kind = "added" if old is None else "removed" if new is None else "changed"
    bump, meaning = next((bump, text) for part, bump, text in EFFECTS if not part or covers(part, place.pattern))
    if kind == "added" and bump == "major" and not place.pattern.endswith("*"):
        bump, meaning = "minor", SAYS_MORE
    return Change(place.path, kind, old, new, bump, meaning)
