"""What was asked, what it means, and how answers were collected: `framework`, `dimensions` and `collection`."""

from alignmentcard.convert.prose.phrases.data import DISAGREEMENT
from alignmentcard.convert.prose.phrases.kinds import Phrase, Together

TRAINING = {
    "instructions": "read written instructions",
    "video": "watched a video",
    "practice_round": "practised on items that do not count",
    "qualification_test": "had to pass a qualification test",
    "feedback_loop": "were told how they did, or could ask, while the work went on",
}
CONTROLS = {
    "attention_check": "attention checks",
    "gold_items": "items with a known answer",
    "time_limit": "limits on how fast or slow an answer may be",
    "consistency_check": "questions that were asked again",
    "manual_review": "a review by hand",
}
AUTHORITIES = {
    "organisation": "the organisation that made the data",
    "designers": "the designers of the task",
    "experts": "experts in the subject",
    "raters": "the raters themselves",
    "community": "the community that the data concerns",
    "law": "a law or standard",
    "users": "the users of the product",
    "model": "a model that was asked without a definition",
}
"""Who fixes what something means, inside a sentence."""
PHRASES: dict[str, Phrase] = {
    "framework.dimensions": {
        "broad": "Raters gave general judgements.",
        "specific": "Raters judged named traits.",
    },
    "framework.definitions": {
        "prescriptive": "Definitions, guidelines or training fix one meaning, and raters were asked to keep to it.",
        "descriptive": "Raters brought their own understanding of what they judged, so that differences between them "
        "are expected.",
    },
    "framework.strength": {
        "clear": "",
        "weak": "Whether one meaning was fixed is an edge case here, and there are good reasons to describe the data "
        "differently.",
    },
    "framework.authority": "What is judged gets its meaning from {}.",
    "framework.chosen_by": "What raters were asked about was chosen by {}.",
    "framework.exclusions": "The definitions leave out the following: {}",
    "dimensions.*.asks": "{On it}raters were asked: “{}”",
    "dimensions.*.breadth": {"broad": "{It} is a general judgement.", "specific": "{It} is a named trait."},
    "dimensions.*.definition.detail": {
        "none": "Raters saw neither a name nor a definition of {it}.",
        "label": "{It} was put to raters by a word or a question alone, without an explanation.",
        "brief": "{It} was explained to raters in a few sentences.",
        "detailed": "{It} was explained to raters in a detailed definition.",
    },
    "dimensions.*.definition.text": "The definition of {it} reads: “{}”",
    "dimensions.*.definition.parts": "The definition of {it} has these parts: {}.",
    "dimensions.*.definition.guidelines.url": "The guidelines for {it} can be read at {}",
    "dimensions.*.definition.guidelines.version": "The version of the guidelines for {it} is {}.",
    "dimensions.*.definition.guidelines.pages": "The guidelines for {it} have {} pages.",
    "dimensions.*.definition.guidelines.examples": {
        "yes": "The guidelines for {it} show judged examples.",
        "no": "The guidelines for {it} show no judged examples.",
    },
    "dimensions.*.definition.guidelines.edge_cases": {
        "yes": "The guidelines for {it} say what to do in unclear cases.",
        "no": "The guidelines for {it} do not say what to do in unclear cases.",
    },
    "dimensions.*.subjectivity": {
        "manifest": "{On it}the answer can be seen in the item itself.",
        "latent_pattern": "{On it}raters must recognise a shared pattern; some ambiguity remains.",
        "latent_projective": "{On it}the answer comes from the rater's own beliefs and experience.",
    },
    "dimensions.*.disagreement": {word: f"{{On it}}d{told[1:]}" for word, told in DISAGREEMENT.items()},
    "dimensions.*.feedback": {
        "rating": "{On some}raters judged one item at a time.",
        "comparison": "{On some}raters compared two items.",
        "pairwise_strength": "{On some}raters compared two items and said how much better one of them is.",
        "ranking": "{On some}raters put several items in order.",
        "best_worst": "{On some}raters named the best and the worst of several items.",
        "reply_choice": "{On some}raters picked one of several replies.",
        "vote": "{On some}people voted for or against an item.",
        "demonstration": "{On some}people wrote what a good output would be.",
        "edit": "{On some}people changed an output until it was right.",
        "critique": "{On some}raters said in words what is good or bad about an output.",
        "span": "{On some}raters marked parts of a text.",
        "interpretation": "{On some}raters said in words how they understand a text.",
        "opinion": "{On some}raters said in words what they themselves think.",
        "red_teaming": "{On some}people tried to make a model misbehave, and judged what came of it.",
    },
    "dimensions.*.priority": "{It} has rank {} among the questions that make up one judgement.",
    "dimensions.*.weight": "{It} has the weight {} among the questions that make up one judgement.",
    "collection.unit": "For each answer a rater looked at {}.",
    "collection.context_shown": "Raters also saw the following: {}",
    "collection.setting": {
        "online_panel": "Answers were collected in an online panel.",
        "crowd_platform": "Answers were collected on a crowdsourcing platform.",
        "lab": "Answers were collected in a laboratory, with somebody present.",
        "field": "Answers were collected in person, where people live or work.",
        "product_use": "Answers were collected while people used a product.",
        "workplace": "Answers were collected from people as part of their work.",
        "web_archive": "Answers were collected afterwards, from what people had done on the web.",
        "other": "",
    },
    "collection.platform": "Answers were collected through {}.",
    "collection.training": Together("Raters {}.", TRAINING, {"none": "Raters were not prepared."}),
    "collection.quality_controls": Together(
        "Answers were checked with {}.", CONTROLS, {"none": "Answers were not checked."}
    ),
    "collection.items_per_session": "A rater judged {} items in a session.",
    "collection.minutes_per_session": "A session took {} minutes.",
    "collection.order": {
        "randomised": "The order of options and items was random for each rater.",
        "counterbalanced": "The order of options and items was counterbalanced.",
        "fixed": "The order of options and items was the same for everybody.",
    },
    "collection.abstention": {
        "yes": "Raters could say that they have no view.",
        "no": "Raters could not say that they have no view.",
    },
    "collection.pilot.raters": "In a pilot, {} raters took part.",
    "collection.repeats.*.kind": {
        "retest": "Raters were asked the same question again.",
        "order_swap": "Raters were asked again with the options in another order.",
        "rewording": "Raters were asked again in other words.",
        "format_change": "Raters were asked again in another form of answer.",
        "interviewer_change": "Raters were asked again by somebody or something else.",
    },
}
