"""Card and findings to the fragment of HTML that becomes a page; pure."""

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, replace

from markupsafe import Markup

from alignmentcard.checker.check import Report
from alignmentcard.links import arxiv, href
from alignmentcard.messages import _, _n, later, spoken
from alignmentcard.messages.retold import again
from alignmentcard.model import Card
from alignmentcard.portal.card import lead, people, reading, stated
from alignmentcard.portal.card.changes import steps
from alignmentcard.portal.card.downloads import downloads
from alignmentcard.portal.card.everything import everything, nearest, paths
from alignmentcard.portal.card.example import example
from alignmentcard.portal.card.field_tree import inside
from alignmentcard.portal.card.gaps import grouped, missing, opened
from alignmentcard.portal.card.headlines import headlines
from alignmentcard.portal.card.lines import listed
from alignmentcard.portal.card.measured.dimension import measured
from alignmentcard.portal.card.packed import ARCHIVE, WrittenCard, offered
from alignmentcard.portal.card.reviews import reviews
from alignmentcard.portal.card.trust import trust
from alignmentcard.portal.catalogue.facets import commercial
from alignmentcard.portal.charts.inline import glyph
from alignmentcard.portal.collection.entry import CardEntry, answered, named
from alignmentcard.portal.countries import country, language
from alignmentcard.portal.house import house_of
from alignmentcard.portal.markup import marked
from alignmentcard.profiles.completeness import Completeness, completeness
from alignmentcard.resources import template
from alignmentcard.rules.finding import Finding
from alignmentcard.words import caption, meaning, percent, several, term

ROOT = "../../"
"""From a card page to the top of the portal."""
CITE = (
    ("card.yaml", later("Card as YAML")),
    ("card.croissant.json", later("Croissant")),
    ("card.bib", later("Cite as BibTeX")),
)
"""Files that are offered at the head of a card; all of them stand further down."""
CITE_PACKED = (CITE[0], (ARCHIVE, later("All formats")))
SOLD = {
    "allowed": later("commercial use allowed"),
    "forbidden": later("commercial use not allowed"),
    "unclear": later("whether commercial use is allowed is not clear"),
}
SEVERITIES = {"error": later("Error"), "warning": later("Warning"), "info": later("Question")}


@dataclass(frozen=True)
class Remark:
    """A finding as readers of the portal see it."""

    code: str
    severity: str
    word: str
    field: str
    anchor: str
    line: int
    message: Markup
    help: Markup
    reason: str = ""
    foreign: bool = False
    """Whether the message is in English, and the page is not."""
    foreign_help: bool = False
    again: bool = False
    """Whether it is accepted for the reason of the one before."""


def page(entry: CardEntry, *, packed: bool = False) -> str:
    """Render the contents of a card page; `packed` is the layout of a large portal."""
    card = entry.card
    written = WrittenCard(entry.report.document)
    sections = () if packed else everything(entry.data, card)
    known = written if packed else paths(sections)
    gaps = missing(card, known) if card else []
    findings = [_remark(finding, known) for finding in entry.report.findings]
    accepted = _gathered([_remark(one.finding, known, one.reason) for one in entry.report.accepted])
    return template("card.html.j2").render(
        entry=entry,
        root=ROOT,
        place=glyph(entry.quadrant, entry.position),
        caption=caption(entry.quadrant),
        remarks=findings,
        accepted=accepted,
        sections=sections,
        inside=inside,
        listed=listed,
        several=several,
        term=term,
        answered=answered(entry.level),
        level_name=named(entry.level) if entry.level else "",
        percent=percent,
        downloads=offered(downloads(entry)) if packed else downloads(entry),
        cite=[(name, _(title)) for name, title in (CITE_PACKED if packed else CITE)] if card and entry.latest else (),
        written=written.html() if packed else "",
        archive=ARCHIVE if packed and card and entry.latest else "",
        digest=entry.digest or "",
        source=entry.report.document.card_text,
        lead=lead.split(entry.summary),
        answers=list(lead.answers(card, entry.report.facts, gaps)) if card else [],
        card=card and _Words(entry.report, card),
        house=_house(entry),
        missing=gaps,
        gap_groups=grouped(gaps),
        opened=opened,
        reviews=list(reviews(card, entry.report)) if card else [],
        changes=list(steps(entry.earlier, card)) if card else [],
    )


def _house(entry: CardEntry) -> Completeness | None:
    """Hold a card to the profile of the house; None where the portal has none."""
    house = house_of(entry.house) if entry.card else None
    return completeness(entry.report.document, house) if house and house.questions else None


class _Words:
    """What the template says about a card that could be read."""

    def __init__(self, report: Report, card: Card) -> None:
        document, facts = report.document, report.facts
        self.card = card
        self.measured = measured(document, card, facts) if facts else None
        self.place = lead.place(card)
        self.example = example(card)
        self.headlines = headlines(facts, {one.id: one.name or one.id for one in card.dimensions})
        self.numbers = list(_numbers(card))
        self.judgement = list(_judgement(card))
        self.uses = [term(use) for use in card.intent.uses]
        self.trust = trust(card, facts, report.look)
        self.disagreement = meaning("Disagreement", card.intent.disagreement)
        self.beliefs = meaning("Beliefs", card.intent.beliefs)
        self.questions = reading.questions(card)
        self.matrix = reading.matrix(self.questions)
        self.people = people.people(card)
        self.handlings = reading.handlings(card)
        self.releases = reading.releases(card)
        self.agreements = stated.agreements(card)
        self.effects = stated.effects(card)
        self.links = list(_links(card))
        self.creators = several([creator.name for creator in card.dataset.creators])


def _gathered(accepted: Sequence[Remark]) -> list[Remark]:
    """Bring together what is accepted for one reason, so that it is read once."""
    reasons = list(dict.fromkeys(one.reason for one in accepted))
    order = sorted(accepted, key=lambda one: reasons.index(one.reason))
    before = ["", *(one.reason for one in order)]
    return [replace(one, again=one.reason == last) for one, last in zip(order, before, strict=False)]


def _remark(finding: Finding, known: Collection[str], reason: str = "") -> Remark:
    return Remark(
        finding.code,
        finding.severity,
        _(SEVERITIES[finding.severity]),
        finding.field,
        nearest(finding.field, known),
        finding.line,
        marked(again(finding.message) or finding.message),
        marked(again(finding.help) or finding.help),
        reason,
        again(finding.message) is None,
        again(finding.help) is None,
    )


def _numbers(card: Card) -> Iterator[str]:
    dataset = card.dataset
    if dataset.items is not None:
        yield _n("{count} item", "{count} items", dataset.items)
    if dataset.ratings is not None:
        yield _n("{count} rating", "{count} ratings", dataset.ratings)
    if dataset.languages:
        yield _("in {languages}", languages=several([language(tag) for tag in dataset.languages]))
    if dataset.published:
        yield _("published {published}", published=spoken().date(dataset.published))
    if dataset.license:
        yield _("licence {license}", license=dataset.license)
    if use := commercial(card):
        yield _(SOLD[use])


def _judgement(card: Card) -> Iterator[tuple[str, str]]:
    channels = [term(pool.recruitment.channel) for pool in card.raters if pool.recruitment.channel]
    if channels:
        yield _("Reached through"), several(list(dict.fromkeys(channels)))
    countries = list(dict.fromkeys(c for pool in card.raters for c in pool.countries))
    yield _("From"), several([country(code) for code in countries]) or _("not known")
    yield _("Who fixed the meaning"), several([term(one) for one in card.framework.authority]) or _("not said")
    if card.intent.whose_values:
        yield _("Whose norms"), card.intent.whose_values


def _links(card: Card) -> Iterator[tuple[str, str]]:
    links = card.dataset.links
    named = [
        (_("Homepage"), href(links.homepage)),
        (_("Paper"), href(links.paper) or arxiv(links.paper)),
        (_("DOI"), href(links.doi)),
        (_("Repository"), href(links.repository)),
        (_("Download the data"), href(links.download)),
        (_("Contact"), href(card.dataset.contact)),
    ]
    yield from ((name, address) for name, address in named if address)
