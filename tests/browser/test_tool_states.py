"""Pages that run the program, in the states that their readers meet: none of them shuts anybody out, on any screen."""

import pytest
from small_portal import text_of

from browser.conftest import served, visits
from browser.packed import STARTED, put
from browser.test_check import PASTE

pytestmark = [pytest.mark.browser, pytest.mark.nightly]
CHECKS, WRITES = ".ac-check-form[data-ready]", ".ac-write-part"
MEASURES, REVIEWS = ".ac-measuring form:not([hidden])", ".ac-review form:not([hidden])"
ROWS = [f"p{item},r{rater},{(item * rater) % 2}" for item in range(8) for rater in range(3)]
RATINGS = "\n".join(["item,rater,value", *ROWS]) + "\n"


def shown(page, selector: str) -> None:
    page.locator(selector).first.wait_for(timeout=STARTED)


def told(page, state: str, words: str) -> None:
    page.locator(state, has_text=words).wait_for(timeout=STARTED)


def text(words: str, until: str):
    """Paste a text: where one is typed, choices may open at the cursor, which arrows go through and Tab does not."""

    def act(page) -> None:
        put(page, "")
        page.locator(".cm-content").evaluate(PASTE, words)
        shown(page, until)

    return act


def refuses(page) -> None:
    text(text_of("full"), ".ac-write-traits")(page)
    size = page.get_by_role("group", name="How many are they?").get_by_role("textbox").first
    size.wait_for(timeout=STARTED)
    size.fill("many")
    size.press("Enter")
    shown(page, "[aria-invalid]")


def offers(page) -> None:
    page.get_by_text("Say more than is asked").click()
    shown(page, ".ac-write-fields button")


def mends(page) -> None:
    text(text_of("full").replace("prescriptive", "prescriptve", 1), ".ac-check-found ol > li")(page)
    page.locator(".ac-check-found ol > li.ac-check-error button").first.click(timeout=STARTED)
    page.keyboard.press("Control+.")
    page.get_by_role("button", name="Write prescriptive").wait_for(timeout=STARTED)


def table(words: str, state: str):
    def act(page) -> None:
        file = {"name": "ratings.csv", "mimeType": "text/csv", "buffer": words.encode()}
        page.set_input_files("#ac-measure-table", file)
        shown(page, state)

    return act


def card(words: str):
    def act(page) -> None:
        file = {"name": "my.card.yaml", "mimeType": "text/yaml", "buffer": words.encode()}
        page.set_input_files("#ac-review-files", file)
        shown(page, ".ac-review-card")

    return act


STATES = {
    "check": {
        "nothing": lambda page: None,
        "findings": text(text_of("broken"), ".ac-check-found ol > li"),
        "no YAML": text("a: [\n", ".ac-check-found ol > li"),
        "ways out": mends,
    },
    "write": {
        "no YAML": text("a: [", ".ac-write-waiting"),
        "traits": text(text_of("full"), ".ac-write-traits"),
        "refused": refuses,
        "more fields": offers,
    },
    "measure": {
        "nothing": lambda page: None,
        "columns": table(RATINGS, ".ac-tab-mapping:not([hidden])"),
    },
    "review": {
        "nothing": lambda page: None,
        "no YAML": card("a: ["),
        "one card": card(text_of("broken")),
    },
}
READY = {"check": CHECKS, "write": WRITES, "measure": MEASURES, "review": REVIEWS}


@pytest.mark.parametrize(("width", "scheme"), [(1440, "light"), (390, "dark")], ids=["wide", "phone"])
@pytest.mark.parametrize("name", STATES)
def test_a_state_of_a_tool_can_be_used_by_everybody(chromium, packed_host, axe, name, width, scheme):
    with served(packed_host) as site, visits(chromium, site) as visit:
        for state, act in STATES[name].items():
            page = visit(f"{name}/", width, scheme, bypass_csp=True).page
            shown(page, READY[name])
            act(page)
            assert page.evaluate("document.documentElement.scrollWidth") <= width, state
            page.evaluate(axe)
            found = page.evaluate("axe.run()")["violations"]
            assert [(one["id"], one["nodes"][0]["html"]) for one in found] == [], state


@pytest.mark.parametrize(("width", "scheme"), [(1440, "light"), (390, "dark")], ids=["wide", "phone"])
def test_a_tool_that_is_starting_or_cannot_start_can_be_used_by_everybody(chromium, packed_host, axe, width, scheme):
    states = {
        "packages.tgz": ("is starting", lambda route: None),
        "pyodide.mjs": ("Use the program", lambda route: route.abort()),
    }
    with served(packed_host) as site, visits(chromium, site) as visit:
        for file, (words, does) in states.items():
            page = visit("guide/two-by-two/", width, scheme, bypass_csp=True).page
            page.route(f"**/{file}", does)
            page.goto(f"{site}write/")
            told(page, ".ac-tab-state", words)
            page.evaluate(axe)
            found = page.evaluate("axe.run()")["violations"]
            assert [(one["id"], one["nodes"][0]["html"]) for one in found] == [], file
            page.unroute_all(behavior="ignoreErrors")
