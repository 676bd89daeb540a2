"""The page for what is not there, in a portal that does not know its own address."""

import json

import pytest

pytestmark = pytest.mark.browser

RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]
SIZE = """async (address) => {
  const image = new Image();
  image.src = address;
  await image.decode();
  return image.naturalWidth;
}"""


@pytest.mark.parametrize("path", ["nothing", "cards/nothing/", "a/b/c/d/e.html"])
def test_it_leads_back_to_the_portal_from_any_depth(visit, site, path):
    page = visit(path).page
    page.get_by_role("link", name="The catalogue").click()
    page.wait_for_url(f"{site}catalogue/")


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [1280, 390])
def test_it_has_a_look_of_its_own_and_asks_no_other_host(visit, axe, scheme, width):
    seen = visit("cards/nothing/", width, scheme, bypass_csp=True)
    page = seen.page
    page.get_by_role("link").first.wait_for()
    assert page.locator("main").bounding_box()["width"] <= min(width, 900)
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    page.evaluate(axe)
    found = page.evaluate(f"axe.run(document, {{runOnly: {json.dumps(RULES)}}})")
    assert [violation["id"] for violation in found["violations"]] == []
    assert all("404" in complaint for complaint in seen.complaints)


def test_the_policy_lets_its_own_style_and_script_through(visit):
    seen = visit("nothing/")
    seen.page.get_by_role("link").first.wait_for()
    assert seen.page.locator("main").evaluate("(main) => getComputedStyle(main.parentElement).maxWidth") == "640px"
    assert not [complaint for complaint in seen.complaints if "Content Security Policy" in complaint]


def test_it_says_what_the_site_is_and_brings_its_icon_along(visit, site):
    def asked(page):
        page.on("request", lambda request: asks.append(request.url))

    asks: list[str] = []
    page = visit("404.html", first=asked).page
    page.get_by_role("link", name="The catalogue").wait_for()
    assert page.locator("meta[name=description]").get_attribute("content").strip()
    icon = page.locator("link[rel=icon]").get_attribute("href")
    assert page.evaluate(SIZE, icon) > 0, "the icon can be drawn"
    assert [url for url in asks if not url.startswith((site, "data:"))] == []


def test_without_javascript_it_says_what_to_do(visit):
    page = visit("cards/nothing/", java_script_enabled=False).page
    assert page.get_by_text("Go up in the address of this page").is_visible()
    assert not page.get_by_role("link").count()
