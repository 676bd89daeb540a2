"""What search engines look for first: the sitemap, with the days on which cards changed, and `robots.txt`."""

import gzip
import re
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

from alignmentcard.portal.build.linked_folders import write as write_file
from alignmentcard.portal.build.shell import FOLDER

NAME, ROBOTS = "sitemap.xml", "robots.txt"
MOST = 50_000
"""Addresses that one sitemap may have; a larger portal has several and a list of them."""
HEAD = '<?xml version="1.0" encoding="UTF-8"?>\n'
SCHEMA = "http://www.sitemaps.org/schemas/sitemap/0.9"
ENTRY = re.compile(r"\s*<url>.*?</url>", re.DOTALL)


def write(prose: Path, folder: Path, pages: Mapping[str, str], address: str) -> None:
    """Write both where the site generator makes a sitemap.

    `pages` are the places of pages that it does not know, such as `cards/a`, with the day on which each changed, empty
    where that is not known. A `robots.txt` of the prose stays as it is.
    """
    made = prose / NAME
    if not made.is_file():
        return
    entries = list(_entries(made.read_text("utf-8"), pages))
    for name, text in _sitemaps(entries, address):
        write_file(folder / name, text)
        write_file(folder / f"{name}.gz", gzip.compress(text.encode(), mtime=0))
    if address and not (folder / ROBOTS).exists():
        write_file(folder / ROBOTS, f"User-agent: *\nAllow: /\nSitemap: {address}{NAME}\n")


def _entries(text: str, pages: Mapping[str, str]) -> Iterator[str]:
    """Yield the entries, with those of the pages in the place of the shell.

    Dates of the site generator go, for they are those of the build and not of the pages.
    """
    for entry in ENTRY.findall("".join(line for line in text.splitlines(True) if "<lastmod>" not in line)):
        if f"/{FOLDER}/" not in entry:
            yield entry.strip()
            continue
        for page, day in pages.items():
            changed = f"<lastmod>{day}</lastmod>" if day else ""
            yield entry.strip().replace(f"cards/{FOLDER}", page).replace("</url>", f"{changed}</url>")


def _sitemaps(entries: Sequence[str], address: str) -> Iterator[tuple[str, str]]:
    if len(entries) <= MOST:
        yield NAME, _listed("urlset", entries)
        return
    names = []
    for number, part in enumerate(_parts(entries), 1):
        names.append(f"sitemap-{number}.xml")
        yield names[-1], _listed("urlset", part)
    yield NAME, _listed("sitemapindex", [f"<sitemap><loc>{address}{name}</loc></sitemap>" for name in names])


def _parts(entries: Sequence[str]) -> Iterator[Sequence[str]]:
    return (entries[start : start + MOST] for start in range(0, len(entries), MOST))


def _listed(kind: str, entries: Sequence[str]) -> str:
    return "\n".join([f'{HEAD}<{kind} xmlns="{SCHEMA}">', *entries, f"</{kind}>\n"])
