"""Language tags of BCP 47, held against the registry of subtags."""

import re
from collections.abc import Callable
from functools import cache

from alignmentcard.codes.countries import capitals, country_name
from alignmentcard.codes.further_languages import NAMES
from alignmentcard.codes.registry import habits, registry

PRIVATE_LANGUAGE = re.compile(r"q[a-t][a-z]")
PRIVATE_SCRIPT = re.compile(r"qa[ab][a-x]")
PRIVATE_REGION = re.compile(r"q[m-z]|x[a-z]")
SCRIPTS = {
    "arab": "Arabic script",
    "cyrl": "Cyrillic script",
    "deva": "Devanagari",
    "hans": "simplified",
    "hant": "traditional",
    "latn": "Latin script",
}
"""Scripts that languages with several are told apart by."""
EXTENSION = re.compile(r"[0-9a-wyz](-[0-9a-z]{2,8})+(-[0-9a-wyz](-[0-9a-z]{2,8})+)*(-x(-[0-9a-z]{1,8})+)?")


def is_tag(text: str) -> bool:
    """Say whether a text is a valid tag: well formed, every subtag registered or private; case does not matter."""
    tag = text.lower()
    if tag in registry().grandfathered:
        return True
    subtags = tag.split("-")
    if subtags[0] == "x":
        return _is_private(subtags)
    return _is_language(subtags[0]) and _rest_is_valid(subtags[1:])


def tag_for(text: str) -> str | None:
    """Return the tag that a name or a habitual spelling clearly stands for, or None."""
    plain = " ".join(text.replace("_", "-").lower().split())
    name = habits("languages").get(plain) or registry().language_names.get(plain) or _further().get(plain)
    if name:
        return name
    first, *rest = text.strip().replace("_", "-").split("-")
    mended = "-".join(
        (habits("languages").get(first.lower(), first), *("GB" if part.lower() == "uk" else part for part in rest))
    )
    return mended if mended != text and is_tag(mended) else None


@cache
def _further() -> dict[str, str]:
    return {name.lower(): tag for tag, name in NAMES.items()}


def _is_language(subtag: str) -> bool:
    return subtag in registry().languages or bool(PRIVATE_LANGUAGE.fullmatch(subtag))


def _rest_is_valid(subtags: list[str]) -> bool:
    """Take extlang, script, region and variants in their order; what is left must be an extension or private."""
    known = registry()
    rest = _skip(subtags, lambda s: s in known.extlangs, most=1)
    rest = _skip(rest, lambda s: s in known.scripts or bool(PRIVATE_SCRIPT.fullmatch(s)), most=1)
    rest = _skip(rest, lambda s: s in known.regions or bool(PRIVATE_REGION.fullmatch(s)), most=1)
    rest = _skip(rest, known.variants.__contains__, most=len(rest))
    return not rest or _is_private(rest) or _is_extension(rest)


def _skip(subtags: list[str], fits: Callable[[str], bool], most: int) -> list[str]:
    count = 0
    while count < min(most, len(subtags)) and fits(subtags[count]):
        count += 1
    return subtags[count:]


def _is_private(subtags: list[str]) -> bool:
    return subtags[0] == "x" and len(subtags) > 1 and all(re.fullmatch(r"[0-9a-z]{1,8}", s) for s in subtags[1:])


def _is_extension(subtags: list[str]) -> bool:
    return bool(EXTENSION.fullmatch("-".join(subtags)))


def language_name(tag: str) -> str:
    """Return the English name of a tag's language, with script and region in brackets; the tag where it has none."""
    first, *rest = tag.lower().split("-")
    name = _names().get(first)
    region = next((country_name(part.upper()) for part in rest if len(part) == 2), None)
    script = next((SCRIPTS[part] for part in rest if part in SCRIPTS), None)
    beside = ", ".join(filter(None, (script, region)))
    return (f"{name} ({beside})" if beside else name) if name else tag


@cache
def _names() -> dict[str, str]:
    """Return a name for each language; the shortest of several is the usual one."""
    longest_first = sorted(registry().language_names.items(), key=lambda pair: (-len(pair[0]), pair[0]))
    return NAMES | {tag: capitals(name) for name, tag in longest_first}
