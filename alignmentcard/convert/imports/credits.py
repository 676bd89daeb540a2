"""Who made the data and who paid for it, where an answer is a list of names."""

import re

from alignmentcard.convert.imports.mentioned import Values

LEAD = re.compile(
    r"^(?:[A-Z][^.:;]{2,90}, (?:namely|consisting of)|(?:(?:The|This) (?:data ?set|corpus|data)|It"
    r"|\w+) (?:was|has been|is) (?:created|made|built"
    r"|collected|developed"
    r"|curated|compiled) by|(?:The )?(?:\w+ )?(?:data|ratings|texts|annotations) were (?:created|made|built"
    r"|collected|developed|compiled) by|(?:Created|Made|Built|Collected|Developed|Compiled) by"
    r"|(?:The )?(?:\w+ ){1,4}(?:team"
    r"|group) (?:of|at) "
    r"[^:.]{2,80}:)\s+",
)
WORD = r"[A-ZÀ-ÞŁŚŻČŠŽĐİ][^\W\d_]*(?:[-'’.][^\W\d_]*)*"
PERSON = re.compile(
    rf"(?:(?:Dr|Prof)\.? )?{WORD}(?: (?:(?:de|da|del|di|van|von|der|den|el|al|bin|ter|la) ){{0,2}}{WORD}){{1,3}}"
)
ORGANISATION = re.compile(
    r"\b(?:universi[dt]|institut|laborator|lab\b|labs\b|group|cent(?:er|re)|department|college|school|faculty|team|council"
    r"|foundation|association|society|agency|ministry|hospital|company|inc\b|ltd\b|gmbh|consortium|initiative|alliance"
    r"|collective|network|research|technolog|academy|studio|hub\b|project|ai\b|data\b|clinic|library|google|microsoft"
    r"|hochschul|akademi|stiftung|gesellschaft|verein\b|zentrum|facultad|escuela|centro\b|fundaci|office\b|museum|polytechn|communit|e\.v|corporation|corp\b|press\b)",
    re.IGNORECASE,
)
BRACKETS = re.compile(r"\s*\([^()]{0,120}\)")
END = re.compile(r",\s(?=(?!and\b)[a-z])|\s(?:of|from|at|on behalf of|for|with)\s|[.;](?:\s|$)|\s[–—-]\s")
APART = re.compile(r"\s*,\s*(?:and\s+|&\s*)?|\s+(?:and|und|y)\s+|\s*&\s*")
INITIAL = re.compile(r"\b([A-Z]|Dr|Prof)\. ")
AND = re.compile(r"\s(?:and|und|y|&)\s")
MOST = 60
FEW = 4
"""So many words may have the name of an organisation that no word of it tells."""


def creators(text: str) -> Values:
    """Read who made the data where an answer begins with names of people, as far as they go."""
    lead = LEAD.match(text)
    said = BRACKETS.sub("", text[lead.end() :] if lead else text)
    names = END.split(INITIAL.sub("\\1\N{ONE DOT LEADER} ", said), maxsplit=1)[0].rstrip(" .,")
    parts = [one.replace("\N{ONE DOT LEADER}", ".").strip() for one in APART.split(names.strip())]
    people = _people(parts, names)
    if people and len(people) <= MOST:
        yield "dataset.creators", [{"name": one} for one in people]


SMALL = r"(?:of|for|the|and|in|at|on|de|für|voor|der|des|du|di|e)"
ORGANISED = re.compile(
    rf"(?:[Tt]he )?[A-ZÀ-Þ][\w.’'-]{{0,30}}(?: (?:{SMALL} ){{0,2}}[A-ZÀ-Þ0-9][\w.’'-]{{0,30}}){{0,7}}"
)
JOINED_WITH = re.compile(r"\s*,?\s+(?:together with|in collaboration with|in cooperation with|with)\s+")


def organisations(text: str) -> Values:
    """Read which organisations made the data, where an answer is nothing but their names."""
    said = re.split(r"[.;](?:\s|$)", BRACKETS.sub("", text), maxsplit=1)[0].strip()
    lead = LEAD.match(said)
    names = [
        one.strip(" ,") for part in JOINED_WITH.split(said[lead.end() :] if lead else said) for one in _names(part)
    ]
    alone = len(names) == 1 and len(names[0].split()) <= FEW
    if names and all(ORGANISED.fullmatch(one) and (alone or ORGANISATION.search(one)) for one in names):
        yield "dataset.creators", [_organisation(one) for one in names]


def _names(text: str) -> list[str]:
    """Part a list of organisations; an and within a name joins none."""
    parts = [one for one in re.split(r"\s*,\s*(?:and\s+)?", text) if one]
    return [
        one for part in parts for one in (AND.split(part) if all(map(ORGANISATION.search, AND.split(part))) else [part])
    ]


def _organisation(name: str) -> dict[str, str]:
    """Return a part of an organisation with the one that it belongs to."""
    part, *whole = re.split(r"\s+(?:at|within)\s+(?:the\s+)?", name, maxsplit=1)
    return {"name": part, **({"affiliation": whole[0]} if whole else {})}


def _people(parts: list[str], text: str) -> list[str]:
    """Return the people at the beginning of a list; an organisation may follow them, and nothing else."""
    first = next((place for place, one in enumerate(parts) if not _is_person(one)), len(parts))
    people, rest = parts[:first], [re.sub(r"^the ", "", one) for one in parts[first:]]
    known = all(ORGANISATION.search(one) or (one[:1].isupper() and len(one.split()) == 1) for one in rest[:1])
    if AND.search(text) and rest and AND.search(text[text.find(rest[0]) :]) and not ORGANISATION.search(rest[0]):
        return []
    return people if known else []


def _is_person(text: str) -> bool:
    return bool(PERSON.fullmatch(text)) and not ORGANISATION.search(text)


PAID = re.compile(
    r"^(?:(?:This|The|Our) \w+ (?:was|is|has been) (?:kindly |partly |partially |generously )?(?:funded"
    r"|supported|financed"
    r"|sponsored) by|(?:Funded|Supported|Financed) by|We (?:\w+ )?acknowledge (?:the )?(?:funding"
    r"|support)(?: provided)? "
    r"(?:by|from)|Funding (?:was|came) (?:provided )?(?:by|from)"
    r"|(?:Gefördert|Finanziert) (?:durch|von|vom)(?: das| die| den| der| dem)?|Financiado por(?: el| la)?)\s+",
)
GRANT = re.compile(
    r"\s*\([^()]{0,120}\)|,?\s+(?:under|through|with|via)\s+(?:the\s+)?(?:grant|project|contract|award)\b(?:[^,;.]|\.(?=\s?\d))*?(?=\s+and\s|[,;]|$)"
    r"|,?\s+(?:grant|project|award)(?:\s(?:agreement|no\.?|number|nr\.?))*\s[\w/.-]*\d[\w/.-]*",
    re.IGNORECASE,
)
JOINED = re.compile(r"\s*[,;]?\s+and\s+by\s+|\s*[,;]?\s+and\s+(?=[Tt]he\s)|;\s+")
FOR_WHAT = re.compile(r"\s+for\s+(?:data|the)\s.*$")


def payers(text: str) -> Values:
    """Read who paid, each by its name where a sentence names several; a plain answer stays as it is."""
    lead = PAID.match(text)
    said = text[lead.end() :] if lead else text
    parts = [FOR_WHAT.sub("", one).strip(" .,;") for one in JOINED.split(GRANT.sub("", said.rstrip(". ")))]
    names = [re.sub(r"^[Tt]he ", "", one) for one in parts if one]
    if (
        (lead or len(names) > 1)
        and names
        and all(one[:1].isupper() and len(one) < 100 and ". " not in one for one in names)
    ):
        yield "intent.funded_by", names
