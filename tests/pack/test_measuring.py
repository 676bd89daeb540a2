"""Measuring in the pack, run by Node: the file of measurements is that of the command line, byte for byte."""

import json
from pathlib import Path

import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from alignmentcard.measurement.run import Machine
from alignmentcard.portal.browser.measuring import measured
from alignmentcard.portal.browser.pack import NODE, Pack
from alignmentcard.programs import run_program

HERE = Path(__file__).parent
REAL = HERE.parents[2] / "shared" / "data"
PUBLISHED = (
    *("annotation_paradigms", "concor", "convabuse_full", "dices_350", "hatecheck", "mtbench_human", "pandalm_pairs"),
    *("polis_bowling_green", "polis_concussions", "polis_minwage", "xstest_completions"),
)

DRAWN = """
import json, sys
import numpy as np
rng = np.random.default_rng(7)
urns = [rng.integers(low, high, 300) for low, high in ((0, 40), (0, 60), (0, 30))]
urns[2] = np.minimum(urns[2], urns[0] + urns[1])
found = [rng.hypergeometric(*urns), rng.multinomial(200, [0.1] * 10, 50).reshape(-1), rng.integers(0, 99, 3)]
found += [rng.hypergeometric(urns[0] * 99, urns[1] * 99, urns[2] * 9), rng.multinomial(900, [0.5, 0.5], 9).reshape(-1)]
sys.stdout.write(json.dumps([one.tolist() for one in found]) + "\\n")
"""
"""Draws with the page's own numbers, and then with those that the module draws, from the state that it left."""


def in_pack(pack: Pack, folder: Path, tables: dict[str, dict[str, str]], work: Path) -> dict[str, str]:
    script = work / "script.py"
    head = f"FOLDER = {str(folder)!r}\nTABLES = {tables!r}\n"
    script.write_text(head + (HERE / "measured_in_the_pack.py").read_text("utf-8"), "utf-8")
    said = run_program("node", str(NODE), "measure", str(pack.folder), str(script), str(folder), folder=work)
    assert said.well, said.complaint
    return dict(json.loads(said.content))


def here(folder: Path, tables: dict[str, dict[str, str]]) -> dict[str, str]:
    """Measure with the libraries that the command line has."""
    return {name: measured(str(folder), name, columns, machine=Machine())["json"] for name, columns in tables.items()}


def written_in(folder: Path) -> dict[str, dict[str, str]]:
    """Write small tables of every form, with numbers, groups, gaps, odd signs and answers that come again."""
    rows = [
        {"item": f"é, {n % 9}", "rater": f"r{n % 4}", "value": (n * n) % 5 + 1, "age": ["18-39", "40+", None][n % 3]}
        for n in range(70)
    ]
    plain = [{**row, "value": "yes" if row["value"] > 2 else "no"} for row in rows]
    lines = ["item,rater,value,age", *(f'"{r["item"]}",{r["rater"]},{r["value"]},{r["age"] or ""}' for r in rows)]
    (folder / "numbers.csv").write_text("\n".join(lines) + "\n", "utf-8")
    (folder / "old.csv").write_bytes("\r\n".join(line.replace(",", ";") for line in lines).encode("cp1252"))
    (folder / "plain.jsonl").write_text("".join(f"{json.dumps(row)}\n" for row in plain), "utf-8")
    (folder / "plain.json").write_text(json.dumps(plain), "utf-8")
    pq.write_table(pa.Table.from_pylist(rows), folder / "numbers.parquet")
    wide = ["item,maria,jo,chen", *(f"{n},{n % 3},{n % 2},{n % 3}" for n in range(30))]
    (folder / "wide.csv").write_text("\n".join(wide) + "\n", "utf-8")
    said = {"wide.csv": {"rater": "maria,jo,chen", "item": "item"}}
    return {name: said.get(name, {}) for name in sorted(path.name for path in folder.iterdir())}


def test_small_tables_of_every_form_give_the_same_bytes(pack, tmp_path) -> None:
    (folder := tmp_path / "tables").mkdir()
    tables = written_in(folder)
    wanted = here(folder, tables)
    found = in_pack(pack, folder, tables, tmp_path)
    assert found.keys() == wanted.keys()
    for name, text in wanted.items():
        assert found[name] == text, name


@pytest.mark.nightly
@pytest.mark.parametrize("name", PUBLISHED)
def test_published_tables_give_the_same_bytes(pack, name, tmp_path) -> None:
    if not REAL.exists():
        pytest.skip("the published tables are not at hand (../shared/data)")
    tables: dict[str, dict[str, str]] = {f"{name}.parquet": {}}
    assert in_pack(pack, REAL, tables, tmp_path) == here(REAL, tables)


def test_no_published_table_is_left_out() -> None:
    if not REAL.exists():
        pytest.skip("the published tables are not at hand (../shared/data)")
    assert {path.stem for path in REAL.glob("*.parquet")} == set(PUBLISHED)


def test_many_numbers_drawn_by_the_page_are_those_of_numpy(pack, tmp_path) -> None:
    (script := tmp_path / "script.py").write_text(DRAWN, "utf-8")
    said = run_program("node", str(NODE), "measure", str(pack.folder), str(script), folder=tmp_path)
    assert said.well, said.complaint
    rng = np.random.default_rng(7)
    urns = [rng.integers(low, high, 300) for low, high in ((0, 40), (0, 60), (0, 30))]
    urns[2] = np.minimum(urns[2], urns[0] + urns[1])
    wanted = [rng.hypergeometric(*urns), rng.multinomial(200, [0.1] * 10, 50).ravel(), rng.integers(0, 99, 3)]
    wanted += [rng.hypergeometric(urns[0] * 99, urns[1] * 99, urns[2] * 9), rng.multinomial(900, [0.5, 0.5], 9).ravel()]
    assert json.loads(said.content) == [one.tolist() for one in wanted]
