"""Brings the catalogues of messages under languages/ up to date with the texts in code, templates and schema.

python tests/catalogues.py keeps what is translated, adds what is new without a translation, drops what is gone; and
says which pages below languages/ translate an older text, or are not there
"""

import json
import re
import sys
from collections.abc import Iterator, Mapping
from functools import cache
from io import BytesIO
from pathlib import Path
from typing import BinaryIO

import translated
from babel.messages.catalog import Catalog
from babel.messages.extract import extract_from_dir
from babel.messages.pofile import read_po, write_po

from alignmentcard.author.reasons import WHY
from alignmentcard.cli import manual as commands
from alignmentcard.convert.crosswalk import ROWS
from alignmentcard.convert.exports import FORMATS
from alignmentcard.diff import BUMPS, EFFECTS, SAYS_MORE
from alignmentcard.measurement.results.definitions import Definition, definitions
from alignmentcard.measurement.tables import account, answers, copies
from alignmentcard.measurement.tables.adapters import rows
from alignmentcard.messages.languages import REFERENCE
from alignmentcard.model.base import Vocabulary
from alignmentcard.model.fields import tree
from alignmentcard.portal import prose
from alignmentcard.portal.reference import manual
from alignmentcard.profiles import Profile, load_profile, names
from alignmentcard.report import questionnaire
from alignmentcard.rules import Rule, catalogue
from alignmentcard.rules.phrases import phrases
from alignmentcard.rules.rule import paragraphs
from alignmentcard.rules.said import SAID_IN
from alignmentcard.rules.sources import sections_in
from alignmentcard.words import english_label, english_term, words_of

ROOT = Path(__file__).parent.parent
FOLDER = ROOT / "languages"
KEYWORDS = {
    **dict.fromkeys(("_", "later", "worded", "gettext")),
    **dict.fromkeys(("_n", "plural", "ngettext"), (1, 2)),
}
STARTERS = sorted((ROOT / "templates" / "starters").glob("*.card.yaml"))
TITLE = re.compile(r"^  title: (.+ \(example\))$", re.MULTILINE)
SAID_BY_SCRIPTS = re.compile(r"""(?<![\w.])(_n?)\(\s*("(?:[^"\\\n]|\\.)*")(?:,\s*("(?:[^"\\\n]|\\.)*"))?""")
"""A text of a script, wherever it stands; a reader of JavaScript loses its way in expressions and in templates."""


def of_scripts(file: BinaryIO, *_: object, **options: object) -> Iterator[tuple[int, str, tuple[str, ...], list[str]]]:
    """Yield the texts that a script says, as babel wants them."""
    for found in SAID_BY_SCRIPTS.finditer(file.read().decode()):
        yield 0, found[1], tuple(json.loads(text) for text in found.groups()[1:] if text), []


METHODS = [
    ("alignmentcard/**.py", "python"),
    ("templates/**.html.j2", "jinja2.ext:babel_extract"),
    ("site/docs/assets/**.js", of_scripts),
    ("templates/portal/**.js", of_scripts),
]
OPTIONS = {"templates/**.html.j2": {"trimmed": "true", "trim_blocks": "true", "lstrip_blocks": "true"}}
WIDTH = 110
OURS = ("minimal", "standard", "annotator-level-release", "neurips-ed-2026")
"""Profiles whose questions are ours; those of others are quotations, in the words of those who wrote them."""
TERM = re.compile(r"\w+:\w+$")
"""A term of another format, which every language calls the same."""
SAID_OF_SOURCES = ("crowd-kit class names where one exists",)
"""Sources of vocabularies that are said in words; the others are works and names."""
REASONS = (
    *(*account.AGAIN.values(), copies.COPY),
    *(account.OTHER_ROWS, account.OTHER_DIMENSION, account.NO_DIMENSION, answers.NO_VALUE),
    *(rows.MARK, rows.FREE_TEXT, rows.DRAFT, rows.DISCARDED, rows.CANCELLED),
)
"""Why answers were set aside; those of single tools are marked where they stand."""


@cache
def extracted() -> Catalog:
    """Every text that a page can show, with the files that say it."""
    found = Catalog()
    for name, _, text, comments, _ in extract_from_dir(ROOT, METHODS, OPTIONS, KEYWORDS, ("Note:",)):
        if "standins" not in name:
            found.add(text, locations=[(name, 0)], auto_comments=comments)
    for where, text in of_the_schema():
        if text:
            found.add(text, locations=[(where, 0)])
    return found


def of_the_schema() -> Iterator[tuple[str, str]]:
    """Yield names and descriptions that the schema holds, and where they stand."""
    fields = [tree()]
    while fields:
        field = fields.pop()
        fields += reversed(field.children.values())
        if field.name:
            yield "schema/fields", english_label(field.name)
            yield "schema/descriptions", field.description
            yield "schema/questions", field.question or ""
            yield from (("schema/examples", text) for text in examples(field.example))
        if field.vocabulary:
            yield from of_a_vocabulary(field.vocabulary)
    yield from of_a_vocabulary(words_of("GapReason"))
    yield from (("schema/statistics.yaml", text) for one in definitions() for text in (one.title, *names_of(one)))
    yield from ((f"{REFERENCE}statistics", text) for one in definitions() for text in of_a_definition(one))
    yield from ((f"{REFERENCE}profiles", " ".join(load_profile(name).description.split())) for name in names())
    yield from ((f"{REFERENCE}crosswalk", cell.note) for row in ROWS for cell in row.cells.values())
    yield from (("schema/profiles", load_profile(name).title) for name in names())
    yield from ((f"{REFERENCE}profiles", load_profile(name).source or "") for name in names())
    yield from (("schema/profiles", text) for name in OURS for text in of_a_profile(load_profile(name)))
    schemas = (fragment.schema for name in names() for fragment in load_profile(name).schemas)
    yield from (("schema/profiles", text) for schema in schemas for text in descriptions(schema))
    yield from (("alignmentcard/author/reasons.py", text) for text in WHY.values())
    yield from (("schema/phrases.yaml", phrases(sense)[0].says) for sense in SAID_IN)
    yield from ((f"{REFERENCE}commands", text) for text in commands.texts())
    yield from ((f"{REFERENCE}python", text) for text in manual.python_texts())
    yield from (("site", text) for text in prose.texts())
    yield from (("templates/starters", title) for path in STARTERS for title in TITLE.findall(path.read_text("utf-8")))
    yield from (("alignmentcard/rules", rule.summary) for rule in catalogue())
    yield from ((f"{REFERENCE}rules", text) for rule in catalogue() for text in of_a_rule(rule))
    yield from (("alignmentcard/convert/exports", one.about) for one in (FORMATS | questionnaire.FORMATS).values())
    yield from (("alignmentcard/measurement/tables", reason) for reason in REASONS)
    yield from (("alignmentcard/diff.py", text) for effect in EFFECTS for text in effect[1:])
    yield from (("alignmentcard/diff.py", text) for text in (SAYS_MORE, *BUMPS))


def examples(given: object) -> Iterator[str]:
    """Yield the examples of a field that are words: they stand beside the questions of the form."""
    for one in given if isinstance(given, list) else [given]:
        if isinstance(one, str) and " " in one:
            yield one


def of_a_rule(rule: Rule) -> Iterator[str]:
    """Yield what the page of a rule says of it: why, what a repair does, where the idea comes from."""
    yield from (*paragraphs(rule.docs.why), *paragraphs(rule.docs.fix), rule.docs.source)
    yield from sections_in(rule.docs.source)


def of_a_profile(profile: Profile) -> Iterator[str]:
    """Yield what a profile of ours says: what it is for, and its questions."""
    yield " ".join(profile.description.split())
    yield from (text for one in profile.questions for text in (one.section, one.text) if not TERM.match(text))


def descriptions(schema: object) -> Iterator[str]:
    """Yield what the parts of a JSON Schema say of themselves."""
    if isinstance(schema, Mapping):
        for name, part in schema.items():
            if name == "description" and isinstance(part, str):
                yield part
            else:
                yield from descriptions(part)


def names_of(definition: Definition) -> Iterator[str]:
    """Yield the names of the formulas of a statistic."""
    yield from (formula.name for formula in definition.formulas)


def of_a_definition(definition: Definition) -> Iterator[str]:
    """Yield how a statistic is to be read, and what its formulas say in words; signs alone are the same everywhere."""
    yield from (definition.question, *definition.reading)
    for one in definition.formulas:
        yield from (one.where, one.source, *([one.formula] if WORD.search(one.formula) else []))


WORD = re.compile(r"[a-z]{3}")


def of_a_vocabulary(vocabulary: Vocabulary) -> Iterator[tuple[str, str]]:
    """Yield the words of a vocabulary as readers would write them, and their definitions."""
    yield "schema/words", english_label(vocabulary.name)
    yield "schema/descriptions", vocabulary.description
    yield f"{REFERENCE}vocabulary", vocabulary.source if vocabulary.source in SAID_OF_SOURCES else ""
    for word, term in vocabulary.terms.items():
        yield "schema/words", english_term(word)
        yield "schema/definitions", term.definition


def read(path: Path) -> Catalog:
    """The catalogue of a language as it stands; of one that git could not merge, what either side has translated."""
    text = path.read_text("utf-8")
    ours, theirs = (_parsed(CONFLICT.sub(side, text), path.stem) for side in (r"\1", r"\2"))
    for one in theirs if CONFLICT.search(text) else ():
        known = ours.get(one.id)
        if one.id and (known is None or not any(known.string)):
            ours[one.id] = one
    return ours


CONFLICT = re.compile(
    r"^<<<<<<< .*?\n(.*?)^(?:\|\|\|\|\|\|\| .*?)?=======\n(.*?)^>>>>>>> .*?\n", re.DOTALL | re.MULTILINE
)


def _parsed(text: str, language: str) -> Catalog:
    return read_po(BytesIO(text.encode()), language.replace("-", "_"))


def written(catalog: Catalog, head: str) -> str:
    """Write a catalogue below its head so that two people who add texts seldom change the same lines."""
    out = BytesIO()
    write_po(out, catalog, WIDTH, sort_output=True, include_lineno=False, ignore_obsolete=True, omit_header=True)
    return f"{head.rstrip()}\n\n{out.getvalue().decode().strip()}\n"


def head(path: Path) -> str:
    """The glossary and what says how plurals are made, which people write."""
    return path.read_text("utf-8").partition("\n\n")[0]


def updated(path: Path) -> Catalog:
    """A catalogue with the texts of today."""
    catalog = read(path)
    catalog.update(extracted(), no_fuzzy_matching=True, update_header_comment=False, update_creation_date=False)
    return catalog


def catalogues() -> list[Path]:
    """The files of all languages."""
    return sorted(FOLDER.glob("*.po"))


if __name__ == "__main__":
    for file in catalogues():
        now = updated(file)
        file.write_text(written(now, head(file)), "utf-8")
        empty = sum(not one.string or not all(one.string) for one in now if one.id)
        sys.stdout.write(f"{file.relative_to(ROOT)}: {len(now)} texts, {empty} without a translation\n")
    for told in translated.renew():
        sys.stdout.write(f"{told}\n")
