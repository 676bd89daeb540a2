"""A card made ready for sentences: names in the place of ids, and said once what is true of all."""

from collections.abc import Iterator, Mapping
from typing import Any

from alignmentcard.convert.prose.authored import going_on, is_whole
from alignmentcard.convert.prose.phrases.results import ADJUDICATED
from alignmentcard.convert.prose.subjects import called, named, spaced_id, together
from alignmentcard.convert.prose.words import inside, joined, plain, within


def with_names(data: Mapping[str, Any]) -> Mapping[str, Any]:
    """Return a card that calls dimensions by their names, and pools by what they did, wherever it refers to them."""
    known = {one["id"]: one["name"] for one in data.get("dimensions", []) if "id" in one and one.get("name")}

    def renamed(one: Any) -> Any:
        return {**one, "dimension": known[one["dimension"]]} if one.get("dimension") in known else one

    changed: dict[str, Any] = {}
    if "statistics" in data:
        changed["statistics"] = {
            name: [_by_names(_worked_out(renamed(one), data), "between", data) for one in those]
            if isinstance(those, list)
            else those
            for name, those in data["statistics"].items()
        }
        changed["statistics"] |= _complete_once(changed["statistics"])
    if "aggregation" in data:
        changed["aggregation"] = [_about_names(one, data) for one in data["aggregation"]]
    if "pools" in data:
        changed["pools"] = list(_referring(data))
    if "stages" in data.get("collection", {}):
        stages = [_by_names(one, "who", data) for one in data["collection"]["stages"]]
        changed["collection"] = {**data["collection"], "stages": stages}
    if "evaluations" in data:
        changed["evaluations"] = [renamed(one) for one in data["evaluations"]]
    return {**data, **changed}


def said_of_all_before(data: Mapping[str, Any]) -> Mapping[str, Any]:
    """Return a card that does not say of each thing what is said of all: how broad it is, what disagreement means."""
    entries = data.get("dimensions", [])
    for key, (section, name) in OF_ALL.items():
        word = data.get(section, {}).get(name)
        if all(one.get(key, word) == word for one in entries):
            entries = [{field: value for field, value in one.items() if field != key} for one in entries]
    return {**data, "dimensions": entries} if entries else data


OF_ALL = {"breadth": ("framework", "dimensions"), "disagreement": ("intent", "disagreement")}
"""Fields of single dimensions, and what says the same of all."""


def _referring(data: Mapping[str, Any]) -> Iterator[Mapping[str, Any]]:
    """Yield each pool with what it judged, whose answers it saw, whose family it is of and who states its target."""
    dimensions = {one["id"]: named(one) for one in data.get("dimensions", []) if "id" in one}
    pools = {one["id"]: one for one in data["pools"] if "id" in one}

    def group(name: str) -> str:
        return called(data, pools[name]) if name in pools else name

    for pool in data["pools"]:
        found = dict(pool)
        if "dimensions" in pool:
            found["dimensions"] = [dimensions.get(name, name) for name in pool["dimensions"]]
        if "assisted_by" in pool:
            found["assisted_by"] = group(pool["assisted_by"])
        if "source" in pool.get("target", {}):
            found["target"] = {**pool["target"], "source": _source(pool["target"]["source"], data)}
        if "same_family_as" in pool.get("model", {}):
            family = [group(name) for name in pool["model"]["same_family_as"]]
            found["model"] = {**pool["model"], "same_family_as": family}
        yield found


def _source(name: str, data: Mapping[str, Any]) -> str:
    """Call a source by its title, and its year where the title does not have it; what is no id of one stays."""
    found = next((one for one in data.get("sources", []) if one.get("id") == name and one.get("title")), None)
    if found is None:
        return name
    year = str(found.get("year", ""))
    told = f"({year})" if year and year not in found["title"] else ""
    return joined((f"“{within(inside(found['title']))}”", told), " ")


def _worked_out(one: Any, data: Mapping[str, Any]) -> Any:
    """Return a number with the name of those whose ratings it was worked out on, where there are several pools."""
    name = one.get("of", {}).get("pool")
    pool = next((each for each in data.get("pools", []) if name and each.get("id") == name), None)
    if pool is None:
        return one
    who, of = called(data, pool), {key: value for key, value in one["of"].items() if key != "pool"}
    return {**one, "of": of if who == "the raters" else {"pool": who, **of}}


def _by_names(one: Mapping[str, Any], key: str, data: Mapping[str, Any]) -> Mapping[str, Any]:
    """Return an entry that calls the pools it names by what they did."""
    pools = {pool["id"]: called(data, pool) for pool in data.get("pools", []) if "id" in pool}
    return {**one, key: [together([pools.get(name, name) for name in one[key]])]} if one.get(key) else one


def _complete_once(statistics: Mapping[str, Any]) -> dict[str, Any]:
    """Return coefficients of which the first says that no rating is missing, where that is true of all of them."""
    entries = statistics.get("agreement", [])
    if {one.get("missing_values") for one in entries} != {"none_missing"}:
        return {}
    bare = [{key: value for key, value in one.items() if key != "missing_values"} for one in entries[1:]]
    return {"agreement": [*entries[:1], *bare]}


def _about_names(one: Mapping[str, Any], data: Mapping[str, Any]) -> Mapping[str, Any]:
    """Return how labels were made, with the names of what they are about."""
    known = {
        each["id"]: each.get("name") or spaced_id(each["id"]) for each in data.get("dimensions", []) if "id" in each
    }
    return {**one, "dimensions": [known.get(name, name) for name in one["dimensions"]]} if "dimensions" in one else one


def told_at_once(one: Mapping[str, Any]) -> Mapping[str, Any]:
    """Return how labels were made, with one word where somebody decided both differences and ties.

    Of a way that has no word, the rationale is all that is known, and has to be a sentence.
    """
    why = plain(one.get("rationale", ""))
    if one.get("method") == "other" and why and not is_whole(why):
        return {**one, "rationale": f"Labels were made as follows: {going_on(why)}"}
    if (one.get("method"), one.get("ties")) != ("adjudication", "adjudicate"):
        return one
    return {name: ADJUDICATED if name == "method" else value for name, value in one.items() if name != "ties"}
