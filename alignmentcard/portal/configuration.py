"""The words in the `mkdocs.yml` of a starter, and the language that it names."""

import re
from collections.abc import Iterator
from functools import cache

from alignmentcard.messages import SOURCE, _, speaking
from alignmentcard.messages.languages import known
from alignmentcard.resources import folder

CONFIG = "mkdocs.yml"
ABOUT = "Cards for alignment data."
"""What search engines are told of a portal, until its operator says more."""
NAMED = re.compile(r"^( *- )([A-Z][^:\n]*)(?=: ?[\w./-]*$)|^( +name: )(Switch [\w ]+)$", re.MULTILINE)
"""A name in the navigation or of a button, as the starter has it in English."""
NAME = re.compile(
    r"^( *- )([^\s:][^:\n]*)(?=: ?[\w./-]*$)|^( +name: )(\S[^\n]*)$"
    r"|^(site_description: \"?)([^\"\n]+)(?=\"?$)",
    re.MULTILINE,
)
"""The same in any language, and what the portal says of itself."""
DESCRIBED = re.compile(r"^site_description: (.+)$", re.MULTILINE)
THEME = re.compile(r"^theme:\n(?:[ \t].*\n)*?([ \t]+)name:.*\n", re.MULTILINE)
LANGUAGE = re.compile(r"^(theme:\n(?:[ \t].*\n)*?[ \t]+language:[ \t]*)[\"']?([\w-]+)[\"']?", re.MULTILINE)
ANCHORS = re.compile(r"^( +)permalink: true\n(?:\1permalink_title: .*\n)?", re.MULTILINE)
"""Where signs beside headings link to them."""
ANCHOR = "Address of this part"
"""What these signs are called."""


def words() -> list[str]:
    """Return the words of a starter's configuration in English."""
    config = (folder("site") / CONFIG).read_text("utf-8")
    return [ABOUT, *DESCRIBED.findall(config), *(found[2] or found[4] for found in NAMED.finditer(config))]


def language_of_theme(config: str) -> str:
    """Return the language that a configuration names; that of the standard where it names none."""
    found = LANGUAGE.search(config)
    return found[2] if found else SOURCE


def in_language(config: str, language: str) -> str:
    """Say the names in a configuration in a language, and name it; names that no starter has stay as they are."""
    with speaking(language):
        config = NAME.sub(_said, config)
        named = "" if language == SOURCE else f"permalink_title: {_(ANCHOR)}\n"
    config = ANCHORS.sub(lambda found: f"{found[1]}permalink: true\n{named and found[1] + named}", config, count=1)
    if language == language_of_theme(config):
        return config
    if LANGUAGE.search(config):
        return LANGUAGE.sub(lambda found: f"{found[1]}{language}", config, count=1)
    return THEME.sub(lambda found: f"{found[0]}{found[1]}language: {language}\n", config, count=1)


def _said(found: re.Match[str]) -> str:
    before, text = filter(None, found.groups())
    english = _english().get(text)
    return f"{before}{_(english)}" if english else found[0]


@cache
def _english() -> dict[str, str]:
    """Return the English words of a starter's configuration by what they are in each language."""
    return dict(_in_languages())


def _in_languages() -> Iterator[tuple[str, str]]:
    for tag in (*known(), SOURCE):
        with speaking(tag):
            yield from [(_(word), word) for word in words()]
