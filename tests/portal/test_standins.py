"""What stands in for libraries in a page has what measuring asks of them."""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

PACKAGE = Path(__file__).parents[2] / "alignmentcard"
NUMPY = PACKAGE / "portal" / "browser" / "standins" / "numpy" / "__init__.py"
NOT_ASKED = {"dawid_skene", "differences", "perspectives", "prediction_powered"}
"""Modules of statistics that are asked for by name, which a page does not do."""
MODULES = [path for path in sorted((PACKAGE / "measurement").rglob("*.py")) if path.stem not in NOT_ASKED]


def named_in(path: Path) -> set[str]:
    """Return the names that a module has at its top level."""
    found = set()
    for node in ast.parse(path.read_text("utf-8")).body:
        if isinstance(node, ast.Import | ast.ImportFrom):
            found |= {one.asname or one.name for one in node.names}
        elif isinstance(node, ast.Assign):
            found |= {name.id for target in node.targets for name in ast.walk(target) if isinstance(name, ast.Name)}
    return found


def asked_of_numpy(tree: ast.AST) -> Iterator[str]:
    for node in ast.walk(tree):
        if isinstance(node, ast.Attribute) and isinstance(node.value, ast.Name) and node.value.id == "np":
            yield node.attr


def test_numpy_is_asked_for_much_that_the_page_has_too():
    asked = {name for path in MODULES for name in asked_of_numpy(ast.parse(path.read_text("utf-8")))}
    assert len(asked & named_in(NUMPY)) > 40


@pytest.mark.parametrize("path", MODULES, ids=lambda path: path.stem)
def test_no_module_asks_numpy_for_what_a_page_has_not(path):
    assert set(asked_of_numpy(ast.parse(path.read_text("utf-8")))) - named_in(NUMPY) == set()
