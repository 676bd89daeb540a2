"""What readers call fields, and the reasons why one says nothing."""

from collections.abc import Mapping

from alignmentcard.convert.prose.words import capital
from alignmentcard.model.fields import Field

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
    "framework.dimensions": "Kind of judgement",
    "framework.definitions": "How meaning was fixed",
    "framework.chosen_by": "Who chose what is asked",
    "framework.chosen_because": "Why this is asked",
    "framework.bounds": "Lines that no interpretation may cross",
    "framework.exclusions": "Left out",
    "framework.positions": "From where the authors speak",
    "framework.strength": "Certainty of this description",
    "framework.authority": "Source of meaning",
    "framework.authors": "Authors of the guidelines",
    "dimensions.*.asks": "Wording of the question",
    "dimensions.*.scale.abstain": "Values that mean no view",
    "collection.unit": "What a rater looked at",
    "collection.abstention": "Abstention",
    "collection.context_shown": "What raters saw beside it",
    "collection.repeats": "Repeated questions",
    "collection.pilot.outcome": "Outcome of the pilot",
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
REASONS: Mapping[str, str] = {
    "not_recorded": "it was not recorded at the time",
    "not_published": "no public source states it",
    "withheld": "it is known and withheld to protect somebody",
    "not_applicable": "the question does not arise for this data",
    "unknown": "it was looked for and not found",
    "not_consulted": "the sources of this documentation do not state it",
    "to_do": "it is still to be added",
}
"""Why something is not said, in a sentence about it."""


def name_of(field: Field) -> str:
    """Return what readers call a field."""
    return capital(LABELS.get(field.path, field.name.replace("_", " ")))
