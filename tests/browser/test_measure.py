"""Measuring in the browser: the file is that of the command line, byte for byte, and nothing leaves the page."""

import pytest
from click.testing import CliRunner

from alignmentcard.cli import group
from browser.conftest import expect
from browser.packed import STARTED, opened, pack_or_skip

pytestmark = pytest.mark.browser
RATINGS = [(f"post-{item}", f"p{rater}", (item * rater + item) % 3 > 0) for item in range(12) for rater in range(5)]


@pytest.fixture(scope="module")
def pack():
    return pack_or_skip()


@pytest.fixture
def measuring(visit, pack):
    """The page of a portal that has the pack, and what it complained of."""
    return opened(visit, pack, "measure/", ".ac-measuring form:not([hidden])")


def table_in(folder, form: str):
    """Write the ratings as a table of a form."""
    import json

    import pyarrow as pa
    import pyarrow.parquet as pq

    path = folder / f"ratings.{form}"
    rows = [{"post": item, "worker": rater, "answer": "yes" if yes else "no"} for item, rater, yes in RATINGS]
    if form == "csv":
        lines = ["post,worker,answer", *(",".join(row.values()) for row in rows)]
        path.write_text("\n".join(lines) + "\n", "utf-8")
    elif form == "jsonl":
        path.write_text("".join(f"{json.dumps(row)}\n" for row in rows), "utf-8")
    elif form == "json":
        path.write_text(json.dumps(rows), "utf-8")
    else:
        pq.write_table(pa.Table.from_pylist(rows), path)
    return path


AT_NIGHT = [pytest.param(form, marks=pytest.mark.nightly) for form in ("jsonl", "json", "parquet")]
"""By day `tests/pack` reads these forms, without a browser."""


@pytest.mark.parametrize("form", ["csv", *AT_NIGHT])
def test_the_file_is_that_of_the_command_line_nothing_leaves_the_page_and_axe_finds_nothing(
    measuring, tmp_path, axe, form
):
    path = table_in(tmp_path, form)
    page, asked = measuring.page, []
    page.on("request", lambda request: asked.append((request.method, request.url, request.post_data)))
    page.set_input_files("#ac-measure-table", path)
    page.wait_for_selector(".ac-tab-mapping:not([hidden])", timeout=STARTED)
    assert page.input_value("select[name=item]") == "post"
    assert page.locator(".ac-tab-mapping tbody tr").count() == 5
    page.click("button[name=measure]")
    page.wait_for_selector(".ac-tab-found:not([hidden])", timeout=STARTED)
    with page.expect_download() as download:
        page.click("button[name=save]")
    done = CliRunner().invoke(group, ["measure", str(path), "--yes"])
    assert done.exit_code == 0, done.output
    assert download.value.path().read_bytes() == (tmp_path / "ratings.measured.json").read_bytes()
    assert download.value.suggested_filename == "ratings.measured.json"
    assert "60 answers were read from 60 rows." in page.inner_text(".ac-tab-numbers")
    asked = [one for one in asked if not one[1].startswith("blob:")]  # what is saved
    assert [one for one in asked if one[0] != "GET" or one[2] or "?" in one[1] or "ratings" in one[1]] == []
    assert not measuring.complaints
    page.evaluate(axe)
    assert page.evaluate("axe.run()")["violations"] == []


def test_the_page_of_a_measured_card_leads_here_with_its_card(visit):
    seen = visit("cards/full/")
    seen.page.click("text=Measure it yourself")
    seen.page.wait_for_url("**/measure/?card=full")


@pytest.mark.nightly
def test_the_card_that_led_here_is_here_already(visit, pack):
    page = opened(visit, pack, "measure/?card=full", ".ac-measuring form:not([hidden])").page
    page.locator(".ac-measure-given", has_text="The card full is here already").wait_for(timeout=STARTED)


def test_a_part_that_could_not_be_loaded_is_loaded_when_there_is_a_connection_again(measuring, tmp_path):
    page = measuring.page
    page.context.set_offline(True)
    page.context.route("**/measuring.tgz", lambda route: route.abort())
    page.set_input_files("#ac-measure-table", table_in(tmp_path, "csv"))
    expect(page.locator(".ac-tab-state")).to_contain_text("could not be loaded. See whether you are connected")
    page.context.unroute("**/measuring.tgz")
    page.context.set_offline(False)
    page.wait_for_selector(".ac-tab-mapping:not([hidden])", timeout=STARTED)


@pytest.mark.nightly
def test_what_is_not_clear_is_asked(measuring, tmp_path):
    (path := tmp_path / "odd.csv").write_text("a,b,c\n1,2,3\n2,3,1\n", "utf-8")
    page = measuring.page
    page.set_input_files("#ac-measure-table", path)
    page.wait_for_selector(".ac-tab-mapping:not([hidden])", timeout=STARTED)
    assert page.is_disabled("button[name=measure]")
    assert "not clear" in page.inner_text(".ac-tab-means")


def test_a_portal_without_the_program_says_what_to_install(visit):
    seen = visit("measure/")
    expect(seen.page.locator(".ac-tab-state")).to_contain_text("alignmentcard measure ratings.csv")
    assert not seen.complaints
