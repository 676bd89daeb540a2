"""Does the card rule out a use that it names? (AC220)"""

import re
from collections.abc import Iterator

from alignmentcard.messages.retold import worded
from alignmentcard.model import Card
from alignmentcard.rules.rule import Problem, rule

CALLED = {
    "reward_model": r"(?:reward|preference) model\w*",
    "fine_tuning": r"(?:supervised |instruction )?fine[- ]?tun\w+|instruction[- ]tun\w+|sft",
    "evaluation": r"evaluat\w+|benchmark\w*",
    "red_teaming": r"red[- ]?team\w*",
    "guardrail": r"guard ?rails?|safety filters?",
    "opinion_study": r"opinion (?:stud\w+|research|polls?|surveys?)|stud\w+ of opinions?",
    "moderation": r"moderat\w+",
}
"""What sentences call the uses that have a word in the standard."""
MOVING = re.compile(
    r"\b(?:train\w*|us(?:e|ing)|build\w*|develop\w*|test\w*|mak(?:e|ing)|do(?:ing)?|any|all|other|kinds?|purposes?|"
    r"as|of|for|in|on|to|with|and|or|nor|a|an|the|this|these|that|its?|data|dataset|datasets|cards?|ratings?|labels?|"
    r"systems?|models?|assistants?|chat(?:bots?)?|replies|answers|language|content|classifiers?|llms?|large|automatic|automated|direct(?:ly)?|set|sets)\b",
    re.IGNORECASE,
)
"""Words around the name of a use that do not narrow it down."""


@rule("AC220", "use-ruled-out", "warning")
def use_ruled_out(card: Card) -> Iterator[Problem]:
    """What the data is for also stands among what it is not for.

    Whoever asks whether the data may be used for something finds a yes and a no. (Silent where the second sentence
    says more than the use, such as for whom or under which rule: that narrows the use down and does not rule it out.)

    Bad:
        intent:
          uses: [reward_model, evaluation]
          not_for: [Training reward models.]
    Good:
        intent:
          uses: [evaluation]
          not_for: [Training reward models.]
    Source: ours
    """
    for position, text in enumerate(card.intent.not_for):
        for use in ruled_out(text):
            if use in card.intent.uses:
                message = worded('"{text}" is what the data is not for, and uses has {use}.', text=text, use=use)
                help_ = worded("Take it out of one of the two; or say in the sentence which part of the use is meant.")
                yield Problem(("intent", "not_for", position), message, help_)


def ruled_out(text: str) -> list[str]:
    """Return the uses that a text names where it says nothing else."""
    rest, named = text, []
    for use, pattern in CALLED.items():
        rest, times = re.subn(rf"\b(?:{pattern})\b", " ", rest, flags=re.IGNORECASE)
        named += [use] * bool(times)
    return named if not re.search(r"\w", MOVING.sub(" ", rest)) else []
