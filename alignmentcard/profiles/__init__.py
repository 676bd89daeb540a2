"""Profiles: what a venue, a community or an organisation expects of a card, as data."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from functools import cache, cached_property
from pathlib import Path

from alignmentcard.errors import BadPluginError, BadProfileError
from alignmentcard.messages.retold import joined, worded
from alignmentcard.plugins import Plugin, plugins
from alignmentcard.profiles.file import Expected, Form, Question, Written, read_profile
from alignmentcard.profiles.fragment import Fragment
from alignmentcard.resources import folder
from alignmentcard.rules.limits import Limits
from alignmentcard.rules.rule import SEVERITIES, Rule, Severity

__all__ = ["DEFAULT", "Expected", "Form", "Profile", "Question", "form_names", "load_profile", "names"]

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
    form: Form | None = None
    """The form that the profile is made from, where people hand one in."""
    file: str = ""
    """The file that it stands in; empty for a profile that is shipped or comes with a package."""

    @property
    def called(self) -> str:
        """What the profile is called where people read which one was used; a file may call itself anything."""
        known = self.file and self.name in _named()
        return f"{self.name} in {Path(self.file).name}" if known else self.name

    @cached_property
    def expects(self) -> tuple[Expected, ...]:
        """The fields that are wanted, each once; the first question about a field stands for it."""
        first: dict[tuple[str, tuple[tuple[str, str], ...]], Expected] = {}
        instead: dict[str, list[tuple[str, ...]]] = {}
        for question in self.questions:
            for expected in question.expects:
                first.setdefault((expected.path, tuple(expected.when.items())), expected)
                instead.setdefault(expected.path, []).append(question.instead_of(expected.path))
        return tuple(replace(one, instead=tuple(instead[one.path])) for one in first.values())

    def severity(self, rule: Rule) -> Severity | None:
        """Return the severity that a rule has here, None where it is switched off."""
        chosen = self.rules.get(rule.code, rule.severity)
        return _SEVERITIES.get(chosen)


_SEVERITIES: dict[str, Severity] = {severity: severity for severity in SEVERITIES}


def names() -> list[str]:
    """Return the names of the profiles that need no file: the shipped ones and those of installed packages."""
    return sorted(_named())


def form_names() -> list[str]:
    """Return the names of the forms that are shipped: profiles that can be handed in."""
    return sorted(path.stem for path in (folder("schema") / "forms").glob("*.yaml"))


def load_profile(name: str = DEFAULT, beside: Path | None = None, quoting: Path | None = None) -> Profile:
    """Return a profile by its name, or one from a file; `beside` is the folder that a relative file stands in.

    `quoting` is the folder of whoever names the file; what stands in files elsewhere is not quoted in errors.
    """
    path = _path(name, beside)
    if path is None:
        raise BadProfileError(
            joined(" ", (worded("There is no profile and no file called {name}.", name=name), _choices()))
        )
    home = (quoting or Path(name).parent).resolve()
    try:
        return _load(path, ())
    except BadProfileError:
        if path in _named().values() or path.is_relative_to(home):
            raise
        why = worded("{name} leads to {path}, which is not a sound profile.", name=name, path=str(path))
        raise BadProfileError(joined(" ", (why, _hidden(home, path)))) from None


def _load(path: Path, extending: tuple[Path, ...]) -> Profile:
    """Return the profile of a file; `extending` are the files that led to it, each of which extends the next."""
    try:
        written = read_profile(path)
    except BadProfileError as error:
        raise _blamed(error, path, extending) from None  # the cause would quote the file all the same
    base = _base(written.extends, (*extending, path)) if written.extends else Profile(written.name)
    return _extended(base, written, path)


def _base(name: str, extending: tuple[Path, ...]) -> Profile:
    """Return the profile that the last of some files extends."""
    file = extending[-1]
    path = _path(name, file.parent)
    if path is None:
        why = worded(
            "The profile {file} cannot be used: it extends {name}, and there is no profile and no file called {name}.",
            file=str(file),
            name=name,
        )
        raise BadProfileError(joined(" ", (why, _choices())))
    if path in extending:
        circle = " -> ".join(one.stem for one in (*extending, path))
        raise BadProfileError(
            worded(
                "The profile {file} extends itself: {circle}. Take one `extends` out.", file=str(file), circle=circle
            )
        )
    return _load(path, extending)


def _blamed(error: BadProfileError, path: Path, extending: tuple[Path, ...]) -> BadProfileError:
    """Name the file that extends another one; what stands in a file elsewhere is not quoted, it may be a secret."""
    if not extending:
        return error
    file, home = extending[-1], extending[0].parent
    if path in _named().values() or path.is_relative_to(home):
        return BadProfileError(joined(" ", (error.args[0], worded("The profile {file} extends it.", file=str(file)))))
    why = worded(
        "The profile {file} cannot be used: it extends {path}, which is not a sound profile.",
        file=str(file),
        path=str(path),
    )
    return BadProfileError(joined(" ", (why, _hidden(home, path))))


def _hidden(home: Path, path: Path) -> str:
    return worded(
        "What is wrong in files outside of {home} is not shown. Check that file by itself: --profile {path}",
        home=str(home),
        path=str(path),
    )


def _path(name: str, beside: Path | None) -> Path | None:
    named = _named()
    if name in named:
        return named[name]
    found = (path for path in (*([beside / name] if beside else []), Path(name)) if _is_file(path))
    return next((path.resolve() for path in found), None)


def _is_file(path: Path) -> bool:
    try:
        return path.is_file()
    except OSError:  # a name that is too long, or a folder that may not be read
        return False


def _choices() -> str:
    known = ", ".join(names())
    return worded("Profiles are: {known}. A file is looked for beside the one that names it.", known=known)


@cache
def _named() -> dict[str, Path]:
    shipped = (path for home in ("profiles", "forms") for path in (folder("schema") / home).glob("*.yaml"))
    named = {path.stem: path for path in shipped}
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


def _extended(base: Profile, written: Written, path: Path) -> Profile:
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
        form=written.form,
        file="" if path in _named().values() else str(path),
        schemas=(*base.schemas, *([Fragment(written.schema, written.name, path)] if written.schema else [])),
    )


def _without(questions: Iterable[Question], newer: Iterable[Question]) -> Iterator[Question]:
    """Yield the questions about fields that a profile does not ask about in its own words."""
    asked = {expected.path for question in newer for expected in question.expects}
    for question in questions:
        left = tuple(expected for expected in question.expects if expected.path not in asked)
        if left:
            yield replace(question, expects=left)
