"""Countries and languages by their names, in the language of the portal."""

from alignmentcard.messages import kept, spoken


@kept(1024)
def country(code: str) -> str:
    """Return the name of a country; the code itself where nobody has named it, or babel is not installed."""
    return spoken().names("territories").get(code.upper(), code)


@kept(1024)
def language(tag: str) -> str:
    """Return the name of a language by its BCP 47 tag, such as `Portuguese (BR)`; the tag itself where it has none."""
    first, _, rest = tag.partition("-")
    name = spoken().names("languages").get(first.lower())
    return f"{name} ({rest})" if name and rest else name or tag
