"""The picture of a card that other sites show beside a link to it, drawn as PNG; the only importer of Pillow.

Letters and areas lie in three layers, one for each ink; a layer has a few grades between paper and ink. So the file
has a palette of thirteen colours, and the same words give the same bytes.
"""

import io
import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from functools import cache
from pathlib import Path

from PIL import Image, ImageChops, ImageDraw, ImageFont

from alignmentcard.portal.charts.picture_words import HEIGHT, WIDTH, Words

FONTS = Path(__file__).parent.parent / "fonts"
SIZE = WIDTH, HEIGHT
EDGE = 28
"""Width of the band of colour at the left."""
LEFT, RIGHT, TOP, BOTTOM = 84, WIDTH - 56, 52, HEIGHT - 44
GLYPH = 76
TITLES, ROWS = (76, 68, 60, 52, 46), (36, 34, 32)
"""Sizes of letters, from which the largest is taken that fits; half of the smallest can still be read."""
LINES = 3
"""So many lines a title has at most."""
NAME = 34
LEADING = 1.25
"""Height of a line, in sizes of its letters."""
GAP, SPACE = 10, 22
"""Pixels between two rows, and between the title and them."""
LONGEST = 400
"""Characters of a text that are looked at: more fit in no picture."""
GRADES = 4
"""Steps from paper to ink; with three inks and the paper the palette has thirteen colours."""
DARK, GREY, ACCENT = range(3)
INKS = ("#1d1f27", "#5c6070")
BREAKS = re.compile(r"[ \t\r\n]+")
SPACES = dict.fromkeys(map(ord, "\u2007\u2009\u202f"), "\u00a0") | {0xAD: ""}
"""Narrow spaces, which the font lacks and at which no line is broken; and places where a word could be."""
QUARTERS = {"◰": (0, 0), "◳": (1, 0), "◱": (0, 1), "◲": (1, 1)}
"""Where the filled quarter of a character lies: steps to the right and down."""
NOBODY = "\U0010ffff"
"""A character that no font has."""


@cache
def _font(weight: str, size: int) -> ImageFont.FreeTypeFont:
    return ImageFont.truetype(FONTS / f"NotoSans-{weight}.ttf", size, layout_engine=ImageFont.Layout.BASIC)


@cache
def _known(letter: str) -> bool:
    """Say whether the font has a letter: what it lacks looks as a character does that nobody has."""
    return bytes(_font("Bold", 32).getmask(letter)) != bytes(_font("Bold", 32).getmask(NOBODY))


def draw(words: Words, accent: str) -> bytes | None:
    """Return the picture as PNG; None where the font lacks a letter of it. `accent` is a colour such as #4051b5."""
    words = _plain(words)
    told = [words.portal, words.title, *(text for row in words.rows for text in row)]
    if not all(map(_known, set("".join(told)) - set("\t\r\n"))):
        return None
    layers = [Image.new("L", SIZE) for _ in range(3)]
    pens = [ImageDraw.Draw(layer) for layer in layers]
    pens[ACCENT].rectangle((0, 0, EDGE - 1, HEIGHT), fill=255)
    _glyph(pens, words.sign)
    name = _lines([(GREY, words.portal)], _font("Bold", NAME), RIGHT - GLYPH - NAME - LEFT, 1)
    top = _write(pens, name, _font("Bold", NAME), TOP) + 18
    size, title, row_size, rows = _fitting(words, BOTTOM - top)
    _write(pens, title, _font("Bold", size), top)
    top = BOTTOM - _height(rows, row_size)
    for lines in rows:
        top = _write(pens, lines, _font("Regular", row_size), top) + GAP
    return _png(layers, accent)


def _plain(words: Words) -> Words:
    rows = [(name.translate(SPACES), text.translate(SPACES)) for name, text in words.rows]
    return Words(words.portal.translate(SPACES), words.title.translate(SPACES), words.sign, rows)


def _glyph(pens: Sequence[ImageDraw.ImageDraw], sign: str) -> None:
    """Draw the four quadrants at the upper right, with that of the card filled."""
    half, gap = GLYPH // 2, 3
    for right, down in QUARTERS.values():
        x, y = RIGHT - GLYPH + right * half, TOP - 6 + down * half
        box = (x + gap, y + gap, x + half - gap, y + half - gap)
        if QUARTERS.get(sign) == (right, down):
            pens[ACCENT].rectangle(box, fill=255)
        else:
            pens[GREY].rectangle(box, outline=255, width=2)


Line = list[tuple[int, str]]
"""Words with their inks."""


def _fitting(words: Words, room: float) -> tuple[int, list[Line], int, list[list[Line]]]:
    """Return the sizes in which title and rows fit below each other, and their lines; the smallest ones are cut.

    A smaller title is better than rows that are cut or hard to read.
    """
    for size in TITLES:
        title = _title(words, size, LINES + 1)
        left = room - len(title) * size * LEADING - SPACE
        for row_size in ROWS if len(title) <= LINES else ():
            rows = _rows(words, row_size, LONGEST)
            if _height(rows, row_size) <= left:
                return size, title, row_size, rows
    title = _title(words, size, LINES)
    left = room - len(title) * size * LEADING - SPACE
    return size, title, ROWS[-1], _rows(words, ROWS[-1], int((left / len(words.rows) - GAP) / (ROWS[-1] * LEADING)))


def _title(words: Words, size: int, most: int) -> list[Line]:
    return _lines([(DARK, words.title)], _font("Bold", size), RIGHT - LEFT, most)


def _rows(words: Words, size: int, most: int) -> list[list[Line]]:
    """Break each row into at most so many lines."""
    font = _font("Regular", size)
    return [_lines([(GREY, name), (DARK, text)], font, RIGHT - LEFT, most) for name, text in words.rows]


def _height(rows: Sequence[Sequence[Line]], size: int) -> float:
    return sum(len(lines) * size * LEADING + GAP for lines in rows)


def _lines(parts: Sequence[tuple[int, str]], font: ImageFont.FreeTypeFont, width: float, most: int) -> list[Line]:
    """Break words into at most so many lines of a width; what does not fit is left out, with a sign that it is."""
    lines: list[Line] = [[]]
    for ink, word in ((ink, piece) for ink, text in parts for piece in _pieces(text, font, width)):
        if lines[-1] and font.getlength(_text([*lines[-1], (ink, word)])) > width:
            lines.append([])
        lines[-1].append((ink, word))
    if len(lines) > most:
        lines = lines[:most]
        *first, (ink, last) = lines[-1]
        while first and font.getlength(_text([*first, (ink, f"{last} …")])) > width:
            *first, (ink, last) = first
        fits = len(last) if first else _fits(last, font, width - font.getlength(" …"))
        lines[-1] = [*first, (ink, f"{last[:fits]} …")]
    return lines


def _pieces(text: str, font: ImageFont.FreeTypeFont, width: float) -> Iterator[str]:
    """Yield the words of a text; one that is wider than a line in pieces."""
    for word in BREAKS.split(text[:LONGEST]):
        rest = word
        while rest:
            cut = _fits(rest, font, width)
            yield rest[:cut]
            rest = rest[cut:]


def _fits(text: str, font: ImageFont.FreeTypeFont, width: float) -> int:
    """Return how many characters from the beginning of a text stand in a width; one at least."""
    if font.getlength(text) <= width:
        return len(text)
    return max(1, bisect_right(range(len(text)), width, key=lambda end: font.getlength(text[:end])) - 1)


def _text(line: Line) -> str:
    return " ".join([word for _, word in line])


def _write(
    pens: Sequence[ImageDraw.ImageDraw], lines: Sequence[Line], font: ImageFont.FreeTypeFont, top: float
) -> float:
    """Write lines from a height on; return the height below them."""
    for line in lines:
        for number, (ink, word) in enumerate(line):
            before = f"{_text(line[:number])} " if number else ""
            pens[ink].text((LEFT + font.getlength(before), top), word, fill=255, font=font)
        top += font.size * LEADING
    return top


def _png(layers: Sequence[Image.Image], accent: str) -> bytes:
    """Put the layers into one image with a palette; it holds no time and no name of a program."""
    image, palette = Image.new("L", SIZE), [255, 255, 255]
    for number, (layer, ink) in enumerate(zip(layers, (*INKS, accent), strict=True)):
        steps = [round(value * GRADES / 255) for value in range(256)]
        image = ImageChops.lighter(image, layer.point([step and number * GRADES + step for step in steps]))
        colour = [int(ink[at : at + 2], 16) for at in (1, 3, 5)]
        palette += [255 + (part - 255) * step // GRADES for step in range(1, GRADES + 1) for part in colour]
    image.putpalette(palette)
    into = io.BytesIO()
    image.save(into, "PNG", bits=4, compress_level=6)
    return into.getvalue()
