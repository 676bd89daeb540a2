"""What several datasets answer together, where a form asks once about all training data: totals, a date, languages."""

from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence

from alignmentcard.convert.prose.statements import PEOPLE_WROTE
from alignmentcard.convert.prose.words import in_languages, inside, plain, plain_date, within
from alignmentcard.model import Card
from alignmentcard.report.forms.filled import CardAnswer, Filled
from alignmentcard.report.forms.users import SETTING, is_about_users, settings
from alignmentcard.words import several

LAST_DAY = "-12-31"
"""What a date lacks that is known to the year; one known to the month is taken for its last day."""


def overall(one: Filled, cards: Sequence[Card]) -> str:
    """Return what cards answer together; nothing for one card, or where the form wants each by itself."""
    if len(cards) < 2 or not one.told:
        return ""
    paths = [expected.path for expected in one.question.expects]
    decided = (one.question.yes or one.question.no is not None) and not is_about_users(one.question)
    told = [_verdicts(one)] if decided else []
    for path in paths:
        if path in (ITEMS, COUNTRIES) or paths == [path]:
            told += TOGETHER.get(path, _nothing)(cards)
    return " ".join(told)


def left_over(one: Filled, cards: Sequence[Card]) -> list[CardAnswer] | None:
    """Return the cards that what is said together does not cover; None where each stands for itself all the same."""
    paths = [expected.path for expected in one.question.expects]
    if paths == [PERIOD]:
        return [told for told, card in zip(one.told, cards, strict=True) if not _end(card)]
    return [told for told in one.told if not told.answers] if paths == [LANGUAGES] else None


def _end(card: Card) -> str:
    period = card.collection.period
    return str(period.end) if period is not None and period.end else ""


def _nothing(_: Sequence[Card]) -> Iterator[str]:
    yield from ()


def _verdicts(one: Filled) -> str:
    """Say for how many datasets the answer is yes, no or not known; one yes is a yes about all training data."""
    found = Counter("yes" if told.verdict == "some" else told.verdict for told in one.told)
    whole = f"of the {len(one.told)} datasets"
    people = sum(PEOPLE_WROTE in told.sentences for told in one.told)
    found[""] -= people
    no = [f"no for {found['no']}"] if found["no"] else []
    no += [f"for {people} the sources of the items that are named were written by people"] if people else []
    unknown = [f"not known for {found['']}"] if found[""] else []
    if found["yes"]:
        yes = f"Yes, for {found['yes']} {whole}"
        return f"{'; '.join([yes, *no, *unknown])}."
    if found["no"]:
        return f"No for {found['no']} {whole}{f'; {unknown[0]}' if unknown else ''}."
    return f"Not known for any {whole}."


def _sizes(cards: Sequence[Card]) -> Iterator[str]:
    """Add up items and ratings of those cards that give them."""
    for what, name in (("items that were judged", "items"), ("single judgements", "ratings")):
        known = [number for card in cards if (number := getattr(card.dataset, name)) is not None]
        if known:
            who = f"{len(known)} of the {len(cards)} datasets"
            yield f"The number of {what} is known for {who}: {plain(sum(known))} in all."
    yield "What several of the datasets share is counted for each of them."


def _people(cards: Sequence[Card]) -> Iterator[str]:
    """Count datasets of which it is known how many people took part, or in which countries."""
    pools = [[pool for pool in card.pools if pool.kind == "human"] for card in cards]
    sizes = sum(any(pool.size is not None or pool.size_stated for pool in those) for those in pools)
    places = sum(any(pool.countries for pool in those) for those in pools)
    yield (
        f"How many people took part is known for {sizes} of the {len(cards)} datasets, "
        f"and in which countries they are for {places}."
    )


def _latest(cards: Sequence[Card]) -> Iterator[str]:
    """Name the latest date on which a collection ended, and for how many datasets no end is known."""
    ends = [(end, inside(card.dataset.title)) for card in cards if (end := _end(card))]
    if not ends:
        return
    latest = max(end + LAST_DAY[len(end) - len("2023") :] for end, _ in ends)
    last = [(end, title) for end, title in ends if end + LAST_DAY[len(end) - len("2023") :] == latest]
    without = len(cards) - len(ends)
    unknown = f" For {without} of the {len(cards)} datasets no last date is known." if without else ""
    titles = several([f"“{within(title)}”" for _, title in last])
    yield f"The latest date that is known is {plain_date(last[0][0])}, of {titles}.{unknown}"


def _languages(cards: Sequence[Card]) -> Iterator[str]:
    """Count datasets by language, the most common first."""
    found = Counter(
        name for card in cards for tag in dict.fromkeys(card.dataset.languages) for name in in_languages([tag])
    )
    if found:
        names = [f"{name} ({number})" for name, number in found.most_common()]
        without = sum(not card.dataset.languages for card in cards)
        unknown = f" For {without} of the {len(cards)} datasets it is not known." if without else ""
        yield f"Items are in these languages, with the number of datasets: {several(names)}.{unknown}"


COUNTRIES = "pools.*.countries"
ITEMS, PERIOD, LANGUAGES = "dataset.items", "collection.period", "dataset.languages"
TOGETHER: Mapping[str, Callable[[Sequence[Card]], Iterator[str]]] = {
    ITEMS: _sizes,
    COUNTRIES: _people,
    PERIOD: _latest,
    SETTING: settings,
    LANGUAGES: _languages,
}
"""What is said of several datasets together, by the field that a question asks for."""
