"""Questions that authors put in words of their own, as the question of a datasheet that they stand for."""

import re

from alignmentcard.convert.imports.questions import asked

CREATED = "who created the dataset"
PURPOSE = "for what purpose was the dataset created"
FUNDED = "who funded the creation of the dataset"
UNIT = "what do the instances that comprise the dataset represent"
COUNT = "how many instances are there in total"
LANGUAGES = "which languages are included"
SOURCES = "what was the sampling strategy"
LABELS = "is there a label or target associated with each instance"
PEOPLE = "who was involved in the data collection process and how were they compensated"
DESCRIBED = "did you report the demographic and geographic characteristics of the annotator population"
HOW = "what mechanisms or procedures were used to collect the data"
PERIOD = "over what timeframe was the data collected"
ETHICS = "were any ethical review processes conducted"
CONSENT = "did the individuals in question consent to the collection"
WITHDRAWAL = "a mechanism to revoke their consent"
CLEANING = "was any preprocessing/cleaning/labeling of the data done"
USES = "what (other) tasks could the dataset be used for"
NOT_FOR = "are there tasks for which the dataset should not be used"
FOUND = "how will the dataset be distributed"
LICENCE = "what license"
CARE = "who will be supporting/hosting/maintaining the dataset"
CONTACT = "how can the owner/curator/manager of the dataset be contacted"
PERSONAL = "is it possible to identify individuals"
ERRORS = "are there any errors"
CITATION = "citation"

RATERS = r"(?:people|raters|annotators|workers|crowd ?workers|labell?ers|participants|judges|coders)"
WORDS: tuple[tuple[str, str], ...] = (
    (r"\b(?:ethic\w*|irb|(?:review|ethics) board|institutional review)\b", ETHICS),
    (r"\b(?:withdraw\w*|revok\w*|opt[- ]?out|take (?:it|their \w+) back)\b", WITHDRAWAL),
    (r"\bconsent\w*|\b(?:they|people|raters|workers|participants) (?:\w+ )?agreed?\b", CONSENT),
    (r"\b(?:makers|creators|authors)\b|^who (?:\w+ )?(?:put|built|compiled|assembled|prepared|developed)\b"
     r"|^who made\b|^(?:made|created|built|compiled|put together) by\b|\b(?:is|are|stands?) behind\b", CREATED),
    (r"^who (?:has |also )?(?:paid for|paid$|sponsor\w*|financ\w*|gave)"
     r"|\b(?:fund(?:s|ed|ers?|ing)|sponsor\w*|financ\w*)\b"
     r"|^paid by\b|\bgrants?\b|\bmoney (?:came|come)\b", FUNDED),
    (r"\b(?:paid|pay|payment|compensat\w*|earn\w*|wages?|remunerat\w*|salar\w*)\b", PEOPLE),
    (r"\blicen[sc]\w*|^terms\b|\bterms of use\b|\bcopyright\b|\bwhat terms\b", LICENCE),
    (r"\bcontact\w*|\breach (?:us|you|out|the \w+)\b|\bget in touch\b"
     r"|^who(?:m)? (?:can|do|should) (?:i|we|one) (?:ask|write)"
     r"|^(?:any )?questions$", CONTACT),
    (rf"^who (?:were|was|are|is) (?:the |your |our )?{RATERS}\b|\b{RATERS}\b.*\b(?:found|recruited|chosen)\b", PEOPLE),
    (r"\b(?:should|must|may|can|do)(?:n't| (?:\w+ )?not)\b.*\b(?:used?|do)\b"
     r"|\b(?:nobody|no one|never)\b.*\b(?:use|do)\b|^not for\b"
     r"|\bmisuse\b|\boff limits\b", NOT_FOR),
    (r"\b(?:maintain\w*|maintenance|look(?:s|ing)? after|takes? care of|updat\w*)\b", CARE),
    (r"\b(?:get|got|find|found|available|download\w*|access\w*|obtain\w*)\b(?!.*\b(?:raters|annotators|workers|people)\b)"
     r"|^when .*\b(?:publish|releas)\w*", FOUND),
    (r"^when\b|\b(?:period|time ?frame|time span|timing|dates?)\b|\bhow long did\b", PERIOD),
    (r"^why\b|\bpurpose\b|\bmotivat\w*"
     r"|\bwhat (?:is|was) (?:it|this|the \w+|this \w+) (?:made |meant |created )?for\b", PURPOSE),
    (r"\b(?:remov\w*|thrown?|clean\w*|filter\w*|dropped|exclud\w*|pre-?process\w*|discard\w*|left out|aggregat\w*"
     r"|combin\w*|merg\w*|brought together|final labels?)\b", CLEANING),
    (r"\b(?:personal|private|privacy|pii|identif\w*|anonym\w*|sensitive|offensive)\b", PERSONAL),
    (r"\b(?:quality|checks?|train\w*|instruct\w*|per item|each item|organi[sz]ed|platform|tool|interface)\b", HOW),
    (rf"^what (?:did|do|were|was) (?:the )?(?:{RATERS}|they)\b|\blabels?\b|\bscales?\b|\banswers\b", LABELS),
    (r"\b(?:errors?|known (?:problems|issues)|bugs|mistakes)\b", ERRORS),
    (rf"\b(?:recruit\w*|hired?|{RATERS}|crowd)\b|^who (?:did|rated|labell?ed|annotated|judged|worked)\b", PEOPLE),
    (r"\bdemographic\w*", DESCRIBED),
    (r"\b(?:come|comes|came|taken) from\b|\b(?:sources?|origins?|sampled?|sampling)\b", SOURCES),
    (r"\blanguages?\b", LANGUAGES),
    (r"^how (?:big|large|many)\b|\bsize\b|^number of\b", COUNT),
    (r"^what (?:is|are|does|do) (?:(?:one|an?|each|the|every|single) )?(?:data ?points?|items?|records?|rows?"
     r"|instances?|examples?|entry|entries)\b", UNIT),
    (r"\b(?:used? for|uses|useful|good for)\b", USES),
    (r"\bcit(?:e|ing|ation)\b", CITATION),
)  # fmt: skip
"""Words of a question about data, the narrow ones first."""
NAMES = {
    **dict.fromkeys(("made by", "created by", "organisations", "makers"), CREATED),
    **dict.fromkeys(("paid by", "funding", "funded by", "institution(s)", "funding source(s)"), FUNDED),
    **dict.fromkeys(("compensation", "pay", "payment", "recruitment", "recruitment and pay", "annotators"), PEOPLE),
    **dict.fromkeys(("annotator description(s)", "annotator locale", "demographics", "annotator demographics",
                     "rater demographics", "annotator population"), DESCRIBED),
    **dict.fromkeys(("ethics", "ethics review", "ethics approval", "ethics board", "irb"), ETHICS),
    **dict.fromkeys(("consent", "informed consent"), CONSENT),
    **dict.fromkeys(("period", "timing", "collection date(s)", "dates"), PERIOD),
    **dict.fromkeys(("license", "licence", "terms", "licence / terms", "license / terms"), LICENCE),
    **dict.fromkeys(("get it", "getting the data", "dataset link", "access type", "availability", "download"), FOUND),
    **dict.fromkeys(("not for", "don't use it for", "do not use it for", "unsuitable use case(s)"), NOT_FOR),
    **dict.fromkeys(("reach us", "contact", "contact detail(s)"), CONTACT),
    **dict.fromkeys(("language", "languages", "language(s)", "content description"), LANGUAGES),
    **dict.fromkeys(("number of instances", "number of items", "number of labels", "human labels", "size"), COUNT),
    **dict.fromkeys(("removed", "cleaning", "filtering", "combining the annotations"), CLEANING),
    **dict.fromkeys(("source(s)", "sources"), SOURCES),
    **dict.fromkeys(("quality control", "quality checks", "labeling guidelines", "labelling guidelines"), HOW),
    **dict.fromkeys(("known problems", "known issues", "known errors"), ERRORS),
    **dict.fromkeys(("cite as", "how to cite"), CITATION),
}  # fmt: skip
"""Headings of sheets and points that are no questions; other headings have the place that they have in a README."""
SIGN = re.compile(r"^\W*(?:q(?:uestion)?\.?\s?)?(?:\d{1,2}(?:\.\d{1,2}){0,2}|q\d{1,2})[.):]?\s+", re.IGNORECASE)
OF_READMES = "who are the annotators"
"""A heading of the template of a hub, under which whole stories are told: a number in them is often that of a part."""
FEW = 6
"""So many words has a title with a number in a sheet, where it is no question."""
LONGEST = 160
"""Characters of a question in free words; longer ones are those of a form, which are known by their own words."""


def standing_for(title: str) -> str | None:
    """Return the question of a datasheet that one in free words stands for; None for what is no such question."""
    if len(title) > LONGEST or asked(title) is not None:
        return None
    words = " ".join(re.sub(r"[*_`“”\"]", "", title).lower().replace("’", "'").split())
    bare = SIGN.sub("", words)
    told = re.sub(r"\bwhat's\b", "what is", bare.rstrip(" ?:.–—-"))
    if told == OF_READMES:
        return None
    if told in NAMES:
        return NAMES[told]
    asks = bare.rstrip().endswith("?") or (bare != words and len(bare.split()) <= FEW)
    return next((known for pattern, known in WORDS if re.search(pattern, told)), None) if asks else None
