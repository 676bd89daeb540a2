"""Forms that venues and laws ask for, filled from cards; a form is one file in schema/forms."""

from functools import partial

from alignmentcard.convert.format import Format
from alignmentcard.model import Card
from alignmentcard.profiles import form_names, load_profile
from alignmentcard.report.forms.written import STYLES, write_form

__all__ = ["FORMATS", "STYLES", "form_text"]

ENDINGS = {"markdown": ".md", "latex": ".tex"}
ABOUT = {
    "arr": "ACL Rolling Review: Responsible NLP checklist, B and D",
    "neurips-checklist": "NeurIPS Paper Checklist, in LaTeX",
    "eu-summary": "EU: public summary of training content",
    "ab-2013": "California AB 2013: twelve disclosures",
    "ai-act-annex-iv": "EU AI Act: Article 10(2), Annex IV 2(d)",
    "gpai-model-documentation": "GPAI Code of Practice: data section",
}


def form_text(name: str, *cards: Card, style: str = "") -> str:
    """Write a form by its name, filled from one card or several."""
    return write_form(load_profile(name), cards, style)


def _filled_for_one_card(card: Card, name: str) -> str:
    return form_text(name, card)


def _ending(name: str) -> str:
    return f".{name}{'.tex' if name == 'neurips-checklist' else '.md'}"


FORMATS: dict[str, Format] = {
    name: Format(partial(_filled_for_one_card, name=name), _ending(name), ABOUT.get(name, name))
    for name in form_names()
}
"""Forms that one card is exported to; those about several datasets take a folder with `report --to`."""
