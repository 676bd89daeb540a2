"""An answer that is made of our sentences, taken apart into them; what is not ours stays."""

import html
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any

from alignmentcard.convert.imports.ours.people import AS_BEFORE
from alignmentcard.convert.imports.ours.phrases import OLDER, SENTENCES
from alignmentcard.convert.imports.ours.sentence import NAMES, Said, Sentence, pools_in
from alignmentcard.convert.imports.sections import LEFT_TO

STARTS = re.compile(r"(?:(?<=[.!?”)])|(?<=[.!?]”))\s+(?=\S)")
ESCAPED = re.compile(r"\\([^\w\s])")
SILENT = re.compile(
    r"(?:For [^.]{1,400}?, )?(?:[Tt]he (?:documentation of the data|sources of this documentation)"
    r" do(?:es)? not (?:state|say)"
    r"|[Nn]o public source states|[Tt]he question (?:of|whether) [^.]{1,400} does not arise"
    r"|No(?:, (?:as|the question)\b| \()|[Tt]he following(?: about [^.]{1,60})? does not arise"
    r"|[Tt]he question does not arise)"
)
"""How a gap is told, with what is known all the same."""
TO_OTHERS = re.compile(rf"\s*{LEFT_TO}")
QUOTED = re.compile(r"“([^“”]{1,200})”")
FOR = re.compile(rf"For {NAMES}[,:] ")
LABELS = "aggregation.*."
POOL = "raters"
BREAK = "\N{PARAGRAPH SEPARATOR}"
"""What parts the paragraphs of an answer; a text of the card that goes on behind a sentence ends with its own."""
MOST = 20_000
"""Characters of an answer that sentences are looked for in."""


@dataclass
class Read:
    """What an answer says in our sentences: values by path, what stands before the first, and what else is left."""

    values: list[tuple[str, Any]] = field(default_factory=list)
    before: str = ""
    rest: list[tuple[str, str]] = field(default_factory=list)
    """Each text with the path of the sentence that it stands in or behind."""
    gaps: list[str] = field(default_factory=list)

    @property
    def known(self) -> bool:
        """Whether anything in it is ours."""
        return bool(self.values or self.gaps)


@dataclass(frozen=True)
class Mark:
    """A sentence of ours at its place."""

    sentence: Sentence | None
    match: re.Match[str]


def read(text: str, *, whole: bool = False) -> Read:
    """Take an answer apart; `whole` says that it stands in a sheet of ours, perhaps of an earlier version."""
    parts = (" ".join(part.split()) for part in re.split(r"\n[ \t]*\n", text[:MOST]))
    text = TO_OTHERS.sub("", html.unescape(ESCAPED.sub(r"\1", BREAK.join(filter(None, parts)))))
    marks = list(_marks(text, (*SENTENCES, *OLDER) if whole else SENTENCES))
    found = Read(before=_plain(text[: marks[0].match.start()] if marks else text))
    who: tuple[str, ...] = (POOL,)
    things: tuple[str, ...] = ()
    ends = [*(one.match.start() for one in marks), len(text)][1:]
    for mark, after in zip(marks, ends, strict=True):
        behind, _, further = text[mark.match.end() : after].strip().partition(BREAK)
        if mark.sentence is None:
            found.gaps.append(_plain(text[mark.match.start() : after]))
            continue
        groups = mark.match.groupdict()
        who, things = _pools(groups.get("who"), who), _things(groups.get("what"), things)
        said = Said(mark.match, behind if mark.sentence.goes_on else groups.get("text") or "", who, things)
        values = list(mark.sentence.read(said))
        found.values += values
        _keep(found, mark, values, _plain(text[mark.match.start() : after]), _plain(behind))
        found.rest += [("", _plain(further))] if further and values else []
    found.values = _together(found.values)
    return found


def _plain(text: str) -> str:
    """Return a part of an answer on one line, whatever paragraphs it had."""
    return text.replace(BREAK, " ").strip()


def _keep(found: Read, mark: Mark, values: list[tuple[str, Any]], whole: str, behind: str) -> None:
    """Keep what a sentence is followed by, or the sentence where nothing could be made of it."""
    path = mark.sentence.path if mark.sentence else ""
    if not values:
        found.rest.append((path, whole))
    elif behind and mark.sentence and not mark.sentence.goes_on:
        if path.startswith(LABELS):
            other = FOR.search(behind)
            own = behind[: other.start()].strip() if other else behind
            begun = [one for one in values if one[0] == f"{LABELS}rationale"] if own else []
            found.values = [one for one in found.values if one not in begun]
            own = " ".join([*(text for _, text in begun), own])
            found.values += [(f"{LABELS}rationale", own)] if own else []
            found.rest += [(LABELS, behind[other.start() :])] if other else []
        elif path == "pools.*.pay":
            found.values += [(f"{at}.standard", behind) for at, _ in values]
        else:
            found.rest.append(("", behind))


def _marks(text: str, sentences: Sequence[Sentence]) -> Iterator[Mark]:
    """Yield the sentences that are known, from left to right."""
    place = 0
    while place < len(text):
        mark = _at(text, place, sentences)
        if mark:
            yield mark
        end = mark.match.end() if mark else place
        if mark and mark.sentence and not mark.sentence.goes_on:
            space = re.compile(r"\s+").match(text, end)
            if space:
                place = space.end()
                continue
        later = STARTS.search(text, max(end, place + 1) - 1)
        if not later:
            return
        place = max(later.end(), place + 1)


def _at(text: str, place: int, sentences: Sequence[Sentence]) -> Mark | None:
    if silent := SILENT.match(text, place):
        return Mark(None, silent)
    for one in sentences:
        if found := one.pattern.match(text, place):
            return Mark(one, found)
    return None


def _pools(words: str | None, before: tuple[str, ...]) -> tuple[str, ...]:
    """Return the ids of the pools that a sentence names; those of the sentence before where it says “they”."""
    found = [name for name in pools_in(words or "") if name not in ("model", "models")]
    return tuple(found) or before


def _things(words: str | None, before: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(QUOTED.findall(words or "")) or before


def _together(values: list[tuple[str, Any]]) -> list[tuple[str, Any]]:
    """Put what belongs to one list together: attributes of a pool, issues, counts, and how labels were made."""
    whole: dict[str, Any] = {}
    for path, value in values:
        if path.startswith(LABELS):
            _label(whole.setdefault("aggregation", []), path.removeprefix(LABELS), value)
        elif isinstance(value, list) and value and isinstance(value[0], dict) and isinstance(whole.get(path), list):
            whole[path] = [*whole[path], *(one for one in value if one not in whole[path])]
            if "stages" not in path and value[0] in whole[path][1:] and value[0].get("basis") == AS_BEFORE:
                value[0]["basis"] = whole[path][-2].get("basis")
        elif path.endswith(".pay.standard") and path.removesuffix(".standard") in whole:
            whole[path.removesuffix(".standard")].setdefault("standard", value)
        else:
            whole.setdefault(path, value)
    return [(path, _clean(value)) for path, value in whole.items()]


def _clean(value: Any) -> Any:
    """Take out what the first attribute of a pool does not say of its basis, and the ends of paragraphs."""
    if isinstance(value, str):
        return _plain(value)
    if isinstance(value, list) and value and isinstance(value[0], dict):
        return [{key: one for key, one in each.items() if one not in (None, AS_BEFORE)} for each in value]
    return value


def _label(labels: list[dict[str, Any]], name: str, value: Any) -> None:
    if not labels or (name in ("dimensions", "method") and (name in labels[-1] or "method" in labels[-1])):
        labels.append({})
    labels[-1].setdefault(name, value)
