"""Pages that run the program, without a connection: kept whole at the first visit, and renewed whole by a new build."""

import shutil

import pytest
from small_portal import source_in, text_of

from alignmentcard.portal.build.build import build
from browser.conftest import BELOW, served, visits
from browser.packed import STARTED, pack_or_skip, put

pytestmark = pytest.mark.browser
KEPT = "This page now works without a connection too."
RENEWED = """async () => {
  const registration = await navigator.serviceWorker.getRegistration();
  await registration.update();
  const worker = registration.installing ?? registration.waiting;
  if (worker.state !== "installed")
    await new Promise((done) => worker.addEventListener("statechange", () => worker.state === "installed" && done()));
}"""

GIVEN_UP = """async () => {
  const registration = await navigator.serviceWorker.getRegistration();
  await registration.update();
  const worker = registration.installing ?? registration.waiting ?? registration.active;
  await new Promise((done) => {
    const look = () => worker.state === "activated" && done();
    worker.addEventListener("statechange", look);
    look();
  });
}"""


def kept(page) -> None:
    page.locator(".ac-tab-offline", has_text=KEPT).wait_for(timeout=STARTED)


def test_a_card_is_checked_without_a_connection_after_a_first_visit(chromium, packed_host):
    with served(packed_host) as site, visits(chromium, site) as visit:
        seen = visit("check/")
        kept(seen.page)
        assert not seen.complaints
        seen.page.context.set_offline(True)
        seen.page.reload()
        seen.page.wait_for_selector(".ac-check-form[data-ready]", timeout=STARTED)
        put(seen.page, text_of("broken"))
        seen.page.locator(".ac-check-found ol > li").first.wait_for(timeout=STARTED)


@pytest.mark.nightly
def test_a_table_is_measured_without_a_connection_after_a_first_visit(chromium, packed_host, tmp_path):
    rows = [f"p{item},r{rater},{(item * rater) % 2}" for item in range(8) for rater in range(3)]
    (table := tmp_path / "ratings.csv").write_text("\n".join(["item,rater,value", *rows]) + "\n", "utf-8")
    with served(packed_host) as site, visits(chromium, site) as visit:
        page = visit("measure/").page
        kept(page)
        page.context.set_offline(True)
        page.reload()
        page.wait_for_selector(".ac-measuring form:not([hidden])", timeout=STARTED)
        page.set_input_files("#ac-measure-table", table)
        page.wait_for_selector(".ac-tab-mapping:not([hidden])", timeout=STARTED)
        page.click("button[name=measure]")
        page.wait_for_selector(".ac-tab-found:not([hidden])", timeout=STARTED)


def test_a_new_build_takes_the_place_of_the_old_one_whole(chromium, packed_host, tmp_path):
    shutil.copytree(packed_host, mine := tmp_path / "host")
    source = source_in(tmp_path)
    text = source / "docs" / "check.md"
    with served(mine) as site, visits(chromium, site) as visit:
        page = visit("check/").page
        kept(page)
        text.write_text(text.read_text("utf-8").replace("Paste a card", "Put a card here"), "utf-8")
        build(source, mine / BELOW.strip("/"), pack=pack_or_skip())
        page.reload()
        assert "Paste a card" in page.inner_text(".ac-intro")
        page.evaluate(RENEWED)
        page.reload()
        page.locator(".ac-intro", has_text="Put a card here").wait_for(timeout=STARTED)
        page.context.set_offline(True)
        page.reload()
        page.wait_for_selector(".ac-check-form[data-ready]", timeout=STARTED)
        assert "Put a card here" in page.inner_text(".ac-intro")


def test_a_build_that_is_not_there_whole_is_not_kept(chromium, packed_host, tmp_path):
    shutil.copytree(packed_host, mine := tmp_path / "host")
    script = mine / BELOW.strip("/") / "assets" / "map.js"
    script.write_bytes(script.read_bytes() + b"\n")
    with served(mine) as site, visits(chromium, site) as visit:
        page = visit("check/").page
        state = page.evaluate("""async () => {
          const { installing, waiting, active } = await navigator.serviceWorker.register("../service-worker.js");
          const worker = installing ?? waiting ?? active;
          await new Promise((done) => {
            const look = () => ["redundant", "activated"].includes(worker.state) && done();
            worker.addEventListener("statechange", look);
            look();
          });
          return worker.state;
        }""")
        assert state == "redundant"
        assert page.inner_text(".ac-tab-offline") == ""


@pytest.mark.nightly
def test_a_portal_without_the_program_gives_up_what_an_earlier_build_kept(chromium, packed_host, tmp_path):
    shutil.copytree(packed_host, mine := tmp_path / "host")
    with served(mine) as address, visits(chromium, address) as visit:
        page = visit("check/").page
        kept(page)
        build(source_in(tmp_path), mine / BELOW.strip("/"))
        page.evaluate(GIVEN_UP)
        assert page.evaluate("caches.keys()") == []
