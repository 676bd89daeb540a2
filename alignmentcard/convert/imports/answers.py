"""Answers to the questions of datasheets and venues, and the values of a card that they clearly state."""

import re
from collections.abc import Iterator
from typing import Any

from alignmentcard.convert.imports.asking import prepared, session
from alignmentcard.convert.imports.boards import REFUSED, board, consent
from alignmentcard.convert.imports.credits import creators, organisations, payers
from alignmentcard.convert.imports.dates import period, published
from alignmentcard.convert.imports.figures import figures
from alignmentcard.convert.imports.found import Found, Left, Taken, left, plain
from alignmentcard.convert.imports.free_words import standing_for
from alignmentcard.convert.imports.licensed import licences, own_licence
from alignmentcard.convert.imports.mentioned import POOL, funders, languages, without
from alignmentcard.convert.imports.ours import ours
from alignmentcard.convert.imports.questions import asked
from alignmentcard.convert.imports.scales import scales
from alignmentcard.convert.imports.sections import bare
from alignmentcard.convert.imports.shares import asked_each
from alignmentcard.convert.imports.stated import (
    Reader,
    asset,
    contacts,
    count,
    described,
    described_data,
    found_at,
    issues,
    listing,
    name,
    paper,
    places,
    protected,
    published_under,
    purpose,
    saying,
    units,
    version,
    workers,
)
from alignmentcard.convert.imports.tongues import listed
from alignmentcard.convert.imports.values import contact, licence

SENTENCE = r"(?:e\.g\.|i\.e\.|etc\.|[^.?]){1,600}?"
PROMPT = re.compile(
    rf"[\s*_(\-]{{0,9}}(?:(?:If|In either case, please|This does not include intentionally removed|Finally, list when"
    rf"|For example, is there anything|Please (?:also )?(?:provide|describe|explain|list|specify|include|give"
    rf"|state))\b{SENTENCE}\.[)*_]{{0,3}}|{SENTENCE}\?[)*_]{{0,3}})(?=\s|$)"
)
"""What forms print below a question: further questions, and what to say if so; the answer comes after it."""
TOLD_TO = re.compile(
    r"\bplease\b|\bprovide\b|\?[)*_]{0,3}$|^\W*(?:this does not include intentionally|finally, list when)",
    re.IGNORECASE,
)
FIRST_MARK = re.compile(r"^\s*(?:\*\*)?A(?:nswer)?:(?:\*\*)?\s+(?!yes\b|no\b|n/?a\b)", re.IGNORECASE)
BREAK = re.compile(r"\s*<br\s?/?>\s*", re.IGNORECASE)
SHORT = 120
LONGEST = 5000
"""Characters of an answer that values are looked for in."""
NOTHING = re.compile(
    r"\W*(?:n/?a|k\. ?a\.|no (?:aplica|procede)|ningun[oa]|entfällt|keine?(?: angaben?)?"
    r"|(?:omitted|redacted|hidden|withheld|left out|removed|anonymi[sz]ed) (?:for|due to|during)"
    r" (?:the )?(?:anonym|(?:double[- ]?)?blind|(?:peer )?review|submission)[\w -]{0,30}"
    r"|not applicable|none|no response|left blank|unsure|not sure|unknown|undefined"
    r"|\[?(?:todo|tbd)\b[^\].]{0,60}|\[?your answers? here)\W*(?:$|\.)",
    re.IGNORECASE,
)
GOES_ON = re.compile(r"^\W*n/?a\W{1,3}(?:however|but|yet|still)\b", re.IGNORECASE)
"""A question that does not apply, and what is said all the same."""
OPEN = re.compile(r"\W*not answered(?:\W|$)", re.IGNORECASE)
"""How forms and questionnaires that were written from a card say that it has no answer, whatever the reason."""
TO_DO = re.compile(r"\[?\b(?:TODO|TBD|FIXME)\b:?[^.?!\]]{0,200}[.?!\]]?\s*")
"""What its authors still have to write, in the midst of an answer."""
PART = re.compile(
    r"(?:sections?|sec\.|appendi(?:x|ces)|app\.|tables?|figures?|fig\.|§+)\s*(?:[A-Z]\b|\d)[\w.]*", re.IGNORECASE
)
AROUND = re.compile(r"\b(?:yes|see|in|the|our|paper|and|also|of|main|text)\b", re.IGNORECASE)
LATER = re.compile(r"\b(?:upon|on|after) (?:acceptance|publication|de-?anonymi[sz]ation)\b", re.IGNORECASE)
"""What authors write who may not say it yet."""
WHERE = re.compile(
    r"^((?:yes|no)\b[.,;:]?\s+)?(?:(?:see|in)\s+)?(?:(?:sections?|sec\.|appendi(?:x|ces)|app\.|tables?|§)\s*"
    r"[A-Z]?\d?[\w.]{0,6}?(?:(?:,| and)\s+)?){1,4}[.:,;]\s+(?=[A-Z\d])",
    re.IGNORECASE,
)
"""Where in a paper it stands, before what is said."""
CROSSED = re.compile(r"\s*(?:✗|✘|❌|☒)")
"""How authors say no to a question where the form has boxes; whether a board approved is all that one asks."""
LEAD = re.compile(r"^\W*(?:answer:\s*)?(?:yes|no|ja|nein|sí)\b(?:\W*$|[\s*_]*[.,;:!–—-][\s*_]*)", re.IGNORECASE)
"""A yes or no that stands by itself before the answer; the no of “no such use” belongs to what follows."""


ADDRESS = re.compile(r"\S*(?:@|://)\S*")
FEW = 4
"""So many words beside an address say nothing that it does not, such as `You can write to`."""
OTHERS = re.compile(r"\b(?:from|based on|built on|derived|cit(?:e|ed|es))\b", re.IGNORECASE)
"""What is said of a licence beside these words may be that of what was used."""


def _creators(text: str) -> Iterator[tuple[str, Any]]:
    """Read who made the data, and who paid where the same answer says so."""
    yield from list(creators(text)) or organisations(text)
    yield from funders(text)


def _payers(text: str) -> Iterator[tuple[str, Any]]:
    """Read who paid for the data: each by name, or the answer as it is."""
    first = re.split(r"(?<=[a-z)]\.)\s+(?=[A-Z])", text, maxsplit=1)[0]
    yield from list(payers(text)) or list(payers(first)) or listing("intent.funded_by")(text)


def _new_asset(text: str) -> Iterator[tuple[str, Any]]:
    """Read what a paper says of a new dataset, with its licence."""
    yield from asset(text)
    yield from list(own_licence(text)) or licences(" ".join(without(OTHERS, text)))


ASKED: tuple[tuple[str, Reader], ...] = (
    (r"who (?:has )?(?:created|made|built|collected) (?:the|this|it|your)\b(?!.* paid)", _creators),
    (r"who (?:has )?funded|what support was needed", _payers),
    (r"what (?:do|are) the instances|what do(?:es)? (?:an|each) instances? represent", units),
    (
        r"how many (?:instances|examples|samples|items|data ?points|records)\b"
        r"|report relevant statistics(?: like the number of examples|$)",
        count,
    ),
    (r"who (?:was|were) involved|how you recruited|how participants were recruited", workers),
    (r"did you use (?:crowd ?workers|human annotators)", workers),
    (r"wages|crowdsourcing (?:experiments )?and research with human subjects", workers),
    (r"over what time-? ?(?:frame|period|span)|collection period", period),
    (r"ethical review|ethics review|ethics review board|institutional review board|\birb\b", board),
    (
        r"mechanism to revoke|(?:could|can|able to|allowed to) (?:it |they |this )?(?:be )?(?:revoke|withdraw)"
        r"|(?:revoke|withdraw)(?:n|ed)? (?:of |their |its )?consent|erasure requests",
        saying("release.withdrawal"),
    ),
    (
        r"individuals (?:in question )?consent|(?:contributors|people|raters) informed and did they consent"
        r"|told what the dataset would be used for|whether and how consent was obtained|^was (?:informed )?consent",
        consent,
    ),
    (r"demographic and geographic characteristics of the annotator", described),
    (r"documentation of the artifacts", languages),
    (r"what languages|which languages|languages are (?:included|covered)", listed),
    (r"consistent with the(?:ir|) intended use", purpose),
    (r"new assets", _new_asset),
    (r"when (?:will|was) (?:the data ?set|it) .*what licen[sc]e", published_under),
    (
        r"when (?:will|was) (?:(?:the|this) data ?set|it) (?:be )?(?:first )?(?:distributed|released|published)",
        published,
    ),
    (r"considered (?:confidential|sensitive)|confidential or sensitive", protected),
    (r"how (?:will|is|can) (?:(?:the|this) data ?set|it) (?:will )?(?:be )?(?:distributed|accessed|shared)", found_at),
    (r"open access to (?:the )?data", found_at),
    (
        r"are there tasks for which (?:the dataset|it) should not|out-of-scope uses?|non-uses|prohibited uses?",
        listing("intent.not_for"),
    ),
    (
        r"possible to identify individuals|uniquely identifies individual"
        r"|no pii or offensive",
        saying("release.personal_data"),
    ),
    (r"licenses for existing assets|creators or original owners of assets", own_licence),
    (
        r"distributed under a (?:copyright|licen[sc]e)|what licen[sc]e|applicable intellectual property"
        r"|license or terms (?:for|of) use",
        licences,
    ),
    (r"who (?:will be |will |is |are )?(?:supporting|hosting|maintain)", saying("release.maintenance")),
    (r"\bbe (?:contacted|reached)\b|contact information, including", contacts),
    (r"(?:are there )?any (?:known )?errors", issues),
    (r"socio-?demographic statistics", described),
    (r"annotation platform did you|annotators compensated", workers),
    (r"annotations in this data ?set may change", saying("release.maintenance")),
    (r"later choose to withdraw their data", saying("release.withdrawal")),
    (r"^who (?:collected|annotated|labell?ed|rated|judged)(?:/annotated)? (?:the|this|it)\b", workers),
    (
        r"^how (?:much )?(?:were|are) (?:the )?(?:they|annotators|raters|workers) (?:paid|compensated)",
        workers,
    ),
    (r"^(?:time ?frame|time period|collection (?:dates|period)|date(?:\(s\)|s)? of collection)$", period),
    (r"^when(?: was (?:it|(?:the|this) data(?:set)?) (?:collected|annotated|gathered))?$", period),
    (r"^(?:was|is) there (?:an? |any )?(?:ethics|ethical|irb) (?:review|approval|board)", board),
    (
        r"^did (?:the )?(?:people|participants|annotators|raters|workers|they"
        r"|individuals) (?:give (?:their )?)?consent",
        consent,
    ),
    (r"^what should (?:it|(?:the|this) data(?:set)?) not be used for$", listing("intent.not_for")),
    (r"^(?:what is the |which )?licen[sc]e(?: is it under)?$", licences),
    (r"^where (?:can|is) (?:it|(?:the|this) data(?:set)?) (?:be )?(?:found|obtained|available|downloaded)$", found_at),
    (r"^(?:whom|who|how) (?:do|can|should) (?:i|we|one|users) (?:contact|reach)", contacts),
    (r"^what is the data ?set called", name),
    (r"^summari[sz]e the data ?set", described_data),
    (r"^which paper describes the data ?set", paper),
    (r"^what were raters asked", scales),
    (r"^what did raters see", saying("collection.unit")),
    (r"^how many ratings has each item", asked_each),
    (r"^how were raters prepared", prepared),
    (r"^how long was a session", session),
    (r"^where do raters live", places),
    (r"^which version is it", version),
)
"""What a question asks, by words that it has in all versions of a form, and how its answer is read."""


COUNTED = (count, workers, described, _new_asset, described_data)
"""Readers of numbers, which take them as digits."""


def without_form(text: str) -> str:
    """Return an answer without what the form prints before it, and without marks that enclose all of it."""
    text = FIRST_MARK.sub("", BREAK.sub(" ", text))
    while (found := PROMPT.match(text)) and TOLD_TO.search(found[0]):
        text = text[found.end() :].lstrip()
    bare = text.strip()
    for mark in ("***", "**", "*", "_"):
        inner = bare[len(mark) : -len(mark)]
        if len(bare) > 2 * len(mark) and bare.startswith(mark) and bare.endswith(mark) and mark not in inner:
            return inner.strip()
    return bare


def says_none(text: str) -> bool:
    """Say whether an answer says that there is none, that it comes later, or only where in a paper it stands."""
    while begun := begins_with_none(text):
        text = text[begun:].strip(" .*_")
        if not text:
            return True
    if len(text) <= SHORT and PART.search(text) and not re.search(r"[^\W\d_]", AROUND.sub("", PART.sub("", text))):
        return True
    if OPEN.match(text):
        return True
    return len(text) <= SHORT and bool(LATER.search(text))


def begins_with_none(text: str) -> int:
    """Return how many characters of an answer say that the question does not apply; 0 where none do."""
    found = NOTHING.match(text[:LONGEST])
    return found.end() if found and not GOES_ON.search(text[:LONGEST]) else 0


def answered(title: str, text: str, *, own: bool = False) -> Iterator[Found]:
    """Yield the values that an answer states; a text that says more than they do is kept beside them.

    `own` says that this program wrote the sheet, in which nothing but its own sentences and texts of a card stand.
    """
    known, rest = ours(title, text, whole=own)
    yield from known
    yield from _of_others(title, rest) if rest else ()


def _reader(question: str) -> Reader | None:
    return next((read for words, read in ASKED if re.search(words, question)), None)


def _section(title: str, values: list[tuple[str, Any]]) -> str:
    """Return where the text of an answer belongs: by what was asked, or by what the answer says first."""
    path, of_form = values[0][0], asked(title)
    where = asked(standing_for(title) or "") if of_form is None else of_form if of_form.startswith("intent.") else None
    if where and not path.startswith(where):
        return where
    return path.rpartition(".")[0] if "pools" in path else path


def _section_of(title: str) -> str:
    """Return where the text of an answer belongs from which nothing is read."""
    return asked(title) or asked(standing_for(title) or "") or POOL.partition(".")[0]


def _of_others(title: str, text: str) -> Iterator[Found]:
    question = bare(title)
    reader = _reader(question) or _reader(standing_for(title) or "")
    bare_of_form = without_form if asked(title) is not None else str.strip
    said = bare_of_form(plain(text)[: LONGEST + 1]).replace("**", "")
    if reader is None or not said or says_none(said):
        return
    if len(said) > LONGEST:
        yield Left(POOL.partition(".")[0], text, title)
        return
    if (begun := begins_with_none(said)) and reader is not board:
        yield from left(_section_of(title), bare_of_form(text), title)
        return
    said = TO_DO.sub("", WHERE.sub("", said[begun:].strip() if begun else said)).strip()
    kept = reader in (board, consent) or REFUSED.match(said)
    told = said if kept else LEAD.sub("", said)
    values = list(reader(figures(told) if reader in COUNTED else told))
    if reader is board and not values and CROSSED.match(title):
        values = [(f"{POOL}.ethics", {"status": "none"})]
    for path, value in values:
        yield Taken(path, value, title)
    whole = licence(said) or (contact(said) and len(ADDRESS.sub(" ", said).split()) <= FEW)
    if values and not whole and values[0][1] not in (said, [said]):
        yield Left(_section(title, values), bare_of_form(text), title)
