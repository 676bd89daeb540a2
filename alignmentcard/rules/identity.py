"""Are licence, languages, places, dates and identifiers what they say they are? (AC101 to AC107)"""

import re
from calendar import monthrange
from collections.abc import Callable, Iterator

from alignmentcard.codes import identifiers
from alignmentcard.codes.countries import country_for, is_country
from alignmentcard.codes.currencies import currency_for, is_currency
from alignmentcard.codes.languages import is_tag, tag_for
from alignmentcard.codes.licences import expression_for, is_expression
from alignmentcard.edit import Fix, Set, flow
from alignmentcard.messages import later
from alignmentcard.messages.retold import worded
from alignmentcard.model import Card
from alignmentcard.model.collection import Period
from alignmentcard.model.fields import find
from alignmentcard.paths import Route
from alignmentcard.rules.misfits.short_answers import gap_reason
from alignmentcard.rules.misfits.within import address_in
from alignmentcard.rules.rule import Problem, rule


@rule("AC101", "licence-not-spdx", "error")
def licence_not_spdx(card: Card) -> Iterator[Problem]:
    """The licence is not an SPDX expression.

    A licence decides who may use the data. Programs that filter by it, and people who skim, need the one spelling
    that everybody uses; "Apache" alone leaves open which version, and "research only" leaves open everything.

    Bad:
        dataset:
          id: sort-of-safe
          license: Apache License, Version 2.0
    Good:
        dataset:
          id: sort-of-safe
          license: Apache-2.0
    Fix: Writes the SPDX id where the spelling is well known.
    Source: SPDX specification, licence expressions and licence list
    """
    parts = (
        (("dataset", "sources_of_items", n, "license"), p.license) for n, p in enumerate(card.dataset.sources_of_items)
    )
    for route, text in ((("dataset", "license"), card.dataset.license), *parts):
        if not text or is_expression(text):
            continue
        help_ = worded(
            "Look up the id at https://spdx.org/licenses; for terms of your own write LicenseRef- and a "
            "name, such as LicenseRef-Research-Only; if there is no licence, list dataset.license as a gap."
        )
        several = _licences_in(text)
        if several:
            both, either = " AND ".join(several), " OR ".join(several)
            help_ = worded(
                "Where all of them hold, write `{both}`; where readers may choose, write `{either}`.",
                both=both,
                either=either,
            )
        named = LINKED.fullmatch(text.strip())
        meant = expression_for(text) or (named and (expression_for(named[1]) or expression_for(named[2]))) or None
        yield Problem(route, worded("`{text_}` is not an SPDX expression.", text_=text), help_, _write(route, meant))


LINKED = re.compile(r"\[([^\[\]]{1,100})\]\(([^()\s]{1,500})\)")


def _licences_in(text: str) -> list[str]:
    """Return the ids of the licences that a text names one after the other; none where a part is no licence."""
    parts = [part.strip() for part in re.split(r"\s*[,;]\s*|\s+(?:/|\+|&|and|or|und|oder)\s+", text) if part.strip()]
    found = [part if is_expression(part) else expression_for(part) for part in parts]
    return [one for one in found if one] if len(parts) > 1 and all(found) else []


@rule("AC102", "language-tag", "error")
def language_tag(card: Card) -> Iterator[Problem]:
    """A language is not a BCP 47 tag.

    Whoever looks for data in a language filters by its tag. A name, a country or a code from another list is missed,
    and the speakers of the language are missed with it.

    Bad:
        dataset:
          languages: [english, pt_BR]
        pools:
          - id: us-panel
            languages: [en, pt]
    Good:
        dataset:
          languages: [en, pt-BR]
        pools:
          - id: us-panel
            languages: [en, pt]
    Fix: Writes the tag where the name or the spelling is well known.
    Source: BCP 47 (RFC 5646) and the IANA Language Subtag Registry
    """
    for route, text in _languages(card):
        if not is_tag(text):
            message = worded("`{text_}` is not a language tag of BCP 47.", text_=text)
            help_ = worded(
                "Write a registered subtag, and script or region after it: en, en-GB, zh-Hant. For several, list each."
            )
            several = [tag for tag in re.split(r"[;,/|\s]+", text) if tag]
            if len(several) > 1 and all(map(is_tag, several)) and isinstance(route[-1], int):
                yield Problem(
                    route,
                    message,
                    worded("Several stand in one entry. Write each by itself: `{several}`", several=", ".join(several)),
                )
            else:
                yield Problem(route, message, help_, _write(route, tag_for(text)))


@rule("AC103", "broken-identifier", "error")
def broken_identifier(card: Card) -> Iterator[Problem]:
    """An address or identifier cannot be right as it is written.

    A DOI, an ORCID or a digest is there to be followed. One wrong character leads readers nowhere or, worse, to
    somebody else; check digits tell before anybody clicks.

    Bad:
        dataset:
          creators: [{name: Ada Example, orcid: 0000-0002-1825-0097}]
          contact: mailto:data@example.org
          links: {homepage: example.org/data}
    Good:
        dataset:
          creators: [{name: Ada Example, orcid: 0000-0002-1825-0097}]
          contact: mailto:data@example.org
          links: {homepage: "https://example.org/data"}
    Fix: Puts https:// before an address that lacks it.
    Source: ORCID (ISO 7064, mod 11-2), DOI handbook, arXiv identifier scheme, RFC 3986, FIPS 180-4
    """
    for route, text, kind in _identifiers(card):
        is_right, wrong, example = KINDS[kind]
        if text and not is_right(text):
            full = f"https://{text}"
            bare = kind in ("url", "link") and "." in text.partition("/")[0] and identifiers.is_url(full)
            fix = Fix(worded("Put https:// before it"), (Set(route, full),), safe=False) if bare else None
            help_ = worded("Write it as in {example}, or leave it out.", example=example)
            inner = address_in(text, mail=kind == "contact") if kind in ("url", "link", "contact") else None
            if inner and is_right(inner):
                fix, help_ = (
                    Fix(worded("Write {inner}", inner=inner), (Set(route, inner),), safe=False),
                    worded("Write the address alone: `{inner}`", inner=inner),
                )
            yield Problem(route, worded(wrong, value=_short(text)), _as_gap(card, route, text) or help_, fix)


def _as_gap(card: Card, route: Route, text: str) -> str:
    """Say which gap to list where a text says that there is no address, such as `forthcoming`."""
    reasons = find(("gaps", "*", "reason"))
    reason = gap_reason(reasons.vocabulary, text) if reasons and reasons.vocabulary else None
    if reason is None or any(isinstance(part, int) for part in route):
        return ""
    entry = {"field": ".".join(map(str, route)), "reason": reason}
    return worded("Delete it, and write under gaps: `- {written}`", written=flow(entry))


@rule("AC104", "impossible-date", "error")
def impossible_date(card: Card) -> Iterator[Problem]:
    """A date is not in the calendar, or comes before one that it must follow.

    When answers were collected decides which events, which words and which models people knew. Two dates that
    cannot both be true leave readers with neither.

    Bad:
        collection:
          period: {start: 2023-08-01, end: 2023-06-30}
          repeats:
            - {kind: retest, items: 100, raters: 40, gap_days: 14}
    Good:
        collection:
          period: {start: 2023-06-01, end: 2023-08-30}
          repeats:
            - {kind: retest, items: 100, raters: 40, gap_days: 14}
    Source: ISO 8601
    """
    for route, date in _dates(card):
        if not _in_calendar(date):
            yield Problem(
                route,
                worded("{date} is not in the calendar.", date=date),
                worded("Write the day as it was, or the month alone."),
            )
    period, published = card.collection.period, card.dataset.published
    if period.start and period.end and _before(period.end, period.start):
        message = worded(
            "The collection ends in {end}, before it starts in {start}.", end=period.end, start=period.start
        )
        yield Problem(("collection", "period", "end"), message, worded("Exchange or correct the two dates."))
    late = _after(published, period) if published else None
    if late:
        message = worded(
            "This version was published in {published}, and the collection {late}.", published=published, late=late
        )
        help_ = worded(
            "Give the date of the version that the card describes; for an earlier one, add an entry under history."
        )
        yield Problem(("dataset", "published"), message, help_)


@rule("AC105", "nobody-to-ask", "warning")
def nobody_to_ask(card: Card) -> Iterator[Problem]:
    """The card names neither a contact nor anybody who looks after the data.

    Every card leaves questions, and some data turns out to be wrong. Raters who want to withdraw and users who find
    an error need one address that somebody reads.

    Bad:
        dataset:
          license: CC-BY-4.0
    Good:
        dataset:
          license: CC-BY-4.0
          contact: mailto:data@example.org
    Source: Gebru et al. 2021, Datasheets for Datasets, on maintenance
    """
    told = card.dataset.contact or card.release.maintenance
    if not told and not card.is_gap("dataset.contact") and not card.is_gap("release.maintenance"):
        message = worded("The card names nobody who answers questions about the data.")
        help_ = worded(
            "Give an e-mail address or a page under dataset.contact, or say under release.maintenance who cares for it."
        )
        yield Problem(("dataset", "contact"), message, help_)


@rule("AC106", "country-code", "error")
def country_code(card: Card) -> Iterator[Problem]:
    """A country is not a code of ISO 3166-1.

    Whom data can speak for depends on where its raters are. Portals count countries by their codes; a name, a code
    of three letters or a region is counted as one more country, or as none.

    Bad:
        pools:
          - id: us-panel
            countries: [USA, Kenya]
    Good:
        pools:
          - id: us-panel
            countries: [US, KE]
    Fix: Writes the code where the name is well known.
    Source: ISO 3166-1 alpha-2; XK is taken for Kosovo
    """
    for position, pool in enumerate(card.pools):
        for n, text in enumerate(pool.countries):
            if not is_country(text):
                route: Route = ("pools", position, "countries", n)
                message = worded("`{text_}` is not the code of a country.", text_=text)
                help_ = worded("Write the two capital letters, such as US or IN; for a region, list its countries.")
                yield Problem(route, message, help_, _write(route, country_for(text)))


@rule("AC107", "currency-code", "error")
def currency_code(card: Card) -> Iterator[Problem]:
    """A currency is not a code of ISO 4217.

    Readers who judge whether the pay was fair compare it with wages where the raters live. A dollar sign leaves open
    which of twenty dollars it was.

    Bad:
        pools:
          - id: us-panel
            pay: {amount: 12, currency: US dollars, per: hour}
    Good:
        pools:
          - id: us-panel
            pay: {amount: 12, currency: USD, per: hour}
    Fix: Writes the code where the name stands for one currency only.
    Source: ISO 4217, list one, and list three from 1999 on
    """
    for position, pool in enumerate(card.pools):
        text = pool.pay.currency if pool.pay else None
        if text and not is_currency(text):
            route: Route = ("pools", position, "pay", "currency")
            message = worded("`{text_}` is not the code of a currency.", text_=text)
            help_ = worded(
                "Write the three capital letters, such as USD or KES; name other rewards under standard instead."
            )
            yield Problem(route, message, help_, _write(route, currency_for(text)))


def _is_contact(text: str) -> bool:
    return identifiers.is_mail(text) or _is_address(text)


def _is_link(text: str) -> bool:
    """Take what readers can follow to a text: an address, a DOI or an arXiv id."""
    return _is_address(text) or identifiers.is_doi(text) or identifiers.is_arxiv(text)


MISSPELT = re.compile(r"(?!https?:|hf:|ftps?:)h?t{1,3}t?ps{0,2}:|(?!https?:)h[tp]{2,4}s?:", re.IGNORECASE)
"""Schemes that are those of the web with a letter too many or too few."""


def _is_address(text: str) -> bool:
    return identifiers.is_url(text) and not MISSPELT.match(text)


KINDS: dict[str, tuple[Callable[[str], bool], str, str]] = {
    "orcid": (
        identifiers.is_orcid,
        later("`{value}` is not an ORCID: its form or its check digit is wrong."),
        "0000-0002-1825-0097",
    ),
    "doi": (identifiers.is_doi, later("`{value}` is not a DOI."), "10.48550/arXiv.2310.02457"),
    "arxiv": (identifiers.is_arxiv, later("`{value}` is not an arXiv id."), "2310.02457"),
    "sha256": (
        identifiers.is_sha256,
        later("`{value}` is not a SHA-256 digest of 64 hexadecimal digits."),
        worded("the output of sha256sum"),
    ),
    "url": (_is_address, later("`{value}` is not a full address."), "https://example.org/data"),
    "link": (
        _is_link,
        later("`{value}` is neither a full address nor a DOI or arXiv id."),
        "https://arxiv.org/abs/2310.02457",
    ),
    "contact": (
        _is_contact,
        later("`{value}` is neither an e-mail address nor a full address of a page."),
        "mailto:data@example.org",
    ),
}
"""How to read each kind of identifier, what to say of one that is wrong, and an example of a right one."""
LINKS = {"homepage": "url", "repository": "url", "paper": "link", "doi": "doi", "download": "link"}
SHOWN = 80


def _identifiers(card: Card) -> Iterator[tuple[Route, str | None, str]]:
    dataset = card.dataset
    for n, creator in enumerate(dataset.creators):
        yield ("dataset", "creators", n, "orcid"), creator.orcid, "orcid"
    for n, author in enumerate(card.card.authors):
        yield ("card", "authors", n, "orcid"), author.orcid, "orcid"
    yield ("dataset", "contact"), dataset.contact, "contact"
    for name, kind in LINKS.items():
        yield ("dataset", "links", name), getattr(dataset.links, name), kind
    for n, part in enumerate(dataset.sources_of_items):
        yield ("dataset", "sources_of_items", n, "url"), part.url, "url"
    for n, issue in enumerate(dataset.known_issues):
        yield ("dataset", "known_issues", n, "url"), issue.url, "url"
    for n, dimension in enumerate(card.dimensions):
        guidelines = dimension.definition.guidelines
        yield ("dimensions", n, "definition", "guidelines", "url"), guidelines.url, "url"
    for n, file in enumerate(card.release.files):
        yield ("release", "files", n, "url"), file.url, "url"
        yield ("release", "files", n, "sha256"), file.sha256, "sha256"
    for n, source in enumerate(card.sources):
        for name in ("url", "doi", "arxiv"):
            yield ("sources", n, name), getattr(source, name), name


def _languages(card: Card) -> Iterator[tuple[Route, str]]:
    for n, text in enumerate(card.dataset.languages):
        yield ("dataset", "languages", n), text
    for position, pool in enumerate(card.pools):
        for n, text in enumerate(pool.languages):
            yield ("pools", position, "languages", n), text


def _dates(card: Card) -> Iterator[tuple[Route, str]]:
    period = card.collection.period
    stated: list[tuple[Route, str | None]] = [
        (("dataset", "published"), card.dataset.published),
        (("collection", "period", "start"), period.start),
        (("collection", "period", "end"), period.end),
        *((("pools", n, "model", "date"), pool.model.date) for n, pool in enumerate(card.pools) if pool.model),
        *((("sources", n, "year"), source.year) for n, source in enumerate(card.sources)),
        *((("history", n, "date"), change.date) for n, change in enumerate(card.history)),
        *((("reviews", n, "date"), review.date) for n, review in enumerate(card.reviews)),
    ]
    return ((route, date) for route, date in stated if date)


def _in_calendar(date: str) -> bool:
    parts = [int(part) for part in date.split("-")]
    return parts[0] > 0 and (len(parts) < 3 or parts[2] <= monthrange(parts[0], parts[1])[1])


def _after(published: str, period: Period) -> str | None:
    """Say what of a collection came after its publication; one that was public from its first day may go on."""
    if period.start and _before(published, period.start):
        return worded("started in {start}", start=period.start)
    live = period.start and not _before(period.start, published)
    return (
        worded("ended in {end}", end=period.end) if period.end and _before(published, period.end) and not live else None
    )


def _before(date: str, other: str) -> bool:
    """Compare two dates as far as both are told: a year is not before a month of it."""
    length = min(len(date), len(other))
    return date[:length] < other[:length]


def _write(route: Route, code: str | None) -> Fix | None:
    return Fix(worded("Write {code}", code=code), (Set(route, code),)) if code else None


def _short(text: str) -> str:
    return text if len(text) <= SHOWN else f"{text[:SHOWN]}…"
