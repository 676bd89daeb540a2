"""The version and the name of a dataset, where a sheet says them in passing."""

import re

from alignmentcard.convert.imports.mentioned import Values

VERSION = re.compile(r"\b(?:[Vv]ersion|[Vv]\.?)\s?(\d{1,3}(?:\.\d{1,3}){1,2})(?![\w.]*\d)\b")
OTHERS = re.compile(
    r"\b(?:licen[sc]e|CC|Apache|GPL|MIT|next|planned|future|will be|older|previous|template|paper|model)\b",
    re.IGNORECASE,
)
NEAR = 40
"""Characters before a version in which it would say that it is that of something else."""
TO_COME = re.compile(r"\s(?:is|will be|of the)\s(?:planned|next|coming|released soon|licen[sc]e)\b", re.IGNORECASE)
NAME = re.compile(
    r"(?:The |Our )?(?P<name>[A-Z]\w*[A-Z][\w-]*)(?: data ?set| corpus| benchmark)? "
    r"(?:was|is|lets|collects|contains|has been|supports|consists)\b"
)
"""A name with a capital inside, at the beginning of what a dataset was made for."""


def versions(text: str) -> Values:
    """Read the version of the data, where one is named and it is not that of something else."""
    told = [one for one in re.split(r"(?<=[.!?;])\s+|\n", text) if not OTHERS.search(one)]
    found = {number for one in told for number in VERSION.findall(one)}
    found = found or {one[1] for one in VERSION.finditer(text) if not _of_others(text, one)}
    if len(found) == 1:
        yield "dataset.version", found.pop()


def _of_others(text: str, found: re.Match[str]) -> bool:
    """Say whether a version is that of something else, or one to come."""
    before = text[max(0, found.start() - NEAR) : found.start()]
    return OTHERS.search(before) is not None or TO_COME.match(text, found.end()) is not None


def named_after(text: str) -> Values:
    """Read what the data is called, where an answer begins with a name that can be nothing else."""
    if found := NAME.match(text):
        yield "dataset.title", found["name"]
