"""What a card says about the data itself, as sentences of a careful author."""

from collections.abc import Iterator

from alignmentcard.convert.prose.words import (
    ACCESS,
    ATTRIBUTES,
    IRRECONCILABLE,
    LEVELS,
    METHODS,
    RELATIONS,
    TIES,
    USES,
    WRITERS,
    count,
    counted,
    dated,
    ended,
    inside,
    language,
    listed,
)
from alignmentcard.model import Card
from alignmentcard.model.dataset import ItemSource
from alignmentcard.model.release import Filter
from alignmentcard.words import several

OWN = "LicenseRef-"


def summary(card: Card) -> Iterator[str]:
    """Say what the data is."""
    if card.dataset.summary:
        yield ended(card.dataset.summary)


def creators(card: Card) -> Iterator[str]:
    """Say who made the data."""
    names = [inside(one.name) for one in card.dataset.creators]
    if names:
        yield ended(f"The dataset was made by {several(names)}")


def links(card: Card) -> Iterator[str]:
    """Say where the data stands and which paper describes it."""
    at = card.dataset.links
    home = at.homepage or at.repository or at.download
    if home:
        yield f"The dataset is found at {home}"
    if at.paper:
        yield f"It is described in the paper at {at.paper}"
    if at.doi:
        yield f"Its DOI is {at.doi}"


def license_(card: Card) -> Iterator[str]:
    """Say under which licence the data is released."""
    name = card.dataset.license
    if name:
        own = name.removeprefix(OWN).replace("-", " ")
        yield ended(
            f"The dataset is released under {f'a licence of its own, “{own}”' if name.startswith(OWN) else name}"
        )


def version(card: Card) -> Iterator[str]:
    """Say which version it is."""
    if card.dataset.version:
        yield ended(f"The answers describe version {card.dataset.version}")


def published(card: Card) -> Iterator[str]:
    """Say when it appeared."""
    if card.dataset.published:
        yield ended(f"This version was published {dated(card.dataset.published)}")


def items(card: Card) -> Iterator[str]:
    """Say how many items there are."""
    if card.dataset.items is not None:
        yield ended(f"The dataset has {counted(card.dataset.items, 'item', 'items')} that were judged")


def ratings(card: Card) -> Iterator[str]:
    """Say how many judgements there are."""
    if card.dataset.ratings is not None:
        what = "The dataset" if card.dataset.items is None else "It"
        yield ended(f"{what} has {counted(card.dataset.ratings, 'single judgement', 'single judgements')}")


def counts(card: Card) -> Iterator[str]:
    """Say how items divide."""
    for one in card.dataset.counts:
        told = [f"{inside(name).replace('_', ' ')} ({count(number)})" for name, number in one.items.items()]
        if told:
            yield ended(f"By {inside(one.axis.replace('_', ' '))}, the items divide into {', '.join(told)}")


def languages(card: Card) -> Iterator[str]:
    """Say which languages the items are in."""
    if card.dataset.languages:
        yield ended(f"The items are in {several([language(tag) for tag in card.dataset.languages])}")


def sources(card: Card) -> Iterator[str]:
    """Say where the items come from, each part with its licence."""
    told = [_source(one) for one in card.dataset.sources_of_items]
    if told:
        yield ended(f"The items come from {several(told)}")


def _source(one: ItemSource) -> str:
    parts = [
        counted(one.items, "item", "items") if one.items is not None else "",
        f"{100 * one.share:.3g} % of the items" if one.share is not None else "",
        WRITERS.get(one.written_by or "", ""),
        f"under {one.license}" if one.license else "",
        f"found at {one.url}" if one.url else "",
    ]
    told = ", ".join(part for part in parts if part)
    return f"{inside(one.name)} ({told})" if told else inside(one.name)


def derived(card: Card) -> Iterator[str]:
    """Say which datasets it was made from."""
    for one in card.dataset.derived_from:
        other = one.id if one.id.startswith("http") else f"the dataset “{one.id.replace('-', ' ')}”"
        yield ended(f"The dataset {RELATIONS[one.relation]} {other}")


def issues(card: Card) -> Iterator[str]:
    """Say which errors are known."""
    for one in card.dataset.known_issues:
        affects = f"Affected: {inside(one.affects)}" if one.affects else ""
        fixed = f"It was mended in version {one.fixed_in}" if one.fixed_in else "It is open"
        yield " ".join(ended(text) for text in (f"Known error: {inside(one.title)}", affects, fixed) if text)


def maintenance(card: Card) -> Iterator[str]:
    """Say who looks after the data."""
    if card.release.maintenance:
        yield ended(card.release.maintenance)


def contact(card: Card) -> Iterator[str]:
    """Say whom to ask."""
    if card.dataset.contact:
        yield f"Questions are answered at {card.dataset.contact.removeprefix('mailto:')}"


def uses(card: Card) -> Iterator[str]:
    """Say what the data is meant for; what it is meant for beside the known uses stands in its description."""
    told = [USES[use] for use in card.intent.uses if use in USES]
    if "other" in card.intent.uses:
        told.append(f"{'another' if told else 'a'} use that follows from its description")
    if told:
        yield ended(f"The data is intended for {several(told)}")


def not_for(card: Card) -> Iterator[str]:
    """Say what the data must not be used for."""
    texts = [ended(one) for one in card.intent.not_for]
    if len(texts) == 1:
        yield f"A use that the data cannot carry: {texts[0]}"
    elif texts:
        numbered = " ".join(f"({number}) {text}" for number, text in enumerate(texts, 1))
        yield f"Uses that the data cannot carry: {numbered}"


def affected(card: Card) -> Iterator[str]:
    """Say who lives with the result."""
    if card.intent.affected:
        yield ended(f"Affected without a say: {inside(card.intent.affected)}")


def funding(card: Card) -> Iterator[str]:
    """Say who paid for it."""
    if card.intent.funded_by:
        yield ended(f"The data was funded by {listed(card.intent.funded_by)}")


def values(card: Card) -> Iterator[str]:
    """Say whose norms the data carries."""
    if card.intent.whose_values:
        yield ended(f"Whose norms the data carries: {inside(card.intent.whose_values)}")


def scope(card: Card) -> Iterator[str]:
    """Say whom the result speaks for."""
    if card.intent.scope == "particular":
        yield "The result speaks for a particular group and not for people in general."
    elif card.intent.scope == "universal":
        yield "The result is meant to speak for people in general."


def methods(card: Card) -> Iterator[str]:
    """Say how several ratings became one label; another method is told by its rationale."""
    for one in card.aggregation:
        if one.method in METHODS:
            yield ended(METHODS[one.method])
        if one.ties:
            yield ended(TIES[one.ties])
        if one.irreconcilable:
            yield ended(IRRECONCILABLE[one.irreconcilable])
        if one.weighting:
            yield ended(f"Weighting: {inside(one.weighting)}")
        if one.rationale:
            yield ended(one.rationale)


def filters(card: Card) -> Iterator[str]:
    """Say what was removed, and by which rule."""
    for one in (rule for aggregation in card.aggregation for rule in aggregation.filters):
        yield _filter(one)


def _filter(one: Filter) -> str:
    removed = [
        counted(one.items_removed, "item", "items") if one.items_removed else "",
        counted(one.ratings_removed, "rating", "ratings") if one.ratings_removed else "",
    ]
    told = several([part for part in removed if part])
    rule = ended(f"Items or ratings were removed by this rule: {inside(one.rule)}")
    return f"{rule} It removed {told}." if told else rule


def level(card: Card) -> Iterator[str]:
    """Say what others get."""
    if card.release.level:
        yield ended(LEVELS[card.release.level])


def access(card: Card) -> Iterator[str]:
    """Say who can get the data."""
    if card.release.access:
        yield ended(ACCESS[card.release.access])


def personal(card: Card) -> Iterator[str]:
    """Say what personal data the release holds, and how it is protected."""
    if card.release.personal_data:
        yield ended(f"On personal data: {card.release.personal_data}")


def attributes(card: Card) -> Iterator[str]:
    """Say what is released about raters."""
    if card.release.rater_attributes:
        yield ended(ATTRIBUTES[card.release.rater_attributes])


def withdrawal(card: Card) -> Iterator[str]:
    """Say how a rater can withdraw."""
    if card.release.withdrawal:
        yield ended(f"Withdrawal: {inside(card.release.withdrawal)}")


PROSE = {
    "dataset.summary": summary,
    "dataset.creators": creators,
    "dataset.links": links,
    "dataset.license": license_,
    "dataset.version": version,
    "dataset.published": published,
    "dataset.items": items,
    "dataset.ratings": ratings,
    "dataset.counts": counts,
    "dataset.languages": languages,
    "dataset.sources_of_items": sources,
    "dataset.derived_from": derived,
    "dataset.known_issues": issues,
    "dataset.contact": contact,
    "intent.uses": uses,
    "intent.not_for": not_for,
    "intent.affected": affected,
    "intent.funded_by": funding,
    "intent.whose_values": values,
    "intent.scope": scope,
    "aggregation.*.method": methods,
    "aggregation.*.filters": filters,
    "release.level": level,
    "release.access": access,
    "release.personal_data": personal,
    "release.rater_attributes": attributes,
    "release.withdrawal": withdrawal,
    "release.maintenance": maintenance,
}
"""What writes the sentences for a field."""
