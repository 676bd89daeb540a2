"""The page of a card as one file: look and downloads inside it, no script, nothing to load; for mail, review, print."""

import re
from base64 import b64encode
from collections.abc import Mapping
from hashlib import sha256
from mimetypes import guess_type

from markupsafe import Markup, escape

from alignmentcard.portal.card.downloads import files
from alignmentcard.portal.card.page import ROOT, page
from alignmentcard.portal.collection.entry import CardEntry
from alignmentcard.resources import folder, template
from alignmentcard.rules.rule import RULES_URL

LINK = re.compile(r"<a\b([^>]*)>(.*?)</a>", re.DOTALL)
HREF = re.compile(r'\shref="([^"]*)"')
RULE = re.compile(rf"{re.escape(ROOT)}reference/rules/(\w+)/")
ELSEWHERE = (f"{ROOT}catalogue/", f"{ROOT}compare/")
"""Pages about several cards; one file has none of them."""
SCHEME = re.compile(r'\[data-md-color-scheme="(default|slate)"\]\[data-md-color-primary\] (\{[^}]*\})')
POLICY = "default-src 'none'; style-src '{}'; base-uri 'none'; form-action 'none'"


def onefile(entry: CardEntry) -> str:
    """Render a card as a page that needs no other file."""
    look = style()
    digest = b64encode(sha256(look.encode()).digest()).decode()
    return template("onefile.html.j2").render(
        entry=entry,
        look=Markup(look),  # noqa: S704 - our own file
        policy=POLICY.format(f"sha256-{digest}"),
        contents=Markup(_alone(page(entry), entry.address, dict(files(entry)))),  # noqa: S704 - escaped when rendered
    )


def style() -> str:
    """Return the look of the portal without the theme; the colour scheme is that of the reader's system."""
    portal = (folder("site") / "docs" / "assets" / "portal.css").read_text("utf-8")
    own = (folder("templates") / "onefile.css").read_text("utf-8")
    return f"\n{SCHEME.sub(_scheme, portal)}\n{own}"


def _scheme(found: re.Match[str]) -> str:
    if found[1] == "default":
        return f":root {found[2]}"
    return f"@media screen and (prefers-color-scheme: dark) {{ :root {found[2]} }}"


def _alone(html: str, address: str, beside: Mapping[str, str]) -> str:
    """Put files beside the page into their links, and turn links into the portal to text."""
    return LINK.sub(lambda found: _link(found[1], found[2], address, beside), html)


def _link(attributes: str, text: str, address: str, beside: Mapping[str, str]) -> str:
    target = HREF.search(attributes)
    if target is None or not (target[1].startswith(ROOT) or target[1] in beside):
        return f"<a{attributes}>{text}</a>"
    if rule := RULE.fullmatch(target[1]):
        return f'<a{HREF.sub("", attributes)} href="{RULES_URL}{rule[1]}" rel="noopener">{text}</a>'
    if target[1] in beside:
        bare = re.sub(r'\s(?:href|download)="[^"]*"', "", attributes)
        name = escape(f"{address}.{target[1]}")
        return f'<a{bare} href="{_data(target[1], beside[target[1]])}" download="{name}">{text}</a>'
    return "" if target[1].startswith(ELSEWHERE) else f"<span{HREF.sub('', attributes)}>{text}</span>"


def _data(name: str, text: str) -> str:
    kind = TYPES.get(name.rpartition(".")[2]) or guess_type(name)[0] or "text/plain"
    return f"data:{kind};base64,{b64encode(text.encode()).decode()}"


TYPES = {"yaml": "text/yaml", "jsonld": "application/ld+json", "md": "text/markdown", "bib": "text/plain"}
"""Kinds of files that not every system knows."""
