"""What the scripts of the pages say, in the language of the portal."""

from collections.abc import Iterator
from typing import Any

from alignmentcard.messages import SOURCE, spoken
from alignmentcard.messages.carried import packed
from alignmentcard.messages.languages import known

COUNTED = 200
"""Counts whose form of the plural is told one by one; above, languages look at the last two digits."""


def texts() -> dict[str, Any] | None:
    """Return what the script `texts.js` reads; None in English, where texts are as they stand in the scripts."""
    language = spoken()
    if language.is_source:
        return None
    return {
        "spoken": language.locale,
        "texts": {text: said for text, said in sorted(language.texts.items()) if text in language.in_pages},
        "plurals": {one: said for one, said in sorted(language.plurals.items()) if one in language.in_pages},
        "forms": "".join(str(language.form(count)) for count in range(COUNTED)),
    }


def program() -> dict[str, Any] | None:
    """Return the language that the program in a page speaks; None in English, which it always does."""
    return None if spoken().is_source else packed(spoken())


def unspoken(tag: str) -> Iterator[str]:
    """Say that there is no catalogue of the language of a portal, whose pages then say that they are in English."""
    if spoken().is_source and tag.partition("-")[0] != SOURCE:
        yield (
            f"mkdocs.yml: the program has no texts in the language “{tag}”, so what it writes is in English. "
            f"It has {', '.join([SOURCE, *known()])}."
        )
