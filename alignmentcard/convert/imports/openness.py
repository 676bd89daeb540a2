"""What others can get, as an answer mentions it: who, down to which answers, and with which ids of raters."""

import re

from alignmentcard.convert.imports.mentioned import Values

ACCESS = {
    "open": r"^\W*(?:everybody|everyone|anyone|anybody)\b|^publicly\b|\bwithout (?:registration|registering"
    r"|login)\b|\b(?:publicly|freely"
    r"|openly) (?:available|accessible|released|downloadable)\b|\bopen access\b"
    r"|\b(?:is|will be|are) (?:made )?public\b|\bopen to (?:everyone|everybody|all|anyone)\b"
    r"|\bto the (?:general )?public\b",
    "gated": r"\bgated\b|\b(?:accept|agree to|agreed? with|accepting) (?:the |our |certain |its )?"
    r"(?:conditions|terms|licen[sc]e)\b",
    "on_request": r"\b(?:up)?on (?:reasonable |written )?request\b|\bdata (?:use|usage|sharing|access) agreement\b"
    r"|\bby application\b|\bafter (?:an )?application\b",
    "closed": r"\bwill not be (?:released|published|distributed)\b|\b(?:is|remains) (?:private|proprietary)\b"
    r"|\binternal use only\b",
}
NOT = re.compile(r"\b(?:not|never|no longer|un)\b[^.;]{0,20}$", re.IGNORECASE)
RATER = r"(?:rater|annotator|worker|participant|contributor|labell?er|crowdworker)s?(?:['’]s?)?"
PSEUDONYM = re.compile(
    rf"\bpseudonym(?:s|ous|ised|ized)?\b[^.;]{{0,40}}\b(?:{RATER}|identifiers?|ids?)\b"
    rf"|\b(?:pseudonym|numeric id|random (?:id|number)|anonymi[sz]ed id)s?\b[^.;]{{0,30}}\b{RATER}\b"
    rf"|\b(?:anonymi[sz]ed|hashed) {RATER} ids?\b|\b(?:prolific|mturk|{RATER}) ids? (?:\w+ ){{0,2}}hashed\b"
    rf"|\b(?:prolific|mturk|{RATER}) ids? (?:\w+ ){{0,2}}(?:replaced|exchanged) (?:by|with"
    rf"|for) (?:\w+ ){{0,2}}(?:strings|codes|numbers|ids)\b"
    rf"|\b{RATER}\s(?:names?\s|ids?\s)?[^.;]{{0,60}}\b(?:random (?:id|number)s?|numeric ids?|pseudonyms?|hashed)\b",
    re.IGNORECASE,
)
OF_EACH = re.compile(
    r"\b(?:of|for) (?:each|every|all) (?:rater|annotator|participant|worker)s?\b[^.;]{0,40}\b(?:part of"
    r"|included|released"
    r"|published|provided|available)\b",
    re.IGNORECASE,
)


def access(text: str) -> Values:
    """Read who can get the data, where an answer says it in one way."""
    found = [name for name, words in ACCESS.items() if _says(words, text)]
    yield from [("release.access", found[0])] if len(found) == 1 else []


def _says(words: str, text: str) -> bool:
    return any(not NOT.search(text[: one.start()]) for one in re.finditer(words, text, re.IGNORECASE))


def rater_ids(text: str) -> Values:
    """Read whether ratings by the same rater can be recognised."""
    if PSEUDONYM.search(text):
        yield "release.rater_ids", "pseudonymous"


SINGLE = re.compile(
    r"\b(?:all|every|each|the|both)\b[^.;]{0,30}\b(?:single|individual|raw|separate)\b[^.;]{0,20}\b(?:answers?|ratings?|annotations?"
    r"|judge?ments?|labels?|responses?|votes?)\b|^\W*(?:yes,? )?(?:individual|single|raw) (?:answers?"
    r"|ratings?|annotations?"
    r"|judge?ments?|labels?|responses?|votes?)\b",
    re.IGNORECASE,
)
ONLY = re.compile(r"\b(?:not|no|never|only|without)\b", re.IGNORECASE)
NAMELESS = re.compile(
    r"\b(?:with|by|under|have|has|only) (?:\w+ )?(?:pseudonyms?|(?:pseudonymous|anonymous|anonymi[sz]ed"
    r"|random|hashed|numeric) (?:ids?|codes?"
    r"|numbers?|identifiers?))\b",
    re.IGNORECASE,
)


def level(text: str) -> Values:
    """Read that single answers can be had, where an answer is about what is published."""
    if any(SINGLE.search(one) and not ONLY.search(one) for one in re.split(r"[.;]\s+", text)):
        yield "release.level", "individual"
    if NAMELESS.search(text):
        yield "release.rater_ids", "pseudonymous"


def attributes(text: str) -> Values:
    """Read whether attributes of each rater are released."""
    if OF_EACH.search(text):
        yield "release.rater_attributes", "individual"
