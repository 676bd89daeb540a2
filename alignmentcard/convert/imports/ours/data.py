"""Sentences about the data itself, as the values that they were written from."""

import re
from typing import Any

from alignmentcard.codes.languages import tag_for
from alignmentcard.codes.licences import is_expression
from alignmentcard.convert.imports.ours import lists
from alignmentcard.convert.imports.ours.sentence import ADDRESS, Said, Sentence, Values, sentence
from alignmentcard.convert.imports.values import slug
from alignmentcard.convert.prose.records.data import BY_MODELS, LINKS, OF_PAPER, RELATIONS, WRITTEN
from alignmentcard.convert.prose.words import capital

OWN = re.compile(r"a licence of its own, “([^“”]{1,200})”")
CALLED = re.compile(r"the (\S{1,100}) licence")


def licence(text: str) -> str | None:
    """Return the SPDX expression that a licence, or several, were written from; None where brackets are lost."""
    joiners = set(re.findall(r" (and|or) ", OWN.sub("", text)))
    if len(joiners) > 1:
        return None
    parts = re.split(r" (and|or|with) ", OWN.sub(lambda one: f"LicenseRef-{one[1].replace(' ', '-')}", text))
    words = [part.upper() if number % 2 else CALLED.sub(r"\1", part) for number, part in enumerate(parts)]
    expression = " ".join(words)
    return expression if is_expression(expression) else None


def own_licence(text: str) -> str:
    """Return the name of a licence of somebody's own, which stands in quotation marks."""
    return f"LicenseRef-{text.replace(' ', '-')}"


def creators(said: Said) -> Values:
    """Read who made the data."""
    found = lists.people(said.text.removesuffix("."))
    yield from [("dataset.creators", found)] if found else []


def _link(name: str, words: str = "") -> Sentence:
    phrase = (words or LINKS[name]).partition("{}")[0]
    own = re.sub(r"^It |^Its (\w+)", lambda one: f"The {one[1]} of the dataset" if one[1] else "The dataset ", phrase)
    return sentence(
        f"(?:{re.escape(phrase)}|{re.escape(own)})(?P<text>\\S{{4,2000}}?)\\.?",
        lambda said: iter([(f"dataset.links.{name}", said.text)]),
        f"dataset.links.{name}",
    )


def _derived(relation: str) -> Sentence:
    words = RELATIONS.get(relation, "was made from")
    known = {"relation": relation} if relation else {}

    def read(said: Said) -> Values:
        name = slug(said.match["name"]) if said.match["name"] else said.text
        yield "dataset.derived_from", [{"id": name, **known}]

    pattern = rf"The dataset {words} (?:the dataset “(?P<name>[^“”]{{1,200}})”|(?P<text>\S{{3,2000}}?))\.?"
    return sentence(pattern, read, "dataset.derived_from")


CLOSED = re.compile(r"(?<=\)),? and |(?<=\)), ")
"""What stands between entries that end in brackets."""


def sources(said: Said) -> Values:
    """Read where the items come from; nothing where an entry cannot be told from its neighbour."""
    text = said.text.removesuffix(".")
    entries = lists.parted(text)
    found = [_source(one) for one in entries]
    closed = [_source(one) for one in CLOSED.split(text)]
    if all(len(one) > 1 for one in closed):
        yield "dataset.sources_of_items", closed
    elif all(len(one) > 1 for one in found) or len(entries) == 1:
        yield "dataset.sources_of_items", found


def only_source(said: Said) -> Values:
    """Read the source that all items come from; what is told about it stands in the last brackets."""
    text = said.text.removesuffix(".")
    name, _, about = text.rpartition(" (")
    told = _source(f"source ({about}") if name else {}
    known = {**told, "name": name} if len(told) > 1 else {"name": text}
    yield "dataset.sources_of_items", [{**known, "share": 1}]


ABOUT = (
    (re.compile(r"(\d[\d,]*) items?"), lambda one: {"items": lists.number(one[1])}),
    (re.compile(r"all of the items"), lambda _: {"share": 1}),
    (re.compile(r"(\d[\d.]*) % of the items"), lambda one: {"share": round(float(one[1]) / 100, 8)}),
    (re.compile(r"found at (\S+)"), lambda one: {"url": one[1]}),
    (re.compile(r"under (.{1,200})"), lambda one: {"license": licence(one[1])}),
    (re.compile("|".join(WRITTEN.values())), lambda one: {"written_by": _writer(one[0])}),
)


def _writer(words: str) -> str:
    return next(word for word, phrase in WRITTEN.items() if phrase == words)


def _source(text: str) -> dict[str, Any]:
    found = re.fullmatch(r"(.{1,500}?) \((.{1,800})\)", text)
    told: dict[str, Any] = {}
    for part in lists.apart(found[2], ", ") if found else ():
        known = next((make(one) for pattern, make in ABOUT if (one := pattern.fullmatch(part))), None)
        if known is None:
            return {"name": text}
        told.update(known)
    name = found[1] if found else text
    return {"name": name, **({"written_by": "models"} if BY_MODELS.search(name) else {}), **told}


def counts(said: Said) -> Values:
    """Read how items or ratings divide; languages are called by their names."""
    found, axis = lists.groups(said.text.rstrip(".")), said.match["axis"].replace(" ", "_")
    if not found or set(found) != {"counts"}:
        return
    numbers: dict[str | None, float] = {
        tag_for(name) if axis in ("language", "languages") else name: number for name, number in found["counts"].items()
    }
    if None not in numbers:
        yield "dataset.counts", [{"axis": axis, said.match["kind"]: numbers}]


def issue(said: Said) -> Values:
    """Read a known error."""
    title, *rest = re.split(
        r"(?<=[.!?”]) (?=It (?:affects|came with version|was mended in|is described at|is not mended))", said.text
    )
    yield "dataset.known_issues", [{"title": title.rstrip("."), **dict(pair for one in rest for pair in _told(one))}]


def _told(text: str) -> list[tuple[str, str]]:
    heads = {"affects": "It affects ", "since": "It came with version ", "fixed_in": "It was mended in version ",
             "url": "It is described at "}  # fmt: skip
    return [(name, text.removeprefix(head).rstrip(".")) for name, head in heads.items() if text.startswith(head)]


REMOVED = re.compile(
    r"(?:, which |\bone that |[.!?] It )removed (\d[\d,]*) (items?|ratings?)(?: and (\d[\d,]*) ratings?)?$"
)
IN_BRACKETS = re.compile(
    r"(?: \(|(?P<own> \([^()]*); )(?P<removed>\d[\d,]* (?:items?|ratings?)(?: and \d[\d,]* ratings?)?)\)$"
)
"""The same as it stands in brackets behind a rule, or at the end of its own ones."""


def filters(said: Said) -> Values:
    """Read what was removed, and by which rules."""
    text = said.text.strip().rstrip(".")
    yield "aggregation.*.filters", [_filter(one) for one in (lists.unlisted(text) if text[:4] == "(1) " else [text])]


def _as_a_clause(found: re.Match[str]) -> str:
    """Return what stands in brackets behind a rule as the clause that older sheets have there."""
    return f"{found['own'] + ')' if found['own'] else ''}, which removed {found['removed']}"


def _filter(text: str) -> dict[str, Any]:
    found = REMOVED.search(IN_BRACKETS.sub(_as_a_clause, text))
    if not found:
        return {"rule": text.rstrip(".")}
    rule = found.string[: found.start()]
    removed = {f"{found[2].rstrip('s')}s_removed": lists.number(found[1])}
    more = {"ratings_removed": lists.number(found[3])} if found[3] else {}
    return {**({"rule": rule} if rule else {}), **removed, **more}


def personal_data(said: Said) -> Values:
    """Read what a release tells about people; a no keeps its sentence, which may be the author's."""
    none = said.text.startswith("no ")
    yield "release.personal_data", f"{said.match[0]}{said.text}" if none else capital(said.text)


def withdrawal(said: Said) -> Values:
    """Read how raters can withdraw."""
    yield "release.withdrawal", capital(said.text.removeprefix("as follows: "))


SENTENCES = (
    sentence("The dataset was made by ", creators, "dataset.creators", goes_on=True),
    *map(_link, LINKS),
    _link("doi", OF_PAPER),
    *map(_derived, (*RELATIONS, "")),
    sentence("The items come from ", sources, "dataset.sources_of_items", goes_on=True),
    sentence("All items come from ", only_source, "dataset.sources_of_items", goes_on=True),
    sentence(
        "By (?P<axis>[^.,:]{1,80}), the (?P<kind>items|ratings) (?:divide into|belong to one group:) ",
        counts,
        "dataset.counts",
        goes_on=True,
    ),
    sentence(
        "(?:Items(?: or ratings)?|Ratings) were removed by (?:this rule|these rules): ",
        filters,
        "aggregation.*.filters",
        goes_on=True,
    ),
    sentence("This error is known: ", issue, "dataset.known_issues", goes_on=True),
    sentence("The release holds the following personal data: ", personal_data, "release.personal_data", goes_on=True),
    sentence("The release holds (?=no )", personal_data, "release.personal_data", goes_on=True),
    sentence("Raters can withdraw ", withdrawal, "release.withdrawal", goes_on=True),
    sentence(
        r"Questions are answered at (?P<text>[\w.+-]{1,64}@[\w-]{1,64}(?:\.[\w-]{1,64}){1,4})\.?",
        lambda said: iter([("dataset.contact", f"mailto:{said.text}")]),
        "dataset.contact",
    ),
    sentence(f"Questions are answered at {ADDRESS}", lambda said: iter([("dataset.contact", said.text)])),
)
