"""Files that travel with the program: schema and templates; the only importer of jinja2."""

import re
from collections.abc import Callable
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from jinja2 import Environment, Template

PACKAGE = Path(__file__).parent

FLAG = "\U0001f3f4[\U000e0030-\U000e0039\U000e0061-\U000e007a]{1,6}\U000e007f"
"""The flag of a part of a country, whose letters are characters that nobody sees."""
HIDDEN = re.compile(
    f"(?P<flag>{FLAG})|"
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\u180e\u2028-\u202e\u2060-\u206f\ud800-\udfff\ufeff\ufff9-\ufffb\U000e0000-\U000e007f]"
)
"""Characters that nobody sees and that could make a page read differently from its text.

What scripts and emoji need is not among them: joiners, places to break a line, and marks of direction.
"""


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
    return text if text.isprintable() else HIDDEN.sub(_name, text)


def _name(found: re.Match[str]) -> str:
    return found["flag"] or f"‹U+{ord(found.group()):04X}›"


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
