"""Mistakes of people who write YAML once a year: what they typed, what they are told, and what they are to type.

`SLIPS` are texts that are no YAML; the line to type stands in the help, and with it the text can be read. `VALUES` are
changes of the sound card after which it does not fit the standard; the last entry is what a repair makes of the value.
"""

from typing import Any, NamedTuple


class Slip(NamedTuple):
    text: str
    line: int
    message: str
    typed: str


HEAD = "dataset:\n  id: x\n"
SLIPS = {
    "tab": Slip("dataset:\n\tid: x\n", 2, "line 2 is indented with a tab", "  id: x"),
    "tab for one line": Slip(f"{HEAD}\ttitle: Y\n", 3, "line 3 is indented with a tab", "  title: Y"),
    "tab after dash": Slip("pools:\n  -\tid: x\n    kind: human\n", 2, "line 2 is indented with a tab", ""),
    "question before a text": Slip("a:\n  b: ? x\n", 2, "line 2 has a text that begins with `?`", 'b: "? x"'),
    "comma before a text": Slip("a:\n  b: , x\n", 2, "line 2 has a text that begins with `,`", 'b: ", x"'),
    "hyphen for no answer": Slip("a:\n  b: -\n  c: y\n", 2, "line 2 has `-` as its value", ""),
    "bullet": Slip("pools:\n  • id: x\n    kind: human\n", 2, "line 2 begins with `•`", "  - id: x"),
    "star": Slip("pools:\n  * id: x\n    kind: human\n", 2, "line 2 begins with `*`", "  - id: x"),
    "number for a dash": Slip("pools:\n  1. id: x\n    kind: human\n", 2, "line 2 begins with `1.`", "  - id: x"),
    "arrow": Slip("pools:\n  → id: x\n    kind: human\n", 2, "line 2 begins with `→`", "  - id: x"),
    "letter for a dash": Slip("pools:\n  a) id: x\n    kind: human\n", 2, "line 2 begins with `a)`", "  - id: x"),
    "two hyphens": Slip("pools:\n  -- id: x\n    kind: human\n", 2, "line 2 begins with `--`", "  - id: x"),
    "no blank after dash": Slip("a:\n  -id: x\n    b: y\n", 2, "line 2 has no blank after its dash", "  - id: x"),
    "one blank too many": Slip(f"{HEAD}   title: Y\n", 3, "line 3 begins with 3 blanks, more than the 2", "  title: Y"),
    "one blank too few": Slip(f"{HEAD} title: Y\n", 3, "line 3 begins with 1 blank, fewer than the 2", "  title: Y"),
    "too few in an entry": Slip("a:\n  - id: x\n   b: y\n", 3, "line 3 begins with 3 blanks, fewer", "    b: y"),
    "too many in an entry": Slip("a:\n  - id: x\n     b: y\n", 3, "line 3 begins with 5 blanks, more", "    b: y"),
    "entry out of line": Slip("a:\n  b:\n    - c\n   - d\n", 4, "line 4 begins with 3 blanks, fewer", "    - d"),
    "first line indented": Slip(" a: 1\nb: 2\n", 1, "line 1 begins with 1 blank, more than the none", "a: 1"),
    "section indented": Slip("a: 1\n b:\n  c: 2\n", 2, "line 2 begins with 1 blank, more than the none", "b:"),
    "no-break blanks": Slip("a:\n\u00a0\u00a0id: x\n  b: y\n", 2, "line 2 has a no-break space (U+00A0)", "  id: x"),
    "no-break after colon": Slip("a:\n  id:\u00a0x\n  b: y\n", 2, "line 2 has a no-break space (U+00A0)", "  id: x"),
    "ideographic space": Slip("a:\n\u3000id: x\n  b: y\n", 2, "line 2 has a ideographic space (U+3000)", ""),
    "colon in a title": Slip("a:\n  b: Safe: or not\n", 2, "line 2 has a colon inside of a text", 'b: "Safe: or not"'),
    "colon at the end": Slip("a:\n  b: They asked:\n", 2, "line 2 has a colon inside of a text", 'b: "They asked:"'),
    "two keys": Slip("a: id: x, b: y\n", 1, "line 1 has two keys", "a: {id: x, b: y}"),
    "no blank after colon": Slip(
        "a:\n  - id: x\n    size:800\n    b: y\n", 3, "line 3 has no blank after", "size: 800"
    ),
    "no blank at first": Slip("a:\n  - id:x\n    size: 8\n", 2, "line 2 has no blank after its colon", "- id: x"),
    "no blank at last": Slip("a:\n  b: x\n  size:8\nc: 1\n", 3, "line 3 has no blank after its colon", "size: 8"),
    "no colon": Slip("a:\n  b: x\n  title Safe\n  c: y\n", 3, "line 3 has no colon", "title: Safe"),
    "no colon above": Slip("a:\n  title Safe\n  c: y\n", 2, "line 2 has no colon", "title: Safe"),
    "section without colon": Slip("a: 1\ndataset\n  c: y\n", 2, "line 2 is a word without a colon", "dataset:"),
    "equals sign": Slip("a:\n  b: 1\n  id = x\n  c: y\n", 3, "line 3 has `=` after its key", "id: x"),
    "dash beside its key": Slip("a:\n  role: - rater\n", 2, "line 2 begins a list beside its key", ""),
    "dash among keys": Slip("a:\n  b: x\n  - c: y\n", 3, "line 3 begins with a dash, and the lines", "  c: y"),
    "double quote open above quotes": Slip(
        'a:\n  b: "Safe\n  c: y\n  d: "1.0"\n',
        2,
        'line 2 opens a quote, `"`, that is not closed in that line',
        '"Safe"',
    ),
    "single quote open above quotes": Slip(
        "a:\n  b: 'Safe\n  c: 'y'\n", 2, "line 2 opens a quote, `'`, that is not closed in that line", "'Safe'"
    ),
    "double quote open": Slip('a:\n  b: "Safe\n  c: y\n', 2, 'line 2 opens a quote, `"`, that is not closed', '"Safe"'),
    "single quote open": Slip("a:\n  b: 'Safe\n  c: y\n", 2, "line 2 opens a quote, `'`, that is not", "'Safe'"),
    "apostrophe": Slip("a:\n  b: 'It's safe'\n", 2, "line 2 goes on after its closing quotes", 'b: "It\'s safe"'),
    "text after quotes": Slip('a:\n  b: "Safe" or not\n', 2, "line 2 goes on after its closing quotes", ""),
    "quotes in quotes": Slip('a:\n  b: "a "safe" one"\n', 2, "line 2 goes on after its closing", "b: 'a \"safe\" one'"),
    "backslash": Slip('a:\n  b: "C:\\data"\n', 2, "line 2 has a backslash inside of double quotes", "'C:\\data'"),
    "curly quotes": Slip("a:\n  b: “Safe: or not”\n", 2, "line 2 has the curly quote “", 'b: "Safe: or not"'),
    "bracket open": Slip(
        "a:\n  b: [en, de\n  c: y\n", 2, "line 2 opens a bracket, `[`, that is not closed", "[en, de]"
    ),
    "brace open": Slip("a:\n  - {id: x\n  - {id: y}\n", 2, "line 2 opens a brace, `{`, that is not", "{id: x}"),
    "brace in bracket": Slip("a: [{id: x, b: c]\n", 1, "line 1 opens a brace, `{`, that is not", "[{id: x, b: c}]"),
    "semicolon between braces": Slip(
        "a: {b: x; c: y}\n", 1, "line 1 has a semicolon between two entries", "a: {b: x, c: y}"
    ),
    "text no deeper than its key": Slip(
        "a:\n  b: |\n  Some words.\n  c: y\n", 3, "line 3 belongs to the text that `b` opens", "    Some words."
    ),
    "section with a dash": Slip(
        "dataset:\n  - id: x\n    title: Y\n  version: 1\n", 4, "line 4 begins with 2 blanks, fewer", "    version: 1"
    ),
    "wrong bracket": Slip("a: [en, de}\nb: x\n", 1, "line 1 opens a bracket, `[`, that is not closed", "[en, de]"),
    "text after bracket": Slip("a:\n  b: [Draft] Safe\n", 2, "line 2 goes on after its closing brackets", ""),
    "comma forgotten": Slip('{"a": 1 "b": 2}\n', 1, "line 1 has no comma between two", '{"a": 1, "b": 2}'),
    "comma at line end": Slip('{\n  "a": 1\n  "b": 2\n}\n', 2, "line 2 has no comma at its end", '"a": 1,'),
    "at sign": Slip("a:\n  b: @ada\n", 2, "line 2 has a text that begins with `@`", 'b: "@ada"'),
    "percent sign": Slip("a:\n  b: %safe\n", 2, "line 2 has a text that begins with `%`", 'b: "%safe"'),
    "backtick": Slip("a:\n  b: `safe`\n", 2, "line 2 has a text that begins with a backtick", ""),
    "ampersand": Slip("a:\n  b: & more\n", 2, "line 2 has a text that begins with `&`", 'b: "& more"'),
    "stars for bold": Slip("a:\n  b: *bold* text\n", 2, "line 2 has a text that begins with `*`", 'b: "*bold* text"'),
    "more than": Slip("a:\n  b: > 50 raters\n", 2, "line 2 has a text that begins with `>`", 'b: "> 50 raters"'),
    "question mark": Slip("a:\n  b: ?\n  c: y\n", 2, "line 2 has `?` as its value", ""),
    "fence of Markdown": Slip("```yaml\na: 1\n```\n", 1, "line 1 is a fence of Markdown", ""),
    "conflict of git": Slip("<<<<<<< HEAD\na: 1\n=======\na: 2\n>>>>>>> x\n", 1, "line 1 is a mark of git", ""),
    "comment of another language": Slip("a:\n  b: x\n  // why\n  c: y\n", 3, "line 3 begins with `//`", ""),
    "comment of a web page": Slip("<!-- a card -->\na:\n  b: x\n", 1, "line 1 begins with `<!--`", ""),
    "bold key": Slip("a:\n  **title:** Safe\n  c: y\n", 2, "line 2 has stars around its key", "title: Safe"),
    "bold key, colon behind": Slip("a:\n  **title**: Safe\n  c: y\n", 2, "line 2 has stars around", "title: Safe"),
    "tags": Slip("a:\n  <title>Safe</title>\n  c: y\n", 2, "line 2 is written with tags", "title: Safe"),
    "comma of JSON": Slip('a:\n  "title": "Safe",\n  "c": "y"\n', 2, "line 2 ends with a comma", 'title: "Safe"'),
    "semicolon for a colon": Slip("a:\n  title; Safe\n  c: y\n", 2, "line 2 has another sign", "title: Safe"),
    "wide colon": Slip("a:\n  title：Safe\n  c: y\n", 2, "line 2 has another sign than a colon", "title: Safe"),
    "template with a percent sign": Slip("a:\n  b: {% x %}\n", 2, "line 2 has a placeholder of a template", ""),
    "web page": Slip("<html>\n<body>: x\n", 1, "this is a page of the web", ""),
    "CSV": Slip('item,rater,label\n1,a,"x: y"\n2,b,no\n', 1, "this is a table with commas between", ""),
    "TSV": Slip("item\trater\n1\tx: y\n", 1, "this is a table with tabs between", ""),
    "JSON Lines": Slip('{"a": 1}\n{"a": 2}\n', 1, "this is a table in JSON Lines", ""),
}

FILES: dict[str, tuple[bytes, str, str]] = {
    "xlsx": (b"PK\x03\x04..[Content_Types].xml..xl/workbook.xml", "This is a spreadsheet (.xlsx)", "import FILE"),
    "docx": (b"PK\x03\x04..word/document.xml", "This is a document of Word (.docx)", "Copy the text of the card"),
    "ods": (
        b"PK\x03\x04mimetypeapplication/vnd.oasis.opendocument.spreadsheet",
        "This is a spreadsheet (.ods)",
        "xlsx",
    ),
    "zip": (b"PK\x03\x04..a.card.yaml", "This is a ZIP archive", "Unpack it"),
    "xls": (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "This is a document of an old office program", "import FILE"),
    "pdf": (b"%PDF-1.7\n", "This is a PDF", "Copy the text of the card"),
    "gzip": (b"\x1f\x8b\x08\0", "This is a file packed with gzip", "Unpack it"),
    "parquet": (b"PAR1\x15\x04", "This is a table in Parquet", "import FILE"),
    "rtf": (b"{\\rtf1\\ansi}", "This is a document in Rich Text Format", "Copy the text of the card"),
    "Latin-1": ("a: é\nb: Müller\n".encode("latin-1"), "the word `é`", "iconv -f WINDOWS-1252 -t UTF-8"),
    "Windows quotes": ("a: “x”\n".encode("cp1252"), "the word `“x”`", "iconv -f WINDOWS-1252 -t UTF-8"),
    "UTF-16 with mark": ("a: x\n".encode("utf-16"), "It is UTF-16", "iconv -f UTF-16 -t UTF-8"),
    "UTF-16 without mark": ("a: xyz\n".encode("utf-16-le"), "The file is UTF-16 text", "iconv -f UTF-16LE -t UTF-8"),
}


class Value(NamedTuple):
    old: str
    new: str
    message: str
    typed: str
    mended: Any = None
    """What `--fix`, or with False before it `--fix --unsafe-fixes`, makes of it; None where nothing is offered."""


PILOT = "pilot: {raters: 25, outcome: The word toxic was replaced by harmful.}"
SPREAD = "{min: 90, median: 100, max: 110}"
SCALE = '{level: nominal, values: ["no", "unsure", "yes"], abstain: [unsure]}'
LICENCE = "  license:"
VALUES = {
    "money": Value(
        "{amount: 12, currency: USD, per: hour}",
        "$12/hour",
        "must be a mapping",
        "pay: {amount: 12, currency: USD, per: hour}",
        "?pay: {amount: 12, currency: USD, per: hour}",
    ),
    "money in words": Value(
        "{amount: 12, currency: USD, per: hour}",
        "12 euros an hour",
        "must be a mapping",
        "pay: {amount: 12, currency: EUR, per: hour}",
        "?pay: {amount: 12, currency: EUR, per: hour}",
    ),
    "range of pay": Value(
        "{amount: 12, currency: USD, per: hour}",
        "$15–18 an hour",
        "must be a mapping",
        "pay: {amount: 15, currency: USD, per: hour}`, if that is meant. Of a range a card takes the least",
        "?pay: {amount: 15, currency: USD, per: hour}",
    ),
    "range of pay in words": Value(
        "{amount: 12, currency: USD, per: hour}",
        "between 9.50 and 12 pounds per hour",
        "must be a mapping",
        "pay: {amount: 9.5, currency: GBP, per: hour}",
        "?pay: {amount: 9.5, currency: GBP, per: hour}",
    ),
    "range of an amount": Value("amount: 12", "amount: 10-12", "must be a number", "amount: 10", "?amount: 10"),
    "decimal comma between braces": Value(
        "{woman: 0.51,", "{woman: 0,51,", "has a comma in its number", "woman: 0.51", "{woman: 0.51,"
    ),
    "decimal comma beside a text": Value(
        "amount: 12,", "amount: 12,50,", "has a comma in its number", "amount: 12.50", "amount: 12.5,"
    ),
    "comma of a thousand between braces": Value(
        "amount: 12,", "amount: 12,500,", "has a comma in its number", "amount: 12500", None
    ),
    "forthcoming": Value(
        LICENCE,
        f"  published: forthcoming\n{LICENCE}",
        "cannot be",
        "- {field: dataset.published, reason: not_published}",
        "?- {field: dataset.published, reason: not_published}",
    ),
    "address that is to come": Value(
        LICENCE,
        f"  links: {{paper: to appear}}\n{LICENCE}",
        "neither a full address",
        "- {field: dataset.links.paper, reason: not_published}",
        None,
    ),
    "year of two digits": Value(
        LICENCE,
        f"  published: 24\n{LICENCE}",
        "must be a text",
        'published: "2024"',
        '?published: "2024"',
    ),
    "date with a year of two digits": Value(
        LICENCE,
        f"  published: 13.05.24\n{LICENCE}",
        "cannot be",
        'published: "2024-05-13"',
        '?published: "2024-05-13"',
    ),
    "day and month, and two digits": Value(
        LICENCE, f"  published: 5/1/24\n{LICENCE}", "can be read in two ways", "published: 2024-05-01"
    ),
    "month and two digits": Value(
        LICENCE, f"  published: May '24\n{LICENCE}", "cannot be", 'published: "2024-05"', '?published: "2024-05"'
    ),
    "day as a spreadsheet keeps it": Value(
        LICENCE, f"  published: 45413\n{LICENCE}", "must be a text", 'published: "2024-05-01"', '?"2024-05-01"'
    ),
    "number that is no year": Value(LICENCE, f"  published: 99999\n{LICENCE}", "must be a text", "a date, a month"),
    "date in parts": Value(
        LICENCE, f"  published: {{year: 2024, month: 5}}\n{LICENCE}", "must be a text", '"2024-05"', '?"2024-05"'
    ),
    "months of one year": Value(
        "  unit:", "  period: Jan-Mar 2023\n  unit:", "must be a mapping", 'end: "2023-03"', '?start: "2023-01"'
    ),
    "days of one month": Value(
        "  unit:", "  period: 3 to 17 May 2023\n  unit:", "must be a mapping", 'end: "2023-05-17"', '?"2023-05-17"'
    ),
    "end that is not yet": Value("  unit:", "  period: {end: present}\n  unit:", "cannot be", "leave `end` out"),
    "hourly": Value(
        "{amount: 12, currency: USD, per: hour}", "12 dollars hourly", "must be a mapping", "amount: 12,", "?per: hour"
    ),
    "average pay": Value(
        "{amount: 12, currency: USD, per: hour}",
        "on average $14.20/hour",
        "must be a mapping",
        "amount: 14.2, currency: USD",
        "?amount: 14.2",
    ),
    "pay of more than": Value(
        "{amount: 12, currency: USD, per: hour}", "above £9 an hour", "must be a mapping", "currency: GBP", "?amount: 9"
    ),
    "cents": Value(
        "{amount: 12, currency: USD, per: hour}",
        "10 cents per task",
        "must be a mapping",
        "pay: {amount: 0.1, per: item}",
        "?pay: {amount: 0.1, per: item}",
    ),
    "pay as a list": Value(
        "{amount: 12, currency: USD, per: hour}",
        "[12, USD, hour]",
        "must be a mapping",
        "pay: {amount: 12, currency: USD, per: hour}",
        "?pay: {amount: 12, currency: USD, per: hour}",
    ),
    "standard of pay": Value(
        "{amount: 12, currency: USD, per: hour}",
        "minimum wage of Ohio",
        "must be a mapping",
        "standard: minimum wage of Ohio",
        "?standard: minimum wage of Ohio",
    ),
    "keys of a record made longer": Value(
        "pay: {amount: 12, currency: USD, per: hour}", "pay_amount: 12", "not a field", "`amount: 12` below `pay:`"
    ),
    "fields beside their record": Value(
        "pay: {amount: 12, currency: USD, per: hour}",
        "pay:\n    amount: 12\n    currency: USD",
        "what belongs to it stands beside it",
        "Let `amount`, `currency` begin two blanks further to the right",
        "?pay:\n      amount: 12\n      currency: USD\n",
    ),
    "section that is not indented": Value(
        "intent:\n  written: ex_ante\n  uses: [evaluation]\n  beliefs: many\n  disagreement: signal\n"
        "  scope: particular\n  whose_values: Adults in the US, each for themselves.\n",
        "intent:\nwritten: ex_ante\nbeliefs: many\ndisagreement: signal\n",
        "`intent` has no value, and what belongs to it stands beside it",
        "Let `written`, `beliefs`, `disagreement` begin two blanks further to the right",
        "?intent:\n  written: ex_ante\n  beliefs: many\n  disagreement: signal\n",
    ),
    "error of a spreadsheet": Value(
        "size: 800",
        "size: '#N/A'",
        "must be a whole number",
        "- {field: pools.us-panel.size, reason: unknown}",
        "?field: pools.us-panel.size",
    ),
    "error of a spreadsheet, unquoted": Value("size: 800", "size: #REF!", "has no value", "list it under gaps"),
    "cell that is too narrow": Value(
        "size: 800", "size: '#####'", "whole", "reason: unknown", "?field: pools.us-panel.size"
    ),
    "sum of a spreadsheet": Value("size: 800", "size: =400+350", "whole number", "size: 750", "?size: 750"),
    "product": Value("  contact:", "  ratings: 3 x 5000\n  contact:", "whole", "ratings: 15000", "?ratings: 15000"),
    "number in words": Value("size: 800", "size: twelve", "must be a whole number", "size: 12", "?size: 12"),
    "groups of India": Value("size: 800", "size: '1,20,000'", "whole number", "size: 120000", "size: 120000"),
    "share for a count": Value("woman: 410", "woman: 51%", "must be a whole number", "how many members"),
    "name before a number": Value("value: 0.21", "value: α = 0.21", "must be a number", "value: 0.21", "value: 0.21"),
    "letter for a coefficient": Value(
        "krippendorff_alpha", "Cohen’s κ", "Did you mean `cohen_kappa`?", "cohen_kappa", "metric: cohen_kappa"
    ),
    "several licences": Value("license: CC-BY-4.0", "license: [CC-BY-4.0, MIT]", "must be a text", "CC-BY-4.0 AND MIT"),
    "two licences in a text": Value("license: CC-BY-4.0", "license: MIT / CC BY 4.0", "SPDX", "MIT OR CC-BY-4.0"),
    "link to a licence": Value(
        "license: CC-BY-4.0",
        "license: '[CC BY 4.0](https://creativecommons.org/licenses/by/4.0/)'",
        "is not an SPDX expression",
        "",
        "license: CC-BY-4.0",
    ),
    "countries with slashes": Value(
        "countries: [US]", "countries: US/GB", "must be a list", "countries: [US, GB]", "countries: [US, GB]"
    ),
    "how many countries": Value("countries: [US]", "countries: 23 countries", "must be a list", "each by its code"),
    "two addresses": Value(
        "contact: mailto:data@example.org",
        "contact: [a@example.org, b@example.org]",
        "must be a text",
        'contact: "a@example.org"',
        '?contact: "a@example.org"',
    ),
    "person for an address": Value(
        "contact: mailto:data@example.org",
        "contact: {name: Ada, email: a@example.org}",
        "must be a text",
        'contact: "a@example.org"',
        '?contact: "a@example.org"',
    ),
    "families first": Value(
        "  creators:\n    - {name: Ada Example}\n",
        "  creators: Lovelace, Ada; Hopper, Grace\n",
        "must be a list",
        '{name: "Lovelace, Ada"}, {name: "Hopper, Grace"}',
        '?{name: "Lovelace, Ada"}, {name: "Hopper, Grace"}',
    ),
    "and others": Value(
        "  creators:\n    - {name: Ada Example}\n",
        "  creators: Lovelace et al.\n",
        "must be a list",
        "- {name: Lovelace}",
        "?{name: Lovelace}",
    ),
    "dimension by its name": Value(
        "dimension: harmful, metric: krippendorff_alpha",
        "dimension: Harmful content, metric: krippendorff_alpha",
        "cannot be",
        "dimension: harmful",
        "{dimension: harmful, metric: krippendorff_alpha",
    ),
    "points of a scale": Value(
        SCALE, "3-point Likert scale", "must be a mapping", '["1", "2", "3"]', "?level: ordinal"
    ),
    "words of a record": Value(
        "framework:\n  dimensions: specific\n  definitions: descriptive\n  strength: clear\n  authority: [raters]\n",
        "framework: specific, prescriptive\n",
        "must be a mapping",
        "framework: {dimensions: specific, definitions: prescriptive}",
        "?framework: {dimensions: specific, definitions: prescriptive}",
    ),
    "field above its section": Value("dataset:\n", "title: x\ndataset:\n", "at `dataset.title`", "Move it there"),
    "entry by its name": Value(
        "  - id: harmful\n    name: Harmful content\n    asks: Do you find this reply harmful?\n    breadth: specific\n"
        "    definition: {detail: label}\n    subjectivity: latent_projective\n    feedback: rating\n"
        '    scale: {level: nominal, values: ["no", "unsure", "yes"], abstain: [unsure]}\n',
        "  - Harmful content: yes or no\n",
        "is not a field",
        "- {id: harmful-content, name: Harmful content}",
    ),
    "record as a text": Value(
        "release:\n  level: individual\n", "release: everything\nx:\n", "mapping", "begins with `level:`"
    ),
    "reference as a text": Value(
        '  - {id: census, title: Census of the population, year: "2020"}',
        "  - Census of 2020, https://census.example.org/2020.",
        "must be a mapping",
        '{id: census-of-2020, title: Census of 2020, url: "https://census.example.org/2020"}',
        "?url: ",
    ),
    "blank in a key": Value(
        "  order: randomised", "  ratings per item: 3", "pools.*.ratings_per_item", "Move it there"
    ),
    "no blank between braces": Value(
        "{amount: 12, currency: USD, per: hour}", "{amount: 12, per:hour}", "is not a field", "`per: hour`"
    ),
    "equals sign between braces": Value(
        "{amount: 12, currency: USD, per: hour}", "{amount: 12, per = hour}", "is not a field", "`per: hour`"
    ),
    "list without brackets between braces": Value(
        SCALE, "{level: nominal, values: low, high}", "must be a list", "values: [low, high]", "?values: [low, high]"
    ),
    "gap without a reason": Value(
        "sources:",
        "gaps: [{field: dataset.items}]\nsources:",
        "`gaps.0.reason` is missing",
        "Fill it in. The words are: not_recorded",
    ),
    "two fields in one gap": Value(
        "sources:",
        "gaps: [{field: [dataset.items, dataset.ratings], reason: unknown}]\nsources:",
        "must be a text",
        "an entry for each of them, the first with `field: dataset.items`",
    ),
    "curly quotes around a key": Value(
        "  title: Sort", "  ‘title’: Sort", "Did you mean `title`?", "", "  title: Sort"
    ),
    "yes for a record": Value(PILOT, "pilot: yes", "must be a mapping", "A yes or no is not enough"),
    "no repeats": Value(
        "repeats:\n    - {kind: retest, items: 100, raters: 40, gap_days: 14}",
        "repeats: none",
        "must be a list",
        "- {field: collection.repeats, reason: not_applicable}",
        "?field: collection.repeats",
    ),
    "weeks for days": Value("gap_days: 14", "gap_days: two weeks", "must be a number", "gap_days: 14", "?gap_days: 14"),
    "address of a file": Value(
        "  minimum_cell",
        "  files: https://example.org/a.csv\n  minimum_cell",
        "must be a list",
        'url: "https://example.org/a.csv"',
        '?url: "https://example.org/a.csv"',
    ),
    "columns as a list": Value(
        "  minimum_cell", "  files: [{path: a, columns: [id, who]}]\n  minimum_cell", "mapping", "columns: {item: id}"
    ),
    "columns the other way round": Value(
        "  minimum_cell",
        "  files: [{path: a, columns: {worker: rater}}]\n  minimum_cell",
        "not a field",
        "`rater: worker`",
    ),
    "scheme with a letter too few": Value(
        LICENCE, f"  links: {{homepage: htps://example.org}}\n{LICENCE}", "not a full address", "https://"
    ),
    "issue as a text": Value(
        LICENCE,
        f"  known_issues: Some labels are wrong.\n{LICENCE}",
        "must be a list",
        "- {title: Some labels are wrong.}",
        "?title: Some labels are wrong.",
    ),
    "sentences as a list": Value(
        "unit: one reply in a dialogue",
        "unit: [One reply., Its question.]",
        "must be a text",
        "unit: One reply. Its question.",
        "?unit: One reply. Its question.",
    ),
    "authors of the card above all": Value(
        "card:\n  authors:\n    - {name: Bo Example}\n",
        "authors: [{name: Bo}]\n",
        "at `card.authors`",
        "where you mean it",
    ),
    "word of a list among others": Value(
        "authority: [raters]", "authority: the raters themselves", "must be a list", "[raters]", "?authority: [raters]"
    ),
    "word among others": Value(
        "ethics: {status: approved, body: Ethics board of the University of Somewhere}",
        "ethics: IRB approved (2023-15)",
        "must be a mapping",
        "status: approved, body: IRB approved (2023-15)",
        "?ethics: {status: approved",
    ),
    "people as a text": Value(
        "composition:\n      - {axis: gender, basis: self_reported, counts: {woman: 410, man: 380, nonbinary: 10}, "
        "undisclosed: 0}",
        "composition: 410 women, 380 men",
        "must be a list",
        "one attribute at a time",
    ),
    "more than": Value(
        "size: 800", "size: more than 1,000", "whole", "size_stated: {at_least: 1000}", "?at_least: 1000"
    ),
    "range of a size": Value("size: 800", "size: 700-800", "whole", "size_stated: {at_least: 700}", "?at_least: 700"),
    "size as a record": Value("size: 800", "size: {about: 900}", "whole", "size_stated: {about: 900}", "?about: 900"),
    "number in brackets": Value("size: 800", "size: [900]", "must be a whole number", "size: 900", "size: 900"),
    "value with its interval": Value(
        "value: 0.21, low: 0.18, high: 0.24,",
        "value: 0.21 (0.18-0.24),",
        "must be a number",
        "`low: 0.18`",
        "?low: 0.18",
    ),
    "value with its error": Value(
        "value: 0.21, low: 0.18, high: 0.24,", "value: 0.21 ± 0.03,", "must be a number", "`high: 0.24`", "?high: 0.24"
    ),
    "value with stars": Value("value: 0.21", "value: 0.31**", "must be a number", "value: 0.31", "?value: 0.31"),
    "blanks between words": Value(
        "role: [rater]", "role: rater prompter", "must be a list", "role: [rater, prompter]", "role: [rater, prompter]"
    ),
    "lines without dashes": Value(
        "countries: [US]", "countries:\n      US\n      GB", "must be a list", "countries: [US, GB]", "[US, GB]"
    ),
    "dashes without blanks": Value(
        "countries: [US]", "countries:\n      -US\n      -GB", "must be a list", "countries: [US, GB]", "[US, GB]"
    ),
    "braces for brackets": Value(
        "countries: [US]", "countries: {US, GB}", "must be a list", "countries: [US, GB]", "countries: [US, GB]"
    ),
    "ticked role": Value("role: [rater]", "role: {rater: yes}", "must be a list", "role: [rater]", "?role: [rater]"),
    "ends of answers": Value(
        'values: ["no", "unsure", "yes"]',
        "values: 1-3",
        "must be a list",
        'values: ["1", "2", "3"]',
        '?["1", "2", "3"]',
    ),
    "answers with slashes": Value(
        'values: ["no", "unsure", "yes"]',
        "values: bad/fair/good",
        "must be a list",
        "[bad, fair, good]",
        "?[bad, fair, good]",
    ),
    "two words for one": Value("beliefs: many", "beliefs: one or many", "names 2: one, many", "Keep one.", None),
    "list of two words for one": Value(
        "beliefs: many", "beliefs: [one, many]", "names 2: one, many", "Keep one.", None
    ),
    "word with a remark": Value(
        "beliefs: many", "beliefs: one (see paper)", "Did you mean `one`?", "one", "?beliefs: one"
    ),
    "word in braces": Value("beliefs: many", "beliefs: {one}", "Did you mean `one`?", "one", "?beliefs: one"),
    "gap as a pair": Value(
        "sources:",
        "gaps:\n  - pools.us-panel.ethics: not recorded\nsources:",
        "is not a field of gaps.0",
        "- {field: pools.us-panel.ethics, reason: not_recorded}",
        "?- {field: pools.us-panel.ethics, reason: not_recorded}",
    ),
    "gaps as a mapping": Value(
        "sources:",
        "gaps:\n  dataset.published: unknown\n  dataset.items: nobody counted\nsources:",
        "must be a list",
        "{field: dataset.published, reason: unknown}",
        "?{field: dataset.items, reason: unknown, note: nobody counted}",
    ),
    "accepted as a mapping": Value(
        "sources:",
        "ignore:\n  AC206: it is so\nsources:",
        "must be a list",
        "{rule: AC206, reason: it is so}",
        "?rule: AC206",
    ),
    "no gaps": Value("sources:", "gaps: none\nsources:", "must be a list", "delete it", "sources:"),
    "path with slashes": Value(
        "sources:",
        "gaps: [{field: dataset/published, reason: unknown}]\nsources:",
        "Did you mean `dataset.published`?",
        "dots",
        "?field: dataset.published",
    ),
    "path without its section": Value(
        "sources:",
        "gaps: [{field: published, reason: unknown}]\nsources:",
        "Did you mean `dataset.published`?",
        "begins with the section",
        "?field: dataset.published",
    ),
    "path with a position": Value(
        "sources:",
        "gaps:\n  - field: pools[0].consent\n    reason: unknown\nsources:",
        "Did you mean `pools.us-panel.consent`?",
        "ids in place of positions",
        "?field: pools.us-panel.consent",
    ),
    "dotted key": Value(
        "title: Sort of Safe",
        "title: Sort of Safe\n  dataset.version: 2",
        "not a field",
        "`version: 2` below `dataset:`",
        None,
    ),
    "date in a text": Value(
        LICENCE, f"  published: v1 2024-05-01\n{LICENCE}", "cannot be", "2024-05-01", '?published: "2024-05-01"'
    ),
    "day that is open": Value(
        LICENCE, f"  published: 2024-05-XX\n{LICENCE}", "cannot be", 'published: "2024-05"', '?published: "2024-05"'
    ),
    "truth with a remark": Value(
        "abstention: true", "abstention: no, never", "must be true", "abstention: false", "?abstention: false"
    ),
    "ticked box": Value("abstention: true", "abstention: ☑", "must be true", "abstention: true", "abstention: true"),
    "name and address": Value(
        "contact: mailto:data@example.org",
        "contact: Ada <ada@example.org>",
        "neither an e-mail",
        "`ada@example.org`",
        "?ada@example.org",
    ),
    "address without its sign": Value(
        "contact: mailto:data@example.org",
        "contact: ada [at] example.org",
        "neither",
        "`ada@example.org`",
        "?ada@example.org",
    ),
    "link of Markdown": Value(
        LICENCE,
        f"  links: {{homepage: '[our page](https://example.org/a)'}}\n{LICENCE}",
        "not a full address",
        "`https://example.org/a`",
        '?homepage: "https://example.org/a"',
    ),
    "tags with semicolons": Value(
        "languages: [en]\n  creators",
        "languages: [en; de]\n  creators",
        "language tag",
        "each by itself: `en, de`",
        None,
    ),
    "unpaid": Value(
        "{amount: 12, currency: USD, per: hour}", "unpaid", "must be a mapping", "pay: {amount: 0}", "?pay: {amount: 0}"
    ),
    "not applicable": Value(
        PILOT,
        "pilot: N/A",
        "must be a mapping",
        "- {field: collection.pilot, reason: not_applicable}",
        "?- {field: collection.pilot, reason: not_applicable}",
    ),
    "number for a record": Value(
        PILOT, "pilot: 25", "must be a mapping", "pilot: {raters: 25}", "?pilot: {raters: 25}"
    ),
    "range": Value(
        SPREAD, "90-110", "must be a mapping", "ratings_per_item: {min: 90, max: 110}", "?{min: 90, max: 110}"
    ),
    "range with a dash": Value(
        SPREAD, "90–110", "must be a mapping", "ratings_per_item: {min: 90, max: 110}", "?{min: 90, max: 110}"
    ),
    "one number": Value(
        SPREAD,
        "5",
        "must be a mapping",
        "ratings_per_item: {min: 5, median: 5, max: 5}",
        "?{min: 5, median: 5, max: 5}",
    ),
    "path as a gap": Value(
        "sources:",
        "gaps: [pools.us-panel.ethics]\nsources:",
        "must be a mapping",
        "- {field: pools.us-panel.ethics, reason: unknown}",
        "?{field: pools.us-panel.ethics, reason: unknown}",
    ),
    "llm": Value("kind: human", "kind: llm", "Did you mean `synthetic`?", "kind: synthetic", "kind: synthetic"),
    "German word": Value("kind: human", "kind: Menschen", "Did you mean `human`?", "kind: human", "kind: human"),
    "name of a model": Value(
        "kind: human", "kind: GPT-4", "Did you mean `synthetic`?", "kind: synthetic", "?kind: synthetic"
    ),
    "pairwise": Value(
        "feedback: rating",
        "feedback: pairwise",
        "Did you mean `comparison`?",
        "feedback: comparison",
        "feedback: comparison",
    ),
    "mturk": Value(
        "setting: online_panel",
        "setting: mturk",
        "Did you mean `crowd_platform`?",
        "platform: mturk",
        "?platform: mturk",
    ),
    "dpo": Value("[evaluation]", "[dpo]", "Did you mean `fine_tuning`?", "- fine_tuning", "?[fine_tuning]"),
    "word far from all": Value(
        "[rater]", "[narrator]", "is not a word of this vocabulary.", "The words are: rater, guideline_author"
    ),
    "upper case": Value("kind: human", "kind: HUMAN", "Did you mean `human`?", "human", "kind: human"),
    "full stop": Value("kind: human", "kind: human.", "Did you mean `human`?", "human", "kind: human"),
    "comma at the end": Value("kind: human", "kind: human,", "Did you mean `human`?", "human", "kind: human"),
    "curly quotes": Value("kind: human", "kind: “human”", "Did you mean `human`?", "human", "kind: human"),
    "no-break space behind": Value(
        "kind: human", "kind: human\u00a0", "no-break space (U+00A0)", "human", "kind: human\n"
    ),
    "hyphen": Value("written: ex_ante", "written: ex-ante", "Did you mean `ex_ante`?", "ex_ante", "written: ex_ante"),
    "plural": Value("[rater]", "[raters]", "Did you mean `rater`?", "rater", "[rater]"),
    "swapped letters": Value("signal", "singal", "Did you mean `signal`?", "signal", "disagreement: signal"),
    "list for a word": Value("kind: human", "kind: [human]", "takes one word", "kind: human", "kind: human"),
    "yes for a word": Value(
        "consent: informed", "consent: yes", "Did you mean `informed`?", "consent: informed", "?consent: informed"
    ),
    "true for a word": Value(
        "consent: informed", "consent: true", "Did you mean `informed`?", "consent: informed", "?consent: informed"
    ),
    "unknown": Value(
        "consent: informed",
        "consent: unknown",
        "is not a word",
        "- {field: pools.us-panel.consent, reason: unknown}",
        "?- {field: pools.us-panel.consent, reason: unknown}",
    ),
    "yes": Value(
        "abstention: true", "abstention: yes", "must be true or false", "abstention: true", "abstention: true"
    ),
    "ja": Value("abstention: true", "abstention: Ja", "must be true or false", "abstention: true", "abstention: true"),
    "no dash": Value(
        "  - id: us-panel", "    id: us-panel", "`pools` must be a list", "  - id: us-panel", "  - id: us-panel"
    ),
    "ids as keys": Value(
        "  - id: us-panel", "  us-panel:", "`pools` must be a list", "- id: us-panel", "?{id: us-panel, role: [rater]"
    ),
    "comma text": Value(
        "languages: [en]\n  creators",
        "languages: en, de\n  creators",
        "must be a list",
        "languages: [en, de]",
        "languages: [en, de]",
    ),
    "round brackets": Value(
        "languages: [en]\n  creators",
        "languages: (en, de)\n  creators",
        "must be a list",
        "languages: [en, de]",
        "languages: [en, de]",
    ),
    "and": Value(
        "countries: [US]", "countries: US and GB", "must be a list", "countries: [US, GB]", "countries: [US, GB]"
    ),
    "bullets as a text": Value(
        "role: [rater]",
        "role:\n      • rater\n      • prompter",
        "must be a list",
        "role: [rater, prompter]",
        "[rater, prompter]",
    ),
    "words of a list": Value(
        "role: [rater]",
        "role: annotator, prompt writer",
        "must be a list",
        "role: [rater, prompt_writer]",
        "role: [rater, prompt_writer]",
    ),
    "names of people": Value(
        "  creators:\n    - {name: Ada Example}\n",
        "  creators: [Ada Lovelace]\n",
        "must be a mapping",
        "- {name: Ada Lovelace}",
        "{name: Ada Lovelace}",
    ),
    "method as a text": Value(
        "aggregation:\n  - {method: soft_label, rationale: The answers of an item are kept as a distribution.}",
        "aggregation: majority vote",
        "must be a list",
        "- {method: majority_vote}",
        "?{method: majority_vote}",
    ),
    "about": Value(
        "size: 800", "size: about 800", "must be a whole number", "size_stated: {about: 800}", "?about: 800"
    ),
    "thousands, shortened": Value("size: 800", "size: 2,5 Tsd.", "must be a whole number", "size: 2500", "?size: 2500"),
    "a million": Value("size: 800", "size: 1.2 million", "must be a whole number", "size: 1200000", "?size: 1200000"),
    "dozens": Value("size: 800", "size: 4 dozen", "must be a whole number", "size: 48", "?size: 48"),
    "rund": Value(
        "size: 800", "size: rund 800 Personen", "must be a whole", "size_stated: {about: 800}", "?about: 800"
    ),
    "a remark behind": Value("size: 800", "size: 800 (after filtering)", "whole number", "size: 800", "?size: 800"),
    "dollars": Value("amount: 12", "amount: $12", "must be a number", "amount: 12", "?amount: 12"),
    "euros behind": Value("amount: 12", "amount: 12€", "must be a number", "amount: 12", "?amount: 12"),
    "number sign": Value("title: Sort of Safe", "title: #Safe", "has no value", 'title: "#Safe"', None),
    "ampersand": Value("title: Sort of Safe", "title: &Safe", "has no value", 'title: "&Safe"', None),
    "quarter": Value(
        "  license:",
        "  published: Q2 2024\n  license:",
        "cannot be",
        'published: "2024"',
        '?published: "2024"',
    ),
    "season": Value(
        "  license:",
        "  published: spring 2024\n  license:",
        "cannot be",
        'published: "2024"',
        '?published: "2024"',
    ),
    "about a year": Value(
        "  license:",
        "  published: ca. 2020\n  license:",
        "cannot be",
        'published: "2020"',
        '?published: "2020"',
    ),
    "French month": Value(
        "  license:",
        "  published: 3 mars 2024\n  license:",
        "cannot be",
        'published: "2024-03-03"',
        'published: "2024-03-03"',
    ),
    "French truth": Value(
        "abstention: true", "abstention: vrai", "must be true", "abstention: true", "abstention: true"
    ),
    "thousands": Value("size: 800", "size: 1,200", "must be a whole number", "size: 1200", "size: 1200"),
    "thousands with a point": Value("size: 800", "size: 1.200", "must be a whole number", "size: 1200", "?size: 1200"),
    "thousands with a blank": Value("size: 800", "size: 1 200", "must be a whole number", "size: 1200", "size: 1200"),
    "tilde": Value("size: 800", "size: ~800", "must be a whole number", "size_stated: {about: 800}", "?about: 800"),
    "with a unit": Value("size: 800", "size: 800 people", "must be a whole number", "size: 800", "?size: 800"),
    "in quotes": Value("size: 800", "size: '800'", "must be a whole number", "size: 800", "size: 800"),
    "k for thousands": Value(
        "  contact:", "  items: 10k\n  contact:", "must be a whole number", "items: 10000", "?items: 10000"
    ),
    "to be done": Value(
        "size: 800",
        "size: TBD",
        "must be a whole number",
        "- {field: pools.us-panel.size, reason: ",
        "?field: pools.us-panel.size",
    ),
    "dash for nothing": Value(
        "size: 800",
        'size: "-"',
        "must be a whole number",
        "- {field: pools.us-panel.size, reason: unknown}",
        "?field: pools.us-panel.size",
    ),
    "percent": Value("woman: 0.51", "woman: 51%", "must be a number", "woman: 0.51", "?woman: 0.51"),
    "share over one": Value("woman: 0.51", "woman: 51", "must be 1 or less", "woman: 0.51", "?woman: 0.51"),
    "comma for a point": Value("value: 0.21", 'value: "0,21"', "must be a number", "value: 0.21", "value: 0.21"),
    "day and month": Value(
        LICENCE, f"  published: 5/1/2024\n{LICENCE}", "can be read in two ways", "published: 2024-05-01"
    ),
    "date in words": Value(
        LICENCE,
        f"  published: 1 May 2024\n{LICENCE}",
        "cannot be",
        'published: "2024-05-01"',
        'published: "2024-05-01"',
    ),
    "date with points": Value(
        LICENCE,
        f"  published: 13.05.2024\n{LICENCE}",
        "cannot be",
        'published: "2024-05-13"',
        'published: "2024-05-13"',
    ),
    "date without hyphens": Value(
        LICENCE,
        f"  published: 20240501\n{LICENCE}",
        "must be a text",
        'published: "2024-05-01"',
        'published: "2024-05-01"',
    ),
    "year": Value(LICENCE, f"  published: 2024\n{LICENCE}", "must be a text", "", 'published: "2024"'),
    "months": Value(
        "  unit:",
        "  period: May 2023 to June 2023\n  unit:",
        "must be a mapping",
        'period: {start: "2023-05", end: "2023-06"}',
        '?{start: "2023-05", end: "2023-06"}',
    ),
    "address for links": Value(
        LICENCE,
        f"  links: https://arxiv.org/abs/1\n{LICENCE}",
        "must be a mapping",
        'links: {paper: "https://arxiv.org/abs/1"}',
        '?{paper: "https://arxiv.org/abs/1"}',
    ),
    "ends of a scale": Value(SCALE, "1-5", "must be a mapping", "scale: {min: 1, max: 5}", "?scale: {min: 1, max: 5}"),
    "platform for recruitment": Value(
        "{channel: panel, platform: Example Panel, sampling: quota}",
        "Prolific",
        "must be a mapping",
        "recruitment: {channel: crowd_platform, platform: Prolific}",
        "?{channel: crowd_platform, platform: Prolific}",
    ),
    "title in brackets": Value(
        "title: Sort of Safe", "title: [Sort of Safe]", "must be a text", "title: Sort of Safe", "title: Sort of Safe"
    ),
    "id with a blank": Value("id: us-panel", "id: US Panel", "cannot be", "id: us-panel", "?id: us-panel"),
    "rule in lower case": Value(
        "sources:", "ignore:\n  - {rule: ac-206, reason: x}\nsources:", "cannot be", "rule: AC206", "rule: AC206"
    ),
    "licence": Value("license:", "licence:", "Did you mean `license`?", "", "license:"),
    "description": Value("summary:", "description:", "Did you mean `summary`?", "", "summary:"),
    "annotators": Value("pools:", "annotators:", "Did you mean `pools`?", "", "pools:"),
    "authors": Value(
        "  creators:\n    - {name: Ada Example}\n",
        "  authors: [{name: Ada}]\n",
        "Did you mean `creators`?",
        "",
        "creators: [{name: Ada}]",
    ),
    "two colons": Value("intent:\n", "intent::\n", "Did you mean `intent`?", "", "intent:\n"),
    "zero width space": Value(
        "  whose_values", "  \u200bwhose_values", "zero width space (U+200B)", "", "  whose_values"
    ),
}
