"""Elements of SVG and HTML from plain values; every text and attribute is escaped."""

from markupsafe import Markup, escape

from alignmentcard.resources import visible


def element(tag: str, *children: Markup | str, **attributes: object) -> Markup:
    """Build an element; `class_` and `aria_label` become `class` and `aria-label`, None leaves an attribute out."""
    written = (Markup(' {}="{}"').format(_name(k), _text(v)) for k, v in attributes.items() if v is not None)
    inner = Markup("").join(child if isinstance(child, Markup) else escape(visible(child)) for child in children)
    return Markup("<{tag}{attributes}>{inner}</{tag}>").format(
        tag=tag, attributes=Markup("").join(written), inner=inner
    )


def _name(attribute: str) -> str:
    return attribute.rstrip("_").replace("_", "-")


def _text(value: object) -> str:
    return f"{value:.1f}".removesuffix(".0") if isinstance(value, float) else visible(str(value))
