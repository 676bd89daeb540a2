"""What corresponds to what: for every field of a card its place in each format, and what is lost on the way.

The exporters of Croissant and of READMEs take from this table which sentences go where; the page of the portal is made
from it. What a format has no place for stays behind, except where a format carries the card itself as well.
"""

from dataclasses import dataclass, field
from functools import cache
from typing import Literal

from alignmentcard.messages import later
from alignmentcard.messages.retold import joined, worded
from alignmentcard.paths import covers

How = Literal["kept", "said", "part", "lost"]


HOW: dict[How, str] = {
    "kept": "",
    "said": later("as a sentence"),
    "part": later("in part"),
    "lost": later("not carried"),
}


@dataclass(frozen=True)
class Cell:
    """Where a field goes in one format, and in what form; several places stand apart by semicolons."""

    term: str = ""
    how: How = "lost"
    note: str = ""

    @property
    def words(self) -> str:
        """What a reader of the table is told."""
        words = (worded(HOW[self.how]) if HOW[self.how] else "", worded(self.note) if self.note else "")
        return joined("; ", filter(None, words))


@dataclass(frozen=True)
class CrosswalkRow:
    """A field, or all fields below it, with its cells by the name of the format."""

    path: str
    cells: dict[str, Cell] = field(default_factory=dict, hash=False)

    def __getitem__(self, name: str) -> Cell:
        """Return the cell of a format; what is not in the table is not carried."""
        return self.cells.get(name, LOST)


LOST = Cell()
WHOLE = {"croissant": "ac:card", "huggingface": "alignmentcard"}
"""Formats that carry the card itself as well, and under which key; with it nothing is lost."""


def kept(term: str, note: str = "") -> Cell:
    """Return the cell of a field that is carried as a value, which programs can read back."""
    return Cell(term, "kept", note)


def part(term: str, note: str) -> Cell:
    """Return the cell of a field that is carried in part; the note says what is left behind."""
    return Cell(term, "part", note)


def said(term: str, note: str = "") -> Cell:
    """Return the cell of a field that is carried as a sentence for people, which no program can read back."""
    return Cell(term, "said", note)


def _row(path: str, croissant: Cell = LOST, huggingface: Cell = LOST, **others: Cell) -> CrosswalkRow:
    cells = {"croissant": croissant, "huggingface": huggingface, **others}
    return CrosswalkRow(path, {name.replace("_", "-"): cell for name, cell in cells.items() if cell != LOST})


PROTOCOL = said("rai:dataAnnotationProtocol"), said("Annotation process")
ANALYSIS = said("rai:dataAnnotationAnalysis"), said("Aggregation and agreement")
PEOPLE = said("rai:annotatorDemographics", "the sentence of a pool also stands in prov:wasGeneratedBy")
IMPACT = said("rai:dataSocialImpact"), said("Bias, Risks, and Limitations")
PERSONAL = said("rai:personalSensitiveInformation"), said("Personal and Sensitive Information")
PLAN = said("rai:dataReleaseMaintenancePlan"), said("Access and maintenance")
LIMITS = said("rai:dataLimitations"), said("Bias, Risks, and Limitations")
BIASES = said("rai:dataBiases"), said("Bias, Risks, and Limitations")
PAPER = part("citeAs", "of the paper of the dataset"), part("citation", "of the paper of the dataset")
FIRST = "the first of homepage, repository and download that is an address"
ONLY_ONE = "only where there is one language"

ROWS = (
    _row("alignmentcard"),
    _row(
        "dataset.id",
        kept("alternateName"),
        kept("citation key"),
        schema_org=kept("alternateName"),
        bibtex=kept("key"),
        csl_json=kept("id"),
    ),
    _row(
        "dataset.title",
        kept("name"),
        kept("pretty_name; first heading"),
        schema_org=kept("name"),
        datacite=kept("titles"),
        bibtex=kept("title"),
        csl_json=kept("title"),
    ),
    _row(
        "dataset.version",
        kept("version"),
        said("Access and maintenance"),
        schema_org=kept("version"),
        datacite=kept("version"),
        bibtex=kept("version"),
        csl_json=kept("version"),
    ),
    _row(
        "dataset.summary",
        kept("description"),
        kept("first paragraph"),
        schema_org=kept("description"),
        datacite=kept("descriptions"),
        csl_json=kept("abstract"),
    ),
    _row(
        "dataset.license",
        kept("license", "as the address of the licence"),
        part("license", "the hub knows fewer licences; others become `other` with license_name"),
        schema_org=kept("license", "as the address of the licence"),
        datacite=kept("rightsList"),
        csl_json=kept("license"),
    ),
    _row(
        "dataset.languages",
        kept("inLanguage"),
        part("language", "without region and script"),
        schema_org=kept("inLanguage"),
        datacite=part("language", ONLY_ONE),
        csl_json=part("language", ONLY_ONE),
    ),
    _row(
        "dataset.creators.*.name",
        kept("creator.name"),
        kept("citation"),
        schema_org=kept("creator.name"),
        datacite=kept("creators.name"),
        bibtex=kept("author"),
        csl_json=kept("author.literal"),
    ),
    _row(
        "dataset.creators.*.orcid",
        kept("creator.@id"),
        schema_org=kept("creator.@id"),
        datacite=kept("creators.nameIdentifiers"),
        bibtex=part("author", "shows that a creator is a person"),
    ),
    _row(
        "dataset.creators.*.affiliation",
        kept("creator.affiliation"),
        schema_org=kept("creator.affiliation"),
        datacite=kept("creators.affiliation"),
        bibtex=part("author", "shows that a creator is a person"),
    ),
    _row("dataset.contact", *PLAN),
    _row(
        "dataset.links.homepage",
        kept("url"),
        kept("citation"),
        schema_org=kept("url"),
        bibtex=kept("url"),
        csl_json=kept("URL"),
    ),
    _row(
        "dataset.links.repository",
        kept("sameAs or url"),
        part("citation", FIRST),
        schema_org=kept("sameAs or url"),
        datacite=kept("relatedIdentifiers"),
        bibtex=part("url", FIRST),
        csl_json=part("URL", FIRST),
    ),
    _row(
        "dataset.links.paper",
        kept("citation"),
        part("citation", "where there is no other address"),
        schema_org=kept("citation"),
        datacite=kept("relatedIdentifiers"),
        bibtex=kept("note; url of the entry of the paper"),
        csl_json=part("URL", "where there is no other address"),
    ),
    _row(
        "dataset.links.doi",
        kept("identifier"),
        kept("citation"),
        schema_org=kept("identifier"),
        datacite=kept("doi"),
        bibtex=kept("doi"),
        csl_json=kept("DOI"),
    ),
    _row(
        "dataset.links.download",
        part("url", FIRST),
        part("citation", FIRST),
        schema_org=part("url", FIRST),
        bibtex=part("url", FIRST),
        csl_json=part("URL", FIRST),
    ),
    _row(
        "dataset.published",
        kept("datePublished"),
        kept("citation"),
        schema_org=kept("datePublished"),
        datacite=kept("dates; publicationYear"),
        bibtex=part("year; month", "without the day"),
        csl_json=kept("issued"),
    ),
    _row(
        "dataset.derived_from.*.id",
        kept("prov:wasDerivedFrom"),
        part("source_datasets", "only datasets of the hub"),
        schema_org=part("isBasedOn", "only addresses"),
        datacite=part("relatedIdentifiers", "only addresses"),
    ),
    _row(
        "dataset.derived_from.*.relation",
        kept("prov:wasDerivedFrom", "in the label"),
        datacite=part("relatedIdentifiers.relationType", "most relations become IsDerivedFrom"),
    ),
    _row(
        "dataset.items",
        said("rai:dataCollection"),
        part("size_categories", "the order of magnitude; the number in a sentence"),
        datacite=kept("sizes"),
    ),
    _row("dataset.ratings", said("rai:dataCollection"), said("Annotation process"), datacite=kept("sizes")),
    _row("dataset.sources_of_items", said("rai:dataCollection"), said("Annotation process")),
    _row("dataset.counts", said("rai:dataCollection"), said("Annotation process")),
    _row("dataset.example"),
    _row("dataset.known_issues", *LIMITS),
    _row("intent.written", *LIMITS),
    _row("intent.uses", said("rai:dataUseCases"), said("Uses"), schema_org=kept("keywords"), datacite=kept("subjects")),
    _row("intent.not_for", said("rai:dataLimitations"), said("Out-of-Scope Use")),
    _row("intent.beliefs", *PROTOCOL),
    _row("intent.disagreement", *PROTOCOL),
    _row("intent.scope", *BIASES),
    _row("intent.whose_values", *IMPACT),
    _row("intent.funded_by", *PLAN, datacite=kept("fundingReferences.funderName"), schema_org=kept("funder.name")),
    _row("intent.affected", *IMPACT),
    _row("intent.guidance", *PROTOCOL),
    _row("framework.dimensions", *PROTOCOL, schema_org=kept("keywords"), datacite=kept("subjects")),
    _row("framework.definitions", *PROTOCOL, schema_org=kept("keywords"), datacite=kept("subjects")),
    _row("framework.strength", *PROTOCOL),
    _row("framework.authority", *IMPACT),
    _row("framework.authors", *IMPACT),
    _row("framework.chosen_by", *IMPACT),
    _row("framework.chosen_because", *IMPACT),
    _row("framework.bounds", *IMPACT),
    _row("framework.exclusions", *BIASES),
    _row("framework.positions", *IMPACT),
    _row("framework.rationale", *PROTOCOL),
    _row("dimensions.*.id", *PROTOCOL, schema_org=part("variableMeasured", "where there is no name")),
    _row("dimensions.*.name", *PROTOCOL, schema_org=kept("variableMeasured")),
    _row("dimensions.*.feedback", *PROTOCOL, schema_org=kept("measurementTechnique")),
    _row("dimensions", *PROTOCOL),
    _row("collection.unit", said("rai:dataCollection"), said("Annotation process")),
    _row("collection.setting", said("rai:dataCollection"), said("Annotation process")),
    _row(
        "collection.period",
        kept("rai:dataCollectionTimeframe; prov:wasGeneratedBy"),
        said("Annotation process"),
        datacite=kept("dates"),
    ),
    _row("collection.platform", said("rai:dataAnnotationPlatform"), said("Annotation process")),
    _row("collection.tool", said("rai:dataAnnotationPlatform"), said("Annotation process")),
    _row("collection", *PROTOCOL),
    _row("pools.*.ratings_per_item", said("rai:annotationsPerItem"), said("Annotation process")),
    _row("pools.*.pay", *PROTOCOL),
    _row("pools.*.consent", *PERSONAL),
    _row("pools.*.ethics", *PERSONAL),
    _row("pools.*.target", *BIASES),
    _row("pools.*.countries", PEOPLE, said("Who are the annotators?"), schema_org=kept("spatialCoverage")),
    _row(
        "pools.*.kind",
        said("rai:annotatorDemographics; rai:hasSyntheticData"),
        said("Who are the annotators?"),
        schema_org=part("keywords", "whether there was human feedback"),
        datacite=part("subjects", "whether there was human feedback"),
    ),
    _row(
        "pools.*.model",
        said("rai:machineAnnotationTools", "models that only wrote items stand in rai:dataCollection"),
        said("Who are the annotators?"),
    ),
    _row("pools.*.recruitment.channel", PEOPLE, said("Who are the annotators?", "the channel in annotations_creators")),
    _row("pools.*.id", PEOPLE, part("Who are the annotators?", "where several groups did the same")),
    _row("pools", PEOPLE, said("Who are the annotators?")),
    _row("aggregation.*.filters", said("rai:dataPreprocessingProtocol"), said("Aggregation and agreement")),
    _row("aggregation", *ANALYSIS),
    _row(
        "release.access",
        *PLAN,
        schema_org=part("isAccessibleForFree", "whether it is open or closed, not gated or on request"),
    ),
    _row("release.maintenance", *PLAN),
    _row("release.personal_data", *PERSONAL),
    _row("release.withdrawal", *PERSONAL),
    _row("release.minimum_cell", *PERSONAL),
    _row("release.files.*.path", part("distribution.contentUrl", "files without a digest are left out")),
    _row(
        "release.files.*.url",
        part("distribution.contentUrl", "files without a digest are left out"),
        schema_org=kept("distribution.contentUrl"),
    ),
    _row("release.files.*.sha256", kept("distribution.sha256"), schema_org=kept("distribution.sha256")),
    _row(
        "release.files.*.format",
        kept("distribution.encodingFormat"),
        schema_org=kept("distribution.encodingFormat"),
        datacite=kept("formats"),
    ),
    _row("release.files.*.holds", kept("recordSet.name")),
    _row("release.files.*.level"),
    _row("release.files.*.columns.missing"),
    _row("release.files.*.columns", part("recordSet.field", "one field for each column")),
    _row("release", *ANALYSIS),
    _row("statistics.artefacts", *BIASES),
    _row("statistics", *ANALYSIS),
    _row("evaluations", said("rai:dataUseCases"), said("Uses")),
    _row("card"),
    _row("sources.*.title", *PAPER, bibtex=part("title", "of the paper of the dataset")),
    _row("sources.*.authors", *PAPER, bibtex=part("author", "of the paper of the dataset")),
    _row("sources.*.year", *PAPER, bibtex=part("year", "of the paper of the dataset")),
    _row("sources"),
    _row("evidence"),
    _row("gaps", *LIMITS),
    _row("ignore"),
    _row("history", *PLAN),
    _row("reviews"),
    _row("extensions"),
)


@cache
def row_for(path: str) -> CrosswalkRow | None:
    """Return the row for a field: the longest that names it or what contains it."""
    found = [row for row in ROWS if covers(row.path, path)]
    return max(found, key=lambda row: row.path.count("."), default=None)


@cache
def terms_of(path: str, name: str) -> tuple[str, ...]:
    """Return the terms of a format to which the sentence of a field goes; none where it does not go as a sentence."""
    row = row_for(path)
    return tuple(row[name].term.split("; ")) if row is not None and row[name].how == "said" else ()


@cache
def sections_of(name: str) -> frozenset[str]:
    """Return the sections of a card that have sentences in a format; the others need no look."""
    return frozenset(row.path.partition(".")[0] for row in ROWS if row[name].how == "said")
