"""Files that travel with the program: schema and templates; the only importer of jinja2."""

import re
from collections.abc import Callable
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from jinja2 import Environment, Template

PACKAGE = Path(__file__).parent

HIDDEN = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ud800-\udfff\ufeff]")
"""Characters that nobody sees and that could make a page read differently from its text."""


def folder(name: str) -> Path:
    """Return the folder `schema`, `templates` or `site`: the shipped copy, or that of the checkout."""
    shipped = PACKAGE / "_shipped" / name
    return shipped if shipped.is_dir() else PACKAGE.parent / name


def template(name: str) -> "Template":
    """Return a template; every value that it prints is escaped."""
    return _environment().get_template(name)


def tex_template(name: str, escaped: Callable[[str], str]) -> "Template":
    """Return a template of LaTeX, where `(((` and `((*` are the marks; `escaped` is put on every text it prints."""
    return _tex_environment(escaped).get_template(name)


def visible(text: str) -> str:
    """Replace characters that nobody sees by their names, such as ‹U+202E›."""
    return text if text.isprintable() else HIDDEN.sub(lambda match: f"‹U+{ord(match.group()):04X}›", text)


@cache
def _environment() -> "Environment":
    from jinja2 import FileSystemLoader, StrictUndefined
    from jinja2.sandbox import ImmutableSandboxedEnvironment

    class Sandbox(ImmutableSandboxedEnvironment):
        """Judges each attribute of a type once; the judgement looks at nothing else."""

        def is_safe_attribute(self, obj: Any, attr: str, value: Any) -> bool:
            key = (type(obj), attr)
            if key not in judged:
                judged[key] = super().is_safe_attribute(obj, attr, value)
            return judged[key]

    judged: dict[tuple[type, str], bool] = {}
    return Sandbox(
        loader=FileSystemLoader(folder("templates")),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        finalize=_printed,
    )


def _printed(value: object) -> object:
    if value is None:
        return ""
    return visible(value) if type(value) is str else value


@cache
def _tex_environment(escaped: Callable[[str], str]) -> "Environment":
    from jinja2 import FileSystemLoader, StrictUndefined
    from jinja2.sandbox import ImmutableSandboxedEnvironment

    return ImmutableSandboxedEnvironment(
        loader=FileSystemLoader(folder("templates")),
        undefined=StrictUndefined,
        block_start_string="((*",
        block_end_string="*))",
        variable_start_string="(((",
        variable_end_string=")))",
        comment_start_string="((=",
        comment_end_string="=))",
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
        finalize=lambda value: escaped(str(value)),
    )
