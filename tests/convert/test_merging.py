"""A card merged into a file that exists: the card is in it, and the rest is as it was."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from conftest import ROOT
from oracles import through_mlcroissant

from alignmentcard.convert.ac_block import as_data, find_block
from alignmentcard.convert.exports import FORMATS
from alignmentcard.convert.exports.croissant_required import lacks_for_croissant
from alignmentcard.convert.exports.huggingface import BEGIN, END
from alignmentcard.document import parse_readme, read
from alignmentcard.errors import AlignmentCardError
from alignmentcard.loader import load
from alignmentcard.model import Card


def starter(name: str) -> Card:
    card = load(read(ROOT / "templates" / "starters" / f"{name}.card.yaml")).card
    assert card is not None
    return card


CARD, OTHER = starter("rating-descriptive"), starter("comparison")
into_readme, into_croissant = FORMATS["huggingface"].merge, FORMATS["croissant"].merge
assert into_readme is not None
assert into_croissant is not None


def stand_in_order(lines: list[str], text: str) -> bool:
    """Say whether all lines are lines of a text, in their order, byte for byte."""
    there: Iterator[str] = iter(text.splitlines(keepends=True))
    return all(any(line == other for other in there) for line in lines)


HOSTS = {
    "nothing": "",
    "no front matter": "# Data\n\nText.\n",
    "no line end at the end": "# Data",
    "front matter": "---\nlicense: mit   # as it is\ntags:\n- a\n- 'b'\n---\n\n# Data\n",
    "empty front matter": "---\n---\n# Data\n",
    "blank front matter": "---\n\n---\n# Data\n",
    "crlf": "---\r\nlicense: mit\r\n---\r\n# Data\r\n\r\nText.\r\n",
    "byte order mark": "\ufeff---\nlicense: mit\n---\n# Data\n",
    "indented keys": "---\n  license: mit\n  tags: [a]\n---\n# Data\n",
    "comment at the end": "---\nlicense: mit\n# more\n---\n# Data\n",
    "an older card": "---\nalignmentcard: {alignmentcard: '1.0'}\nlicense: mit\n---\n# Data\n",
    "an older card at the end": "---\nlicense: mit\nalignmentcard:\n  a: 1\n  b: |\n    x\n---\n# Data\n",
    "a card without value": "---\nlicense: mit\nalignmentcard:\n---\n# Data\n",
    "dashes in the text": "---\nlicense: mit\n---\n# Data\n\n---\n\nText\n---\n",
}


@pytest.mark.parametrize("host", HOSTS.values(), ids=HOSTS)
def test_a_readme_keeps_every_line_that_is_not_the_cards(host: str) -> None:
    merged = into_readme(CARD, host)
    kept = [line for line in host.splitlines(keepends=True) if line.endswith("\n")]
    own = ("alignmentcard", "  a: 1", "  b: |", "    x")
    assert stand_in_order([line for line in kept if not line.startswith(own) and line.strip()], merged)
    assert parse_readme(merged).faults == ()
    assert parse_readme(merged).data == as_data(CARD)
    assert merged.count(BEGIN) == merged.count(END) == 1
    assert ("\r\n" in host) == ("\r\n" in merged)
    if "\r\n" in host:
        assert "\n" not in merged.replace("\r\n", "")


@pytest.mark.parametrize("host", HOSTS.values(), ids=HOSTS)
def test_merging_again_changes_only_what_the_card_changed(host: str) -> None:
    once = into_readme(CARD, host)
    assert into_readme(CARD, once) == once
    other = into_readme(OTHER, once)
    assert parse_readme(other).data == as_data(OTHER)
    assert other.count(BEGIN) == 1
    assert into_readme(CARD, other) == once


def test_text_below_the_sections_stays_below_them() -> None:
    text = into_readme(CARD, "# Data\n") + "\n## Mine\n"
    assert into_readme(OTHER, text).endswith(f"{END}\n\n## Mine\n")


def test_keys_that_stand_in_the_front_matter_are_not_changed() -> None:
    merged = into_readme(CARD, "---\nlicense: other\npretty_name: Mine\n---\n")
    assert merged.startswith("---\nlicense: other\npretty_name: Mine\nlanguage:\n")


REFUSED = {
    "no end": ("---\nlicense: mit\n", "no end"),
    "not YAML": ("---\nlicense: [mit\n---\n", "cannot be read"),
    "a key twice": ("---\na: 1\na: 2\n---\n", "in line 3"),
    "in braces": ("---\n{license: mit}\n---\n", "not a list of keys"),
    "a text": ("---\nlicense\n---\n", "not a list of keys"),
}


@pytest.mark.parametrize(("host", "reason"), REFUSED.values(), ids=REFUSED)
def test_a_readme_that_cannot_be_read_is_left_alone_with_a_reason(host: str, reason: str) -> None:
    with pytest.raises(AlignmentCardError, match=reason):
        into_readme(CARD, host)


def test_real_readmes_keep_every_line(real_cards: Path) -> None:
    refused = []
    paths = sorted((real_cards / "hf").glob("*.md"))
    for path in paths:
        host = path.read_bytes().decode("utf-8")
        try:
            merged = into_readme(CARD, host)
        except AlignmentCardError:
            refused.append(path.name)
            continue
        kept = [line for line in host.splitlines(keepends=True) if line.endswith("\n")]
        assert stand_in_order(kept, merged), path.name
        assert parse_readme(merged).data == as_data(CARD), path.name
    assert len(refused) < len(paths) / 10


CONTEXT: dict[str, Any] = {"@vocab": "https://schema.org/", "sc": "https://schema.org/"}
HOST: dict[str, Any] = {
    "@context": CONTEXT,
    "@type": "sc:Dataset",
    "name": "Mine",
    "conformsTo": "http://mlcommons.org/croissant/1.0",
    "distribution": [{"@id": "repo"}],
    "recordSet": [],
    "mine": 0,
}


def merged_into(**changes: Any) -> dict[str, Any]:
    host = {name: value for name, value in {**HOST, **changes}.items() if value is not None}
    merged: dict[str, Any] = json.loads(into_croissant(CARD, json.dumps(host)))
    return merged


def test_croissant_keeps_what_it_says() -> None:
    merged = merged_into()
    assert {name: merged[name] for name in ("name", "distribution", "recordSet", "mine")} == {
        name: HOST[name] for name in ("name", "distribution", "recordSet", "mine")
    }
    assert merged["description"] == CARD.dataset.summary
    assert merged["conformsTo"] == [HOST["conformsTo"], "http://mlcommons.org/croissant/RAI/1.0"]
    assert CONTEXT.items() <= merged["@context"].items()
    assert list(merged).index("ac:card") < list(merged).index("distribution")
    assert find_block(merged) == as_data(CARD)


def test_croissant_without_files_gets_those_of_the_card() -> None:
    merged = merged_into(distribution=None, recordSet=None)
    assert [entry["contentUrl"] for entry in merged["distribution"]] == ["counts.csv"]


def test_croissant_0_8_gets_no_resources_of_a_newer_version() -> None:
    merged = merged_into(conformsTo=None, distribution=None, recordSet=None)
    assert "distribution" not in merged
    assert "conformsTo" not in merged


def test_merging_into_croissant_again_changes_nothing_more() -> None:
    once = into_croissant(CARD, json.dumps(HOST, indent=4))
    assert into_croissant(CARD, once) == once
    assert once.startswith('{\n    "@context"')
    assert find_block(json.loads(into_croissant(OTHER, once))) == as_data(OTHER)


NOT_CROISSANT = {
    "not JSON": ("{", "not JSON"),
    "a list": ("[]", "not Croissant"),
    "a context elsewhere": ('{"@context": "https://schema.org/"}', "not Croissant"),
    "a name taken": ('{"@context": {"rai": "https://example.org/"}}', "`rai`"),
}


@pytest.mark.parametrize(("host", "reason"), NOT_CROISSANT.values(), ids=NOT_CROISSANT)
def test_what_is_not_croissant_is_refused_with_a_reason(host: str, reason: str) -> None:
    with pytest.raises(AlignmentCardError, match=reason):
        into_croissant(CARD, host)


def test_real_croissant_files_stay_valid_and_keep_what_they_say(real_cards: Path) -> None:
    pytest.importorskip("mlcroissant")
    names = ("dices-350", "huggingface-prism-alignment", "huggingface-anthropic-hh-rlhf", "bigcode-the-stack")
    for name in names:
        host = (real_cards / "croissant" / f"mlc_1.0__{name}__metadata.json").read_text(encoding="utf-8")
        merged = into_croissant(CARD, host)
        assert find_block(through_mlcroissant(merged)) == as_data(CARD)
        before, after = json.loads(host), json.loads(merged)
        assert {k: after[k] for k in before if k not in ("@context", "conformsTo") and not k.startswith("rai:")} == {
            k: v for k, v in before.items() if k not in ("@context", "conformsTo") and not k.startswith("rai:")
        }


def test_what_croissant_requires_is_told_one_sentence_each() -> None:
    least = Card.model_validate({"alignmentcard": "1.1", "dataset": {"id": "x", "title": "X", "version": "2"}})
    told = list(lacks_for_croissant(FORMATS["croissant"].write(least)))
    assert [sentence.partition("`")[2].partition("`")[0] for sentence in told[:-1]] == [
        *("license", "url", "creator", "datePublished", "distribution")
    ]
    assert told[-1] == "Croissant wants a version such as 1.0.0; this one is 2. Write dataset.version so."


def test_nothing_is_told_of_a_full_card() -> None:
    full = load(read(ROOT / "tests" / "portal" / "cards" / "full.card.yaml")).card
    assert full is not None
    assert list(lacks_for_croissant(FORMATS["croissant"].write(full))) == []


@pytest.mark.parametrize(
    ("file", "reason"),
    [
        ({"path": "a.csv"}, "a.csv is not in the distribution, because Croissant wants a digest"),
        ({"path": "a.csv", "sha256": "abc"}, "a.csv is not in the distribution, because Croissant wants a digest"),
        ({"sha256": "0" * 64}, "neither url nor path"),
    ],
)
def test_files_that_croissant_cannot_describe_are_told(file: dict[str, Any], reason: str) -> None:
    card = CARD.model_validate({**as_data(CARD), "release": {"files": [file]}})
    text = FORMATS["croissant"].write(card)
    assert "distribution" not in json.loads(text)
    assert any(reason in sentence for sentence in lacks_for_croissant(text))
