"""The numbers that rules compare with, each with its source; a profile may set them under `limits`."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Limits:
    """Thresholds of rules."""

    definition_words: int = 12
    """Words from which a definition counts as more than a label (ours)."""
    pilot_raters: int = 20
    """Raters of a pilot that show where a task fails: 20 to 30 in a digest of Kraus & Kroll 2025."""
    high_agreement: float = 0.8
    """Agreement from which data are called reliable: Krippendorff 2004, Content Analysis, chapter 11."""
    low_agreement: float = 0.4
    """Agreement up to which it is called slight or fair: Landis & Koch 1977."""
    convergence_tolerance: float = 0.01
    """Jensen-Shannon divergence (base 2) below which a distribution counts as settled (ours, as in `measure`)."""
    many_effects: int = 3
    """Comparisons of groups from which they need adjusting (ours): at 5 % each, one in seven such sets misleads."""
    smallest_cell: int = 5
    """Smallest group that is shown where the card sets none: the custom of offices of statistics is 3 to 10."""
    unique_raters: float = 0.2
    """Share of raters who may be alone with their combination of attributes (ours)."""
    share_rounding: float = 0.005
    """Rounding of one stated share: two decimals."""
    pool_distance: float = 0.1
    """Total variation between a pool and its target up to which they are taken as close (ours): one in ten."""
    margin: float = 0.1
    """Margin, at 95 % confidence, to which a share of answers should be known (ours): 97 raters; 0.05 takes 385."""
    session_minutes: float = 60
    """Minutes from which a session tires people (ours, after Kraus & Kroll 2025 on length of tasks and fatigue)."""
    session_items: int = 200
    """Items from which it does (ours, likewise)."""
    item_seconds: float = 1
    """Seconds an item below which nobody has read it (ours): people read four or five words in one."""
    unanimous_items: float = 0.9
    """Share of items with one answer only from which a matter of belief looks like none (ours)."""
    stable_answers: float = 0.7
    """Agreement with oneself beyond chance below which answers count as unstable (ours; real retests give .8 to .9)."""
    held_answers: float = 0.4
    """Stated agreement with oneself beyond chance below which answers do not hold (ours): half of real retests."""
    no_view: float = 0.5
    """Stated share of non-attitudes above which there are more of them than of views."""
    overruled_ratio: float = 1.5
    """How many times more often than the others a group may be overruled by the label (ours)."""
    edge_case: float = 0.25
    """How far beyond the middle an edge case may be derived (ours): half the way to the corner."""
    count_rounding: float = 0.05
    """Rounding of stated numbers of ratings and pairs (ours): papers say 35k of 34,600."""
    claim_factor: float = 2
    """How many times as large, or as small, as measured a stated interval or distance may be (ours): methods differ."""
