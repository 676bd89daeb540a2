"""Texts of authors inside our sentences: their sentences stand by themselves, all else goes on from a beginning."""

import re
from collections.abc import Iterable, Iterator

from alignmentcard.convert.prose.words import STOPS, ended, inside, plain

VERB = re.compile(
    r"(?<![Tt]o )\b(?:is|are|was|were|has|have|had|does|do|did|can|could|may|might|must|will|would|should|cannot"
    r"|holds?|contains?|carry|carries|gives?|gave|says?|states? that|wrote|chose|took|drew|stands?|stood|became"
    r"|includes?|shows?|showed|tried|agreed|knew|comes?|came|goes|went|meets?|needs?|wants?|wanted|finds?|remains?"
    r"|maintains|mends|corrects|publishes|adds|decides|accepts|deletes|saw|becomes?|asks|puts|leaves|writes|tells"
    r"|follows|makes|takes|keeps|describes|explains|relies|combines|reads|begins|speaks|depends?|enforces"
    r"|(?:report|say|find|argue|state|write|note|warn|think|explain|stress|hold)(?:s|ed)?(?= that\b)"
    r"|(?:said|made|kept|left|decided|defined|prescribed|removed|replaced|tested|judged|used|asked|told|got|met|found)"
    r"(?= (?!(?:by|with|from|through|via|in|on|at|as|to|of|under|for)\b)\w))\b"
)
"""Verbs that make a sentence; forms that may be participles do where an object follows."""
PARTICIPLE = re.compile(r"(?:Agreed|Left|Kept|Taken|Called|Judged|Used|Found|Met|Told|Made|Removed|Chosen|Seen)\b")
"""What a note begins with that leaves out who did something."""
RELATIVE = re.compile(r"\b(?:who|whom|whose|which|that|what|where|when|as|how|if|whether)\b", re.IGNORECASE)
ORDINARY = frozenset(
    "A About After All Almost An Any At Before Between Both By Called During Dozens Each Every Everybody Few For From "
    "Hundreds In It Its Judged Many Items Labels Meant Millions Most Mostly Nearly No Nobody None Not Ratings "
    "Reported Roughly Scores Thousands Ties On One Only Other Our Partly People Raters Researchers Several Some "
    "Somebody That The Their They This Those Three Through Two Up Via What Whatever Whoever With Within Authors "
    "Annotators Members Experts Staff Workers Volunteers Students Employees Answers Anything As Defined Easy General "
    "Hard Left Native Open Safety Stated Summaries To Well Wide Of Quadratic Linear Among Computed Counted Collected "
    "There Labellers Commit Neither Interval Voting Taken First Testers Early Nothing Votes Judges Which Men "
    "Reviewers Versions Seven Second Third Without Dialogues Groups Reasons Printed Findings Minimal Surveys Samples "
    "Five Parts Agreement Good Attention Percentages Where Disagreement Gender Choice Own Shown Low Attackers "
    "Indifference Plus Releases Four Nine Ten Six Eight How Usually Contractors Much Prompts Women Writers Half Twice "
    "Once Agreed Chosen According Under Over Mean Share Completions Pairs Exact Number Adults Children Citizens "
    "Nurses Households Families Neighbours Age Ages Names Addresses Ids Demographics Chats Posts Recipes Images Texts "
    "Sentences Pictures Videos Photos Rows Files Accounts Emails Essays Poems Letters Examples Tasks Turns Words "
    "Topics Everyone Anybody Anyone Someone Ours Mine Theirs Because Yearly".split()
)
"""Words that have a capital letter only because a text begins with them."""
DESCRIBING = frozenset(
    "Civil Crowd Universal Human Paid Trained Professional Local Young Female Male Domain Medical Legal Social Public "
    "Graduate Undergraduate High Small Large Different Various Certain Single Average Ordinary Typical Random "
    "Anonymous External Internal Independent Named Broad Specific Blank Duplicate Non Personal Private Free Manual "
    "Automatic Simple Whole".split()
)
"""The same, unless another capital letter follows: then they begin a name."""
GENERAL = re.compile(r"[A-Z][a-z]+(?:[eo]rs|[ae]nts|ions|ees|ists|ings|ages|ies|ives)")
"""How words for people and things in general end, those of places and beliefs aside."""
NAMED = re.compile(r"\w+landers|Londoners|Berliners|Protestants|Flemings|Vikings|Philippines")
OF_RELATIVE = re.compile(rf"\b(?:who|whom|whose|which|that|where|when) [^,;.]*?(?:{VERB.pattern})", re.IGNORECASE)
"""A clause about what stands before it, up to its verb."""
CLAUSE = re.compile(r"(?:After|As|Because|Before|If|Since|When|Where|While|Without)\b[^,.]*\.?")
"""What begins like the part of a sentence that leans on another one, and has no other part."""
FIRST_CLAUSE = re.compile(r"(?:[^,;:.!?(]|(?<=\d)[,.](?=\d))*")
"""What stands before the first mark; those within numbers are none."""


def is_sentence(text: str) -> bool:
    """Say whether a text has a verb of its own before its first comma, as far as English verbs tell."""
    first = FIRST_CLAUSE.match(plain(text))
    verb = VERB.search(first[0]) if first else None
    return bool(first and verb and verb.start() and not RELATIVE.search(first[0][: verb.start()]))


def is_finished(text: str) -> bool:
    """Say whether the first sentence of a text has a verb, after a list at its beginning, too."""
    first = re.split(r"(?<=[.!?]) ", plain(text), maxsplit=1)[0]
    if is_sentence(text) or not (first[:1].isupper() and first.endswith(STOPS)):
        return is_sentence(text)
    verb = VERB.search(OF_RELATIVE.sub("", first))
    return bool(verb and verb.start() and not PARTICIPLE.match(first))


def going_on(text: str) -> str:
    """Return a text as it goes on within a sentence: in small letters where its first word is an ordinary one."""
    line = plain(text)
    word = re.split(r"\W", line, maxsplit=1)[0]
    described = word in DESCRIBING and not line[len(word) + 1 : len(word) + 2].isupper()
    general = word in ORDINARY or described or (GENERAL.fullmatch(word) and not NAMED.fullmatch(word))
    return line[:1].lower() + line[1:] if general else line


def sentence(beginning: str, text: str) -> str:
    """Return a text that is a sentence as it is, and any other one after a beginning."""
    return ended(text if is_sentence(text) else f"{beginning} {going_on(text)}")


def beside(told: str, note: str) -> str:
    """Put a note behind a sentence: its own sentences after it, and what is none into brackets at its end."""
    line = plain(note)
    if not line:
        return told
    whole = is_finished(line) and not CLAUSE.fullmatch(line)
    if whole or ". " in line or "(" in line or not told.endswith(".") or told.endswith(")."):
        return f"{told} {ended(line)}"
    return f"{told[:-1]} ({going_on(line).rstrip('.')})."


def noted(told: str, note: str) -> str:
    """Put a note behind a number; a first sentence that is none goes into brackets, so that no half sentence stands."""
    first, *rest = re.split(r"(?:(?<=\w\w\w\.)|(?<=\d\.)) (?=[A-Z])", plain(note), maxsplit=1)
    if not first or is_whole(first) or "(" in first or not told.endswith(".") or told.endswith(")."):
        return beside(told, note)
    return " ".join([f"{told[:-1]} ({going_on(first).rstrip('.')}).", *map(ended, rest)])


def is_whole(text: str) -> bool:
    """Say whether a text is a sentence from its beginning on: what stands before its first semicolon has a verb."""
    start = text.partition("; ")[0]
    return is_finished(f"{start.rstrip('.')}.") and not CLAUSE.fullmatch(text)


def explained(texts: Iterable[str], why: str) -> list[str]:
    """Return how labels were made; a rationale that is no sentence stands in brackets behind the way it is about."""
    told, why = list(texts), plain(why)
    if not why or not told or told[-1] != ended(why) or is_whole(ended(why.partition(". ")[0])):
        return told
    if len(told) == 1:
        return [f"Labels were made as follows: {going_on(ended(why))}"]
    closed = told[0].endswith(").") and ". " not in why
    return [f"{told[0][:-1]}, {going_on(inside(why))}." if closed else noted(told[0], why), *told[1:-1]]


def led(texts: Iterable[str]) -> Iterator[str]:
    """Yield texts in their order; one that only says what the next is about, as in “For this,”, begins that one."""
    lead = ""
    for text in texts:
        if text.endswith(","):
            lead = text
        elif text:
            yield _begun(lead, going_on(text)) if lead else text
            lead = ""


def _begun(lead: str, text: str) -> str:
    """Put a text behind its beginning; where it keeps a capital letter, a colon parts them."""
    return f"{lead.rstrip(',')}: {text}" if text[:1].isupper() else f"{lead} {text}"
