"""Sentences that pages of the portal say about a card, in one place: forms with gaps, and words that go into them."""

OPEN = "Not stated, and not measured here"
"""Where nobody says how far raters agree."""
NEARNESS = (
    (1.0, "Full agreement"),
    (0.55, "Closer to full agreement than to chance"),
    (0.45, "About half way between chance and full agreement"),
    (0.05, "Closer to chance than to full agreement"),
    (-0.05, "No more than chance would give"),
    (-2.0, "Less than chance would give"),
)
"""Where a coefficient that is corrected for chance lies: from so much on, what it is called."""
SPREAD = "Differs by question"
SAME = "Two raters give the same answer {share} of the time"
SCALE = "0 is chance, 1 is full"
MEASURED, STATED = "measured", "stated by the authors"

ANONYMOUS = "The card does not say who wrote it"
BY_MAKERS = "Written by {names}, who made the data"
FROM_PAPERS = "Written by {names} from what was published"
BY_OTHERS = "Written by {names}"
"""Who wrote a card."""
RECOMPUTED = "recomputed by {name}, {date}"
MEASURED_AGAIN = "measured again by {name}, who wrote neither, {date}"
READ = "read by {name}, {date}"
MEASURED_ONCE = "measured, and by nobody again"
UNMEASURED = "nothing measured"
THE_SAME = "the same"
"""Who looked at a card after it was written."""
UNCONFIRMED = "no word from those who made the data"

COEFFICIENTS_FOOT = "0 is chance, 1 is full agreement; lines: intervals of {held}"
EFFECTS_FOOT = "{unit}, to the right where the first group has more; lines: intervals of {held}"
SPREAD_FOOT = "half of the items lie on the line"
COHESION_FOOT = "alpha, 0 is chance; lines: intervals of {held}"
RATERS_FOOT = "share of the {count} raters who are described"
OVERRULED_FOOT = "share of the answers of each group"
"""What stands below the axis of a chart."""
STATED_THERE = "Stated by the authors"
AGAINST = "{axis}: {one} against {other}"

WITHIN = "the table does not say who is in which pool"
"""Why the number of raters in one of several pools is not held against the data."""

TRAITS = {
    ("broad", 1): "for one general judgement",
    ("broad", 2): "for {count} general judgements",
    ("specific", 1): "about one named trait",
    ("specific", 2): "about {count} named traits",
}
"""What raters were asked, for one dimension and for several."""
ASKED = "{who} were asked {what} and {how}."
OWN = "used their own idea of {it}"
APPLIED = "applied what {authority} had laid down"
NOBODY = "somebody who is not named"
PLACELESS = "The card does not say what kind of question raters answered, or who fixed what it means."
EDGE = "It is an edge case, the authors of the card say."
ELSEWHERE = "What the card says of single questions would make it {other}."

UNANSWERED = {
    "pools.size": "how many {of} there were",
    "pools.composition": "who the {of} are",
    "pools.countries": "where the {of} live",
    "pools.languages": "which languages the {of} speak",
    "pools.pay": "what the {of} were paid",
    "pools.consent": "whether the {of} consented",
    "pools.ethics": "whether a board looked at the work of the {of}",
    "pools.target": "whom the {of} should stand for",
    "pools.recruitment": "how the {of} were found",
    "pools.sampling": "how the {of} were chosen",
    "pools.ratings_per_item": "how many of the {of} judged each item",
    "pools.version": "which version of the model judged",
    "dimensions.asks": "the question as raters saw it ({of})",
    "dimensions.definition": "what raters were told ({of})",
    "dimensions.text": "what raters were told, word for word ({of})",
    "dimensions.guidelines": "the guidelines ({of})",
    "dimensions.version": "which version of the guidelines was used ({of})",
    "dimensions.scale": "which answers there were ({of})",
    "dimensions.values": "which answers there were ({of})",
    "aggregation.method": "how several answers became one ({of})",
    "aggregation.ties": "what was done with ties ({of})",
    "collection.pilot": "whether there was a pilot",
    "collection.repeats": "whether raters saw an item twice",
    "collection.period": "when raters judged",
    "collection.quality_controls": "how careless answers were found",
    "collection.abstention": "whether raters could pass",
    "collection.order": "in which order items came",
    "collection.training": "how raters were trained",
    "collection.setting": "where raters worked",
    "dataset.version": "which version of the data this is",
    "dataset.ratings": "how many ratings there are",
    "dataset.items": "how many items there are",
    "dataset.license": "the licence",
    "dataset.contact": "whom to ask",
    "dataset.languages": "the languages of the items",
    "release.reasoning": "whether raters' reasons are released",
    "release.maintenance": "who keeps the data up to date",
    "release.withdrawal": "whether a rater can withdraw",
    "release.rater_ids": "whether the same rater can be recognised",
    "release.rater_attributes": "what is released about raters",
    "release.level": "whether single answers are released",
    "release.access": "how to get the data",
    "statistics.low": "how sure the stated numbers are",
    "statistics.high": "how sure the stated numbers are",
    "statistics.raters": "how many raters the stated numbers are of",
    "statistics.items": "how many items the stated numbers are of",
    "statistics.agreement": "how far raters agree",
    "statistics.convergence": "how many ratings are enough",
    "statistics.consistency": "whether a rater answers the same twice",
    "statistics.group_effects": "whether groups of raters differ",
    "intent.disagreement": "what it means when raters differ",
    "intent.scope": "what the data covers",
}
"""Fields that are empty, by section and last part, as somebody would ask for them; `of` is whose field it is."""
