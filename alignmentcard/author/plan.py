"""Which questions are open: what the standard requires and a profile expects, in the order of the standard."""

from collections.abc import Iterable, Iterator
from dataclasses import replace
from functools import cache
from typing import Any

from alignmentcard.author.progress import Progress
from alignmentcard.author.question import Choice, Kind, Question, about
from alignmentcard.author.reasons import COMPANIONS, NEEDLESS, Needless, why
from alignmentcard.author.values import gaps_of, lookup, slug
from alignmentcard.messages import later
from alignmentcard.messages.retold import joined, quoted, worded
from alignmentcard.model import REQUIRED
from alignmentcard.model.fields import Field, find, tree, walk
from alignmentcard.paths import Route, covers, expand, path_of, route_of, split, value_at
from alignmentcard.profiles import Expected

ENTRIES = ("dimensions", "pools")
NEVER_GAPS = ("dataset.title", "dimensions")
NOT_ASKED = (
    "pools.*.target.source",
    "dataset.id",
    "aggregation.*.dimensions",
    *(f"pools.*.model.{name}" for name in ("personas", "provider", "date", "max_tokens", "decoding")),
    *(f"pools.*.model.{name}" for name in ("reference_answer", "position_swapped", "same_family_as")),
)
"""Fields that need other parts of a card, that are made of other answers, or that few authors know."""
IN_FULL = {
    "collection.stages": ("asks", "who", "rule"),
    "dataset.sources_of_items": ("share", "license", "written_by"),
}
"""Lists whose entries are asked for more than they must say."""
POOLS = later("Who gave the judgements: people, or a model or program?")
SEVERAL = Choice("several", later("More than one group; each gets a name, and questions of its own."))
OURS = (["raters"], ["models"])
"""What a single pool is called that nobody has named."""
TRAITS = later("What were raters asked about? Give each trait or judgement a name.")
GROUPS = later("A short name for each group that judged or wrote the rules?")
PEOPLE = {"pools": GROUPS, "dimensions": TRAITS}


def open_questions(progress: Progress) -> Iterator[tuple[str, Iterator[Question]]]:
    """Yield each section with the questions that are open in it."""
    wanted = _wanted(progress)
    for section in tree().children:
        yield section, _section(progress, section, [one for one in wanted if split(one.path)[0] == section])


def _wanted(progress: Progress) -> list[Expected]:
    """Return what is required, expected, or made worth asking by what is expected, in the order of the model."""
    expects = list(progress.profile.expects)
    known = {expected.path: expected for expected in expects}
    expects += (Expected(path, _words(path)) for path in (*REQUIRED, "dataset.title") if path not in known)
    beside = ((path, known[other]) for path, other in COMPANIONS.items() if other in known and path not in known)
    expects += [Expected(path, "", other.when) for path, other in beside]
    expects += (Expected(path) for path in progress.more if path not in {one.path for one in expects})
    order = {one.path: number for number, one in enumerate(walk())}
    return sorted(expects, key=lambda one: order.get(one.path, len(order)))


def _words(path: str) -> str:
    known = find(split(path))
    return (known.question or known.description) if known else ""


def _section(progress: Progress, section: str, wanted: list[Expected]) -> Iterator[Question]:
    if section in ENTRIES and not progress.data.get(section):
        yield from names_of(progress, section)
        return
    for entry in _groups(progress, section):
        for expected in wanted:
            for route in expected.routes(progress.data):
                if route[: len(entry)] == entry and len(route) >= len(entry):
                    yield from _field(progress, expected, path_of(progress.data, route))


def _groups(progress: Progress, section: str) -> Iterable[Route]:
    """Return what is asked about at a time: each pool by itself, and all dimensions field by field, as in a table."""
    return expand(progress.data, "pools.*") if section == "pools" else [(section,)]


def names_of(progress: Progress, section: str) -> Iterator[Question]:
    """Ask for the entries of a section by name; of pools first whether there is more than one."""
    known = find((section,))
    if known is None or (_is_gap(progress, section) and not progress.whole):
        return
    drafted = [str(entry.get("name", entry.get("id"))) for entry in progress.draft.get(section, [])]
    simple = section == "pools" and len(drafted) < 2 and "pools:several" not in progress.passed
    if simple:
        kind = find(("pools", "raters", "kind"))
        choices = (*(about(kind, "pools").choices if kind else ()), SEVERAL)
        default = next((entry.get("kind") for entry in progress.draft.get(section, [])), None)
        yield Question(section, section, POOLS, why(section), "choice", choices, default=default)
    else:
        drafted = [] if drafted in OURS else drafted
        example = ["Harmful content", "Helpful"] if section == "dimensions" else ["raters", "guideline-authors"]
        asked = about(
            known, section, text=PEOPLE[section], default=drafted or None, can_be_gap=section not in NEVER_GAPS
        )
        yield replace(asked, example=example, kind="names")


def _field(progress: Progress, expected: Expected, path: str) -> Iterator[Question]:
    known = find(split(path))
    if known is None or _is_settled(progress, path):
        return
    words = _wording(progress, expected, known)
    companion = expected.path in (*COMPANIONS, *progress.more) and not expected.question
    if known.type == "anything":
        if _is_asked(progress, path):
            yield Question(
                path, known.path, words["text"], worded("The venue asks for it."), default=lookup(progress.draft, path)
            )
    elif known.shape == "record":
        yield from _record(progress, known, path, companion, words)
    elif has_entries(expected.path):
        yield from _entries(progress, known, path, companion, words)
    elif _is_asked(progress, path):
        yield _leaf(progress, known, path, optional=companion, **words)


def has_entries(path: str) -> bool:
    """Say whether a field is a list of records."""
    known = find(split(path))
    return known is not None and known.shape == "list" and known.type == "record" and not path.endswith("*")


def _wording(progress: Progress, expected: Expected, known: Field) -> dict[str, str]:
    """Return what is asked and why; what a venue asks about several fields at once is told as the reason."""
    own = known.question or known.description
    if not expected.question or expected.question == own:
        return {"text": own, "why": why(known.path)}
    if known.question is None and not _is_shared(progress, expected):
        return {"text": quoted(expected.question), "why": why(known.path)}
    venue = quoted(progress.profile.title or progress.profile.name)
    asks = worded("{venue} asks: {question}", venue=venue, question=quoted(expected.question))
    return {"text": own, "why": asks}


def _is_shared(progress: Progress, expected: Expected) -> bool:
    return any(expected in one.expects and len(one.expects) > 1 for one in progress.profile.questions)


def _leaf(progress: Progress, known: Field, path: str, **more: Any) -> Question:
    more.setdefault("can_be_gap", path not in NEVER_GAPS)
    return about(known, path, default=lookup(progress.draft, path), **more)


def _record(progress: Progress, known: Field, path: str, optional: bool, words: dict[str, str]) -> Iterator[Question]:
    """Ask for the parts of a record; the first one stands for the record, the others can be left out."""
    if path in progress.complete:
        return
    started = lookup(progress.data, path)
    for number, part in enumerate(_parts(known)):
        place = f"{path}.{part.name}"
        first = number == 0 and not started
        if not _is_open(progress, place):
            continue
        own = quoted(part.question or part.description)
        asked = joined(" ", (quoted(words["text"]), own)) if first and part.question is None else own
        may_skip = optional if first else not part.required
        yield _leaf(progress, part, place, text=asked, why=words["why"], optional=may_skip, gap=path if first else "")
        if first:
            return


def _is_open(progress: Progress, path: str) -> bool:
    return not _is_settled(progress, path) and _is_asked(progress, path)


def _is_settled(progress: Progress, path: str) -> bool:
    """Say whether nobody has to answer: it was left out, is a gap, or other answers make it needless."""
    if progress.whole:
        return bool(is_needless(progress, path)) and lookup(progress.data, path) is None
    return path in progress.passed or _is_gap(progress, path) or bool(is_needless(progress, path))


def _is_asked(progress: Progress, path: str) -> bool:
    return progress.whole or lookup(progress.data, path) is None


def _parts(known: Field) -> list[Field]:
    parts = [part for part in known.children.values() if not part.children or part.shape == "table"]
    return [part for part in parts if part.path not in NOT_ASKED]


def _entries(progress: Progress, known: Field, path: str, optional: bool, words: dict[str, str]) -> Iterator[Question]:
    """Ask for the entries of a list by what each is called, then for what else an entry needs."""
    entries, key = lookup(progress.data, path), key_of(known)
    by_name = not entries or (progress.whole and (known.path != "aggregation" or len(entries) < 2))
    if by_name:
        drafted = [entry.get(key.name) for entry in lookup(progress.draft, path) or []]
        asked = about(key, path, optional=optional, **words)
        kind: Kind = "choice" if known.path == "aggregation" else "choices" if asked.choices else "names"
        default = (drafted[0] if kind == "choice" else drafted) if drafted else None
        yield replace(asked, kind=kind, pattern=known.path, default=default)
    if entries and f"{path}.0" not in progress.complete:
        for number, entry in enumerate(entries):
            for part in _parts(known):
                place = f"{path}.{number}.{part.name}"
                wanted = part.required or part.shape == "table" or part.name in IN_FULL.get(known.path, ())
                if wanted and _is_open(progress, place) and not (by_name and part is key):
                    text = f"`{entry.get(key.name)}`: " + quoted(part.description)
                    can = part.required  # what an entry can do without is left out, and not the whole list
                    yield _leaf(progress, part, place, text=text, optional=not part.required, gap=path, can_be_gap=can)


def key_of(known: Field) -> Field:
    """Return the part by which entries of a list are told apart."""
    parts = _parts(known)
    return next((part for part in parts if part.required), parts[0])


def entries_of(question: Question, value: Any, progress: Progress) -> list[Any]:
    """Make the entries of a list from the names that were given; of those in the draft the rest is kept."""
    known = find(split(question.path))
    values = value if isinstance(value, list) else [value]
    if known is None or all(isinstance(one, dict) for one in values):
        return values
    if question.path not in ENTRIES:
        key = key_of(known).name
        values = [slug(str(one)) for one in values] if key == "id" else values
        drafted = lookup(progress.draft, question.path) or []
        return [next((one for one in drafted if one.get(key) == name), {key: name}) for name in values]
    entries: list[Any] = []
    for name in map(str, values):
        taken = tuple(entry["id"] for entry in entries)
        made = {"id": slug(name, taken, "group"), **({"name": name} if question.path == "dimensions" else {})}
        entries.append(made)
    return entries


def _is_gap(progress: Progress, path: str) -> bool:
    return any(covers(str(gap.get("field")), path) for gap in gaps_of(progress.data))


def is_needless(progress: Progress, path: str) -> str:
    """Return why earlier answers make a field needless; empty where they do not."""
    for rule in _rules_for(split(path)[0]):
        if covers(rule.pattern, path):
            route = route_of(progress.data, ".".join(split(path)[:2])) if "*" in rule.pattern else ()
            entry = value_at(progress.data, route) if route is not None else {}
            if rule.when(progress.data, entry):
                return rule.note
    return ""


@cache
def _rules_for(section: str) -> tuple[Needless, ...]:
    return tuple(rule for rule in NEEDLESS if split(rule.pattern)[0] == section)


def needless(progress: Progress) -> Iterator[tuple[str, str]]:
    """Yield the fields that the profile expects and earlier answers make needless, each with the reason."""
    for expected in progress.profile.expects:
        for route in expected.routes(progress.data):
            path = path_of(progress.data, route)
            note = is_needless(progress, path)
            if note and lookup(progress.data, path) is None and not _is_gap(progress, path):
                yield path, note


def stale_gaps(progress: Progress) -> list[dict[str, Any]]:
    """Return the gaps that answers made needless and that are not needless any more, because the answers changed."""
    listed = ((gap, str(gap.get("field"))) for gap in gaps_of(progress.data) if gap.get("reason") == "not_applicable")
    return [gap for gap, path in listed if _is_ours(gap, path) and not is_needless(progress, path)]


def _is_ours(gap: dict[str, Any], path: str) -> bool:
    return any(covers(rule.pattern, path) and gap.get("note") == rule.note for rule in NEEDLESS)
