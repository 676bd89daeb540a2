r"""Text to LaTeX that prints it as it is, with pdflatex, xelatex and lualatex, whatever stands in it.

ASCII and the letters of European languages print as they are. Quotes, dashes, Greek letters and common signs become
commands. Any other character is written as `\acchar{4F60}{…}`: it prints where the engine and the font have it, and as
its number, [U+4F60], where they do not, which is always so with pdflatex.
"""

import re
from unicodedata import normalize

from alignmentcard.resources import visible


def _pairs(text: str) -> dict[str, str]:
    words = text.split()
    return dict(zip(words[::2], words[1::2], strict=True))


MACROS = r"""% A character that the font may lack: printed where it is there, else its number in Unicode.
\providecommand{\acchar}[2]{%
  \ifdefined\Umathcode\iffontchar\font"#1 #2\else[U+#1]\fi\else[U+#1]\fi\hspace{0pt}}
% A letter of the encoding T1.
\providecommand{\acletter}[1]{\ifdefined\Umathcode#1\else{\fontencoding{T1}\selectfont#1}\fi}
"""
"""What the commands below mean that no class has; a file that may hold them begins with it."""
ASCII = {
    "\\": r"\textbackslash{}",
    "~": r"\textasciitilde{}",
    "^": r"\textasciicircum{}",
    "<": r"\textless{}",
    ">": r"\textgreater{}",
    "|": r"\textbar{}",
    **{character: f"\\{character}" for character in "&%$#_{}"},
    **{character: f"{{{character}}}" for character in "[]*"},
    **{character: f"{{\\char{ord(character)}}}" for character in '"`'},
}
"""The last two rows: read as arguments of a line end; active in some languages or part of a ligature."""
LIGATURE = re.compile(r"([-',])(?=\1)")
MATHS = _pairs(
    r"""
    × \times ÷ \div ± \pm − - · \cdot ° ^\circ ∞ \infty ≤ \le ≥ \ge ≠ \ne ≈ \approx → \to ← \gets
    ↔ \leftrightarrow ¹ ^1 ² ^2 ³ ^3 ′ ' ″ ^{\prime\prime} ½ \frac12 ¼ \frac14 ¬ \neg µ \mu μ \mu α \alpha
    β \beta γ \gamma δ \delta ε \epsilon ζ \zeta η \eta θ \theta ι \iota κ \kappa λ \lambda ν \nu ξ \xi π \pi
    ρ \rho σ \sigma τ \tau υ \upsilon φ \phi χ \chi ψ \psi ω \omega Γ \Gamma Δ \Delta Θ \Theta Λ \Lambda Ξ \Xi
    Π \Pi Σ \Sigma Φ \Phi Ψ \Psi Ω \Omega
    """
)
SIGNS = {
    **_pairs(r"‘ \textquoteleft{} ’ \textquoteright{} “ \textquotedblleft{} ” \textquotedblright{} – \textendash{}"),
    **_pairs(r"— \textemdash{} … \textellipsis{} • \textbullet{} ‐ -{} § \S{} ¶ \P{} © \copyright{} £ \pounds{}"),
    **_pairs(r"¡ \textexclamdown{} ¿ \textquestiondown{} ™ \texttrademark{} ® \textregistered{} € \texteuro{}"),
    "\u2011": r"\mbox{-}",
    "\u200b": r"\allowbreak{}",
    "\u00ad": r"\-",
}
LACKING = "ĦħĸĿŀŉŦŧ"
"""Letters between À and ž that fonts for pdflatex lack."""
IN_T1 = "«»‹›„‚ÐÞðþĄąĐđĘęĮįŊŋŲų"
"""Characters that fonts in the encoding T1 have and older ones lack."""
WORD = re.compile(r"\S{24,}")
JOINTS = re.compile(r"([/_.:?&=-]+|[^/_.:?&=-]{20})(?=.)")
BREAK = "\0"
LONGEST_LINE = 2000
"""Characters; engines give up on lines of 200,000 bytes."""
LINE = re.compile(r"(.{80,}?) ")


def latex(text: str) -> str:
    """Write a text for LaTeX, as one paragraph; long words may break after a sign."""
    words = WORD.sub(lambda found: JOINTS.sub(rf"\1{BREAK}", found.group()), visible(" ".join(text.split())))
    written = LIGATURE.sub(r"\1{}", "".join(map(_character, normalize("NFC", words))))
    return written if len(written) <= LONGEST_LINE else _in_lines(written)


def _in_lines(written: str) -> str:
    """Break a long line where there is a space, and within long words, where a comment sign joins the halves."""
    return LINE.sub(r"\1\n", written.replace(r"\allowbreak{}", "\\allowbreak{}%\n"))


def _character(one: str) -> str:
    if one == BREAK:
        return r"\allowbreak{}"
    if one.isascii():
        return ASCII.get(one, one)
    if one in MATHS:
        return rf"\({MATHS[one]}\)"
    if one in IN_T1:
        return rf"\acletter{{{one}}}"
    if "À" <= one <= "ž" and one not in LACKING:
        return one
    return SIGNS.get(one) or rf"\acchar{{{ord(one):04X}}}{{{one}}}"
