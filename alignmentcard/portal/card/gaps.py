"""Fields that are empty on purpose: looked for in vain, not looked for yet, and not to be had at all."""

import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass

from alignmentcard.messages import _, later, spoken
from alignmentcard.model import Card
from alignmentcard.model.fields import find
from alignmentcard.model.records import Gap
from alignmentcard.portal.card.everything import nearest
from alignmentcard.portal.sentences import UNANSWERED
from alignmentcard.words import amid, label, meaning, term


@dataclass(frozen=True)
class Missing:
    """A field that is empty on purpose."""

    anchor: str
    name: str
    reason: str
    meaning: str
    note: str
    group: str
    asked: str
    """The question that is open, as somebody would ask it."""
    of: str
    """Whose it is: the id of a pool or a dimension, nothing for the others."""
    rank: int
    """How early readers ask it, the first with 0."""

    @property
    def counts(self) -> bool:
        """Whether an answer is missing; where the question does not arise, none is."""
        return self.group != GROUPS["not_applicable"]


def missing(card: Card, known: Collection[str]) -> list[Missing]:
    """Return the gaps of a card, group by group, in each first what readers ask for most."""
    gaps = sorted(card.gaps, key=lambda gap: (ORDER.index(_group(gap)), _rank(gap.field)))
    return [_missing(gap, known) for gap in gaps]


LOOKED_FOR = later("Looked for and not to be had")
GROUPS = {
    "to_do": later("Nobody has been asked yet"),
    "not_consulted": later("A source that may answer was not read"),
    "not_applicable": later("The question does not arise"),
}
"""What readers must not take for one another; every other reason says that somebody looked."""
ORDER = (LOOKED_FOR, GROUPS["not_consulted"], GROUPS["to_do"], GROUPS["not_applicable"])


def grouped(gaps: Sequence[Missing]) -> list[tuple[str, list[Missing]]]:
    """Return the groups that there are, each with its gaps."""
    groups = ((group, [gap for gap in gaps if gap.group == group]) for group in ORDER)
    return [(_(group), found) for group, found in groups if found]


@dataclass(frozen=True)
class Open:
    """A question that is open, once for all that it is open for."""

    asked: str
    """The question; without what it is about where it is open for several."""
    gaps: tuple[Missing, ...]
    """One for each thing that it is open for."""

    @property
    def named(self) -> tuple[Missing, ...]:
        """The first of several, which are named; none where the question names what it is about."""
        return self.gaps[:NAMED] if len(self.gaps) > 1 else ()


NAMED = 3
"""Where a question is open for many, so many are named."""


def opened(gaps: Sequence[Missing]) -> list[Open]:
    """Return the questions that gaps leave open, each once, in the order of the gaps."""
    found: dict[str, dict[str, Missing]] = {}
    for gap in gaps:
        found.setdefault(gap.asked.removesuffix(f" ({gap.of})"), {}).setdefault(gap.asked, gap)
    alike = ((stem, tuple(of.values())) for stem, of in found.items())
    return [Open(stem if len(of) > 1 else of[0].asked, of) for stem, of in alike]


def _group(gap: Gap) -> str:
    return GROUPS.get(gap.reason, LOOKED_FOR)


ASKED_FIRST = (
    *("size", "composition", "pools", "countries", "level"),
    *("asks", "text", "definition", "guidelines", "method"),
    *("ratings_per_item", "pay", "consent", "recruitment", "quality_controls"),
)
"""Last parts of the fields that say most about whose judgement it is."""


def _missing(gap: Gap, known: Collection[str]) -> Missing:
    reason = meaning("GapReason", gap.reason)
    return Missing(
        nearest(gap.field, known),
        field_name(gap.field),
        term(gap.reason),
        reason,
        gap.note or "",
        _group(gap),
        asked(gap.field),
        _owner(gap.field.split(".")),
        _rank(gap.field),
    )


def asked(path: str) -> str:
    """Return the question that an empty field leaves open, in words that a person would use."""
    parts = path.split(".")
    form = UNANSWERED.get(f"{parts[0]}.{parts[-1]}")
    if form is not None:
        return _(form, of=_owner(parts) or _("raters"))
    known = find(tuple(parts))
    if known is None or known.path == parts[0] == "extensions":
        return amid(field_name(path)) if parts[-1].isascii() else field_name(path)
    what = re.split(r"[,.:;]", _(known.description))[0]
    what = what if what[1:2].isupper() else amid(what[:1]) + what[1:]
    owner = _owner(parts)
    return f"{what} ({owner})" if owner else what


def _owner(parts: Sequence[str]) -> str:
    """Name whose a field is: by its id, which is seldom a word of another language and stands in quotes there."""
    name = parts[1] if parts[0] in ("pools", "dimensions", "aggregation") and len(parts) > 2 else ""
    if name.isdigit():
        return _("No. {position}", position=int(name) + 1)
    return name if spoken().is_source or not name else _("“{name}”", name=name)


def _rank(path: str) -> int:
    name = path.rpartition(".")[2]
    return ASKED_FIRST.index(name) if name in ASKED_FIRST else len(ASKED_FIRST)


def field_name(path: str) -> str:
    """Name a field for readers: its last part, and whose it is, such as `Pay (us-crowd)`."""
    parts = path.split(".")
    owner = _owner(parts)
    of = "" if owner or len(parts) < 2 else parts[-2]
    if of.isdigit() and len(parts) > 3:
        owner = f"{amid(label(parts[-3]))} {_('No. {position}', position=int(of) + 1)}"
    about = owner or (amid(label(of)) if of else "")
    return f"{label(parts[-1])} ({about})" if about else label(parts[-1])
