"""Two to four cards side by side: the page, and what it reads of each card."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from alignmentcard.messages import _, later, spoken
from alignmentcard.model import Card
from alignmentcard.portal.card.stated import agreements, names_of
from alignmentcard.portal.collection.entry import CardEntry, answered, named
from alignmentcard.portal.countries import country, language
from alignmentcard.resources import template
from alignmentcard.words import (
    RELEASED,
    STANCE,
    caption,
    counted_crowd,
    crowd,
    figure,
    headcount,
    judges,
    term,
)

LISTED = 500
"""Without JavaScript the page lists so many cards; the catalogue has them all."""


@dataclass(frozen=True)
class Line:
    """One line of the comparison; no texts mean that the card does not say it."""

    section: str
    name: str
    texts: Callable[[Card], Sequence[str | None]]


def _one(text: str | None) -> list[str]:
    return [text] if text else []


def _counted(value: int | None) -> list[str]:
    return [figure(value)] if value is not None else []


def _who(card: Card) -> list[str]:
    count, sure = headcount(card.raters)
    return [counted_crowd(judges(card), count, sure)] if count else [crowd(judges(card))]


LINES = (
    Line(later("What it is"), later("Version"), lambda c: _one(c.dataset.version)),
    Line(
        later("What it is"),
        later("Published"),
        lambda c: _one(c.dataset.published and spoken().date(c.dataset.published)),
    ),
    Line(later("What it is"), later("Licence"), lambda c: _one(c.dataset.license)),
    Line(later("What it is"), later("Languages"), lambda c: [language(tag) for tag in c.dataset.languages]),
    Line(later("What it is"), later("Items"), lambda c: _counted(c.dataset.items)),
    Line(later("What it is"), later("Ratings"), lambda c: _counted(c.dataset.ratings)),
    Line(later("What it is"), later("Made for"), lambda c: [term(use) for use in c.intent.uses]),
    Line(later("What it is"), later("Do not use for"), lambda c: c.intent.not_for),
    Line(later("What was asked"), later("Dimensions"), lambda c: [d.name or d.id for d in c.dimensions]),
    Line(
        later("What was asked"),
        later("Where answers come from"),
        lambda c: [term(d.subjectivity) for d in c.dimensions],
    ),
    Line(later("What was asked"), later("How raters answered"), lambda c: [term(d.feedback) for d in c.dimensions]),
    Line(
        later("What was asked"),
        later("What raters were told"),
        lambda c: [term(d.definition.detail) for d in c.dimensions],
    ),
    Line(
        later("What was asked"), later("Who fixed the meaning"), lambda c: [term(one) for one in c.framework.authority]
    ),
    Line(later("What was asked"), later("Whose norms"), lambda c: _one(c.intent.whose_values)),
    Line(later("Who judged"), later("Raters"), _who),
    Line(later("Who judged"), later("Countries"), lambda c: [country(code) for p in c.raters for code in p.countries]),
    Line(later("Who judged"), later("Reached through"), lambda c: [term(p.recruitment.channel) for p in c.raters]),
    Line(later("Who judged"), later("Chosen by"), lambda c: [term(p.recruitment.sampling) for p in c.raters]),
    Line(later("Who judged"), later("Should stand for"), lambda c: [p.target.population for p in c.raters if p.target]),
    Line(later("Disagreement"), later("Is taken as"), lambda c: _one(_(STANCE.get(c.intent.disagreement or "", "")))),
    Line(later("Disagreement"), later("Combined by"), lambda c: [term(one.method) for one in c.aggregation]),
    Line(later("Disagreement"), later("Ties"), lambda c: [term(one.ties) for one in c.aggregation]),
    Line(
        later("Disagreement"),
        later("Stated agreement"),
        lambda c: [f"{row.name}: {row.value}" for row in agreements(c)],
    ),
    Line(later("Release"), later("Finest level"), lambda c: _one(_(RELEASED.get(c.release.level or "", "")))),
    Line(later("Release"), later("Access"), lambda c: _one(term(c.release.access))),
    Line(later("Release"), later("Same rater recognisable"), lambda c: _one(term(c.release.rater_ids))),
)


def row(entry: CardEntry) -> dict[str, Any]:
    """Return what the page reads of one card: its texts for each line."""
    level = entry.level
    return {
        "id": entry.address,
        "title": entry.title,
        "sentence": entry.sentence,
        "place": f"{entry.quadrant or '□'} {caption(entry.quadrant)[0]}",
        "level": _(
            "{number} of 4, {name}", number=level.number, name=", ".join(filter(None, (named(level), answered(level))))
        )
        if level
        else _("does not fit the standard"),
        "lines": list(_lines(entry)),
    }


def _lines(entry: CardEntry) -> Iterator[list[str]]:
    yield list(_measured(entry))
    for line in LINES:
        texts = line.texts(entry.card) if entry.card else ()
        yield list(dict.fromkeys(text for text in texts if text))


def _measured(entry: CardEntry) -> Iterator[str]:
    facts, names = entry.report.facts, names_of(entry.card) if entry.card else {}
    for id_, found in facts.dimensions.items() if facts else ():
        alpha, name = found.agreement.krippendorff_alpha, names.get(id_, id_)
        if alpha.value is not None:
            yield _("{dimension}: Krippendorff's alpha {value}", dimension=name, value=spoken().decimals(alpha.value))


def index(cards: Sequence[tuple[str, str]], *, packed: bool = False) -> dict[str, Any]:
    """Return what the page needs to begin with: the names of the lines, ids and titles of all cards, and the layout."""
    names = [[_("Measured"), _("Agreement")], *([_(line.section), _(line.name)] for line in LINES)]
    return {"format": 1, "lines": names, "cards": cards, "packed": packed}


def page(cards: Sequence[tuple[str, str]], root: str) -> str:
    """Render the page for cards with id and title; they are chosen and fetched in the browser."""
    return template("compare.html.j2").render(root=root, cards=cards if len(cards) <= LISTED else ())
