"""What a card says about what was asked and how, as sentences of a careful author."""

from collections.abc import Iterator

from alignmentcard.convert.prose.words import (
    AUTHORITIES,
    CONTROLS,
    DETAILS,
    DISAGREEMENTS,
    FEEDBACK,
    SETTINGS,
    TRAININGS,
    count,
    dated,
    ended,
    inside,
    listed,
    plain_date,
)
from alignmentcard.model import Card
from alignmentcard.model.framework import Dimension
from alignmentcard.words import several

METRICS = {
    "krippendorff_alpha": "Krippendorff's alpha",
    "fleiss_kappa": "Fleiss' kappa",
    "cohen_kappa": "Cohen's kappa",
    "conger_kappa": "Conger's kappa",
    "gwet_ac1": "Gwet's AC1",
    "gwet_ac2": "Gwet's AC2",
    "brennan_prediger": "Brennan and Prediger's coefficient",
    "percent_agreement": "The share of pairs of ratings that agree",
    "intraclass_correlation": "The intraclass correlation",
    "pearson": "Pearson's correlation",
    "spearman": "Spearman's rank correlation",
    "kendall_tau": "Kendall's tau",
}


def named(one: Dimension) -> str:
    """Call a dimension by its name in quotation marks."""
    return f"“{inside(one.name or one.id.replace('-', ' ').replace('_', ' '))}”"


def asks(card: Card) -> Iterator[str]:
    """Quote the questions as raters saw them."""
    for one in card.dimensions:
        if one.asks:
            yield ended(f"On {named(one)}, raters were asked: “{' '.join(one.asks.split())}”")


def definitions(card: Card) -> Iterator[str]:
    """Say how much raters were told, and where the guidelines can be read."""
    for one in card.dimensions:
        if one.definition.detail:
            yield ended(DETAILS[one.definition.detail].format(named(one)))
        if one.definition.guidelines.url:
            yield ended(f"The guidelines for {named(one)} can be read at {one.definition.guidelines.url}")


def definition_texts(card: Card) -> Iterator[str]:
    """Quote the definitions."""
    for one in card.dimensions:
        if one.definition.text:
            yield ended(f"The definition of {named(one)} reads: “{' '.join(one.definition.text.split())}”")


def scales(card: Card) -> Iterator[str]:
    """Say which labels there are."""
    for one in card.dimensions:
        scale = one.scale
        if scale.values:
            yield ended(f"The labels of {named(one)} are: {listed(_label(value) for value in scale.values)}")
        elif scale.min is not None and scale.max is not None:
            yield ended(f"Answers on {named(one)} are numbers from {count(scale.min)} to {count(scale.max)}")
        elif scale.level == "text":
            yield ended(f"Answers on {named(one)} are free text")


def _label(value: str) -> str:
    return f"“{inside(value.replace('_', ' '))}”"


def feedback(card: Card) -> Iterator[str]:
    """Say in which form answers were given."""
    found = dict.fromkeys(FEEDBACK[one.feedback] for one in card.dimensions if one.feedback)
    if found:
        yield ended(f"Answers are {several(list(found))}")


def dimensions(card: Card) -> Iterator[str]:
    """Name what was judged."""
    if card.dimensions:
        yield ended(f"The data is about {several([named(one) for one in card.dimensions])}")


def framework(card: Card) -> Iterator[str]:
    """Say who fixes what the dimensions mean."""
    if card.framework.definitions == "prescriptive":
        yield "One meaning was fixed for all raters."
    elif card.framework.definitions == "descriptive":
        yield "Raters brought their own reading of what they were asked."
    if card.framework.authority:
        yield ended(f"The meaning was set by {several([AUTHORITIES[one] for one in card.framework.authority])}")


def rationale(card: Card) -> Iterator[str]:
    """Say why the task was designed so."""
    for text in (card.framework.rationale, card.framework.chosen_because):
        if text:
            yield ended(text)


def exclusions(card: Card) -> Iterator[str]:
    """Say what the definitions leave out."""
    if card.framework.exclusions:
        yield ended(f"The definitions leave out: {listed(card.framework.exclusions)}")


def disagreement(card: Card) -> Iterator[str]:
    """Say what disagreement means."""
    if card.intent.disagreement:
        yield ended(DISAGREEMENTS[card.intent.disagreement])


def unit(card: Card) -> Iterator[str]:
    """Say what a rater looked at."""
    if card.collection.unit:
        yield ended(f"For each answer a rater looked at {inside(card.collection.unit)}")


def setting(card: Card) -> Iterator[str]:
    """Say where answers were collected; another setting is told by its platform and unit."""
    where = SETTINGS.get(card.collection.setting or "", "")
    means = "; ".join(inside(text) for text in (card.collection.platform, card.collection.tool) if text)
    if where:
        yield ended(f"Answers were collected {where}{f' ({means})' if means else ''}")
    elif means:
        yield ended(f"Means of collection: {means}")


def period(card: Card) -> Iterator[str]:
    """Say when answers were collected."""
    start, end = card.collection.period.start, card.collection.period.end
    if start and end:
        yield ended(
            f"Answers were collected from {plain_date(start)} to {plain_date(end)}"
            if start != end
            else f"Answers were collected {dated(start)}"
        )
    elif start or end:
        yield ended(
            f"Answers were collected from {plain_date(start)} on"
            if start
            else f"Answers were collected until {plain_date(end or '')}"
        )


def training(card: Card) -> Iterator[str]:
    """Say how raters were prepared."""
    told = [TRAININGS[one] for one in card.collection.training if one in TRAININGS]
    if told:
        yield ended(f"Raters {several(told)}")
    elif card.collection.training:
        yield "Raters were not prepared."


def controls(card: Card) -> Iterator[str]:
    """Say how careless answers were found."""
    told = [CONTROLS[one] for one in card.collection.quality_controls if one in CONTROLS]
    if told:
        yield ended(f"Careless answers were found with {several(told)}")
    elif card.collection.quality_controls:
        yield "There was no control of careless answers."


def stages(card: Card) -> Iterator[str]:
    """Say what happened first, second and so on."""
    for number, one in enumerate(card.collection.stages, 1):
        told = [inside(text) for text in (one.asks, one.rule) if text]
        if told:
            yield ended(f"Step {number}: {'; '.join(told)}")


def agreement(card: Card) -> Iterator[str]:
    """Say how far raters agree; another coefficient is told by its name or its note."""
    names = {one.id: named(one) for one in card.dimensions}
    for one in card.statistics.agreement:
        metric = METRICS.get(one.metric) or inside(one.metric_name or "Another coefficient of agreement")
        on = f" on {names[one.dimension]}" if one.dimension in names else ""
        ends = (one.low, one.high)
        interval = f", with an interval from {ends[0]:g} to {ends[1]:g}" if None not in ends else ""
        note = f" {ended(one.note)}" if one.note else ""
        yield f"{metric}{on} is {one.value:g}{interval}.{note}"


def effects(card: Card) -> Iterator[str]:
    """Say how groups of raters differ, and which shortcuts are known."""
    names = {one.id: named(one) for one in card.dimensions}
    for one in card.statistics.group_effects:
        on = f" on {names[one.dimension]}" if one.dimension in names else ""
        between = f" between {several([inside(group) for group in one.groups])}" if one.groups else ""
        note = f" {ended(one.note)}" if one.note else ""
        yield f"Ratings differ by {inside(one.axis.replace('_', ' '))}{on}{between}.{note}"
    for shortcut in card.statistics.artefacts:
        if shortcut.note:
            yield ended(shortcut.note)


PROSE = {
    "dimensions": dimensions,
    "dimensions.*.asks": asks,
    "dimensions.*.definition": definitions,
    "dimensions.*.definition.text": definition_texts,
    "dimensions.*.scale": scales,
    "dimensions.*.feedback": feedback,
    "framework.definitions": framework,
    "framework.rationale": rationale,
    "framework.exclusions": exclusions,
    "intent.disagreement": disagreement,
    "collection.unit": unit,
    "collection.setting": setting,
    "collection.period": period,
    "collection.training": training,
    "collection.quality_controls": controls,
    "collection.stages": stages,
    "statistics.agreement": agreement,
    "statistics.group_effects": effects,
}
"""What writes the sentences for a field."""
