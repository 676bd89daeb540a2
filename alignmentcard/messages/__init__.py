"""What the program says, in the language of a portal: catalogues of messages, numbers, dates and lists by locale.

English is the source: a text is its own key. The language is that of the process, and English until one is spoken.
"""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import lru_cache, wraps
from typing import Any, ParamSpec, TypeVar

from alignmentcard.messages.languages import ENGLISH, Language, language_of

Given = ParamSpec("Given")
Answer = TypeVar("Answer")

SOURCE = ENGLISH.tag
"""The language that texts are written in, and that findings are found in."""

_now: list[Language] = [ENGLISH]


def _(text: str, /, **named: object) -> str:
    """Say a text in the language that is spoken; `named` goes into its gaps, such as `{name}`."""
    said = _now[0].texts.get(text, text)
    return said.format_map(named) if named else said


def _n(one: str, more: str, count: int, /, **named: object) -> str:
    """Say a text of one thing or of more; `{count}` is the number, with digits unless `named` has it in words."""
    language = _now[0]
    forms = language.plurals.get(one)
    said = forms[language.form(count)] if forms else one if count == 1 else more
    return said.format_map({"count": language.figure(count), **named})


def later(text: str) -> str:
    """Mark a text that is said later, by `_`: a constant of a module."""
    return text


def plural(one: str, more: str) -> tuple[str, str]:
    """Mark a text of one thing or of more that is said later, by `_n`: a constant of a module."""
    return one, more


def spoken() -> Language:
    """Return the language that this process speaks."""
    return _now[0]


def speak(tag: str) -> None:
    """Speak a language from now on, by its tag such as `de`; English where there is no catalogue of it."""
    if tag != _now[0].tag:
        _now[0] = language_of(tag)


@contextmanager
def speaking_of(language: Language) -> Iterator[Language]:
    """Speak a language that is at hand for a while."""
    before = _now[0]
    _now[0] = language
    try:
        yield language
    finally:
        _now[0] = before


@contextmanager
def speaking(tag: str) -> Iterator[Language]:
    """Speak a language for a while."""
    with speaking_of(_now[0] if tag == _now[0].tag else language_of(tag)) as language:
        yield language


def kept(size: int | None = None) -> Callable[[Callable[Given, Answer]], Callable[Given, Answer]]:
    """Keep what a function answers, as `lru_cache` does, for each language by itself."""

    def decorated(work: Callable[Given, Answer]) -> Callable[Given, Answer]:
        known: dict[str, Any] = {}

        @wraps(work)
        def answer(*args: Given.args, **kwargs: Given.kwargs) -> Answer:
            try:
                cached = known[_now[0].tag]
            except KeyError:
                cached = known[_now[0].tag] = lru_cache(size)(work)
            return cached(*args, **kwargs)  # type: ignore[no-any-return]

        return answer

    return decorated


def sentence(text: str) -> str:
    """End a text as a sentence; one that ends in a sign, as an example that is a question does, has its end."""
    return text if text.endswith((".", "?", "!", "…")) else f"{text}."


def plain(text: str) -> str:
    """Say a text without gaps; what templates call."""
    return _now[0].texts.get(text, text)


def counted(one: str, more: str, count: int) -> str:
    """Say a text of one thing or of more, with its gaps as they are; what templates call."""
    language = _now[0]
    forms = language.plurals.get(one)
    return forms[language.form(count)] if forms else one if count == 1 else more
