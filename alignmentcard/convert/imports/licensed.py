"""The licence of the data, by the names that people write for it."""

import re

from alignmentcard.convert.imports.mentioned import Values
from alignmentcard.convert.imports.values import licence

LICENCES = re.compile(
    r"CC0(?:[ -]1\.0)?|CC[ -][Bb][Yy](?:[ -](?:NC|SA|ND|nc|sa|nd))*[ -]\d\.\d"
    r"|Apache(?: Licen[sc]e)?(?:,? Version)?[ -]2\.0|\bMIT\b"
    r"|\bODC[ -]By(?:[ -]1\.0)?\b|Open Data Commons Attribution License|Open Data Commons Open Database License"
    r"|https?://(?:www\.)?creativecommons\.org/(?:licenses|publicdomain)/[a-z-]{2,12}/\d\.\d"
    r"|Creative Commons[ -](?:0|Zero)\b"
    r"|Open Database License|\bODbL\b|\bBSD[ -][23][ -]Clause\b|\bCDLA[ -](?:Permissive|Sharing)[ -]\d\.\d"
)
ZERO = re.compile(r"Creative Commons[ -](?:0|Zero)")
PARTS = {"noncommercial": "NC", "nc": "NC", "sharealike": "SA", "sa": "SA", "noderivatives": "ND", "noderivs": "ND"}
PARTS |= {"nd": "ND", "noderivative": "ND"}
CREATIVE = re.compile(
    r"Creative[ -]Commons,?[ -](?:Attribution|BY)"
    r"((?:[ -]{1,3}(?:Non-? ?Commercial|NC|Share-? ?Alike|SA|No-? ?Deriv(?:ative)?s?|ND)\b){0,3})"
    r"[ -]{0,3}(?:\([A-Z -]{2,12}\) ?)?(?:(?:[Pp]ublic )?(?:[Ll]icen[sc]e|[Vv]ersion|v\.?)[ ,]{0,2}){0,2}(\d\.\d)"
)
"""The long name of a licence of Creative Commons: which conditions it has, and its version."""
OF_CODE = re.compile(r"\b(?:code|software|scripts)\b", re.IGNORECASE)
OWN_DATA = re.compile(
    r"\b(?:our|ours|we (?:will )?(?:release|publish|distribute|share))\b.{0,200}?(?:,\s(?!version)|$)", re.IGNORECASE
)
"""What authors say of what is their own, as far as the next comma."""
OF_DATA = re.compile(r"\b(?:data(?: ?set)?s?|corpus|collection|ratings|annotations)\b", re.IGNORECASE)
RELEASED = re.compile(
    r"\b(?:the|this)\s+(?:\w+\s+){0,2}data(?:set)?\b[^.;]{0,40}\b(?:released|distributed|published|shared|licen[sc]ed|under)\b"
    r"|\b(?:our|ours|we (?:will )?(?:release|publish|distribute|share))\b",
    re.IGNORECASE,
)


def _short(found: re.Match[str]) -> str:
    parts = re.findall(r"[A-Za-z]+(?:-? ?(?:[Cc]ommercial|[Aa]like|[Dd]eriv\w*))?", found[1])
    return "-".join(["CC BY", *(PARTS[re.sub(r"[ -]", "", one).lower()] for one in parts)]) + f" {found[2]}"


def stated_licence(text: str) -> str | None:
    """Return the one licence that a text names for the data; what is said of the code alone is left out."""
    if whole := licence(text):
        return whole
    text = CREATIVE.sub(_short, text)
    clauses = re.split(r";|(?<=\.)\s+|,?\s(?=(?:and|while|whereas)\s(?:the\s)?(?:code|software|scripts)\b)", text)
    of_data = [one for one in clauses if not OF_CODE.search(one) or OF_DATA.search(one)]
    own = [found[0] for one in of_data if (found := OWN_DATA.search(one)) and LICENCES.search(found[0])]
    words = {licence(ZERO.sub("CC0", word)) for one in own or of_data for word in LICENCES.findall(one)}
    known = words - {None}
    return known.pop() if len(known) == 1 else None


def is_one_of_several(name: str, text: str) -> bool:
    """Say whether a text names other licences beside this one, and does not say that this is that of the data."""
    named = {licence(ZERO.sub("CC0", word)) for word in LICENCES.findall(CREATIVE.sub(_short, text))} - {None}
    return len(named) > 1 and stated_licence(text) != name


def licences(text: str) -> Values:
    """Read the licence of the data."""
    if found := stated_licence(text):
        yield "dataset.license", found


def own_licence(text: str) -> Values:
    """Read the licence of the own data where a question is about what was used, which has others."""
    told = " ".join(one for one in re.split(r"(?<=[.;])\s+", text) if RELEASED.search(one))
    yield from licences(told) if told else ()
