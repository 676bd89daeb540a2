"""A card in sentences of a careful author: what stands in a form that is handed in, field by field."""

from collections.abc import Callable, Iterator, Mapping

from alignmentcard.convert.prose import data, people, task
from alignmentcard.model import Card

__all__ = ["NAMES", "PROSE", "Writer"]

Writer = Callable[[Card], Iterator[str]]
PROSE: Mapping[str, Writer] = {**data.PROSE, **people.PROSE, **task.PROSE}
"""What writes the sentences for a field, by its path; a writer yields nothing where a card says nothing."""

NAMES: Mapping[str, str] = {
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
