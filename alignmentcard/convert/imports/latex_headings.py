"""Sheets that are filled in LaTeX, as the same text in Markdown: sections and questions in bold become headings."""

import re
import unicodedata

SECTIONS = re.compile(r"\\((?:sub){0,2})(?:section|(paragraph))\*?[ \t]*\{([^{}\n]{1,300})\}")
QUESTION = re.compile(
    r"^[ \t]*(?:\\item(?:\[\])?[ \t]*)?(?:\\(?:noindent|textbf|textit|emph|bf)[ \t]*|\{[ \t]*\\bf(?:series)?[ \t]+)"
    r"{1,3}\{?([^{}\n]{1,300}(?:\n[^{}\n]{1,300}){0,3}\?[ \t]*)\}",
    re.MULTILINE,
)
RUN_IN = re.compile(r"(?m)^[ \t]*\\(?:textbf|textit)\{([^{}\n]{1,80})\}[ \t]*\\q?quad\b[ \t]*")
"""A heading that the text goes on behind."""
TITLE = re.compile(r"\\title[ \t]*(?:\[[^\[\]\n]{0,100}\])?\{((?:[^{}]|\{[^{}]{0,100}\}){1,300})\}")
POINT = re.compile(
    r"\\item[ \t]*(?:\\textbf\{(?P<bold>[^{}\n]{1,80})\}"
    r"|\[(?:\\(?:textbf|textit|emph)\{)?(?P<label>[A-Z][^\[\]{}\n]{2,160})\}?\][ \t]*(?:\\hfill\b)?[ \t]*(?:\\\\)?\s*)?"
)
"""A point, with its first words in bold or the label that a list of descriptions gives it."""
LETTERS = {"aa": "å", "AA": "Å", "o": "ø", "O": "Ø", "ae": "æ", "oe": "œ", "ss": "ß", "l": "ł", "L": "Ł", "i": "ı"}
LETTER = re.compile(r"\\(aa|AA|ae|oe|ss|[oOlLi])(?:\{\}|[ \t]|(?![A-Za-z]))")
"""Letters that have a name of their own."""
MARKED = re.compile(r"\\([\"'`^~c])\s?\{?([A-Za-z])\}?")
COMBINING = {'"': "\u0308", "'": "\u0301", "`": "\u0300", "^": "\u0302", "~": "\u0303", "c": "\u0327"}
COMMENT = re.compile(r"(?<!\\)%[^\n]*")
LINK = re.compile(r"\\(?:url|href)\{([^{}\s]{1,500})\}(?:\{([^{}]{0,300})\})?")
MARK = re.compile(
    r"\\(?:begin|end|label|cite[pt]?|ref|footnotemark|vspace|hspace)\*?(?:\[[^\[\]\n]{0,80}\])?\{[^{}\n]{0,80}\}"
    r"(?:\[[^\[\]\n]{0,80}\])?"
)
STYLE = re.compile(r"\\(?:text(?:bf|it|tt|sc)|emph|textcolor\{[^{}\n]{0,20}\})\{([^{}]{0,2000})\}")
COMMAND = re.compile(r"\\[a-zA-Z]{2,20}\*?(?:\[[^\[\]\n]{0,80}\])?[ \t]?")
SIGNS = {"\\%": "%", "\\$": "$", "\\&": "&", "\\_": "_", "\\#": "#", "``": "“", "''": "”", "\\{": "{", "\\}": "}"}
SIGNS |= {"---": "—", "--": "–", "{,}": ",", "\\ ": " "}
SIGNS |= {
    "\\textquotedblleft{}": "“",
    "\\textquotedblright{}": "”",
    "\\textquoteright{}": "’",
    "\\textquoteleft{}": "‘",
}
UNSEEN = re.compile(r"\\(?:allowbreak|hspace\{0pt\})(?:\{\})?(?:%?\n[ \t]*)?|\\[-/](?![A-Za-z])")
"""Places where a word or an address may be broken."""
ABOUT = re.compile(r"(?m)^% (The answers are about the data of [^\n]*)$")
APPENDIX = re.compile(r"(\\section\*?\{Alignment card\}\s*(?:\\label\{[^{}]*\}\s*)?)\\textbf\{([^{}\n]{1,300}?)\.?\}")
"""How a form or an appendix that this program wrote says which data it is about."""
TIMES = re.compile(r"\$\s*\\times\s*\$")


def is_latex(text: str) -> bool:
    """Say whether a text has sections as LaTeX writes them."""
    return bool(SECTIONS.search(text))


def _heading(found: re.Match[str]) -> str:
    level = 3 if found[2] else 1 + len(found[1]) // len("sub")
    return f"\n{'#' * level} {found[3].strip()}\n"


def _point(found: re.Match[str]) -> str:
    if found["label"]:
        return f"- **{found['label'].strip()}** "
    return f"- **{found['bold']}**" if found["bold"] else "- "


def said_about(text: str) -> str:
    """Return a text in which what a filled form says of its data is no comment."""
    return APPENDIX.sub("\\1\nThe answers are about the data of “\\2”.\n", ABOUT.sub(r"\n\1\n", text))


def as_markdown(text: str) -> str:
    """Return a text in LaTeX as Markdown, as far as headings, questions, links and signs go."""
    plain = COMMENT.sub("", said_about(UNSEEN.sub("", text)))
    plain = LETTER.sub(lambda one: LETTERS[one[1]], plain)
    plain = MARKED.sub(lambda one: unicodedata.normalize("NFC", one[2] + COMBINING[one[1]]), plain)
    plain = TITLE.sub(lambda one: f"\n# {' '.join(one[1].split())}\n", plain, count=1)
    plain = SECTIONS.sub(_heading, TIMES.sub("×", plain))
    plain = RUN_IN.sub(lambda one: f"\n###### {one[1].strip()}\n\n", plain)
    plain = QUESTION.sub(lambda one: f"\n### {' '.join(one[1].split())}\n\n", plain)
    plain = POINT.sub(_point, plain)
    plain = LINK.sub(lambda one: f"{one[2]} ({one[1]})" if one[2] else one[1], plain)
    plain = COMMAND.sub("", STYLE.sub(r"\1", MARK.sub("", plain)))
    for sign, meant in SIGNS.items():
        plain = plain.replace(sign, meant)
    return plain.replace("~", " ")
