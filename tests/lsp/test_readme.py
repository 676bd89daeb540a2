"""A card in the front matter of a README is served like any other, and the rest of the file is left alone."""

from collections.abc import Iterator
from textwrap import indent

import pytest
from lsp.client import Client
from lsp.test_server import at, codes, place, stretch

from alignmentcard.rules.example import whole_card

README = "file:///folder/README.md"
PROSE = "\n# My data\n\nframework: this is prose\n"


@pytest.fixture(scope="module")
def client() -> Iterator[Client]:
    with Client("--profile", "minimal") as opened:
        yield opened


def in_readme(card: str) -> str:
    return f"---\nlicense: mit\nalignmentcard:\n{indent(card, '  ', lambda line: True)}---\n{PROSE}"


def opened(client: Client, text: str) -> list[dict[str, object]]:
    return client.open(text, README, "markdown")


def test_findings_stand_at_their_place_in_the_readme(client: Client) -> None:
    text = in_readme(whole_card("").replace("definitions:", "defintions:"))
    found = opened(client, text)
    assert codes(found) == ["AC004"]
    assert found[0]["range"] == stretch(text, "defintions")


def test_a_field_is_explained_and_prose_is_not(client: Client) -> None:
    text = in_readme(whole_card(""))
    opened(client, text)
    told = client.at("hover", *place(text, "definitions"), uri=README)
    assert told["range"] == stretch(text, "definitions")
    assert client.at("hover", *place(text, "framework: this"), uri=README) is None


def test_fields_of_the_card_are_offered_at_its_indentation_while_it_cannot_be_read(client: Client) -> None:
    text = in_readme(whole_card("").replace("framework:\n", "framework:\n  \n  broken: [\n"))
    assert codes(opened(client, text)) == ["AC001"]
    offered = client.at("completion", place(text, "framework:")[0] + 1, 4, uri=README)
    fields = ["authors", "chosen_by", "chosen_because", "bounds", "exclusions", "positions", "rationale"]
    assert [item["label"] for item in offered["items"]] == fields


def test_nothing_is_offered_beside_the_card_or_in_the_prose(client: Client) -> None:
    text = in_readme(whole_card(""))
    opened(client, text)
    assert client.at("completion", 1, 0, uri=README) is None
    assert client.at("completion", place(text, "framework: this")[0], 4, uri=README) is None


def test_a_readme_may_get_a_card_and_lose_it(client: Client) -> None:
    wrong = in_readme(whole_card("").replace("definitions:", "defintions:"))
    client.tell(
        "textDocument/didOpen",
        {"textDocument": {"uri": README, "languageId": "markdown", "version": 0, "text": PROSE}},
    )
    assert codes(client.change(wrong, README)) == ["AC004"]
    client.change(PROSE, README, wait=False)
    assert client.message("textDocument/publishDiagnostics")["params"]["diagnostics"] == []


def test_markdown_without_a_card_is_left_alone(client: Client) -> None:
    client.tell(
        "textDocument/didOpen",
        {"textDocument": {"uri": "file:///other.md", "languageId": "markdown", "version": 1, "text": PROSE}},
    )
    assert client.ask("textDocument/hover", {"textDocument": {"uri": "file:///other.md"}, "position": at(2, 3)}) is None
