"""A card as one HTML file: nothing in it loads, runs or leads to a file that is not there."""

import base64
import hashlib
import re
from pathlib import Path

import pytest
from click.testing import CliRunner
from small_portal import CARDS, entry_of, text_of

from alignmentcard.cli import group
from alignmentcard.portal.card.downloads import files
from alignmentcard.portal.card.one_file import onefile

ROOT = Path(__file__).parents[2]
GALLERY = sorted((ROOT / "site" / "cards").glob("*.card.yaml"))
NAMES = sorted(path.name.removesuffix(".card.yaml") for path in CARDS.glob("*.card.yaml"))


def links(html: str) -> set[str]:
    return set(re.findall(r'<a\b[^>]*\shref="([^"]*)"', html))


@pytest.mark.parametrize("name", NAMES)
def test_nothing_in_the_file_loads_or_runs(name: str) -> None:
    html = onefile(entry_of(text_of(name), name))
    head = html.partition("</head>")[0]
    assert not re.search(r"<(?:script|img|link|iframe|object|embed|form|base)\b", html)
    assert not re.search(r"<[^>]*\s(?:src|srcset|style|on\w+)=", html)
    assert not re.search(r"@import|url\(", head)


def test_the_policy_allows_the_style_of_the_page_and_nothing_else() -> None:
    html = onefile(entry_of(text_of("full"), "full"))
    style = re.search(r"<style>(.*?)</style>", html, re.DOTALL)
    assert style is not None
    digest = base64.b64encode(hashlib.sha256(style[1].encode()).digest()).decode()
    policy = f"default-src 'none'; style-src 'sha256-{digest}'; base-uri 'none'; form-action 'none'"
    assert f'content="{policy.replace(chr(39), "&#39;")}"' in html


@pytest.mark.parametrize("path", GALLERY, ids=lambda path: path.name.removesuffix(".card.yaml"))
def test_every_link_leads_into_the_page_to_the_web_or_holds_its_file(path: Path) -> None:
    found = links(onefile(entry_of(path.read_text("utf-8"))))
    assert [one for one in found if not re.match(r"#|https?://|mailto:|data:", one)] == []


def test_a_file_beside_the_page_is_inside_it_as_it_was() -> None:
    entry = entry_of(text_of("full"), "full")
    held = {
        base64.b64decode(one.partition(";base64,")[2]).decode() for one in links(onefile(entry)) if one[:5] == "data:"
    }
    assert {text for name, text in files(entry) if name != "compare.json"} == held


def test_a_rule_leads_to_its_page_on_the_web() -> None:
    html = onefile(entry_of(text_of("broken"), "broken"))
    assert re.search(r'<a class="ac-code" href="https://w3id\.org/alignmentcard/rules/AC\d{3}" rel="noopener">', html)


@pytest.mark.parametrize(
    "text", ["</style><script>x</script>", '"><script>x</script>', "<a href='card.yaml'>x</a>", "<!-- x", "{{ 1 + 1 }}"]
)
def test_text_of_a_card_stays_text(text: str) -> None:
    title = "Harm in replies, judged under a policy"
    html = onefile(entry_of(text_of("full").replace(title, repr(text).replace("\\'", "''")), "full"))
    assert "<script" not in html
    assert html.count("</style>") == 1
    assert "<a href='card.yaml'" not in html


def test_the_command_writes_the_page_with_the_measurements_beside_the_card(tmp_path: Path) -> None:
    out = tmp_path / "a.html"
    card = ROOT / "site" / "cards" / "dices-350.card.yaml"
    done = CliRunner().invoke(group, ["render", str(card), "-o", str(out)])
    assert (done.exit_code, done.output) == (0, "")
    assert "What was measured" in out.read_text("utf-8")
    assert CliRunner().invoke(group, ["render", str(card)]).output == out.read_text("utf-8")
