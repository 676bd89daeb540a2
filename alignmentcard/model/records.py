"""Records about the card itself: who wrote it, sources, evidence, gaps, accepted findings, history and reviews."""

from typing import Annotated

from pydantic import Field

from alignmentcard.model.base import ConformanceLevel, Date, Id, Section, Text, about, entries, optional
from alignmentcard.model.dataset import Creator
from alignmentcard.model.terms import GapReason

Path = Annotated[str, Field(min_length=1, max_length=300)]
RuleCode = Annotated[str, Field(pattern=r"^[A-Z]{2}[0-9]{3}$")]


class Authorship(Section):
    """Who wrote the card, which may be others than those who made the data."""

    authors: list[Creator] = entries("Who wrote the card.", question="Who wrote this card?")


class Source(Section):
    """A text that facts in the card come from."""

    id: Annotated[Id, about("Short name, used in evidence.", example="paper")]
    title: Annotated[Text, about("Title of the text.", example="The Empty Signifier Problem")]
    authors: Text | None = optional("Authors, as they are cited.", example="Kirk, Vidgen, Röttger, Hale")
    year: Date | None = optional("Year of publication.", example="2023")
    url: Text | None = optional("Where it can be read.", example="https://arxiv.org/abs/2310.02457")
    doi: Text | None = optional("DOI.", example="10.48550/arXiv.2310.02457")
    arxiv: Text | None = optional("arXiv id.", example="2310.02457")


class Evidence(Section):
    """Where a source says what a field says."""

    field: Annotated[Path, about("Path of the field.", example="framework.definitions")]
    source: Annotated[Id, about("Id of the source.", example="paper")]
    at: Text | None = optional("Place in the source: page, section, table.", example="p. 4")
    note: Text | None = optional("What the source says there, in your own words or in a short quotation.")


class Gap(Section):
    """A field that is empty on purpose."""

    field: Annotated[Path, about("Path of the field.", example="pools.us-crowd.composition")]
    reason: Annotated[GapReason, about("Why it is empty.")]
    note: Text | None = optional("What is known about it all the same.")


class Ignore(Section):
    """A finding that the author accepts, with the reason that readers see."""

    rule: Annotated[RuleCode, about("Code of the rule.", example="AC602")]
    field: Path | None = optional(
        "Path of the field it concerns; the whole card where this is left out.", example="aggregation"
    )
    reason: Text | None = optional(
        "Why the finding is accepted.", example="The paper that uses the data needs one label an item."
    )


class Change(Section):
    """What changed in a version of the dataset."""

    version: Annotated[Text, about("The version.", example="1.1.0")]
    date: Date | None = optional("When it appeared.", example="2024-02-01")
    changes: Annotated[Text, about("What changed and for whom it matters.")]


class Review(Section):
    """A record that somebody measured again and read the card."""

    by: Annotated[Text, about("Who reviewed.", example="Ada Example")]
    date: Annotated[Date, about("When.", example="2024-06-01")]
    level: Annotated[ConformanceLevel, about("Level of conformance that was found.", example=4)]
    digest: Annotated[Text, about("Digest of card, data and program that was reviewed.")]
    note: Text | None = optional("What the reviewer wants readers to know.")
    accepted: list[Text] = entries("Codes of findings that the reviewer accepted.", example=["AC602"])
    signature: Text | None = optional("SSH signature of the record, as `alignmentcard review --sign` writes it.")
