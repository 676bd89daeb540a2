"""What the program says in other languages: catalogues that are up to date, whole, and true to their gaps."""

import ast
import json
import re
from copy import copy
from itertools import product
from pathlib import Path

import catalogues
import pytest

from alignmentcard import messages
from alignmentcard.messages import _, _n, pseudo, speaking, speaking_of, spoken
from alignmentcard.messages.carried import packed, unpacked
from alignmentcard.messages.languages import nearest
from alignmentcard.messages.retold import again, joined, listed, refilled, told, worded
from alignmentcard.portal.browser.downloads import cache_folder

GAP = re.compile(r"\{\w*\}|%\(\w+\)s|%%")
ELEMENT = re.compile(r"</?[a-z][^<>]*>")
FILES = {path.stem: path for path in catalogues.catalogues()}
TEXTS = {tag: [one for one in catalogues.read(path) if one.id] for tag, path in FILES.items()}
CODE = sorted((catalogues.ROOT / "alignmentcard").rglob("*.py"))
TEMPLATES = sorted((catalogues.ROOT / "templates").glob("*.html.j2"))


def forms(one) -> list[tuple[str, str]]:
    """The English text beside each form of its translation."""
    if isinstance(one.id, str):
        return [(one.id, one.string)]
    return [(one.id[min(number, 1)], text) for number, text in enumerate(one.string)]


@pytest.mark.parametrize("path", FILES.values(), ids=FILES)
def test_catalogue_holds_the_texts_of_today(path: Path) -> None:
    now = catalogues.written(catalogues.updated(path), catalogues.head(path))
    assert path.read_text("utf-8") == now, "python tests/catalogues.py brings it up to date"


@pytest.mark.parametrize("tag", FILES)
def test_catalogue_is_whole(tag: str) -> None:
    empty = [one.id for one in TEXTS[tag] if one.fuzzy or not all(text for _, text in forms(one))]
    assert empty == [], f"translate these in languages/{tag}.po; the glossary stands at its top"


@pytest.mark.parametrize("tag", FILES)
def test_translations_have_the_gaps_and_elements_of_the_english_text(tag: str) -> None:
    for one in TEXTS[tag]:
        for english, text in forms(one):
            if not text:
                continue
            optional = {"{count}", "%(count)s"} if not isinstance(one.id, str) else set()
            assert set(GAP.findall(text)) ^ set(GAP.findall(english)) <= optional, text
            assert sorted(ELEMENT.findall(text)) == sorted(ELEMENT.findall(english)), text


@pytest.mark.parametrize("tag", FILES)
def test_translations_begin_end_and_quote_as_the_english_text(tag: str) -> None:
    """Texts stand in attributes and beside others: a space or a straight quote more would show, or break a page."""
    for one in TEXTS[tag]:
        for english, text in forms(one):
            if text:
                assert (text[0] == " ", text[-1] == " ") == (english[0] == " ", english[-1] == " "), text
                assert text.count('"') <= english.count('"'), text


def test_no_translation_stands_in_the_catalogue_of_another_language() -> None:
    """Two languages that say several words alike, and not as English does, share what was filled into the wrong one."""
    said: dict[tuple[str, str], set[str]] = {}
    for tag in FILES:
        for english, text in {pair for one in TEXTS[tag] for pair in forms(one)}:
            if text != english and len(re.findall(r"[^\W\d_]{2,}", GAP.sub("", text))) > 1:
                said.setdefault((english, text), set()).add(tag)
    assert [text for (_, text), tags in said.items() if len(tags) > 1] == []


SCRIPTS = sorted((*(catalogues.ROOT / "site/docs/assets").glob("*.js"), catalogues.ROOT / "templates/portal/reload.js"))
SAYS = re.compile(r"(?<![\w.$])_n?\((?!text|one, more)")
SENTENCE = re.compile(r"""(?:"|`)([A-Z][a-z]+ [a-z]+ [^"`\n]*\.)(?=["`])""")


@pytest.mark.parametrize("path", SCRIPTS, ids=lambda path: path.stem)
def test_all_that_a_script_says_is_in_the_catalogues(path: Path) -> None:
    """A reader of JavaScript that lost its way in an expression left the whole page of the catalogue in English."""
    script = path.read_text("utf-8")
    said = list(catalogues.SAID_BY_SCRIPTS.finditer(script))
    assert len(said) == len(SAYS.findall(script)), "texts are literals, in double quotes"
    known = {one.id if isinstance(one.id, str) else one.id[0] for one in TEXTS["de"]}
    assert {json.loads(one[2]) for one in said} <= known
    silent = [line for line in script.splitlines() if "console." not in line and not line.lstrip().startswith("//")]
    assert SENTENCE.findall(catalogues.SAID_BY_SCRIPTS.sub("", "\n".join(silent))) == []


PACK = cache_folder() / "packs"
ASKED = re.compile(r'phrase\((?:view, )?"([^"]+)"|phrase\([\w.]+ \? "([^"]+)" : "([^"]+)"')

GIVEN = re.compile(r'(?:"([^"]+)"|\b(\w+)): (?=_\(|online|folded|unfolded|to\.)')


@pytest.mark.skipif(not PACK.is_dir(), reason="no pack was made on this machine")
def test_all_words_of_the_editor_are_said_by_the_portal() -> None:
    whole = {path.parent for path in PACK.glob("*/codemirror-*.mjs")}  # not one that is just being made
    newest = max(whole, key=lambda path: path.stat().st_mtime)
    modules = [path.read_text("utf-8") for path in newest.glob("codemirror-*.mjs")]
    asked = {word for text in modules for found in ASKED.findall(text) for word in found if word}
    script = (catalogues.ROOT / "site/docs/assets/editor.js").read_text("utf-8").partition("function phrases()")[2]
    given = script.partition("\n}\n")[0]
    assert len(asked) > 25
    words = {quoted or bare for quoted, bare in GIVEN.findall(given)}
    assert asked - words == set()


@pytest.mark.parametrize(
    ("tag", "found"), [("de-AT", "de"), ("de_CH", "de"), ("ES-mx", "es"), ("en-GB", "en"), ("fi", None), ("dea", None)]
)
def test_dialects_have_the_texts_of_their_language(tag: str, found: str | None) -> None:
    assert nearest(tag) == found
    with speaking(tag) as language:
        assert language.kept_as == ("" if found in (None, "en") else found)


def test_a_function_that_says_something_has_no_other_use_for_the_underscore() -> None:
    functions = (
        (path, function)
        for path in CODE
        for function in ast.walk(ast.parse(path.read_text("utf-8")))
        if isinstance(function, ast.FunctionDef)
    )
    for path, function in functions:
        names = [one for one in ast.walk(function) if isinstance(one, ast.Name) and one.id == "_"]
        assert len({type(one.ctx) for one in names}) < 2, f"{path}:{function.lineno}"


@pytest.mark.parametrize("path", TEMPLATES, ids=lambda path: path.stem)
def test_templates_trust_only_texts_that_stand_in_them(path: Path) -> None:
    """What `_` returns in a template is not escaped; texts that come from elsewhere go through `say`."""
    assert re.findall(r"(?<!\w)_\((?!\")", path.read_text("utf-8")) == []


@pytest.mark.parametrize(("tag", "said"), [("en", "1234567"), ("de", "1.234.567"), ("es", "1.234.567")])
def test_numbers_are_written_as_in_the_language(tag: str, said: str) -> None:
    with speaking(tag) as language:
        assert language.figure(1234567).replace("\u202f", "") == said
        assert language.decimals(0.5) == ("0.50" if tag == "en" else "0,50")
        assert language.figure(0.25) == ("0.25" if tag == "en" else "0,25")


def test_percents_dates_and_lists_are_written_as_in_the_language() -> None:
    with speaking("de") as german:
        assert german.percent(0.573) == "57\u00a0%"
        assert german.date("2026-11-21") == "21.11.2026"
        assert german.date("2026-03") == "März 2026"
        assert german.date("2026") == "2026"
        assert unpacked(packed(german)).date("2026-03") == "März 2026"
        assert german.listed(["a", "b", "c"]) == "a, b und c"
        assert german.listed(["a", "b"], either=True) == "a oder b"
    with speaking("es") as spanish:
        assert spanish.date("2026-11") == "noviembre de 2026"
    with speaking("ar-XB") as arabic:
        assert arabic.direction == "rtl"


def test_a_language_without_a_catalogue_is_english() -> None:
    with speaking("tlh"):
        assert spoken().tag == "en"
        assert _("Catalogue") == "Catalogue"


def test_a_dialect_has_the_texts_of_its_language_and_numbers_of_its_own() -> None:
    with speaking("de-AT") as austrian:
        assert austrian.tag == "de-AT"
        assert austrian.date("2026-01-09") == "09.01.2026"


def test_what_was_kept_is_forgotten_with_the_language() -> None:
    told = messages.kept()(lambda: spoken().tag)
    seen = [told()]
    for tag in ("de", "en"):
        with speaking(tag):
            seen.append(told())
    assert seen == ["en", "de", "en"]


@pytest.mark.parametrize(("count", "tag"), list(product((0, 1, 2), ("en", "en-XA"))))
def test_plurals_have_their_number(count: int, tag: str) -> None:
    with speaking(tag):
        said = _n("{count} named trait", "{count} named traits", count)
    assert str(count) in said
    assert (pseudo.OPEN in said) == (tag != "en")


def test_a_disguised_text_keeps_its_gaps_and_is_longer() -> None:
    said = pseudo.disguised("Made by <bdi>%(who)s</bdi> in {year}")
    assert "<bdi>%(who)s</bdi>" in said
    assert "{year}" in said
    assert len(said) >= 1.4 * len("Made by in")


def test_a_finding_is_said_again_in_the_language_of_the_page() -> None:
    sentence = worded("The definition of `{dimension}` only repeats its name.", dimension="rude")
    assert sentence == "The definition of `rude` only repeats its name."
    assert again(sentence) == sentence
    with speaking("de"):
        assert again(sentence) == "Die Definition von `rude` wiederholt nur ihren Namen."
        assert again(copy(sentence)) == "Die Definition von `rude` wiederholt nur ihren Namen."
        assert again("A sentence that remembers nothing") is None


def test_sentences_that_are_put_together_are_said_again_part_by_part() -> None:
    first, second = worded("Mend it."), worded("`{path}` is missing.", path="dataset.id")
    both = joined(" ", (first, second))
    assert both == "Mend it. `dataset.id` is missing."
    with speaking("de"):
        assert again(both) == "Beheben Sie ihn. `dataset.id` fehlt."
        assert again(first + " " + second) == again(both)
        assert again(first.rstrip(".")) == "Beheben Sie ihn"
        assert again(joined(" ", (first, worded("This is in no catalogue.")))) is None


def test_words_and_numbers_in_a_finding_are_those_of_the_language() -> None:
    done = listed([worded("had to pass a test"), worded("were told how they did")])
    sentence = worded("The card says descriptive, and raters {done}: somebody knew the right answers.", done=done)
    assert "had to pass a test and were told how they did" in sentence
    many = worded("The card has more than {max_bytes:,} bytes.", max_bytes=1048576)
    assert many == "The card has more than 1,048,576 bytes."
    text = "`{dimension}` is a matter of belief, and raters are unanimous on {share:.0%} of the items."
    share = worded(text, dimension="rude", share=0.573)
    with speaking("de"):
        assert "mussten einen Test bestehen und erfuhren, wie sie abschnitten" in str(again(sentence))
        assert again(many) == "Die Karte hat mehr als 1.048.576 Bytes."
        assert "57\u00a0%" in str(again(share))


def test_a_line_that_is_counted_otherwise_is_said_again_too() -> None:
    sentence = refilled(worded("line {line} has two keys", line=2), line=7)
    assert sentence == "line 7 has two keys"
    assert refilled("as it stands", line=7) == "as it stands"
    with speaking("es"):
        assert again(sentence) == "la línea 7 tiene dos claves"


def test_what_is_told_is_remembered_in_english_only() -> None:
    remembered = told("had to pass a test")
    with speaking("de"):
        assert told("had to pass a test") == again(remembered) == "mussten einen Test bestehen"


@pytest.mark.parametrize("tag", [*FILES, "ar-XB"])
def test_a_language_that_travels_writes_as_the_one_it_was_made_of(tag: str) -> None:
    with speaking(tag) as whole:
        carried = unpacked(json.loads(json.dumps(packed(whole))))
    for one, other in (
        (whole.figure, carried.figure),
        (whole.decimals, carried.decimals),
        (whole.percent, carried.percent),
    ):
        assert [one(value) for value in (0, 0.5, 0.123456, 12, 1234567, -3.25)] == [
            other(value) for value in (0, 0.5, 0.123456, 12, 1234567, -3.25)
        ]
    for parts in (["a"], ["a", "b"], ["a", "b", "c"], ["x", "y", "z", "w"]):
        assert whole.listed(parts) == carried.listed(parts)
        assert whole.listed(parts, either=True) == carried.listed(parts, either=True)
    assert whole.date("2026-11-05") == carried.date("2026-11-05")
    assert (whole.direction, whole.tag) == (carried.direction, carried.tag)
    with speaking_of(carried), speaking(tag):
        counted = [_n("{count} rater", "{count} raters", n) for n in (1, 2)]
    with speaking(tag):
        assert counted == [_n("{count} rater", "{count} raters", n) for n in (1, 2)]
