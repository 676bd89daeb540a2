"""Was the meaning left to raters, or their votes given one, against what the card says? (AC215 to AC217)"""

from collections.abc import Iterator

from alignmentcard.coordinates import MIDDLE, derive
from alignmentcard.messages.retold import listed, worded
from alignmentcard.model import Card
from alignmentcard.rules.limits import Limits
from alignmentcard.rules.parts import named_traits
from alignmentcard.rules.rule import Problem, rule

TEACHING = {"qualification_test": worded("had to pass a test"), "feedback_loop": worded("were told how they did")}
"""Ways of training that tell raters which answers are wanted."""
UNASKED = frozenset({"product_use", "web_archive"})
"""Settings in which people act for their own ends."""


@rule("AC215", "taught-own-meaning", "warning")
def taught_own_meaning(card: Card) -> Iterator[Problem]:
    """The card says descriptive, and raters were tested or told how they did until they answered as was wanted.

    Who may rate only after giving the right answers, or learns from feedback which those are, brings the meaning of
    whoever marked them. What looks like a shared opinion is then training. (Silent where some dimension is manifest,
    since the test may be of that one.)

    Bad:
        collection:
          training: [qualification_test, feedback_loop]
    Good:
        collection:
          training: [practice_round]
    Source: Kirk et al. 2023, section 2.1
    """
    if card.framework.definitions != "descriptive" or any(d.subjectivity == "manifest" for d in card.dimensions):
        return
    taught = [(n, word) for n, word in enumerate(card.collection.training) if word in TEACHING]
    if taught:
        done = listed([TEACHING[word] for _, word in taught])
        message = worded("The card says descriptive, and raters {done}: somebody knew the right answers.", done=done)
        help_ = worded(
            "Write prescriptive; or, if they were tested on the language or the tool, accept this and say so."
        )
        yield Problem(("collection", "training", taught[0][0]), message, help_)


@rule("AC216", "unasked-trait", "warning")
def unasked_trait(card: Card) -> Iterator[Problem]:
    """Votes that nobody asked for are called a named trait.

    People vote for what they like, what is funny, what came first and what their friends wrote. Nobody told them a
    trait, so none was judged; a model that is tuned on the votes learns popularity under another name.

    Bad:
        dimensions:
          - id: harmful
            name: Helpfulness
            breadth: specific
            definition: {detail: none}
            feedback: vote
        collection:
          setting: product_use
        gaps:
          - {field: dimensions.harmful.asks, reason: not_applicable}
    Good:
        dimensions:
          - id: harmful
            name: Helpfulness
            asks: Does this answer help you? An arrow up for yes, an arrow down for no.
            breadth: specific
            definition: {detail: brief, text: An answer helps if the reader could do with it what they wanted to do.}
            feedback: vote
        collection:
          setting: product_use
    Source: Kirk et al. 2023, table 1, on votes of users taken for helpfulness
    """
    if card.collection.setting not in UNASKED:
        return
    for position, dimension in enumerate(card.dimensions):
        if dimension.breadth == "specific" and dimension.feedback == "vote" and not dimension.is_defined:
            message = worded(
                "People voted for their own ends, and the card calls it a named trait: `{dimension}`.",
                dimension=dimension.id,
            )
            help_ = worded(
                "Write breadth: broad; the trait is what the makers read into the votes, so say that in rationale."
            )
            yield Problem(("dimensions", position, "breadth"), message, help_)


@rule("AC217", "edge-far-away", "info")
def edge_far_away(card: Card, limits: Limits) -> Iterator[Problem]:
    """The card calls its placement an edge case, and its own fields put it far into another quadrant.

    An edge case is near the edge. Where fields that the card itself states lie well on the other side, a reader who
    filters by quadrant finds data of another kind, and the word weak does not tell them.

    Bad:
        framework:
          dimensions: specific
          definitions: descriptive
          strength: weak
          authority: [raters, experts]
        dimensions:
          - id: harmful
            definition:
              detail: detailed
              text: Words that insult or threaten a person or a group, quoted words included.
              guidelines: {version: "1", examples: true, edge_cases: true}
        ignore:
          - {rule: AC204, field: dimensions.harmful.definition, reason: Raters could set the guidelines aside.}
          - {rule: AC303, field: dimensions.harmful.subjectivity, reason: Raters could set the guidelines aside.}
    Good:
        framework:
          dimensions: specific
          definitions: descriptive
          strength: weak
          authority: [raters, experts]
        dimensions:
          - id: harmful
            definition:
              detail: brief
              text: Words that insult or threaten a person or a group, quoted words included.
              guidelines: {version: "1", examples: false, edge_cases: false}
    Source: The standard, "Coordinates"
    """
    position, framework = derive(card), card.framework
    if framework.strength != "weak":
        return
    for axis, declared, derived, value in (
        ("dimensions", framework.dimensions, position.dimensions, position.x),
        ("definitions", framework.definitions, position.definitions, position.y),
    ):
        far = value is not None and abs(value - MIDDLE) > limits.edge_case
        unnamed = axis == "dimensions" and derived == "broad" and not named_traits(card)  # AC202 says it
        if far and declared and derived and declared != derived and not unnamed:
            message = worded(
                "The card calls {declared} an edge case, and its own fields clearly say {derived} ({value:.2f}).",
                declared=declared,
                derived=derived,
                value=value,
            )
            yield Problem(
                ("framework", axis),
                message,
                worded("Write {derived}, or correct the fields that say otherwise.", derived=derived),
            )
