"""Where data came from, in PROV: activities with the pools that carried them out, and datasets it was made from.

The shape is that of the NeurIPS 2026 track, whose editor reads `prov:wasAttributedTo` on an activity.
"""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from alignmentcard.convert.crosswalk import terms_of
from alignmentcard.convert.prose.sentences import sentences
from alignmentcard.convert.prose.subjects import spaced_id
from alignmentcard.convert.prose.words import ended, listed
from alignmentcard.links import href
from alignmentcard.model import Card, Pool

WIKIDATA = "https://www.wikidata.org/wiki/{}"
KINDS = {
    "Guidelines": ("", "guideline_author"),
    "Collection": ("Q4929239", "prompter"),
    "Annotation": ("Q109719325", "rater"),
    "Quality review": ("Q3306762", "adjudicator"),
}
"""What an activity is called, its item in Wikidata if there is one, and the role of the pools that carried it out."""
PREPROCESSING = "Q5227332"
TOLD = {"Collection": "rai:dataCollection", "Annotation": "rai:dataAnnotationProtocol"}
"""Under which term a card says what an activity was."""


def activities(card: Card, pools: Sequence[dict[str, Any]], said: Mapping[str, Sequence[str]]) -> list[dict[str, Any]]:
    """Return the activities that a card speaks of, each with its agents.

    `pools` are those of the card as data, `said` is what it says under each term of the RAI vocabulary.
    """
    found = []
    for label, (item, role) in KINDS.items():
        agents = [_agent(pool, pools[n]) for n, pool in enumerate(card.pools) if role in _roles(pool)]
        if agents:
            found.append(
                {
                    **_activity(label, item, " ".join(said.get(TOLD.get(label, ""), []))),
                    **_times(card),
                    "prov:wasAttributedTo": agents,
                }
            )
    filters = [entry.rule for aggregation in card.aggregation for entry in aggregation.filters]
    if filters:
        found.append(_activity("Preprocessing", PREPROCESSING, ended(listed(filters))))
    return found


def _roles(pool: Pool) -> list[str]:
    """Return the roles of a pool; one without a role is taken as raters."""
    return list(pool.role) or ["rater"]


def _activity(label: str, item: str, description: str) -> dict[str, Any]:
    kind = {"prov:type": {"@id": WIKIDATA.format(item)}} if item else {}
    about = {"sc:description": description} if description else {}
    return {"@type": "prov:Activity", **kind, "prov:label": label, **about}


def _times(card: Card) -> dict[str, str]:
    period = card.collection.period
    found = {
        "prov:startedAtTime": period.start,
        "prov:endedAtTime": period.end,
        "prov:atTime": period.end or period.start,
    }
    return {name: _moment(date) for name, date in found.items() if date}


def _moment(date: str) -> str:
    """Write a full date as a moment, as PROV wants; a month or a year is left as it is."""
    return f"{date}T00:00:00Z" if len(date) == 10 else date


def _agent(pool: Pool, data: dict[str, Any]) -> dict[str, str]:
    """Return a pool as an agent, with who its members are."""
    texts = list(sentences({"pools": [data]}, _is_about_agents))
    kind = "prov:SoftwareAgent" if pool.kind == "synthetic" else "prov:Agent"
    agent = {"@type": kind, "@id": f"pool_{pool.id}", "prov:label": _label(pool)}
    return {**agent, "sc:description": " ".join(texts)} if texts else agent


def _is_about_agents(path: str) -> bool:
    return not ABOUT_AGENTS.isdisjoint(terms_of(path, "croissant"))


ABOUT_AGENTS = frozenset(("rai:annotatorDemographics", "rai:machineAnnotationTools"))


def _label(pool: Pool) -> str:
    if pool.kind == "synthetic" and pool.model:
        return " ".join(filter(None, [pool.model.name, pool.model.version]))
    name = spaced_id(pool.id)
    return f"{name} (n={pool.size})" if pool.size else name


def derivations(card: Card) -> list[dict[str, str]]:
    """Return the datasets that a dataset was made from."""
    return [dict(_derivation(one.id, one.relation)) for one in card.dataset.derived_from]


def _derivation(name: str, relation: str) -> Iterator[tuple[str, str]]:
    address = href(name)
    if address:
        yield "@id", address
    yield "prov:label", f"{name} ({relation.replace('_', ' ')})"


def has_synthetic_data(card: Card) -> bool | None:
    """Say whether a model gave judgements, wrote rules or made items; None where the card does not tell."""
    kinds = {pool.kind for pool in card.pools}
    writers = {one.written_by for one in card.dataset.sources_of_items}
    generated = any(one.relation == "generated_from" for one in card.dataset.derived_from)
    if "synthetic" in kinds or writers & {"models", "both"} or generated:
        return True
    return False if kinds == {"human"} and writers == {"people"} else None
