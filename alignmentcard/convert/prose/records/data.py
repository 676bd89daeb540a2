"""Records about the data itself: who made it, where it stands, where its items come from, what is wrong with it."""

import re
from collections.abc import Callable, Sequence
from functools import partial
from typing import Any

from alignmentcard.convert.prose.articles import with_the
from alignmentcard.convert.prose.authored import going_on, is_finished, sentence
from alignmentcard.convert.prose.words import (
    OWN_LICENCE,
    Record,
    Subject,
    counted,
    dated,
    ended,
    group_name,
    in_brackets,
    in_groups,
    inside,
    joined,
    licence,
    listed,
    numbered,
    plain,
    share,
    spaced,
    within,
)
from alignmentcard.words import several

LINKS = {
    "homepage": "The dataset is found at {}",
    "repository": "Its repository is {}",
    "paper": "It is described in the paper at {}",
    "doi": "Its DOI is {}",
    "download": "Its files are at {}",
}
OF_PAPER = "The DOI of the paper is {}"
PUBLISHERS = re.compile(
    r"(?:https?://(?:dx\.)?doi\.org/|doi:)?10\.(?:18653|48550|1609|1162|1109|1016|1007|1038)/", re.IGNORECASE
)
"""How DOIs of papers begin, from the ACL, arXiv, the AAAI, MIT Press, the IEEE, Elsevier, Springer and Nature."""
RELATIONS = {
    "subset": "is a part of",
    "relabelled": "gives new judgements of the items of",
    "translated": "is a translation of",
    "merged": "was merged with",
    "filtered": "was filtered from",
    "generated_from": "was generated from",
}
FILE_FORMATS = {"parquet": "Parquet", "csv": "CSV", "jsonl": "JSON Lines"}
WRITTEN = {"people": "written by people", "models": "model-written", "both": "written by people and by models"}


def creators(those: Sequence[Record], _: Subject) -> str:
    """Say who made the data, in one sentence; identifiers are for programs."""
    if maker := _of_one(those):
        known = [plain(one["name"]) for one in those if one.get("affiliation")]
        return ended(f"The dataset was made by {with_the(maker)}: {several(known)}")
    places = {one.get("affiliation", "") for one in those}
    alike = places.pop() if len(those) > 1 and len(places) == 1 else ""
    names = [_with(one.get("name", "somebody"), "" if alike else one.get("affiliation", "")) for one in those]
    of = f", {'both' if len(those) == 2 else 'all'} of {inside(alike)}" if alike else ""
    return ended(f"The dataset was made by {several(names)}{of}") if names else ""


def _of_one(those: Sequence[Record]) -> str:
    """Return the organisation that stands beside its own people, and only beside them."""
    bodies = [inside(one.get("name", "")) for one in those if not one.get("affiliation")]
    places = {inside(one["affiliation"]) for one in those if one.get("affiliation") and one.get("name")}
    return bodies[0] if len(bodies) == 1 and places == set(bodies) else ""


def _with(name: str, more: str) -> str:
    return f"{with_the(plain(name))} ({inside(more)})" if more else with_the(plain(name))


def links(one: Record, _: Subject) -> str:
    """Say where the data stands and which paper describes it, in a sentence for each address."""
    first: dict[str, str] = {}
    for name in LINKS:
        if one.get(name):
            first.setdefault(plain(one[name]), name)
    told = [(OF_PAPER if is_of_paper(one, address) else LINKS[name]).format(address) for address, name in first.items()]
    told[:1] = [re.sub(r"^It |^Its (\w+)", _named_first, text) for text in told[:1]]
    return " ".join(f"{text}." for text in told)


def is_of_paper(one: Record, address: str) -> bool:
    """Say whether an address is the DOI of a paper: one of a publisher of papers, or the end of the paper's address."""
    paper, last = plain(one.get("paper", "")).rstrip("/"), address.rpartition("/")[2]
    return address == plain(one.get("doi", "")) and bool(PUBLISHERS.match(address) or paper.endswith(f"/{last}"))


def _named_first(found: re.Match[str]) -> str:
    """Return how a first sentence names what later ones call it."""
    return f"The {found[1]} of the dataset" if found[1] else "The dataset "


def sources_of_items(those: Sequence[Record], _: Subject) -> str:
    """Say where the items come from, each part with its licence."""
    whole = len(those) == 1 and those[0].get("share") == 1
    less = [{key: value for key, value in one.items() if not (whole and key == "share")} for one in those]
    told = [_with(going_on(one.get("name", "a source without a name")), _about(_less_said(one))) for one in less]
    return ended(f"{'All' if whole else 'The'} items come from {several(told)}") if told else ""


def _less_said(one: Record) -> Record:
    """Leave out that models wrote a source whose name says so."""
    known = one.get("written_by") == "models" and BY_MODELS.search(one.get("name", ""))
    return {key: value for key, value in one.items() if key != "written_by"} if known else one


def _part(part: float) -> str:
    return "all of the items" if part == 1 else f"{share(part)} of the items"


def _about(one: Record) -> str:
    return joined(
        (
            counted(one["items"], "items") if "items" in one else "",
            _part(one["share"]) if "share" in one else "",
            WRITTEN.get(one.get("written_by", ""), ""),
            f"under {licence(plain(one['license']))}" if "license" in one else "",
            f"found at {plain(one['url'])}" if "url" in one else "",
        )
    )


def counts(one: Record, _: Subject) -> str:
    """Say how items and ratings divide."""
    by = f"By {spaced(one.get('axis', 'group'))}, the"
    named = partial(group_name, one=one)
    told = [
        ended(
            f"{by} {what} {'divide into' if len(one[what]) > 1 else 'belong to one group:'} {_groups(one[what], named)}"
        )
        for what in ("items", "ratings")
        if one.get(what)
    ]
    return " ".join(told) or ended(f"{by} items and ratings were counted, without numbers here")


def _groups(numbers: Record, named: Callable[[str], str]) -> str:
    """Write groups with their numbers; `named` tells what the code of a group means."""
    return in_groups([f"{named(name)} ({plain(number)})" for name, number in numbers.items()])


def derived_from(one: Record, _: Subject) -> str:
    """Say of which dataset something was made."""
    known = plain(one.get("id", ""))
    named = known if "/" in known else called_by_id(known)
    return ended(f"The dataset {RELATIONS.get(one.get('relation', ''), 'was made from')} {named}")


def called_by_id(name: str) -> str:
    """Name a dataset of which only the id is known."""
    return f"the dataset “{name.replace('-', ' ')}”"


def known_issue(one: Record, _: Subject) -> str:
    """Say which error is known, what it touches, and whether it is mended."""
    told = [
        f"This error is known: {inside(one['title'])}" if "title" in one else "",
        sentence("It affects", inside(one["affects"])) if "affects" in one else "",
        f"It came with version {inside(one['since'])}" if "since" in one else "",
        f"It was mended in version {inside(one['fixed_in'])}" if "fixed_in" in one else "",
        f"It is described at {plain(one['url'])}" if "url" in one else "",
    ]
    told += ["It is not mended yet"] if "title" in one and "fixed_in" not in one else []
    return " ".join(ended(text) for text in told if text)


def version(one: Record, _: Subject) -> tuple[str, frozenset[str]]:
    """Say when a version appeared, where no title names it."""
    if "version" not in one:
        return "", frozenset()
    when = f" appeared {dated(one['date'])}" if "date" in one else ""
    return ended(f"{'' if when else 'There is a '}{'V' if when else 'v'}ersion {inside(one['version'])}{when}"), USED


def files(those: Sequence[Record], _: Subject) -> str:
    """Say which files there are; their names and addresses stand as they are written."""
    told = [_file(one) for one in those]
    return ended(f"The file{'s are' if len(told) > 1 else ' is'} {several(told)}") if told else ""


def _file(one: Record) -> str:
    rows = {"ratings": "a row is a rating", "raters": "a row is a rater", "items": "a row is an item"}
    url = plain(one.get("url", ""))
    name = plain(one.get("path") or url.rstrip("/").rpartition("/")[2]).partition("?")[0]
    held = rows.get(one.get("holds", ""), "")
    told = joined((FILE_FORMATS.get(one.get("format", ""), ""), held, f"at {url}" if url else ""))
    return joined((f"“{name}”" if name else "one without a name", f"({told})" if told else ""), " ")


def filters(those: Sequence[Record], _: Subject) -> str:
    """Say what was removed, and by which rules: those that are sentences by themselves, then all others."""
    rules = [(inside(one.get("rule", "")), _removed(one)) for one in those]
    idle = {inside(one["rule"]) for one in those if _is_idle(one)}
    told = [ended(rule) + (f" This removed {number}." if number else "") for rule, number in rules if _says_all(rule)]
    others = [
        in_brackets(rule, number) if rule and number else rule or f"one that removed {number}"
        for rule, number in rules
        if (rule or number) and not _says_all(rule) and rule not in idle
    ]
    if len(others) == 1 and not rules[0][0]:
        return joined((*told, f"It removed {rules[0][1]}."), " ")
    told += [ended(f"This rule removed nothing: {inside(one['rule'])}") for one in those if _is_idle(one)]
    which = "these rules" if len(others) > 1 else "this rule"
    text = numbered(others) if len(others) > 1 else "".join(others)
    what = _what_was_removed([one for one in those if not (_says_all(inside(one.get("rule", ""))) or _is_idle(one))])
    return joined((*told, ended(f"{what} were removed by {which}: {text}") if others else ""), " ")


def _what_was_removed(those: Sequence[Record]) -> str:
    """Say whether rules removed items or ratings, where each of them says how many."""
    items, ratings = ([bool(one.get(name)) for one in those] for name in ("items_removed", "ratings_removed"))
    if all(items) and not any(ratings):
        return "Items"
    return "Ratings" if all(ratings) and not any(items) else "Items or ratings"


def _is_idle(one: Record) -> bool:
    """Say whether a rule is known to have removed nothing."""
    numbers = [one[name] for name in ("items_removed", "ratings_removed") if name in one]
    return bool(numbers) and not any(numbers) and "rule" in one and not _says_all(inside(one["rule"]))


def _says_all(rule: str) -> bool:
    return bool(REMOVED.search(rule)) and is_finished(f"{rule}.")


def _removed(one: Record) -> str:
    """Say how much a rule removed."""
    kinds = (("items_removed", "items"), ("ratings_removed", "ratings"))
    return listed([counted(one[name], what) for name, what in kinds if one.get(name)] or [""])


def minimum_cell(number: int) -> str:
    """Say how small a group may be that is shown."""
    fewest = f"Numbers about groups of raters are given for groups of at least {plain(number)} only."
    return fewest if number > 1 else "Numbers about groups of raters are given even for a group of one."


def concerned(names: Sequence[str]) -> str:
    """Say which of the things that were judged a label is about, at the start of the sentence that follows."""
    return f"For {several([f'“{within(inside(name))}”' for name in names])}," if names else ""


def license_(name: str) -> str:
    """Say under which licence the data is released; a name that says there is none is told as that."""
    if NO_LICENCE.match(name):
        return ended(f"There is no licence for others: “{name.removeprefix(OWN_LICENCE).replace('-', ' ')}”.")
    return ended(f"The dataset is released under {licence(name)}")


NO_LICENCE = re.compile(rf"(?:{OWN_LICENCE})?(?:No|Not|None|Un[a-z]+ed|All-Rights-Reserved)\b", re.IGNORECASE)
USED = frozenset(("version", "date"))
BY_MODELS = re.compile(
    r"^(?:repl(?:y|ies)|answers?|responses?|outputs?|completions?|texts?) (?:of|by|from) (?:\w+ ){0,3}models?\b"
    r"|\b(?:that|which) (?:an? |the |\w+ )?models? (?:wrote|generated)\b|\bwritten by (?:an? |the |\w+ )?models?\b"
)
"""What the name of a source has where it says itself that models wrote it."""
REMOVED = re.compile(r"\b(?:left out|removed|excluded|dropped|discarded|taken out)\b")
VALUES: dict[str, Callable[[Any], str]] = {
    "aggregation.*.dimensions": concerned,
    "dataset.license": license_,
    "release.minimum_cell": minimum_cell,
}
WRITERS: dict[str, Callable[[Record, Subject], str]] = {
    "dataset.links": links,
    "dataset.counts": counts,
    "dataset.derived_from": derived_from,
    "dataset.known_issues": known_issue,
}
LISTS: dict[str, Callable[[Sequence[Record], Subject], str]] = {
    "aggregation.*.filters": filters,
    "dataset.creators": creators,
    "dataset.sources_of_items": sources_of_items,
    "release.files": files,
}
