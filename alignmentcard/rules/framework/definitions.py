"""Are meanings fixed where the card says so, and left open where it says that?"""

import re
from collections.abc import Iterable, Iterator

from alignmentcard.messages.retold import worded
from alignmentcard.model import Card, Dimension
from alignmentcard.rules.limits import Limits
from alignmentcard.rules.parts import words_of
from alignmentcard.rules.rule import Problem, rule

FILLERS = frozenset(
    "a an the that which is are be it this to of or and in any content reply response output text answer item "
    "something considered how whether thing mean".split()
)


@rule("AC203", "prescriptive-without-definitions", "error")
def prescriptive_without_definitions(card: Card) -> Iterator[Problem]:
    """The card says prescriptive, and no dimension is defined beyond its label.

    Prescriptive data encodes one meaning, and it does so by definitions, guidelines or training. Without them,
    every rater filled in their own, and disagreement that looks like error is a difference of readings.

    Bad:
        intent:
          written: ex_ante
          beliefs: one
          disagreement: noise
        framework:
          dimensions: specific
          definitions: prescriptive
          strength: weak
          authority: [designers]
          authors: Two members of the team, both from the US.
        dimensions:
          - id: harmful
            definition: {detail: label}
            subjectivity: latent_pattern
        gaps:
          - {field: dimensions.harmful.definition.guidelines, reason: not_published}
    Good:
        framework:
          dimensions: specific
          definitions: descriptive
          authority: [raters]
        dimensions:
          - id: harmful
            definition: {detail: label}
            subjectivity: latent_pattern
    Source: Kirk et al. 2023, section 2.1
    """
    stated = all(dimension.definition.detail for dimension in card.dimensions)
    defined = any(dimension.is_defined for dimension in card.dimensions)
    if card.framework.definitions == "prescriptive" and card.dimensions and stated and not defined:
        yield Problem(
            ("framework", "definitions"),
            worded("The card says prescriptive, and no dimension has more than a label to go by."),
            worded("Give the definition that raters worked with under dimensions, or write descriptive."),
        )


@rule("AC204", "descriptive-with-guidelines", "warning")
def descriptive_with_guidelines(card: Card) -> Iterator[Problem]:
    """The card says descriptive, and raters had a detailed definition, or guidelines with examples or edge cases.

    Descriptive data shows how people read a question. Guidelines with cases show them how to read it. What looks
    like a shared opinion may then be the guidelines speaking.

    Bad:
        intent:
          beliefs: many
          disagreement: signal
        framework:
          dimensions: specific
          definitions: descriptive
          authority: [raters]
        dimensions:
          - id: harmful
            definition:
              detail: brief
              guidelines: {url: "https://example.org/guidelines.pdf", version: "1", examples: true}
            subjectivity: latent_projective
    Good:
        intent:
          beliefs: one
          disagreement: noise
        framework:
          dimensions: specific
          definitions: prescriptive
          authority: [designers]
          authors: Two members of the team, both from the US.
        dimensions:
          - id: harmful
            definition:
              detail: brief
              guidelines: {url: "https://example.org/guidelines.pdf", version: "1", examples: true}
            subjectivity: latent_pattern
    Source: Kirk et al. 2023, section 2.1
    """
    if card.framework.definitions != "descriptive":
        return
    for position, dimension in enumerate(card.dimensions):
        guidelines = dimension.definition.guidelines
        if dimension.definition.detail == "detailed" or guidelines.examples or guidelines.edge_cases:
            yield Problem(
                ("dimensions", position, "definition"),
                worded(
                    "The card says descriptive, and raters were shown in detail how to read `{dimension}`.",
                    dimension=dimension.id,
                ),
                worded(
                    "Write prescriptive; or accept this with the reason why raters were still free in their reading."
                ),
            )


@rule("AC209", "circular-definition", "warning")
def circular_definition(card: Card, limits: Limits) -> Iterator[Problem]:
    """The definition only repeats the name.

    A definition that says that harmful content is content that is harmful leaves raters where they were. They will
    each use their own meaning, while the card promises one.

    Bad:
        dimensions:
          - id: harmful
            name: Harmful content
            definition: {detail: label, text: Content that is harmful}
    Good:
        dimensions:
          - id: harmful
            name: Harmful content
            definition: {detail: label}
    Source: ours, after Kirk et al. 2023, section 1, on words that everybody fills otherwise
    """
    for position, dimension in enumerate(card.dimensions):
        words = words_of(dimension.definition.text or "")
        if not words or len(words) >= limits.definition_words:
            continue
        named = {_stem(word) for word in (*words_of(dimension.name or ""), dimension.id)}
        rest = {_stem(word) for word in words} - named
        if not rest - FILLERS:
            message = worded("The definition of `{dimension}` only repeats its name.", dimension=dimension.id)
            help_ = worded(
                "Say what a rater can see or ask themselves; or leave the text out, and the detail at label."
            )
            yield Problem(("dimensions", position, "definition", "text"), message, help_)


def _stem(word: str) -> str:
    """Cut common endings, so that harm, harms and harmful count as the same word."""
    return re.sub(r"(fulness|ness|ful|ing|ity|ed|es|s|ly)$", "", word) if len(word) > 4 else word


@rule("AC213", "guidelines-missing", "warning")
def guidelines_missing(card: Card) -> Iterator[Problem]:
    """One meaning was fixed for raters, and the guidelines that fixed it cannot be found.

    Under a prescriptive stance the guidelines are the measuring instrument. Readers need the text and its version to
    know what was measured.

    Bad:
        intent:
          beliefs: one
          disagreement: noise
        framework:
          dimensions: specific
          definitions: prescriptive
          authority: [designers]
          authors: Two members of the team, both from the US.
        dimensions:
          - id: harmful
            name: Toxic words
            definition:
              detail: detailed
              text: Words that insult or threaten a person or a group, quoted words included.
            subjectivity: latent_pattern
    Good:
        intent:
          beliefs: one
          disagreement: noise
        framework:
          dimensions: specific
          definitions: prescriptive
          authority: [designers]
          authors: Two members of the team, both from the US.
        dimensions:
          - id: harmful
            name: Toxic words
            definition:
              detail: detailed
              text: Words that insult or threaten a person or a group, quoted words included.
              guidelines: {url: "https://example.org/guidelines.pdf", version: "2.1"}
            subjectivity: latent_pattern
    Source: Kirk et al. 2023, section 2.1
    """
    if card.framework.definitions != "prescriptive":
        return
    lacking = {n: absent for n, dimension in enumerate(card.dimensions) if (absent := _absent(card, dimension))}
    if lacking:
        names = names_in(card, lacking)
        by_name = {name: [n for n, some in lacking.items() if name in some] for name in ("url", "version")}
        told = [
            name if len(n) == len(lacking) else worded("{name} ({names})", name=name, names=names_in(card, n))
            for name, n in by_name.items()
            if n
        ]
        message = worded(
            "The meaning of {names} was fixed, and the guidelines lack: {told}.", names=names, told=", ".join(told)
        )
        help_ = worded("Say where the guidelines can be read, and which version raters used; or list a gap.")
        yield Problem(("dimensions", next(iter(lacking)), "definition", "guidelines"), message, help_)


def names_in(card: Card, positions: Iterable[int]) -> str:
    """Name the dimensions at these positions by their ids."""
    return ", ".join(f"`{card.dimensions[n].id}`" for n in positions)


def _absent(card: Card, dimension: Dimension) -> list[str]:
    """Return what the guidelines of a dimension lack without a gap; nothing where the answer is on the surface."""
    if dimension.subjectivity == "manifest":
        return []
    path = f"dimensions.{dimension.id}.definition.guidelines"
    absent = [name for name in ("url", "version") if getattr(dimension.definition.guidelines, name) is None]
    return absent if any(not card.is_gap(f"{path}.{name}") for name in absent) else []
