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
NEVER_ALL = "On none of {items} items did all {raters} raters agree."
NEVER = "On none of {items} items that several people judged did all of them agree."
ALWAYS = "On {share} of {items} items that several people judged, all of them agreed."
UNDER_ONE = "less than 1\u202f%"
CONTRADICTED = (
    "One {label} label for each item contradicts {share} of the answers by “{group}” ({axis}), {ratio} times the share "
    "of all others."
)
STAYS = "{share} of all differences between answers stay with the rater, whatever the item."
ASKED_AGAIN = "Asked again, the same person gave the same answer in {share} of {pairs} pairs."
ENOUGH = "From {count} ratings of an item on, more of them would hardly change what it seems to be."
OTHER_LABEL = "The stated method, {method}, gives another label than the released one on {share} of {items} items."
"""What the ratings show, at the head of a card."""

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
    "dataset.creators": "who made the data",
    "dataset.links": "where to find the data",
    "dataset.paper": "the paper about the data",
    "dataset.doi": "the DOI",
    "dataset.homepage": "the web page of the data",
    "dataset.repository": "where the source stands",
    "dataset.download": "where to get the files",
    "dataset.published": "when the data was published",
    "dataset.summary": "what the data is, in a paragraph",
    "dataset.derived_from": "what the data was made from",
    "dataset.sources_of_items": "where the items come from",
    "dataset.written_by": "who wrote the items",
    "dataset.share": "how large each part is",
    "dataset.counts": "how items divide, such as by language",
    "dataset.known_issues": "which errors are known",
    "intent.written": "whether the card was written before the data was collected",
    "intent.uses": "what the data is for",
    "intent.not_for": "what nobody should use the data for",
    "intent.beliefs": "whether one view is wanted or many",
    "intent.whose_values": "whose norms the data carries",
    "intent.funded_by": "who paid for the data",
    "intent.affected": "who lives with the result and had no say",
    "intent.guidance": "why questions are broad or specific",
    "intent.aim": "how clear the aim was",
    "intent.applications": "how well later uses were known",
    "intent.assessable": "how well people can judge this",
    "framework.dimensions": "whether raters judged in general or named traits",
    "framework.definitions": "whether raters were told what it means",
    "framework.strength": "whether the place is clear or an edge case",
    "framework.authority": "who decides what the traits mean",
    "framework.authors": "who wrote the guidelines",
    "framework.chosen_by": "who chose what raters were asked about",
    "framework.chosen_because": "why these traits and not others",
    "framework.bounds": "which lines no reading may cross",
    "framework.exclusions": "what and whom the definitions leave out",
    "framework.positions": "from where those speak who designed the task",
    "framework.rationale": "why the data stands where it stands",
    "dimensions.dimensions": "what raters were asked about",
    "dimensions.breadth": "whether this is general or a named trait ({of})",
    "dimensions.detail": "how much raters were told ({of})",
    "dimensions.url": "where the guidelines can be read ({of})",
    "dimensions.pages": "how long the guidelines are ({of})",
    "dimensions.examples": "whether raters saw judged examples ({of})",
    "dimensions.edge_cases": "what raters were to do in unclear cases ({of})",
    "dimensions.subjectivity": "whether there is a right answer ({of})",
    "dimensions.disagreement": "what it means when raters differ ({of})",
    "dimensions.feedback": "in what form raters answered ({of})",
    "dimensions.level": "what kind of scale it is ({of})",
    "dimensions.abstain": "which answers mean no view ({of})",
    "dimensions.priority": "which trait comes first ({of})",
    "dimensions.weight": "how much the trait counts ({of})",
    "collection.collection": "how people were asked",
    "collection.unit": "what raters looked at for one answer",
    "collection.turns": "how long the dialogues are",
    "collection.context_shown": "what else raters saw",
    "collection.stages": "whether there were several steps",
    "collection.start": "when raters began",
    "collection.end": "when raters stopped",
    "collection.platform": "which platform raters came through",
    "collection.tool": "which program raters answered in",
    "collection.items_per_session": "how many items raters judged at once",
    "collection.minutes_per_session": "how long raters worked at once",
    "pools.pools": "who judged",
    "pools.role": "what the {of} did",
    "pools.kind": "whether the {of} are people or a program",
    "pools.dimensions": "what the {of} judged",
    "pools.assisted_by": "whether the {of} saw answers of a model",
    "pools.channel": "how the {of} were reached",
    "pools.platform": "which platform the {of} came through",
    "pools.criteria": "what the {of} had to fulfil",
    "pools.amount": "what the {of} were paid",
    "pools.currency": "in which currency the {of} were paid",
    "pools.per": "what the {of} were paid for",
    "pools.standard": "by which standard the {of} were paid",
    "pools.status": "what a board said of the work of the {of}",
    "pools.body": "which board looked at the work of the {of}",
    "pools.counts": "how many of the {of} are in each group",
    "pools.undisclosed": "how many of the {of} did not say",
    "pools.asked": "how many of the {of} were asked who they are",
    "pools.basis": "whether the {of} said themselves who they are",
    "pools.population": "whom the {of} should stand for",
    "pools.shares": "how large groups should be among the {of}",
    "pools.model": "which model it was ({of})",
    "pools.name": "which model it was ({of})",
    "pools.personas": "whether the model played different people ({of})",
    "pools.runs_per_item": "how often the model was asked about an item ({of})",
    "pools.provider": "who runs the model ({of})",
    "pools.date": "when the model was asked ({of})",
    "pools.prompt": "the prompt of the model ({of})",
    "pools.temperature": "how far answers of the model were left to chance ({of})",
    "pools.max_tokens": "how long answers of the model could be ({of})",
    "pools.decoding": "how answers of the model were drawn ({of})",
    "pools.reference_answer": "whether the model saw a reference answer ({of})",
    "pools.position_swapped": "whether the model saw options in both orders ({of})",
    "pools.same_family_as": "whether the model judged its own kind ({of})",
    "aggregation.aggregation": "how several answers became one",
    "aggregation.irreconcilable": "what was done where people could not agree ({of})",
    "aggregation.weighting": "how answers were weighted ({of})",
    "aggregation.filters": "what was removed before ({of})",
    "aggregation.rationale": "why answers were combined like this ({of})",
    "release.release": "what others can get",
    "release.personal_data": "what the release holds about people",
    "release.minimum_cell": "how small a group may be shown",
    "release.files": "which files are released",
    "statistics.statistics": "how far raters agree, and whether groups differ",
    "statistics.adjusted": "whether the stated numbers allow for many comparisons",
    "statistics.level": "on which kind of scale the stated numbers were computed",
    "statistics.of": "what the stated numbers are of",
    "statistics.confidence": "how sure the stated intervals are",
    "statistics.missing_values": "what was done with missing answers",
    "statistics.model_effects": "what it does to a model who the raters were",
    "statistics.artefacts": "whether answers follow length, position or format",
    "statistics.metric": "which coefficient is stated",
    "statistics.value": "the stated number itself",
}
"""Fields that are empty, by section and last part, as somebody would ask for them; `of` is whose field it is."""
