"""Who may say what the dimensions mean, and does the rest of the card agree?"""

from collections.abc import Iterator

from alignmentcard.messages import later
from alignmentcard.messages.retold import worded
from alignmentcard.model import Card
from alignmentcard.rules.rule import Problem, rule

OPEN_AUTHORITY = frozenset({"raters", "users", "community"})
"""Those who bring their own meaning: Kirk et al. 2023, section 3."""
EACH_FOR_THEMSELVES = frozenset({"raters", "users", "model"})
"""Those who cannot fix one meaning for all, since each of them has one; a community can, by its own process."""
OWN_READING = OPEN_AUTHORITY | {"model"}
"""Those whose own reading a descriptive card can carry: people, and a model that was asked without a definition."""


@rule("AC206", "stance-conflict", "error")
def stance_conflict(card: Card) -> Iterator[Problem]:
    """The card wants one belief and lets raters define, or wants many and defines for them.

    To encode one belief, its meaning must be fixed; to capture many, it must be left open. Data that claims both
    can be read either way, and will be. The same holds for disagreement that is a signal and is filtered as noise.
    (A model that is asked without a definition brings one belief, its own: a card says so by descriptive definitions,
    authority: [model] and beliefs: one, where models alone judged.)

    Bad:
        intent:
          beliefs: one
          disagreement: signal
    Good:
        intent:
          beliefs: many
          disagreement: signal
    Source: Kirk et al. 2023, section 2.2 and note 6
    """
    beliefs, definitions, disagreement = card.intent.beliefs, card.framework.definitions, card.intent.disagreement
    if beliefs == "one" and definitions == "descriptive" and not belief_of_a_model(card):
        message = worded("One belief is to be encoded, and definitions are descriptive: each rater encodes their own.")
        yield Problem(("intent", "beliefs"), message, worded("Write many, or fix the meaning and write prescriptive."))
    elif beliefs == "many" and definitions == "prescriptive":
        message = worded(
            "A diversity of beliefs is to be captured, and definitions are prescriptive: one reading is imposed."
        )
        yield Problem(
            ("intent", "beliefs"), message, worded("Write one, or leave the meaning open and write descriptive.")
        )
    elif beliefs == "one" and disagreement == "signal":
        message = worded(
            "One belief is to be encoded, and disagreement counts as signal: departures from it cannot be both."
        )
        yield Problem(
            ("intent", "disagreement"), message, worded("Write noise; or mixed, and say at each dimension which it is.")
        )


def belief_of_a_model(card: Card) -> bool:
    """Say whether the one belief is that of a model, which was asked without a definition."""
    only_models = bool(card.raters) and all(pool.kind == "synthetic" for pool in card.raters)
    return only_models and card.framework.authority == ["model"]


@rule("AC207", "authority-unstated", "warning")
def authority_unstated(card: Card) -> Iterator[Problem]:
    """Nobody is named as fixing the meaning, or somebody is while raters are said to bring their own.

    Which behaviour becomes whose: a prescriptive card speaks for those who wrote the definitions, a descriptive
    one for those who answered. Readers need to know for whom.

    Bad:
        framework:
          definitions: descriptive
          authority: [organisation]
    Good:
        framework:
          definitions: descriptive
          authority: [raters]
    Source: Kirk et al. 2023, section 3
    """
    framework = card.framework
    named = frozenset(framework.authority)
    if framework.definitions == "prescriptive" and not named and not card.is_gap("framework.authority"):
        message = worded("The card says prescriptive, and nobody is named as fixing the meaning.")
        yield Problem(
            ("framework", "authority"),
            message,
            worded("Name under authority who decided: organisation, designers, experts, law."),
        )
    elif framework.definitions == "prescriptive" and named and named <= EACH_FOR_THEMSELVES:
        message = worded(
            "The card says prescriptive, and nobody fixes the meaning for all: {authority}.",
            authority=", ".join(framework.authority),
        )
        yield Problem(
            ("framework", "authority"), message, worded("Name who wrote the definition; or write descriptive.")
        )
    elif "model" in named and all(pool.kind == "human" for pool in card.raters):
        message = worded("A model is said to bring the meaning, and only people judged.")
        yield Problem(
            ("framework", "authority"), message, worded("Name who brought it; or add the model as a pool of raters.")
        )
    elif framework.definitions == "descriptive" and named and not named & OWN_READING:
        message = worded(
            "The card says descriptive, and the meaning is fixed by: {authority}.",
            authority=", ".join(framework.authority),
        )
        yield Problem(
            ("framework", "authority"), message, worded("Name raters, users or community; or write prescriptive.")
        )


ONE_COUNTRY, NO_COUNTRY = later("all from one country: {seen}"), later("of unknown country")
ONE_LANGUAGE, NO_LANGUAGE = later("all from one language: {seen}"), later("of unknown language")


@rule("AC208", "particular-as-universal", "warning")
def particular_as_universal(card: Card) -> Iterator[Problem]:
    """The result is said to speak for everybody, and those who answered are from one place or one language.

    The norms of one group that are passed off as everybody's travel with the model to people who were never asked.
    Naming whom the data speaks for costs nothing and protects them.

    Bad:
        intent:
          scope: universal
          whose_values: What is polite, as the raters see it.
    Good:
        intent:
          scope: particular
          whose_values: What is polite, as the raters see it.
    Source: Kirk et al. 2023, section 3, on universals and particulars
    """
    if card.intent.scope != "universal":
        return
    pools = [pool for pool in card.raters if pool.kind != "synthetic"]
    if card.raters and not pools:
        return  # a program has no country
    for one, unknown, seen in (
        (ONE_COUNTRY, NO_COUNTRY, {c for pool in pools for c in pool.countries}),
        (ONE_LANGUAGE, NO_LANGUAGE, {lang for pool in pools for lang in pool.languages}),
    ):
        if len(seen) < 2:
            known = worded(one, seen=next(iter(seen))) if seen else worded(unknown)
            message = worded("The result is said to speak for everybody, and the raters are {known}.", known=known)
            yield Problem(
                ("intent", "scope"),
                message,
                worded("Write particular, and name under whose_values whom it speaks for."),
            )
            return


@rule("AC214", "authors-missing", "info")
def authors_missing(card: Card) -> Iterator[Problem]:
    """One meaning was fixed for raters, and nobody says who wrote it down.

    Guidelines carry the place that their authors speak from. Naming it lets readers from elsewhere judge whether the
    meaning travels.

    Bad:
        intent:
          beliefs: one
          disagreement: noise
        framework:
          definitions: prescriptive
          authority: [designers]
        dimensions:
          - id: harmful
            definition:
              detail: detailed
              text: Words that insult or threaten a person or a group, quoted words included.
              guidelines: {url: "https://example.org/guidelines.pdf", version: "2.1"}
            subjectivity: latent_pattern
    Good:
        intent:
          beliefs: one
          disagreement: noise
        framework:
          definitions: prescriptive
          authority: [designers]
          authors: Two members of the team, both from the US.
        dimensions:
          - id: harmful
            definition:
              detail: detailed
              text: Words that insult or threaten a person or a group, quoted words included.
              guidelines: {url: "https://example.org/guidelines.pdf", version: "2.1"}
            subjectivity: latent_pattern
    Source: Kirk et al. 2023, section 3, on identity and positionality
    """
    wrote = any("guideline_author" in pool.role for pool in card.pools)
    told = card.framework.authors or wrote or card.is_gap("framework.authors")
    if card.framework.definitions == "prescriptive" and not told:
        message = worded("One meaning was fixed, and nobody says who wrote it down.")
        yield Problem(
            ("framework", "authors"),
            message,
            worded("Name them under authors, or as a pool with the role guideline_author."),
        )
