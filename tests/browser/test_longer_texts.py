"""A portal in a language whose texts are a third longer: pages fit on a phone, and no text lies on another."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from portal.test_language import MACROS
from small_portal import source_in

from alignmentcard.portal.build.build import build
from browser.conftest import BELOW, served, visits

pytestmark = pytest.mark.browser

OVERLAID = """() => {
  const lies = (one, other) =>
    Math.min(one.right, other.right) - Math.max(one.left, other.left) > 2 &&
    Math.min(one.bottom, other.bottom) - Math.max(one.top, other.top) > 4;
  const lines = (cell) => {
    const range = document.createRange();
    range.selectNodeContents(cell);
    return [...range.getClientRects()];
  };
  return [...document.querySelectorAll("main tbody tr")].filter((row) => {
    const cells = [...row.cells].map(lines);
    return cells.some((own, n) => cells.slice(n + 1).flat().some((other) => own.some((one) => lies(one, other))));
  }).map((row) => row.textContent.trim().slice(0, 80));
}"""


@pytest.fixture(scope="module")
def longer(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Serve the small portal with the marks and the length of the pseudo-locale; yields its address."""
    top: Path = tmp_path_factory.mktemp("longer")
    source = source_in(top)
    languages = source / "overrides" / "partials" / "languages"
    languages.mkdir(parents=True)
    (languages / "en-XA.html").write_text(MACROS.format(tag="en-XA", direction="ltr"), "utf-8")
    config = source / "mkdocs.yml"
    told = config.read_text("utf-8").replace("  name: material\n", "  name: material\n  language: en-XA\n", 1)
    config.write_text(told, "utf-8")
    build(source, top / "host" / BELOW.strip("/"))
    with served(top / "host") as address:
        yield address


@pytest.mark.parametrize("width", [320, 390])
@pytest.mark.parametrize(
    "path", ["", "catalogue/", "compare/?card=full&card=least", "reports/", "cards/full/", "check/"]
)
def test_longer_texts_fit_on_a_phone(chromium, longer, path, width):
    with visits(chromium, longer) as visit:
        page = visit(path, width).page
        assert page.evaluate("document.documentElement.scrollWidth") <= width
        assert page.evaluate(OVERLAID) == []
