"""Cards that mean harm or are out of the ordinary, in a browser; and what a validator says of every page."""

import json
import shutil
import subprocess
from pathlib import Path

import pytest
from small_portal import source_in

from alignmentcard.cli import manual
from alignmentcard.portal.build.build import build

from .conftest import BELOW, node_modules, served, visits

pytestmark = pytest.mark.browser

CORPUS = sorted((Path(__file__).parents[1] / "cases" / "hostile").glob("*.card.yaml"))
NAMES = [path.name.removesuffix(".card.yaml") for path in CORPUS]
PAGES = ["", "catalogue/", "compare/", "reports/", *(f"cards/{name}/" for name in NAMES)]
FAULTS_OF_THE_THEME = {
    'autocomplete attribute cannot be used on <input type="checkbox">': ("#__drawer", "#__search"),
    'Attribute "tabindex" has invalid value ""': ("#__nav_",),
}
"""What the validator says of Material's own elements, by their ids."""


@pytest.fixture(scope="module")
def host(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Build a portal of nothing but the corpus."""
    top = tmp_path_factory.mktemp("hostile")
    source = source_in(top)
    shutil.rmtree(source / "cards")
    shutil.copytree(CORPUS[0].parent, source / "cards")
    build(source, top / "host" / BELOW.strip("/"), {"commands": manual.page})
    return top / "host"


@pytest.fixture(scope="module")
def address(host):
    with served(host) as found:
        yield found


@pytest.fixture
def visit(chromium, address):
    with visits(chromium, address) as open_page:
        yield open_page


@pytest.mark.parametrize("width", [1280, 390])
@pytest.mark.parametrize("path", PAGES)
@pytest.mark.sampled(8)
def test_no_text_of_a_card_runs_or_breaks_a_page(visit, path, width):
    seen = visit(path, width)
    assert seen.page.evaluate("[window.hacked, document.documentElement.scrollWidth]") == [None, width]
    assert seen.complaints == []


@pytest.mark.parametrize("path", PAGES)
@pytest.mark.sampled(5)
def test_no_text_of_a_card_runs_where_no_policy_stops_it(visit, path):
    page = visit(path, bypass_csp=True).page
    page.evaluate("document.querySelectorAll('details').forEach((box) => (box.open = true))")
    assert page.evaluate("window.hacked") is None
    assert page.evaluate("[...document.querySelectorAll('.ac-card *')].some((e) => e.onclick || e.onerror)") is False


def test_filtering_writes_texts_and_not_markup(visit):
    page = visit("catalogue/", bypass_csp=True).page
    page.locator("#ac-query").focus()
    page.get_by_role("searchbox").fill("hacked")
    page.locator(".ac-count", has_text=" of ").wait_for()
    page.locator("tbody tr bdi", has_text="<script>window.hacked=1</script>").first.wait_for()
    assert page.evaluate("window.hacked") is None


def test_comparing_writes_texts_and_not_markup(visit):
    page = visit("compare/?card=markup&card=ends-of-elements", bypass_csp=True).page
    page.locator(".ac-sides bdi", has_text="<script>window.hacked=1</script>").first.wait_for()
    assert page.evaluate("window.hacked") is None


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.sampled(3)
def test_data_for_machines_can_be_read_on_every_page(visit, name):
    texts = visit(f"cards/{name}/").page.locator('script[type="application/ld+json"]').all_text_contents()
    assert [json.loads(text)["@type"] for text in texts] == ["Dataset"] * len(texts)


def test_forty_dimensions_are_all_there(visit):
    assert visit("cards/forty/").page.locator(".ac-question h4").count() == 40


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.sampled(3)
def test_without_javascript_and_on_paper_the_card_is_there(visit, name):
    page = visit(f"cards/{name}/", java_script_enabled=False).page
    assert page.locator("#everything").is_visible()
    page.emulate_media(media="print")
    assert page.locator("#reading" if page.locator("#reading").count() else "#everything").is_visible()
    assert not page.locator(".md-header").is_visible()


@pytest.mark.parametrize(
    "pages",
    [["", "catalogue/", "compare/", "reports/", "cards/markup/"], pytest.param(["**/"], marks=pytest.mark.nightly)],
    ids=["some", "all"],
)
def test_a_validator_finds_nothing_but_faults_of_the_theme(host, tmp_path, pages):
    top = host / BELOW.strip("/")
    config = tmp_path / "config.json"
    config.write_text('{"extends": ["html-validate:standard"], "root": true}')
    program = node_modules() / "html-validate" / "bin" / "html-validate.mjs"
    command = ["node", program, "--config", config, "--formatter", "json", *(f"{top}/{page}*.html" for page in pages)]
    with (tmp_path / "found.json").open("wb") as out:  # a pipe would be cut off when the program ends
        subprocess.run(command, stdout=out, check=False, cwd=tmp_path)
    said = json.loads((tmp_path / "found.json").read_text("utf-8"))
    assert len(said) >= len(pages)
    found = [(page["filePath"], one) for page in said for one in page["messages"]]
    assert [(path, one["line"], one["message"]) for path, one in found if not is_of_the_theme(one)] == []
    assert found, "the validator has looked at no page, or the list of the theme's faults can go"


def is_of_the_theme(message: dict[str, str]) -> bool:
    return (message["selector"] or "").startswith(FAULTS_OF_THE_THEME.get(message["message"], ("none",)))
