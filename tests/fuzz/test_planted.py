"""The fuzz target finds mistakes: each is planted into the program, and what must hold says so."""

import pkgutil
import signal
from collections.abc import Callable, Iterator
from dataclasses import replace
from importlib import import_module
from itertools import count
from pathlib import Path
from typing import Any

import pytest
from fuzz.invariants import SOUND, holds, imports, measures
from fuzz.run import Hunt, some
from hypothesis import strategies as st

from alignmentcard.document import Document
from alignmentcard.edit import Fix, Remove, Set
from alignmentcard.edit.placing import Edit
from alignmentcard.errors import AlignmentCardError
from alignmentcard.lsp.slots import Slot
from alignmentcard.rules import Problem, Rule, catalogue
from alignmentcard.text.marks import Span

CARD = SOUND.text.encode()
MISSPELT = SOUND.text.replace("    kind: human\n", "    kind: Human  # as they say\n").encode()
MARKUP = SOUND.text.replace("title: ", "title: '<script>x</script>' #", 1).encode()
TABLE = b"item,rater,label\n1,a,x\n1,b,y\n2,a,x\n2,b,x\n"
NUMBERS = count()
Check = Callable[[Document], Iterator[Problem]]


def crashes(document: Document) -> Iterator[Problem]:
    yield Problem((), str(document.data["dataset"]["weight"]))


def breaks(document: Document) -> Iterator[Problem]:
    yield Problem(("dataset", "title"), "x", fix=Fix("Take the title out", (Remove(("dataset", "title")),)))


def never_done(document: Document) -> Iterator[Problem]:
    longer = f"{document.data['dataset']['title']}!"
    yield Problem(("dataset", "title"), "x", fix=Fix("Say it louder", (Set(("dataset", "title"), longer),)))


def hangs(document: Document) -> Iterator[Problem]:
    while document:
        pass
    yield Problem((), "x")


@pytest.fixture
def plant(monkeypatch: pytest.MonkeyPatch) -> Callable[[Check], None]:
    """Put a rule with a mistake among the others."""

    def planted(check: Check) -> None:
        rules = (*catalogue(), Rule("AC999", "planted", "warning", check))
        module = import_module("alignmentcard.checker.check")
        monkeypatch.setattr(module, "catalogue", lambda: rules)
        monkeypatch.setattr(module, "_chosen", module._chosen.__wrapped__)  # which remembers the rules

    return planted


@pytest.mark.parametrize(
    ("check", "caught"), [(crashes, KeyError), (breaks, AssertionError), (never_done, AssertionError)]
)
def test_mistake_in_a_rule_is_found(check: Check, caught: type[Exception], plant: Callable[[Check], None]) -> None:
    holds(CARD)
    plant(check)
    with pytest.raises(caught):
        holds(CARD)


Damage = Callable[[Any], Any]


def wider(edits: tuple[Edit, ...]) -> tuple[Edit, ...]:
    """Take a character more than is meant."""
    return tuple(edit._replace(end=edit.end + 1) for edit in edits)


def farther(slot: Slot | None) -> Slot | None:
    return replace(slot, span=Span(slot.span.start, 10**6)) if slot else None


def as_markup(html: str) -> str:
    return html.replace("&lt;", "<").replace("&gt;", ">")


def no_more(_: object) -> object:
    raise RecursionError


# Which function is damaged, how its result is, and with what that is found.
DAMAGES: dict[str, tuple[str, Damage, Callable[[], None]]] = {
    "a repair takes a character beside it": ("edit.placing:_edits", wider, lambda: holds(MISSPELT)),
    "a repair is carried out in another way": ("edit:edits_of", wider, lambda: holds(MISSPELT)),
    "a report crashes": ("report.sarif:uri", no_more, lambda: holds(MISSPELT)),
    "text becomes markup": ("portal.card.one_file:page", as_markup, lambda: holds(MARKUP)),
    "a layout loses data": ("layout.text:_once", lambda text: text.replace("many", "none", 1), lambda: holds(CARD)),
    "an answer lies beside the text": ("lsp.hover:under", farther, lambda: holds(CARD)),
    "a card differs from itself": ("diff:_plain", lambda _: {"dataset": next(NUMBERS)}, lambda: holds(CARD)),
    "an export crashes": ("convert.exports.latex:as_data", no_more, lambda: holds(CARD)),
    "an import crashes": ("convert.imports.markdown:from_headings", no_more, lambda: imports(b"# Data\n")),
    "a draft has errors": ("convert.imports.draft:slug", lambda _: "no slug", lambda: imports(b"# Data\n")),
    "facts cannot be read": (
        "measurement.results.facts:Facts.to_json",
        lambda text: text[:-3],
        lambda: measures(".csv", TABLE),
    ),
}


@pytest.mark.parametrize(("name", "damage", "found_by"), DAMAGES.values(), ids=DAMAGES)
def test_damaged_function_is_found(
    name: str, damage: Damage, found_by: Callable[[], None], monkeypatch: pytest.MonkeyPatch
) -> None:
    if name.startswith("measurement."):
        pytest.importorskip("duckdb")
    found_by()
    module, _, function = name.partition(":")
    place, do = import_module(f"alignmentcard.{module}"), pkgutil.resolve_name(f"alignmentcard.{name}")
    holder = pkgutil.resolve_name(f"alignmentcard.{name.rpartition('.')[0]}") if "." in function else place
    monkeypatch.setattr(holder, function.rpartition(".")[2], lambda *given, **named: damage(do(*given, **named)))
    with pytest.raises((AssertionError, AlignmentCardError, RecursionError)):
        found_by()


@pytest.mark.skipif(not hasattr(signal, "setitimer"), reason="needs timers")
def test_input_that_takes_too_long_is_kept_and_the_hunt_goes_on(plant: Callable[[Check], None], tmp_path: Path) -> None:
    plant(hangs)
    hunt = Hunt(tmp_path, longest=1)
    some(2, st.sampled_from([CARD, MISSPELT]), lambda content: hunt.attempt(holds, content))()
    assert hunt.tried == 2
    assert [path.suffix for path in hunt.found.values()] == [".yaml"]
    assert [path.read_bytes() for path in tmp_path.iterdir()] in ([CARD], [MISSPELT])
    assert [name.rpartition("-")[0] for name in hunt.found] == ["TimeoutError-test_planted"]
