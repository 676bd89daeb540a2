"""Precision and recall of the phrase reader (AC219): python bench/prose.py [--spans] [FOLDER ...]

Precision: of all words that the reader takes for a sense, in the prose of the gallery, of the starters and of the
folders that are named, whatever the coded fields say, how many say it. Each was read and judged in `prose.yaml`; one
that nobody has judged yet is counted apart. Recall: of sentences that say something else than a field, how many are
read so. `--spans` writes the words that were found.
"""

import sys
from collections.abc import Iterable, Iterator
from itertools import groupby
from pathlib import Path
from typing import Any

from alignmentcard.checker.check import check
from alignmentcard.document import read
from alignmentcard.loader import load
from alignmentcard.rules.phrases import found_in
from alignmentcard.rules.said import SAID_IN, said_in

HERE = Path(__file__).parent
CARDS = (HERE.parent / "site" / "cards", HERE.parent / "templates")
CONTENT = HERE.parent.parent / "shared" / "cases" / "content"

SUMMARY = (
    "own_judgement",
    "fixed_meaning",
    "noise",
    "legitimate_difference",
    "dissent_removed",
    "averaged",
    "program_judged",
    "people_judged",
    "identifiers_out",
)
"""Senses that sentences of a README say; the others are looked for in a question or a field of their own."""

Span = tuple[str, str, str]
"""Name of the card, sense, words."""


def table() -> dict[str, Any]:
    """Return the sentences and the judgements."""
    found: dict[str, Any] = read(HERE / "prose.yaml").data
    return found


def spans(folders: Iterable[Path]) -> Iterator[Span]:
    """Yield all words that are taken for a sense, in the texts where it is looked for."""
    for path in (path for folder in folders for path in sorted(folder.rglob("*.card.yaml"))):
        card = load(read(path)).card
        for sense in SAID_IN if card else ():
            found = (found_in(sense, text) for _, text in said_in(card, sense))
            yield from ((path.name, sense, words) for words in found if words)


def precision(found: Iterable[Span]) -> str:
    """Say how many of the words were judged right."""
    judged = {(one["card"], one["sense"], one["words"]): one["right"] for one in table()["judged"]}
    verdicts = [judged.get(span) for span in found]
    known = [verdict for verdict in verdicts if verdict is not None]
    share = f"{sum(known) / len(known):.1%}" if known else "none judged"
    return f"precision: {sum(known)} of {len(known)} ({share}); not judged: {len(verdicts) - len(known)}"


def recall(sentences: Iterable[dict[str, str]]) -> str:
    """Say how many sentences are read in their sense."""
    read_so = [bool(found_in(one["sense"], one["text"])) for one in sentences]
    return f"{sum(read_so)} of {len(read_so)} ({sum(read_so) / len(read_so):.1%})"


def recall_in_cards(folder: Path) -> str:
    """Say in how many cards with a contradiction in words AC219 speaks."""
    rows = [line.split("|")[1:3] for line in (folder / "README.md").read_text().splitlines() if "| prose |" in line]
    paths = [folder / f"{name.strip()}.card.yaml" for name, _ in rows]
    found = [any(one.code == "AC219" for one in check(read(path)).findings) for path in paths]
    return f"{sum(found)} of {len(found)}"


def in_readmes(name: str) -> Iterator[str]:
    """Say how many senses of sentences are read, and how many that are read are said."""
    sentences = read(HERE / f"prose_{name}.yaml").data
    pairs = [(one, sense) for one in sentences for sense in SUMMARY if sense not in one.get("may", ())]
    said = {(one["text"], sense) for one, sense in pairs if sense in one["says"]}
    found = {(one["text"], sense) for one, sense in pairs if found_in(sense, one["text"])}
    right, negatives = len(said & found), sum(not one["says"] for one in sentences)
    yield f"{name}, recall: {right} of {len(said)} ({right / len(said):.1%})"
    yield f"{name}, precision: {right} of {len(found)} ({right / len(found):.1%}); {negatives} sentences say nothing"


def main(arguments: list[str]) -> None:
    """Write the figures."""
    named = [Path(one) for one in arguments if not one.startswith("--")]
    content = [CONTENT / "cards"] if CONTENT.exists() else []
    found = list(spans([*CARDS, *named, *content]))
    if "--spans" in arguments:
        print(*(" | ".join(span) for span in found), sep="\n")
    print(precision(found))
    print(*in_readmes("held_out"), *in_readmes("seen"), sep="\n")
    for origin, sentences in groupby(table()["contradictions"], key=lambda one: one["from"]):
        print(f"recall, {origin}: {recall(sentences)}")
    if CONTENT.exists():
        print("recall, cards with a contradiction in words:", recall_in_cards(CONTENT / "contradictions"))


if __name__ == "__main__":
    main(sys.argv[1:])
