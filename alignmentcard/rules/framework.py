"""Where does the data stand, and does the rest of the card agree? (AC201 to AC214)"""

import re
from collections.abc import Iterator

from alignmentcard.coordinates import derive, is_placeholder
from alignmentcard.model import Card, Dimension, Pool
from alignmentcard.paths import Cover, covering
from alignmentcard.rules.limits import Limits
from alignmentcard.rules.once import once
from alignmentcard.rules.rule import Problem, rule

OPEN_AUTHORITY = frozenset({"raters", "users", "community"})
"""Those who bring their own meaning: Kirk et al. 2023, section 3."""


def named_traits(card: Card) -> list[Dimension]:
    """Return the dimensions that are named traits."""
    return [dimension for dimension in card.dimensions if dimension.breadth == "specific"]


def is_defined(dimension: Dimension) -> bool:
    """Say whether raters were told more about a dimension than its label."""
    definition = dimension.definition
    return definition.detail in ("brief", "detailed") or has_guidelines(dimension) or bool(definition.text)


def has_guidelines(dimension: Dimension) -> bool:
    """Say whether there were guidelines, by any of their fields."""
    guidelines = dimension.definition.guidelines
    return bool(
        guidelines.url or guidelines.version or guidelines.pages or guidelines.examples or guidelines.edge_cases
    )


def raters(card: Card) -> Iterator[tuple[int, Pool]]:
    """Yield the pools that gave judgements, with their positions; a pool without a role is taken to be one."""
    return ((n, pool) for n, pool in enumerate(card.pools) if not pool.role or "rater" in pool.role)


def is_gap(card: Card, path: str) -> bool:
    """Say whether a field, or what contains it, is listed as a gap."""
    return gaps_of(card)(path)


@once
def gaps_of(card: Card) -> Cover:
    """Return what says of a path whether it is covered by a gap."""
    return covering(tuple(gap.field for gap in card.gaps))


@rule("AC201", "broad-but-named", "warning")
def broad_but_named(card: Card) -> Iterator[Problem]:
    """The card says broad, and raters judged two or more named traits.

    Broad data is taken for one general judgement and is used where nobody wants to say in advance what counts.
    Data with named traits was steered by whoever chose the names. A reader who looks for one must not get the other.

    Bad:
        framework:
          dimensions: broad
          definitions: descriptive
          strength: weak
          authority: [raters]
        dimensions:
          - id: harmful
            name: Harmful content
            asks: Do you find this reply harmful?
            breadth: specific
            definition: {detail: label}
            subjectivity: latent_projective
            feedback: rating
          - id: rude
            name: Rude tone
            asks: Do you find this reply rude?
            breadth: specific
            definition: {detail: label}
            subjectivity: latent_projective
            feedback: rating
    Good:
        dimensions:
          - id: harmful
            name: Harmful content
            asks: Do you find this reply harmful?
            breadth: specific
            definition: {detail: label}
            subjectivity: latent_projective
            feedback: rating
          - id: rude
            name: Rude tone
            asks: Do you find this reply rude?
            breadth: specific
            definition: {detail: label}
            subjectivity: latent_projective
            feedback: rating
    Source: Kirk et al. 2023, section 2.1
    """
    named = named_traits(card)
    if card.framework.dimensions == "broad" and len(named) > 1:
        names = ", ".join(dimension.id for dimension in named)
        message = f"The card says broad, and {len(named)} named traits were judged: {names}."
        help_ = (
            "Write specific; or, where the traits explain one general judgement, list them under its definition.parts."
        )
        yield Problem(("framework", "dimensions"), message, help_)


@rule("AC202", "specific-but-unnamed", "error")
def specific_but_unnamed(card: Card) -> Iterator[Problem]:
    """The card says specific, and no dimension is a named trait.

    Specific means that raters were asked about traits that have names. If every question is general, readers who
    filter for a trait find data that does not single one out.

    Bad:
        framework:
          dimensions: specific
          definitions: descriptive
          strength: weak
          authority: [raters]
        dimensions:
          - id: harmful
            name: Overall impression
            asks: Which of the two replies is better?
            breadth: broad
            definition: {detail: label}
            subjectivity: latent_projective
            feedback: comparison
    Good:
        framework:
          dimensions: broad
          definitions: descriptive
          authority: [raters]
        dimensions:
          - id: harmful
            name: Overall impression
            asks: Which of the two replies is better?
            breadth: broad
            definition: {detail: label}
            subjectivity: latent_projective
            feedback: comparison
    Source: Kirk et al. 2023, section 2.1
    """
    stated = [dimension for dimension in card.dimensions if dimension.breadth]
    if (
        card.framework.dimensions == "specific"
        and stated
        and len(stated) == len(card.dimensions)
        and not named_traits(card)
    ):
        yield Problem(
            ("framework", "dimensions"),
            "The card says specific, and every dimension in it is broad.",
            "Write broad here, or breadth: specific at the dimension that is a named trait.",
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
            name: Toxic words
            asks: Does the reply contain toxic words?
            breadth: specific
            definition: {detail: label}
            subjectivity: latent_pattern
            feedback: rating
        gaps:
          - {field: dimensions.harmful.definition.guidelines, reason: not_published}
    Good:
        framework:
          dimensions: specific
          definitions: descriptive
          authority: [raters]
        dimensions:
          - id: harmful
            name: Toxic words
            asks: Does the reply contain toxic words?
            breadth: specific
            definition: {detail: label}
            subjectivity: latent_pattern
            feedback: rating
    Source: Kirk et al. 2023, section 2.1
    """
    stated = all(dimension.definition.detail for dimension in card.dimensions)
    defined = any(is_defined(dimension) for dimension in card.dimensions)
    if card.framework.definitions == "prescriptive" and card.dimensions and stated and not defined:
        yield Problem(
            ("framework", "definitions"),
            "The card says prescriptive, and no dimension has more than a label to go by.",
            "Give the definition that raters worked with under dimensions, or write descriptive.",
        )


@rule("AC204", "descriptive-with-guidelines", "warning")
def descriptive_with_guidelines(card: Card) -> Iterator[Problem]:
    """The card says descriptive, and raters had a detailed definition, or guidelines with examples or edge cases.

    Descriptive data shows how people read a question. Guidelines with cases show them how to read it. What looks
    like a shared opinion may then be the guidelines speaking.

    Bad:
        dimensions:
          - id: harmful
            name: Toxic words
            asks: Does the reply contain toxic words?
            breadth: specific
            definition:
              detail: brief
              guidelines: {version: "1", examples: true}
            subjectivity: latent_pattern
            feedback: rating
    Good:
        dimensions:
          - id: harmful
            name: Toxic words
            asks: Does the reply contain toxic words?
            breadth: specific
            definition: {detail: label}
            subjectivity: latent_pattern
            feedback: rating
    Source: Kirk et al. 2023, section 2.1
    """
    if card.framework.definitions != "descriptive":
        return
    for position, dimension in enumerate(card.dimensions):
        guidelines = dimension.definition.guidelines
        if dimension.definition.detail == "detailed" or guidelines.examples or guidelines.edge_cases:
            yield Problem(
                ("dimensions", position, "definition"),
                f"The card says descriptive, and raters were shown in detail how to read `{dimension.id}`.",
                "Write prescriptive; or accept this with the reason why raters were still free in their reading.",
            )


@rule("AC205", "empty-signifier", "warning")
def empty_signifier(card: Card) -> Iterator[Problem]:
    """A name stands for anything, and nothing says what it stands for here.

    Words such as quality, alignment or human values are agreeable because everybody can fill them. In data they
    have been filled, by somebody, with something. Say by whom: give a definition, or say that raters filled the word
    themselves.

    Bad:
        framework:
          dimensions: broad
          definitions: prescriptive
          strength: weak
          authority: [designers]
          authors: Two members of the team, both from the US.
        intent:
          written: ex_ante
          beliefs: one
          disagreement: noise
        dimensions:
          - id: quality
            name: Quality
            asks: How good is this reply?
            breadth: broad
            subjectivity: latent_pattern
            feedback: rating
        statistics:
          agreement:
            - {dimension: quality, metric: krippendorff_alpha, level: ordinal, value: 0.6, low: 0.5, high: 0.7,
              items: 350, raters: 800}
        gaps:
          - {field: dimensions.quality.definition, reason: not_published}
    Good:
        framework:
          dimensions: broad
          definitions: descriptive
          authority: [raters]
        dimensions:
          - id: harmful
            name: Quality
            asks: How good is this reply?
            breadth: broad
            definition: {detail: label}
            subjectivity: latent_projective
            feedback: rating
    Source: Kirk et al. 2023, section 1, after Laclau
    """
    if card.framework.definitions == "descriptive":
        return
    for position, dimension in enumerate(card.dimensions):
        if is_placeholder(dimension.name or dimension.id) and not is_defined(dimension):
            yield Problem(
                ("dimensions", position, "name"),
                f"`{dimension.name or dimension.id}` can stand for anything, and the card does not say for what.",
                "What would make a rater say yes? Write it under definition.text, or write descriptive.",
            )


@rule("AC206", "stance-conflict", "error")
def stance_conflict(card: Card) -> Iterator[Problem]:
    """The card wants one belief and lets raters define, or wants many and defines for them.

    To encode one belief, its meaning must be fixed; to capture many, it must be left open. Data that claims both
    can be read either way, and will be. The same holds for disagreement that is a signal and is filtered as noise.

    Bad:
        intent:
          written: ex_ante
          beliefs: one
          disagreement: signal
    Good:
        intent:
          written: ex_ante
          beliefs: many
          disagreement: signal
    Source: Kirk et al. 2023, section 2.2 and note 6
    """
    beliefs, definitions, disagreement = card.intent.beliefs, card.framework.definitions, card.intent.disagreement
    if beliefs == "one" and definitions == "descriptive":
        message = "One belief is to be encoded, and definitions are descriptive: each rater encodes their own."
        yield Problem(("intent", "beliefs"), message, "Write many, or fix the meaning and write prescriptive.")
    elif beliefs == "many" and definitions == "prescriptive":
        message = "A diversity of beliefs is to be captured, and definitions are prescriptive: one reading is imposed."
        yield Problem(("intent", "beliefs"), message, "Write one, or leave the meaning open and write descriptive.")
    elif beliefs == "one" and disagreement == "signal":
        message = "One belief is to be encoded, and disagreement counts as signal: departures from it cannot be both."
        yield Problem(
            ("intent", "disagreement"), message, "Write noise; or mixed, and say at each dimension which it is."
        )


@rule("AC207", "authority-unstated", "warning")
def authority_unstated(card: Card) -> Iterator[Problem]:
    """Nobody is named as fixing the meaning, or somebody is while raters are said to bring their own.

    Which behaviour becomes whose: a prescriptive card speaks for those who wrote the definitions, a descriptive
    one for those who answered. Readers need to know for whom.

    Bad:
        framework:
          dimensions: specific
          definitions: descriptive
          authority: [organisation]
    Good:
        framework:
          dimensions: specific
          definitions: descriptive
          authority: [raters]
    Source: Kirk et al. 2023, section 3
    """
    framework = card.framework
    named = frozenset(framework.authority)
    if framework.definitions == "prescriptive" and not named and not is_gap(card, "framework.authority"):
        message = "The card says prescriptive, and nobody is named as fixing the meaning."
        yield Problem(
            ("framework", "authority"),
            message,
            "Name under authority who decided: organisation, designers, experts, law.",
        )
    elif framework.definitions == "descriptive" and named and not named & OPEN_AUTHORITY:
        message = f"The card says descriptive, and the meaning is fixed by: {', '.join(framework.authority)}."
        yield Problem(("framework", "authority"), message, "Name raters, users or community; or write prescriptive.")


@rule("AC208", "particular-as-universal", "warning")
def particular_as_universal(card: Card) -> Iterator[Problem]:
    """The result is said to speak for everybody, and those who answered are from one place or one language.

    The norms of one group that are passed off as everybody's travel with the model to people who were never asked.
    Naming whom the data speaks for costs nothing and protects them.

    Bad:
        intent:
          written: ex_ante
          beliefs: many
          disagreement: signal
          scope: universal
    Good:
        intent:
          written: ex_ante
          beliefs: many
          disagreement: signal
          scope: particular
    Source: Kirk et al. 2023, section 3, on universals and particulars
    """
    if card.intent.scope != "universal":
        return
    pools = [pool for _, pool in raters(card) if pool.kind != "synthetic"]
    for what, seen in (
        ("country", {c for pool in pools for c in pool.countries}),
        ("language", {lang for pool in pools for lang in pool.languages}),
    ):
        if len(seen) < 2:
            known = f"all from one {what}: {next(iter(seen))}" if seen else f"of unknown {what}"
            message = f"The result is said to speak for everybody, and the raters are {known}."
            yield Problem(
                ("intent", "scope"), message, "Write particular, and name under whose_values whom it speaks for."
            )
            return


@rule("AC209", "circular-definition", "warning")
def circular_definition(card: Card, limits: Limits) -> Iterator[Problem]:
    """The definition only repeats the name.

    A definition that says that harmful content is content that is harmful leaves raters where they were. They will
    each use their own meaning, while the card promises one.

    Bad:
        dimensions:
          - id: harmful
            name: Harmful content
            asks: Do you find this reply harmful?
            breadth: specific
            definition: {detail: label, text: Content that is harmful}
            subjectivity: latent_projective
            feedback: rating
    Good:
        dimensions:
          - id: harmful
            name: Harmful content
            asks: Do you find this reply harmful?
            breadth: specific
            definition: {detail: label}
            subjectivity: latent_projective
            feedback: rating
    Source: Kirk et al. 2023, section 3: "everyone can see what a horse is"
    """
    for position, dimension in enumerate(card.dimensions):
        words = _words(dimension.definition.text or "")
        if not words or len(words) >= limits.definition_words:
            continue
        rest = {_stem(word) for word in words} - {_stem(word) for word in (*_words(dimension.name or ""), dimension.id)}
        if not rest - FILLERS:
            message = f"The definition of `{dimension.id}` only repeats its name."
            help_ = "Say what a rater can see or ask themselves; or leave the text out, and the detail at label."
            yield Problem(("dimensions", position, "definition", "text"), message, help_)


FILLERS = frozenset(
    "a an the that which is are be it this to of or and in any content reply response output text answer item "
    "something considered how whether thing mean".split()
)


def _words(text: str) -> list[str]:
    return re.findall(r"[^\W\d_]+", text.lower())


def _stem(word: str) -> str:
    """Cut common endings, so that harm, harms and harmful count as the same word."""
    return re.sub(r"(fulness|ness|ful|ing|ity|ed|es|s|ly)$", "", word) if len(word) > 4 else word


@rule("AC210", "unweighted-dimensions", "info")
def unweighted_dimensions(card: Card) -> Iterator[Problem]:
    """Several dimensions feed one judgement, and nothing says which comes first.

    Where a general judgement stands beside named traits, raters trade one against another. Without an order they
    do so each in their own way, and nobody can tell which trait decided.

    Bad:
        framework:
          dimensions: broad
          definitions: descriptive
          strength: weak
          authority: [raters]
        dimensions:
          - id: harmful
            name: Overall impression
            asks: Which of the two replies is better?
            breadth: broad
            definition: {detail: label}
            subjectivity: latent_projective
            feedback: comparison
          - id: rude
            name: Rude tone
            asks: Do you find this reply rude?
            breadth: specific
            definition: {detail: label}
            subjectivity: latent_projective
            feedback: rating
    Good:
        framework:
          dimensions: broad
          definitions: descriptive
          strength: weak
          authority: [raters]
        dimensions:
          - id: harmful
            name: Overall impression
            asks: Which of the two replies is better?
            breadth: broad
            definition: {detail: label}
            subjectivity: latent_projective
            feedback: comparison
            priority: 2
          - id: rude
            name: Rude tone
            asks: Do you find this reply rude?
            breadth: specific
            definition: {detail: label}
            subjectivity: latent_projective
            feedback: rating
            priority: 1
    Source: Kirk et al. 2023, note 3, on criteria in order of priority
    """
    general = [dimension for dimension in card.dimensions if dimension.breadth == "broad"]
    if general and named_traits(card) and not any(dimension.priority for dimension in card.dimensions):
        message = "A general judgement stands beside named traits, and nothing says which comes first."
        yield Problem(("dimensions",), message, "Give each dimension a priority, 1 for the one that decides first.")


@rule("AC211", "declared-is-not-derived", "warning")
def declared_is_not_derived(card: Card) -> Iterator[Problem]:
    """The card says that it stands in one quadrant, and its own fields put it into another.

    The position is derived from breadth, definitions, guidelines, training and authority, by a formula that is
    documented. Where it differs from what the card declares, either a field is wrong, or the case is an edge case and
    should say so.

    Bad:
        framework:
          dimensions: specific
          definitions: descriptive
          strength: clear
          authority: [raters, experts]
        dimensions:
          - id: harmful
            name: Toxic words
            asks: Does the reply contain toxic words?
            breadth: specific
            definition:
              detail: brief
              text: Words that insult or threaten a person or a group, quoted words included.
              guidelines: {version: "1"}
            subjectivity: latent_pattern
            feedback: rating
    Good:
        framework:
          dimensions: specific
          definitions: descriptive
          strength: weak
          authority: [raters, experts]
        dimensions:
          - id: harmful
            name: Toxic words
            asks: Does the reply contain toxic words?
            breadth: specific
            definition:
              detail: brief
              text: Words that insult or threaten a person or a group, quoted words included.
              guidelines: {version: "1"}
            subjectivity: latent_pattern
            feedback: rating
    Source: The standard, "Coordinates"
    """
    position, framework = derive(card), card.framework
    if framework.strength == "weak":
        return
    for axis, declared, derived, value in (
        ("dimensions", framework.dimensions, position.dimensions, position.x),
        ("definitions", framework.definitions, position.definitions, position.y),
    ):
        if declared and derived and declared != derived:
            message = f"The card says {declared}; its dimensions, training and authority say {derived} ({value:.2f})."
            help_ = f"Write {derived}, correct the fields that say otherwise, or mark an edge case with strength: weak."
            yield Problem(("framework", axis), message, help_)


@rule("AC212", "wording-missing", "warning")
def wording_missing(card: Card) -> Iterator[Problem]:
    """Raters brought their own meaning, and the question they were asked is not given.

    Under a descriptive stance the question is all that raters had. A single word of it can change what they took
    it to mean, and without it nobody can repeat the study.

    Bad:
        dimensions:
          - id: harmful
            name: Harmful content
            breadth: specific
            definition: {detail: label}
            subjectivity: latent_projective
            feedback: rating
    Good:
        dimensions:
          - id: harmful
            name: Harmful content
            asks: Do you find this reply harmful?
            breadth: specific
            definition: {detail: label}
            subjectivity: latent_projective
            feedback: rating
    Source: Kirk et al. 2023, table 1
    """
    if card.framework.definitions != "descriptive":
        return
    for position, dimension in enumerate(card.dimensions):
        if not dimension.asks and not is_gap(card, f"dimensions.{dimension.id}.asks"):
            message = f"Raters read `{dimension.id}` in their own way, and the question they were asked is missing."
            help_ = "Put the question under asks, word for word; or list it as a gap."
            yield Problem(("dimensions", position, "asks"), message, help_)


@rule("AC213", "guidelines-missing", "warning")
def guidelines_missing(card: Card) -> Iterator[Problem]:
    """One meaning was fixed for raters, and the guidelines that fixed it cannot be found.

    Under a prescriptive stance the guidelines are the measuring instrument. Readers need the text and its version to
    know what was measured.

    Bad:
        intent:
          written: ex_ante
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
            asks: Does the reply contain toxic words?
            breadth: specific
            definition:
              detail: detailed
              text: Words that insult or threaten a person or a group, quoted words included.
            subjectivity: latent_pattern
            feedback: rating
    Good:
        intent:
          written: ex_ante
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
            asks: Does the reply contain toxic words?
            breadth: specific
            definition:
              detail: detailed
              text: Words that insult or threaten a person or a group, quoted words included.
              guidelines: {url: "https://example.org/guidelines.pdf", version: "2.1"}
            subjectivity: latent_pattern
            feedback: rating
    Source: Kirk et al. 2023, section 2.1
    """
    if card.framework.definitions != "prescriptive":
        return
    for position, dimension in enumerate(card.dimensions):
        guidelines = dimension.definition.guidelines
        absent = [name for name in ("url", "version") if getattr(guidelines, name) is None]
        path = f"dimensions.{dimension.id}.definition.guidelines"
        if dimension.subjectivity != "manifest" and any(not is_gap(card, f"{path}.{name}") for name in absent):
            message = f"The meaning of `{dimension.id}` was fixed, and the guidelines lack: {', '.join(absent)}."
            route = ("dimensions", position, "definition", "guidelines")
            yield Problem(
                route, message, "Say where the guidelines can be read, and which version raters used; or list a gap."
            )


@rule("AC214", "authors-missing", "info")
def authors_missing(card: Card) -> Iterator[Problem]:
    """One meaning was fixed for raters, and nobody says who wrote it down.

    Guidelines carry the place that their authors speak from. Naming it lets readers from elsewhere judge whether the
    meaning travels.

    Bad:
        intent:
          written: ex_ante
          beliefs: one
          disagreement: noise
        framework:
          dimensions: specific
          definitions: prescriptive
          authority: [designers]
        dimensions:
          - id: harmful
            name: Toxic words
            asks: Does the reply contain toxic words?
            breadth: specific
            definition:
              detail: detailed
              text: Words that insult or threaten a person or a group, quoted words included.
              guidelines: {url: "https://example.org/guidelines.pdf", version: "2.1"}
            subjectivity: latent_pattern
            feedback: rating
    Good:
        intent:
          written: ex_ante
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
            asks: Does the reply contain toxic words?
            breadth: specific
            definition:
              detail: detailed
              text: Words that insult or threaten a person or a group, quoted words included.
              guidelines: {url: "https://example.org/guidelines.pdf", version: "2.1"}
            subjectivity: latent_pattern
            feedback: rating
    Source: Kirk et al. 2023, section 3, on identity and positionality
    """
    wrote = any("guideline_author" in pool.role for pool in card.pools)
    told = card.framework.authors or wrote or is_gap(card, "framework.authors")
    if card.framework.definitions == "prescriptive" and not told:
        message = "One meaning was fixed, and nobody says who wrote it down."
        yield Problem(
            ("framework", "authors"), message, "Name them under authors, or as a pool with the role guideline_author."
        )
