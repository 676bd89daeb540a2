"""Records of numbers: coefficients, differences, curves, shortcuts, comparisons with systems; and sizes of pools."""

import re
from collections.abc import Callable, Sequence

from alignmentcard.convert.prose.articles import with_article, with_the
from alignmentcard.convert.prose.authored import going_on, noted
from alignmentcard.convert.prose.judges import MANY, is_one, said_of
from alignmentcard.convert.prose.phrases.people import ROLES
from alignmentcard.convert.prose.records.data import version
from alignmentcard.convert.prose.records.people import MODELS
from alignmentcard.convert.prose.records.task import setting
from alignmentcard.convert.prose.words import (
    Record,
    Subject,
    capital,
    counted,
    ended,
    group_name,
    inside,
    joined,
    plain,
    share,
    spaced,
    within,
)
from alignmentcard.words import several, term

UNITS = {
    "percentage_points": "percentage points",
    "scale_points": "points of the scale",
    "standard_deviations": "standard deviations",
}
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
    "other": "",
}
SHARE = "percent_agreement"
"""What is the same at every level of measurement."""
MEASURES = {
    "jensen_shannon": "Jensen-Shannon divergence",
    "total_variation": "total variation distance",
    "kullback_leibler": "Kullback-Leibler divergence",
    "wasserstein": "Wasserstein distance",
    "manhattan": "Manhattan distance",
    "hellinger": "Hellinger distance",
    "macro_f1": "macro F1",
    "f1": "F1",
}
"""Names of measures and distances that stand as codes in a card."""
AGAIN = {
    "retest": " in the same way",
    "order_swap": " with the options in another order",
    "rewording": " in other words",
    "format_change": " in another form of answer",
    "interviewer_change": " by somebody or something else",
}
COUNT_NOUN = re.compile(r"(?:share|rate|correlation|difference|proportion|percentage|mean|number|ratio|probability) ")
"""How a measure begins that wants an article."""
STATED = {"about": "about", "at_least": "at least"}
PEOPLE = {"human": ("person", "people"), "synthetic": ("model or program", "models or programs")}


def measure(name: str) -> str:
    """Call a measure as people do; the code of one has its words apart."""
    known = plain(name)
    return (MEASURES.get(known.lower()) or METRICS.get(known)) or (
        known.replace("_", " ") if re.fullmatch(r"[a-z\d]+(?:_[a-z\d]+)+", known) else known
    )


def worked_out_on(one: Record, _: Subject) -> str:
    """Say what a number was worked out on."""
    return ended(f"Worked out {_basis(one)}") if _basis(one) else ""


def _basis(one: Record) -> str:
    """Say on what a number was worked out, and before or after what."""
    stages = {"before_filters": "before anything was removed", "after_filters": "after filtering"}
    parts = [
        f"the ratings of {plain(one['pool'])}" if "pool" in one else "",
        f"{plain(one['items'])} items" if "items" in one else "",
        " and ".join(_part(name, value) for name, value in one.get("subset", {}).items()),
        joined(map(plain, one.get("files", []))),
        plain(one.get("note", "")).rstrip("."),
    ]
    on = joined(parts)
    return joined((f"on {on}" if on else "", stages.get(one.get("stage", ""), "")))


def _part(name: str, value: object) -> str:
    """Say which part of the ratings has a value in a column."""
    return f"the part where {spaced(name)} is {group_name(plain(value), {'axis': name})}"


Lead = tuple[str, frozenset[str]]
"""A sentence at the head of an entry, and the fields that it says."""


def _interval(one: Record) -> str:
    sure = f"{100 * one['confidence']:.6g} % " if "confidence" in one else ""
    if "low" in one and "high" in one:
        return f" ({sure}interval {plain(one['low'])} to {plain(one['high'])})"
    ends = joined(f"{word} {plain(one[name])}" for name, word in (("low", "from"), ("high", "to")) if name in one)
    return f" ({sure}interval {ends})" if ends or sure else ""


def _about(one: Record) -> str:
    return f" on “{within(plain(one['dimension']))}”" if "dimension" in one else ""


def agreement(one: Record, _: Subject) -> Lead:
    """Say a coefficient."""
    known = one.get("metric", "other")
    own = plain(one.get("metric_name", ""))
    name = joined((METRICS.get(known, term(known)), own), ", ")
    on = [f"{plain(one[what])} {what}" for what in ("items", "raters") if what in one]
    value = f" is {plain(one['value'])}" if "value" in one else ""
    kind = f" for {one['level']} answers" if value and one.get("level") and known != SHARE else ""
    beside_ = f"{_interval(one)}{f', on {several(on)}' if on else ''}"
    text = f"{capital(name or 'agreement')}{_about(one)}{kind}{value}{beside_}"
    of = {key: part for key, part in one.get("of", {}).items() if key != "items" or part != one.get("items")}
    basis = _basis(of) if value else ""
    told = noted(ended(f"{text}, worked out {basis}" if basis else text), one.get("note", "") if value else "")
    used = ("metric", "metric_name", "dimension", "value", "low", "high", "confidence", "items", "raters")
    return told, frozenset((*used, "of", "note", "level") if value else used)


def _begun(kind: str, what: str) -> tuple[str, str]:
    """Return how a sentence about a difference or ratio begins, and in what it is; what names one itself begins."""
    if what.lower().startswith((kind, f"the {kind}")):
        return capital(what if what.lower().startswith("the ") else f"the {what}"), ""
    return f"The {kind}", f" in {what}" if what else ""


def effect(one: Record, _: Subject) -> Lead:
    """Say a difference between two groups of raters."""
    ratio = one.get("unit") == "ratio"
    groups = (" to " if ratio else " less ").join(group_name(group, one) for group in one.get("groups", []))
    what = one.get("metric") or one.get("outcome")
    unit = f" {UNITS[one['unit']]}" if "unit" in one and not ratio else ""
    value = f" is {plain(one['value'])}{unit}" if "value" in one else unit
    axis = spaced(one.get("axis", ""))
    who = f"{groups} by {axis}" if groups and axis else groups or axis
    begin, more = _begun("ratio" if ratio else "difference", plain(what or ""))
    text = f"{begin}{_about(one)}{f' ({who})' if who else ''}{more}{value}"
    used = ("dimension", "axis", "groups", "metric", "outcome", "value", "unit", "low", "high", "note")
    told = noted(ended(text + _interval(one)), one.get("note", ""))
    if "adjusted" not in one or "low" in one or "high" in one:
        return told, frozenset(used)
    allows = "allows" if one["adjusted"] else "does not allow"
    return f"{told} This {allows} for several comparisons.", frozenset((*used, "adjusted"))


def convergence(one: Record, _: Subject) -> Lead:
    """Say how answers settle as raters are added."""
    pairs = zip(one.get("raters", []), one.get("value", []), strict=False)
    steps = [f"{plain(value)} with {counted(raters, 'raters')}" for raters, value in pairs]
    rest = [plain(left) for left in (*one.get("raters", [])[len(steps) :], *one.get("value", [])[len(steps) :])]
    metric = f" ({measure(one['metric'])})" if "metric" in one else ""
    enough = f"; {plain(one['tolerance'])} was called small enough" if "tolerance" in one else ""
    text = f"The distance between the answers of groups of raters{_about(one)}{metric} is {several([*steps, *rest])}"
    return ended(text.removesuffix(" is ") + enough), frozenset(("dimension", "metric", "raters", "value", "tolerance"))


def consistency(one: Record, subject: Subject) -> Lead:
    """Say what repeated questions showed."""
    pairs = counted(one["pairs"], "pairs") if "pairs" in one else ""
    told = [
        f"{share(one['agreement'])} of {pairs or 'pairs'} of answers are the same" if "agreement" in one else "",
        f"{share(one['genuine'])} are stable across ways of asking" if "genuine" in one else "",
        f"{share(one['non_attitude'])} are unstable even when asked the same way" if "non_attitude" in one else "",
        f"{share(one['constructed'])} are stable when asked the same way only" if "constructed" in one else "",
    ]
    kind = AGAIN.get(one.get("kind", ""), "")
    again = said_of(f"raters were asked again{_about(one)}{kind}", subject.judges)
    of = f", of {pairs}" if pairs and "agreement" not in one else ""
    text = f"When {again}, {several([part for part in told if part])}{of}" if any(told) else f"{again}{of}"
    return ended(text), frozenset(("dimension", "kind", "pairs", "agreement", "genuine", "non_attitude", "constructed"))


def artefact(one: Record, _: Subject) -> Lead:
    """Say how much answers follow something beside what was asked."""
    what = measure(one.get("metric", "a shortcut" if "value" in one else ""))
    what = capital(f"the {what}" if COUNT_NOUN.match(what) else what)
    value = f" is {plain(one['value'])}" if "value" in one else ""
    text = (
        f"{what}{_about(one)}{value}" if what else f"Answers{_about(one)} may follow something else than what was asked"
    )
    return ended(text), frozenset(("metric", "value", "dimension"))


def evaluation(one: Record, _: Subject) -> Lead:
    """Say how close a system comes to the people."""
    told = [
        f"its {measure(one[kind].get('metric', 'score'))} is {plain(one[kind].get('value', ''))} against {what}"
        for kind, what in (("hard", "one label per item"), ("soft", "the distribution of answers"))
        if one.get(kind)
    ]
    start = "Compared with people" if told else "It was compared with people"
    text = f"{start}{_about(one)}{', ' if told else ''}{several(told)}"
    return noted(ended(text), one.get("note", "")), frozenset(("dimension", "hard", "soft", "note"))


def pool(one: Record, subject: Subject) -> Lead:
    """Say how many people or models a pool has and what they did."""
    told, used = _sized(one, subject), frozenset(("kind", "size", "size_stated", "role"))
    if not told and one.get("kind") == "synthetic" and "dimensions" in one and one.get("role") == ["rater"]:
        return "", used  # what they judged is said next
    roles = _done(one.get("role", [])[1 if told and subject.nouns else 0 :])
    if told and roles:
        told += f", {'which' if one.get('kind') == 'synthetic' else 'who'}{' also' if subject.nouns else ''} {roles}"
    elif roles and subject.nouns and one.get("kind") == "human":
        more = _done(one["role"][1:])
        told = f"The {subject.nouns[1]}{subject.group} are people{f', who also {more}' if more else ''}"
    elif roles:
        told = f"{_who(one, subject)} {roles}"
    elif not told and "kind" in one:
        who = f"The {subject.nouns[1]}{subject.group}" if subject.nouns else "The members"
        told = f"{who} are {PEOPLE[one['kind']][1]}"
    return ended(told), used


def _done(roles: Sequence[str]) -> str:
    """Join what people or models did; what goes on with somebody else comes last, so that no more is said of those."""
    return several(sorted((ROLES[role] for role in roles), key=lambda did: ", and " in did))


def _who(one: Record, subject: Subject) -> str:
    """Return who did something where nothing tells how many there were."""
    models = "A model or program" if is_one(one) else "Models or programs"
    return {"human": "People", "synthetic": models}.get(one.get("kind", ""), subject.put_into("{They}"))


def _sized(one: Record, subject: Subject) -> str:
    single, several_ = subject.nouns or PEOPLE.get(one.get("kind", ""), ("member", "members"))
    stated = one.get("size_stated", {})
    about = [f"{words} {plain(stated[name])}" for name, words in STATED.items() if name in stated]
    if "size" not in one and not about:
        return ""
    number = plain(one["size"]) if "size" in one else several(about)
    beside = f", stated as {several(about)}" if about and {one.get("size")} - set(stated.values()) - {None} else ""
    alone = one.get("size") == 1 or ("size" not in one and set(stated.values()) == {1})
    if alone and not subject.nouns and one.get("kind") == "synthetic":
        return f"One {single} took part{f':{subject.group}' if subject.group else ''}{beside}"
    return f"There {'was' if alone else 'were'} {number} {single if alone else several_}{subject.group}{beside}"


def _these(name: str) -> str:
    return "These were" if "models" in name else "The models were"


def model(one: Record, _: Subject) -> Lead:
    """Say which model it was and who ran it."""
    version = f", version {inside(one['version'])}" if "version" in one else ""
    provider = f", run by {with_the(inside(one['provider']))}" if "provider" in one else ""
    name = with_article(inside(one["name"]), MODELS) if "name" in one else ""
    head = f"{_these(name)} {going_on(name)}" if MANY.match(name) else f"The model was {name}"
    text = f"{head}{version}{provider}" if name else f"{version}{provider}".removeprefix(", ")
    return ended(text), frozenset(("name", "version", "provider"))


LEADS: dict[str, Callable[[Record, Subject], Lead]] = {
    "history": version,
    "pools": pool,
    "pools.*.model": model,
    "collection": setting,
    "statistics.agreement": agreement,
    "statistics.convergence": convergence,
    "statistics.consistency": consistency,
    "statistics.group_effects": effect,
    "statistics.model_effects": effect,
    "statistics.artefacts": artefact,
    "evaluations": evaluation,
}
"""How entries of a list begin, by the path of the list."""
WRITERS: dict[str, Callable[[Record, Subject], str]] = {
    f"statistics.{kind}.*.of": worked_out_on for kind in ("agreement", "convergence", "consistency", "group_effects")
}
