"""Texts that are made from templates; the only importer of jinja2."""

import re
from collections.abc import Callable
from functools import cache
from typing import TYPE_CHECKING, Any

from alignmentcard import messages
from alignmentcard.messages import retold
from alignmentcard.shipped import PACKAGE as PACKAGE
from alignmentcard.shipped import folder as folder

if TYPE_CHECKING:
    from jinja2 import Environment, Template
    from markupsafe import Markup

FLAG = "\U0001f3f4[\U000e0030-\U000e0039\U000e0061-\U000e007a]{1,6}\U000e007f"
"""The flag of a part of a country, whose letters are characters that nobody sees."""
HIDDEN = re.compile(
    f"(?P<flag>{FLAG})|"
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\u180e\u2028-\u202e\u2060-\u206f\ud800-\udfff\ufeff\ufff9-\ufffb\U000e0000-\U000e007f]"
)
"""Characters that nobody sees and that could make a page read differently from its text.

What scripts and emoji need is not among them: joiners, places to break a line, and marks of direction.
"""


def template(name: str) -> "Template":
    """Return a template, in the language that is spoken now; every value that it prints is escaped."""
    return _environment(messages.spoken().tag).get_template(name)


def tex_template(name: str, escaped: Callable[[str], str]) -> "Template":
    """Return a template of LaTeX, where `(((` and `((*` are the marks; `escaped` is put on every text it prints."""
    return _tex_environment(escaped).get_template(name)


def visible(text: str) -> str:
    """Replace characters that nobody sees by their names, such as ‹U+202E›."""
    return text if text.isprintable() else HIDDEN.sub(_name, text)


def _name(found: re.Match[str]) -> str:
    return found["flag"] or f"‹U+{ord(found.group()):04X}›"


SAID = re.compile(r'\{\{ _\("((?:[^"\\]|\\.)+)"\) \}\}')
"""A text without gaps in a template, which needs no call when the template is filled."""


def _said_at_once(found: re.Match[str]) -> str:
    said = messages.plain(found[1].replace('\\"', '"')).replace("%%", "%")
    return found.group() if "{" in said else said


MISSING = object()


@cache
def _environment(language: str) -> "Environment":
    """Return what templates are read with in a language; `language` is the tag of the one that is spoken."""
    from jinja2 import FileSystemLoader, StrictUndefined
    from jinja2.sandbox import ImmutableSandboxedEnvironment

    class Sandbox(ImmutableSandboxedEnvironment):
        """Judges each attribute of a type once; the judgement looks at nothing else."""

        def getattr(self, obj: Any, attribute: str) -> Any:
            if (type(obj), attribute) in harmless:
                value = getattr(obj, attribute, MISSING)
                if value is not MISSING:
                    return value
            return super().getattr(obj, attribute)

        def is_safe_attribute(self, obj: Any, attr: str, value: Any) -> bool:
            safe = super().is_safe_attribute(obj, attr, value)
            if safe:
                harmless.add((type(obj), attr))
            return safe

        def preprocess(self, source: str, name: str | None = None, filename: str | None = None) -> str:
            return super().preprocess(SAID.sub(_said_at_once, source), name, filename)

    harmless: set[tuple[type, str]] = set()
    made = Sandbox(
        loader=FileSystemLoader(folder("templates")),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        finalize=_printed,
        auto_reload=False,  # else the file of each template is looked at whenever a page asks for it
        extensions=["jinja2.ext.i18n"],
    )
    made.policies["ext.i18n.trimmed"] = True
    # templates say their texts as the modules do, in the language that is spoken when they are filled
    made.install_gettext_callables(messages.plain, messages.counted, newstyle=True)  # type: ignore[attr-defined]
    made.globals.update(
        gettext=_translated, ngettext=_counted, spoken=messages.spoken, say=retold.say, english=_english
    )
    made.filters["sentence"] = messages.sentence
    return made


def _english(text: str = "") -> "Markup":
    """Mark an element that is in English, where that is not the language of the page; of a text, if nobody said it."""
    from markupsafe import Markup

    said = messages.spoken().is_source or text in messages.spoken().texts or retold.say(text) != text
    return Markup("" if said else f' lang="{messages.SOURCE}"')  # noqa: S704 (a constant)


def _translated(text: str, **named: Any) -> "Markup":
    """Say a text of a template; what goes into its gaps is printed as everywhere else."""
    return _filled(messages.plain(text), named)


def _counted(one: str, more: str, num: int, **named: Any) -> "Markup":
    return _filled(messages.counted(one, more, num), {"num": num, **named})


def _filled(text: str, named: dict[str, Any]) -> "Markup":
    from markupsafe import Markup, escape

    filled = {name: escape(_printed(value)) for name, value in named.items()}
    return Markup(text % filled)  # noqa: S704, the text is ours, and what goes into its gaps is escaped


def _printed(value: object) -> object:
    if type(value) is str:
        return visible(value)
    return "" if value is None else value


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
