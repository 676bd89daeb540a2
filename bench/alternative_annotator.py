"""The alternative annotator test against its authors' published results: python bench/alternative_annotator.py FOLDER.

FOLDER is `data` of https://github.com/nitaytech/AltTest, whose notebook prints winning rates and advantages to two
places. Their data are not kept here.
"""

import json
import sys
from pathlib import Path

import numpy as np

from alignmentcard.measurement.settings import Settings
from alignmentcard.measurement.statistics.alternative_annotator import Ratings, alternative_test

SETS = {
    "wax": (0.1, False), "lgbteen": (0.2, False), "mtbench": (0.2, False), "framing": (0.15, False),
    "cebab_aspects": (0.1, False), "summeval": (0.2, True), "10k_prompts": (0.15, True), "cebab_stars": (0.1, True),
    "lesion": (0.15, True),
}  # fmt: skip
"""ε of each set, and whether its answers are numbers."""
MODELS = ("gemini_flash", "gemini_pro", "gpt-4o", "llama-31", "gpt-4o-mini", "mistral-v03")
PUBLISHED = {
    "wax": ".38 .69 .50 .74 .50 .73 .00 .57 .00 .59 .00 .50",
    "lgbteen": ".25 .71 .00 .67 .75 .77 .00 .72 .75 .76 .25 .75",
    "mtbench": ".00 .72 .00 .76 .00 .77 .00 .69 .00 .74 .00 .68",
    "framing": "1.00 .83 1.00 .91 1.00 .92 .50 .80 1.00 .87 .25 .80",
    "cebab_aspects": ".70 .91 .90 .94 .90 .93 .60 .89 .50 .90 .10 .81",
    "summeval": ".00 .46 .00 .44 .00 .48 .00 .58 .00 .54 .00 .62",
    "10k_prompts": ".31 .67 .08 .63 .69 .76 .15 .67 .92 .80 .15 .67",
    "cebab_stars": ".60 .82 .80 .87 .90 .90 .60 .85 .90 .89 .50 .83",
    "lesion": ".17 .71 1.00 .81 .00 .62 - - .67 .73 - -",
}
"""Winning rate and advantage of each model in turn."""


def main(folder: Path) -> int:
    """Compare all pairs of data set and model; return 1 where one differs."""
    same = pairs = 0
    for name, (epsilon, numbers) in SETS.items():
        human, models = (
            json.loads((folder / name / f"{who}_annotations.json").read_text()) for who in ("human", "llm")
        )
        published = PUBLISHED[name].split()
        for place, model in enumerate(MODELS):
            if published[2 * place] == "-":
                continue
            found = tested(human, models[model], epsilon, numbers=numbers)
            want = float(published[2 * place]), float(published[2 * place + 1])
            got = round(found[0], 2), round(found[1], 2)
            pairs, same = pairs + 1, same + (got == want)
            print(f"{name:15}{model:15} winning rate {got[0]:.2f}  advantage {got[1]:.2f}", "" if got == want else want)
    print(f"{same} of {pairs} pairs as published")
    return int(same != pairs)


def tested(human: dict, model: dict, epsilon: float, *, numbers: bool) -> tuple[float, float]:
    """Return winning rate and advantage of one model."""
    given = {value for one in human.values() for value in one.values()}
    values = sorted(given | set(model.values())) if numbers else sorted(map(str, given | set(model.values())))
    code = {value if numbers else str(value): place for place, value in enumerate(values)}
    items = {item: place for place, item in enumerate(sorted({item for one in human.values() for item in one}))}
    rows = [
        (items[item], number, code[value if numbers else str(value)])
        for number, one in enumerate(human.values())
        for item, value in one.items()
    ]
    labels = np.full(len(items), -1)
    for item, value in model.items():
        if item in items:
            labels[items[item]] = code[value if numbers else str(value)]
    ratings = Ratings(*(np.array(column) for column in zip(*rows, strict=True)))
    places = np.array(values, dtype=np.float64) if numbers else None
    found = alternative_test(ratings, labels, places, epsilon, Settings(replicates=0))
    return found.wins / found.raters, found.advantage.value or 0.0


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1])))
