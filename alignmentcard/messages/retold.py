"""Sentences that are said in English and can be said again in another language: what the rules find."""

from collections.abc import Iterable, Sequence
from string import Formatter
from typing import TypeVar

from alignmentcard.messages import _, spoken


class Worded(str):
    """A sentence that remembers the text it was made of, and what went into its gaps."""

    text: str
    named: dict[str, object]

    @property
    def said(self) -> str | None:
        """The sentence in the language that is spoken; None where a text of it has no translation."""
        known = spoken().texts.get(self.text)
        if known is None:
            return None
        return GAPS.vformat(known, (), self.named) if self.named else known

    def __add__(self, more: str) -> "Worded":
        """Put a sentence behind another, both to be said again."""
        return joined("", (self, more))

    def __radd__(self, before: str) -> "Worded":
        """Put a sentence behind one that is said in any language as it stands."""
        return joined("", (before, self))

    def rstrip(self, characters: str | None = None, /) -> "Worded":
        """Take characters from the end, of the sentence in every language."""
        bare = Bare(str.rstrip(self, characters))
        bare.text, bare.named, bare.whole, bare.characters = "", {}, self, characters
        return bare


class Quoted(Worded):
    """Words of somebody else, such as the questions of a venue; they stand as they are where nobody translated them."""

    @property
    def said(self) -> str:
        """The words in the language that is spoken, or as they stand."""
        return spoken().texts.get(self.text, self.text)


class Joined(Worded):
    """Sentences or words one behind the other; those that remember nothing are said as they stand."""

    between: str
    parts: tuple[str, ...]

    @property
    def said(self) -> str | None:
        """The parts in the language that is spoken; None where one of them has no translation."""
        told = [_part(part) for part in self.parts]
        return None if None in told else self.between.join(filter(None, told))


class Bare(Worded):
    """A sentence without some characters at its end."""

    whole: Worded
    characters: str | None

    @property
    def said(self) -> str | None:
        """The sentence in the language that is spoken, without them."""
        told = self.whole.said
        return told and told.rstrip(self.characters)


class Listed(Joined):
    """Words that a sentence lists: “a, b and c”, or with “or”."""

    either: bool

    @property
    def said(self) -> str | None:
        """The list as the language that is spoken writes one."""
        told = [part for part in map(_part, self.parts) if part is not None]
        return spoken().listed(told, either=self.either) if len(told) == len(self.parts) else None


class Gaps(Formatter):
    """Fills the gaps of a translated text: what is worded is said again, and numbers are written as readers do."""

    def format_field(self, value: object, form: str) -> str:
        """Write one value as its gap asks for it in English."""
        if isinstance(value, Worded):
            return again(value) or value
        if isinstance(value, int | float) and not isinstance(value, bool):
            return _number(value, form)
        return format(value, form)


GAPS = Gaps()
Made = TypeVar("Made", bound=Joined)


def _number(value: float, form: str) -> str:
    """Write a number as in the language that is spoken, with the digits of a format of Python."""
    kind, digits = form[-1:], form.lstrip(",").strip(".%fge")
    if kind == "%":
        return spoken().percent(value, int(digits or 0))
    if kind == "g":
        return spoken().significant(value, int(digits or 6))
    if kind == "f" and digits != "0":
        return spoken().decimals(value, int(digits or 6))
    return spoken().figure(round(value) if kind == "f" else value)


def worded(text: str, /, **named: object) -> Worded:
    """Say a sentence in English; `named` goes into its gaps, such as `{name}`."""
    sentence = Worded(text.format_map(named) if named else text)
    sentence.text, sentence.named = text, named
    return sentence


def numbered(number: float, one: str, more: str, /, **named: object) -> Worded:
    """Say a sentence of one thing or of more; both texts are marked with `later`."""
    return worded(one if number == 1 else more, **named)


def refilled(sentence: str, **named: object) -> str:
    """Say a sentence in English with something else in some of its gaps; one without these gaps stays as it is."""
    if not isinstance(sentence, Worded) or not named.keys() <= sentence.named.keys():
        return sentence
    return worded(sentence.text, **{**sentence.named, **named})


def told(text: str, /, **named: object) -> str:
    """Say a sentence in the language that is spoken, and remember it where that is English."""
    return worded(text, **named) if spoken().is_source else _(text, **named)


def quoted(text: str) -> Quoted:
    """Quote words that may have no translation."""
    words = Quoted(text)
    words.text, words.named = text, {}
    return words


def joined(between: str, parts: Iterable[str]) -> Joined:
    """Put sentences or words one behind the other."""
    parts = tuple(parts)
    return _joined(Joined(between.join(parts)), between, parts)


def listed(parts: Sequence[str], *, either: bool = False) -> str:
    """List words as the sentence does that they stand in: “a, b and c”, or with “or”."""
    if not spoken().is_source:
        return spoken().listed([again(part) or part for part in parts], either=either)
    last = " or " if either else " and "
    made = _joined(Listed(last.join(filter(None, [", ".join(parts[:-1]), *parts[-1:]]))), ", ", tuple(parts))
    made.either = either
    return made


def _joined(made: Made, between: str, parts: tuple[str, ...]) -> Made:
    made.text, made.named, made.between, made.parts = "", {}, between, parts
    return made


def again(sentence: str) -> str | None:
    """Say a sentence in the language that is spoken; None where it is not English and has no translation."""
    if spoken().is_source or not sentence:
        return sentence
    return sentence.said if isinstance(sentence, Worded) else None


def say(text: str) -> str:
    """Say a text that comes from elsewhere, as templates do: again where it remembers what it was made of."""
    return (again(text) if isinstance(text, Worded) else None) or spoken().texts.get(text, text)


def _part(part: str) -> str | None:
    return part.said if isinstance(part, Worded) else part
