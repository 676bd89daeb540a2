"""Brings the catalogues of messages under languages/ up to date with the texts in code, templates and schema.

python tests/catalogues.py keeps what is translated, adds what is new without a translation, drops what is gone
"""

import sys
from collections.abc import Iterator
from functools import cache
from io import BytesIO
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.extract import extract_from_dir
from babel.messages.pofile import read_po, write_po

from alignmentcard.model.base import Vocabulary
from alignmentcard.model.fields import tree
from alignmentcard.words import english_label, english_term, words_of

ROOT = Path(__file__).parent.parent
FOLDER = ROOT / "languages"
KEYWORDS = {"_": None, "_n": (1, 2), "later": None, "gettext": None, "ngettext": (1, 2)}
METHODS = [("alignmentcard/**.py", "python"), ("templates/**.html.j2", "jinja2.ext:babel_extract")]
OPTIONS = {"templates/**.html.j2": {"trimmed": "true", "trim_blocks": "true", "lstrip_blocks": "true"}}
WIDTH = 110


@cache
def extracted() -> Catalog:
    """Every text that a page can show, with the files that say it."""
    found = Catalog()
    for name, _, text, comments, _ in extract_from_dir(ROOT, METHODS, OPTIONS, KEYWORDS, ("Note:",)):
        if "standins" not in name:
            found.add(text, locations=[(name, 0)], auto_comments=comments)
    for where, text in of_the_schema():
        found.add(text, locations=[(where, 0)])
    return found


def of_the_schema() -> Iterator[tuple[str, str]]:
    """Yield names and descriptions that the schema holds, and where they stand."""
    fields = [tree()]
    while fields:
        field = fields.pop()
        fields += reversed(field.children.values())
        if field.name:
            yield "schema: fields", english_label(field.name)
            yield "schema: descriptions of fields", field.description
        if field.vocabulary:
            yield from of_a_vocabulary(field.vocabulary)
    yield from of_a_vocabulary(words_of("GapReason"))


def of_a_vocabulary(vocabulary: Vocabulary) -> Iterator[tuple[str, str]]:
    """Yield the words of a vocabulary as readers would write them, and their definitions."""
    for word, term in vocabulary.terms.items():
        yield "schema: words", english_term(word)
        yield "schema: definitions", term.definition


def read(path: Path) -> Catalog:
    """The catalogue of a language, as it stands."""
    with path.open("rb") as file:
        return read_po(file, path.stem.replace("-", "_"))


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
