"""Profiles: what a venue, a community or an organisation expects of a card, as data."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, fields, replace
from pathlib import Path
from typing import Any

from alignmentcard.document import read
from alignmentcard.errors import BadProfileError
from alignmentcard.paths import Route, at, expand
from alignmentcard.resources import folder
from alignmentcard.rules.limits import Limits
from alignmentcard.rules.rule import SEVERITIES, Rule, Severity

DEFAULT = "standard"
KNOWN = frozenset(("name", "title", "description", "extends", "expects", "rules", "limits", "schema"))


@dataclass(frozen=True)
class Expected:
    """A field that a profile wants filled, or listed as a gap, and the question that it asks."""

    path: str
    question: str = ""
    when: Mapping[str, str] = field(default_factory=dict)
    """What the entry of a list must say for the field to be wanted of it, such as `kind: human`."""

    def routes(self, data: Any) -> Iterator[Route]:
        """Yield the routes that are wanted in a card."""
        for route in expand(data, self.path):
            if all(_says(data, route, name, value) for name, value in self.when.items()):
                yield route


@dataclass(frozen=True)
class Profile:
    """Expected fields, changed severities and limits."""

    name: str
    title: str = ""
    description: str = ""
    expects: tuple[Expected, ...] = ()
    rules: Mapping[str, str] = field(default_factory=dict)
    limits: Limits = field(default_factory=Limits)
    schema: Mapping[str, Any] = field(default_factory=dict)

    def severity(self, rule: Rule) -> Severity | None:
        """Return the severity that a rule has here, None where it is switched off."""
        chosen = self.rules.get(rule.code, rule.severity)
        return next((s for s in SEVERITIES if s == chosen), None)


def names() -> list[str]:
    """Return the names of the shipped profiles."""
    return sorted(path.stem for path in (folder("schema") / "profiles").glob("*.yaml"))


def load_profile(name: str = DEFAULT, beside: Path | None = None) -> Profile:
    """Return a shipped profile by its name, or one from a file."""
    return _load(name, beside, ())


def _load(name: str, beside: Path | None, seen: tuple[str, ...]) -> Profile:
    if name in seen:
        raise BadProfileError(f"The profile {name} extends itself: {' -> '.join((*seen, name))}.")
    path = _path(name, beside)
    data = _data(path)
    parent = data.get("extends")
    base = _load(parent, path.parent, (*seen, name)) if parent else Profile(name)
    return _extended(base, data, path)


def _path(name: str, beside: Path | None) -> Path:
    if name in names():
        return folder("schema") / "profiles" / f"{name}.yaml"
    for path in (Path(name), *([beside / name] if beside else [])):
        if path.is_file():
            return path
    raise BadProfileError(f"There is no profile and no file called {name}. Shipped profiles are: {', '.join(names())}.")


def _data(path: Path) -> dict[str, Any]:
    document = read(path)
    if document.faults:
        raise BadProfileError(f"The profile {path} cannot be read: {document.faults[0].message}")
    if not isinstance(document.data, dict):
        raise BadProfileError(f"The profile {path} must be a mapping with keys such as name, extends and expects.")
    unknown = sorted(set(document.data) - KNOWN)
    if unknown:
        raise BadProfileError(
            f"The profile {path} has an unknown key: {unknown[0]}. Known: {', '.join(sorted(KNOWN))}."
        )
    return document.data


def _extended(base: Profile, data: dict[str, Any], path: Path) -> Profile:
    mine = [
        Expected(entry["field"], entry.get("question", ""), entry.get("when") or {})
        for entry in data.get("expects") or []
    ]
    named = {entry.path for entry in mine}
    return replace(
        base,
        name=data.get("name", path.stem),
        title=data.get("title", ""),
        description=data.get("description", ""),
        expects=(*(entry for entry in base.expects if entry.path not in named), *mine),
        rules={**base.rules, **_severities(data.get("rules") or {}, path)},
        limits=_limits(base.limits, data.get("limits") or {}, path),
        schema=data.get("schema") or base.schema,
    )


def _severities(chosen: dict[str, Any], path: Path) -> dict[str, str]:
    for code, severity in chosen.items():
        if severity not in (*SEVERITIES, "off"):
            raise BadProfileError(
                f"The profile {path} gives {code} the severity {severity}; use error, warning, info or off."
            )
    return chosen


def _limits(base: Limits, chosen: dict[str, Any], path: Path) -> Limits:
    known = {entry.name for entry in fields(Limits)}
    for name, value in chosen.items():
        if name not in known or isinstance(value, bool) or not isinstance(value, int | float):
            raise BadProfileError(
                f"The profile {path} sets the limit {name} to {value}; limits are numbers: {', '.join(sorted(known))}."
            )
    return replace(base, **chosen)


def _says(data: Any, route: Route, name: str, value: str) -> bool:
    position = next((n for n, part in enumerate(route) if isinstance(part, int)), None)
    entry = at(data, route[: position + 1]) if position is not None else data
    said = entry.get(name) if isinstance(entry, dict) else None
    return value in said if isinstance(said, list) else said == value
