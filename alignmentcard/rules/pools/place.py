"""Are the raters where, and do they speak what, the rest of the card says? (AC413, AC414)"""

import re
from collections.abc import Iterator

from alignmentcard.codes import countries
from alignmentcard.codes.languages import is_tag
from alignmentcard.messages.retold import worded
from alignmentcard.model import Card
from alignmentcard.rules.pools.people import people
from alignmentcard.rules.rule import Problem, rule

NO_LANGUAGE = frozenset({"und", "mul", "zxx", "mis", "x", "i", "qaa"})
"""Subtags that name no language that somebody could speak."""
MACROLANGUAGES = {"cmn": "zh", "yue": "zh", "wuu": "zh", "arb": "ar", "nb": "no", "nn": "no", "swh": "sw", "pes": "fa"}
"""Languages that are often tagged by the language that they belong to."""
UNMISTAKABLE = {"US": "US", "USA": "US", "U.S": "US", "UK": "GB", "GB": "GB", "U.K": "GB"}
MOST_WORDS = 5
"""Words of the longest name of a country that is looked for."""


@rule("AC413", "target-elsewhere", "warning")
def target_elsewhere(card: Card) -> Iterator[Problem]:
    """The raters should stand for the people of one country, and are in others.

    No weight makes answers from one country into those of another. Either the target or the countries are those of
    another pool or another study.

    Bad:
        pools:
          - id: us-panel
            kind: human
            countries: [IN, PH]
            target:
              population: adults in the US
    Good:
        pools:
          - id: us-panel
            kind: human
            countries: [US]
            target:
              population: adults in the US
    Source: Kraus & Kroll 2025, recruiting raters who match those whom a system will meet
    """
    for position, pool in people(card):
        if pool.target is None or not pool.countries or not all(map(countries.is_country, pool.countries)):
            continue
        wanted = named_countries(pool.target.population)
        if wanted and wanted.isdisjoint(pool.countries):
            message = worded(
                "`{pool}` should stand for {population}, and is in {countries}.",
                pool=pool.id,
                population=pool.target.population,
                countries=", ".join(pool.countries),
            )
            help_ = worded(
                "Correct the countries or the target; or accept this, and say why they can speak for others."
            )
            yield Problem(("pools", position, "target", "population"), message, help_)


def named_countries(text: str) -> frozenset[str]:
    """Return the codes of the countries that a text names in English."""
    codes = {UNMISTAKABLE[found] for found in re.findall(r"\b(?:USA|US|UK|GB|U\.S|U\.K)\b", text)}
    words = re.findall(r"[^\W\d_]+(?:[-'][^\W\d_]+)*", text.lower())
    runs = {" ".join(words[n : n + m]) for n in range(len(words)) for m in range(1, MOST_WORDS + 1)}
    return frozenset({*codes, *(code for run in runs & countries.names() if (code := countries.country_for(run)))})


@rule("AC414", "language-not-spoken", "warning")
def language_not_spoken(card: Card) -> Iterator[Problem]:
    """Items are in a language that no rater is said to speak.

    Somebody who judges a text in a language that they do not know judges how it looks, or what a program made of it.
    Either a language is missing from the raters, or they should not have been asked. (Silent where some raters'
    languages are not given.)

    Bad:
        dataset:
          languages: [en, pt]
        pools:
          - id: us-panel
            languages: [en]
    Good:
        dataset:
          languages: [en, pt]
        pools:
          - id: us-panel
            languages: [en, pt-BR]
    Source: Data Statements, version 3, on the languages of annotators
    """
    pools = [pool for _, pool in people(card)]
    if not pools or len(pools) < len(card.raters) or not all(pool.languages for pool in pools):
        return
    spoken = {language_of(tag) for pool in pools for tag in pool.languages}
    unknown = [
        (n, tag)
        for n, tag in enumerate(card.dataset.languages)
        if is_tag(tag) and language_of(tag) not in spoken and language_of(tag) not in NO_LANGUAGE
    ]
    if unknown and spoken.isdisjoint(NO_LANGUAGE):
        named = ", ".join(tag for _, tag in unknown)
        message = worded(
            "Items are in {named}, and the raters are said to speak {names} only.",
            named=named,
            names=", ".join(sorted(spoken)),
        )
        help_ = worded("Add the language to those of the raters; or accept this, and say how they could judge.")
        yield Problem(("dataset", "languages", unknown[0][0]), message, help_)


def language_of(tag: str) -> str:
    """Return the language of a tag, without script and region; that which it belongs to where it is often tagged so."""
    first = tag.lower().partition("-")[0]
    return MACROLANGUAGES.get(first, first)
