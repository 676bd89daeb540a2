"""Are the dimensions what the card says they are: broad or named, and weighed against each other?"""

from collections.abc import Iterator

from alignmentcard.coordinates import derive, is_placeholder
from alignmentcard.messages.retold import worded
from alignmentcard.model import Card, Dimension
from alignmentcard.rules.parts import SIDE_BY_SIDE, named_traits, words_of
from alignmentcard.rules.rule import Problem, rule

THINGS = frozenset(
    "a an the of or reply replies response responses answer answers output outputs text item items one option general "
    "rating score judgement judgment choice model".split()
)
"""Words that say of what something is better or preferred, and not in which respect."""


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
            breadth: specific
            definition: {detail: label}
          - id: rude
            name: Rude tone
            asks: Do you find this reply rude?
            breadth: specific
            definition: {detail: label}
            subjectivity: latent_projective
    Good:
        dimensions:
          - id: harmful
            breadth: specific
            definition: {detail: label}
          - id: rude
            name: Rude tone
            asks: Do you find this reply rude?
            breadth: specific
            definition: {detail: label}
            subjectivity: latent_projective
    Source: Kirk et al. 2023, section 2.1
    """
    named = named_traits(card)
    if card.framework.dimensions == "broad" and len(named) > 1 and not _explain_one_judgement(card, named):
        names = ", ".join(dimension.id for dimension in named)
        message = worded(
            "The card says broad, and {named} named traits were judged: {names}.", named=len(named), names=names
        )
        help_ = worded(
            "Write specific; or, where the traits explain one general judgement, list them under its definition.parts."
        )
        yield Problem(("framework", "dimensions"), message, help_)


def _explain_one_judgement(card: Card, named: list[Dimension]) -> bool:
    """Say whether a general comparison or ranking is the judgement, and the traits are its parts or beside it."""
    compared = [d for d in card.dimensions if d.breadth == "broad" and d.feedback in SIDE_BY_SIDE]
    spelt_out = any(len(dimension.definition.parts) >= len(named) for dimension in compared)
    beside = not any(dimension.feedback in SIDE_BY_SIDE or dimension.priority for dimension in named)
    return bool(compared) and (beside or spelt_out)


@rule("AC202", "specific-but-unnamed", "error")
def specific_but_unnamed(card: Card) -> Iterator[Problem]:
    """The card says specific, and no dimension is a named trait.

    Specific means that raters were asked about traits that have names. If every question is general, readers who
    filter for a trait find data that does not single one out.

    Bad:
        framework:
          dimensions: specific
          strength: weak
        dimensions:
          - id: harmful
            breadth: broad
    Good:
        framework:
          dimensions: broad
        dimensions:
          - id: harmful
            breadth: broad
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
            worded("The card says specific, and every dimension in it is broad."),
            worded("Write broad here, or breadth: specific at the dimension that is a named trait."),
        )


@rule("AC205", "empty-signifier", "warning")
def empty_signifier(card: Card) -> Iterator[Problem]:
    """A name stands for anything, and nothing says what it stands for here.

    Words such as quality, alignment or human values are agreeable because everybody can fill them. In data they
    have been filled, by somebody, with something. Say by whom: give a definition, or say that raters filled the word
    themselves. Such a word names no trait either: whoever filters for specific traits should not find it.

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
          - id: harmful
            name: Quality
            asks: How good is this reply?
            breadth: broad
            subjectivity: latent_pattern
        gaps:
          - {field: dimensions.harmful.definition, reason: not_published}
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
    Source: Kirk et al. 2023, section 1, after Laclau
    """
    left_open = card.framework.definitions == "descriptive"
    for position, dimension in enumerate(card.dimensions):
        name = dimension.name or dimension.id
        if dimension.is_defined:
            continue
        if not left_open and is_placeholder(name):
            message = worded("`{name}` can stand for anything, and the card does not say for what.", name=name)
            help_ = worded("What would make a rater say yes? Write it under definition.text, or write descriptive.")
            yield Problem(("dimensions", position, "name"), message, help_)
        elif left_open and dimension.breadth == "specific" and _stands_for_anything(name):
            message = worded("`{name}` can stand for anything, and the card calls it a named trait.", name=name)
            help_ = worded("Write breadth: broad; or say under definition.text which trait raters were asked about.")
            yield Problem(("dimensions", position, "breadth"), message, help_)


def _stands_for_anything(name: str) -> bool:
    """Say whether a name is a placeholder, or has no other word than placeholders and the things they are said of."""
    words = [word for word in words_of(name) if word not in THINGS]
    return is_placeholder(name) or (bool(words) and all(is_placeholder(word) for word in words))


@rule("AC210", "unweighted-dimensions", "info")
def unweighted_dimensions(card: Card) -> Iterator[Problem]:
    """Several dimensions feed one judgement, and nothing says which comes first.

    Where named traits make up a general judgement, raters trade one against another. Without an order they do so each
    in their own way, and nobody can tell which trait decided. (Traits that are rated beside a general judgement and do
    not feed it need no order.)

    Bad:
        framework:
          dimensions: broad
        dimensions:
          - id: harmful
            breadth: broad
            definition: {detail: label, parts: [rude tone]}
          - id: rude
            name: Rude tone
            asks: Do you find this reply rude?
            breadth: specific
            definition: {detail: label}
            subjectivity: latent_projective
    Good:
        framework:
          dimensions: broad
        dimensions:
          - id: harmful
            breadth: broad
            definition: {detail: label, parts: [rude tone]}
            priority: 2
          - id: rude
            name: Rude tone
            asks: Do you find this reply rude?
            breadth: specific
            definition: {detail: label}
            subjectivity: latent_projective
            priority: 1
    Source: Kirk et al. 2023, note 3, on criteria in order of priority
    """
    parts = {part.casefold() for d in card.dimensions if d.breadth == "broad" for part in d.definition.parts}
    feeding = [d for d in named_traits(card) if parts & {d.id, (d.name or d.id).casefold()}]
    if feeding and not any(one.priority or one.weight is not None for one in card.dimensions):
        message = worded("Named traits make up a general judgement, and nothing says which comes first.")
        yield Problem(
            ("dimensions",), message, worded("Give each a priority, 1 for the one that decides first, or a weight.")
        )


@rule("AC211", "declared-is-not-derived", "warning")
def declared_is_not_derived(card: Card) -> Iterator[Problem]:
    """The card says that it stands in one quadrant, and its own fields put it into another.

    The position is derived from breadth, definitions, guidelines, training and authority, by a formula that is
    documented. Where it differs from what the card declares, either a field is wrong, or the case is an edge case and
    should say so.

    Bad:
        framework:
          dimensions: broad
          strength: clear
    Good:
        framework:
          dimensions: specific
          strength: clear
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
            message = worded(
                "The card says {declared}; its dimensions, training and authority say {derived} ({value:.2f}).",
                declared=declared,
                derived=derived,
                value=value,
            )
            help_ = worded(
                "Write {derived}, correct the fields that say otherwise, or mark an edge case with strength: weak.",
                derived=derived,
            )
            yield Problem(("framework", axis), message, help_)


@rule("AC212", "wording-missing", "warning")
def wording_missing(card: Card) -> Iterator[Problem]:
    """Raters brought their own meaning, and the question they were asked is not given.

    Under a descriptive stance the question is all that raters had. A single word of it can change what they took
    it to mean, and without it nobody can repeat the study.

    Bad:
        dimensions:
          - id: harmful
    Good:
        dimensions:
          - id: harmful
            asks: Do you find this reply harmful?
    Source: Kirk et al. 2023, table 1
    """
    if card.framework.definitions != "descriptive":
        return
    for position, dimension in enumerate(card.dimensions):
        prompts = [pool.model and pool.model.prompt for pool in card.raters if pool.judges(dimension.id)]
        if prompts and all(prompts):
            continue
        if not dimension.asks and not card.is_gap(f"dimensions.{dimension.id}.asks"):
            message = worded(
                "Raters read `{dimension}` in their own way, and the question they were asked is missing.",
                dimension=dimension.id,
            )
            help_ = worded("Put the question under asks, word for word; or list it as a gap.")
            yield Problem(("dimensions", position, "asks"), message, help_)
