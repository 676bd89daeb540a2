"""The names that the package offers."""

import subprocess
import sys

import pytest

import alignmentcard

TWICE = "import alignmentcard as a; a.{0}; found = a.{0}; import types; assert not isinstance(found, types.ModuleType)"
AFTER = "import alignmentcard.checker.levels, alignmentcard as a, types; assert not isinstance(a.{0}, types.ModuleType)"


@pytest.mark.parametrize("code", [TWICE, AFTER], ids=["used twice", "after its module was imported"])
@pytest.mark.parametrize("name", alignmentcard.__all__)
def test_a_public_name_is_what_it_says_and_not_a_module(name, code):
    subprocess.run([sys.executable, "-c", code.format(name)], check=True)


def test_a_card_is_checked_from_python():
    assert alignmentcard.check(alignmentcard.parse("alignmentcard: '1.1'", "a.card.yaml")).findings
