"""How much of a card comes back from the sheets that are written of it: python bench/forms.py [--list] [CARD ...]

Each card is written as the Responsible NLP checklist and as a datasheet, and the sheet is imported. What a sheet states
are the values at the paths that its questions name. A value is right where it comes back as it was; as text, where the
words stand beside the right field; else it is lost. Wrong is a value that the card does not have, or has otherwise.
`--list` names the fields by how often they are lost or wrong. Without a card, the gallery is read.
"""

import html
import re
import sys
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from alignmentcard.convert.ac_block import as_data
from alignmentcard.convert.imports import Draft, draft
from alignmentcard.convert.imports.ours.sentence import pools_in
from alignmentcard.convert.imports.values import slug
from alignmentcard.convert.prose.prepared import with_names
from alignmentcard.convert.prose.statements import BESIDE, statements
from alignmentcard.convert.prose.subjects import called
from alignmentcard.document import read
from alignmentcard.loader import load
from alignmentcard.model import Card
from alignmentcard.profiles import Form, load_profile
from alignmentcard.report.forms import form_text
from alignmentcard.report.questionnaire import questionnaire

GALLERY = Path(__file__).parent.parent / "site" / "cards"
PROFILES = {"arr": "arr", "datasheet": "datasheets"}
WHOLE = {"dataset.creators", "dataset.counts", "dataset.derived_from", "dataset.sources_of_items", "pools.composition"}
WHOLE |= {"dataset.known_issues"}
"""Lists of which only all entries together are an answer."""
UNSAID = {"orcid", "id", "roles", "source", "n", "basis_note", "evidence"}
"""What no sentence says of an entry."""
SKIPPED = ("sources", "evidence", "gaps", "alignmentcard", "card")
Units = dict[tuple[str, str], Any]


def written(card: Card, form: str) -> str:
    """Return a sheet that is filled from a card."""
    return form_text("arr", card) if form == "arr" else questionnaire(card, "datasheets")


def units(data: dict[str, Any]) -> Units:
    """Return the answers in a card by the path of the field and the name of the pool or dimension."""
    return dict(_units("", data, ""))


def _units(path: str, value: Any, owner: str) -> Iterator[tuple[tuple[str, str], Any]]:
    if path in WHOLE or not isinstance(value, dict | list) or (isinstance(value, list) and not _are_records(value)):
        if value not in (None, [], {}) and path.rpartition(".")[2] not in UNSAID:
            yield (path, owner), _ids(value) if path.endswith(".who") else value
    elif isinstance(value, dict):
        for name, one in value.items():
            if path or name not in SKIPPED:
                yield from _units(f"{path}.{name}".lstrip("."), one, owner)
    else:
        for number, one in enumerate(value):
            name = slug(str(one.get("name") or one.get("id") or number)) if path in ("pools", "dimensions") else ""
            yield from _units(path, one, name or f"{owner}{number}")


def _ids(names: list[str]) -> list[str]:
    """Return the ids of pools that are called by what they did."""
    return [one for name in names for one in list(pools_in(name)) or [slug(name)]]


def _are_records(value: list[Any]) -> bool:
    return bool(value) and all(isinstance(one, dict) for one in value)


def stated(card: Card, form: str, sheet: str) -> Units:
    """Return what of a card a sheet states, as far as its questions ask for it."""
    profile = load_profile(PROFILES[form])
    asked = [path for one in (profile.form or Form(questions=profile.questions)).questions
             for path in (*(each.path for each in one.expects), *one.adds)]  # fmt: skip
    paths = [*asked, *(more for path in asked for more in BESIDE.get(path, ())), "dataset.title"]
    line = bare(sheet)
    data = {
        **with_names(as_data(card)),
        "pools": [one for one in as_data(card).get("pools", []) if one.get("kind") != "synthetic"],
    }
    told = {path for path in dict.fromkeys(paths) if path == "dataset.title" or _is_told(card, path, line)}
    names = {path.replace(".*", "") for path in told}
    known: set[Any] = set()
    found = {key: value for key, value in units(data).items() if any(_is_in(key[0], name) for name in names)}
    again = [key for key, value in found.items()
             if key[0].startswith("dataset.links.") and (value in known or known.add(value))]  # fmt: skip
    return {key: value for key, value in found.items() if key not in again}


def _is_in(path: str, name: str) -> bool:
    if name == "dimensions":
        return path == "dimensions.name"
    return (
        path == name or path.startswith(f"{name}.") or (name == "pools.size" and path.startswith("pools.size_stated"))
    )


def _is_told(card: Card, path: str, line: str) -> bool:
    said = (part for one in statements(card, path) for part in (one.split(". ") if path == "dataset.links" else [one]))
    return not path.startswith("extensions") and any(bare(one)[-30:] in line for one in said)


def bare(text: Any) -> str:
    """Return the letters and digits of a text, to compare what different marks surround."""
    return re.sub(r"[^a-z0-9]+", " ", html.unescape(str(text)).lower()).strip()


def same(one: Any, other: Any) -> bool:
    """Say whether two values say the same, identifiers apart."""
    return _plain(one) == _plain(other)


def _plain(value: Any) -> Any:
    if isinstance(value, dict):
        return {
            key: _plain(one) for key, one in value.items() if key not in UNSAID and (key, one) != ("undisclosed", 0)
        }
    if isinstance(value, list):
        return [_plain(one) for one in value]
    return bare(value).removeprefix("those of ") if isinstance(value, str) else value


def matched(found: Units, card: Card) -> Units:
    """Give the pools of a draft the names of those in the card that they were called by."""
    data = as_data(card)
    pools = {slug(re.sub(r".*“(.+)”|^the ", r"\1", called(data, one))): slug(str(one.get("id", number)))
             for number, one in enumerate(data.get("pools", [])) if one.get("kind") != "synthetic"}  # fmt: skip
    return {(path, pools.get(owner, owner) if path.startswith("pools") else owner): value
            for (path, owner), value in found.items()}  # fmt: skip


def compared(card: Card, form: str) -> Iterator[tuple[str, str, Any, Any]]:
    """Yield what became of each answer: a word, the field, what the card says and what came back."""
    sheet = written(card, form)
    result = draft(sheet, name="sheet.md")
    wanted, all_ = stated(card, form, sheet), units(with_names(as_data(card)))
    found = matched(units(result.data), card)
    for key, value in wanted.items():
        if key in found and same(found[key], value):
            yield "right", key[0], value, found[key]
        elif key in found and _as_text(found[key], value):
            yield "text", key[0], value, found[key]
        elif _stands(result, key[0], value):
            yield "text", key[0], value, found.get(key)
        else:
            yield "lost", key[0], value, found.get(key)
    for key, value in found.items():
        if key[0] not in ("dataset.id", "dimensions.name") and not _is_so(value, all_.get(key)):
            yield "wrong", key[0], all_.get(key), value


def _is_so(value: Any, right: Any) -> bool:
    """Say whether a value is right, or has the right words and perhaps others of the same answer beside them."""
    return right is not None and (same(value, right) or _as_text(value, right))


def _as_text(value: Any, right: Any) -> bool:
    if isinstance(right, list) and all(isinstance(one, str) for one in (*right, *value)):
        return bare(" ".join(right)).replace(" and ", " ") == bare(" ".join(value)).replace(" and ", " ")
    return isinstance(right, str) and bare(right) in bare(value)


def _stands(result: Draft, path: str, value: Any) -> bool:
    """Say whether a text that is left at a field, or at the section above it, holds the words of a value."""
    words = [bare(one) for one in _words(value)]
    return any(
        (path == (place := re.sub(r"\.raters\b", "", one.path)) or path.startswith(f"{place}."))
        and all(word in bare(one.text) for word in words)
        for one in result.left
    )


def _words(value: Any) -> Iterator[str]:
    if isinstance(value, dict):
        yield from (text for key, one in value.items() if key not in UNSAID for text in _words(one))
    elif isinstance(value, list):
        yield from (text for one in value for text in _words(one))
    elif isinstance(value, str):
        yield value.replace("_", " ")
    else:
        yield f"{value:,}" if isinstance(value, int) else str(value)


def main(names: list[str]) -> None:
    """Write how much comes back, form by form."""
    listed = "--list" in names
    paths = [Path(one) for one in names if one != "--list"] or sorted(GALLERY.glob("*.card.yaml"))
    cards = [load(read(path)).card for path in paths]
    print(
        "| sheet | cards | stated | right | as text | lost | wrong |\n| --- | ---: | ---: | ---: | ---: | ---: | ---: |"
    )
    fields: Counter[tuple[str, str, str]] = Counter()
    examples: dict[tuple[str, str, str], str] = {}
    for form in PROFILES:
        count: Counter[str] = Counter()
        for path, card in zip(paths, cards, strict=True):
            for word, field, value, back in compared(card, form) if card else ():
                count[word] += 1
                fields[form, word, field] += 1
                examples.setdefault((form, word, field), f"{path.name}: {str(value)[:100]} / {str(back)[:200]}")
        total = count["right"] + count["text"] + count["lost"]
        part = f"{count['right']} ({count['right'] / total:.0%})"
        print(
            "|",
            " | ".join(map(str, (form, len(cards), total, part, count["text"], count["lost"], count["wrong"]))),
            "|",
        )
    for key, number in fields.most_common() if listed else ():
        if key[1] != "right":
            print(number, *key, "|", examples[key])


if __name__ == "__main__":
    main(sys.argv[1:])
