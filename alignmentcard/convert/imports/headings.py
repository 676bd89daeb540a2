"""Headings of Hugging Face cards, Data Cards, Datasheets and Data Statements, and where in a card an answer belongs."""

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from typing import Any

from alignmentcard.convert.imports.answers import LONGEST, answered, says_none, without_form
from alignmentcard.convert.imports.beside import OPENING, SHEET, beside
from alignmentcard.convert.imports.citation import sources
from alignmentcard.convert.imports.found import Found, Left, Taken, Unread, left, plain
from alignmentcard.convert.imports.free_words import standing_for
from alignmentcard.convert.imports.licensed import stated_licence
from alignmentcard.convert.imports.questions import asked
from alignmentcard.convert.imports.sections import IN_BOLD, IN_LINE, Section, bare, points, says_nothing, sections
from alignmentcard.convert.imports.sheets import as_headings
from alignmentcard.convert.imports.tongues import listed
from alignmentcard.convert.imports.values import contact, languages, licence, link, summary
from alignmentcard.messages import _
from alignmentcard.paths import split

HEADINGS = {
    "dataset.summary": """dataset summary | summary | abstract | dataset description | description | overview
        | dataset overview | dataset snapshot | about""",
    "dataset.creators": """dataset curators | curators | curated by | authors | authorship | dataset owners | publishers
        | publishing organization(s) | team(s) | author(s) | who are the dataset curators | dataset card authors
        | who created the dataset and on behalf of which entity""",
    "dataset.contact": """dataset card contact | contact | contact detail(s) | contact information | dataset owner(s)
        | how can the owner/curator/manager of the dataset be contacted""",
    "dataset.license": """licensing information | license | licence | licensing | terms of use
        | will the dataset be distributed under a copyright or other intellectual property (ip) license, and/or under
        applicable terms of use (tou)""",
    "dataset.languages": "languages | language | language variety | b. language variety | language(s) (nlp)",
    "dataset.version": "version | dataset version | dataset version and maintenance | current version",
    "dataset.published": "when will the dataset be distributed | release date",
    "dataset.derived_from": """source datasets | related datasets | provenance appendix
        | is the dataset self-contained, or does it link to or otherwise rely on external resources""",
    "dataset.items": """data splits | dataset size | size | size of dataset | instances | data subject(s)
        | how many instances are there in total (of each type, if appropriate)
        | what do the instances that comprise the dataset represent""",
    "sources": "citation information | citation | citing | cite | bibtex | how to cite | references",
    "intent.uses": """supported tasks and leaderboards | supported tasks | tasks supported | uses | direct use
        | use in ml or ai systems | intended use | intended uses | intended use case(s) | primary intended uses
        | primary use cases | has the dataset been used for any tasks already | what (other) tasks could the dataset be
        used for | example: use cases | safety of use | use cases""",
    "intent.not_for": """out-of-scope use | out of scope uses | unsuitable use case(s) | unsafe application(s)
        | unsafe use case(s) | are there tasks for which the dataset should not be used | other known limitations
        | limitations | known limitations | recommendations | bias, risks, and limitations""",
    "intent": """curation rationale | motivation | motivations & use | motivation & intended use | purpose | purpose(s)
        | a. curation rationale | motivations & intentions | rationale | motivating factor(s)
        | considerations for using the data | social impact of dataset | discussion of biases | biases | bias
        | for what purpose was the dataset created | is there anything about the composition of the dataset or the way
        it was collected and preprocessed/cleaned/labeled that might impact future uses""",
    "framework": "definitions | annotation guidelines | guidelines | annotation instructions | labeling instructions",
    "framework.authors": "who wrote the guidelines | guideline authors",
    "dimensions": """label description(s) | labels | label definitions | rating scale | annotation scheme
        | annotation schema | annotation task | label description | annotation distribution(s)
        | is there a label or target associated with each instance""",
    "collection": """annotation process | annotations | annotations [optional] | annotation | annotation procedure
        | annotation methods | annotations & labeling | annotation characteristic(s) | annotation tasks
        | annotation task type(s) | annotation workforce type | labeling | labeling process | labeling method(s)
        | initial data collection and normalization | data collection and processing | source data | data collection
        | collection process | data collection process | collection method(s) | method(s) used | methods used
        | dataset creation | human annotators | human annotations | procedure(s) and instruction(s)
        | speech situation | e. speech situation | collection
        | what mechanisms or procedures were used to collect the data
        | how was the data associated with each instance acquired""",
    "collection.period": """over what timeframe was the data collected | date(s) of collection | collection dates
        | time frame | timeframe | time period""",
    "collection.platform": "annotation platform | platform | platform(s) | labeling platform | annotation tool",
    "pools": """who are the annotators | annotators | annotator demographic | annotator demographics
        | d. annotator demographic | annotator description(s) | annotator description | annotator task(s)
        | annotator background | annotator pool | rater demographics | raters | participants | crowdworkers
        | who are the source language producers | who are the source data producers | language producers
        | speaker demographic | c. speaker demographic | speaker demographics | workforce | annotation workforce
        | human attributes
        | compensation | annotator compensation | payment | locale | annotator demographics & compensation
        | who was involved in the data collection process and how were they
        compensated
        | were any ethical review processes conducted
        | did the individuals in question consent to the collection and use of their data
        | were the individuals in question notified about the data collection""",
    "aggregation": """aggregation | label aggregation | adjudication | data preprocessing | preprocessing
        | preprocessing/cleaning/labeling | cleaning | filtering | quality control | transformations
        | validation types | validation and data quality | validation method(s)
        | was any preprocessing/cleaning/labeling of the data done
        | was the raw data saved in addition to the preprocessed/cleaned/labeled data""",
    "statistics": """inter-annotator agreement | inter-rater agreement | interannotator agreement | agreement
        | annotator agreement | disagreement | annotation quality
        | are there any errors, sources of noise, or redundancies in the dataset""",
    "release": """distribution | data access | access | access, retention, & wipeout | access type | release
        | how will the dataset be distributed
        | will the dataset be distributed to third parties outside of the entity on behalf of which the dataset was
        created""",
    "release.files": "data fields | data files | files | dataset structure | data format | file structure",
    "release.personal_data": """personal and sensitive information | sensitive human attributes | sensitivity of data
        | privacy | privacy & pii | sensitive data | sensitivity type(s) | field(s) with sensitive data
        | does the dataset contain data that might be considered confidential
        | does the dataset contain data that might be considered sensitive in any way
        | is it possible to identify individuals, either directly or indirectly from the dataset""",
    "release.withdrawal": """if consent was obtained, were the consenting individuals provided with a mechanism to
        revoke their consent in the future or for certain uses | wipeout and deletion""",
    "release.maintenance": """maintenance | maintenance status | maintenance plan | version details
        | next planned update(s) | who will be supporting/hosting/maintaining the dataset | is there an erratum
        | will the dataset be updated
        | will older versions of the dataset continue to be supported/hosted/maintained""",
}
"""What authors ask under such a heading, by the field or section of a card; separated by bars."""
PATHS = {" ".join(name.split()): path for path, names in HEADINGS.items() for name in names.split("|")}
POINTS = {
    "homepage": "dataset.links.homepage",
    "repository": "dataset.links.repository",
    "paper": "dataset.links.paper",
    "point of contact": "dataset.contact",
    "contact": "dataset.contact",
    "license": "dataset.license",
    "language(s) (nlp)": "dataset.languages",
    "languages": "dataset.languages",
    "curated by": "dataset.creators",
    "download": "dataset.links.download",
}
"""Points with a name in bold, as templates have them, and the field that each is about."""
TITLE = re.compile(
    r"(?:(?:dataset|data|model) ?(?:card|sheet|statement)s?|(?:\w+ ){0,4}checklist)\s*"
    r"(?:for a data ?set:|for(?: the)?|:|[-–—])\s*(.+)"
    r"|(.+?)\s+(?:data ?(?:set )?(?:card|sheet|statement)|(?:responsible nlp|neurips)[\w ]*checklist)",
    re.IGNORECASE,
)
UNNAMED = re.compile(
    r"\W*(?:(?:dataset )?name|(?:add|insert|your) data ?set name(?: here)?|\{\{.*|(?:dataset|data) ?(?:card"
    r"|sheet|statement)\b.*|(?:[\w-]+ ){0,5}checklist"
    r"|(?:\w*ACL|ARR|EMNLP|NeurIPS)(?: Rolling Review)?(?: \d{4})?"
    r"|California AB 2013, .*|EU AI Act, .*|(?:EU: )?public summary of training content.*)\W*",
    re.IGNORECASE,
)
THE_DATASET = re.compile(r"\bfor the \S{1,80} dataset\b")
"""A heading in which the last word is none of the name."""
FORM_ABOUT = re.compile(r"^The answers are about the data of “([^“”]{1,300})”\.$", re.MULTILINE)
"""How a form that this program filled says which dataset it is about; its heading is that of the form."""
OURS = re.compile(rf"{FORM_ABOUT.pattern}|^# Datasheet for a dataset: .{{1,300}}$", re.MULTILINE)
"""How a sheet begins that this program filled for one dataset."""
PROSE = ("intent", "framework", "dimensions", "collection", "pools", "aggregation", "statistics")
"""Sections of a card that parts of a section with an unknown heading may belong to as well."""
NO_PLACE = "A card has no field for it."


def from_headings(text: str) -> Iterator[Found]:
    """Yield what the headings of a Markdown text lead to; the prose under them is left for the author."""
    own, outline = OURS.search(text) is not None, list(_outline(text))
    found = list(_from_outline(outline, own=own))
    yield from found
    if not own:
        yield from _beside([section for section, _ in outline], {one.path for one in found if isinstance(one, Taken)})


def _beside(outline: list[Section], known: set[str]) -> Iterator[Found]:
    """Yield what the answers of a filled sheet mention beside what they were asked for."""
    told = [
        (one.title, without_form(plain(one.text)[:LONGEST]).replace("**", ""))
        for one in outline
        if asked(one.title) is not None or standing_for(one.title)
    ]
    told = [(title, text) for title, text in told if text and not says_none(text)]
    if len(told) >= SHEET:
        opening = " ".join(
            f"{one.title}.\n{plain(one.text)}" for one in outline if asked(one.title) is None and one.level <= 1
        )
        yield from beside([(OPENING, opening[:LONGEST]), *told], known)


def _from_outline(outline: list[tuple[Section, str | None]], *, own: bool) -> Iterator[Found]:
    named = False
    for section, path in outline:
        yield from _title(section, first=not named)
        opening = path is None and (not section.title or (section.level == 1 and not named))
        named = named or section.level == 1
        yield from _points(section)
        if opening:
            yield from _opening(section, own=own)
        elif not says_nothing(section.text) and not says_none(without_form(plain(section.text))):
            yield from _placed(section, path, own=own)


def _opening(section: Section, *, own: bool) -> Iterator[Found]:
    """Leave the words with which a text begins, before its first heading or under it: often they sum it up."""
    if about := FORM_ABOUT.search(section.text):
        yield Taken("dataset.title", about[1], section.title)
    if own:
        return
    answers = list(answered(section.title, section.text)) if section.title else []
    yield from answers
    if not answers and not says_nothing(text := _without_points(section.text)):
        yield from left("dataset.summary", text, section.title or _("text before the first heading"))


def _outline(text: str) -> Iterator[tuple[Section, str | None]]:
    """Yield sections with the place of each; one without a place has that of the section it is part of."""
    above: dict[int, str | None] = {}
    for section in _joined(sections(as_headings(text), known=_is_of_a_form, marked=_is_known)):
        above = {level: path for level, path in above.items() if level < min(section.level, IN_BOLD)}
        outer = above[max(above)] if above else None
        path = place_of(section.title)
        if path is None:
            path = outer if outer and split(outer)[0] in PROSE else None
        above[section.level] = path
        yield section, path


def _joined(found: Iterable[Section]) -> Iterator[Section]:
    """Put lines in bold that are no known heading back into the text that they stand in."""
    last: Section | None = None
    for section in found:
        if last and section.level == IN_BOLD and not _is_known(section.title):
            last = replace(last, text=f"{last.text}\n\n{section.title}\n\n{section.text}".strip())
            continue
        if last:
            yield last
        last = section
    if last:
        yield last


def place_of(title: str) -> str | None:
    """Return the field or section that a heading asks for; of several questions, the first.

    A question of a form that no field answers has an empty place; a heading that nobody knows has none.
    """
    path = _in_words_of_a_form(title)
    meant = standing_for(title) if path is None else None
    return _in_words_of_a_form(meant) if meant else path


def _in_words_of_a_form(title: str) -> str | None:
    return PATHS.get(bare(title)) or PATHS.get(bare(title.partition("?")[0])) or asked(title)


def _is_known(title: str) -> bool:
    return place_of(title) is not None


def _is_of_a_form(title: str) -> bool:
    return _in_words_of_a_form(title) is not None


def _title(section: Section, *, first: bool) -> Iterator[Taken]:
    """Yield the name in a heading such as “Dataset Card for X”, or the first heading of all."""
    found = TITLE.fullmatch(section.title.strip()) if section.level == 1 else None
    name = (found[1] or found[2]) if found else section.title if section.level == 1 and first else ""
    name = re.sub(r",? version \d[\d.]*$| \(v?\d[\d.]*\)$|[\"”] data ?set$", "", name.strip(), flags=re.IGNORECASE)
    name = re.sub(r" dataset$", "", name) if THE_DATASET.search(section.title) else name
    name = re.sub(r"^(?:data ?set )?[\"“'`\[*_]+|[\"”'`\]*_]+$|\s[-–—]+$|:$", "", name.strip())
    if name and not UNNAMED.fullmatch(name) and not _is_of_a_form(name):
        yield Taken("dataset.title", name, section.title)


def _points(section: Section) -> Iterator[Found]:
    for name, text in points(section.text):
        path = POINTS.get(bare(name))
        if path and not says_nothing(text):
            yield from _valued(path, text, name)


def _placed(section: Section, path: str | None, *, own: bool) -> Iterator[Found]:
    at = section.title
    known = list(answered(at, _without_points(section.text), own=own))
    if known or own:
        yield from known
    elif not path:
        yield Unread(at, NO_PLACE)
    elif path == "sources":
        yield from sources(section.text, at)
    elif path in READERS:
        yield from _valued(path, _without_points(section.text), at)
    else:
        form = section.level == IN_LINE or asked(at) is not None or standing_for(at) is not None
        yield from left(path, without_form(section.text) if form else section.text, at)


def _without_points(text: str) -> str:
    names = {f"{name}{value}" for name, value in points(text) if bare(name) in POINTS}
    return "\n".join(line for line in text.split("\n") if not any(f"{n}{v}" in names for n, v in points(line))).strip()


def _only_languages(text: str) -> list[str]:
    tags, rest = languages(text)
    return tags if not rest else next((tags for _, tags in listed(text)), [])


READERS: dict[str, Callable[[str], Any]] = {
    "dataset.summary": summary,
    "dataset.license": licence,
    "dataset.contact": contact,
    "dataset.languages": _only_languages,
    "dataset.creators": lambda _: None,
}
"""How the text of a field becomes its value; names in prose are never taken apart."""


def _valued(path: str, text: str, at: str) -> Iterator[Found]:
    """Yield the value of a field where a text is nothing else; the text itself otherwise."""
    value = READERS.get(path, link)(text)
    named = stated_licence(plain(text)[:LONGEST]) if path == "dataset.license" and not value else None
    if value or named:
        yield Taken(path, value or named, at)
    if value:
        return
    if not says_nothing(text):
        yield Left(path, text, at)
