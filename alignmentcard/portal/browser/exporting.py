"""A card in the formats of others, for a page."""

from typing import Any

from alignmentcard.convert import exports
from alignmentcard.convert.format import Format
from alignmentcard.errors import AlignmentCardError
from alignmentcard.loader import load
from alignmentcard.messages import SOURCE, _, speaking
from alignmentcard.messages.retold import say
from alignmentcard.portal.browser.session import document
from alignmentcard.report import questionnaire

FORMATS: dict[str, Format] = {**exports.FORMATS, **questionnaire.FORMATS}


def formats() -> dict[str, Any]:
    """Return the formats that a page offers."""
    return {"formats": [{"name": name, "about": say(form.about)} for name, form in FORMATS.items()]}


def exported(text: str, name: str, to: str) -> dict[str, Any]:
    """Return a card in another format, the name of such a file, and what that format requires and the card lacks."""
    loaded = load(document(text, name))
    if loaded.card is None:
        raise AlignmentCardError(_("This card does not fit the standard yet. Mend what is marked as an error first."))
    form = FORMATS[to]
    with speaking(SOURCE):
        content = form.write(loaded.card)
        lacks = list(form.lacks(content)) if form.lacks else []
    lacks = [say(one) for one in lacks]
    return {"name": f"card{form.ending}", "text": content, "lacks": lacks}
