"""The pages that the site generator made: fill their places, and make pages of cards from one of them."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from functools import lru_cache

from markupsafe import Markup, escape

from alignmentcard.errors import AlignmentCardError
from alignmentcard.portal.build.policy import META, NOBODY, Allowed, secure
from alignmentcard.resources import visible

TITLE, DESCRIPTION = "@@card-title@@", "@@card-description@@"
FOLDER = "_shell"
"""Name of the shell's folder beside the cards; no id of a card begins like this."""
PLACE = re.compile(r"<!-- alignmentcard:([a-z-]+) -->(?:.*?<!-- /alignmentcard:\1 -->)?", re.DOTALL)
AS_WRITTEN = re.compile(
    r"(<pre\b.*?</pre>|<textarea\b.*?</textarea>|<script\b.*?</script>|<style\b.*?</style>)", re.DOTALL
)
LANGUAGE = re.compile(r"<html\b[^>]*\blang=\"?([A-Za-z0-9-]+)")
BLANK = re.compile(r"\s*\n\s*")

UP = re.compile(r"""(?<=["'])\.\./\.\.(?=["'/])""")
"""The way from a page of a card to the top of the portal."""


def tight(html: str) -> str:
    """Take the indentation and the empty lines out of a page, which stand for nothing; what has a form keeps it."""
    parts = AS_WRITTEN.split(html)
    parts[::2] = [BLANK.sub("\n", part) for part in parts[::2]]
    return "".join(parts)


NESTED = '<li class="md-nav__item md-nav__item--nested">'
NAME = re.compile(r'class="md-ellipsis">(.*?)</span>', re.DOTALL)
FIRST = re.compile(r'<a href="([^"]*)" class="md-nav__link')


def with_short_menu(html: str) -> str:
    """Take the pages inside sections out of the menu of a page: its sections lead to the first of their pages.

    A menu that looks otherwise than that of the theme stays as it is.
    """
    start = html.find(NESTED)
    if start < 0:
        return html
    end, depth = start + len(NESTED), 1
    while depth and (found := ITEM.search(html, end)):
        depth, end = depth + (1 if found[0] == "<li" else -1), found.end()
    section = html[start:end]
    name, first = NAME.search(section), FIRST.search(section)
    short = html[start:end] if depth or not name or not first else SHORT.format(first[1], name[1])
    return html[:start] + short + with_short_menu(html[end:])


ITEM = re.compile(r"<li\b|</li>")
SHORT = '<li class="md-nav__item"><a href="{}" class="md-nav__link"><span class="md-ellipsis">{}</span></a></li>'


def places(html: str) -> set[str]:
    """Return the names of the places in a page."""
    return {found[1] for found in PLACE.finditer(html)}


def fill(html: str, contents: Mapping[str, str]) -> str:
    """Put contents into the places of a page; a place without contents stays as it is."""
    return PLACE.sub(lambda found: contents.get(found[1], found.group()), html)


@dataclass(frozen=True)
class Shell:
    """The built page that every card page is made from, cut at its places."""

    html: str
    allowed: Allowed = field(default_factory=dict, hash=False)
    """Hosts that its pages may load from."""

    @property
    def language(self) -> str:
        """The language that the generator says the page is in, as its tag."""
        found = LANGUAGE.search(self.html)
        return found[1] if found else "en"

    @property
    def canonical(self) -> str | None:
        """The address that the generator gave to the shell, with the folder still to be replaced."""
        found = re.search(r'<link rel="canonical" href="([^"]*)"', self.html)
        return found[1] if found else None

    def address(self, name: str) -> str | None:
        """Return the address of a card page, where the portal knows its own address."""
        return self.canonical.replace(FOLDER, name) if self.canonical else None

    @property
    def top(self) -> str:
        """The address of the portal; empty where it does not know its own."""
        return (self.canonical or "").partition(f"cards/{FOLDER}/")[0]

    def page(self, name: str, title: str, description: str, head: Markup, contents: str) -> str:
        """Make a page; every place is filled in one pass, so contents that look like places stay what they are."""
        parts = {
            TITLE: str(escape(visible(title))),
            DESCRIPTION: str(escape(visible(description))),
            FOLDER: name,
            "</head>": f"{head}\n</head>",
            CARD: contents,
        }
        first, *others = _cut(self.html)
        return first[1] + "".join([f"{parts[seam]}{text}" for seam, text in others])

    def plain(self, place: str, title: str, contents: str, description: str = "") -> str:
        """Make a page that is not about one card, at a place as deep as the shell, such as `catalogue/2`."""
        shell = replace(self, html=self.html.replace(f"cards/{FOLDER}", place))
        return shell.page("", title, description or title, Markup(), contents)

    def deeper(self, below: str) -> "Shell":
        """Return the shell for pages below a folder of two names, such as `reference/rules/`: a step further down."""
        steps = "../" * (below.count("/") - 1)
        moved = UP.sub(lambda found: f"{found[0]}/{steps}".rstrip("/"), META.sub("", self.html))
        return replace(self, html=secure(moved, self.allowed))


CARD = "card"
SEAMS = re.compile(
    f"{TITLE}|{DESCRIPTION}|{FOLDER}|</head>|(?P<{CARD}><!-- alignmentcard:card -->.*?<!-- /alignmentcard:card -->)",
    re.DOTALL,
)


@lru_cache(8)
def _cut(html: str) -> list[tuple[str, str]]:
    """Cut a shell at its seams: what goes into each, and the text after it; before the first one stands no seam."""
    found = list(SEAMS.finditer(html))
    starts = [0, *(seam.end() for seam in found)]
    ends = [*(seam.start() for seam in found), len(html)]
    names = ["", *(seam.lastgroup or seam.group() for seam in found)]
    return [(name, html[start:end]) for name, start, end in zip(names, starts, ends, strict=True)]


def shell_of(html: str, where: str, *, packed: bool = False, allowed: Allowed = NOBODY) -> Shell:
    """Return the shell, or fail where the page cannot serve as one; `packed` is the layout of a large portal.

    `allowed` are hosts that its pages may load from.
    """
    if "card" not in places(html) or TITLE not in html:
        raise AlignmentCardError(
            f"The page {where} has no place for cards. It needs the title {TITLE} and the comment "
            "<!-- alignmentcard:card --><h1>Card</h1><!-- /alignmentcard:card -->."
        )
    html = tight(html)
    return Shell(secure(with_short_menu(html) if packed else html, allowed), allowed)
