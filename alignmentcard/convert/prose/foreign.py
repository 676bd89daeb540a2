"""Texts of authors that are not in the English of our sentences: they stand in quotation marks behind a name."""

import re

MARKS = frozenset(
    "der das den dem des ein eine einer einem einen und oder nicht mit von für auf ist sind wird wurde wurden zum zur "
    "keine kein als durch nach über les une dans avec pour sont aux est qui que los las para por con una del como uma "
    "não são das pelo pela com gli della delle che het een voor niet zijn och att det som inte för är på ikke nie jest "
    "się dla la le du au ne pas par ce ces ses leur leurs".split()
)
"""Small words that tell of German, French, Spanish, Portuguese, Italian, Dutch, the Nordic languages or Polish."""
NONE = re.compile(
    r"(?:aucune?s?|keine?r?s?|ningun[oa]?|nessun[oa]?|nenhuma?|geen|ingen|inga|rien|nichts|nada|niente)\b",
    re.IGNORECASE,
)
"""How other languages say that there is nothing, which may be all that is said."""
DIE = re.compile(r"\bdie [A-ZÄÖÜ]")
"""An article that is an English verb, unless a noun follows."""
ENGLISH = frozenset("the and of or to for with by at from is are were be not that which who it its their each".split())


def is_foreign(text: str) -> bool:
    """Say whether a text is in another language than English, as far as its small words tell; names are in none."""
    words = re.findall(r"[^\W\d_]+", text)
    known = ENGLISH & {word.lower() for word in words}
    return not known and (any(word in MARKS for word in words) or bool(DIE.search(text) or NONE.match(text)))
