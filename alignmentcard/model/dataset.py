"""Section `dataset`: what the data is and where it stands."""

from typing import Annotated

from alignmentcard.model.base import Count, Date, Id, Section, Share, Text, about, entries, mapping, optional, record
from alignmentcard.model.terms import Relation, WrittenBy


class Creator(Section):
    """Somebody who made the dataset, or who wrote the card."""

    name: Annotated[Text, about("Name of the person or organisation.", example="Ada Example")]
    orcid: Text | None = optional("ORCID identifier of a person.", example="0000-0002-1825-0097")
    affiliation: Text | None = optional("Organisation the person worked for.", example="University of Somewhere")


class Links(Section):
    """Where to find the dataset and what was written about it."""

    homepage: Text | None = optional("Web page of the dataset.", example="https://example.org/data")
    repository: Text | None = optional("Source repository.", example="https://example.org/code")
    paper: Text | None = optional("Paper that describes the dataset.", example="https://arxiv.org/abs/2310.02457")
    doi: Text | None = optional("DOI of the dataset or its paper.", example="10.48550/arXiv.2310.02457")
    download: Text | None = optional("Where the files can be got.", example="https://example.org/data.zip")


class Derivation(Section):
    """A dataset that this one was made from."""

    id: Annotated[Text, about("Id of another card in the same portal, or a URL.", example="sort-of-safe")]
    relation: Annotated[Relation, about("How this dataset came from the other.")]


class ItemSource(Section):
    """Where a part of the items comes from."""

    name: Annotated[Text, about("Name of the source.", example="questions of a forum")]
    url: Text | None = optional("Where the source can be found.", example="https://example.org/forum")
    share: Share | None = optional("Share of the items, between 0 and 1.", example=0.4)
    items: Count | None = optional("Items from this source.", example=396)
    license: Text | None = optional("Licence of this part, as an SPDX expression.", example="CC-BY-SA-4.0")
    written_by: WrittenBy | None = optional("Who wrote these items.")


class CountsBy(Section):
    """How the items divide by one attribute of theirs, such as their language."""

    axis: Annotated[Text, about("The attribute.", example="language")]
    items: dict[Text, Count] = mapping("Items of each value.", example={"en": 594, "es": 396})
    ratings: dict[Text, Count] = mapping("Ratings of items of each value.", example={"en": 43262, "es": 28841})


class KnownIssue(Section):
    """An error of the data that users must know."""

    title: Annotated[Text, about("What is wrong.", example="Scores of ten were saved as one.")]
    affects: Text | None = optional("What it affects.", example="2,628 replies")
    since: Text | None = optional("Version in which it came.", example="1.0.0")
    fixed_in: Text | None = optional("Version in which it was mended; left out while it is open.", example="1.1.0")
    url: Text | None = optional("Where it is described.", example="https://example.org/data/issues/8")


class Example(Section):
    """One item as raters saw it, with how their answers divided."""

    text: Text | None = optional(
        "The item, in the words that raters saw; left out where licence or respect forbid it.",
        example="I think there are better ways to do this.",
    )
    dimension: Id | None = optional("Id of the dimension that the answers are of.", example="harmful")
    answers: dict[Text, Count] = mapping("How many gave each answer.", example={"yes": 61, "no": 62})
    chosen: Text | None = optional("How the item was chosen.", example="the most divided of all items")


class Dataset(Section):
    """What the data is, who made it and where it stands."""

    id: Annotated[
        Id,
        about(
            "Short name in lower case, unique in a portal; it becomes part of addresses and never changes.",
            question="A short name for the data, in lower case, with hyphens?",
            example="sort-of-safe",
        ),
    ]
    title: Annotated[
        Text,
        about(
            "Name of the dataset as people say it.",
            question="What is the dataset called?",
            example="Sort of Safe",
        ),
    ]
    version: Text | None = optional(
        "Version of the release that the card describes, major.minor.patch.",
        question="Which version does the card describe?",
        example="1.2.0",
    )
    summary: Text | None = optional(
        "One paragraph for somebody who has never heard of the data: what was judged, by whom, for what.",
        question="In one paragraph: what was judged, by whom, and for what?",
        min_length=50,
        max_length=1000,
    )
    license: Text | None = optional(
        "Licence as an SPDX expression.",
        question="Under which licence is the data released?",
        example="CC-BY-4.0",
    )
    languages: list[Text] = entries(
        "Languages of the items, as BCP 47 tags.",
        question="Which languages are the items in?",
        example=["en"],
    )
    creators: list[Creator] = entries("Who made the dataset.", question="Who made the dataset?")
    contact: Text | None = optional(
        "Where questions are answered: an e-mail address or a URL.",
        question="Whom can readers ask?",
        example="mailto:data@example.org",
    )
    links: Links = record(Links, "Where to find the dataset and what was written about it.")
    published: Date | None = optional(
        "When this version was published: a date, a month or a year.", example="2024-05-01"
    )
    derived_from: list[Derivation] = entries("Datasets that this one was made from.")
    items: Count | None = optional("Units that were judged.", question="How many items were judged?", example=990)
    ratings: Count | None = optional(
        "Single judgements.", question="How many single judgements are there?", example=72103
    )
    sources_of_items: list[ItemSource] = entries(
        "Where the items come from, each part with its licence.", question="Where do the items come from, and how many?"
    )
    counts: list[CountsBy] = entries("How items and ratings divide, by language or source for example.")
    example: Example = record(
        Example, "One item with its answers, so that readers see what was judged and how far views differ."
    )
    known_issues: list[KnownIssue] = entries("Errors that users must know, mended ones too.")
