"""What a browser may load on a page of the portal, and what of the prose it will not.

Every page says in a Content-Security-Policy that it loads files of its own host and nothing else. An operator can allow
hosts; what the policy will block is told when the portal is built, for in a browser it is missing without a word.
"""

import re
from base64 import b64encode
from collections.abc import Iterable, Iterator, Mapping, Sequence
from hashlib import sha256
from html import unescape
from types import MappingProxyType
from urllib.parse import urlsplit

from alignmentcard.portal.settings import CONFIG, DIRECTIVES

Allowed = Mapping[str, tuple[str, ...]]
"""Hosts by what may be loaded from them."""
NOBODY: Allowed = MappingProxyType({})

SCRIPT = re.compile(r"<script(?![^>]*\b(?:src|type)=)[^>]*>(.*?)</script>", re.DOTALL)
STYLE = re.compile(r"<style[^>]*>(.*?)</style>", re.DOTALL)
HEAD = re.compile(r"<head[^>]*>\s*(<meta charset=[^>]*>)?")
META = re.compile(r'<meta http-equiv="Content-Security-Policy"[^>]*>')
POLICY = {
    "default-src": "'none'",
    "script-src": "'self'",
    "style-src": "'self'",
    "img-src": "'self' data:",
    "font-src": "'self'",
    "connect-src": "'self'",
    "worker-src": "'self'",
    "manifest-src": "'self'",
    "base-uri": "'none'",
    "form-action": "'self'",
}
"""What a page may load: files of its own host and nothing else; scripts and styles inside a page by their digest."""


def secure(html: str, allowed: Allowed = NOBODY) -> str:
    """Add a Content-Security-Policy that knows the digests of the scripts and styles inside the page."""
    policy = {**POLICY, "script-src": _known(SCRIPT.findall(html)), "style-src": _known(STYLE.findall(html))}
    for kind, hosts in allowed.items():
        directive = DIRECTIVES[kind]
        policy[directive] = " ".join([policy.get(directive, ""), *hosts]).strip()
    text = "; ".join(f"{name} {value}" for name, value in policy.items())
    meta = f'<meta http-equiv="Content-Security-Policy" content="{text}">'
    return HEAD.sub(lambda found: found.group() + meta, html, count=1)


def _known(codes: Iterable[str]) -> str:
    digests = {f"'sha256-{b64encode(sha256(code.encode()).digest()).decode()}'" for code in codes}
    return " ".join(["'self'", *sorted(digests)])


TAG = re.compile(r"<(img|script|iframe|link|source|video|audio|embed|object)\b([^>]*)>", re.IGNORECASE)
ATTRIBUTE = re.compile(
    r"""\b(src|href|srcset|data|poster|rel|as)\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s"'>]+))""", re.IGNORECASE
)
IN_STYLE = re.compile(r"""url\(\s*["']?((?:https?:)?//[^"')\s]+)|@import\s+["']((?:https?:)?//[^"']+)""", re.IGNORECASE)
IN_ATTRIBUTE = re.compile(r"<[a-zA-Z][^<>]*\s(?:style|on[a-z]+)\s*=\s*[\"']")
AS_CODE = re.compile(r"<script\b.*?</script>", re.DOTALL)
ELSEWHERE = re.compile(r"(?:https?:)?//", re.IGNORECASE)
KIND = {
    "img": "images",
    "script": "scripts",
    "iframe": "frames",
    "embed": "frames",
    "object": "frames",
    "source": "media",
    "video": "media",
    "audio": "media",
}
LINKED = {"stylesheet": "styles", "icon": "images", "preload": "", "modulepreload": "scripts", "manifest": ""}
"""What is loaded by a link in the head; other links are only named."""
ONE = {"images": "a picture", "scripts": "a script", "frames": "a frame", "media": "a film or a sound"}
ONE |= {"styles": "a style sheet", "fonts": "a font"}
TOLD = 5
"""So many sentences are told; a page in the frame of the site has what every page has."""


def blocked(pages: Sequence[tuple[str, str]], allowed: Allowed) -> Iterator[str]:
    """Yield a sentence for each thing that pages want from a host that is not allowed; pages are names and texts."""
    places: dict[tuple[str, str], list[str]] = {}
    for name, text in pages:
        wanted = _in_styles(text) if name.endswith(".css") else _in_page(text)
        for kind, address in dict.fromkeys(wanted):
            host = (urlsplit(address).hostname or "").lower()
            if not any(_covers(one, host) for one in allowed.get(kind, ())):
                places.setdefault((kind, host), []).append(name)
    for kind, host in list(places)[:TOLD]:
        where = list(dict.fromkeys(places[kind, host]))
        others = f" and {len(where) - 1} more" if len(where) > 1 else ""
        yield (
            f"{where[0]}{others}: browsers will not load {ONE[kind]} from {host}, because a portal loads nothing from "
            f"other hosts. Put the file into docs/, or allow the host in {CONFIG}: extra.alignmentcard.allow, "
            f"{{{kind}: [{host}]}}."
        )
    inline = [name for name, text in pages if IN_ATTRIBUTE.search(AS_CODE.sub("", text)) and name.endswith(".html")]
    if inline:
        others = f" and {len(inline) - 1} more" if len(inline) > 1 else ""
        yield (
            f"{inline[0]}{others}: browsers will pass over styles and scripts in attributes, such as style=, "
            "which aligned columns in Markdown make too. Put them into a file that extra_css or extra_javascript "
            "names."
        )
    if len(places) > TOLD:
        yield f"Of {len(places) - TOLD} more kinds and hosts browsers will not load anything either."


def _in_page(html: str) -> Iterator[tuple[str, str]]:
    for tag, inside in TAG.findall(html):
        told = {name.lower(): unescape(a or b or c) for name, a, b, c in ATTRIBUTE.findall(inside)}
        kind = KIND.get(tag.lower()) or _linked(told)
        for name in ("src", "href", "data", "poster", "srcset") if kind else ():
            for address in told.get(name, "").split(",") if name == "srcset" else [told.get(name, "")]:
                if ELSEWHERE.match(address.strip()):
                    yield kind, address.split()[0]
    for style in STYLE.findall(html):
        yield from _in_styles(style)


def _linked(told: Mapping[str, str]) -> str:
    """Return what kind of thing a link in the head loads; nothing where it loads none."""
    kinds = [LINKED[one] or f"{told.get('as', '')}s" for one in told.get("rel", "").lower().split() if one in LINKED]
    return kinds[0] if kinds and kinds[0] in DIRECTIVES else ""


def _in_styles(text: str) -> Iterator[tuple[str, str]]:
    for loaded, imported in IN_STYLE.findall(text):
        address = loaded or imported
        font = urlsplit(address).path.endswith((".woff2", ".woff", ".ttf", ".otf"))
        yield ("styles" if imported else "fonts" if font else "images"), address


def _covers(allowed: str, host: str) -> bool:
    """Say whether an allowed host is this one; a star stands for everything before a name."""
    known = urlsplit(allowed).hostname or allowed
    return host.endswith(known[1:]) if known.startswith("*.") else host == known
