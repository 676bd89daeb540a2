"""Checked cards for the formats: one that is clean, one with every kind of finding, and one that wants to do harm."""

from alignmentcard.checker.check import Report, check
from alignmentcard.document import parse
from alignmentcard.profiles import load_profile
from alignmentcard.rules.example import whole_card

HARM = """framework:
  "x](http://evil.example)<script>alert(1)</script>@everyone #1 ]]> %0A::error:: \\x1b[31m\\u202e\\ufffe|": 1
  dimensions: "Specific\\n::error file=x::gotcha <b>`` $(id) --> www.evil.example"
  definitions: descriptive
  authority: [raters]
"""
MIXED = """intent:
  written: ex_ante
  uses: [evaluation]
  beliefs: many
  disagreement: noise
ignore:
  - {rule: AC302, reason: "One label is needed; <i>really</i> ]]> & \\"so\\"."}
"""
UNPILOTED = """collection:
  unit: one reply in a dialogue
  setting: online_panel
  quality_controls: [attention_check]
  order: randomised
  abstention: true
"""


def reports() -> list[Report]:
    """Check the three cards under the default profile, whose warnings are findings too."""
    texts = {
        "cards/good.card.yaml": (whole_card(""), "minimal"),
        "cards/ä b%,c:d.card.yaml": (whole_card(MIXED), "standard"),
        "<img src=x>.card.yaml": (whole_card(HARM), "minimal"),
        "typo.card.yaml": (whole_card("framework:\n  dimensions: Specific\n  definitions: descriptive\n"), "standard"),
        "questions.card.yaml": (whole_card(UNPILOTED), "minimal"),
        "broken.card.yaml": ("a: [", "minimal"),
        "empty.card.yaml": ("", "minimal"),
    }
    return [check(parse(text, name), profile=load_profile(profile)) for name, (text, profile) in texts.items()]
