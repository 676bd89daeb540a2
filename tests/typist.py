"""Somebody who answers the questions of `new` on a terminal of 24 lines, and how long that would take."""

import os
import re
import sys
from dataclasses import dataclass
from pathlib import Path

import pexpect

READS, ENDS = "\x1b[?2004h", pexpect.EOF
"""The first says that a prompt reads keys from here on."""
KEYS = re.compile(r"\x1b\[.|.", re.DOTALL)
STYLE = re.compile(r"\x1b\[[0-9;?]*[a-zA-Z]")
SIGNS_A_MINUTE = 35 * 5
"""35 words a minute, as words of five characters are counted; each key counts as a character, an arrow too."""
SECONDS_OF_READING = 15
"""For each prompt that is answered."""
MOST = 300
"""Prompts after which somebody goes in a circle: an answer is refused, and given again."""
AT_ONCE = {"Enter takes it.": "\r", "That was the last question.": "\r"}


@dataclass
class Typed:
    """What was typed until the card was there."""

    keys: int
    prompts: int
    told: str

    @property
    def minutes(self) -> float:
        return self.keys / SIGNS_A_MINUTE + self.prompts * SECONDS_OF_READING / 60


def fill_in(folder: Path, arguments: list[str], answers: dict[str, str | tuple[str, ...]]) -> Typed:
    """Answer each question by the first part of its text that is known; several keys are for prompts in a row."""
    known = {**os.environ, "TERM": "xterm", "PROMPT_TOOLKIT_NO_CPR": "1", "NO_COLOR": "1"}
    call = ["-m", "alignmentcard", "new", *arguments]
    child = pexpect.spawn(
        sys.executable, call, cwd=str(folder), env=known, dimensions=(24, 80), encoding="utf-8", timeout=240
    )
    typed, waiting = Typed(0, 0, ""), list[str]()
    try:
        while child.expect_exact([READS, ENDS]) == 0:
            shown = " ".join(STYLE.sub("", child.before).split())
            keys = waiting or _keys(shown, answers)
            assert typed.prompts < MOST, f"The same is asked again and again: {shown[-600:]}"
            child.send(keys[0])
            waiting = keys[1:]
            typed.keys += len(KEYS.findall(keys[0]))
            typed.prompts += 1
        typed.told = child.before
    finally:
        child.close(force=True)
    return typed


def _keys(shown: str, answers: dict[str, str | tuple[str, ...]]) -> list[str]:
    for part, keys in (*AT_ONCE.items(), *answers.items()):
        if part in shown:
            return [keys] if isinstance(keys, str) else list(keys)
    raise AssertionError(f"Nobody knows what to answer: {shown[-600:]}")
