"""What an ethics board said, and what people agreed to."""

import re

from alignmentcard.convert.imports.mentioned import POOL, Values

REFUSED = re.compile(r"\W*(?:answer:\s*)?(?:no|nein)\b", re.IGNORECASE)
AGREED = re.compile(r"\W*(?:answer:\s*)?(?:yes|ja|sí)\b", re.IGNORECASE)
NAME = r"[A-ZÀ-Þ][\w'’-]{1,30}"
SMALL = r"(?:of|for|the|and|in|on|at|de|del|della|der|des|für|la)"
KINDS = r"(?:Board|Committee|Commission|Council|IRB|REB|[Ee]thics [Cc]ommittee|[Rr]eview [Bb]oard|[Ee]thics [Bb]oard)"
BOARD = re.compile(
    rf"\b((?:{NAME} (?:{SMALL} ){{0,2}}){{0,6}}{KINDS}"
    rf"(?: (?:for|on) (?:the )?{NAME}(?: (?:and )?{NAME}){{0,3}})?"
    rf"(?: (?:of|at) (?:the )?{NAME}(?: (?:{SMALL} ){{0,2}}{NAME}){{0,5}})?)(?:\s\(([A-Z][\w ]{{1,30}})\))?"
)
"""Every repetition has an end: without one, a long row of names takes minutes."""
SAYS_WHAT = re.compile(r"ethics|ethical|review|irb\b|reb\b", re.IGNORECASE)
GENERIC = re.compile(
    r"(?:(?:The|An|Our) )?(?:Institutional |Ethics |Research |Review |Human |Subjects )*(?:Board|Committee|IRB|REB)"
    r"|(?:ethics|review) (?:board|committee)",
    re.IGNORECASE,
)
"""What every such board is called; it names none."""
NO_BOARD = re.compile(
    r"\b(?:not|no|without)\b[^.]{0,60}\b(?:approv(?:ed|al)|review)|\b(?:no"
    r"|without an?) (?:\w+ ){0,2}(?:ethics?|ethical|review) "
    r"(?:committee|board)|^\W*none was (?:required|needed|asked for|obtained)"
    r"|\bno (?:irb|review board)\b|\bha(?:s|ve) no (?:such )?(?:board|committee)\b|\b(?:does"
    r"|do) not require (?:\w+ ){0,2}review",
    re.IGNORECASE,
)
EXEMPT = re.compile(
    r"\bexempt|\b(?:determined|decided|concluded|confirmed|ruled|found|told us)\b[^.\n]{0,80}\b(?:no|not)\b[^.\n]{0,40}"
    r"\b(?:necessary|required|needed|needs?|approval)\b"
    r"|\bno (?:\w+ )?(?:approval|review) (?:is |was )?(?:needed|required|necessary),? (?:according to"
    r"|as decided by|by decision of|per)\b"
    r"|\b(?:waived|waiver|(?:falls|fell|fall) outside)\b",
    re.IGNORECASE,
)
"""A board was asked, and let the study be done without its review."""
APPROVED = re.compile(
    r"\bapprov(?:ed|al)\b|\b(?:raised|had) no objections?\b|\b(?:ethics|ethical) clearance (?:was"
    r"|has been) (?:given|granted|obtained)"
    r"|\bgot (?:ethics|ethical) clearance|\bcleared by\b|\bfavou?rable (?:ethical )?opinion|\bpositive vote",
    re.IGNORECASE,
)
BY_WHOM = re.compile(
    r"\b(?:irb|reb|ethics?|ethical|board|committee|commission|comit(?:é|ato)|comisión|comissão|\w*kommission"
    r"|health research authority)\b",
    re.IGNORECASE,
)
NO_CONSENT = re.compile(
    r"\b(?:no|not|without|never)\b[^.;]{0,60}\bconsent"
    r"|\bconsent(?: forms?)? (?:was|were|is|are) (?:not|unnecessary|waived)\b",
    re.IGNORECASE,
)
"""What says that consent was not given, or not needed; the second is no answer to what people agreed to."""
NOT_ASKED = re.compile(
    r"\bno\b[^.;]{0,30}\bconsent (?:was|were) (?:asked|obtained|collected|sought|given)"
    r"|\b(?:not|never) (?:ask|obtain|collect|seek|sought|gave|give)|\bwithout (?:their |any )?consent\b",
    re.IGNORECASE,
)
CONSENT = re.compile(r"\bconsent(?:ed|ing|s)?\b(?!-)(?!'s)|\bagreed\b", re.IGNORECASE)
IN_WRITING = re.compile(r"\bin writing\b|\bsigned\b|\bwere (?:told|informed)\b|\bopt(?:ed)?[- ]in\b", re.IGNORECASE)
GIVEN = re.compile(r"\W*(?:written|informed|oral|verbal|online|signed|given)\b", re.IGNORECASE)
"""How an answer about consent begins that says in which form it was given."""
GAVE = re.compile(
    r"\b(?:annotators|raters|participants|workers|people|students|volunteers|they) (?:gave|provided|signed) "
    r"(?:\w+ ){0,3}consent|\b(?:ticked|checked|clicked|accepted|signed|confirmed|completed|filled (?:in"
    r"|out)) [^.;]{0,30}\bconsent"
    r"|\b(?:informed|written) consent was (?:obtained|given|collected)",
    re.IGNORECASE,
)


def board(text: str) -> Values:
    """Read what an ethics board said; an approval of something else is none."""
    approved, by_whom = APPROVED.search(text), BY_WHOM.search(text) or AGREED.match(text)
    refused = REFUSED.match(text) or NO_BOARD.search(text)
    exempt = EXEMPT.search(text) and not re.search(r"\bno (?:\w+ ){0,3}(?:board|committee)\b", text, re.IGNORECASE)
    status = "exempt" if exempt else "none" if refused else "approved" if approved and by_whom else None
    if status:
        body = body_of(text) if status != "none" else None
        yield f"{POOL}.ethics", {"status": status, **({"body": body} if body else {})}


def body_of(text: str) -> str | None:
    """Return the name of a board, with the short one that stands behind it in brackets."""
    found = next(
        (one for one in BOARD.finditer(text) if SAYS_WHAT.search(one[1]) and not GENERIC.fullmatch(one[1])), None
    )
    if not found:
        return None
    name = re.sub(r"^(?:The|Our|An|By|Yes|In) ", "", found[1])
    return f"{name} ({found[2]})" if found[2] and not re.search(r"\d", found[2]) else name


def consent(text: str) -> Values:
    """Read what people agreed to."""
    if REFUSED.match(text):
        yield f"{POOL}.consent", "none"
    elif re.search(r"terms of (?:service|use)", text, re.IGNORECASE):
        yield f"{POOL}.consent", "terms_of_service"
    elif NO_CONSENT.search(text):
        yield from [(f"{POOL}.consent", "none")] if NOT_ASKED.search(text) else []
    elif CONSENT.search(text) or GIVEN.match(text) or (AGREED.match(text) and IN_WRITING.search(text)):
        yield f"{POOL}.consent", "informed"


def consent_given(text: str) -> Values:
    """Read consent where an answer about something else says that people gave it."""
    if GAVE.search(text) and not NO_CONSENT.search(text):
        yield f"{POOL}.consent", "informed"
