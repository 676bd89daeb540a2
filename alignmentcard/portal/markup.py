"""Elements of SVG and HTML from plain values; every text and attribute is escaped."""

import html
import re
from functools import cache
from itertools import zip_longest

from markupsafe import Markup, escape

from alignmentcard.resources import visible


def element(tag: str, *children: Markup | str, **attributes: object) -> Markup:
    """Build an element; `class_` and `aria_label` become `class` and `aria-label`, None leaves an attribute out."""
    written = "".join([f' {_name(k)}="{_text(v)}"' for k, v in attributes.items() if v is not None])
    inner = "".join([child if isinstance(child, Markup) else escaped(child) for child in children])
    return Markup(f"<{tag}{written}>{inner}</{tag}>")  # noqa: S704 (every part is escaped)


def escaped(text: str) -> str:
    """Write a text so that it stands in HTML as what it is; for pages that are put together from strings."""
    return html.escape(visible(text))


def marked(text: str) -> Markup:
    """Turn the words between backticks into code; everything else stays text."""
    parts = CODE.split(text)
    code = (Markup("<code>{}</code>").format(visible(part)) for part in parts[1::2])
    return Markup("").join(one for pair in zip_longest(map(_plain, parts[::2]), code, fillvalue="") for one in pair)


CODE = re.compile(r"`([^`\n]+)`")


def _plain(text: str) -> Markup:
    return escape(visible(text))


@cache
def _name(attribute: str) -> str:
    """Write the name of an attribute; there are as many as the code has."""
    return attribute.rstrip("_").replace("_", "-")


def _text(value: object) -> str:
    if isinstance(value, float):
        return f"{value:.1f}".removesuffix(".0")
    return str(value) if type(value) is int else escaped(str(value))
