"""Two to four cards side by side: the page, and what it reads of each card."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from alignmentcard.measurement.results.facts import Facts
from alignmentcard.model import Card
from alignmentcard.portal.collection.entry import CardEntry
from alignmentcard.portal.countries import country, language
from alignmentcard.resources import template
from alignmentcard.words import (
    CAPTIONS,
    RELEASED,
    STANCE,
    UNPLACED,
    crowd,
    figure,
    judges,
    rater_count,
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
    count = rater_count(card)
    return [f"{figure(count)} {crowd(judges(card), count)}"] if count else [crowd(judges(card))]


LINES = (
    Line("What it is", "Version", lambda c: _one(c.dataset.version)),
    Line("What it is", "Published", lambda c: _one(c.dataset.published)),
    Line("What it is", "Licence", lambda c: _one(c.dataset.license)),
    Line("What it is", "Languages", lambda c: [language(tag) for tag in c.dataset.languages]),
    Line("What it is", "Items", lambda c: _counted(c.dataset.items)),
    Line("What it is", "Ratings", lambda c: _counted(c.dataset.ratings)),
    Line("What it is", "Made for", lambda c: [term(use) for use in c.intent.uses]),
    Line("What it is", "Do not use for", lambda c: c.intent.not_for),
    Line("What was asked", "Dimensions", lambda c: [d.name or d.id for d in c.dimensions]),
    Line("What was asked", "Where answers come from", lambda c: [term(d.subjectivity) for d in c.dimensions]),
    Line("What was asked", "How raters answered", lambda c: [term(d.feedback) for d in c.dimensions]),
    Line("What was asked", "What raters were told", lambda c: [term(d.definition.detail) for d in c.dimensions]),
    Line("What was asked", "Who fixed the meaning", lambda c: [term(one) for one in c.framework.authority]),
    Line("What was asked", "Whose norms", lambda c: _one(c.intent.whose_values)),
    Line("Who judged", "Raters", _who),
    Line("Who judged", "Countries", lambda c: [country(code) for p in c.raters for code in p.countries]),
    Line("Who judged", "Reached through", lambda c: [term(p.recruitment.channel) for p in c.raters]),
    Line("Who judged", "Chosen by", lambda c: [term(p.recruitment.sampling) for p in c.raters]),
    Line("Who judged", "Should stand for", lambda c: [p.target.population for p in c.raters if p.target]),
    Line("Disagreement", "Is taken as", lambda c: _one(STANCE.get(c.intent.disagreement or ""))),
    Line("Disagreement", "Combined by", lambda c: [term(one.method) for one in c.aggregation]),
    Line("Disagreement", "Ties", lambda c: [term(one.ties) for one in c.aggregation]),
    Line(
        "Disagreement", "Stated agreement", lambda c: [f"{term(a.metric)} {a.value:g}" for a in c.statistics.agreement]
    ),
    Line("Release", "Finest level", lambda c: _one(RELEASED.get(c.release.level or ""))),
    Line("Release", "Access", lambda c: _one(term(c.release.access))),
    Line("Release", "Same rater recognisable", lambda c: _one(term(c.release.rater_ids))),
)


def row(entry: CardEntry) -> dict[str, Any]:
    """Return what the page reads of one card: its texts for each line."""
    place = CAPTIONS.get(entry.quadrant or "", UNPLACED)
    level = entry.level
    return {
        "id": entry.address,
        "title": entry.title,
        "sentence": entry.sentence,
        "place": f"{entry.quadrant or '□'} {place[0]}",
        "level": f"{level.number} of 4, {', '.join(filter(None, (level.name, level.percent)))}"
        if level
        else "does not fit the standard",
        "lines": list(_lines(entry)),
    }


def _lines(entry: CardEntry) -> Iterator[list[str]]:
    yield list(_measured(entry.report.facts))
    for line in LINES:
        texts = line.texts(entry.card) if entry.card else ()
        yield list(dict.fromkeys(text for text in texts if text))


def _measured(facts: Facts | None) -> Iterator[str]:
    for name, found in facts.dimensions.items() if facts else ():
        alpha = found.agreement.krippendorff_alpha
        if alpha.value is not None:
            yield f"{name}: Krippendorff's alpha {alpha.value:.2f}"


def index(cards: Sequence[tuple[str, str]], *, packed: bool = False) -> dict[str, Any]:
    """Return what the page needs to begin with: the names of the lines, ids and titles of all cards, and the layout."""
    names = [["Measured", "Agreement"], *([line.section, line.name] for line in LINES)]
    return {"format": 1, "lines": names, "cards": cards, "packed": packed}


def page(cards: Sequence[tuple[str, str]], root: str) -> str:
    """Render the page for cards with id and title; they are chosen and fetched in the browser."""
    return template("compare.html.j2").render(root=root, cards=cards if len(cards) <= LISTED else ())
