"""Prompts on a terminal, at all of which the same keys mean the same; the only importer of questionary.

`?` tells more, and is where somebody goes who does not know; `<` goes one question back; `=` answers for all that are
alike. In lists a key acts at once; where text is typed it acts as long as nothing was typed.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from alignmentcard.errors import MissingExtraError

if TYPE_CHECKING:
    import questionary
    from prompt_toolkit.key_binding import KeyBindings, KeyPressEvent

MORE, BACK, ALL = "?", "<", "="


@dataclass(frozen=True)
class PromptRow:
    """A line of a list: what it stands for, how it is shown, and what is told below while it is pointed at."""

    word: str
    title: str
    more: str = ""


@dataclass(frozen=True)
class PromptAnswer:
    """What somebody did at a prompt: the answer, and the key that was pressed with it or in place of it."""

    answer: Any = None
    key: str = ""


def library() -> "type[questionary.Question]":
    """Import the library of prompts, or say how to get it."""
    try:
        from questionary import Question as Prompt
    except ImportError as error:
        raise MissingExtraError("Asking on a terminal", "author") from error
    return Prompt


def choose(
    rows: Sequence[PromptRow], keys: Iterable[str] = (), start: str | None = None, hint: str = ""
) -> PromptAnswer:
    """Let one row be chosen; the list starts at its first, which decides nothing, or at what was answered before."""
    from questionary import Choice, select

    shown = [Choice(row.title, value=row.word, description=row.more or None) for row in rows]
    pressed: list[str] = []
    prompt = select("", shown, default=start, **_looks(hint))
    return _listed(prompt, keys, pressed)


def mark(
    rows: Sequence[PromptRow], keys: Iterable[str] = (), marked: Iterable[str] = (), hint: str = ""
) -> PromptAnswer:
    """Let several rows be marked."""
    from questionary import Choice, checkbox

    chosen = list(marked)
    shown = [Choice(r.title, value=r.word, description=r.more or None, checked=r.word in chosen) for r in rows]
    pressed: list[str] = []
    prompt = checkbox("", shown, **_looks(hint))
    return _listed(prompt, keys, pressed)


def _looks(hint: str) -> dict[str, Any]:
    """Return how a list looks; letters do not move in it, so that text typed or pasted there chooses nothing."""
    return {
        "qmark": "",
        "instruction": hint,
        "show_description": True,
        "erase_when_done": True,
        "use_jk_keys": False,
        "use_emacs_keys": False,
    }


def _listed(prompt: "questionary.Question", keys: Iterable[str], pressed: list[str]) -> PromptAnswer:
    """Ask with a list whose keys act at once; `=` takes what is pointed at."""
    from prompt_toolkit.key_binding.key_processor import KeyPress
    from prompt_toolkit.keys import Keys

    def leave(event: "KeyPressEvent") -> None:
        event.app.exit(result=PromptAnswer(key=event.data))

    def take(event: "KeyPressEvent") -> None:
        pressed.append(ALL)
        event.app.key_processor.feed(KeyPress(Keys.ControlM))

    def ignore(event: "KeyPressEvent") -> None:
        """Do nothing: the library marks all rows at one letter and turns all marks over at another."""

    bindings: KeyBindings = prompt.application.key_bindings  # type: ignore[assignment]
    for letter in "ai":
        bindings.add(letter, eager=True)(ignore)
    for key in keys:
        bindings.add(key, eager=True)(take if key == ALL else leave)
    said = prompt.unsafe_ask()
    return said if isinstance(said, PromptAnswer) else PromptAnswer(said, *pressed[:1])


def typed(default: str = "", keys: Iterable[str] = (), before: str = "") -> PromptAnswer:
    """Let a text be typed, with a suggestion in place; the arrow up brings `before`.

    `=` before a text makes it an answer for all.
    """
    from prompt_toolkit.filters import Condition
    from prompt_toolkit.history import InMemoryHistory
    from prompt_toolkit.key_binding import KeyBindings
    from questionary import text

    bindings, history = KeyBindings(), InMemoryHistory([before] if before else [])

    def leave(event: "KeyPressEvent") -> None:
        event.app.exit(result=PromptAnswer(key=event.data))

    prompt = text("", default=default, qmark=">", key_bindings=bindings, history=history)
    untouched = Condition(lambda: prompt.application.current_buffer.text in ("", default))
    for key in keys:
        if key != ALL:
            bindings.add(key, filter=untouched, eager=True)(leave)
    said = prompt.unsafe_ask()
    if isinstance(said, PromptAnswer):
        return said
    answer = str(said).strip()
    every = ALL in keys and answer.startswith(ALL)
    return PromptAnswer(answer.removeprefix(ALL).strip(), ALL) if every else PromptAnswer(answer)
