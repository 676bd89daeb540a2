"""The examples of rules as whole cards: the sections of an example put in place of those of a sound card."""

import re

from alignmentcard.model import Card

SOUND = """\
alignmentcard: "1.0"
dataset:
  id: sort-of-safe
  title: Sort of Safe
  version: "1.0.0"
  summary: Replies of a chat assistant, each judged by people from an online panel who said whether they find it harmful.
  license: CC-BY-4.0
  languages: [en]
  contact: mailto:data@example.org
intent:
  written: ex_ante
  uses: [evaluation]
  beliefs: many
  disagreement: signal
  scope: particular
  whose_values: Adults in the US, each for themselves.
framework:
  dimensions: specific
  definitions: descriptive
  strength: clear
  authority: [raters]
dimensions:
  - id: harmful
    name: Harmful content
    asks: Do you find this reply harmful?
    breadth: specific
    definition: {detail: label}
    subjectivity: latent_projective
    feedback: rating
    scale: {level: nominal, values: ["no", "unsure", "yes"], abstain: [unsure]}
collection:
  unit: one reply in a dialogue
  setting: online_panel
  training: [practice_round]
  quality_controls: [attention_check]
  order: randomised
  abstention: true
  pilot: {raters: 25, outcome: The word toxic was replaced by harmful.}
  repeats:
    - {kind: retest, items: 100, raters: 40, gap_days: 14}
pools:
  - id: us-panel
    role: [rater]
    kind: human
    size: 800
    ratings_per_item: {min: 90, median: 100, max: 110}
    recruitment: {channel: panel, platform: Example Panel, sampling: quota}
    countries: [US]
    languages: [en]
    pay: {amount: 12, currency: USD, per: hour}
    consent: informed
    ethics: {status: approved, body: Ethics board of the University of Somewhere}
    composition:
      - {axis: gender, basis: self_reported, counts: {woman: 410, man: 380, nonbinary: 10}, undisclosed: 0}
    target:
      population: adults in the US
      source: census
      composition:
        - {axis: gender, shares: {woman: 0.51, man: 0.48, nonbinary: 0.01}}
aggregation:
  - {method: soft_label, rationale: The answers of an item are kept as a distribution.}
release:
  level: individual
  rater_ids: pseudonymous
  rater_attributes: pooled
  reasoning: released
  access: open
  withdrawal: Raters write to the contact address.
  minimum_cell: 5
statistics:
  agreement:
    - {dimension: harmful, metric: krippendorff_alpha, level: nominal, value: 0.21, low: 0.18, high: 0.24, items: 350, raters: 800}
  convergence:
    - {dimension: harmful, metric: jensen_shannon, raters: [25, 50, 100], value: [0.03, 0.012, 0.006], tolerance: 0.01}
  group_effects:
    - {dimension: harmful, axis: gender, groups: [woman, man], metric: share of yes, value: 3.1, unit: percentage_points, low: 1.2, high: 5.0, adjusted: true}
sources:
  - {id: census, title: Census of the population, year: "2020"}
"""

SECTION = re.compile(r"^(?=[^\s#-])", re.MULTILINE)
ORDER = tuple(Card.model_fields)


def whole(example: str, without: tuple[str, ...] = ()) -> str:
    """Return a whole card in which the sections of an example stand in place of those of the sound card."""
    sections = [*_sections(SOUND)]
    for name, text in _sections(example):
        known = [n for n, _ in sections]
        if name in known:
            sections[known.index(name)] = (name, text)
        else:
            sections.insert(_place(name, known), (name, text))
    return "".join(text for name, text in sections if name not in without)


def _sections(text: str) -> list[tuple[str, str]]:
    return [(_name(piece), piece) for piece in SECTION.split(text) if piece.strip()]


def _name(piece: str) -> str:
    return piece.partition(":")[0].strip()


def _place(name: str, known: list[str]) -> int:
    if name not in ORDER:
        return len(known)
    later = ORDER[ORDER.index(name) :]
    return next((n for n, other in enumerate(known) if other in later), len(known))
