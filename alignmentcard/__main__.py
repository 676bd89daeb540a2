"""python -m alignmentcard."""

from alignmentcard.cli import main

main()
