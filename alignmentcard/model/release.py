"""Sections `aggregation` and `release`: what became of the answers and what others can get."""

from typing import Annotated

from alignmentcard.model.base import Count, Id, Positive, Section, Text, about, entries, mapping, optional, record
from alignmentcard.model.terms import (
    Access,
    FileFormat,
    Holds,
    Irreconcilable,
    Method,
    RaterAttributes,
    RaterIds,
    Reasoning,
    ReleaseLevel,
    Ties,
)


class Filter(Section):
    """A rule by which items or ratings were removed."""

    rule: Annotated[Text, about("The rule in words.", example="raters who failed two attention checks")]
    items_removed: Count | None = optional("Items removed.", example=40)
    ratings_removed: Count | None = optional("Ratings removed.", example=120)


class Aggregation(Section):
    """How several ratings became one label."""

    dimensions: list[Id] = entries(
        "Ids of the dimensions it concerns; all of them where this is left out.", example=["harmful"]
    )
    method: Method | None = optional("The method.", question="How did several ratings become one label?")
    ties: Ties | None = optional(
        "What happened when values had equally many votes.", question="What happened with ties?"
    )
    irreconcilable: Irreconcilable | None = optional(
        "What was done where answers could not be brought together.",
        question="What was done where people could not agree?",
    )
    weighting: Text | None = optional("How ratings were weighted, in words.")
    filters: list[Filter] = entries(
        "Rules by which items or ratings were removed before.",
        question="Were items or ratings removed, and by which rule?",
    )
    rationale: Text | None = optional("Why it was done this way.")


class Columns(Section):
    """Which column of a file holds what."""

    item: Text | None = optional("Id of the item.", example="item_id")
    rater: Text | None = optional("Id of the rater.", example="rater_id")
    value: Text | None = optional("The answer.", example="answer")
    dimension: Text | None = optional("Id of the dimension, where one column holds all answers.", example="question")
    dimensions: dict[Text, Text] = mapping(
        "What the table calls dimensions, where it is not their id: the id, and the value in the column of dimensions "
        "or the column that holds the answers.",
        example={"harm-target": "target.individual"},
    )
    occasion: Text | None = optional("Which asking of the same question it was.", example="wave")
    condition: Text | None = optional("Under which condition the question was asked.", example="wording")
    count: Text | None = optional("Number of ratings, in a table of counts.", example="n")
    attributes: dict[Text, Text] = mapping(
        "Attributes of raters: name of the axis and its column.", example={"gender": "sex"}
    )
    only: dict[Text, Text] = mapping(
        "Rows that belong to this card, where a file holds more: a column and the value it has there.",
        example={"condition": "g1"},
    )
    missing: list[Text] = entries("Codes that stand for a missing value.", example=["DATA_EXPIRED"])
    gold: Text | None = optional("Column with expert or gold labels; never counted as a rater.", example="expert_label")
    label: Text | None = optional("Column with the released, aggregated label.", example="label")


class File(Section):
    """One released file."""

    path: Text | None = optional("Path relative to the card.", example="ratings.parquet")
    url: Text | None = optional("Where the file can be got.", example="https://example.org/ratings.parquet")
    sha256: Text | None = optional("SHA-256 digest of the file, 64 hexadecimal digits.")
    format: FileFormat | None = optional("Format of the file.")
    holds: Holds | None = optional("What a row is.")
    level: ReleaseLevel | None = optional("The finest level of answers in this file, where files differ.")
    columns: Columns = record(Columns, "Which column holds what.")


class Release(Section):
    """What others can get."""

    level: ReleaseLevel | None = optional(
        "The finest level of answers that others can get.",
        question="What can others get: every answer, counts, or one label?",
    )
    rater_ids: RaterIds | None = optional(
        "Whether ratings by the same rater can be recognised.",
        question="Can ratings by the same rater be recognised?",
    )
    rater_attributes: RaterAttributes | None = optional(
        "What is released about raters.", question="What do you release about raters?"
    )
    reasoning: Reasoning | None = optional(
        "Whether raters' reasons were collected and released.",
        question="Did raters say why, and is that released?",
    )
    access: Access | None = optional("Who can get the data.", question="Who can get the data?")
    personal_data: Text | None = optional("What personal data the release holds, and how it is protected.")
    withdrawal: Text | None = optional(
        "How a rater can have their answers taken out.", question="How can a rater withdraw?"
    )
    minimum_cell: Positive | None = optional("Smallest group of raters that may be shown.", example=5)
    maintenance: Text | None = optional(
        "Who looks after the data and how errors are mended.", question="Who looks after the data?"
    )
    files: list[File] = entries("The released files.")
