"""The house: who imports whom, and what is imported when.

python tests/test_layers.py writes the picture of the layers in CONTRIBUTING.md again
"""

import ast
import functools
import subprocess
import sys
from collections.abc import Iterator
from graphlib import TopologicalSorter
from pathlib import Path

import pytest

PACKAGE = Path(__file__).parent.parent / "alignmentcard"
CONTRIBUTING = PACKAGE.parent / "CONTRIBUTING.md"
START, END = "<!-- layers: written by make schema -->\n", "<!-- end of layers -->"
LAYERS = (
    "errors once processes programs resources messages shipped",
    "paths text document edit attributes saving model codes migrate layout",
    "coordinates loader links measurement diff convert revisions words",
    "rules profiles plugins settings",
    "card_files checker",
    "author report portal lsp",
    "cli __main__",
)
LAYER = {name: number for number, names in enumerate(LAYERS) for name in names.split()}
IMPORTERS = {
    "yaml": {"text"},
    "ruamel": {"text"},
    "click": {"cli"},
    "jinja2": {"resources"},
    "babel": {"messages"},
    "markdown": {"report"},
    "pydantic": {"model", "loader", "measurement"},
    "pydantic_core": {"model"},
    "jsonschema": {"profiles"},
    "packaging": {"codes"},
    "duckdb": {"measurement"},
    "pyspark": {"measurement"},
    "PIL": {"portal"},
    "numpy": {"measurement"},
    "python_calamine": {"measurement"},
    "pyarrow": {"measurement", "report"},
    "pygls": {"lsp"},
    "watchdog": {"portal"},
    "questionary": {"cli"},
    "docx": {"convert"},
}


def modules() -> Iterator[tuple[str, Path]]:
    for path in sorted(PACKAGE.rglob("*.py")):
        if "standins" in path.parts:  # packages of their own, which only a browser has, with the names of others
            continue
        parts = path.relative_to(PACKAGE.parent).with_suffix("").parts
        yield ".".join(parts).removesuffix(".__init__"), path


def imports(tree: ast.AST, for_types: bool = False) -> Iterator[str]:
    """Every imported module; those that only a type checker imports are told on request."""
    for node in ast.iter_child_nodes(tree):
        if not for_types and isinstance(node, ast.If) and ast.unparse(node.test) == "TYPE_CHECKING":
            continue
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            yield from (f"{node.module}.{alias.name}" for alias in node.names)
        yield from imports(node, for_types)


MODULES = dict(modules())


@functools.cache
def tree(module: str) -> ast.Module:
    """A module, parsed when it is asked for: every process collects these tests, and few run them."""
    return ast.parse(MODULES[module].read_text(encoding="utf-8"))


@functools.cache
def named(for_types: bool) -> dict[str, set[str]]:
    """The modules that each module names."""
    return {
        name: {
            found if found in MODULES else found.rpartition(".")[0] or found for found in imports(tree(name), for_types)
        }
        for name in MODULES
    }


def house(module: str) -> str:
    """The part of the package that a module belongs to."""
    return module.split(".")[1] if "." in module else ""


def test_every_part_of_the_package_has_its_layer() -> None:
    assert {house(module) for module in MODULES} - {""} == set(LAYER)


@pytest.mark.parametrize("module", sorted(set(MODULES) - {"alignmentcard"}))
def test_module_imports_nothing_from_a_higher_layer(module: str) -> None:
    inner = {house(name) for name in named(for_types=False)[module] & set(MODULES)} - {""}
    assert [name for name in inner if LAYER[name] > LAYER[house(module)]] == []


def test_imports_go_in_no_circle() -> None:
    graph = {name: (found & set(MODULES)) - {name, "alignmentcard"} for name, found in named(for_types=True).items()}
    assert list(TopologicalSorter(graph).static_order())


@pytest.mark.parametrize("library", IMPORTERS)
def test_heavy_library_has_one_importing_place(library: str) -> None:
    found = {
        house(module)
        for module, names in named(for_types=False).items()
        for name in names
        if name.split(".")[0] == library
    }
    assert found <= IMPORTERS[library]


@pytest.mark.parametrize("call", ["import alignmentcard", "--help", "--version"])
def test_starting_loads_nothing_heavy(call: str) -> None:
    run = "import sys, alignmentcard.cli; sys.argv[1:] = [{!r}]\ntry: alignmentcard.cli.main()\nexcept SystemExit: pass"
    code = call if call.startswith("import") else run.format(call)
    after = f"{code}\nimport sys; print(*{{name.split('.')[0] for name in sys.modules}}, file=sys.stderr)"
    done = subprocess.run([sys.executable, "-c", after], capture_output=True, text=True, check=True)
    assert not set(done.stderr.split()) & (set(IMPORTERS) - {"click"})


def picture() -> str:
    """The layers from the uppermost down, and what each part says about itself."""
    rows = [f'    layer{number}["{" · ".join(LAYERS[number].split())}"]' for number in reversed(range(len(LAYERS)))]
    arrows = [f"    layer{number} --> layer{number - 1}" for number in reversed(range(1, len(LAYERS)))]
    chart = "\n".join(["```mermaid", "flowchart TB", *rows, *arrows, "```"])
    parts = [f"- `{name}`: {about(name)}" for names in reversed(LAYERS) for name in names.split()]
    return f"\n{chart}\n\n" + "\n".join(parts) + "\n\n"


def about(part: str) -> str:
    """The first paragraph of the docstring of a part, on one line."""
    return " ".join((ast.get_docstring(tree(f"{PACKAGE.name}.{part}")) or "").partition("\n\n")[0].split())


def with_picture(text: str) -> str:
    before, _, rest = text.partition(START)
    return before + START + picture() + END + rest.partition(END)[2]


def test_every_part_says_what_it_is() -> None:
    assert [part for part in LAYER if not about(part)] == []


def test_the_picture_in_contributing_is_up_to_date() -> None:
    text = CONTRIBUTING.read_text(encoding="utf-8")
    assert START in text
    assert text == with_picture(text), "make schema writes it again"


if __name__ == "__main__":
    CONTRIBUTING.write_text(with_picture(CONTRIBUTING.read_text(encoding="utf-8")), encoding="utf-8")
