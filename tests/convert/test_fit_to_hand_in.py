"""Exports read as what a careful author would hand in: no definition in brackets, no path, no code, no placeholder."""

import json
import re
from pathlib import Path

import pytest

from alignmentcard.cli.export import FORMATS
from alignmentcard.convert.prose.authored import led
from alignmentcard.convert.prose.clauses import CLAUSES
from alignmentcard.convert.prose.names import LABELS, REASONS
from alignmentcard.convert.prose.phrases import PHRASES, Phrase, Together
from alignmentcard.convert.prose.records import LEADS, LISTS, VALUES, WRITERS
from alignmentcard.convert.prose.silence import of_pool, silent, unstated
from alignmentcard.convert.prose.statements import BESIDE
from alignmentcard.convert.prose.values import in_sentences
from alignmentcard.document import read
from alignmentcard.loader import load
from alignmentcard.model import Card
from alignmentcard.model.fields import find, tree, walk
from alignmentcard.profiles import load_profile
from alignmentcard.report.forms.written import write_form

ROOT = Path(__file__).parents[2]
GALLERY = sorted((ROOT / "site" / "cards").glob("*.card.yaml"))
SAMPLE = GALLERY[::9]
VOCABULARIES = [field.vocabulary for field in walk() if field.vocabulary]
CODES = {word for one in VOCABULARIES for word in one.terms if "_" in word}
GLOSSES = {
    definition.removesuffix(".").lower()
    for one in VOCABULARIES
    for definition in (term.definition for term in one.terms.values())
    if len(definition) > 20
}
PATH = re.compile(rf"\b(?:{'|'.join(tree().children)})\.(?:[\w*-]+\.)*([a-z_]+)\b")
LABELLED = {
    "a label before a reason": re.compile(r"\bNot (?:stated|known|published|looked up)\b[:,]|\w: does not apply"),
    "a place in a list": re.compile(r"\b(?:ties|low|high|value|items|raters|method) \(\d\)", re.IGNORECASE),
    "a title that is a code": re.compile(r"\b(?:Pool|Dimension|Stage) “"),
    "an operator": re.compile(r"\w (?:AND|OR|WITH) [A-Z]"),
    "a definition of it": re.compile(r"\bThe definition of it\b|\bguidelines for it\b"),
    "two colons": re.compile(r"Not answered: [^.“]*\bdoes not state [^.“]*: "),
    "nothing to say": re.compile(r"\bthere is nothing to say about\b", re.IGNORECASE),
    "a column without a sentence": re.compile(r"\bHolds: "),
    "brackets in brackets": re.compile(r"(?<=crowdsourcing platform )\([^()\n]*\("),
    "work that is left": re.compile(r"; others may\b|\bsources that were read\b|\bwas not read\b"),
    "what it is about by itself": re.compile(r"\bThis concerns “"),
    "one rule after the other": re.compile(r"by this rule: [^.]*\. Items or ratings were removed by this rule"),
    "answers, then how many": re.compile(
        r"scale\)\. (?:(?:On|For) [^.]*, )?[Rr]aters (?:chose one|could choose several) of them"
    ),
    "what it was worked out on by itself": re.compile(r"\bWorked out on the ratings\b"),
    "an empty way": re.compile(r"Other than the usual ways|would hardly be disputed"),
}
"""What people who read the exports beside their forms would have edited, by kind."""
PLACEHOLDERS = ("say which in", "Card written", "TODO", "None", "{}", "to be added")


def card_of(path: Path) -> Card:
    card = load(read(path)).card
    assert card is not None
    return card


def prose(name: str, text: str) -> list[str]:
    """Return the sentences of an export, without the card that it carries whole and the keys of the format."""
    if name == "croissant":
        return list(_texts({k: v for k, v in json.loads(text).items() if k != "ac:card" and k[0] != "@"}))
    if name == "huggingface":
        text = text.partition("<!-- alignmentcard:begin -->")[2].partition("```bibtex")[0]
    return [text]


def _texts(value: object) -> list[str]:
    if isinstance(value, dict):
        return [text for key, one in value.items() if key != "citeAs" for text in _texts(one)]
    if isinstance(value, list):
        return [text for one in value for text in _texts(one)]
    return [value] if isinstance(value, str) else []


def unfit(name: str, card: Card) -> list[str]:
    """Return what an export says that nobody would hand in; what the author of the card wrote is the author's."""
    own = card.model_dump_json()
    text = "\n".join(prose(name, FORMATS[name].write(card))).replace("\\", "")
    found = [f"path {one[0]}" for one in PATH.finditer(text) if find(tuple(one[0].split(".")))]
    words = set(re.findall(r"\w+", text))
    found += [f"code {word}" for word in words & CODES if not re.search(rf"[^\"]\b{word}\b|\b{word}\b[^\"]", own)]
    found += [f"gloss ({gloss})" for gloss in GLOSSES if f"({gloss}" in text.lower()]
    return found + [f"placeholder {one}" for one in PLACEHOLDERS if one in text and one not in own]


SLIPS = {
    "a place that was not filled": re.compile(r"\{(?:They|they|It|it|On it|On some)?\}"),
    "one of several": re.compile(r"(?<![\d,.])1 (?:items|ratings|raters|members|people|models or programs|turns)\b"),
    "stops": re.compile(r"[\w”)]\.\.(?![./])|[?!]\.|\s\.\s|:\.|,\.|;\."),
    "a verb of several": re.compile(r"(?<![\d,.])(?:(?:are|were) 1 [a-z]|1 \w+ that were)"),
    "an address with a capital": re.compile(r"\bHttps?://"),
    "a sentence twice": re.compile(r"(?<=[.\n] )([A-Z][^.\n]{20,300}\.) \1"),
}


def slips(name: str, card: Card) -> list[str]:
    """Return what no author writes, unless the author of the card did."""
    own = card.model_dump_json().replace("\\n", " ")
    text = "\n".join(prose(name, FORMATS[name].write(card)))
    text = re.sub(r"\\[a-z]+\{\}|\\allowbreak|https?://\S+", "", text) if name != "latex" else ""
    kinds = {**SLIPS, **LABELLED}
    found = ((kind, one[0]) for kind, pattern in kinds.items() for one in pattern.finditer(text))
    return [f"{kind}: {one}" for kind, one in found if one not in own]


READ = ("croissant", "huggingface", "latex", "datasheet", "crowdworksheets", "data-statement", "ddi")
"""Formats with sentences for people; the others carry values only."""


@pytest.mark.parametrize("name", READ)
def test_no_export_has_what_nobody_would_hand_in(name: str) -> None:
    assert {path.name: found for path in SAMPLE if (found := unfit(name, card_of(path)))} == {}
    assert {path.name: found for path in SAMPLE if (found := slips(name, card_of(path)))} == {}


@pytest.mark.nightly
@pytest.mark.parametrize("path", GALLERY, ids=lambda path: path.name.removesuffix(".card.yaml"))
def test_no_export_of_the_gallery_has_what_nobody_would_hand_in(path: Path) -> None:
    card = card_of(path)
    assert {name: found for name in READ if (found := unfit(name, card) + slips(name, card))} == {}


@pytest.mark.parametrize(
    ("path", "value", "said"),
    [
        ("intent.not_for", ["Law. Not checked.", "medicine"], "the following: (1) Law. Not checked. (2) Medicine."),
        ("intent.not_for", ["Law. Not checked."], "the following: Law. Not checked."),
        ("collection.platform", "A and B", "Answers were collected through A and B."),
        ("collection.tool", "own page", "The annotation tool was their own page."),
        ("collection.tool", "a page of their own", "The annotation tool was a page of their own."),
        ("collection.tool", "Label Studio", "The annotation tool was Label Studio."),
        ("release.minimum_cell", 5, "Numbers about groups of raters are given for groups of at least 5 only."),
        ("release.minimum_cell", 1, "Numbers about groups of raters are given even for a group of one."),
        ("aggregation.*.dimensions", ["Rank", "Tone"], "For “Rank” and “Tone”,"),
        ("collection.tool", "web form", "The annotation tool was a web form."),
        ("pools.*.model.prompt", "Be kind.", "Its prompt was “Be kind.”"),
        ("release.personal_data", "None", "The release holds no personal data."),
        ("release.personal_data", "No names", "The release holds no names."),
        ("release.personal_data", "Names. All are known.", "the following personal data: names. All are known."),
        ("release.personal_data", "Names, ages and towns were removed.", "Names, ages and towns were removed."),
        ("release.withdrawal", "none", "Raters cannot withdraw."),
        ("release.withdrawal", "By mail; replies take a week.", "Raters can withdraw by mail; replies take a week."),
        ("release.withdrawal", "Anybody can withdraw by mail.", "Anybody can withdraw by mail."),
        ("intent.whose_values", "Those of the raters.", "The data carries the values of the raters."),
        ("intent.whose_values", "Three students", "The data carries the values of three students."),
        ("intent.whose_values", "By intent those of us.", "The values in the data are by intent those of us."),
        ("release.personal_data", "names replaced by ids", "following personal data: names replaced by ids."),
        (
            "intent.whose_values",
            "OpenAI's, as far as it tells.",
            "The values in the data are OpenAI's, as far as it tells.",
        ),
        ("intent.guidance.aim", "Well defined; we know it.", "The aim is well defined; we know it."),
        ("intent.guidance.applications", "Chat in shops", "The later use is Chat in shops."),
        ("intent.guidance.assessable", "Anybody can tell.", "Anybody can tell."),
        (
            "dataset.known_issues",
            [{"title": "Counts differ", "affects": "Ten labels are missing.", "fixed_in": "2"}],
            "This error is known: Counts differ. Ten labels are missing. It was mended in version 2.",
        ),
        (
            "statistics.agreement",
            [{"metric": "fleiss_kappa", "value": 0.5, "of": {"stage": "after_filters"}}],
            "Fleiss' kappa is 0.5, worked out after filtering.",
        ),
        (
            "statistics.agreement",
            [{"metric": "fleiss_kappa", "value": 0.5, "of": {"items": 9, "stage": "after_filters"}}],
            "Fleiss' kappa is 0.5, worked out on 9 items, after filtering.",
        ),
        (
            "statistics.group_effects",
            [{"dimension": "Toxic", "axis": "age", "groups": ["young", "old"], "unit": "ratio", "value": 0.8}],
            "The ratio on “Toxic” (young to old by age) is 0.8.",
        ),
        ("framework.authors", "Researchers at Acme.", "The guidelines were written by researchers at Acme."),
        ("intent.whose_values", "Residents who voted.", "The data carries the values of residents who voted."),
        ("intent.whose_values", "Moderators of Acme.", "The data carries the values of moderators of Acme."),
        ("intent.whose_values", "Londoners who voted.", "The data carries the values of Londoners who voted."),
        ("intent.whose_values", "Germans.", "The data carries the values of Germans."),
        ("framework.authors", "The authors state that they have none.", "The authors state that they have none."),
        (
            "framework.authors",
            "The team, which calls itself a band.",
            "were written by the team, which calls itself a band.",
        ),
        ("collection.pilot.outcome", "It was too long.", "It was too long."),
        ("collection.pilot.outcome", "25 texts each", "The pilot showed the following: 25 texts each."),
        (
            "pools.*.pay",
            {"amount": 20, "currency": "USD", "per": "hour", "standard": "At least this"},
            "They were paid USD 20 an hour (at least this).",
        ),
        (
            "pools.*.pay",
            {"amount": 20, "currency": "USD", "per": "hour", "standard": "The wage was set by law."},
            "They were paid USD 20 an hour. The wage was set by law.",
        ),
        (
            "aggregation.*.filters",
            [{"rule": "raters who were late"}],
            "were removed by this rule: raters who were late.",
        ),
        (
            "aggregation.*.filters",
            [{"rule": "Spam was left out.", "items_removed": 3}],
            "left out. This removed 3 items.",
        ),
        ("aggregation.*.filters", [{"ratings_removed": 3}], "It removed 3 ratings."),
        (
            "aggregation.*.filters",
            [{"rule": "spam"}, {"rule": "late raters", "ratings_removed": 3}],
            "by these rules: (1) spam; (2) late raters (3 ratings).",
        ),
        ("dataset.counts", {"axis": "language", "items": {"fr": 2}}, "the items belong to one group: French (2)."),
        ("dataset.counts", {"axis": "split", "items": {"fr": 2}}, "the items belong to one group: fr (2)."),
        (
            "pools.*.recruitment",
            {"channel": "crowd_platform", "platform": "A (3) and B (2)"},
            "through a crowdsourcing platform: A (3) and B (2).",
        ),
        ("pools.*.model.prompt", "https://example.org/p.txt", "Its prompt can be read at https://example.org/p.txt."),
        ("pools.*.model.runs_per_item", 1, "It was asked once for each item."),
        ("dimensions.*.definition.guidelines.version", "commit bf80", "The version of its guidelines is commit bf80."),
        ("dataset.known_issues", {"affects": "Up to 20 replies"}, "It affects up to 20 replies."),
        ("dataset.languages", ["en", "mul"], "The items are in English and other languages."),
        ("dataset.languages", ["mul"], "The items are in several languages."),
        (
            "pools.*.ethics",
            {"status": "exempt", "body": "Ethics board of X"},
            "The ethics board of X determined that the work with them is exempt.",
        ),
        ("pools.*.ethics", {"status": "approved", "body": "X"}, "An ethics board (X) approved the work with them."),
        (
            "pools.*.ethics",
            {"status": "approved", "body": "the company's review board"},
            "The company's review board approved the work with them.",
        ),
        (
            "collection",
            {"setting": "crowd_platform", "tool": "an interface made for it"},
            "on a crowdsourcing platform, with an interface made for it.",
        ),
        ("collection", {"setting": "lab", "platform": "a site of the lab"}, "present, on a site of the lab."),
        ("collection", {"setting": "lab", "platform": "Sona", "tool": "Qualtrics"}, "present (Sona), with Qualtrics."),
        ("dataset.items", 1, "The dataset has 1 item that was judged."),
        ("dataset.items", 21, "The dataset has 21 items that were judged."),
        ("dataset.ratings", 1, "There is 1 single judgement."),
        ("dataset.ratings", 11, "There are 11 single judgements."),
        (
            "dataset.creators",
            [{"name": "A", "affiliation": "X"}, {"name": "B", "affiliation": "X"}],
            "The dataset was made by A and B, both of X.",
        ),
        (
            "dataset.creators",
            [{"name": "A", "affiliation": "X Team"}, {"name": "B", "affiliation": "X Team"}, {"name": "X Team"}],
            "The dataset was made by the X Team: A and B.",
        ),
        ("dataset.creators", [{"name": "X Team"}], "The dataset was made by the X Team."),
        ("dataset.creators", [{"name": "Institute for Y"}], "The dataset was made by the Institute for Y."),
        (
            "dataset.known_issues",
            [{"title": "A slip", "affects": "1,200 rows are empty"}],
            "This error is known: A slip. 1,200 rows are empty. It is not mended yet.",
        ),
        ("dataset.sources_of_items", [{"name": "a forum", "share": 1}], "All items come from a forum."),
        ("collection.platform", "OpenAI API", "Answers were collected through the OpenAI API."),
        ("pools.*.ratings_per_item", {"min": 2, "max": 2}, "Each item was judged twice."),
        ("pools.*.ratings_per_item", {"min": 1}, "Each item was judged at least once."),
        ("pools.*.ratings_per_item", {"min": 1, "max": 2}, "Each item was judged 1 to 2 times."),
        ("dimensions.*.scale", {"level": "nominal", "select": "one"}, "on a nominal scale. Raters chose one answer."),
        (
            "statistics.agreement",
            [{"metric": "percent_agreement", "level": "nominal", "value": 0.5, "of": {"stage": "after_filters"}}],
            "The share of pairs of ratings that agree is 0.5, worked out after filtering.",
        ),
        ("release.files", [{"path": "a_b.csv"}], "The file is “a_b.csv”."),
        (
            "release.files",
            [{"path": "a.csv", "format": "csv", "holds": "ratings"}, {"url": "https://x.org/v/b.json?w=1"}],
            "The files are “a.csv” (CSV, a row is a rating) and “b.json” (at https://x.org/v/b.json?w=1).",
        ),
        (
            "statistics.agreement",
            [{"metric": "fleiss_kappa", "level": "nominal", "value": 0.5, "items": 1, "raters": 3}],
            "Fleiss' kappa for nominal answers is 0.5, on 1 item and 3 raters.",
        ),
        (
            "pools.*.composition",
            [{"axis": "age", "counts": {"old": 1}, "undisclosed": 0}],
            "By age, they belong to one group: old (1).",
        ),
        (
            "pools.*.composition",
            [
                {"axis": "age", "basis": "inferred", "counts": {"old": 1}},
                {"axis": "sex", "basis": "inferred", "counts": {"f": 1}},
                {"axis": "town", "counts": {"A": 1}},
            ],
            "By age, as somebody inferred, they belong to one group: old (1). By sex: f (1). "
            "By town, they belong to one group: A (1).",
        ),
        (
            "pools.*.composition",
            [{"axis": "age", "counts": {"old": 1}, "undisclosed": 2}],
            "By age, they belong to one group: old (1); 2 did not say.",
        ),
    ],
)
def test_a_value_reads_as_an_author_writes_it(path: str, value: object, said: str) -> None:
    field = find(tuple(path.split(".")))
    assert field is not None
    assert in_sentences(field, value).endswith(said)


@pytest.mark.parametrize(
    ("kind", "text"),
    [
        ("a place that was not filled", "{They} were paid."),
        ("one of several", "There was 1 raters."),
        ("a verb of several", "There are 1 single judgement."),
        ("a verb of several", "The dataset has 1 item that were judged."),
        ("an address with a capital", "Https://example.org: a row is a rating."),
        ("stops", "Done by us.. And so on"),
        ("a sentence twice", "Yes. Raters read the same instructions. Raters read the same instructions. "),
    ],
)
def test_a_slip_is_found(kind: str, text: str) -> None:
    assert SLIPS[kind].search(text)
    assert [other for other in SLIPS if other != kind and SLIPS[other].search(text)] == []


@pytest.mark.parametrize(
    ("kind", "text"),
    [
        ("work that is left", "The sources do not state the licence; others may."),
        ("what it is about by itself", "This concerns “Tone”. Labels are the mean."),
        ("one rule after the other", "removed by this rule: spam. Items or ratings were removed by this rule: late."),
        ("answers, then how many", "were “0” and “1” (ordinal scale). For “Tone”, raters chose one of them."),
        ("what it was worked out on by itself", "Alpha is 0.4. Worked out on the ratings of crowd."),
    ],
)
def test_what_readers_would_have_edited_is_found(kind: str, text: str) -> None:
    assert [one for one, pattern in LABELLED.items() if pattern.search(text)] == [kind]


def test_a_path_a_code_and_a_gloss_are_found() -> None:
    assert PATH.search("Not stated: dataset.version, not applicable")
    assert "not_consulted" in CODES
    assert "a marketplace for small tasks" in GLOSSES


def words_of(phrase: Phrase) -> set[str]:
    if isinstance(phrase, Together):
        return {*phrase.words, *phrase.alone}
    return set() if isinstance(phrase, str) else set(phrase)


def test_every_phrase_is_of_a_field_and_of_words_that_it_has() -> None:
    for path, phrase in PHRASES.items():
        field = find(tuple(path.split(".")))
        assert field is not None, path
        known = field.vocabulary.terms if field.vocabulary else {"yes", "no"}
        assert words_of(phrase) <= set(known), path
    paths = (
        *LEADS,
        *LISTS,
        *VALUES,
        *WRITERS,
        *LABELS,
        *CLAUSES,
        *BESIDE,
        *(one for more in BESIDE.values() for one in more),
    )
    assert [path for path in paths if not find(tuple(path.split(".")))] == []
    reasons = find(("gaps", "*", "reason"))
    assert reasons
    assert reasons.vocabulary
    assert set(REASONS) == set(reasons.vocabulary.terms)


def test_each_word_of_a_vocabulary_that_has_phrases_has_one() -> None:
    for path, phrase in PHRASES.items():
        field = find(tuple(path.split(".")))
        if field and field.vocabulary and words_of(phrase):
            assert set(field.vocabulary.terms) <= words_of(phrase), path


def test_what_the_same_have_in_common_is_said_of_them_with_their_names_once() -> None:
    card = card_of(ROOT / "site" / "cards" / "helpsteer2.card.yaml")
    text = write_form(load_profile("arr"), [card])
    assert text.count("ach of “Helpfulness”, “Correctness”") == 1
    assert "The guidelines for each of them show judged examples." in text
    text = write_form(load_profile("arr"), [card_of(ROOT / "site" / "cards" / "hh-rlhf.card.yaml")])
    assert text.count("the raters in the group “workers” divide into") == 1
    assert text.count("as they reported themselves") == 2, "once for each group of raters"
    assert "By age: 18-24 (0)" in text
    instructions = FORMATS["ddi"].write(card).partition("<resInstru>")[2].partition("</resInstru>")[0]
    assert "Each of “Helpfulness”" in instructions.partition("each of them")[0]


def test_many_things_that_are_not_said_are_lists_by_what_they_are_about() -> None:
    text = FORMATS["huggingface"].write(card_of(ROOT / "site" / "cards" / "sensei-human-evaluation.card.yaml"))
    lines = [
        line for line in text.splitlines() if line.startswith("- The sources of this documentation do not state the")
    ]
    assert len(lines) > 2
    assert max(line.count(";") for line in lines) < 9
    assert lines[0].startswith(
        "- The sources of this documentation do not state the following about the dataset itself: "
    )


def test_what_is_not_said_of_some_people_names_them_once() -> None:
    text = FORMATS["huggingface"].write(card_of(ROOT / "site" / "cards" / "gophercite-ratings.card.yaml"))
    found = " ".join(text.split())
    assert "wider pool”, no public source states how many of them there were" in found
    assert "wider pool”, no public source states how many people" not in found


def test_labels_are_about_what_was_judged_by_its_name() -> None:
    card = card_of(ROOT / "site" / "cards" / "oasst1.card.yaml")
    for name in ("croissant", "huggingface"):
        assert "For “Ranking of assistant replies”, " in FORMATS[name].write(card)
    assert "For “Ranking of assistant replies”, ties" in write_form(load_profile("eu-summary"), [card])
    assert "For “Ranking" not in FORMATS["latex"].write(card), "the heading names it"


def test_what_was_removed_and_what_a_column_holds_are_sentences() -> None:
    croissant = json.loads(FORMATS["croissant"].write(card_of(ROOT / "site" / "cards" / "oasst1.card.yaml")))
    [removed] = [one for one in croissant["prov:wasGeneratedBy"] if one["prov:label"] == "Preprocessing"]
    assert removed["sc:description"].startswith("Messages that reviewers call spam")
    assert removed["sc:description"].endswith(".")
    croissant = json.loads(FORMATS["croissant"].write(card_of(ROOT / "site" / "cards" / "dices-350.card.yaml")))
    assert croissant["recordSet"][0]["field"][0]["description"] == "The id of the item that was judged."
    assert croissant["distribution"][1]["encodingFormat"] == "application/json"


def test_what_a_card_knows_of_another_way_is_its_rationale() -> None:
    card = card_of(ROOT / "site" / "cards" / "constitutional-ai.card.yaml")
    for name in READ:
        text = " ".join(FORMATS[name].write(card).split())
        assert "Another method" not in text
        assert (
            name in ("data-statement", "ddi") or "normalised probability that the model gives to each reply" in text
        ), name


def test_models_that_wrote_what_was_judged_are_no_tools_that_annotate() -> None:
    croissant = json.loads(FORMATS["croissant"].write(card_of(ROOT / "site" / "cards" / "prism.card.yaml")))
    assert "rai:machineAnnotationTools" not in croissant
    assert croissant["rai:dataCollection"].endswith("and open ones wrote the replies that were judged.")
    croissant = json.loads(FORMATS["croissant"].write(card_of(ROOT / "site" / "cards" / "multipref.card.yaml")))
    assert "gpt-4-turbo" in croissant["rai:machineAnnotationTools"][0]


def test_what_a_pool_refers_to_is_called_by_its_name() -> None:
    croissant = FORMATS["croissant"].write(card_of(ROOT / "site" / "cards" / "pku-saferlhf.card.yaml"))
    assert "The model judged “Harm categories” and “Severity”." in croissant
    croissant = FORMATS["croissant"].write(card_of(ROOT / "site" / "cards" / "nectar.card.yaml"))
    assert "of the same family as the models in the group “writers”." in croissant


def with_gaps(name: str, *gaps: dict[str, str]) -> Card:
    data = card_of(ROOT / "site" / "cards" / f"{name}.card.yaml").model_dump(exclude_unset=True)
    return Card.model_validate({**data, "gaps": [*data.get("gaps", []), *gaps]})


def test_what_does_not_arise_is_no_limitation() -> None:
    card = with_gaps("oasst1", {"field": "pools.volunteers.pay", "reason": "not_applicable"})
    croissant = json.loads(FORMATS["croissant"].write(card))
    limits = FORMATS["huggingface"].write(card).partition("## Bias, Risks, and Limitations")[2]
    assert "does not arise" not in "".join(croissant["rai:dataLimitations"])
    assert "does not arise" not in limits
    appendix = FORMATS["latex"].write(card)
    assert "does not arise" not in appendix.partition("What is not stated")[2].partition("What does not arise")[0]
    assert "as volunteers were not paid." in appendix.partition("What does not arise")[2]


def test_what_does_not_arise_for_some_is_left_out_where_others_answer() -> None:
    text = write_form(load_profile("arr"), [card_of(ROOT / "site" / "cards" / "hatecheck.card.yaml")])
    assert "state whether an ethics board reviewed the work" in text
    assert "does not arise for this data" not in text


def test_where_and_when_are_one_thing_and_what_is_known_stands_behind() -> None:
    text = write_form(
        load_profile("ai-act-annex-iv"), [card_of(ROOT / "site" / "cards" / "xstest-completions.card.yaml")]
    )
    assert "do not state where and when answers were collected." in text
    text = FORMATS["datasheet"].write(card_of(ROOT / "site" / "cards" / "d3code.card.yaml"))
    assert "number of single judgements; it was looked for and not found. The data card says 171,800" in text


def test_what_is_not_said_of_some_labels_names_them() -> None:
    text = FORMATS["huggingface"].write(card_of(ROOT / "site" / "cards" / "oasst1.card.yaml"))
    assert "For the labels of “Quality”, “Ordinary or creative”" in text
    assert text.count("what was done with ties") == 1


def test_no_rating_is_missing_is_said_once_and_pools_are_called_by_what_they_did() -> None:
    text = FORMATS["huggingface"].write(card_of(ROOT / "site" / "cards" / "annotation-paradigms-control.card.yaml"))
    assert text.count("No ratings were missing.") == 1
    text = FORMATS["huggingface"].write(card_of(ROOT / "site" / "cards" / "helpsteer2.card.yaml"))
    assert "ratings of contractors" not in text


@pytest.mark.parametrize(
    ("names", "whom", "said"),
    [
        (
            ["what people were paid", "which countries people are in"],
            "",
            "No public source states what people were paid or which countries they are in.",
        ),
        (
            ["which languages people speak", "how many people took part"],
            "",
            "No public source states which languages people speak or how many people took part.",
        ),
        (
            ["how many voters took part", "the full demographic composition of the voters"],
            "For the voters, ",
            "For the voters, no public source states how many of them there were or their full demographic "
            "composition.",
        ),
        (
            ["the version of the model", "when the model was asked"],
            "For the model, ",
            "For the model, no public source states its version or when it was asked.",
        ),
        (
            ["the prompt of the model"],
            "For the models in the group “a”, ",
            "For the models in the group “a”, no public source states their prompt.",
        ),
    ],
)
def test_whom_a_sentence_has_named_it_does_not_name_again(names: list[str], whom: str, said: str) -> None:
    assert silent(names, "not_published", whom=whom) == said


@pytest.mark.parametrize(
    ("note", "said"),
    [
        ("An hourly wage; the amount is not told.", " (an hourly wage; the amount is not told)."),
        ("An hourly wage. It was low.", ". An hourly wage. It was low."),
        ("They were paid by the hour; nobody knows what.", ". They were paid by the hour; nobody knows what."),
    ],
)
def test_a_note_that_is_half_a_sentence_stands_in_brackets(note: str, said: str) -> None:
    assert (
        silent(["what people were paid"], "not_published", note)
        == f"No public source states what people were paid{said}"
    )


def test_a_text_that_keeps_its_capital_stands_behind_a_colon() -> None:
    assert list(led(["For “Tone”,", "Londoners were left out."])) == ["For “Tone”: Londoners were left out."]
    assert list(led(["For “Tone”,", "Messages were left out."])) == ["For “Tone”, messages were left out."]
    assert list(led(["For “Tone”,", "Wikipedia was left out."])) == ["For “Tone”: Wikipedia was left out."]
    assert list(led(["For “Tone”,", "Labels are the mean."])) == ["For “Tone”, labels are the mean."]


def test_of_a_pool_of_models_models_are_counted() -> None:
    data = {"pools": [{"id": "people", "kind": "human"}, {"id": "writers", "kind": "synthetic"}]}
    told = [of_pool(data, ("pools", name, "size"), CLAUSES["pools.*.size"]) for name in ("people", "writers", "gone")]
    assert told == ["how many people took part", "how many models took part", "how many people took part"]


@pytest.mark.parametrize(
    ("field", "note", "said"),
    [
        ("recruitment", "They were recruited by letter.", "exactly how people were recruited"),
        ("recruitment", "The paper does not tell.", "state how people were recruited"),
        ("pay", "They were paid by the hour.", "exactly what people were paid"),
        ("pay", "", "state what people were paid"),
    ],
)
def test_what_a_note_tells_is_not_denied_before_it(field: str, note: str, said: str) -> None:
    gap = {"field": f"pools.staff.{field}", "reason": "not_consulted", **({"note": note} if note else {})}
    (text,) = unstated({"pools": [{"id": "staff", "kind": "human", "role": ["rater"]}], "gaps": [gap]})
    assert said in text
    assert text.endswith(note or "paid.")
