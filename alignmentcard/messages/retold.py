"""Sentences that are said in English and can be said again in another language: what the rules find."""

from alignmentcard.messages import _, spoken


class Worded(str):
    """A sentence that remembers the text it was made of, and what went into its gaps."""

    text: str
    named: dict[str, object]


def worded(text: str, /, **named: object) -> Worded:
    """Say a sentence in English; `named` goes into its gaps, such as `{name}`."""
    sentence = Worded(text.format_map(named) if named else text)
    sentence.text, sentence.named = text, named
    return sentence


def again(sentence: str) -> str | None:
    """Say a sentence in the language that is spoken; None where it is not English and has no translation."""
    if spoken().is_source:
        return sentence
    known = isinstance(sentence, Worded) and sentence.text in spoken().texts
    return _(sentence.text, **sentence.named) if known and isinstance(sentence, Worded) else None
