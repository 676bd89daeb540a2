"""Sentences that pages of the portal say about a card, in one place: forms with gaps, and words that go into them."""

from alignmentcard.messages import later

OPEN = later("Not stated, and not measured here")
"""Where nobody says how far raters agree."""
NEARNESS = (
    (1.0, later("Full agreement")),
    (0.55, later("Closer to full agreement than to chance")),
    (0.45, later("About half way between chance and full agreement")),
    (0.05, later("Closer to chance than to full agreement")),
    (-0.05, later("No more than chance would give")),
    (-2.0, later("Less than chance would give")),
)
"""Where a coefficient that is corrected for chance lies: from so much on, what it is called."""
SPREAD = later("Differs by question")
SAME = later("Two raters give the same answer {share} of the time")
SCALE = later("0 is chance, 1 is full")
MEASURED, STATED = later("measured"), later("stated by the authors")

ANONYMOUS = later("The card does not say who wrote it")
BY_MAKERS = later("Written by {names}, who made the data")
FROM_PAPERS = later("Written by {names} from what was published")
BY_OTHERS = later("Written by {names}")
"""Who wrote a card."""
RECOMPUTED = later("recomputed by {name}, {date}")
MEASURED_AGAIN = later("measured again by {name}, who wrote neither, {date}")
READ = later("read by {name}, {date}")
MEASURED_ONCE = later("measured, and by nobody again")
UNMEASURED = later("nothing measured")
THE_SAME = later("the same")
"""Who looked at a card after it was written."""
UNCONFIRMED = later("no word from those who made the data")

COEFFICIENTS_FOOT = later("0 is chance, 1 is full agreement; lines: intervals of {held}")
EFFECTS_FOOT = later("{unit}, to the right where the first group has more; lines: intervals of {held}")
SPREAD_FOOT = later("half of the items lie on the line")
COHESION_FOOT = later("alpha, 0 is chance; lines: intervals of {held}")
RATERS_FOOT = later("share of the {count} raters who are described")
OVERRULED_FOOT = later("share of the answers of each group")
"""What stands below the axis of a chart."""
STATED_THERE = later("Stated by the authors")
AGAINST = later("{axis}: {one} against {other}")

WITHIN = later("the table does not say who is in which pool")
"""Why the number of raters in one of several pools is not held against the data."""

TRAITS = {
    ("broad", 1): later("for one general judgement"),
    ("broad", 2): later("for {count} general judgements"),
    ("specific", 1): later("about one named trait"),
    ("specific", 2): later("about {count} named traits"),
}
"""What raters were asked, for one dimension and for several."""
ASKED = later("{who} were asked {what} and {how}.")
OWN = later("used their own idea of it")
OWN_OF_SEVERAL = later("used their own idea of them")
APPLIED = later("applied what {authority} had laid down")
NOBODY = later("somebody who is not named")
PLACELESS = later("The card does not say what kind of question raters answered, or who fixed what it means.")
EDGE = later("It is an edge case, the authors of the card say.")
ELSEWHERE = later("What the card says of single questions would make it {other}.")

UNANSWERED = {
    "pools.size": later("how many {of} there were"),
    "pools.composition": later("who the {of} are"),
    "pools.countries": later("where the {of} live"),
    "pools.languages": later("which languages the {of} speak"),
    "pools.pay": later("what the {of} were paid"),
    "pools.consent": later("whether the {of} consented"),
    "pools.ethics": later("whether a board looked at the work of the {of}"),
    "pools.target": later("whom the {of} should stand for"),
    "pools.recruitment": later("how the {of} were found"),
    "pools.sampling": later("how the {of} were chosen"),
    "pools.ratings_per_item": later("how many of the {of} judged each item"),
    "pools.version": later("which version of the model judged"),
    "dimensions.asks": later("the question as raters saw it ({of})"),
    "dimensions.definition": later("what raters were told ({of})"),
    "dimensions.text": later("what raters were told, word for word ({of})"),
    "dimensions.guidelines": later("the guidelines ({of})"),
    "dimensions.version": later("which version of the guidelines was used ({of})"),
    "dimensions.scale": later("which answers there were ({of})"),
    "dimensions.values": later("which answers there were ({of})"),
    "aggregation.method": later("how several answers became one ({of})"),
    "aggregation.ties": later("what was done with ties ({of})"),
    "collection.pilot": later("whether there was a pilot"),
    "collection.repeats": later("whether raters saw an item twice"),
    "collection.period": later("when raters judged"),
    "collection.quality_controls": later("how careless answers were found"),
    "collection.abstention": later("whether raters could pass"),
    "collection.order": later("in which order items came"),
    "collection.training": later("how raters were trained"),
    "collection.setting": later("where raters worked"),
    "dataset.version": later("which version of the data this is"),
    "dataset.ratings": later("how many ratings there are"),
    "dataset.items": later("how many items there are"),
    "dataset.license": later("the licence"),
    "dataset.contact": later("whom to ask"),
    "dataset.languages": later("the languages of the items"),
    "release.reasoning": later("whether raters' reasons are released"),
    "release.maintenance": later("who keeps the data up to date"),
    "release.withdrawal": later("whether a rater can withdraw"),
    "release.rater_ids": later("whether the same rater can be recognised"),
    "release.rater_attributes": later("what is released about raters"),
    "release.level": later("whether single answers are released"),
    "release.access": later("how to get the data"),
    "statistics.low": later("how sure the stated numbers are"),
    "statistics.high": later("how sure the stated numbers are"),
    "statistics.raters": later("how many raters the stated numbers are of"),
    "statistics.items": later("how many items the stated numbers are of"),
    "statistics.agreement": later("how far raters agree"),
    "statistics.convergence": later("how many ratings are enough"),
    "statistics.consistency": later("whether a rater answers the same twice"),
    "statistics.group_effects": later("whether groups of raters differ"),
    "intent.disagreement": later("what it means when raters differ"),
    "intent.scope": later("what the data covers"),
}
"""Fields that are empty, by section and last part, as somebody would ask for them; `of` is whose field it is."""
