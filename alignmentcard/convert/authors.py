"""What a card says about its own authors: names, places of work, addresses, accounts, and works of theirs."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from alignmentcard.convert.persons import GROUP, MOST_WORDS, is_person
from alignmentcard.links import href
from alignmentcard.model import Card
from alignmentcard.model.dataset import Creator
from alignmentcard.model.records import Source

WITH_ACCOUNTS = frozenset({"github.com", "gitlab.com", "bitbucket.org", "codeberg.org", "huggingface.co", "kaggle.com"})
"""Hosts that many share, whose addresses begin with an account."""
SHARED = frozenset(
    {
        *("arxiv.org", "doi.org", "dx.doi.org", "aclanthology.org", "openreview.net", "zenodo.org", "osf.io"),
        *("figshare.com", "dataverse.harvard.edu", "orcid.org", "gmail.com"),
    }
)
"""Hosts that many share and that say nothing about who they are."""
KINDS = frozenset({"datasets", "spaces", "models", "collections"})
"""First parts of an address on a shared host that are no account."""
ADDRESS = re.compile(
    r"(?:https?://|mailto:[^@\s]*@)?(?:www\.)?([\w-]+(?:\.[\w-]+)*\.[a-z]{2,})((?:/[^\s/?#]+)*)", re.IGNORECASE
)
DOI = re.compile(r"10\.\d{4,9}/[^\s\"“”<>]*[^\s\"“”<>.,;)\]]")
ARXIV = re.compile(r"(?<!\d)\d{4}\.\d{4,5}(?!\d)")
SHORTEST = 3


@dataclass(frozen=True)
class Authors:
    """What names the authors of a card."""

    full: tuple[str, ...] = ()
    """Texts that name them without doubt: whole names, places of work, identifiers, addresses; the longest first."""
    surnames: tuple[str, ...] = ()
    accounts: tuple[str, ...] = ()
    """Accounts and hosts of their addresses."""
    works: frozenset[str] = frozenset()
    """Their papers and pages: DOIs, arXiv numbers, addresses without the scheme."""

    def wrote(self, source: Source) -> bool:
        """Say whether a source is a work of the authors."""
        texts = (source.url, source.doi, source.arxiv)
        if self.works.intersection(*[set().union(*(works(text) for text in texts))]):
            return True
        if any(named(one, source.url or "") for one in self.accounts):
            return True
        return any(named(one, source.authors or "") for one in (*self.full, *self.surnames))


def authors_of(card: Card) -> Authors:
    """Collect what a card says about its authors."""
    data = card.dataset
    writers: list[Creator] = [*data.creators, *card.card.authors]
    links = [text for _, text in data.links if text]
    people = [text for one in writers for text in (*_orders(one.name), one.orcid, *_places(one)) if text]
    contact = [data.contact, (data.contact or "").removeprefix("mailto:")] if data.contact else []
    return Authors(
        full=tuple(sorted({*people, *links, *contact}, key=lambda text: (-len(text), text))),
        surnames=tuple(dict.fromkeys(name for one in writers if (name := _surname(one)))),
        accounts=tuple(dict.fromkeys(name for text in (*links, *contact) for name in _accounts(text))),
        works=frozenset().union(*(works(text) for text in links)),
    )


def named(name: str, text: str) -> bool:
    """Say whether a name stands in a text, not as a part of a longer word; in a single word, case says nothing."""
    return bool(pattern(name, text).search(text))


def pattern(name: str, text: str) -> re.Pattern[str]:
    """Return the pattern that finds a name in a text."""
    return re.compile(rf"(?<![^\W\d_]){re.escape(name)}(?![^\W\d_])", 0 if " " in text else re.IGNORECASE)


def works(text: str | None) -> set[str]:
    """Return what a text names a work by."""
    found = set(DOI.findall(text or "")) | set(ARXIV.findall(text or ""))
    address = href(text)
    if not found and address:
        return {re.sub(r"^(?:https?://)?(?:www\.)?", "", address.lower()).rstrip("/")}
    return {one.lower() for one in found}


def _orders(name: str) -> Iterator[str]:
    """Yield a name as it is, and with the last name where the first is."""
    yield name
    last, comma, first = name.partition(", ")
    if comma:
        yield f"{first} {last}"


def _places(one: Creator) -> Iterator[str]:
    yield from (part for text in re.split(r"[;,]", one.affiliation or "") if len(part := text.strip()) > SHORTEST)


def _surname(one: Creator) -> str | None:
    """Return the last name of somebody who is a person; an organisation has none."""
    first, comma, _ = one.name.partition(",")
    words = one.name.split()
    written_so = 1 < len(words) <= MOST_WORDS and all(word[0].isupper() for word in words)
    if len(words) < 2 or GROUP.search(one.name) or not (written_so or is_person(one)):
        return None
    last = first.strip() if comma else words[-1]
    return last if len(last) >= SHORTEST and not last.isupper() else None


def _accounts(text: str) -> Iterator[str]:
    found = ADDRESS.match(text)
    if found is None:
        return
    host = found[1].lower()
    parts = [part for part in found[2].split("/") if part and part not in KINDS]
    if host.endswith((".github.io", ".gitlab.io")):
        yield host.partition(".")[0]
    elif host in WITH_ACCOUNTS:
        yield from (part for part in parts[:1] if len(part) >= SHORTEST)
    elif host not in SHARED:
        yield host
        yield from (part[1:] for part in parts[:1] if part.startswith("~") and len(part) > SHORTEST)
