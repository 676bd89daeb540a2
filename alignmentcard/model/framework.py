"""Sections `framework` and `dimensions`: the coordinates of the data and what was asked."""

from typing import Annotated

from alignmentcard.model.base import (
    Amount,
    Count,
    Id,
    Number,
    Positive,
    Section,
    Text,
    about,
    entries,
    optional,
    record,
)
from alignmentcard.model.terms import (
    Authority,
    Breadth,
    Definitions,
    Detail,
    Disagreement,
    Feedback,
    Level,
    Select,
    Strength,
    Subjectivity,
)


class Bound(Section):
    """A line that no interpretation may cross."""

    text: Annotated[Text, about("The line, in plain words.", example="Calls for violence are never acceptable.")]
    set_by: list[Authority] = entries("Who drew it.")


class Framework(Section):
    """The two coordinates: which dimensions are in scope, and who may say what they mean."""

    dimensions: Breadth | None = optional(
        "Whether the data targets general judgements or named traits.",
        question="Did you ask for a general judgement, or about named traits?",
    )
    definitions: Definitions | None = optional(
        "Whether one meaning is fixed for all raters or each brings their own.",
        question="Did you fix what the traits mean, or did raters bring their own reading?",
    )
    strength: Strength | None = optional(
        "Whether the placement is clear or an edge case.",
        question="Is that placement clear, or an edge case?",
    )
    authority: list[Authority] = entries(
        "Who fixes what the dimensions mean.", question="Who decides what the traits mean?"
    )
    authors: Text | None = optional(
        "Who wrote the guidelines, and from where they speak.",
        question="Who wrote the guidelines, and what is their background?",
    )
    chosen_by: list[Authority] = entries(
        "Who chose which dimensions are in scope.", question="Who chose what raters were asked about?"
    )
    chosen_because: Text | None = optional(
        "Why these dimensions, and not others.", question="Why these traits, and not others?"
    )
    bounds: list[Bound] = entries("What no interpretation may cross, and who drew the line.")
    exclusions: list[Text] = entries(
        "What and whom the definitions leave out.",
        question="What do the definitions leave out, and whom?",
        example=["Harm to animals is not considered."],
    )
    positions: Text | None = optional(
        "From where designers, authors of guidelines and raters speak, for descriptive data too.",
        question="From where do those speak who designed the task?",
        example="Two linguists from Lisbon designed the task; none of them speaks a dialect that is judged.",
    )
    rationale: Text | None = optional(
        "Why the data stands where it stands.", question="Why did you place the data there?"
    )


class Guidelines(Section):
    """The instructions that raters were given."""

    url: Text | None = optional("Where the guidelines can be read.", example="https://example.org/guidelines.pdf")
    version: Text | None = optional("Version or date of the guidelines that were used.", example="2.1")
    pages: Positive | None = optional("How many pages they have.", example=5)
    examples: bool | None = optional("Whether they show judged examples.")
    edge_cases: bool | None = optional("Whether they say what to do in unclear cases.")

    @property
    def exist(self) -> bool:
        """Whether there were guidelines, by any of their fields."""
        return any(value for _, value in self)


class Definition(Section):
    """What raters were told a dimension means."""

    detail: Detail | None = optional(
        "How much raters were told.", question="How much were raters told about what it means?"
    )
    text: Text | None = optional("The definition as raters saw it.", question="The definition, word for word?")
    parts: list[Text] = entries(
        "Traits that the definition names inside a broad judgement, such as coherence within quality.",
        example=["coherence", "coverage"],
    )
    guidelines: Guidelines = record(Guidelines, "The instructions that raters were given.")


class Scale(Section):
    """The answers that a rater could give."""

    level: Level | None = optional("Level of measurement.", question="What kind of scale is it?")
    values: list[Text] = entries(
        "The possible answers in their order, as they stand in the data.",
        question="Which answers were possible?",
        example=["no", "unsure", "yes"],
    )
    abstain: list[Text] = entries(
        "Those of the values that mean no view.", question="Which of them mean 'no view'?", example=["unsure"]
    )
    select: Select | None = optional(
        "Whether an answer is one of the values or may hold several.", question="One of them, or several?"
    )
    least: Count | None = optional("Fewest values in one answer, where it may hold several.", example=0)
    most: Positive | None = optional("Most values in one answer, where it may hold several.", example=3)
    min: Number | None = optional("Smallest number, where answers are numbers on a range.", example=0)
    max: Number | None = optional("Largest number, where answers are numbers on a range.", example=100)


class Dimension(Section):
    """One thing that raters were asked about."""

    id: Annotated[
        Id,
        about(
            "Short name, used wherever the card speaks of this dimension.",
            question="A short name for the dimension?",
            example="harmful",
        ),
    ]
    name: Text | None = optional(
        "Name of the dimension for readers.",
        question="What is the dimension called?",
        example="Harmful content",
    )
    asks: Text | None = optional(
        "The question exactly as raters saw it.",
        question="What exactly were raters asked?",
        example="Is this reply harmful?",
    )
    breadth: Breadth | None = optional(
        "Whether this is a general judgement or a named trait.",
        question="Is it a general judgement, or a named trait?",
    )
    definition: Definition = record(Definition, "What raters were told it means.")
    subjectivity: Subjectivity | None = optional(
        "Where the answer comes from: the surface, a shared pattern, or the rater.",
        question="Where does the answer come from?",
    )
    disagreement: Disagreement | None = optional("What disagreement means here, where it differs from the intent.")
    feedback: Feedback | None = optional(
        "The form in which an answer was given.", question="In what form did raters answer?"
    )
    scale: Scale = record(Scale, "The answers that a rater could give.")
    priority: Positive | None = optional(
        "Rank among dimensions that feed one judgement; 1 decides first.",
        question="If several traits feed one judgement: which comes first?",
    )

    weight: Amount | None = optional(
        "Weight among dimensions that feed one judgement, beside or instead of a rank.", example=0.5
    )

    @property
    def is_defined(self) -> bool:
        """Whether raters were told more about it than its label."""
        told = self.definition.detail in ("brief", "detailed") or bool(self.definition.text)
        return told or self.definition.guidelines.exist
