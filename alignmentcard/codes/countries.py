"""Country codes of ISO 3166-1 alpha-2, which the registry of language subtags holds as its regions."""

from functools import cache

from alignmentcard.codes.registry import habits, registry

NOT_COUNTRIES = frozenset({"EU", "EZ", "UN"})
EVERYDAY = {
    "CC": "Cocos Islands",
    "FK": "Falkland Islands",
    "FM": "Micronesia",
    "IR": "Iran",
    "KP": "North Korea",
    "KR": "South Korea",
    "LA": "Laos",
    "MF": "Saint Martin",
    "SX": "Sint Maarten",
    "SY": "Syria",
    "TW": "Taiwan",
    "TZ": "Tanzania",
    "VA": "Vatican City",
    "VI": "US Virgin Islands",
    "VN": "Vietnam",
}
"""What people call countries whose name in the registry is a longer one, as the Unicode data has it."""
KOSOVO = "XK"
"""Left to users by ISO, and used for Kosovo by the European Union and the Unicode data alike."""


def is_country(code: str) -> bool:
    """Say whether a text is the code of a country or territory, also of one that is no more."""
    if len(code) != 2 or not code.isupper():
        return False
    return code == KOSOVO or (
        code.lower() in registry().regions and code not in NOT_COUNTRIES and not _is_private(code)
    )


def country_for(text: str) -> str | None:
    """Return the code that a name or a habitual spelling clearly stands for, or None."""
    plain = " ".join(text.lower().split())
    code = habits("countries").get(plain) or registry().region_names.get(plain) or plain.upper()
    return code if is_country(code) else None


@cache
def names() -> frozenset[str]:
    """Return English names of countries in lower case, the habitual ones included."""
    written = {name for name in habits("countries") if len(name) > 4}
    return frozenset(written | {name for name, code in registry().region_names.items() if is_country(code)})


def _is_private(code: str) -> bool:
    return code in ("AA", "ZZ") or code[0] == "X" or (code[0] == "Q" and code[1] >= "M")


def country_name(code: str) -> str:
    """Return the English name of a country; the code where it has none."""
    return _names().get(code, code)


@cache
def _names() -> dict[str, str]:
    longest_first = sorted(registry().region_names.items(), key=lambda pair: (-len(pair[0]), pair[0]))
    return {code: capitals(name) for name, code in longest_first} | EVERYDAY


def capitals(name: str) -> str:
    """Write a name that is kept in lower case as people write it."""
    small = ("and", "of", "the", "da", "di", "part")
    return " ".join(word if word in small else word[:1].upper() + word[1:] for word in name.split(" "))
