"""Packs that nobody asks for any more do not fill the disk."""

import os
import time
from pathlib import Path

from alignmentcard.portal.browser.pack import MONTH, forget_old


def test_a_pack_that_no_build_asked_for_in_a_month_is_deleted(tmp_path: Path) -> None:
    for name, age in {"old": 2 * MONTH, "new": MONTH // 2}.items():
        (tmp_path / name).mkdir()
        (tmp_path / name / "engine.mjs").write_text("export {};\n", "utf-8")
        then = time.time() - age
        os.utime(tmp_path / name, (then, then))
    forget_old(tmp_path)
    assert [one.name for one in tmp_path.iterdir()] == ["new"]
