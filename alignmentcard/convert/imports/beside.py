"""What answers mention beside what they were asked for; taken where no answer to a question of its own says it.

Each kind of value has a reader, and a reader looks only at answers to questions under which people speak of such
things. Where two answers say it differently, nothing is taken.
"""

import re
from collections.abc import Iterable, Iterator
from itertools import chain
from typing import Any

from alignmentcard.convert.imports.asking import controls, minutes, order, tool, trainings, way_out
from alignmentcard.convert.imports.boards import consent_given
from alignmentcard.convert.imports.crowds import groups, judged_by, people, residents
from alignmentcard.convert.imports.dates import published
from alignmentcard.convert.imports.explicit import explicit
from alignmentcard.convert.imports.figures import figures
from alignmentcard.convert.imports.found import Taken
from alignmentcard.convert.imports.free_words import standing_for
from alignmentcard.convert.imports.labels import LABELS, combined, labelled, removed
from alignmentcard.convert.imports.licensed import licences
from alignmentcard.convert.imports.mentioned import POOL, Values, addresses, papers, ratings, spoken, unfit
from alignmentcard.convert.imports.openness import access, attributes, level, rater_ids
from alignmentcard.convert.imports.purposes import purposes, tasks
from alignmentcard.convert.imports.question_names import ABOUT, CLEANING, FOUND, LANGUAGES, LICENCE
from alignmentcard.convert.imports.question_names import HOW as PROCESS
from alignmentcard.convert.imports.readme_headings import PATHS
from alignmentcard.convert.imports.scales import scales
from alignmentcard.convert.imports.sections import bare
from alignmentcard.convert.imports.shares import each, genders
from alignmentcard.convert.imports.stated import Reader, contacts, dated, numbered
from alignmentcard.convert.imports.tongues import tongues
from alignmentcard.convert.imports.values import summary
from alignmentcard.convert.imports.versions import named_after, versions

SINCE = re.compile(r"\bsince\b|\b(?:released|published|available)\b", re.IGNORECASE)
REACH = re.compile(r"\b(?:contact|mail|write|reach|questions)\b", re.IGNORECASE)
SHEET = 3
"""So many questions that are known make a text a filled sheet."""
HOW = (tool, controls, trainings, order, way_out, minutes)
OPENING = "the beginning"
"""How the text before the first question is called here, with the title."""
GROWING = ("intent.uses", "collection.quality_controls", "collection.training", f"{LABELS}filters")
"""Lists to which each answer may add."""


def _summary(text: str) -> Values:
    """Take what data was made for as its summary."""
    if said := summary(text):
        yield "dataset.summary", said


def per_item(text: str) -> Values:
    """Read how many judgements an item has, where an answer about labels says it."""
    yield from ((path, value) for path, value in ratings(text) if path.endswith("ratings_per_item"))


def _way(text: str) -> Values:
    """Read how and through whom people were reached, and not how many they were: they need not be all."""
    yield from ((path, value) for path, value in people(text) if path.startswith(f"{POOL}.recruitment"))


def _mail(text: str) -> Values:
    """Read the address of those who look after the data; a page on the web need not be where questions are answered."""
    yield from ((path, value) for path, value in contacts(text) if value.startswith("mailto:"))


def _reached(text: str) -> Values:
    """Read an address of mail that is said to be the one to write to."""
    if REACH.search(text):
        yield from _mail(text)


def released(text: str) -> Values:
    """Read since when data can be had, where one date is said to be that of its release."""
    if SINCE.search(text):
        yield from published(text)


def _genders(text: str) -> Values:
    """Read who raters are where they are one group; a part of several is not all of them."""
    yield from genders(text) if groups(text) <= 1 else ()


def _repository(text: str) -> Values:
    """Read where others add to the data."""
    yield from ((path, value) for path, value in addresses(text) if path == "dataset.links.repository")


MENTIONED: tuple[tuple[str, tuple[Reader, ...]], ...] = (
    (r"for what purpose|why was", (_summary, purposes, tongues, named_after)),
    (r"used for any tasks already|used (?:already|before)", (papers,)),
    (r"tasks could|intended (?:use|for)|recommended use|consistent with", (tasks,)),
    (r"what (?:do|are|does) (?:the|an|each) instances?", (tongues, way_out, rater_ids)),
    (r"what data does each instance", (tongues, rater_ids, attributes, labelled)),
    (r"sampling strategy", (removed,)),
    (r"label or target|what labels|what data does each", (per_item,)),
    (r"label or target|what labels", (labelled, way_out, controls)),
    (r"how many instances|relevant statistics", (labelled, tongues, judged_by, each)),
    (r"documentation of the artifacts", (addresses,)),
    (r"how was the data|mechanisms or procedures|instructions given", (*HOW, _way)),
    (r"who was involved|recruit|crowdsourcing|human annotators", (*HOW, rater_ids)),
    (r"pre-?processing|cleaning|raw.? data", (combined, removed, controls, rater_ids, level)),
    (r"sub-?populations|relationships between", (attributes, rater_ids)),
    (r"individual|confidential|sensitive", (rater_ids,)),
    (r"ethic|review board|consent", (consent_given,)),
    (
        r"distributed|open access|\b(?:it|data ?set|data) (?:be )?(?:available|found|obtained)|new assets"
        r"|download",
        (
            access,
            tongues,
            addresses,
            released,
            level,
            licences,
            versions,
            rater_ids,
            attributes,
            numbered,
            _reached,
            dated,
        ),
    ),
    (r"maint|supporting|updated?|older versions|erratum", (_mail, versions)),
    (r"extend|contribute|repository that links", (_repository,)),
    (r"limitations|risks", (residents,)),
    (r"individual annotator responses relate", (labelled, per_item)),
    (r"quality of annotations|precise instructions|perspectives", (controls, trainings)),
    (r"impose limitations", (unfit, licences)),
    (r"assured|pre-?processing|who was involved", (controls, trainings, removed)),
    (r"how many ratings", (each,)),
    (r"licen[sc]e", (addresses,)),
    (r"contacted", (_repository,)),
    (r"who (?:has )?created", (_reached,)),
    (
        r"were raters asked|did raters see|label or target|full text of instructions",
        (scales, way_out, controls, trainings, order),
    ),
    (r"demographic and geographic|who was involved", (_genders, spoken)),
    (rf"^{OPENING}$", (versions, purposes, tongues)),
    (r"timeframe", (tool,)),
)
"""Words of questions, and what people mention under them; all that fit are looked at."""


OF_HEADINGS = {
    "release": FOUND,
    "dataset.license": LICENCE,
    "aggregation": CLEANING,
    "dataset.languages": LANGUAGES,
    "dataset.summary": ABOUT,
    "collection": PROCESS,
}
"""The question of a datasheet that a heading of a README stands for, where a sheet has it."""


def beside(told: Iterable[tuple[str, str]], every: Iterable[tuple[str, str]], known: set[str]) -> Iterator[Taken]:
    """Yield what questions and answers mention for fields that no answer was about; `known` have a value already.

    The answers are texts on one line, without what the form prints; `every` are those of all headings, in which only
    what a sentence says clearly is looked for.
    """
    found: dict[str, tuple[Any, str]] = {}
    unclear: set[str] = set()
    values = chain(
        ((title, path, value) for title, text in told for path, value in _mentioned(title, figures(text))),
        ((title, path, value) for title, text in every for path, value in explicit(figures(text))),
    )
    for title, path, value in values:
        if path not in found:
            found[path] = (value, title)
        elif path in GROWING:
            found[path] = ([*found[path][0], *(one for one in value if one not in found[path][0])], found[path][1])
        elif isinstance(value, str) and _more(value, found[path][0]):
            found[path] = (max(value, found[path][0], key=len), found[path][1])
        elif found[path][0] != value:
            unclear.add(path)
    yield from (
        Taken(path, value, at)
        for path, (value, at) in _composed({path: one for path, one in found.items() if path not in unclear})
        if path not in known
    )


def _more(one: str, other: str) -> bool:
    """Say whether one of two texts only says more than the other, such as the version of a program."""
    return one.startswith(other) or other.startswith(one)


def _mentioned(title: str, text: str) -> Values:
    question = title.lower()
    readers = _readers(question) or _readers(standing_for(title) or OF_HEADINGS.get(PATHS.get(bare(title), ""), ""))
    for read in readers:
        yield from read(text)


def _readers(question: str) -> list[Reader]:
    return list(dict.fromkeys(one for words, some in MENTIONED if re.search(words, question) for one in some))


def _composed(found: dict[str, tuple[Any, str]]) -> Iterator[tuple[str, tuple[Any, str]]]:
    """Put how labels were made together as the one entry of their list."""
    parts = {path: one for path, one in found.items() if path.startswith(LABELS)}
    yield from ((path, one) for path, one in found.items() if path not in parts)
    if parts:
        entry = {path.removeprefix(LABELS): value for path, (value, _) in parts.items()}
        yield "aggregation", ([entry], next(iter(parts.values()))[1])
