"""Section `intent`: what the data is for."""

from alignmentcard.model.base import Section, Text, entries, optional, record
from alignmentcard.model.terms import Beliefs, Disagreement, Scope, Use, Written


class Guidance(Section):
    """The three questions that decide between broad and specific dimensions (Kirk et al. 2023, 2.2)."""

    aim: Text | None = optional(
        "How well the aim could be defined beforehand.", question="How well can you define your aim?"
    )
    applications: Text | None = optional(
        "How well the later uses of a model could be foreseen.",
        question="How well do you know where a model tuned on the data will be used?",
    )
    assessable: Text | None = optional(
        "How well people can judge what the task needs.",
        question="How well can people judge what makes an answer good?",
    )


class Intent(Section):
    """What the data is for, whose norms it carries, and what disagreement in it means."""

    written: Written | None = optional(
        "Whether the card was planned with the collection or written afterwards.",
        question="Are you writing this before or after the collection?",
    )
    uses: list[Use] = entries(
        "What the data is meant to be used for.", question="What is the data meant to be used for?"
    )
    not_for: list[Text] = entries(
        "Uses that the data cannot carry, in plain words.", question="What should nobody use the data for?"
    )
    beliefs: Beliefs | None = optional(
        "Whether one belief is to be encoded or a diversity of beliefs captured.",
        question="Do you want to encode one belief, or capture a diversity of beliefs?",
    )
    disagreement: Disagreement | None = optional(
        "What disagreement between raters means in this data.",
        question="When raters differ: is that an error, or information?",
    )
    scope: Scope | None = optional(
        "Whom the result is said to speak for.",
        question="Does the result speak for a particular group, or for everybody?",
    )
    whose_values: Text | None = optional(
        "Whose norms the data is meant to carry, in plain words.",
        question="Whose norms is the data meant to carry?",
    )
    funded_by: list[Text] = entries(
        "Who paid for the data.", question="Who paid for it?", example=["Example Foundation"]
    )
    affected: Text | None = optional(
        "Who lives with the result and had no say in it.",
        question="Who will live with the result and was not asked?",
        example="People whose dialect is judged by speakers of another.",
    )
    guidance: Guidance = record(Guidance, "The three questions that decide between broad and specific dimensions.")
