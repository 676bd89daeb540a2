"""What readers call fields, and the reasons why one says nothing."""

from collections.abc import Mapping

from alignmentcard.convert.prose.words import capital, plain
from alignmentcard.model.fields import Field, find
from alignmentcard.paths import split

LABELS: Mapping[str, str] = {
    "dataset.items": "Number of items",
    "dataset.license": "Licence",
    "dataset.ratings": "Number of ratings",
    "dataset.sources_of_items": "Sources of the items",
    "dataset.counts": "Divided by",
    "dataset.version": "Version",
    "intent.written": "When this was written",
    "intent.funded_by": "Funding",
    "intent.affected": "Affected without a say",
    "intent.not_for": "Not for",
    "intent.scope": "Whom the data speaks for",
    "intent.whose_values": "Whose values",
    "framework.dimensions": "General judgements or named traits",
    "framework.definitions": "Who gives words their meaning",
    "framework.chosen_by": "Who chose what is asked",
    "framework.chosen_because": "Why this is asked",
    "framework.bounds": "Lines that no interpretation may cross",
    "framework.exclusions": "Left out",
    "framework.positions": "From where the authors speak",
    "framework.strength": "Certainty of this description",
    "framework.authority": "Who decides what words mean",
    "framework.authors": "Authors of the guidelines",
    "dimensions.*.asks": "Wording of the question",
    "dimensions.*.scale.abstain": "Values that mean no view",
    "collection.unit": "What a rater looked at",
    "collection.abstention": "Whether raters could say that they have no view",
    "collection.context_shown": "What raters saw beside it",
    "collection.repeats": "Repeated questions",
    "pools.*.role": "What they did",
    "pools.*.kind": "People or models",
    "pools.*.target": "Target population",
    "pools.*.ethics": "Ethics review",
    "aggregation.*.method": "Method of aggregation",
    "release.level": "Level of release",
    "release.rater_ids": "Ids of raters",
    "release.reasoning": "Reasons of raters",
    "release.minimum_cell": "Smallest group that is shown",
    "statistics.agreement": "Agreement between raters",
}
"""Names of fields for readers, where the field's own name says too little."""
CLAUSES: Mapping[str, str] = {
    "dataset.summary": "what the dataset is",
    "dataset.creators": "who made the dataset",
    "dataset.links": "where the dataset and its paper are found",
    "dataset.license": "the licence",
    "dataset.version": "the version",
    "dataset.published": "the date of publication",
    "dataset.items": "the number of items",
    "dataset.ratings": "the number of single judgements",
    "dataset.counts": "how the items divide, by split or language for example",
    "dataset.languages": "the languages of the items",
    "dataset.sources_of_items": "where the items come from and under which terms",
    "dataset.derived_from": "whether the dataset was made from another one",
    "dataset.known_issues": "whether errors are known",
    "dataset.contact": "who answers questions",
    "intent.uses": "the intended uses",
    "intent.not_for": "uses that the data cannot carry",
    "intent.affected": "who is affected and had no say",
    "intent.funded_by": "who paid for the data",
    "intent.whose_values": "whose norms the data carries",
    "intent.scope": "whom the result speaks for",
    "intent.disagreement": "what disagreement between raters means",
    "aggregation.*.method": "how several ratings became one label",
    "aggregation.*.filters": "whether items or ratings were removed",
    "release.level": "the level of detail of the released ratings",
    "release.access": "who can get the data",
    "release.personal_data": "what personal data the release holds and how it is protected",
    "release.rater_attributes": "what is released about raters",
    "release.withdrawal": "how a rater can withdraw",
    "release.maintenance": "who maintains the data",
    "pools.*.size": "how many people took part",
    "pools.*.recruitment": "how people were recruited",
    "pools.*.pay": "what people were paid",
    "pools.*.consent": "what people consented to",
    "pools.*.ethics": "whether an ethics board reviewed the work",
    "pools.*.countries": "the countries of the people",
    "pools.*.languages": "the languages that the people speak",
    "pools.*.composition": "the demographic composition of the people",
    "pools.*.target": "the population that the people should stand for",
    "pools.*.kind": "whether people or models took part",
    "pools.*.ratings_per_item": "how many ratings an item has",
    "dimensions": "what was judged",
    "dimensions.*.asks": "the exact question that raters were asked",
    "dimensions.*.definition": "the definitions and guidelines that raters were given",
    "dimensions.*.definition.text": "the full text of the definitions that raters were given",
    "dimensions.*.scale": "the labels",
    "dimensions.*.feedback": "the form of the answers",
    "framework.definitions": "whether one meaning was fixed for all raters",
    "framework.rationale": "the reasons for the design",
    "framework.exclusions": "what the definitions leave out",
    "collection.unit": "what a rater looked at for one answer",
    "collection.setting": "where answers were collected",
    "collection.period": "when answers were collected",
    "collection.training": "how raters were prepared",
    "collection.quality_controls": "how careless answers were found",
    "collection.stages": "the steps of the collection",
    "statistics.agreement": "how far raters agree",
    "statistics.group_effects": "whether groups of raters differ",
}
"""What each field is about, for sentences that say that it is not known."""
UNSTATED: Mapping[str, str] = {
    "not_recorded": "not recorded at the time",
    "not_published": "not published",
    "withheld": "withheld to protect somebody",
    "not_applicable": "does not apply",
    "unknown": "not known, although it was looked for",
    "not_consulted": "not looked up in every source",
    "to_do": "not asked yet",
}
"""Why something is not said, in a list of what is not."""
REASONS: Mapping[str, str] = {
    "not_recorded": "it was not recorded at the time",
    "not_published": "it was recorded, and no public source states it",
    "withheld": "it is known and withheld to protect somebody",
    "not_applicable": "the question does not arise for this data",
    "unknown": "it was looked for and could not be found out",
    "not_consulted": "a source that may answer was not read",
    "to_do": "nobody has been asked yet",
}
"""Why something is not said, in a sentence about it."""
PARTS = frozenset(("text", "url", "version", "name", "status", "body", "detail", "level", "parts", "pages"))
"""Names of fields that say nothing without the record that they belong to."""


def name_of(field: Field) -> str:
    """Return what readers call a field."""
    return capital(LABELS.get(field.path, field.name.replace("_", " ")))


def called(path: str) -> str:
    """Return what readers call the field at a path, with the entry that it belongs to: `Pay (crowd)`."""
    names = split(path)
    field = find(names)
    last = next((n for n in range(len(names), 0, -1) if find(names[:n])), 0)
    if field is None or not last:
        return plain(path.replace("_", " ").replace(".", ", "))
    above = find(names[: last - 1]) if last > 1 else None
    entry = next((names[n] for n in range(1, len(names)) if _is_entry(names, n)), "")
    text = f"{name_of(field)}"
    if above and above.type == "record" and above.shape == "record" and field.name in PARTS and last > 2:
        text = f"{name_of(above)}, {text[:1].lower()}{text[1:]}"
    return f"{text} ({entry})" if entry and entry != "*" else text


def _is_entry(names: tuple[str, ...], n: int) -> bool:
    holder = find(names[:n])
    return holder is not None and holder.shape == "list" and holder.type == "record" and not _is_entry_above(names, n)


def _is_entry_above(names: tuple[str, ...], n: int) -> bool:
    return (
        n > 1
        and (above := find(names[: n - 1])) is not None
        and above.shape == "list"
        and names[n - 1] not in (above.children)
    )
