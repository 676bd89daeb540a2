"""What a rule is: a pure generator of problems whose docstring is its documentation."""

import inspect
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import Any, Literal

from alignmentcard.document import Span
from alignmentcard.edit import Fix
from alignmentcard.paths import Route
from alignmentcard.rules.sources import Reference, cited_in, sections_in

Severity = Literal["error", "warning", "info"]
SEVERITIES: tuple[Severity, ...] = ("error", "warning", "info")

OURS = f"{__name__.rpartition('.')[0]}."
"""Where the families stand that come with this package."""
RULES_URL = "https://w3id.org/alignmentcard/rules/"


@dataclass(frozen=True)
class Problem:
    """What a rule found: where, what, and what to write instead."""

    route: Route
    message: str
    help: str = ""
    fix: Fix | None = None
    span: Span | None = None
    """Where exactly, if the route does not say it."""
    on_key: bool = False
    """Whether the key is wrong and not its value."""


Check = Callable[..., Iterator[Problem]]


@dataclass(frozen=True)
class Rule:
    """A check with its code, its name, and the severity it has unless a profile says otherwise."""

    code: str
    name: str
    severity: Severity
    check: Check
    page: str = ""
    """The address of its documentation, where another package adds it."""
    since: str = "0.1.0"
    """The version of this program that brought it."""
    preview: bool = False
    """Whether it may still change; it runs only where somebody selects it by its whole code."""
    deprecated: str = ""
    """Why it will go, and what to look at instead; empty for a rule that stays."""

    @property
    def family(self) -> str:
        """The module or package of rules that the rule stands in, such as `framework`; of others, their module."""
        module = self.check.__module__
        return module.removeprefix(OURS).partition(".")[0] if module.startswith(OURS) else module.rpartition(".")[2]

    @cached_property
    def inputs(self) -> tuple[str, ...]:
        """What the check wants to see, by the names of its parameters."""
        return _parameters(self.check)[0]

    @cached_property
    def needs(self) -> tuple[str, ...]:
        """The inputs without which the check cannot run: parameters without a default."""
        return _parameters(self.check)[1]

    @cached_property
    def docs(self) -> "Docs":
        """The docstring, taken apart."""
        return read_docs(self.check.__doc__ or "")

    @property
    def state(self) -> str:
        """What a list says beside the rule: that it may change, or that it will go; nothing for most."""
        return "deprecated" if self.deprecated else "preview" if self.preview else ""

    @property
    def summary(self) -> str:
        """What is wrong, in one sentence."""
        return self.docs.summary

    @property
    def references(self) -> list[Reference]:
        """The texts that its source names, each with its address."""
        return cited_in(self.docs.source)

    @property
    def sections(self) -> dict[str, str]:
        """The sections of the standard that its source names, each with its anchor."""
        return sections_in(self.docs.source)

    @property
    def url(self) -> str:
        """The address that stands for the rule."""
        return self.page or RULES_URL + self.code


@dataclass(frozen=True)
class Docs:
    """The documentation of a rule: what, why, two examples, what a fix does, and where the idea comes from."""

    summary: str
    why: str
    bad: str
    good: str
    measured: str
    """What the data of the bad example gives otherwise than that of the sound card, as JSON; empty for most rules."""
    fix: str
    source: str
    profile: str = ""
    """The profile that the examples are checked under, for rules that only some profiles bring to life."""


def _parameters(check: Check) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Return the names of all parameters of a check, and of those without a default."""
    plain = inspect.unwrap(check)
    code = plain.__code__
    names = code.co_varnames[: code.co_argcount + code.co_kwonlyargcount]
    optional = names[code.co_argcount - len(plain.__defaults__ or ()) : code.co_argcount]
    left_out = {*optional, *(plain.__kwdefaults__ or ())}
    return names, tuple(name for name in names if name not in left_out)


def paragraphs(text: str) -> tuple[str, ...]:
    """Return the paragraphs of a documentation, each on one line: what a page shows and a catalogue translates."""
    return tuple(" ".join(part.split()) for part in text.split("\n\n") if part.strip())


HEADINGS = re.compile(r"^(Bad|Measured|Good|Fix|Source|Profile):[ ]*(.*)$", re.MULTILINE)


def read_docs(docstring: str) -> Docs:
    """Take a docstring apart at its headings."""
    summary, _, rest = inspect.cleandoc(docstring).partition("\n")
    pieces = HEADINGS.split(rest)
    parts = {}
    for heading, first, body in zip(pieces[1::3], pieces[2::3], pieces[3::3], strict=True):
        parts[heading] = _body(first, body)
    return Docs(
        summary.strip(),
        pieces[0].strip(),
        parts.get("Bad", ""),
        parts.get("Good", ""),
        parts.get("Measured", ""),
        parts.get("Fix", "").strip(),
        " ".join(parts.get("Source", "").split()),
        parts.get("Profile", "").strip(),
    )


def _body(first: str, body: str) -> str:
    from textwrap import dedent

    text = dedent(body).strip("\n")
    return f"{first}\n{text}".strip("\n") if first else f"{text}\n"


def rule(
    code: str,
    name: str,
    severity: Severity,
    page: str = "",
    *,
    since: str = "0.1.0",
    preview: bool = False,
    deprecated: str = "",
) -> Callable[[Check], Rule]:
    """Make a rule of a generator; `page` is the address of its documentation in another package."""

    def make(check: Check) -> Rule:
        return Rule(code, name, severity, check, page, since, preview, deprecated)

    return make


def rules_in(module: Any) -> list[Rule]:
    """Return the rules of a module in the order in which they are written."""
    return [thing for thing in vars(module).values() if isinstance(thing, Rule)]
