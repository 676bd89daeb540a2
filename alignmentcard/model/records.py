"""Records about the card itself: sources, evidence, gaps, accepted findings, history and reviews."""

from typing import Annotated

from alignmentcard.model.base import ConformanceLevel, Date, Id, Limits, Section, Text, about, many, needed
from alignmentcard.model.terms import GapReason

Path = Annotated[str, Limits(min_length=1, max_length=300)]


class Source(Section):
    """A text that facts in the card come from."""

    id: Id = needed("Short name, used in evidence.", example="paper")
    title: Text = needed("Title of the text.", example="The Empty Signifier Problem")
    authors: Text | None = about("Authors, as they are cited.", example="Kirk, Vidgen, Röttger, Hale")
    year: Date | None = about("Year of publication.", example="2023")
    url: Text | None = about("Where it can be read.", example="https://arxiv.org/abs/2310.02457")
    doi: Text | None = about("DOI.", example="10.48550/arXiv.2310.02457")
    arxiv: Text | None = about("arXiv id.", example="2310.02457")


class Evidence(Section):
    """Where a source says what a field says."""

    field: Path = needed("Path of the field.", example="framework.definitions")
    source: Id = needed("Id of the source.", example="paper")
    at: Text | None = about("Place in the source: page, section, table.", example="p. 4")
    note: Text | None = about("What the source says there, in your own words or in a short quotation.")


class Gap(Section):
    """A field that is empty on purpose."""

    field: Path = needed("Path of the field.", example="pools.us-crowd.composition")
    reason: GapReason = needed("Why it is empty.")
    note: Text | None = about("What is known about it all the same.")


class Ignore(Section):
    """A finding that the author accepts, with the reason that readers see."""

    rule: Annotated[str, Limits(pattern=r"^[A-Z]{2}[0-9]{3}$")] = needed("Code of the rule.", example="AC602")
    field: Path | None = about(
        "Path of the field it concerns; the whole card where this is left out.", example="aggregation"
    )
    reason: Text | None = about(
        "Why the finding is accepted.", example="The paper that uses the data needs one label an item."
    )


class Change(Section):
    """What changed in a version of the dataset."""

    version: Text = needed("The version.", example="1.1.0")
    date: Date | None = about("When it appeared.", example="2024-02-01")
    changes: Text = needed("What changed and for whom it matters.")


class Review(Section):
    """A record that somebody measured again and read the card."""

    by: Text = needed("Who reviewed.", example="Ada Example")
    date: Date = needed("When.", example="2024-06-01")
    level: ConformanceLevel = needed("Level of conformance that was found.", example=4)
    digest: Text = needed("Digest of card, data and program that was reviewed.")
    note: Text | None = about("What the reviewer wants readers to know.")
    accepted: list[Text] = many("Codes of findings that the reviewer accepted.", example=["AC602"])
