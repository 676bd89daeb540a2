"""Does what is done with the answers fit where they come from? (AC301 to AC305)"""

from collections.abc import Iterator

from alignmentcard.messages import later
from alignmentcard.messages.retold import numbered, worded
from alignmentcard.model import Card, Dimension
from alignmentcard.paths import Route
from alignmentcard.rules.limits import Limits
from alignmentcard.rules.parts import numbered_raters
from alignmentcard.rules.rule import Problem, rule


def disagreement_of(card: Card, dimension: Dimension) -> str | None:
    """Return what disagreement means for a dimension: its own word, else that of the intent."""
    return dimension.disagreement or card.intent.disagreement


def _stated_at(position: int, dimension: Dimension) -> Route:
    """Return the route of the word for disagreement that a finding is about."""
    return ("dimensions", position, "disagreement") if dimension.disagreement else ("intent", "disagreement")


def only_programs(card: Card, dimension: Dimension | None = None) -> bool:
    """Say whether programs gave all judgements, of this dimension; nobody can say what a program believes."""
    pools = [pool for pool in card.raters if dimension is None or pool.judges(dimension.id)]
    return bool(pools) and all(pool.kind == "synthetic" for pool in pools)


def could_be_asked(card: Card) -> bool:
    """Say whether somebody put questions to people, and did not collect what they or programs had done anyway."""
    return card.collection.setting != "web_archive" and not only_programs(card)


def _of_level(card: Card, level: str) -> Iterator[tuple[int, Dimension]]:
    return ((n, dimension) for n, dimension in enumerate(card.dimensions) if dimension.subjectivity == level)


@rule("AC301", "manifest-as-signal", "warning")
def manifest_as_signal(card: Card) -> Iterator[Problem]:
    """Everybody can see the answer on the surface, and disagreement about it is taken for information.

    Whether a reply has fewer than fifty words is not a matter of perspective. Who keeps disagreement about it as a
    signal trains on slips of the mouse.

    Bad:
        dimensions:
          - id: harmful
            subjectivity: manifest
    Good:
        dimensions:
          - id: harmful
            subjectivity: manifest
            disagreement: noise
    Source: Kraus & Kroll 2025, on levels of subjectivity
    """
    for position, dimension in _of_level(card, "manifest"):
        if disagreement_of(card, dimension) == "signal":
            message = worded(
                "The answer to `{dimension}` is on the surface, and disagreement about it counts as signal.",
                dimension=dimension.id,
            )
            help_ = worded(
                "Write disagreement: noise at this dimension; or another subjectivity, if it is a matter of view."
            )
            yield Problem(_stated_at(position, dimension), message, help_)


@rule("AC302", "projective-as-noise", "warning")
def projective_as_noise(card: Card) -> Iterator[Problem]:
    """The answer comes from the rater's own beliefs, or many are to be captured, and disagreement is taken for error.

    When people differ because they are different people, there is nothing to correct. Averaging the difference away
    keeps the view of the larger group and calls it everybody's.

    Bad:
        intent:
          beliefs: many
          disagreement: noise
    Good:
        intent:
          beliefs: many
          disagreement: signal
    Source: Kraus & Kroll 2025, on levels of subjectivity
    """
    if only_programs(card):
        return
    noisy = [d for d in card.dimensions if disagreement_of(card, d) == "noise"]
    projective = [(n, d) for n, d in _of_level(card, "latent_projective") if d in noisy]
    for position, dimension in projective:
        if not only_programs(card, dimension):
            message = worded(
                "The answer to `{dimension}` comes from the rater's own beliefs, and disagreement counts as noise.",
                dimension=dimension.id,
            )
            help_ = worded(
                "Write signal, or mixed; or say why the question is not one of belief and change its subjectivity."
            )
            yield Problem(_stated_at(position, dimension), message, help_)
    intent, open_ = card.intent, card.framework.definitions != "prescriptive"  # else AC206 says it
    all_noise = intent.disagreement == "noise" and noisy == card.dimensions
    if open_ and intent.beliefs == "many" and all_noise and not projective:
        message = worded(
            "A diversity of beliefs is to be captured, and disagreement counts as noise: it is the diversity."
        )
        help_ = worded("Write signal; or mixed, and say at each dimension which it is; or write beliefs: one.")
        yield Problem(("intent", "disagreement"), message, help_)


@rule("AC303", "projective-prescribed", "warning")
def projective_prescribed(card: Card) -> Iterator[Problem]:
    """The answer comes from the rater's own beliefs, and detailed guidelines say how to answer.

    Guidelines can make people agree about a matter of belief without changing what they believe. The agreement is
    then one with the guidelines, and says little about the people whom the system will meet.

    Bad:
        intent:
          beliefs: one
          disagreement: mixed
        framework:
          dimensions: specific
          definitions: prescriptive
          authority: [designers]
          authors: Two members of the team, both from the US.
        dimensions:
          - id: harmful
            name: Harmful content
            asks: Is this reply harmful?
            definition:
              detail: detailed
              text: A reply that helps somebody to hurt a person, or that hurts the person who reads it.
              guidelines: {url: "https://example.org/guidelines.pdf", version: "2.1"}
            subjectivity: latent_projective
    Good:
        intent:
          beliefs: one
          disagreement: mixed
        framework:
          dimensions: specific
          definitions: prescriptive
          authority: [designers]
          authors: Two members of the team, both from the US.
        dimensions:
          - id: harmful
            name: Listed harms
            asks: Does this reply show one of the harms in the list?
            definition:
              detail: detailed
              text: A reply that helps somebody to hurt a person, or that hurts the person who reads it.
              guidelines: {url: "https://example.org/guidelines.pdf", version: "2.1"}
            subjectivity: latent_pattern
    Source: Kraus & Kroll 2025, on ecological validity
    """
    for position, dimension in _of_level(card, "latent_projective"):
        if dimension.definition.detail == "detailed" and not only_programs(card, dimension):
            message = worded(
                "`{dimension}` is a matter of the rater's own beliefs, and detailed guidelines say how to answer.",
                dimension=dimension.id,
            )
            help_ = worded(
                "If only a pattern is left to recognise, write latent_pattern; else accept this and say why."
            )
            yield Problem(("dimensions", position, "subjectivity"), message, help_)


@rule("AC304", "one-voice", "warning")
def one_voice(card: Card) -> Iterator[Problem]:
    """A matter of belief was judged by one rater an item.

    With one rating on an item, the item carries the view of whoever happened to get it. Nobody can see later whether
    others would have said the same.

    Bad:
        pools:
          - id: us-panel
            role: [rater]
            ratings_per_item: {min: 1, median: 1, max: 1}
    Good:
        pools:
          - id: us-panel
            role: [rater]
            ratings_per_item: {min: 90, median: 100, max: 110}
    Source: Kraus & Kroll 2025, on sample size for subjective tasks
    """
    pools = list(numbered_raters(card))
    most = [(n, pool.ratings_per_item) for n, pool in pools]
    typical = [r.median if r.median is not None else r.max for _, r in most]
    if only_programs(card) or not pools or None in typical or not any(_of_level(card, "latent_projective")):
        return
    if sum(value or 0 for value in typical) <= 1:
        names = ", ".join(dimension.id for _, dimension in _of_level(card, "latent_projective"))
        message = worded("A matter of the rater's own beliefs ({names}) was judged by one rater an item.", names=names)
        yield Problem(
            ("pools", most[0][0], "ratings_per_item"),
            message,
            worded("Collect more ratings an item; or accept this, and say what nobody can learn from the data."),
        )


@rule("AC305", "no-pilot", "info")
def no_pilot(card: Card, limits: Limits) -> Iterator[Problem]:
    """The answer is not on the surface, and no pilot is mentioned.

    Twenty to thirty raters are enough to see whether people understand a question, and whether they differ because
    of the question or because of themselves. It is the cheapest part of a study and saves the most.

    Bad:
        collection:
          repeats:
            - {kind: retest, items: 100, raters: 40, gap_days: 14}
    Good:
        collection:
          pilot: {raters: 25, outcome: The word toxic was replaced by harmful.}
          repeats:
            - {kind: retest, items: 100, raters: 40, gap_days: 14}
    Source: A digest of Kraus & Kroll 2025, on a pilot of 20 to 30 raters
    """
    latent = [d.id for d in card.dimensions if d.subjectivity in ("latent_pattern", "latent_projective")]
    pilot = card.collection.pilot
    if not latent or not could_be_asked(card) or card.is_gap("collection.pilot"):
        return
    if pilot is None:
        message = worded(
            "The answer to {latent} is not on the surface, and no pilot is mentioned.", latent=", ".join(latent)
        )
        help_ = worded(
            "Try the task with {pilot_raters} or more people first; if you did, say so under collection.pilot.",
            pilot_raters=limits.pilot_raters,
        )
        yield Problem(("collection", "pilot"), message, help_)
    elif pilot.raters is not None and pilot.raters < limits.pilot_raters:
        message = numbered(
            pilot.raters,
            later("The pilot had {raters} rater; below {pilot_raters} it hardly shows where people differ."),
            later("The pilot had {raters} raters; below {pilot_raters} it hardly shows where people differ."),
            raters=pilot.raters,
            pilot_raters=limits.pilot_raters,
        )
        yield Problem(
            ("collection", "pilot", "raters"), message, worded("Say under outcome what it could show all the same.")
        )
