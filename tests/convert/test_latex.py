r"""The appendix in LaTeX: it compiles by itself and inside a paper, and prints every text as it is."""

import re
import shutil
import subprocess
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given
from hypothesis_profiles import with_examples
from test_model import SCHEMA, data_of

from alignmentcard.convert.ac_block import as_data
from alignmentcard.convert.exports.latex import CODED, latex
from alignmentcard.convert.exports.latex_text import latex as escaped
from alignmentcard.convert.prose.judges import MANY
from alignmentcard.convert.prose.silence import asked_of, clause, of_pool, of_them
from alignmentcard.convert.prose.subjects import spaced_id
from alignmentcard.convert.prose.words import capital
from alignmentcard.document import parse, read
from alignmentcard.loader import load
from alignmentcard.model import Card
from alignmentcard.model.pools import Pool
from alignmentcard.paths import split

ROOT = Path(__file__).parents[2]
GALLERY = sorted((ROOT / "site" / "cards").glob("*.card.yaml"))
CARDS = data_of(SCHEMA).map(Card.model_validate)
ENGINES = ("pdflatex", "xelatex")
HOSTILE = (
    r"\input{/etc/passwd} 100% $x$ #1 & a_b^c {d} ~ [x] *y* |z| <b> -- --- `` '' ,, \\ \end{document}",
    "“quotes” ‘single’ „low‚ «French» ‹angles› – — … • § ¶ © ® ™ £ € ¡ ¿ \u00a0\u202f\u2009\u2011\u200b\u00ad",
    "× ÷ ± − · ° ∞ ≤ ≥ ≠ ≈ → ← ↔ ¹²³ ′ ″ ½ ¼ ¬ µ αβγδεζηθικλμνξπρστυφχψω ΓΔΘΛΣΦΨΩ",
    "你好，世界 こんにちは 한국어 العربية עברית Кирилл हिन्दी 😀👩‍👩‍👧 \U0001d54f e\u0301 q\u0301",
    "".join(map(chr, range(0xA1, 0x180))),
    "\u202eright to left\u2066 \x07 \ufeff",
    "https://example.org/" + "a-very-long-address_without/end?" * 20 + "x" * 300,
    "",
    "[optional]",
    "*",
)


def compiled(text: str, folder: Path, engine: str) -> str:
    """Run an engine; return its log."""
    if shutil.which(engine) is None:
        pytest.skip(f"needs {engine} on the PATH")
    (folder / "a.tex").write_text(text, "utf-8")
    command = [engine, "-interaction=nonstopmode", "-halt-on-error", "-no-shell-escape", "a.tex"]
    done = subprocess.run(command, cwd=folder, capture_output=True, check=False)
    log = (folder / "a.log").read_text("utf-8", "replace")
    assert done.returncode == 0, log[-3000:]
    assert (folder / "a.pdf").read_bytes().startswith(b"%PDF")
    return log


def card_of(path: Path) -> Card:
    card = load(read(path)).card
    assert card is not None
    return card


def hostile_card() -> Card:
    texts = [text for text in HOSTILE if text]
    return Card.model_validate(
        {
            "alignmentcard": "1.1",
            "dataset": {"id": "x", "title": HOSTILE[0], "summary": " ".join(texts)[:1000]},
            "dimensions": [
                {
                    "id": f"d{n}",
                    "name": text,
                    "asks": text,
                    "definition": {"text": text * 8},
                    "scale": {"values": [text]},
                }
                for n, text in enumerate(texts)
            ],
            "gaps": [{"field": text[:300], "reason": "unknown", "note": text} for text in texts],
            "pools": [{"id": "p", "composition": [{"axis": text, "counts": {text: 3}} for text in texts]}],
            "aggregation": [{"rationale": text} for text in texts],
        }
    )


@pytest.mark.parametrize("path", GALLERY, ids=lambda path: path.name.removesuffix(".card.yaml"))
def test_every_card_of_the_gallery_compiles_by_itself(path: Path, tmp_path: Path) -> None:
    compiled(latex(card_of(path)), tmp_path, "pdflatex")


@with_examples(10)
@given(CARDS)
def test_every_card_compiles(card: Card) -> None:
    with TemporaryDirectory() as folder:
        compiled(latex(card), Path(folder), "pdflatex")


@pytest.mark.parametrize("engine", ENGINES)
def test_hostile_text_compiles(engine: str, tmp_path: Path) -> None:
    log = compiled(latex(hostile_card()), tmp_path, engine)
    assert "Missing character" not in log


@pytest.mark.parametrize("engine", ENGINES)
@pytest.mark.parametrize("more", ["", r"\usepackage{hyperref}", r"\usepackage[T1]{fontenc}\usepackage{hyperref}"])
def test_it_is_a_part_of_a_paper(more: str, engine: str, tmp_path: Path) -> None:
    (tmp_path / "card.tex").write_text(latex(hostile_card()), "utf-8")
    head = r"\documentclass[twocolumn]{article}"
    compiled(rf"{head}{more}\begin{{document}}A\appendix\input{{card}} B\end{{document}}", tmp_path, engine)


def head_of(pool: Pool) -> str:
    """A single model is called by its name."""
    name = pool.model.name if pool.model else None
    return name if name and not MANY.match(name) else spaced_id(pool.id)


@pytest.mark.parametrize("path", GALLERY, ids=lambda path: path.name.removesuffix(".card.yaml"))
def test_every_dimension_pool_and_gap_has_its_paragraph(path: Path) -> None:
    card = card_of(path)
    text = latex(card)
    for head in (*(one.name or one.id for one in card.dimensions), *(head_of(one) for one in card.pools)):
        assert f"\\textbf{{{escaped(head if CODED.match(head) else capital(head))}}}\\quad" in text
    silent = text.partition("What is not stated")[2].lower()
    for gap in card.gaps:
        asked = asked_of(as_data(card), clause(split(gap.field), gap.note or ""))
        told = of_pool(as_data(card), split(gap.field), asked)
        both = "where and when answers were collected" if told.endswith("answers were collected") else told
        assert any(escaped(one).lower() in silent for one in (told, both, of_them(told), of_them(told, "the model")))
        assert escaped(" ".join((gap.note or "").split()).rstrip(".")).lower() in silent


def test_an_interval_is_told_with_its_confidence() -> None:
    text = latex(card_of(ROOT / "site" / "cards" / "annotation-paradigms-prescriptive.card.yaml"))
    assert r"(99 \% interval 0.73 to 0.83)" in " ".join(text.split())


@pytest.mark.parametrize("text", HOSTILE)
def test_no_text_is_read_as_a_command(text: str) -> None:
    """What is left after the commands that escaping writes has no character that TeX acts on."""
    written = escaped(text).replace("{}%\n", "{}")
    left = re.sub(r"\\(?:ac(?:char\{[0-9A-F]+\}|letter)|[a-zA-Z]+|[&%$#_{}()-])", "", written)
    assert not set(left) & set("\\$%#&~")
    assert left.count("{") == left.count("}")


@pytest.mark.parametrize(
    ("text", "written"),
    [
        ("a_b & 5 %", r"a\_b \& 5 \%"),
        (r"\section{x}", r"\textbackslash{}section\{x\}"),
        ("“x” – y", r"\textquotedblleft{}x\textquotedblright{} \textendash{} y"),
        ("Röttger, Łódź", "Röttger, Łódź"),
        ("κ ≥ 0", r"\(\kappa\) \(\ge\) 0"),
        ("你", r"\acchar{4F60}{你}"),
        ("ą", r"\acletter{ą}"),
        ("a -- b ---", "a -{}- b -{}-{}-"),
        ("[x]", "{[}x{]}"),
        ("one\n\n two", "one two"),
        ("\u202e", r"\acletter{‹}U+202E\acletter{›}"),
        ("e\u0301", "é"),
        ("https://example.org/a/very/long", r"https://\allowbreak{}example.\allowbreak{}org/"),
    ],
)
def test_text_is_written(text: str, written: str) -> None:
    assert escaped(text).startswith(written)


@pytest.mark.parametrize(
    "text", ["😀" * 20_000, "😀 " * 10_000, "a" * 20_000, '"' * 20_000], ids=["word", "words", "letters", "signs"]
)
def test_the_longest_texts_compile(text: str, tmp_path: Path) -> None:
    data = {"alignmentcard": "1.1", "dataset": {"id": "x", "title": "X"}, "release": {"maintenance": text.strip()}}
    compiled(latex(Card.model_validate(data)), tmp_path, "pdflatex")


def test_a_text_longer_than_a_page_fits_two_columns(tmp_path: Path) -> None:
    long = "Raters were told a great deal about it. " * 400
    data = {"alignmentcard": "1.1", "dataset": {"id": "x", "title": "X"}}
    card = Card.model_validate({**data, "dimensions": [{"id": "d", "definition": {"text": long.strip()}}]})
    (tmp_path / "card.tex").write_text(latex(card), "utf-8")
    log = compiled(
        r"\documentclass[twocolumn]{article}\begin{document}\input{card}\end{document}", tmp_path, "pdflatex"
    )
    assert "Overfull" not in log


@pytest.mark.parametrize(
    ("title", "head"), [("A set", "A set."), ("A set.", "A set."), ("Is it one?", "Is it one?"), ("eSet", "eSet.")]
)
def test_the_title_has_one_stop(title: str, head: str) -> None:
    card = load(parse(f'alignmentcard: "1.1"\ndataset: {{id: a, title: "{title}"}}\n')).card
    assert card is not None
    assert f"\\textbf{{{head}}}" in latex(card)
