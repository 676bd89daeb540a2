"""Countries and languages by their names; the only importer of babel, which the portal's extra brings."""

from collections.abc import Mapping
from functools import cache, lru_cache
from importlib.util import find_spec


@lru_cache(1024)
def country(code: str) -> str:
    """Return the name of a country; the code itself where nobody has named it, or babel is not installed."""
    return _names("territories").get(code.upper(), code)


@lru_cache(1024)
def language(tag: str) -> str:
    """Return the name of a language by its BCP 47 tag, such as `Portuguese (BR)`; the tag itself where it has none."""
    first, _, rest = tag.partition("-")
    name = _names("languages").get(first.lower())
    return f"{name} ({rest})" if name and rest else name or tag


@cache
def _names(kind: str) -> Mapping[str, str]:
    if find_spec("babel") is None:
        return {}
    from babel import Locale

    names: Mapping[str, str] = getattr(Locale("en"), kind)
    return names
