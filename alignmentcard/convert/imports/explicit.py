"""What one sentence says clearly, wherever in a text it stands: values that need no question to be understood.

A sentence that speaks of other data, of a trial, of plans or of what should be done is left out.
"""

import re
from collections.abc import Callable

from alignmentcard.convert.imports.boards import APPROVED, BY_WHOM, EXEMPT, board, consent_given
from alignmentcard.convert.imports.credits import creators
from alignmentcard.convert.imports.crowds import CROWD, PLATFORMS, people
from alignmentcard.convert.imports.dates import YEAR, period
from alignmentcard.convert.imports.labels import KEPT, combined
from alignmentcard.convert.imports.licensed import OF_DATA, is_one_of_several, licences
from alignmentcard.convert.imports.mentioned import JUDGED, NATIVE, Values, countries, spoken, written_in
from alignmentcard.convert.imports.openness import rater_ids
from alignmentcard.convert.imports.scales import scales
from alignmentcard.convert.imports.shares import each
from alignmentcard.convert.imports.stated import items
from alignmentcard.convert.imports.wages import MONEY, pay

Reader = Callable[[str], Values]
WROTE = re.compile(
    r"\b(?:wrote|writ(?:e|ten|ing)|author(?:ed)|translat\w+|designed|curat\w+|generat\w+"
    r"|selected|composed)\b",
    re.IGNORECASE,
)
SENTENCES = re.compile(r"(?<=[.!?])\s+(?:[-•]\s+)?(?=[A-Z“\"*])|;\s+|\n+")
OF_OTHERS = re.compile(
    r"\b(?:previous(?:ly)?|prior|earlier|existing|other (?:data ?sets?|work|studies)|pilot|et al\b|unlike"
    r"|compared (?:to|with)"
    r"|should|would|will be|plan(?:ned)? to|future|recommend\w*|for (?:example|instance)|e\.g\."
    r"|original(?:ly)?|template)\b",
    re.IGNORECASE,
)
WORKED = re.compile(
    r"\b(?:rat(?:e|ed|ing)|judg(?:e|ed|ing)|annotat(?:ed|ion|ing|e)|label+(?:ed|ing)"
    r"|took part|surveyed|scored|compared)\b",
    re.IGNORECASE,
)
FORBIDDEN = re.compile(
    r"\b(?:must|should|may|shall|ought) (?:not|never) be (?:used|taken|applied|read|understood|seen|treated"
    r"|deployed)\b",
    re.IGNORECASE,
)
MADE_BY = re.compile(
    r"^\W{0,3}(?:The (?:\w+ ){0,2}(?:was|were) |It was )?(?:[Bb]uilt|[Cc]reated|[Mm]ade|[Dd]eveloped"
    r"|[Cc]ompiled) by (?:[A-Z]|Dr)"
)
COMBINED = re.compile(
    r"\b(?:labels?|scores?|gold|ratings?|answers?)\b[^.;]{0,60}\b(?:majority vot\w+|averaged|adjudicated"
    r"|(?:mean|median) of)\b",
    re.IGNORECASE,
)
ONLY_PERIOD = re.compile(
    r"^\W{0,3}(?:[A-Z][a-z]{2,8}\.?|\d[\d-]{0,9})(?:[\s.,]{1,2}(?:\d[\d-]{0,9}|[A-Z][a-z]{2,8}\.?)){0,3}"
    r"\s?(?:to|until|till|–|—|-|and)\s?[A-Z\d][\w .,-]{3,25}\W{0,3}$"
)
"""An answer that is nothing but two dates."""
PAID = re.compile(r"\b(?:paid|pay|received?|earn(?:ed|s)?|compensat\w+|rewards?|wages?|remunerat\w+)\b", re.IGNORECASE)
PER_HOUR = re.compile(r"\b(?:per|an|each|/)\s?(?:hour|hr|h)\b|\bhourly\b", re.IGNORECASE)
FOUND = re.compile(
    rf"\b(?:recruit\w*|hired?|found|sourced|via|through|on|from|by)\b[^.;]{{0,60}}\b(?:{'|'.join(PLATFORMS)})\b"
    rf"|\b(?:{'|'.join(PLATFORMS)})\s(?:workers|participants|annotators|raters)\b"
    r"|\b(?:recruited|hired)\b[^.;]{0,60}\b(?:firm|company|vendor|provider|platform)\b"
)
LICENSED = re.compile(
    r"\b(?:data ?set|data|corpus|collection|it|version \S+|this resource|ratings"
    r"|annotations)\b[^.;]{0,60}\b(?:under|licen[sc]ed)\b"
    r"|\breleased under\b",
    re.IGNORECASE,
)
OF_MODELS = re.compile(
    r"\b(?:weights|models|adapters?|checkpoints?|code|software|scripts)\b(?:\s\w+){0,4}?\s(?:is|are|was|were)\b",
    re.IGNORECASE,
)
OF_LAST_NAMED = re.compile(r",\swhich\s(?:is|are|was|were)\s(?:\w+\s)?(?:released|licen[sc]ed|distributed|published)\b")
"""What is said of the thing that a sentence has named last."""
TAKES_PART = re.compile(
    rf"\b(?:{CROWD})\b[^.;]{{0,60}}\s(?:took part|participated|rated|judged|annotated|labell?ed|compared"
    rf"|evaluated|scored)\b"
    rf"|\b(?:recruited|hired|asked|employed)\b[^.;]{{0,40}}\b(?:{CROWD})\b"
    rf"|\b(?:rated|judged|annotated|labell?ed|evaluated|compared) by\b[^.;]{{0,40}}\b(?:{CROWD})\b",
    re.IGNORECASE,
)
LIVE = re.compile(
    rf"\b(?i:{CROWD})\b[^.;]{{0,60}}\b(?:in|from|across)\s[A-Z]|\b(?i:all of them|they|everybody|everyone"
    rf"|all)\b[^.;]{{0,60}}\b(?:lives?|(?:are|is) based|resides?)\b"
    r"|\b(?:US|UK|U\.S\.)[- ]based\b",
)
WRITTEN = re.compile(
    r"(?:\b(?:[Aa]ll|[Tt]he|[Oo]ur)\s(?:\w+\s)?|^\W{0,3})(?i:texts|tweets|posts|comments|prompts|replies|responses|dialogues|conversations|items|data|sentences"
    r"|questions|messages|instances)\s(?:are|is|were)\s(?:\w+\s)?in\s[A-Z]"
)
MADE_OF = re.compile(
    r"^\W{0,3}(?:in (?:all|total),? )?(?:the |our |this )?(?:\w[\w-]{0,40} ){0,4}(?:holds|contains|collects"
    r"|comprises|consists of|includes|has"
    r"|is an? (?:\w+ ){0,3}(?:collection|set|corpus|data ?set) of|gathers|provides)\s(?:about |around )?\d"
    r"|\b(?:data ?set|corpus|collection|benchmark|resource)\b[^.;]{0,80}\b(?:containing|comprising"
    r"|consisting of|holding|with)\s(?:about |around )?\d"
    r"|\bwe (?:showed|collected|gathered|sampled|release|present|provide|took)\s(?:about |around )?\d",
    re.IGNORECASE,
)
ONE_EACH = re.compile(
    rf"\b(?:one|a) (?:row|line|record) (?:per|for each|for every) (?:single |individual )?(?:rating"
    rf"|judge?ment|annotation|answer|vote)\b"
    rf"|\b(?:individual|single|raw) (?:{JUDGED}|answers)\b[^.;]{{0,30}}\b(?:released|published|included"
    rf"|provided|available|shared)\b"
    rf"|\ball (?:\w+ )?(?:{JUDGED}|answers) are (?:released|published|kept|included|provided)\b",
    re.IGNORECASE,
)
HASHED = re.compile(
    r"\b(?:random|hashed|anonymous|anonymi[sz]ed|pseudonymous|pseudonymi[sz]ed) (?:ids?|identifiers?"
    r"|numbers?) (?:for|of) (?:each|every|the|all) "
    r"(?:rater|annotator|worker|participant|reader)s?\b"
    r"|\b(?:rater|annotator|worker|participant|reader)s?(?:['’]s?)? (?:ids?|identifiers?|names?) (?:are"
    r"|were|is|was|have been) (?:\w+ )?"
    r"(?:hashed|pseudonymi[sz]ed|replaced by|random)\b",
    re.IGNORECASE,
)


CHOSE = re.compile(
    rf"\b(?:{CROWD}|they)\b[^.;]{{0,80}}\b(?:chose|choose|picked|pick|selected|select|rated|rate|answered|answer|scored|judged)\b",
    re.IGNORECASE,
)


def _when(words: re.Pattern[str], read: Reader, *more: re.Pattern[str]) -> Reader:
    """Return a reader that looks at sentences in which all of these words stand."""

    def reader(sentence: str) -> Values:
        if words.search(sentence) and all(one.search(sentence) for one in more):
            yield from read(sentence)

    return reader


def _of_raters(read: Reader) -> Reader:
    """Return a reader that leaves out sentences on people who wrote, chose or translated what was judged."""

    def reader(sentence: str) -> Values:
        if not WROTE.search(sentence):
            yield from read(sentence)

    return reader


def _of_data(read: Reader) -> Reader:
    """Return a reader that leaves out sentences on the licence of something else."""

    def reader(sentence: str) -> Values:
        of_models = OF_MODELS.search(sentence) and not OF_DATA.search(sentence)
        if not of_models and not OF_LAST_NAMED.search(sentence):
            yield from read(sentence)

    return reader


def _way(sentence: str) -> Values:
    yield from ((path, value) for path, value in people(sentence) if path.endswith((".channel", ".platform")))


def _level(_: str) -> Values:
    yield "release.level", "individual"


def _pseudonyms(_: str) -> Values:
    yield "release.rater_ids", "pseudonymous"


def _board(sentence: str) -> Values:
    yield from ((path, value) for path, value in board(sentence) if value["status"] != "none")


def _size(sentence: str) -> Values:
    found = [(path, value) for path, value in people(sentence) if ".size" in path]
    if not OF_EACH.search(sentence) or all(_number(value) > MOST_OF_AN_ITEM for _, value in found):
        yield from found


def _number(size: int | dict[str, int]) -> int:
    return size if isinstance(size, int) else max(size.values())


def _kept(sentence: str) -> Values:
    yield from ((path, value) for path, value in combined(sentence) if value == "none")


def _unfit(sentence: str) -> Values:
    yield "intent.not_for", [sentence]


MOST_OF_AN_ITEM = 12
"""So many people may judge each item; more are all that took part."""
OF_EACH = re.compile(r"\b(?:each|every|per)\b", re.IGNORECASE)
READERS: tuple[Reader, ...] = (
    consent_given,
    _of_raters(_when(PAID, pay, MONEY, PER_HOUR)),
    _when(APPROVED, _board, BY_WHOM),
    _when(EXEMPT, _board, BY_WHOM),
    each,
    _when(WORKED, period, YEAR),
    _when(KEPT, _kept),
    _when(ONLY_PERIOD, period),
    _when(COMBINED, combined),
    _when(MADE_BY, creators),
    _of_data(_when(LICENSED, licences)),
    _of_raters(_when(FOUND, _way)),
    _of_raters(_when(TAKES_PART, _size)),
    _of_raters(_when(LIVE, countries)),
    _when(MADE_OF, items),
    _when(WRITTEN, written_in),
    _when(NATIVE, spoken),
    _when(ONE_EACH, _level),
    _when(HASHED, _pseudonyms),
    rater_ids,
    _when(CHOSE, scales),
)
"""What is looked for in each sentence, whatever the heading says."""


def explicit(text: str) -> Values:
    """Read what single sentences of a text say clearly."""
    for sentence in SENTENCES.split(text):
        yield from _unfit(sentence) if FORBIDDEN.search(sentence) else ()
        if sentence and not OF_OTHERS.search(sentence):
            for path, value in (one for read in READERS for one in read(sentence)):
                if path != "dataset.license" or not is_one_of_several(value, text):
                    yield path, value
