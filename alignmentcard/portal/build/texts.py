"""What the scripts of the pages say, in the language of the portal."""

from typing import Any

from alignmentcard.messages import spoken

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
