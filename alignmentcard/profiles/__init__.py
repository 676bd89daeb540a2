"""Profiles: what a venue, a community or an organisation expects of a card, as data."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from functools import cache, cached_property
from pathlib import Path

from alignmentcard.errors import BadPluginError, BadProfileError
from alignmentcard.plugins import Plugin, plugins
from alignmentcard.profiles.file import Expected, Question, Written, read_profile
from alignmentcard.profiles.fragment import Fragment
from alignmentcard.resources import folder
from alignmentcard.rules.limits import Limits
from alignmentcard.rules.rule import SEVERITIES, Rule, Severity

__all__ = ["DEFAULT", "Expected", "Profile", "Question", "load_profile", "names"]

DEFAULT = "standard"
ENTRY_POINT = "alignmentcard.profiles"


@dataclass(frozen=True)
class Profile:
    """Questions and the fields that answer them, changed severities, limits, and JSON Schemas that a card must fit."""

    name: str
    title: str = ""
    description: str = ""
    source: str = ""
    extends: str | None = None
    questions: tuple[Question, ...] = ()
    rules: Mapping[str, str] = field(default_factory=dict)
    limits: Limits = field(default_factory=Limits)
    schemas: tuple[Fragment, ...] = ()

    @cached_property
    def expects(self) -> tuple[Expected, ...]:
        """The fields that are wanted, each once; the first question about a field stands for it."""
        first: dict[tuple[str, tuple[tuple[str, str], ...]], Expected] = {}
        for question in self.questions:
            for expected in question.expects:
                first.setdefault((expected.path, tuple(expected.when.items())), expected)
        return tuple(first.values())

    def severity(self, rule: Rule) -> Severity | None:
        """Return the severity that a rule has here, None where it is switched off."""
        chosen = self.rules.get(rule.code, rule.severity)
        return _SEVERITIES.get(chosen)


_SEVERITIES: dict[str, Severity] = {severity: severity for severity in SEVERITIES}


def names() -> list[str]:
    """Return the names of the profiles that need no file: the shipped ones and those of installed packages."""
    return sorted(_named())


def load_profile(name: str = DEFAULT, beside: Path | None = None) -> Profile:
    """Return a profile by its name, or one from a file; `beside` is the folder that a relative file stands in."""
    return _load(name, beside, ())


def _load(name: str, beside: Path | None, seen: tuple[Path, ...]) -> Profile:
    path = _path(name, beside)
    if path in seen:
        raise BadProfileError(f"The profile {name} extends itself: {' -> '.join(p.stem for p in (*seen, path))}.")
    written = read_profile(path)
    base = _load(written.extends, path.parent, (*seen, path)) if written.extends else Profile(name)
    return _extended(base, written)


def _path(name: str, beside: Path | None) -> Path:
    named = _named()
    if name in named:
        return named[name]
    for path in (*([beside / name] if beside else []), Path(name)):
        if path.is_file():
            return path.resolve()
    raise BadProfileError(f"There is no profile and no file called {name}. Profiles are: {', '.join(sorted(named))}.")


@cache
def _named() -> dict[str, Path]:
    named = {path.stem: path for path in (folder("schema") / "profiles").glob("*.yaml")}
    for plugin in plugins(ENTRY_POINT):
        for path in _files_of(plugin):
            if path.stem in named:
                raise BadPluginError(
                    f"The package {plugin.package} adds a profile called {path.stem}, and there is one already. "
                    "Update the package or uninstall it."
                )
            named[path.stem] = path
    return named


def _files_of(plugin: Plugin) -> Iterator[Path]:
    """Yield the YAML files in the package that an entry point names."""
    found = sorted(path for home in getattr(plugin.module, "__path__", ()) for path in Path(home).glob("*.yaml"))
    if not found:
        raise BadPluginError(
            f"The package {plugin.package} adds `{plugin.name}` to {ENTRY_POINT}, and there are no .yaml files in it. "
            "The entry point must name a package with the files of profiles."
        )
    yield from found


def _extended(base: Profile, written: Written) -> Profile:
    return replace(
        base,
        name=written.name,
        title=written.title,
        description=written.description,
        source=written.source,
        extends=written.extends,
        questions=(*_without(base.questions, written.questions), *written.questions),
        rules={**base.rules, **written.rules},
        limits=replace(base.limits, **written.limits),
        schemas=(*base.schemas, *([Fragment(written.schema, written.name)] if written.schema else [])),
    )


def _without(questions: Iterable[Question], newer: Iterable[Question]) -> Iterator[Question]:
    """Yield the questions about fields that a profile does not ask about in its own words."""
    asked = {expected.path for question in newer for expected in question.expects}
    for question in questions:
        left = tuple(expected for expected in question.expects if expected.path not in asked)
        if left:
            yield replace(question, expects=left)
