"""Questions that authors put in words of their own, as the question of a datasheet that they stand for."""

import re

from alignmentcard.convert.imports.foreign_labels import STANDING_FOR
from alignmentcard.convert.imports.foreign_questions import read_as
from alignmentcard.convert.imports.question_names import (
    ABOUT,
    AGREED,
    CARE,
    CHECKS,
    CITATION,
    CLEANING,
    CONSENT,
    CONTACT,
    COUNT,
    CREATED,
    DESCRIBED,
    EACH,
    ERRORS,
    ETHICS,
    FOUND,
    FUNDED,
    HOW,
    LABELS,
    LANGUAGES,
    LENGTH,
    LICENCE,
    LIMITS,
    NAME,
    NOT_FOR,
    PAPER,
    PEOPLE,
    PERIOD,
    PERSONAL,
    PLACES,
    PREPARED,
    PURPOSE,
    SHOWN,
    SOURCES,
    TASK,
    UNIT,
    USES,
    VERSION,
    WHOM,
    WITHDRAWAL,
)
from alignmentcard.convert.imports.questions import asked
from alignmentcard.convert.imports.readme_headings import PATHS

RATERS = (
    r"(?:people|raters?|annotators?|workers?|crowd ?workers?|labell?ers?|participants?|judges?|coders?"
    r"|readers?|evaluators?"
    r"|respondents?|experts?|volunteers?|assessors?|reviewers?|workforce)"
)
GIVEN = (
    r"(?:annotations?|ratings?|judge?ments?|labels?|opinions?|answers?|responses?|votes?|raters?"
    r"|annotators?|people|workers?)"
)
ONE = (
    r"(?:items?|texts?|instances?|examples?|pairs?|repl(?:y|ies)|responses?|comments?|posts?|samples?"
    r"|sentences?|tweets?"
    r"|conversations?|dialogues?|images?|summar(?:y|ies)|refusals?|documents?|questions?|prompts?|units?|data ?points?)"
)
WORDS: tuple[tuple[str, str], ...] = (
    (rf"\b(?:found|recruited|hired|reached|chose) (?:them|these people|(?:the |our )?{RATERS})$", PEOPLE),
    (r"\b(?:length|duration) of (?:an?|the|one|each) (?:session|task|survey|sitting)\b|^session length$"
    r"|^minutes per ", LENGTH),
    (r"^how many and who\b", PEOPLE),
    (rf"^(?:total )?(?:number|amount|count) of (?!{RATERS})|^what is inside\b|^contents?$", COUNT),
    (r"\bdrop out\b|\bchange (?:their|his|her) minds?\b", WITHDRAWAL),
    (r"\bhow (?:well|far|much|often) did (?:they|people|raters|annotators) agree\b(?! to)", AGREED),
    (r"\b(?:one|single|final) (?:score|label|rating|answer)\b", CLEANING),
    (r"^what (?:may|can) (?:i|we|you|people|one|others) do with\b", LICENCE),
    (r"^where (?:is|are) (?:it|they|the data|the files|this)$", FOUND),
    (r"\b(?:ethic\w*|irb|(?:review|ethics) board|institutional review)\b", ETHICS),
    (r"\b(?:withdraw\w*|revok\w*|opt[- ]?out|take (?:it|their \w+) back)\b", WITHDRAWAL),
    (r"\bconsent\w*|\b(?:they|people|raters|workers|participants) (?:\w+ )?agreed? to\b", CONSENT),
    (r"\b(?:which|what) (?:institut\w+|compan\w+|organi[sz]ations?|universit\w+|employers?)\b|\baffiliations?$", WHOM),
    (r"\b(?:makers?|creators?|authors?|curators?|developers?)\b"
     r"|^who (?:\w+ )?(?:put|built|compiled|assembled|prepared|developed)\b"
     r"|^who made\b|^(?:made|created|built|compiled|put together) by\b|\b(?:is|are|stands?|people|those) behind\b"
     r"|^who (?:is|was|are) responsible\b", CREATED),
    (r"^who (?:has |also )?(?:paid for|paid$|sponsor\w*|financ\w*|gave)"
     r"|\b(?:fund(?:s|ed|ers?|ing)|sponsor\w*|financ\w*)\b"
     r"|^(?:paid|supported|financed|backed) (?:for )?by\b|\bgrants?\b|\bmoney (?:came|come)\b", FUNDED),
    (r"\b(?:paid|pay|payment|compensat\w*|earn\w*|wages?|remunerat\w*|salar\w*|rewards?|money|incentives?)\b", PEOPLE),
    (r"\blicen[sc]\w*|^terms\b|\bterms of use\b|\bcopyright\b|\b(?:what|which) terms\b|^(?:re-?use|usage rights"
    r"|rights|conditions(?: of use)?|copying)$", LICENCE),
    (r"\bcontact\w*|\breach (?:us|you|out|the \w+)\b|\bget in touch\b|^(?:write|mail|e-?mail) (?:to|us)?$"
     r"|^who(?:m)? (?:can|do|should) (?:i|we|one) (?:ask|write)|^who(?:m)? to (?:ask|contact|write)\b"
     r"|^(?:any )?questions(?: to)?$", CONTACT),
    (rf"\b(?:agreements?|reliability|alpha|kappa)\b|\b{RATERS} agree(?:d)?\b|\bagree with each other\b", AGREED),
    (rf"\b{GIVEN} (?:per|for each|for every|for one|on each|on one) (?:single )?\w+\b|\bper (?:{ONE})$"
     rf"|^(?:overlap|redundancy)$|\b{GIVEN} (?:has|does|did|had) (?:each|every|an?|one|the)\b"
     rf"|^how many {GIVEN} .*\b(?:each|every|per)\b|\b(?:each|every|one|an) {ONE} (?:was |is |were )?(?:seen|rated"
     r"|judged|annotated|labell?ed)\b", EACH),
    (r"\b(?:dis-?agree\w*|differed|ties?|adjudicat\w*|aggregat\w*|combin\w*|merg\w*|(?:brought|brings|putting"
     r"|put) (?:it |them |\w+ )?together|ratings? (?:to|into) labels?|final (?:labels?|scores?|answers?"
     r"|ratings?)|gold labels?|consolidat\w*)\b",
     CLEANING),
    (rf"^who (?:were|was|are|is) (?:the |your |our )?{RATERS}\b|\b{RATERS}\b.*\b(?:found|recruited|chosen"
    rf"|hired|reached|selected|contacted|invited|engaged|paid)\b"
     rf"|^number of {RATERS}$", PEOPLE),
    (rf"\bcountr\w+\b|\b(?:residence|nationalit\w+|locale|locations?)\b|^where (?:do|did|are|were)?\s?(?:the |your )?"
     rf"(?:{RATERS}|they) (?:live|come|located|based)\b", PLACES),
    (r"\bdemographic\w*|\bgender\b|\bages?\b", DESCRIBED),
    (r"\buses? (?:and|or|&|/) (?:mis-?uses?|limitations?|caveats|non-uses?|out-of-scope uses?)\b", USES),
    (r"\b(?:should|must|may|can|do)(?:n't| (?:\w+ ){0,3}not)\b.*\b(?:used?|do)\b"
     r"|\b(?:nobody|no one|never)\b.*\b(?:use|do)\b|^not for\b|^unsuitable for$|^(?:please )?(?:don't|do not)\b"
     r"|^not (?:\w+ )?(?:to be used|intended|meant|suitable|recommended|suited)\b|\b(?:unintended|unsuitable"
     r"|discouraged|inappropriate|disallowed"
     r"|out-of-scope|prohibited"
     r"|forbidden) (?:uses?|purposes?|applications?)\b|\bmisuse\b|\bnot (?:\w+ )?(?:good|suited|useful|fit) for\b"
     r"|\boff limits\b", NOT_FOR),
    (r"\b(?:maintain\w*|maintenance|look(?:s|ing)? after|takes? care of|keeps? (?:it|this|the \w+) (?:going"
     r"|running|alive)|updat\w*|planned (?:changes|releases)"
     r"|future (?:versions|releases|changes)|support)\b", CARE),
    (r"\b(?:errors?|known (?:problems|issues|defects|flaws)|bugs|mistakes|wrong with|went wrong"
    r"|problems with)\b", ERRORS),
    (r"\b(?:quality|careless|check(?:s|ed)?|serious(?:ly)?|attention|spam\w*|reliable work|validation)\b", CHECKS),
    (r"\b(?:train(?:ed|ing)?|prepar(?:ed|ation)|brief(?:ed|ing)|onboarding|before (?:they|the|you|starting"
    r"|rating|work))\b(?! (?:data|set|split"
    r"|models?))", PREPARED),
    (r"\b(?:possible|allowed|available|permitted) (?:answers?|values|labels|choices|responses)\b"
    r"|^(?:\w+ ){0,2}questions?$"
     r"|^what (?:they|people|raters|annotators|workers|participants) (?:did|saw|were (?:asked|shown)|judged"
     r"|rated|answered)\b"
     r"|\b(?:scales?|response (?:format|options?)|answer (?:format|options?|choices?))\b"
     rf"|\bwhat (?:did|do|were|was) (?:the )?(?:{RATERS}|they|you|exactly)?\s?(?:\w+ )?(?:asked|answer"
     rf"|decide|say|label)\b"
     r"|\bwhat was asked\b|^(?:exact |specific )?wording of (?:the|your) (?:task|question)s?$|^(?:the "
     r"|our )?(?:question|task|rating task|labelling task|labeling task|annotation task"
     r"|annotation question|task description|prompt)s?$|\b(?:instructions?|guidelines?) (?:given|shown|text|to)\b"
     r"|\bwhich answers\b|\bquestions? (?:asked|posed)\b", TASK),
    (rf"^(?:what|which) (?:was|were|is) (?:shown|presented)\b|^what (?:did|do) (?:{RATERS}|they) see\b"
     r"|^(?:unit|unit of (?:annotation|analysis|judge?ment)|what is (?:one|an|a single) (?:item|unit))$"
     r"|^items? shown$", SHOWN),
    (r"\bversions?\b", VERSION),
    (r"^(?:related )?(?:papers?|publications?|articles?|preprints?|reference papers?)$|\b(?:link|address"
    r"|url|doi) (?:to|of)"
     r" (?:the |your )?(?:papers?|publications?|articles?)\b|\bdescribed in\b|^(?:which|what|where is the) paper\b",
     PAPER),
    (r"\b(?:what (?:is|do you call) (?:it|the|this|your) (?:\w+ )?(?:called|name))\b|\b(?:is|are) (?:\w+ ){1,4}called$"
     r"|^(?:(?:full|short|official) )?(?:name|title)$|^(?:name|title) of (?:the |this |your )?(?:data ?set|data|corpus"
     r"|resource|collection|benchmark)$|^(?:data ?set|data|corpus|resource|collection|benchmark)(?: set)? (?:name"
     r"|title)$", NAME),
    (r"\b(?:get|got|find|found|available|availability|download\w*|access\w*|obtain\w*|hosted|repository|urls?)\b"
     r"(?!.*\b(?:raters|annotators|workers|people|hold of)\b)"
     r"|^when .*\b(?:publish|releas)\w*|\b(?:published|shared|stored|archived|deposited) (?:at|on|in"
     r"|under)\b|^who (?:may|can) (?:use|get|access|download|have)\b"
     r"|^do you (?:publish|release|share)\b|^(?:the )?release$"
     r"|\b(?:in|are) the files\b|^(?:what|which) files\b"
     r"|^what (?:is|do you) (?:not )?(?:released?|publish(?:ed)?|share[d]?)\b", FOUND),
    (r"^when\b|\b(?:period|time ?frame|time span|timing|dates?|time of|duration of)\b|\bhow long did\b"
    r"|\bstart\b.*\bend\b|\bbeg[aiu]n\w*\b.*\bend\b"
     r"|^from when\b", PERIOD),
    (r"^why\b(?!.*\b(?:used?|chosen|selected)$)|\breasons?\b|\bpurpose\b|\bmotivat\w*|\b(?:aims?|goals?|objectives?)$"
     r"|\bwhat (?:is|was) (?:it|this|the \w+|this \w+) (?:made |meant |created )?for\b", PURPOSE),
    (r"\b(?:remov\w*|thrown?|clean\w*|filter\w*|dropped|exclud\w*|pre-?process\w*|discard\w*|left out)\b", CLEANING),
    (r"\b(?:personal|private|privacy|pii|identifiab\w+|identifying|identif(?:y|ied) (?:people|persons"
    r"|individuals|someone|somebody)|anonym\w*|sensitive|data protection)\b", PERSONAL),
    (r"\b(?:instruct\w*|guidelines?|per item|each item|organi[sz]ed|platform|tool|interface|set ?up|workflow"
     r"|procedure|how (?:we|did you|did they|was it) (?:made|ma[dk]e|collect\w*|annotat\w*|label\w*|rate\w*))\b", HOW),
    (rf"^what (?:did|do|were|was) (?:the )?(?:{RATERS}|they)\b|\blabels?\b|\banswers\b", LABELS),
    (rf"\b(?:recruit\w*|hired?|{RATERS}|crowd)\b|^who (?:did|rated|labell?ed|annotated|judged|worked)\b"
     r"|\bget (?:a )?hold of (?:them|these)\b|^how did you (?:find|reach) them\b", PEOPLE),
    (r"\b(?:come|comes|came|taken) from\b|\b(?:sources?|origins?|sampled?|sampling|provenance)\b", SOURCES),
    (r"\blanguages?\b", LANGUAGES),
    (r"\b(?:limitations?|shortcomings|caveats?|biases)\b|^please note$|^notes$", LIMITS),
    (r"^how (?:big|large|many)\b|\bsize\b|^number of\b", COUNT),
    (r"^what (?:is|are|does|do) (?:(?:one|an?|each|the|every|single) )?(?:data ?points?|items?|records?|rows?"
     r"|instances?|examples?|entry|entries)\b", UNIT),
    (r"\b(?:used? for|uses|intended use|useful|good for|use cases?)\b", USES),
    (r"\bcit(?:e|ing|ation)\b", CITATION),
    (r"^who (?!is\b|are\b|can\b|should\b|may\b)\w+(?: (?:it|them|this|the \w+))?$", PEOPLE),
    (r"^(?:in (?:short|brief|a nutshell|one sentence)|what (?:it|this) is|what (?:is|'s) (?:it|this(?: data"
    r"| data ?set| corpus)?)"
     r"|at a glance|short description|description|abstract|summary|about(?: the data)?|overview)$|\bdescribe (?:it|the"
     r"|this|your)\b|\btell us\b|\bwhat (?:is it|it is|is this|the \w+ is|the data are) about\b", ABOUT),
)  # fmt: skip
"""Words of a question about data, the narrow ones first."""
NAMES = {
    **dict.fromkeys(("made by", "created by", "organisations", "makers", "team", "ownership", "owner",
                     "owners", "developed by", "contributors", "credits", "who we are", "institution(s)",
                     "institution", "institutions",
                     "organisation", "organization"), CREATED),
    **dict.fromkeys(("paid by", "funding", "funded by", "funding institution(s)", "funding source(s)",
                     "sponsor", "sponsors",
                     "funding body", "grant", "grants"), FUNDED),
    **dict.fromkeys(("compensation", "pay", "payment", "recruitment", "recruitment and pay", "annotators", "reward",
                     "annotator group", "annotator groups", "annotator group(s)", "raters", "our raters", "workers",
                     "readers", "judges", "participants", "crowdworkers", "workforce"), PEOPLE),
    **dict.fromkeys(("annotator description(s)", "demographics", "annotator demographics", "annotator demographic",
                     "rater demographics", "annotator population"), DESCRIBED),
    **dict.fromkeys(("annotator locale", "locale"), PLACES),
    **dict.fromkeys(("ethics", "ethics review", "ethics approval", "ethics board", "irb"), ETHICS),
    **dict.fromkeys(("consent", "informed consent"), CONSENT),
    **dict.fromkeys(("period", "timing", "collection date(s)", "dates", "when"), PERIOD),
    **dict.fromkeys(("license", "licence", "terms", "licence / terms", "license / terms"), LICENCE),
    **dict.fromkeys(("get it", "getting the data", "getting it", "dataset link", "access type", "availability",
                     "download", "url / doi", "url", "doi", "url/doi", "where"), FOUND),
    **dict.fromkeys(("not for", "don't use it for", "do not use it for", "unsuitable use case(s)"), NOT_FOR),
    **dict.fromkeys(("reach us", "contact", "contact detail(s)"), CONTACT),
    **dict.fromkeys(("language", "languages", "language(s)", "content description"), LANGUAGES),
    **dict.fromkeys(("number of instances", "number of items", "number of labels", "human labels", "size"), COUNT),
    **dict.fromkeys(("removed", "cleaning", "filtering", "combining the annotations"), CLEANING),
    **dict.fromkeys(("source(s)", "sources"), SOURCES),
    **dict.fromkeys(("quality control", "quality checks", "quality assurance"), CHECKS),
    **dict.fromkeys(("labeling guidelines", "labelling guidelines", "order"), HOW),
    **dict.fromkeys(("known problems", "known issues", "known errors"), ERRORS),
    **dict.fromkeys(("cite as", "how to cite", "cite"), CITATION),
}  # fmt: skip
"""Headings of sheets and points that are no questions; other headings have the place that they have in a README."""
SIGN = re.compile(
    r"^\W*(?:q(?:uestion)?\.?\s?)?(?:\d{1,2}(?:\.\d{1,2}){0,2}|q\d{1,2}|[a-z](?=[.)]))[.):]?\s+", re.IGNORECASE
)
OF_READMES = "who are the annotators"
"""A heading of the template of a hub, under which whole stories are told: a number in them is often that of a part."""
FEW = 6
"""So many words has a title in a sheet, where it is no question."""
LABEL = re.compile(r"[^\W\d_][\w\s/&'’(),*:-]{1,100}")
"""A title of a few words, and no sentence."""
TOLD = 16
TELL = re.compile(r"(?:please )?(?:tell|describe|explain|list|name|give|state|summari[sz]e|say|provide|specify)\b")
"""How a form tells somebody to answer without a question mark."""
OF_READMES_TOO = re.compile(
    r"\b(?:results?|leaderboard|models?|experiments?|baselines?|code|usage|install\w*|quick ?start"
    r"|(?<!rater )(?<!annotator )training(?! of (?:the )?(?:raters|annotators|workers|people))"
    r"|example|fields?"
    r"|splits?|structure|files?|(?<!response )(?<!answer )format|table of contents|news|todo|changelog"
    r"|evaluation|requirements|load\w*)\b",
    re.IGNORECASE,
)
"""Words of headings that speak of something else than how data came about."""
LONGEST = 160
"""Characters of a question in free words; longer ones are those of a form, which are known by their own words."""


TWICE = re.compile(r"[^\s/] / [^\s/]")
"""What stands between a question and the same in another language."""


def standing_for(title: str) -> str | None:
    """Return the question of a datasheet that one in free words stands for; None for what is no such question."""
    if foreign := read_as(title):
        return foreign
    if len(title) > LONGEST or asked(title) is not None:
        return None
    return _meant(title) or (next(filter(None, map(_meant, title.split(" / "))), None) if TWICE.search(title) else None)


def _meant(title: str) -> str | None:
    words = " ".join(re.sub(r"[*_`“”\"]", "", title).lower().replace("’", "'").split())
    bare = SIGN.sub("", words)
    told = re.sub(r"\bwhat's\b", "what is", re.sub(r"\s\*?\([^()]{0,60}\)$", "", bare.rstrip(" ?:.–—-*")))
    if told == OF_READMES:
        return None
    if known := NAMES.get(told) or STANDING_FOR.get(told):
        return known
    if told in PATHS:
        return None
    asks = bare.rstrip().endswith("?") or (bare != words and len(bare.split()) <= FEW) or is_label(told)
    return next((name for pattern, name in WORDS if re.search(pattern, told)), None) if asks else None


def is_label(words: str) -> bool:
    """Say whether a title of few words, or one that tells somebody to answer, may be what a sheet asks for."""
    short = len(words.split()) <= FEW or (len(words.split()) <= TOLD and TELL.match(words))
    return bool(short and LABEL.fullmatch(words) and not OF_READMES_TOO.search(words))
