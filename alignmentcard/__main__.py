"""python -m alignmentcard, which puts the working folder first; what lies there is not for us to import."""

# ruff: noqa: PTH109, PTH120
import os
import sys

if not sys.flags.safe_path and sys.path[0] == os.getcwd() != os.path.dirname(os.path.dirname(__file__)):
    del sys.path[0]

from alignmentcard.cli import main

main()
