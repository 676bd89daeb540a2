"""Sentences that pages of the portal say about a card, in one place: forms with gaps, and words that go into them."""

from alignmentcard.messages import later, plural

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
SPREAD_OF_ONE = later("Differs by what was counted")
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
NEVER_ALL = later("On none of {items} items did all {raters} raters agree.")
NEVER = later("On none of {items} items that several people judged did all of them agree.")
ALWAYS = later("On {share} of {items} items that several people judged, all of them agreed.")
UNDER_ONE = later("less than 1\u202f%")
CONTRADICTED = later(
    "One {label} label for each item contradicts {share} of the answers by “{group}” ({axis}), {ratio} times the share "
    "of all others."
)
STAYS = later("{share} of all differences between answers stay with the rater, whatever the item.")
ASKED_AGAIN = later("Asked again, the same person gave the same answer in {share} of {pairs} pairs.")
ENOUGH = later("From {count} ratings of an item on, more of them would hardly change what it seems to be.")
OTHER_LABEL = later(
    "The stated method, {method}, gives another label than the released one on {share} of {items} items."
)
"""What the ratings show, at the head of a card."""

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
APPLIED = plural("applied what {authority} had laid down", "applied what {authority} had laid down")
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
    "dataset.creators": later("who made the data"),
    "dataset.links": later("where to find the data"),
    "dataset.paper": later("the paper about the data"),
    "dataset.doi": later("the DOI"),
    "dataset.homepage": later("the web page of the data"),
    "dataset.repository": later("where the source stands"),
    "dataset.download": later("where to get the files"),
    "dataset.published": later("when the data was published"),
    "dataset.summary": later("what the data is, in a paragraph"),
    "dataset.derived_from": later("what the data was made from"),
    "dataset.sources_of_items": later("where the items come from"),
    "dataset.written_by": later("who wrote the items"),
    "dataset.share": later("how large each part is"),
    "dataset.counts": later("how items divide, such as by language"),
    "dataset.example": later("what one item looks like"),
    "dataset.known_issues": later("which errors are known"),
    "intent.written": later("whether the card was written before the data was collected"),
    "intent.uses": later("what the data is for"),
    "intent.not_for": later("what nobody should use the data for"),
    "intent.beliefs": later("whether one view is wanted or many"),
    "intent.whose_values": later("whose norms the data carries"),
    "intent.funded_by": later("who paid for the data"),
    "intent.affected": later("who lives with the result and had no say"),
    "intent.guidance": later("why questions are broad or specific"),
    "intent.aim": later("how clear the aim was"),
    "intent.applications": later("how well later uses were known"),
    "intent.assessable": later("how well people can judge this"),
    "framework.dimensions": later("whether raters judged in general or named traits"),
    "framework.definitions": later("whether raters were told what it means"),
    "framework.strength": later("whether the place is clear or an edge case"),
    "framework.authority": later("who decides what the traits mean"),
    "framework.authors": later("who wrote the guidelines"),
    "framework.chosen_by": later("who chose what raters were asked about"),
    "framework.chosen_because": later("why these traits and not others"),
    "framework.bounds": later("which lines no reading may cross"),
    "framework.exclusions": later("what and whom the definitions leave out"),
    "framework.positions": later("from where those speak who designed the task"),
    "framework.rationale": later("why the data stands where it stands"),
    "dimensions.dimensions": later("what raters were asked about"),
    "dimensions.breadth": later("whether this is general or a named trait ({of})"),
    "dimensions.detail": later("how much raters were told ({of})"),
    "dimensions.url": later("where the guidelines can be read ({of})"),
    "dimensions.pages": later("how long the guidelines are ({of})"),
    "dimensions.examples": later("whether raters saw judged examples ({of})"),
    "dimensions.edge_cases": later("what raters were to do in unclear cases ({of})"),
    "dimensions.subjectivity": later("whether there is a right answer ({of})"),
    "dimensions.disagreement": later("what it means when raters differ ({of})"),
    "dimensions.feedback": later("in what form raters answered ({of})"),
    "dimensions.level": later("what kind of scale it is ({of})"),
    "dimensions.abstain": later("which answers mean no view ({of})"),
    "dimensions.priority": later("which trait comes first ({of})"),
    "dimensions.weight": later("how much the trait counts ({of})"),
    "collection.collection": later("how people were asked"),
    "collection.unit": later("what raters looked at for one answer"),
    "collection.turns": later("how long the dialogues are"),
    "collection.context_shown": later("what else raters saw"),
    "collection.stages": later("whether there were several steps"),
    "collection.start": later("when raters began"),
    "collection.end": later("when raters stopped"),
    "collection.platform": later("which platform raters came through"),
    "collection.tool": later("which program raters answered in"),
    "collection.items_per_session": later("how many items raters judged at once"),
    "collection.minutes_per_session": later("how long raters worked at once"),
    "pools.pools": later("who judged"),
    "pools.role": later("what the {of} did"),
    "pools.kind": later("whether the {of} are people or a program"),
    "pools.dimensions": later("what the {of} judged"),
    "pools.assisted_by": later("whether the {of} saw answers of a model"),
    "pools.channel": later("how the {of} were reached"),
    "pools.platform": later("which platform the {of} came through"),
    "pools.criteria": later("what the {of} had to fulfil"),
    "pools.amount": later("what the {of} were paid"),
    "pools.currency": later("in which currency the {of} were paid"),
    "pools.per": later("what the {of} were paid for"),
    "pools.standard": later("by which standard the {of} were paid"),
    "pools.status": later("what a board said of the work of the {of}"),
    "pools.body": later("which board looked at the work of the {of}"),
    "pools.counts": later("how many of the {of} are in each group"),
    "pools.undisclosed": later("how many of the {of} did not say"),
    "pools.asked": later("how many of the {of} were asked who they are"),
    "pools.basis": later("whether the {of} said themselves who they are"),
    "pools.population": later("whom the {of} should stand for"),
    "pools.shares": later("how large groups should be among the {of}"),
    "pools.model": later("which model it was ({of})"),
    "pools.name": later("which model it was ({of})"),
    "pools.personas": later("whether the model played different people ({of})"),
    "pools.runs_per_item": later("how often the model was asked about an item ({of})"),
    "pools.provider": later("who runs the model ({of})"),
    "pools.date": later("when the model was asked ({of})"),
    "pools.prompt": later("the prompt of the model ({of})"),
    "pools.temperature": later("how far answers of the model were left to chance ({of})"),
    "pools.max_tokens": later("how long answers of the model could be ({of})"),
    "pools.decoding": later("how answers of the model were drawn ({of})"),
    "pools.reference_answer": later("whether the model saw a reference answer ({of})"),
    "pools.position_swapped": later("whether the model saw options in both orders ({of})"),
    "pools.same_family_as": later("whether the model judged its own kind ({of})"),
    "aggregation.aggregation": later("how several answers became one"),
    "aggregation.irreconcilable": later("what was done where people could not agree ({of})"),
    "aggregation.weighting": later("how answers were weighted ({of})"),
    "aggregation.filters": later("what was removed before ({of})"),
    "aggregation.rationale": later("why answers were combined like this ({of})"),
    "release.release": later("what others can get"),
    "release.personal_data": later("what the release holds about people"),
    "release.minimum_cell": later("how small a group may be shown"),
    "release.files": later("which files are released"),
    "statistics.statistics": later("how far raters agree, and whether groups differ"),
    "statistics.adjusted": later("whether the stated numbers allow for many comparisons"),
    "statistics.level": later("on which kind of scale the stated numbers were computed"),
    "statistics.of": later("what the stated numbers are of"),
    "statistics.confidence": later("how sure the stated intervals are"),
    "statistics.missing_values": later("what was done with missing answers"),
    "statistics.model_effects": later("what it does to a model who the raters were"),
    "statistics.artefacts": later("whether answers follow length, position or format"),
    "statistics.metric": later("which coefficient is stated"),
    "statistics.value": later("the stated number itself"),
}
"""Fields that are empty, by section and last part, as somebody would ask for them; `of` is whose field it is."""
