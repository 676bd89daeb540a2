"""Texts of authors inside our sentences: their sentences stand by themselves, all else goes on from a beginning."""

import re
from collections.abc import Iterable, Iterator

from alignmentcard.convert.prose.words import STOPS, ended, plain

VERB = re.compile(
    r"(?<![Tt]o )(?:\b(?:is|are|was|were|has|have|had|does|do|did|can|could|may|might|must|will|would|should|cannot"
    r"|holds?|contains?|carry|carries|gives?|gave|says?|states? that|wrote|chose|took|drew|stands?|stood|became"
    r"|includes?|shows?|showed|tried|agreed|knew|comes?|came|goes|went|meets?|needs?|wants?|wanted|finds?|remains?"
    r"|accepts|adds|agree|allows|appears|applies|asks|becomes?|begins|belongs?|choose|combines|corrects|decides?"
    r"|defines?|deletes|depends?|describes?|differs?|enforces|explains?|follows?|gets|happened|keeps?|knows?|leaves"
    r"|lets|maintains|makes|mends|provides?|publishes|puts|reads|relies|requires|saw|seemed|seems|sees|speaks|takes"
    r"|tells|thinks?|writes?|arose|doubled|existed|fell|grew|lasted|occurred|rose|tripled|asked for (?:it|them|this)"
    r"|(?<=[a-z]s )(?:disagree|exist|fail|happen|improve|increase|lack|matter|prevent|reduce|suffer|vary)"
    r"|(?:report|say|find|argue|state|write|note|warn|think|explain|stress|hold)(?:s|ed)?(?= that\b)"
    r"|(?:said|made|kept|left|decided|defined|prescribed|removed|replaced|tested|judged|used|asked|told|got|met|found)"
    r"(?= (?!(?:by|with|from|through|via|in|on|at|as|to|of|under|for)\b)\w))\b"
    r"|\b(?!(?:across|towards|versus|besides|unless|perhaps|always|less|minus|plus|its|this|his|as)\b)[a-z]{2,}(?:s|ed)"
    r"(?= (?:the|no|its|their|it|them)\b))"
)
"""Verbs that make a sentence; forms that may be participles or nouns do where an object follows."""
PRONOUN = re.compile(r"(?:We|They|It|I|You|He|She|Nobody|Everybody|Somebody) (?!(?:and|or|of|else|but|except)\b)\S+ \S")
"""Who does something at the beginning of a sentence."""
COORDINATED = re.compile(
    r"(?:[A-Z][a-z]+ed|Left|Kept|Taken|Found|Met|Told|Made|Chosen|Seen|Given|Done)\b.*\b(?:and|but|or) $", re.DOTALL
)
"""What stands before the verb of a text without a subject, such as “Agreed more and was chosen”."""
RELATIVE = re.compile(
    r"\b(?:who|whom|whose|which|that|what|where|when|as|how|if|whether|(?<=\w )wh(?:o|at)ever)\b", re.IGNORECASE
)
LEANING = re.compile(
    r", (?:(?:and|or) $|(?:but|if|when|once|provided)\b[^,]*$"
    r"|(?:who|whom|whose|which|where|as|because|since|while|although|though|until|unless|so that)\b)"
)
"""What parts a clause that leans on another one, before its verb."""
DEPENDENT = re.compile(r"(?<=\w) (?:who|whom|whose|which|that)\b")
"""What begins a clause about the noun before it, which has a verb of its own."""
ORDINARY = frozenset(
    "A About After All Almost An Any At Before Between Both By Called During Dozens Each Every Everybody Few For "
    "From Hundreds In It Its Judged Many Items Labels Meant Millions Most Mostly Nearly No Nobody None Not Ratings "
    "Reported Roughly Scores Thousands Ties On One Only Other Our Partly People Raters Researchers Several Some "
    "Somebody That The Their They This Those Three Through Two Up Via What Whatever Whoever With Within Authors "
    "Annotators Members Experts Staff Workers Volunteers Students Employees Answers Anything As Defined Easy General "
    "Hard Left Native Open Safety Stated Summaries To Well Wide Of Quadratic Linear Among Computed Counted Collected "
    "There Labellers Commit Neither Interval Voting Taken First Testers Early Nothing Votes Judges Which Men "
    "Reviewers Versions Seven Second Third Without Dialogues Groups Reasons Printed Findings Minimal Surveys Samples "
    "Five Parts Agreement Good Attention Percentages Where Disagreement Gender Choice Own Shown Low Attackers "
    "Indifference Plus Releases Four Nine Ten Six Eight How Usually Contractors Much Prompts Women Writers Half "
    "Twice Once Agreed Chosen According Under Over Mean Share Completions Pairs Exact Number Adults Children Evidence "
    "Citizens Nurses Households Families Neighbours Age Ages Names Addresses Ids Demographics Chats Posts Recipes "
    "Images Texts Sentences Pictures Videos Photos Rows Files Accounts Emails Essays Poems Letters Examples Tasks "
    "Turns Words Topics Everyone Anybody Anyone Someone Guidelines See Cheap Fast Old Due Based Because Since While "
    "When If Used Given Made Done Simply Randomly Weighted Averaged Removed Kept Asked Recruited Hired Fluent "
    "Bilingual Duplicates Spam Time Data Speed Cost Costs Privacy Model Models Unknown Approximately Around Often "
    "Rarely Never Always Also Same Similar Longer Shorter More Less Fewer Better Worse Runs Eleven Twelve Fifteen "
    "Twenty Thirty Find Compare Measure Study Ours Mine Theirs Yearly Speaker Title "
    "Harm Clear Unclear Active Use Uses Using Safe Unsafe Useful Helpful Honest Good Bad Right Wrong Fair Plain Vague "
    "Short Long Early Late Current Former Future Past Recent Daily Elderly Older Younger Rich Poor Big Real Fake True "
    "False Respect Trust Truth Kindness Quality Style Tone Content Advice Help Care Education Health Work Money Risk "
    "Damage Danger Abuse Bias Consent Compliance Legally Possibly Perhaps Maybe Hardly Deciding Speaking Claims "
    "Customers Clients Patients Pupils Parents Relatives Friends Colleagues Readers Listeners Viewers Players "
    "Date Story Stories Comment Comments Transcripts Text Item Question Prompt Reply Reviews News Articles Recordings "
    "Audio Video Code Speech Dialogue Conversations".split()
)
"""Words that have a capital letter only because a text begins with them."""
DESCRIBING = frozenset(
    "Civil Crowd Universal Human Paid Trained Professional Local Young Female Male Domain Medical Legal Social Public "
    "Graduate Undergraduate High Small Large Different Various Certain Single Average Ordinary Typical Random "
    "Anonymous External Internal Independent Named Broad Specific Blank Duplicate Non Personal Private Free Manual "
    "Automatic Simple Whole Upper House Ordinal Nominal Self".split()
)
"""The same, unless another capital letter follows: then they begin a name."""
GENERAL = re.compile(r"[A-Z][a-z]+(?:[eo]rs|[ae]nts|ions|ees|ists|ings?|ages|ies|ives|est)")
"""How words for people and things in general end, those of places and beliefs aside."""
PLURAL = re.compile(
    r"[A-Z][a-z]{2,}s (?:of|by|that|who|whose|which|with|from|about|for|without|between|under|where|written|made)\b"
)
"""How a text begins with several things, of which it tells more."""
NAMED = re.compile(
    r"(?:Bei|Pe|Nan|Chong|Kunm|Boe|Ster|Irv|Tur|Hard|Brown|Flem|Read|Wyom|Spr|Goldr|Keat|Hawk|Schill|Hell|Hess)\w*ing"
    r"|Gött\w*ing|(?:Buda|Ever|Bucha|For|Ern|Tri)\w*est"
    r"|(?:Pari|Texa|Wale|Athen|Brussel|Naple|Hondura|Cypru|Jame|Charle|Thoma|Luca|Reuter|Elia|Andrea|Nichola|Mar)s"
    r"|\w+landers|Londoners|Berliners|Protestants|Flemings|Vikings|Philippines"
)
DOING = re.compile(r"[A-Z][a-z]+ing (?:an?|the|that|what|whether|how)\b")
"""How a text begins with something that is done to what follows, so that `Reading` is no town."""
ASKING = re.compile(r"(?:What|Whatever|Who|Whoever|How|Whether)\b")
"""How a sentence begins whose subject has a verb of its own."""
AUXILIARY = re.compile(r"\b(?:be|been|is|are|was|were|has|have|had) $")
"""What a verb stands behind that is no second one."""
CLAUSE = re.compile(r"(?:After|As|Because|Before|If|Since|When|Where|While|Without)\b[^,.]*\.?")
"""What begins like the part of a sentence that leans on another one, and has no other part."""
OF_YEAR = re.compile(r"\(\d{4}\)\.$")
"""The year of a work, which has its brackets for itself."""
INNER = re.compile(r"\(([^()]*)\)")
FIRST_CLAUSE = re.compile(r"(?:[^,;:.!?(]|(?<=\d)[,.](?=\d))*")
"""What stands before the first mark; those within numbers are none."""


def is_sentence(text: str) -> bool:
    """Say whether a text has a verb of its own before its first comma, as far as English verbs tell."""
    first = FIRST_CLAUSE.match(plain(text))
    verb = VERB.search(first[0]) if first else None
    before = first[0][: verb.start()] if first and verb else ""
    own = before and not any(one.match(before) for one in (ASKING, COORDINATED)) and not RELATIVE.search(before)
    return bool(own or PRONOUN.match(plain(text)) or (first and _has_a_second_verb(first[0])))


def _has_a_second_verb(clause: str) -> bool:
    """Say whether “What …” is a subject, and a verb follows that is not its own."""
    asking = ASKING.match(clause)
    if not asking:
        return False
    verbs = [found for found in VERB.finditer(clause) if not AUXILIARY.search(clause[: found.start()])]
    return len(verbs) > 1 + len(RELATIVE.findall(clause[asking.end() :]))


def is_finished(text: str) -> bool:
    """Say whether the first sentence of a text has a verb, after a list at its beginning, too."""
    first = re.split(r"(?<=[.!?]) ", plain(text), maxsplit=1)[0]
    verbs = list(VERB.finditer(first))
    before = first[: verbs[0].start()] if verbs else ""
    leans = LEANING.search(before) or COORDINATED.match(before) or len(DEPENDENT.findall(before)) >= len(verbs)
    return is_sentence(text) or (first[:1].isupper() and first.endswith(STOPS) and not leans)


def going_on(text: str) -> str:
    """Return a text as it goes on within a sentence: in small letters where its first word is an ordinary one."""
    line = plain(text)
    word = re.split(r"\W", line, maxsplit=1)[0]
    described = word in DESCRIBING and not line[len(word) + 1 : len(word) + 2].isupper()
    plural = (GENERAL.fullmatch(word) or PLURAL.match(line)) and not NAMED.fullmatch(word)
    general = word in ORDINARY or described or plural or DOING.match(line)
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
    return f"{told} {ended(line)}" if whole or ". " in line else bracketed(told, line)


def bracketed_within(text: str) -> str:
    """Return a text as it stands in brackets, where its own are square ones."""
    return INNER.sub(r"[\1]", text)


def bracketed(told: str, note: str) -> str:
    """Put half a sentence into brackets behind a sentence, or into those at its end; brackets in it become square."""
    line = bracketed_within(going_on(note).rstrip("."))
    if not told.endswith(".") or "(" in line or ")" in line:
        return f"{told} {ended(note)}"
    if OF_YEAR.search(told):
        return f"{told[:-1]}, {line}."
    return f"{told[:-2]}; {line})." if told.endswith(").") else f"{told[:-1]} ({line})."


def noted(told: str, note: str) -> str:
    """Put a note behind a number; a first sentence that is none goes into brackets, so that no half sentence stands."""
    first, *rest = re.split(r"(?:(?<=\w\w\w\.)|(?<=\d\.)) (?=[A-Z])", plain(note), maxsplit=1)
    if not first or is_whole(first):
        return beside(told, note)
    return " ".join([bracketed(told, first), *map(ended, rest)])


def is_whole(text: str) -> bool:
    """Say whether a text is a sentence from its beginning on: what stands before its first semicolon has a verb."""
    start = text.partition("; ")[0]
    return is_finished(f"{start.rstrip('.')}.") and not CLAUSE.fullmatch(text)


def explained(texts: Iterable[str], rationale: str) -> list[str]:
    """Return how labels were made, of which a rationale is the last; one that is no sentence goes into brackets."""
    told, why = list(texts), plain(rationale)
    if len(told) > 1 and why and told[-1] == ended(why) and not is_whole(ended(why.partition(". ")[0])):
        told = [noted(told[0], why), *told[1:-1]]
    return told


def annotated(texts: Iterable[str], note: str) -> list[str]:
    """Return sentences of which a note is the last; one that is no sentence goes into brackets of the one before."""
    told = list(texts)
    if len(told) > 1 and note and told[-1] == ended(note):
        told = [*told[:-2], noted(told[-2], note)]
    return told


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
