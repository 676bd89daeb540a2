"""A finding: a problem with its rule, its severity and its place in the file."""

from dataclasses import dataclass

from alignmentcard.document import Document
from alignmentcard.edit import Fix
from alignmentcard.paths import Route, path_of
from alignmentcard.rules.rule import Problem, Rule, Severity


@dataclass(frozen=True)
class Finding:
    """What was found, where in the file, why it matters and what to do; lines and columns count from 1."""

    code: str
    name: str
    severity: Severity
    file: str
    field: str
    line: int
    column: int
    end_line: int
    end_column: int
    message: str
    help: str
    url: str
    route: Route
    fix: Fix | None = None


@dataclass(frozen=True)
class Accepted:
    """A finding that the author accepts, and why."""

    finding: Finding
    reason: str


@dataclass(frozen=True)
class Silenced:
    """How many findings a choice of the project keeps out of a report, or makes milder."""

    by: str
    """What stands behind it, such as `alignmentcard.toml (ignore AC3)`."""
    milder: bool
    """Whether the findings are shown, with a severity that is milder than the standard's."""
    findings: int
    errors: int
    """How many of them are errors otherwise."""


@dataclass(frozen=True)
class Unchecked:
    """A stated number that could not be compared with the data, where it stands, and why; lines count from 1."""

    file: str
    field: str
    line: int
    column: int
    stated: str
    reason: str


def locate(problem: Problem, rule: Rule, severity: Severity, document: Document) -> Finding:
    """Give a problem its place in the text."""
    key = document.key(problem.route) if problem.on_key else None
    span = problem.span or key or document.span(problem.route)
    line, column = document.position(span.start)
    end_line, end_column = document.position(span.end)
    return Finding(
        code=rule.code,
        name=rule.name,
        severity=severity,
        file=document.name,
        field=path_of(document.data, problem.route),
        line=line,
        column=column,
        end_line=end_line,
        end_column=end_column,
        message=problem.message,
        help=problem.help,
        url=rule.url,
        route=problem.route,
        fix=problem.fix,
    )
