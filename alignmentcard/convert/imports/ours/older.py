"""Sentences that earlier versions of this program wrote and this one writes otherwise; their sheets are still filed.

When a phrase changes, the one that it had stands here from then on. They are read in whole sheets of ours only: others
may mean something else by words as short as these.
"""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from itertools import chain, combinations
from typing import cast

from alignmentcard.convert.imports.ours import data, people
from alignmentcard.convert.imports.ours.sentence import PLACES, Said, Sentence, Values, sentence
from alignmentcard.convert.prose.phrases import PHRASES as NOW
from alignmentcard.convert.prose.phrases import Together
from alignmentcard.convert.prose.phrases.kinds import Phrase
from alignmentcard.convert.prose.records.people import BASES


def _lists(path: str, then: Mapping[str, str], sentence_then: str = "") -> Iterator[tuple[str, Phrase]]:
    """Yield a list of words in every mixture of the phrases of then and now, as they changed one after the other."""
    now = cast("Together", NOW[path])
    some = chain.from_iterable(combinations(then.items(), number) for number in range(len(then) + 1))
    for changed in some:
        yield path, Together(sentence_then or now.sentence, {**now.words, **dict(changed)}, {})


PHRASES: tuple[tuple[str, Phrase], ...] = (
    ("aggregation.*.weighting", "Weights: {}"),
    ("collection.context_shown", "Raters also saw the following. {}"),
    ("collection.platform", "Answers were collected on {}."),
    ("collection.platform", "Answers were collected with {}."),
    ("collection.platform", "The platform was {}."),
    *_lists(
        "collection.quality_controls",
        {"manual_review": "a review of the answers by hand"},
        "Careless answers were found with {}.",
    ),
    ("collection.quality_controls", Together("", {}, {"none": "There was no control of careless answers."})),
    *_lists(
        "intent.uses",
        {
            "evaluation": "comparing models with the judgements of people",
            "other": "another use that follows from its description",
        },
    ),
    ("intent.uses", Together("", {}, {"other": "The data is intended for a use that follows from its description."})),
    ("collection.setting", {"workplace": "Answers were collected at the workplace of employees or contractors."}),
    ("dimensions.*.definition.guidelines.version", "Version of the guidelines for {it}: {}."),
    ("dimensions.*.definition.parts", "The definition of {it} names {}."),
    ("dimensions.*.definition.parts", "{It} names {}."),
    (
        "dimensions.*.feedback",
        {
            "rating": "{On some}raters judged one item at a time, on a scale or with a label.",
            "comparison": "{On some}raters chose one of two items.",
            "pairwise_strength": "{On some}raters chose one of two items and said how much better it is.",
            "critique": "{On some}people said in words what is good or bad about an output.",
            "interpretation": "{On some}people said in words how they understand a text.",
            "opinion": "{On some}people said in words what they themselves think.",
        },
    ),
    ("dimensions.*.priority", "{It} ranks {} among the dimensions that feed one judgement."),
    ("dimensions.*.weight", "{It} has the weight {} among the dimensions that feed one judgement."),
    ("framework.authors", "The guidelines were written by: {}"),
    ("framework.dimensions", {"broad": "Raters gave general judgements, such as which reply is better."}),
    ("framework.exclusions", "The definitions leave out: {}"),
    (
        "framework.strength",
        {"clear": "The sources leave little doubt about who gives words their meaning."},
    ),
    ("framework.strength", {"clear": "The documentation leaves little doubt about this."}),
    ("framework.strength", {"clear": "This description would hardly be disputed."}),
    (
        "framework.strength",
        {
            "weak": "Who gives words their meaning is an edge case here, and there are good reasons to describe the "
            "data differently."
        },
    ),
    (
        "framework.strength",
        {"weak": "This is an edge case, and there are good reasons to describe the data differently."},
    ),
    (
        "framework.strength",
        {"weak": "It is an edge case: there are good reasons to describe the data differently."},
    ),
    ("intent.affected", "Affected by the result, without a say in it: {}"),
    ("intent.whose_values", "Whose values the data carries: {}"),
    ("pools.*.pay.standard", "On the amount: {}"),
    ("pools.*.recruitment.sampling", {"self_selected": "{They} selected themselves."}),
    ("release.personal_data", "On personal data: {}"),
    (
        "release.rater_attributes",
        {"pooled": "The release says who the raters are only for the pool as a whole."},
    ),
    ("release.rater_ids", {"pseudonymous": "Raters have pseudonymous ids."}),
    ("release.withdrawal", "Withdrawal: {}"),
)
"""Each with the path of its field; a field may have had several."""


def _issue(said: Said) -> Values:
    """Read a known error with its labels."""
    yield from data.issue(replace(said, text=said.text.replace(" Affected: ", " It affects ")))


RECORDS: tuple[Sentence, ...] = (
    sentence(
        rf"By (?P<axis>[^.,:]{{1,80}}), {PLACES['{they}']} are(?:, (?P<basis>{'|'.join(BASES.values())}))?: ",
        people.composition,
        "pools.*.composition",
        goes_on=True,
    ),
    sentence("Known error: ", _issue, "dataset.known_issues", goes_on=True),
)
"""Records that were said otherwise."""
