"""Modules of JavaScript from packages of npm, as files that import each other by their place in the pack."""

import re
import tarfile
from collections.abc import Iterator
from pathlib import Path

from alignmentcard.portal.browser.downloads import pinned

MEASURING = {
    "@duckdb/duckdb-wasm": {"dist/duckdb-browser-blocking.mjs": "duckdb.mjs", "dist/duckdb-eh.wasm": "duckdb.wasm"},
    "parquet-wasm": {"esm/parquet_wasm.js": "parquet.mjs", "esm/parquet_wasm_bg.wasm": "parquet.wasm"},
}
"""Files of packages that are only loaded where somebody measures, and what they are called in the pack."""
EDITOR = {
    **{
        f"@codemirror/{name}": ("dist/index.js", f"codemirror-{name}.mjs")
        for name in (
            "autocomplete",
            "commands",
            "lang-yaml",
            "language",
            "lint",
            "search",
            "state",
            "streamparser",
            "view",
        )
    },
    **{f"@lezer/{name}": ("dist/index.js", f"lezer-{name}.mjs") for name in ("common", "highlight", "lr", "yaml")},
    "@marijn/find-cluster-break": ("src/index.js", "find-cluster-break.mjs"),
    "crelt": ("index.js", "crelt.mjs"),
    "style-mod": ("src/style-mod.js", "style-mod.mjs"),
    "w3c-keyname": ("index.js", "w3c-keyname.mjs"),
}
"""The module of each package of the editor, and what it is called in the pack."""
NOTHING = "nothing.mjs"
"""What the module of DuckDB imports to show results as objects of JavaScript, which nothing here asks for."""
MEASURING_FILES = frozenset(
    (
        *("engine.mjs", "draws.mjs", "arrays.mjs", "measuring.tgz"),
        NOTHING,
        *(name for taken in MEASURING.values() for name in taken.values()),
    )
)
UNUSED = b'from"apache-arrow"'
IMPORTED = re.compile(rb"""^((?:import|export)\b[^;'"]*?\bfrom\s*)(["'])([@\w][^"']*)\2""", re.MULTILINE)


def modules(files: Path) -> Iterator[tuple[str, bytes]]:
    """Yield the files of all packages of npm but Python itself, by their names in the pack."""
    yield NOTHING, b""
    for one in pinned("npm"):
        inner, name = EDITOR.get(one.name, ("", ""))
        wanted = {inner: name} if name else MEASURING.get(one.name, {})
        with tarfile.open(files / one.file) as archive:
            for place, called in wanted.items():
                member = archive.extractfile(f"package/{place}")
                content = member.read() if member else b""
                yield called, _placed(content) if called.endswith(".mjs") else content


def _placed(content: bytes) -> bytes:
    """Put the place in the pack where a module imports a package by its name."""

    def place(found: re.Match[bytes]) -> bytes:
        _, name = EDITOR[found[3].decode()]
        return found[1] + found[2] + b"./" + name.encode() + found[2]

    return IMPORTED.sub(place, content.replace(UNUSED, b'from"./' + NOTHING.encode() + b'"'))
