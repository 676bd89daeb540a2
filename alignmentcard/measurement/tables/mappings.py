"""Mappings in mappings, as JSON has them: which keys are items and which are raters, and a row for each answer.

`{"doc1": {"ann": 3}}` and `{"ann": {"doc1": 3}}` hold the same. What the keys are called says which it is, or the name
of what holds them, or that raters are fewer than what they rate; what was taken is told, with how to turn it.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from alignmentcard.measurement.tables.columns import NAMES
from alignmentcard.measurement.tables.guessing import SURE
from alignmentcard.measurement.tables.names_elsewhere import ELSEWHERE
from alignmentcard.measurement.tables.telling import some_of
from alignmentcard.measurement.tables.usual_names import MORE, PEOPLE, WEAK, bare, named
from alignmentcard.messages import later
from alignmentcard.messages.retold import worded

KEY, ANSWERS = "id", "annotations"
"""What the keys of a mapping of items are called, and what stands under them where that has no names."""
SHOWN = 3
MOST = 0.8
"""So many keys of one look say what all of them are."""
FEWER = 2
NUMBERED = re.compile(r"([a-z_]*?[a-z])_?(?:\d+|[a-z])?")
SHORT = {"rater": frozenset({"ann", "anno", "r", "w", "p", "u", "turker", "student", "model", "llm", "gpt"}),
         "item": frozenset({"i", "t", "s", "d", "x", "ex", "sent", "img", "doc", "q", "turn", "para"})}  # fmt: skip
"""What numbered keys often begin with beside the usual names."""
OF_PEOPLE = re.compile(r"[^@\s]+@[^@\s]+\.[a-z]+|A[0-9A-Z]{9,14}|R_[A-Za-z0-9]{15}")
"""Addresses, and ids as Mechanical Turk and Qualtrics give them."""
OF_ITEMS = re.compile(r"(\S+\s+){3,}\S+|https?://.*|.*\.(jpe?g|png|gif|mp[34]|wav|txt|json|html?|pdf)", re.DOTALL)
"""Texts of four words or more, addresses of pages, and names of files."""
NAME = re.compile(r"[^\W\d_]{2,}([ .-][^\W\d_]+)?")
"""One or two words without digits, as people are called."""
WORDS = {
    role: SHORT[role]
    | {bare(word) for names in (NAMES, WEAK, MORE, ELSEWHERE) for word in names.get(role, ())}
    | (frozenset(PEOPLE) if role == "rater" else frozenset())
    for role in SHORT
}
BY_KEYS, BY_NAME = later("as the keys look"), later("as the name above them says")
BY_NUMBER = later("since raters are mostly fewer than items")
BY_NOTHING = later("although nothing in the file says so")


@dataclass(frozen=True)
class Mapped:
    """Records that a mapping of mappings became, and a sentence about which of its keys were taken for what."""

    records: list[dict[str, Any]]
    note: str = ""


def read_mapping(data: Mapping[str, Any], name: str, *, head: str = "", turned: bool = False) -> Mapped | None:
    """Read answers, or objects with them, under two keys each; None where this is another kind of mapping.

    `head` is what the mapping is called in the file, `name` the file. `turned` says that the outer keys are raters.
    """
    inner = list(dict.fromkeys(key for value in data.values() if isinstance(value, dict) for key in value))
    if not inner or not all(isinstance(value, dict) for value in data.values()) or not _alike(data):
        return None
    by_rater, why = (True, "") if turned else _by_rater(list(data), inner, head)
    note = _told(name, list(data), inner, why, by_rater=by_rater) if why else ""
    return Mapped(list(_records(data, by_rater=by_rater, outer=KEY if turned else "rater")), note)


def read_lists(data: Mapping[str, Any], name: str) -> Mapped | None:
    """Read lists of records below the keys of raters or of items, as the records name the other; None for all else."""
    lists = [value if isinstance(value, list) else [] for value in data.values()]
    rows = [one for value in lists for one in value]
    if not rows or not all(lists) or not all(isinstance(one, dict) for one in rows):
        return None
    fields = set.intersection(*({*one} for one in rows))
    says = [any(named(role, field) >= SURE for field in fields) for role in ("item", "rater")]
    if says[0] == says[1]:
        return None
    found = [{**one, "rater" if says[0] else KEY: key} for key, value in data.items() for one in value]
    keys = some_of(list(data), SHOWN)
    told = (
        worded("{name}: the keys ({keys}) are read as raters, since what stands below them names items.",
               name=name, keys=keys)
        if says[0]
        else worded("{name}: the keys ({keys}) are read as items, since what stands below them names raters.",
                    name=name, keys=keys)
    )  # fmt: skip
    return Mapped(found, told)


def _alike(data: Mapping[str, Any]) -> bool:
    """Say whether what stands under the inner keys is of one kind: plain answers, or objects that share a field."""
    leaves = [one for value in data.values() for one in value.values() if one is not None]
    if any(isinstance(one, list) for one in leaves):
        return False
    if not all(isinstance(one, dict) for one in leaves):
        return len({_kind(one) for one in leaves}) == 1
    shared = set.intersection(*({*one} for one in leaves)) if leaves else set()
    plain = not any(isinstance(part, dict | list) for one in leaves for part in one.values())
    return plain and any(named("value", field) > 0 for field in shared)


def _kind(value: Any) -> str:
    return "number" if isinstance(value, int | float) and not isinstance(value, bool) else type(value).__name__


def _by_rater(outer: Sequence[str], inner: Sequence[str], head: str) -> tuple[bool, str]:
    """Say whether the outer keys are raters, and why."""
    looks = _look(outer), _look(inner)
    if looks in (("rater", "item"), ("rater", None), (None, "item")):
        return True, BY_KEYS
    if looks in (("item", "rater"), ("item", None), (None, "rater")):
        return False, BY_KEYS
    for role in ("rater", "item"):
        if bare(head) in WORDS[role] or bare(head).removesuffix("s") in WORDS[role] - SHORT[role]:
            return role == "rater", BY_NAME
    names = [_share(NAME, keys) >= MOST for keys in (outer, inner)]
    if names[0] != names[1]:
        return names[0], BY_KEYS
    if FEWER * len(outer) <= len(inner) or FEWER * len(inner) <= len(outer):
        return len(outer) < len(inner), BY_NUMBER
    return False, BY_NOTHING


def _look(keys: Sequence[str]) -> str | None:
    """Say what most keys are by their look: ids or numbered names of people, or those of items."""
    shares = {"rater": _share(OF_PEOPLE, keys), "item": _share(OF_ITEMS, keys)}
    for role, words in WORDS.items():
        stems = (NUMBERED.fullmatch(bare(key)) for key in keys if not NAME.fullmatch(key))
        shares[role] += sum(bool(stem) and _stem(stem[1], words) for stem in stems if stem) / len(keys)
    found = [role for role, share in shares.items() if share >= MOST]
    return found[0] if len(found) == 1 else None


def _stem(stem: str, words: frozenset[str]) -> bool:
    return stem in words or stem.rpartition("_")[2] in words


def _share(pattern: re.Pattern[str], keys: Sequence[str]) -> float:
    return sum(bool(pattern.fullmatch(key)) for key in keys) / len(keys)


def _records(data: Mapping[str, Any], *, by_rater: bool, outer: str) -> Iterator[dict[str, Any]]:
    """Yield a record for each item where its keys are outside and answers are plain, else one for each answer."""
    for key, value in data.items():
        if not by_rater and not any(isinstance(one, dict) for one in value.values()):
            yield {KEY: key, ANSWERS: value}
            continue
        for other, one in value.items():
            roles = {outer: key, "item": other} if by_rater else {KEY: key, "rater": other}
            yield {**(one if isinstance(one, dict) else {"value": one}), **roles}


def _told(name: str, outer: Sequence[str], inner: Sequence[str], why: str, *, by_rater: bool) -> str:
    told = {"name": name, "outer": some_of(outer, SHOWN), "inner": some_of(inner, SHOWN), "why": worded(why)}
    if by_rater:
        return worded(
            "{name}: the outer keys ({outer}) are read as raters and the inner ones ({inner}) as items, {why}. If it "
            "is the other way round, say --column item=rater --column rater=item.",
            **told,
        )
    return worded(
        "{name}: the outer keys ({outer}) are read as items and the inner ones ({inner}) as raters, {why}. If it is "
        "the other way round, say --column rater=id.",
        **told,
    )
