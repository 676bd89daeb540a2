"""How every command is called: clean, with findings, misused, and over names and texts of somebody who means harm.

A new command has its calls here; the tests of exit statuses and of the terminal run them.
"""

from alignmentcard.convert.exports import FORMATS as EXPORTS
from alignmentcard.report import FORMATS as REPORTS

CLEAN = {
    "check good.card.yaml --profile minimal",
    "show good.card.yaml",
    "explain AC206",
    "profiles",
    "measure good.card.yaml --data ratings.csv",
    "measure good.card.yaml --data ratings.csv --shard 1/2",
    "plan --margin 0.05",
    "evaluate good.card.yaml --data ratings.csv --system one=system.csv",
    "diff good.card.yaml good.card.yaml",
    "review good.card.yaml --verify",
    "fmt tidy.card.yaml --check",
    "report good.card.yaml",
    "migrate good.card.yaml",
    "import README.md -o draft.card.yaml",
    "export good.card.yaml --to bibtex",
    "render good.card.yaml -o good.html",
    "schema",
    "new fresh.card.yaml --answers answers.yaml --yes",
    "site new portal --url https://example.org/",
    "site build small",
    "site translate small --language de",
}
FINDINGS = {
    "check bad.card.yaml --profile minimal",
    "check good.card.yaml bad.card.yaml --profile minimal",
    "fmt untidy.card.yaml --check",
    "diff good.card.yaml other.card.yaml",
    "site build broken",
}
MISUSE = {
    "check nowhere.card.yaml",
    "check good.card.yaml --format word",
    "show nowhere.card.yaml",
    "explain AC999",
    "profiles nowhere.card.yaml",
    "measure good.card.yaml --data nowhere.csv",
    "measure good.card.yaml --shard 3/2",
    "measure good.card.yaml --merge",
    "plan --margin word",
    "plan --pilot nowhere.csv --margin 0.1",
    "plan --pilot ratings.csv",
    "evaluate good.card.yaml",
    "diff good.card.yaml nowhere.card.yaml",
    "review good.card.yaml",
    "fmt nowhere.card.yaml",
    "report nowhere.card.yaml",
    "migrate nowhere.card.yaml",
    "import nowhere.md",
    "export good.card.yaml --to word",
    "render nowhere.card.yaml",
    "schema --format word",
    "new good.card.yaml --yes --answers nowhere.yaml",
    "lsp --word",
    "site build nowhere",
    "site translate small --language xx",
    "site new small",
    "word",
}

WORDS = "\x1b[5m\x1b]0;t\x07\x9b2J\r\u202e\u2066\u200b\u2060\U000e0041 x"
CELL = WORDS.replace("\r", "")
"""In quotes of a table; the engine takes a lone CR for the end of a line."""
NAME = "::error::\x1b[5m\u202e\r\n::error file=y::##[group]x"
CARD, BROKEN, PROFILE = f"{NAME}.card.yaml", f"{NAME}2.card.yaml", f"{NAME}.yaml"
TABLE = "\x1b[5m\u202e\r##[group]x.csv"

MEASURING = {
    "measure": ["measure", CARD, "--replicates", "0"],
    "evaluate": ["evaluate", CARD, "--system", f"{WORDS}=system.csv", "--replicates", "0"],
    "review": ["review", CARD, "--data", ".", "--by", WORDS, "--profile", "minimal"],
    "check --data": ["check", CARD, "--data", "."],
    "import of a table": ["import", TABLE],
}
# What is called; every command is among them.
CALLS: dict[str, list[str]] = {
    **{f"check --format {name}": ["check", ".", "--format", name] for name in REPORTS},
    "check of a name": ["check", BROKEN],
    "check --fix": ["check", BROKEN, "--fix", "--unsafe-fixes"],
    "check --require-level": ["check", ".", "--require-level", "4"],
    "check of nothing": ["check", f"{NAME}/no"],
    "check --profile": ["check", ".", "--profile", WORDS],
    "check --select": ["check", ".", "--select", WORDS],
    "check --settings": ["check", ".", "--settings", f"{NAME}.toml"],
    "new": ["new", "out.card.yaml", "--from", "README.md", "--answers", "answers.yaml", "--yes"],
    "new with a name": ["new", NAME, "--yes"],
    "show": ["show", CARD],
    "show of no card": ["show", BROKEN],
    "explain": ["explain", WORDS],
    "profiles": ["profiles", PROFILE],
    "profiles --card": ["profiles", PROFILE, "--card", "."],
    "profiles --format markdown": ["profiles", PROFILE, "--format", "markdown"],
    **MEASURING,
    "measure of nothing": ["measure", NAME],
    "measure --column": ["measure", CARD, "--column", WORDS],
    "measure --shard": ["measure", CARD, "--shard", WORDS],
    "measure --merge": ["measure", CARD, "--merge"],
    "plan": ["plan", "--margin", "0.05"],
    "plan --pilot": ["plan", "--pilot", TABLE, "--margin", "0.05"],
    "diff": ["diff", CARD, "small.card.yaml"],
    "diff --format markdown": ["diff", CARD, "small.card.yaml", "--format", "markdown"],
    "diff of a revision": ["diff", f"{WORDS}:x", CARD],
    "fmt --check": ["fmt", "--check", "."],
    "report": ["report", "."],
    "report --format json": ["report", ".", "--format", "json"],
    "migrate": ["migrate", CARD],
    "import": ["import", "README.md"],
    **{f"export {name}": ["export", CARD, "--to", name] for name in EXPORTS},
    "export --anonymous": ["export", CARD, "--to", "croissant", "--anonymous"],
    "export of no card": ["export", BROKEN, "--to", "croissant"],
    "render": ["render", CARD],
    "schema": ["schema"],
    "site build": ["site", "build", NAME],
    "site new": ["site", "new", f"{NAME}x"],
    "site translate": ["site", "translate", NAME],
}
