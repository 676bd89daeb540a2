"""How a careful author would say a record whose parts belong into one sentence: pay, a scale, a coefficient."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any

from alignmentcard.convert.phrases import RELATIONS
from alignmentcard.words import several, term

Record = Mapping[str, Any]
UNITS = {
    "percentage_points": "percentage points",
    "scale_points": "points of the scale",
    "ratio": "(a ratio)",
    "standard_deviations": "standard deviations",
}
BASES = {"self_reported": "as they said themselves", "inferred": "inferred", "platform": "as the platform says"}
LINKS = {
    "homepage": "Web page",
    "repository": "Repository",
    "paper": "Paper",
    "doi": "DOI",
    "download": "Download",
}


def plain(value: Any) -> str:
    """Write a number or a text on one line; counts have commas between thousands."""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, int):
        return f"{value:,}"
    return f"{value:.15g}" if isinstance(value, float) else " ".join(str(value).split())


def ended(text: str) -> str:
    """End a sentence with a point, unless it has an end."""
    return text if not text or text.endswith((".", "!", "?", ".”", "!”", "?”")) else f"{text}."


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]


def _joined(parts: Sequence[str] | Iterator[str], joiner: str = ", ") -> str:
    return joiner.join(part for part in parts if part)


def _share(value: float) -> str:
    return f"{100 * value:.6g} %"


def composition(one: Record) -> str:
    """Say who the members of a pool are by one attribute, or the shares in the population they stand for."""
    basis = f" ({BASES[one['basis']]})" if "basis" in one else ""
    groups = [f"{group} {plain(count)}" for group, count in one.get("counts", {}).items()]
    groups += [f"{group} {_share(share)}" for group, share in one.get("shares", {}).items()]
    groups += [f"not disclosed {plain(one['undisclosed'])}"] if one.get("undisclosed") else []
    head = f"{_capital(plain(one.get('axis', 'groups')))}{basis}"
    told = [ended(f"{head}: {', '.join(groups)}" if groups else head)]
    told += [f"Asked were {plain(one['asked'])} of them."] if "asked" in one else []
    told += [ended(f"The question was “{plain(one['question'])}”")] if "question" in one else []
    told += [ended(f"The classification is {plain(one['scheme'])}")] if "scheme" in one else []
    return " ".join(told)


def extent(what: str) -> Callable[[Record], str]:
    """Return how the fewest, the median and the most of something are said."""

    def told(one: Record) -> str:
        low, high, median = one.get("min"), one.get("max"), one.get("median")
        middle = f", {plain(median)} in the median" if median is not None and not low == high == median else ""
        if low is None or high is None:
            ends = f"at least {plain(low)}" if low is not None else f"at most {plain(high)}" if high is not None else ""
            return f"An item has {(ends + middle).removeprefix(', ')} {what}."
        return f"An item has {plain(low) if low == high else f'{plain(low)} to {plain(high)}'} {what}{middle}."

    return told


def pay(one: Record) -> str:
    """Say what work was paid."""
    if one.get("amount") == 0 and set(one) == {"amount"}:
        return "The work was not paid."
    money = _joined((plain(one[name]) for name in ("amount", "currency") if name in one), " ")
    each = f" for each {one['per']}" if "per" in one and one["per"] != "hour" else " an hour" if "per" in one else ""
    standard = f"The pay was set by this standard: {ended(plain(one['standard']))}" if "standard" in one else ""
    return _joined((f"They were paid {money}{each}." if money or each else "", standard), " ")


def scale(one: Record) -> str:
    """Say which answers a rater could give."""
    level = f" ({one['level']} scale)" if "level" in one and one["level"] != "text" else ""
    values = [f"“{plain(value)}”" for value in one.get("values", [])]
    told = []
    if values:
        told.append(f"The possible answers were {several(values)}{level}")
    if "min" in one or "max" in one:
        ends = _joined([f"from {plain(one['min'])}" if "min" in one else "", f"to {plain(one['max'])}" if "max" in one
                        else ""], " ")  # fmt: skip
        told.append(f"Answers ran {ends}{'' if values else level}")
    if not told and "level" in one:
        told.append("Answers are free text" if one["level"] == "text" else f"Answers are on an {one['level']} scale"
                    if one["level"][0] in "io" else f"Answers are on a {one['level']} scale")  # fmt: skip
    elif one.get("level") == "text":
        told.append("Answers are free text")
    if one.get("abstain"):
        told.append(
            f"Having no view is expressed by {several([f'“{plain(value)}”' for value in one['abstain']], 'or')}"
        )
    if "select" in one:
        told.append("Raters chose one of them" if one["select"] == "one" else "Raters could choose several of them")
    told += [f"An answer has at least {plain(one['least'])} of them"] if "least" in one else []
    told += [f"An answer has at most {plain(one['most'])} of them"] if "most" in one else []
    return " ".join(map(ended, told))


def source_of_items(one: Record) -> str:
    """Say where a part of the items comes from."""
    who = {"people": "written by people", "models": "written by models", "both": "written by people and models"}
    parts = [
        f"{plain(one['items'])} items" if "items" in one else "",
        f"{_share(one['share'])} of the items" if "share" in one else "",
        who.get(one.get("written_by", ""), ""),
        f"licence {plain(one['license'])}" if "license" in one else "",
        plain(one["url"]) if "url" in one else "",
    ]
    name = _capital(plain(one.get("name", "A source without a name")))
    return ended(f"{name}: {_joined(parts)}") if any(parts) else ended(name)


def counts(one: Record) -> str:
    """Say how items and ratings divide."""
    groups = [
        f"{what} by {plain(one.get('axis', 'group'))}: " + ", ".join(f"{k} {plain(v)}" for k, v in one[what].items())
        for what in ("items", "ratings")
        if one.get(what)
    ]
    return _joined([ended(_capital(text)) for text in groups], " ") or f"Divided by {plain(one.get('axis', 'group'))}."


def period(one: Record) -> str:
    """Say when something happened."""
    start, end = one.get("start"), one.get("end")
    if start and end:
        return f"Collected from {start} to {end}." if start != end else f"Collected in {start}."
    return f"Collected from {start} on." if start else f"Collected until {end}."


def derived_from(one: Record) -> str:
    """Say of which dataset something was made."""
    how = RELATIONS.get(one.get("relation", ""), "")
    return f"Made from {plain(one.get('id', 'another dataset'))}{f', {how}' if how else ''}."


def creator(one: Record) -> str:
    """Name a person or an organisation."""
    return ended(_joined([plain(one[name]) for name in ("name", "affiliation", "orcid") if name in one]))


def links(one: Record) -> str:
    """Say where a dataset can be found."""
    return " ".join(f"{LINKS[name]}: {plain(value)} .".replace(" .", ".") for name, value in one.items())


def file(one: Record) -> str:
    """Say what a file is."""
    name = one.get("path") or one.get("url") or "A file"
    rows = {"ratings": "a row is a rating", "raters": "a row is a rater", "items": "a row is an item"}
    parts = [one.get("format", ""), rows.get(one.get("holds", ""), "")]
    return ended(f"{plain(name)}: {_joined(parts)}") if any(parts) else ended(plain(name))


def worked_out_on(one: Record) -> str:
    """Say what a number was worked out on."""
    stages = {"before_filters": "before anything was removed", "after_filters": "after filtering"}
    parts = [
        f"the ratings of {plain(one['pool'])}" if "pool" in one else "",
        f"{plain(one['items'])} items" if "items" in one else "",
        stages.get(one.get("stage", ""), ""),
        _joined(f"{name} {plain(value)}" for name, value in one.get("subset", {}).items()),
        _joined(map(plain, one.get("files", []))),
        plain(one.get("note", "")).rstrip("."),
    ]
    return ended(f"Worked out on {_joined(parts)}") if any(parts) else ""


Lead = tuple[str, frozenset[str]]
"""A sentence at the head of an entry, and the fields that it says."""


def _interval(one: Record) -> str:
    sure = f"{100 * one['confidence']:.6g} % " if "confidence" in one else ""
    if "low" in one and "high" in one:
        return f" ({sure}interval {plain(one['low'])} to {plain(one['high'])})"
    ends = _joined(f"{word} {plain(one[name])}" for name, word in (("low", "from"), ("high", "to")) if name in one)
    return f" ({sure}interval {ends})" if ends or sure else ""


def _about(one: Record) -> str:
    return f" for “{plain(one['dimension'])}”" if "dimension" in one else ""


def agreement(one: Record) -> Lead:
    """Say a coefficient."""
    known = one.get("metric")
    own = plain(one.get("metric_name", ""))
    name = _joined((term(known) if known != "other" else "", own), ", ")
    on = [f"{plain(one[what])} {what}" for what in ("items", "raters") if what in one]
    value = f" is {plain(one['value'])}" if "value" in one else ""
    text = f"{_capital(name or 'agreement')}{_about(one)}{value}{_interval(one)}{f', on {several(on)}' if on else ''}"
    used = ("metric", "metric_name", "dimension", "value", "low", "high", "confidence", "items", "raters")
    return ended(text), frozenset(used)


def effect(one: Record) -> Lead:
    """Say a difference between two groups of raters."""
    groups = " less ".join(map(plain, one.get("groups", [])))
    what = one.get("metric") or one.get("outcome")
    unit = f" {UNITS[one['unit']]}" if "unit" in one else ""
    value = f" is {plain(one['value'])}{unit}" if "value" in one else unit
    who = f"{groups} by {plain(one['axis'])}" if groups and "axis" in one else groups or plain(one.get("axis", ""))
    text = f"The difference{_about(one)}{f' ({who})' if who else ''}{f' in {plain(what)}' if what else ''}{value}"
    used = ("dimension", "axis", "groups", "metric", "outcome", "value", "unit", "low", "high")
    return ended(text + _interval(one)), frozenset(used)


def convergence(one: Record) -> Lead:
    """Say how answers settle as raters are added."""
    pairs = zip(one.get("raters", []), one.get("value", []), strict=False)
    steps = [f"{plain(value)} with {plain(raters)} raters" for raters, value in pairs]
    rest = [plain(left) for left in (*one.get("raters", [])[len(steps) :], *one.get("value", [])[len(steps) :])]
    metric = f" ({plain(one['metric']).replace('_', ' ')})" if "metric" in one else ""
    enough = f"; {plain(one['tolerance'])} was called small enough" if "tolerance" in one else ""
    text = f"The distance between the answers of groups of raters{_about(one)}{metric} is {_joined([*steps, *rest])}"
    return ended(text.removesuffix(" is ") + enough), frozenset(("dimension", "metric", "raters", "value", "tolerance"))


def consistency(one: Record) -> Lead:
    """Say what repeated questions showed."""
    told = [
        f"{_share(one['agreement'])} of pairs of answers are the same" if "agreement" in one else "",
        f"{_share(one['genuine'])} are stable across ways of asking" if "genuine" in one else "",
        f"{_share(one['non_attitude'])} are unstable even when asked the same way" if "non_attitude" in one else "",
        f"{_share(one['constructed'])} are stable when asked the same way only" if "constructed" in one else "",
    ]
    kind = f" ({term(one['kind'])})" if "kind" in one else ""
    pairs = f", of {plain(one['pairs'])} pairs" if "pairs" in one else ""
    text = f"Asked again{_about(one)}{kind}: {_joined(told)}{pairs}"
    return ended(text), frozenset(("dimension", "kind", "pairs", "agreement", "genuine", "non_attitude", "constructed"))


def artefact(one: Record) -> Lead:
    """Say how much answers follow something beside what was asked."""
    what = _capital(plain(one.get("metric", "a shortcut" if "value" in one else "")))
    value = f" is {plain(one['value'])}" if "value" in one else ""
    text = f"{what}{_about(one)}{value}" if what else f"A shortcut may be followed{_about(one)}"
    return ended(text), frozenset(("metric", "value", "dimension"))


def evaluation(one: Record) -> Lead:
    """Say how close a system comes to the people."""
    told = [
        f"{plain(one[kind].get('metric', 'the measure'))} {plain(one[kind].get('value', ''))} against {what}".strip()
        for kind, what in (("hard", "one label per item"), ("soft", "the distribution of answers"))
        if one.get(kind)
    ]
    text = f"Compared with people{_about(one)}: {_joined(told)}" if told else f"Compared with people{_about(one)}"
    return ended(text), frozenset(("dimension", "hard", "soft"))


def pool(one: Record) -> Lead:
    """Say how many people or models a pool has."""
    people = {"human": "people", "synthetic": "models or programs"}
    kind, size = people.get(one.get("kind", "")), one.get("size")
    if size == 1:
        kind = {"people": "person", "models or programs": "model or program"}.get(kind or "", kind)
    if kind is None:
        return (f"It has {plain(size)} members." if size is not None else ""), frozenset(("size",))
    if size is None:
        return f"The members are {kind}.", frozenset(("kind",))
    return f"{plain(size)} {kind}.", frozenset(("kind", "size"))


LEADS: dict[str, Callable[[Record], Lead]] = {
    "pools": pool,
    "statistics.agreement": agreement,
    "statistics.convergence": convergence,
    "statistics.consistency": consistency,
    "statistics.group_effects": effect,
    "statistics.model_effects": effect,
    "statistics.artefacts": artefact,
    "evaluations": evaluation,
}
"""How entries of a list begin, by the path of the list."""
WRITERS: dict[str, Callable[[Record], str]] = {
    "pools.*.composition": composition,
    "pools.*.target.composition": composition,
    "pools.*.ratings_per_item": extent("ratings by this pool"),
    "pools.*.pay": pay,
    "collection.turns": extent("turns"),
    "collection.period": period,
    "dimensions.*.scale": scale,
    "dataset.sources_of_items": source_of_items,
    "dataset.counts": counts,
    "dataset.derived_from": derived_from,
    "dataset.creators": creator,
    "dataset.links": links,
    "release.files": file,
    **{
        f"statistics.{kind}.*.of": worked_out_on
        for kind in ("agreement", "convergence", "consistency", "group_effects")
    },
}
"""How records are said, by their path."""
