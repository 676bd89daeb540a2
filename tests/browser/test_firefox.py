"""The pages that run the program, in Firefox ESR: the checker by day, all their main journeys at night."""

import shutil

import pytest
from click.testing import CliRunner
from small_portal import text_of

from alignmentcard.checker.check import check
from alignmentcard.cli import group
from alignmentcard.convert.exports import FORMATS
from alignmentcard.document import parse
from alignmentcard.loader import load
from browser.conftest import missing, served
from browser.firefox import firefox

pytestmark = pytest.mark.browser
WRONG = text_of("full").replace("prescriptive", "prescriptve", 1)
ROWS = [
    f"post-{item},p{rater},{'yes' if (item * rater + item) % 3 else 'no'}" for item in range(12) for rater in range(5)
]


@pytest.fixture(scope="module")
def window(tmp_path_factory):
    """A window of Firefox, for all journeys."""
    if not (shutil.which("firefox-esr") or shutil.which("firefox")):
        missing("Firefox ESR on the PATH")
    with firefox(tmp_path_factory.mktemp("firefox")) as started:
        yield started


@pytest.fixture(scope="module")
def site(packed_host):
    """The address of a portal that carries the program."""
    with served(packed_host) as address:
        yield address


def foreign(window, site) -> list[str]:
    """Return what the page has asked other hosts for."""
    names = window.run("return performance.getEntriesByType('resource').map((one) => one.name)")
    return [name for name in names if not name.startswith((site, "data:", "blob:"))]


def test_a_card_is_checked_as_one_types_and_exported(window, site, tmp_path):
    window.open(f"{site}check/")
    window.shown(".ac-check-form[data-ready]")
    (card := tmp_path / "my.card.yaml").write_text(WRONG, "utf-8")
    window.write("#ac-check-file", str(card))
    window.shown(".ac-check-found .ac-check-error")
    codes = window.run("return [...document.querySelectorAll('.ac-check-found ol > li')].map((one) => one.innerText)")
    wanted = check(parse(WRONG, card.name)).findings
    assert len(codes) == len(wanted)
    assert all(f"{one.code} {one.message}".replace("`", "") in line for one, line in zip(wanted, codes, strict=True))

    window.click(".ac-check-found .ac-check-error button")
    window.type("prescriptive")
    window.until("return !document.querySelector('.ac-check-found .ac-check-error')")
    window.run("document.querySelector('#ac-check-format').value = 'croissant'")
    window.click("button[name=export]")
    assert window.downloaded("card.croissant.json").decode() == FORMATS["croissant"].write(
        load(parse(text_of("full"))).card
    )
    assert foreign(window, site) == []


@pytest.mark.nightly
def test_a_table_is_measured_to_the_bytes_of_the_command_line(window, site, tmp_path):
    (table := tmp_path / "ratings.csv").write_text("\n".join(["post,worker,answer", *ROWS]) + "\n", "utf-8")
    window.open(f"{site}measure/")
    window.shown(".ac-measuring form")
    window.write("#ac-measure-table", str(table))
    window.shown(".ac-tab-mapping")
    window.until("return !document.querySelector('button[name=measure]').disabled")
    window.click("button[name=measure]")
    window.shown(".ac-tab-found")
    window.click("button[name=save]")
    done = CliRunner().invoke(group, ["measure", str(table), "--yes"])
    assert done.exit_code == 0, done.output
    assert window.downloaded("ratings.measured.json") == (tmp_path / "ratings.measured.json").read_bytes()
    assert foreign(window, site) == []


@pytest.mark.nightly
def test_a_card_is_written_from_its_questions(window, site):
    window.open(f"{site}write/")
    window.shown(".ac-write-all")
    window.shown("input[aria-label='What is the dataset called?']")
    window.write("input[aria-label='What is the dataset called?']", "Rude replies")
    window.run("document.activeElement.blur()")
    window.until("return document.querySelector('#ac-write-text').value.includes('title: Rude replies')")
    assert foreign(window, site) == []


@pytest.mark.nightly
def test_a_page_works_when_the_host_is_gone(window, packed_host):
    with served(packed_host) as address:
        window.open(f"{address}check/")
        window.until("return document.querySelector('.ac-tab-offline').innerText.includes('without a connection')")
    window.open(f"{address}check/")
    window.shown(".ac-check-form[data-ready]")
    assert foreign(window, address) == []


@pytest.mark.nightly
def test_a_card_is_written_and_reviewed_and_nothing_lost_when_the_host_is_gone(window, packed_host):
    title = "input[aria-label='What is the dataset called?']"
    with served(packed_host) as address:
        window.open(f"{address}write/")
        window.until("return document.querySelector('.ac-tab-offline').innerText.includes('without a connection')")
    window.open(f"{address}write/")
    window.shown(title)
    window.write(title, "Far from home")
    window.run("document.activeElement.blur()")
    window.until("return document.querySelector('#ac-write-text').value.includes('title: Far from home')")
    window.reload()
    window.shown(title)
    assert window.run("return document.querySelector(arguments[0]).value", title) == "Far from home"
    window.click("button[name=review]")
    assert "Far from home" in window.shown(".ac-review-card h2")
    window.reload()
    assert "Far from home" in window.shown(".ac-review-card h2")
    window.open(f"{address}write/")
    window.shown(title)
    window.click("button[name=check]")
    window.shown(".ac-check-found")
    window.reload()
    window.shown(".ac-check-found")
    assert foreign(window, address) == []
