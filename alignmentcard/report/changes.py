"""Changes between two cards as text, JSON and Markdown, and whether the version moved far enough."""

import json
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

from alignmentcard.diff import BUMPS, Bump, Change, bump_between, least_bump
from alignmentcard.messages import _
from alignmentcard.report.markdown import escaped
from alignmentcard.report.text import visible

FORMAT = 1
LONGEST_VALUE = 70


@dataclass(frozen=True)
class Comparison:
    """Two versions of a card, and the changes from one to the other."""

    old: str | None
    new: str | None
    changes: tuple[Change, ...]

    @property
    def needed(self) -> Bump:
        """The least bump that the changes ask for."""
        return least_bump(list(self.changes))

    @property
    def moved(self) -> Bump | None:
        """How far the version moved; None where that cannot be told."""
        return bump_between(self.old, self.new)

    @property
    def moved_enough(self) -> bool:
        """Whether the version moved as far as the changes ask; true where that cannot be told."""
        return self.moved is None or BUMPS.index(self.moved) >= BUMPS.index(self.needed)

    @property
    def verdict(self) -> str:
        """One sentence on the version."""
        if not self.changes:
            return _("The cards say the same.")
        said = {"bump": _(self.needed), "old": self.old, "new": self.new}
        if self.moved is None:
            return _("The changes ask for a {bump} bump; {old} and {new} cannot be compared.", **said)
        if self.moved_enough:
            return _("The changes ask for a {bump} bump, and the version moved from {old} to {new}.", **said)
        if self.moved == "none":
            return _("The changes ask for a {bump} bump, and the version did not move: {old} to {new}.", **said)
        return _(
            "The changes ask for a {bump} bump; from {old} to {new} is a {moved} one.", moved=_(self.moved), **said
        )


def as_text(comparison: Comparison) -> Iterator[str]:
    """Yield a line for each change and one for what it means, then the verdict."""
    for change in comparison.changes:
        yield f"{'-' if change.bump == 'none' else change.bump:<5} {visible(change.path)}: {visible(in_words(change))}"
        yield f"      {change.meaning}"
    yield visible(comparison.verdict)


def as_json(comparison: Comparison) -> Iterator[str]:
    """Yield one JSON document, its shape versioned by `format`."""
    yield json.dumps(
        {
            "format": FORMAT,
            "versions": [comparison.old, comparison.new],
            "needed": comparison.needed,
            "moved": comparison.moved,
            "enough": comparison.moved_enough,
            "changes": [_record(change) for change in comparison.changes],
        },
        ensure_ascii=False,
        indent=2,
    )


def as_markdown(comparison: Comparison) -> Iterator[str]:
    """Yield a table for a pull request."""
    yield f"**{escaped(comparison.verdict)}**"
    if comparison.changes:
        yield "\n| bump | field | change | what it means |\n| --- | --- | --- | --- |"
    for change in comparison.changes:
        field, words = escaped(change.path), escaped(in_words(change))
        yield f"| {change.bump} | <code>{field}</code> | {words} | {change.meaning} |"


FORMATS: dict[str, Callable[[Comparison], Iterator[str]]] = {"text": as_text, "json": as_json, "markdown": as_markdown}


def in_words(change: Change) -> str:
    """Say what changed, with long values cut."""
    if change.kind == "added":
        return _("now {value}", value=_value(change.new))
    if change.kind == "removed":
        return _("no longer {value}", value=_value(change.old))
    by = f" ({change.difference:+g})" if change.difference is not None else ""
    return f"{_value(change.old)} -> {_value(change.new)}{by}"


def _value(value: Any) -> str:
    text = value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)
    return text if len(text) <= LONGEST_VALUE else f"{text[: LONGEST_VALUE - 1]}…"


def _record(change: Change) -> dict[str, Any]:
    return {
        "path": change.path,
        "kind": change.kind,
        "old": change.old,
        "new": change.new,
        "difference": change.difference,
        "bump": change.bump,
        "meaning": change.meaning,
    }
