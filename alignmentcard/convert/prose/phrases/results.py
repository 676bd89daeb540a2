"""What became of the answers: sections `aggregation`, `release`, `statistics` and `evaluations`."""

from alignmentcard.convert.prose.phrases.kinds import Phrase

ADJUDICATED = "Somebody decided where raters differed, ties included."
"""What is said at once where somebody decided differences, and ties as well."""
METHODS = {
    "none": "Ratings were not aggregated; each stands for itself.",
    "majority_vote": "Labels were made by majority vote.",
    "mean": "Labels are the mean of the ratings.",
    "median": "Labels are the median of the ratings.",
    "soft_label": "Labels are the shares of each value among the ratings of an item.",
    "vote_count": "Labels are counts of votes.",
    "dawid_skene": "Labels were made with the model of Dawid and Skene (1979).",
    "one_coin_dawid_skene": "Labels were made with the one-coin model of Dawid and Skene (1979).",
    "glad": "Labels were made with GLAD (Whitehill et al. 2009).",
    "mace": "Labels were made with MACE (Hovy et al. 2013).",
    "mmsr": "Labels were made with MMSR (Ma and Olshevsky 2020).",
    "wawa": "Labels were made by majority vote, weighted by each rater's agreement with it.",
    "kos": "Labels were made with the algorithm of Karger, Oh and Shah (2014).",
    "bradley_terry": "Scores were made from paired comparisons with the model of Bradley and Terry (1952).",
    "noisy_bradley_terry": "Scores were made with the model of Bradley and Terry and the skill of raters.",
    "elo": "Scores are Elo ratings, updated after each comparison.",
    "adjudication": "Somebody decided where raters differed.",
    "threshold": "A label was given when enough raters chose it.",
    "other": "",
}
PHRASES: dict[str, Phrase] = {
    "aggregation.*.method": METHODS,
    "aggregation.*.ties": {
        "random": "Ties were broken at random.",
        "no_label": "Items with a tie got no label.",
        "adjudicate": "Somebody decided ties.",
        "first": "Ties went to the first value in a fixed order.",
        "keep": "A tie is itself a label.",
    },
    "aggregation.*.irreconcilable": {
        "kept_apart": "Where answers could not be brought together, they stand beside each other.",
        "labels_by_group": "Where groups differed, each has a label of its own.",
        "escalated": "Where answers could not be brought together, somebody else was asked or the definition was "
        "changed.",
        "dropped": "Items whose answers could not be brought together were left out.",
    },
    "aggregation.*.weighting": "Ratings were weighted as follows: {}",
    "aggregation.*.rationale": "{}",
    "release.level": {
        "individual": "Each single rating is released.",
        "distribution": "For each item, the number of raters who chose each value is released.",
        "aggregate": "One label or score for each item is released, without the single ratings.",
        "none": "No ratings are released.",
    },
    "release.rater_ids": {
        "pseudonymous": "Ratings by the same rater can be recognised by pseudonymous ids.",
        "none": "Ratings by the same rater cannot be recognised.",
    },
    "release.rater_attributes": {
        "individual": "The release has attributes of each single rater.",
        "pooled": "The release describes the raters only as a whole.",
        "none": "The release says nothing about who the raters are.",
    },
    "release.reasoning": {
        "released": "Raters gave reasons, and these are released.",
        "collected": "Raters gave reasons, and these are not released.",
        "none": "Raters were not asked for reasons.",
    },
    "release.access": {
        "open": "Anybody can get the data without asking.",
        "gated": "Anybody who accepts the conditions can get the data.",
        "on_request": "The data is given on request, to those whom its holders approve.",
        "closed": "The data is not available to others.",
    },
    "statistics.agreement.*.level": "It was computed at the {} level of measurement.",
    "statistics.agreement.*.between": "It compares {}.",
    "statistics.agreement.*.note": "{}",
    "statistics.agreement.*.missing_values": {
        "none_missing": "No ratings were missing.",
        "ignored": "Each item was used with the ratings it had.",
        "items_dropped": "Items without all ratings were left out.",
        "counted_as_value": "A missing answer counted as a value of its own.",
    },
    "statistics.group_effects.*.note": "{}",
    "statistics.group_effects.*.adjusted": {
        "yes": "The interval allows for several comparisons.",
        "no": "The interval does not allow for several comparisons.",
    },
    "statistics.model_effects.*.note": "{}",
    "statistics.artefacts.*.note": "{}",
    "statistics.artefacts.*.kind": {
        "length": "Longer or shorter texts are preferred for their length.",
        "position": "What stands first or last is preferred for its place.",
        "self_preference": "A model prefers its own replies, or those of its family.",
        "format": "Lists, headings or other looks are preferred for themselves.",
        "other": "",
    },
    "statistics.artefacts.*.basis": {"stated": "This is stated without a number.", "measured": "This was measured."},
    "evaluations.*.note": "{}",
}
