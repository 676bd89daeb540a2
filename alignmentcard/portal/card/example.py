"""One item of the data as raters saw it, with how their answers divided; nothing where the card shows none."""

from dataclasses import dataclass

from markupsafe import Markup

from alignmentcard.model import Card
from alignmentcard.portal.charts.inline import bar
from alignmentcard.words import figure, percent


@dataclass(frozen=True)
class Split:
    """An answer, how many gave it, and its share as a chart."""

    answer: str
    count: str
    share: str
    chart: Markup


@dataclass(frozen=True)
class Shown:
    """An item: its text, the question that it was judged by, its answers, and how it was chosen."""

    text: str
    dimension: str
    splits: tuple[Split, ...]
    total: str
    several: int
    chosen: str


def example(card: Card) -> Shown | None:
    """Return the item that a card shows; only with its text and with answers is it worth a place."""
    found = card.dataset.example
    total = sum(found.answers.values())
    if not found.text or not total:
        return None
    names = {dimension.id: dimension.name or dimension.id for dimension in card.dimensions}
    most = sorted(found.answers.items(), key=lambda one: -one[1])
    splits = tuple(Split(answer, figure(n), percent(n / total), bar(n / total)) for answer, n in most)
    return Shown(found.text, names.get(found.dimension or "", ""), splits, figure(total), total, found.chosen or "")
