"""Hypothesis strategies for YAML texts: any structure in any style, as people and programs write it."""

import json
import re

from hypothesis import strategies as st

DIFFERS_OUTSIDE_THE_CORE_SCHEMA = re.compile(r".*\d_|_\d|[-+]?0[0-9bB]|[-+]0[ox]|\d{4}-|.*\d:|[-+.]?_|=|<<|!")
"""Words that ruamel.yaml reads by rules of YAML 1.1: underscores, binary, dates, base 60, merge keys."""

PLAIN = (
    *("a", "Harm", "x y", "yes", "no", "on", "off", "true", "False", "TRUE", "null", "~", "Null", "none"),
    *("0", "7", "-3", "+4", "0o17", "0x1F", "1.5", "-.5", "1e3", "1.0E-2", "6.", ".inf", "-.INF", "1.2.0"),
    *(
        "a:b",
        "a#b",
        "http://example.org/a?b=c#d",
        "é",
        "日本 語",
        "😀 x",
        "-a",
        "?a",
        "a 'b' \"c\"",
        "10.48550/arXiv.1",
    ),
)
WORD = st.text(st.sampled_from("abzé😀-_.:/#0123 "), min_size=1, max_size=8).filter(
    lambda word: (
        re.fullmatch(r"[abzé😀]\S*( \S+)*", word) is not None
        and not re.search(r":( |$)| #", word)
        and not DIFFERS_OUTSIDE_THE_CORE_SCHEMA.match(word)
    )
)
QUOTED = st.text(
    st.characters(codec="utf-8", exclude_categories=["Cc", "Cs", "Zl", "Zp"], exclude_characters="\ufeff"), max_size=8
)
KEYS = st.one_of(st.sampled_from(["a", "b", "key", "two words", "x-y", "é", '"q: #"', "'it''s'"]), WORD)
COMMENTS = ("", "", "", " # c", "   # - a: [b", " # 'é")
BETWEEN = ("", "", "", "\n", "# note\n", "   # - deep: note\n", "\n# é\n\n")


@st.composite
def yaml_texts(draw: st.DrawFn) -> str:
    """One document, with any line end, with or without a byte order mark and a final line end."""
    text = draw(st.sampled_from(["", "# first\n", "---\n", "\n"])) + _block(draw, 0, 0)
    text += draw(st.sampled_from(["", "# last\n", "\n"]))
    if draw(st.booleans()) and not text.endswith((":\n", "-\n")):
        text = text.rstrip("\n")
    if draw(st.booleans()):
        text = text.replace("\n", "\r\n")
    return draw(st.sampled_from(["", "", "", "\ufeff"])) + text


def _block(draw: st.DrawFn, indent: int, depth: int, *, begun: bool = False) -> str:
    if draw(st.booleans()):
        return _mapping(draw, indent, depth, begun=begun)
    return _sequence(draw, indent, depth, begun=begun)


def _mapping(draw: st.DrawFn, indent: int, depth: int, *, begun: bool = False) -> str:
    keys = draw(st.lists(KEYS, min_size=1, max_size=4, unique=True))
    colon = st.sampled_from([":", ":", " :"])
    entries = [key + draw(colon) + _value(draw, indent, depth, "mapping") for key in keys]
    return _joined(draw, indent, entries, begun)


def _sequence(draw: st.DrawFn, indent: int, depth: int, *, begun: bool = False) -> str:
    size = draw(st.integers(1, 4))
    return _joined(draw, indent, ["-" + _value(draw, indent, depth, "sequence") for _ in range(size)], begun)


def _joined(draw: st.DrawFn, indent: int, entries: list[str], begun: bool) -> str:
    """Put entries below each other; where a dash has begun the line, the first stands in that line."""
    lead, *others = (draw(st.sampled_from(BETWEEN)) + " " * indent for _ in entries)
    return "".join(map(str.__add__, ["" if begun else lead, *others], entries))


def _value(draw: st.DrawFn, indent: int, depth: int, holder: str) -> str:
    """What stands after a colon or a dash, with the end of the line."""
    kinds = ["inline", "inline", "flow", "lines", "nothing"] + ["block", "compact"] * (depth < 3)
    kind = draw(st.sampled_from(kinds))
    comment = draw(st.sampled_from(COMMENTS))
    if kind == "nothing":
        return comment + "\n"
    if kind == "inline":
        return f" {draw(st.sampled_from(['', ' ']))}{_scalar(draw)}{comment}\n"
    if kind == "flow":
        return f" {_flow(draw, indent + 1, depth)}{comment}\n"
    if kind == "lines":
        return " " + _literal(draw, indent)
    deeper = indent + draw(st.integers(1, 3))
    if kind == "compact" and holder == "sequence":
        return " " * (deeper - indent) + _block(draw, deeper + 1, depth + 1, begun=True)
    if kind == "compact":
        return comment + "\n" + _sequence(draw, indent, depth + 1)
    return comment + "\n" + _block(draw, deeper, depth + 1)


def _scalar(draw: st.DrawFn) -> str:
    kind = draw(st.sampled_from(["known", "word", "single", "double"]))
    if kind == "known":
        return draw(st.sampled_from(PLAIN))
    if kind == "word":
        return draw(WORD)
    text = draw(QUOTED)
    return (
        "'" + text.replace("'", "''") + "'"
        if kind == "single"
        else json.dumps(text, ensure_ascii=max(text, default="") < "\U00010000" and draw(st.booleans()))
    )


def _literal(draw: st.DrawFn, indent: int) -> str:
    pad = " " * (indent + draw(st.integers(1, 3)))
    if draw(st.booleans()):
        words = draw(st.lists(WORD, min_size=2, max_size=3))
        return words[0] + "".join(f"\n{pad}{word}" for word in words[1:]) + "\n"
    lines = draw(st.lists(st.sampled_from(["text", "", "# no comment", "- no: entry", "  deeper"]), max_size=4))
    head = draw(st.sampled_from(["|", ">", "|-", ">-", "|+"]))
    return head + "\n" + f"{pad}first\n" + "".join(f"{pad}{line}".rstrip() + "\n" for line in lines)


def _flow(draw: st.DrawFn, indent: int, depth: int) -> str:
    kind = draw(st.sampled_from(["list", "mapping"]))
    gap = st.sampled_from(["", " ", " ", "\n" + " " * indent, " # c\n" + " " * indent])
    entries = [_flow_entry(draw, indent, depth) for _ in range(draw(st.integers(0, 3)))]
    if kind == "mapping":
        keys = draw(
            st.lists(
                KEYS.filter(lambda key: key[0] not in "-"), min_size=len(entries), max_size=len(entries), unique=True
            )
        )
        entries = [f"{key}: {entry}" for key, entry in zip(keys, entries, strict=True)]
    inside = ("," + draw(st.sampled_from([" ", "\n" + " " * indent]))).join(entries)
    inside += draw(st.sampled_from(["", ","])) if entries else ""
    left, right = "[]" if kind == "list" else "{}"
    return left + draw(gap) + inside + draw(gap) + right


def _flow_entry(draw: st.DrawFn, indent: int, depth: int) -> str:
    if depth < 3 and draw(st.booleans()):
        return _flow(draw, indent, depth + 1)
    scalar = _scalar(draw)
    return json.dumps(scalar) if scalar[0] not in "\"'" and re.search(r"[,\[\]{}?]|^-\D", scalar) else scalar
