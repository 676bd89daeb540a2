"""Where does the data stand, and does the rest of the card agree? (AC201 to AC214; more in stance.py)"""

import re
from collections.abc import Iterable, Iterator

from alignmentcard.coordinates import derive, is_placeholder
from alignmentcard.model import Card, Dimension, Pool
from alignmentcard.rules.limits import Limits
from alignmentcard.rules.rule import Problem, rule

OPEN_AUTHORITY = frozenset({"raters", "users", "community"})
"""Those who bring their own meaning: Kirk et al. 2023, section 3."""
EACH_FOR_THEMSELVES = frozenset({"raters", "users", "model"})
"""Those who cannot fix one meaning for all, since each of them has one; a community can, by its own process."""
OWN_READING = OPEN_AUTHORITY | {"model"}
"""Those whose own reading a descriptive card can carry: people, and a model that was asked without a definition."""
SIDE_BY_SIDE = frozenset({"comparison", "pairwise_strength", "ranking", "best_worst", "reply_choice"})
"""Forms in which options stand in an order."""


def named_traits(card: Card) -> list[Dimension]:
    """Return the dimensions that are named traits."""
    return [dimension for dimension in card.dimensions if dimension.breadth == "specific"]


def numbered_raters(card: Card) -> Iterator[tuple[int, Pool]]:
    """Yield the pools that gave judgements, with their positions in the card."""
    return ((n, pool) for n, pool in enumerate(card.pools) if pool.rates)


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
    if card.framework.dimensions == "broad" and len(named) > 1 and not _only_side_labels(card, named):
        names = ", ".join(dimension.id for dimension in named)
        message = f"The card says broad, and {len(named)} named traits were judged: {names}."
        help_ = (
            "Write specific; or, where the traits explain one general judgement, list them under its definition.parts."
        )
        yield Problem(("framework", "dimensions"), message, help_)


def _only_side_labels(card: Card, named: list[Dimension]) -> bool:
    """Say whether a general comparison or ranking is the judgement, and the traits are labels that do not feed it."""
    compared = any(d.breadth == "broad" and d.feedback in SIDE_BY_SIDE for d in card.dimensions)
    return compared and not any(dimension.feedback in SIDE_BY_SIDE or dimension.priority for dimension in named)


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
            "The card says prescriptive, and no dimension has more than a label to go by.",
            "Give the definition that raters worked with under dimensions, or write descriptive.",
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
                f"The card says descriptive, and raters were shown in detail how to read `{dimension.id}`.",
                "Write prescriptive; or accept this with the reason why raters were still free in their reading.",
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
            message = f"`{name}` can stand for anything, and the card does not say for what."
            help_ = "What would make a rater say yes? Write it under definition.text, or write descriptive."
            yield Problem(("dimensions", position, "name"), message, help_)
        elif left_open and dimension.breadth == "specific" and _stands_for_anything(name):
            message = f"`{name}` can stand for anything, and the card calls it a named trait."
            help_ = "Write breadth: broad; or say under definition.text which trait raters were asked about."
            yield Problem(("dimensions", position, "breadth"), message, help_)


THINGS = frozenset(
    "a an the of or reply replies response responses answer answers output outputs text item items one option general "
    "rating score judgement judgment choice model".split()
)
"""Words that say of what something is better or preferred, and not in which respect."""


def _stands_for_anything(name: str) -> bool:
    """Say whether a name is a placeholder, or has no other word than placeholders and the things they are said of."""
    words = [word for word in _words(name) if word not in THINGS]
    return is_placeholder(name) or (bool(words) and all(is_placeholder(word) for word in words))


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
        message = "The card says prescriptive, and nobody is named as fixing the meaning."
        yield Problem(
            ("framework", "authority"),
            message,
            "Name under authority who decided: organisation, designers, experts, law.",
        )
    elif framework.definitions == "prescriptive" and named and named <= EACH_FOR_THEMSELVES:
        message = f"The card says prescriptive, and nobody fixes the meaning for all: {', '.join(framework.authority)}."
        yield Problem(("framework", "authority"), message, "Name who wrote the definition; or write descriptive.")
    elif "model" in named and all(pool.kind == "human" for pool in card.raters):
        message = "A model is said to bring the meaning, and only people judged."
        yield Problem(("framework", "authority"), message, "Name who brought it; or add the model as a pool of raters.")
    elif framework.definitions == "descriptive" and named and not named & OWN_READING:
        message = f"The card says descriptive, and the meaning is fixed by: {', '.join(framework.authority)}."
        yield Problem(("framework", "authority"), message, "Name raters, users or community; or write prescriptive.")


@rule("AC208", "particular-as-universal", "warning")
def particular_as_universal(card: Card) -> Iterator[Problem]:
    """The result is said to speak for everybody, and those who answered are from one place or one language.

    The norms of one group that are passed off as everybody's travel with the model to people who were never asked.
    Naming whom the data speaks for costs nothing and protects them.

    Bad:
        intent:
          scope: universal
    Good:
        intent:
          scope: particular
    Source: Kirk et al. 2023, section 3, on universals and particulars
    """
    if card.intent.scope != "universal":
        return
    pools = [pool for pool in card.raters if pool.kind != "synthetic"]
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
            definition: {detail: label, text: Content that is harmful}
    Good:
        dimensions:
          - id: harmful
            name: Harmful content
            definition: {detail: label}
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
        message = "Named traits make up a general judgement, and nothing says which comes first."
        yield Problem(("dimensions",), message, "Give each a priority, 1 for the one that decides first, or a weight.")


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
        told = [name if len(n) == len(lacking) else f"{name} ({names_in(card, n)})" for name, n in by_name.items() if n]
        message = f"The meaning of {names} was fixed, and the guidelines lack: {', '.join(told)}."
        help_ = "Say where the guidelines can be read, and which version raters used; or list a gap."
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
        message = "One meaning was fixed, and nobody says who wrote it down."
        yield Problem(
            ("framework", "authors"), message, "Name them under authors, or as a pool with the role guideline_author."
        )
