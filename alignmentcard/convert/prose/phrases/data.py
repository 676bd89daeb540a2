"""What the data is and what it is for: sections `dataset`, `intent` and `history`."""

from alignmentcard.convert.prose.phrases.kinds import Phrase, Together

DISAGREEMENT = {
    "noise": "Disagreement between raters is treated as error.",
    "signal": "Disagreement between raters is treated as information and kept.",
    "mixed": "Disagreement between raters is partly error and partly information.",
}
USES = {
    "reward_model": "training reward models",
    "fine_tuning": "fine-tuning models on demonstrations or preferences",
    "evaluation": "evaluating models",
    "red_teaming": "finding behaviour of a model that should not occur",
    "guardrail": "training or testing classifiers that let text through or stop it",
    "opinion_study": "studying how people differ in their judgements",
    "moderation": "enforcing or studying a content policy",
    "other": "other purposes that its description names",
}
PHRASES: dict[str, Phrase] = {
    "dataset.title": "{}",
    "dataset.summary": "{}",
    "dataset.license": "The dataset is released under {}.",
    "dataset.published": "This version was published {}.",
    "dataset.version": "The version described here is {}.",
    "dataset.items": "The dataset has {} items that were judged.",
    "dataset.ratings": "There are {} single judgements.",
    "dataset.languages": "The items are in {}.",
    "dataset.contact": "Questions are answered at {}.",
    "intent.written": {
        "ex_ante": "This documentation was planned together with the collection.",
        "ex_post": "This documentation was written after the data had been collected.",
    },
    "intent.uses": Together(
        "The data is intended for {}.",
        USES,
        {"other": "The data is intended for purposes that its description names."},
    ),
    "intent.not_for": "The data should not be used for the following: {}",
    "intent.beliefs": {
        "one": "The data is meant to carry one reading of what is judged; raters who depart from it are mistaken.",
        "many": "The data is meant to carry a diversity of beliefs; raters may rightly differ.",
    },
    "intent.disagreement": DISAGREEMENT,
    "intent.scope": {
        "particular": "The result speaks for a particular group and not for people in general.",
        "universal": "The result is meant to speak for people in general.",
    },
    "intent.funded_by": "The data was funded by {}.",
    "intent.affected": "The following are affected by the result and had no say in it: {}",
    "history.*.date": "It appeared {}.",
}
