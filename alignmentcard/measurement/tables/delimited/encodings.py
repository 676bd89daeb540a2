"""Which old encoding a text may be in, and the command that changes it."""

import codecs
import re
import shlex

from alignmentcard.messages import later
from alignmentcard.messages.retold import listed, worded

HAN, KANA = "\u3000-\u303f\u4e00-\u9fff\uff00-\uffef", "\u3041-\u30ff"
ELSEWHERE = {
    "CP1251": (later("Cyrillic"), re.compile("[\u0410-\u042f\u0401]*[\u0430-\u044f\u0451]*")),
    "CP1253": (later("Greek"), re.compile("[\u0386-\u03ab]*[\u03ac-\u03ce]*")),
    "CP1255": (later("Hebrew"), re.compile("[\u05d0-\u05ea]*")),
    "CP1256": (later("Arabic"), re.compile("[\u0621-\u064a\u060c]*")),
    "EUC-KR": (later("Korean"), re.compile("[\uac00-\ud7a3]*")),
    "SHIFT_JIS": (later("Japanese"), re.compile(f"[{HAN}{KANA}]*")),
    "GB18030": (later("Chinese"), re.compile(f"[{HAN}]*")),
    "BIG5": (later("Chinese"), re.compile(f"[{HAN}]*")),
    "EUC-JP": (later("Japanese"), re.compile(f"[{HAN}{KANA}]*")),
}
"""Encodings that tables are still saved in, and words of the letters usual where they are in use; likelier first."""
USUAL = 0.9
"""What share of all letters beyond ASCII stands in such words."""
LONG = re.compile("[^\x00-\x7f]+")


def old_encoding(path: str, first: int, head: bytes) -> str:
    """Say from which line on text is not UTF-8, which encodings it may be in by its beginning, and how to change it."""
    likely = {name: word for name, (word, usual) in ELSEWHERE.items() if _reads(head, name, usual)}
    if not likely:
        return worded(
            "{path}, line {first}, is not text in UTF-8, and in which encoding it is cannot be told. Save it as UTF-8.",
            path=path,
            first=first,
        )
    return worded(
        "{path}, line {first}, is not text in UTF-8. It may be in {encodings}. Save it as UTF-8, such as with: "
        "{command}",
        path=path,
        first=first,
        encodings=listed([f"{name} ({worded(word)})" for name, word in likely.items()], either=True),
        command=shlex.join(["iconv", "-f", next(iter(likely)), "-t", "UTF-8", path]) + " > utf-8.csv",
    )


def _reads(head: bytes, encoding: str, usual: re.Pattern[str]) -> bool:
    """Say whether text of an encoding has words of the letters that are usual where it is in use, and hardly others."""
    try:
        text = codecs.getincrementaldecoder(encoding)().decode(head)
    except UnicodeDecodeError:
        return False
    words = LONG.findall(text)
    return bool(words) and sum(map(len, filter(usual.fullmatch, words))) >= USUAL * sum(map(len, words))
