"""What the authors state about a dimension."""

from alignmentcard.messages.retold import worded
from alignmentcard.model import Card, Dimension
from alignmentcard.model.statistics import Agreement, GroupEffect
from alignmentcard.paths import Route
from alignmentcard.rules.aggregation import covered

CORRELATIONS = frozenset({"pearson", "spearman", "kendall_tau"})
"""They say that ratings rise together, and are 1 for two raters of whom one is always stricter."""
UNCORRECTED = CORRELATIONS | {"percent_agreement"}
"""What does not allow for agreement by chance; `other` may, so it is not among them."""
IN_WORDS = frozenset({"demonstration", "edit", "critique", "span", "interpretation", "opinion", "red_teaming"})
"""Forms of feedback whose answers are texts, on which coefficients of agreement are not defined."""
BOUNDS = ("low", "high")


def about(card: Card, dimension: Dimension) -> list[Agreement]:
    """Return the stated coefficients that concern a dimension; one that names none concerns all."""
    return [entry for entry in card.statistics.agreement if entry.dimension in (None, dimension.id)]


def concerned(card: Card, name: str | None) -> list[Dimension]:
    """Return the dimension with an id, or all of them where none is named."""
    return covered(card, [name] if name else [])


def is_projective(dimension: Dimension) -> bool:
    """Say whether the answer comes from the rater's own beliefs, in a form that can be counted."""
    return dimension.subjectivity == "latent_projective" and is_counted(dimension)


def is_counted(dimension: Dimension) -> bool:
    """Say whether answers come in a form that can be counted, and not as texts."""
    return dimension.feedback not in IN_WORDS and dimension.scale.level != "text"


def entry_route(kind: str, position: int) -> Route:
    """Return where an entry of one kind of statistics stands."""
    return ("statistics", kind, position)


def lacking(card: Card, kind: str, position: int, entry: Agreement | GroupEffect, *names: str) -> list[str]:
    """Return the fields of an entry that are neither given nor listed as gaps."""
    return [
        name
        for name in names
        if getattr(entry, name) is None and not card.is_gap(f"statistics.{kind}.{position}.{name}")
    ]


def gap_or_reason(card: Card, kind: str) -> str:
    """Say what to do about statistics that nobody has; a list that is filled for others cannot be a gap."""
    filled = getattr(card.statistics, kind)
    return worded("accept this and say why") if filled else worded("list statistics.{kind} as a gap", kind=kind)
