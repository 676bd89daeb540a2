"""Lines of the middle depth of a card page: what it is about, what the card says, what that means."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from markupsafe import Markup

from alignmentcard.portal.markup import escaped
from alignmentcard.words import meaning, term


@dataclass(frozen=True)
class Fact:
    """One line: what it is about, what the card says, and what that means."""

    label: str
    text: str
    meaning: str = ""
    href: str | None = None


def fact_of(title: str, vocabulary: str, word: str | None) -> Iterator[Fact]:
    """Yield the line for a word of a vocabulary, nothing where the card does not say it."""
    if word:
        said = term(word)
        yield Fact(title, said[0].upper() + said[1:], meaning(vocabulary, word))


def listed(facts: Iterable[Fact]) -> Markup:
    """Write lines as a list."""
    lines = "\n".join(map(_line, facts))
    return Markup(f'<dl class="ac-facts">\n{lines}\n</dl>\n')  # noqa: S704 (every part is escaped)


def _line(fact: Fact) -> str:
    text = escaped(fact.text)
    said = f'<a href="{escaped(fact.href)}" rel="noopener">{text}</a>' if fact.href else f"<bdi>{text}</bdi>"
    means = f' <span class="ac-meaning">{escaped(fact.meaning)}</span>' if fact.meaning else ""
    return f"<div><dt>{escaped(fact.label)}</dt><dd>{said}{means}</dd></div>"
