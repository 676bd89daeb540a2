"""What receives an export reads nothing that the card does not say, and no half sentence."""

import pytest

from alignmentcard.convert.exports import FORMATS
from alignmentcard.convert.exports.huggingface import front_matter
from alignmentcard.convert.prose.authored import is_whole
from alignmentcard.convert.prose.clauses import CLAUSES
from alignmentcard.convert.prose.sentences import sorted_out
from alignmentcard.convert.prose.silence import clause, unstated
from alignmentcard.convert.prose.statements import work_of_models
from alignmentcard.convert.prose.subjects import subject_of
from alignmentcard.convert.prose.values import in_sentences
from alignmentcard.document import parse
from alignmentcard.loader import load
from alignmentcard.model.dataset import Creator
from alignmentcard.model.fields import find, walk
from alignmentcard.report.forms import form_text

NEVER_GAPS = ("alignmentcard", "gaps", "evidence", "ignore", "reviews", "extensions")
"""What a card has for programs, or about itself."""
CALLED_BY = ("id", "name", "title", "version", "system", "dimension", "note", "date", "changes")
"""What entries of a list are called by, and what nobody asks for where it is missing."""


def test_one_field_that_is_not_known_is_not_told_as_its_whole_section() -> None:
    wide = {text for path, text in CLAUSES.items() if "." not in path}
    paths = [one.path for one in walk() if "." in one.path and not one.path.startswith(NEVER_GAPS)]
    paths = [path for path in paths if path.rpartition(".")[2] not in CALLED_BY]
    assert len(paths) > 200
    own = {path: clause(tuple(path.split("."))) for path in paths}
    assert {path: text for path, text in own.items() if text in wide and path not in CLAUSES} == {}


@pytest.mark.parametrize(
    ("field", "said"),
    [
        ("framework.chosen_because", "why raters were asked just this"),
        ("dataset.links.doi", "the DOI of the dataset"),
        ("release.minimum_cell", "how small a group may be about which numbers are given"),
        ("pools.people.recruitment.platform", "on which platform people were recruited"),
        ("statistics.model_effects", "what it does to a model who the raters were"),
    ],
)
def test_a_gap_is_about_its_own_field(field: str, said: str) -> None:
    data = {"pools": [{"id": "people", "kind": "human"}], "gaps": [{"field": field, "reason": "unknown"}]}
    assert list(unstated(data)) == [
        f"The documentation of the data does not state {said}; it was looked for and not found."
    ]


@pytest.mark.parametrize(
    ("text", "whole"),
    [
        ("The lab corrects errors in the repository, at no fixed times.", True),
        ("We keep it simple", True),
        ("Whoever was unsure was asked again.", True),
        ("Helpful, honest and harmless are the words", True),
        ("Agreed more with people and was chosen; no figure is given.", False),
        ("Only one rating, as there was one rater", False),
        ("Those of the authors, who drew the line.", False),
        ("cheap, fast", False),
        ("To write letters at level B1", False),
        ("Ordinal, but everybody takes the mean", False),
        ("Women players, whom many comments are about", False),
        ("Acting on a word without a person who decides", False),
    ],
)
def test_a_sentence_is_told_from_half_of_one(text: str, whole: bool) -> None:
    assert is_whole(text) is whole


@pytest.mark.parametrize(
    ("path", "value", "said"),
    [
        ("framework.rationale", "own words, no more", "The design is explained as follows: own words"),
        ("framework.chosen_because", "cheap, fast", "The reason for asking about this was the following: cheap, fast."),
        ("framework.positions", "young, tired", "The authors describe their position as follows: young, tired."),
        ("release.maintenance", "by the lab", "The data is maintained by the lab."),
        ("release.maintenance", "one volunteer", "Maintenance is described as follows: one volunteer."),
        ("release.maintenance", "The lab corrects errors.", "The lab corrects errors."),
        ("release.withdrawal", "not once it is out", "Withdrawal is described as follows: not once it is out."),
        ("release.withdrawal", "not possible", "Raters cannot withdraw."),
        ("release.withdrawal", "none", "Raters cannot withdraw."),
        ("aggregation.*.weighting", "None.", "Ratings were not weighted."),
        ("framework.exclusions", ["none"], "The definitions leave nothing out."),
        ("intent.guidance.aim", "find funny films", "The aim is to find funny films."),
        (
            "intent.guidance.aim",
            "Well; the policy came first.",
            "The aim could be defined well; the policy came first.",
        ),
        ("intent.guidance.assessable", "Hardly.", "What is asked for can hardly be judged."),
        ("intent.whose_values", "The lab's, agreed with offices.", "The values in the data are the lab's, agreed with"),
        ("intent.affected", "People who cook", "The following are affected by the result and had no say in it: people"),
        ("release.personal_data", "None; counts only.", "The release holds no personal data; counts only."),
        (
            "release.personal_data",
            "None in the release; videos are kept.",
            "The release holds no personal data; videos",
        ),
        ("release.personal_data", "none beyond ids", "The release holds no personal data beyond ids."),
        ("pools.*.languages", ["gsw", "swl"], "They speak Swiss German and Swedish Sign Language."),
        ("pools.*.languages", ["aab"], "They speak the language with the code “aab”."),
        ("pools.*.countries", ["KR", "TW", "VA"], "They are in South Korea, Taiwan and Vatican City."),
        (
            "pools.*.ethics",
            {"status": "approved", "body": "Ethics board of X"},
            "The ethics board of X approved the work",
        ),
        (
            "pools.*.composition",
            [{"axis": "country", "basis": "platform", "counts": {"US": 9, "IN": 5}}],
            "By country, as the platform reported, they divide into United States (9) and India (5).",
        ),
        (
            "dimensions.*.scale",
            {"values": ["a", "b"], "select": "several", "least": 1, "most": 2},
            "The possible answers were “a” and “b”, and raters could choose several of them, at least 1 and at most",
        ),
        (
            "collection.unit",
            "One comment with its title",
            "For each answer a rater looked at one comment with its title.",
        ),
        (
            "intent.not_for",
            ["Finding out who wrote it", "Other sports", "Beijing"],
            "The data should not be used for the following: finding out who wrote it, other sports and Beijing.",
        ),
        (
            "intent.not_for",
            ["Reading a vote as a verdict", "Reading", "Evidence that people agree"],
            "The data should not be used for the following: reading a vote as a verdict, Reading and evidence that",
        ),
        ("release.personal_data", "keine", "The release holds no personal data."),
        ("dataset.languages", ["hi-Latn", "hi"], "The items are in Hindi (Latin script) and Hindi."),
        (
            "dataset.counts",
            {"axis": "language", "items": {"hi-Latn": 3, "other": 2}},
            "By language, the items divide into Hindi (Latin script) (3) and other (2).",
        ),
        ("pools.*.model", {"name": "in-house model of ours"}, "The model was an in-house model of ours."),
        ("pools.*.model", {"name": "gpt-4 turbo"}, "The model was gpt-4 turbo."),
        (
            "dataset.creators",
            [{"name": "Priya N.", "affiliation": "IIIT"}, {"name": "K. Iyer", "affiliation": "Koo"}],
            "The dataset was made by Priya N. (IIIT) and K. Iyer (Koo).",
        ),
        ("dimensions.*.scale", {"values": ["“yes”", "no"]}, "The possible answers were “‘yes’” and “no”."),
        (
            "dataset.sources_of_items",
            [{"name": "Transcripts of debates"}, {"name": "Paris by night"}],
            "The items come from transcripts of debates and Paris by night.",
        ),
        (
            "collection.tool",
            "paper booklets and a phone call",
            "The annotation tool was paper booklets and a phone call.",
        ),
        ("intent.funded_by", ["nobody"], "The data was made without funding."),
        ("intent.funded_by", ["European Media Fund", "Koo"], "The data was funded by the European Media Fund and Koo."),
        ("release.withdrawal", "Journalists ask their editor", "Raters can withdraw as follows: journalists ask"),
        ("pools.*.recruitment", {"channel": "volunteers"}, "They were recruited as volunteers."),
        ("collection.tool", "doccano", "The annotation tool was doccano."),
        ("collection.tool", "spreadsheet", "The annotation tool was a spreadsheet."),
        (
            "dataset.counts",
            {"axis": "split", "items": {"a": 1, "b": 2}},
            "By split, the items divide into a (1) and b (2).",
        ),
        (
            "collection.repeats",
            [{"kind": "retest", "items": 12, "raters": 1, "gap_days": 1}],
            "Raters were asked the same question again (12 items, 1 rater, 1 day later).",
        ),
        ("dimensions.*.scale", {"values": ["_", "not_sure"]}, "The possible answers were “_” and “not sure”."),
        ("dataset.summary", "一个数据集。", "一个数据集。"),
        ("intent.whose_values", "Those of whoever voted and cared", "The data carries the values of whoever voted"),
    ],
)
def test_what_is_no_sentence_goes_on_from_a_beginning(path: str, value: object, said: str) -> None:
    field = find(tuple(path.split(".")))
    assert field
    assert in_sentences(field, value).startswith(said)


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (
            {"aggregation": [{"method": "mean", "ties": "keep", "rationale": "as everybody does"}]},
            "Labels are the mean of the ratings (as everybody does). A tie is itself a label.",
        ),
        (
            {"aggregation": [{"method": "other", "rationale": "weighted by skill"}]},
            "Labels were made as follows: weighted by skill.",
        ),
        (
            {"aggregation": [{"method": "dawid_skene", "rationale": "as usual"}]},
            "Labels were made with the model of Dawid and Skene (1979), as usual.",
        ),
        (
            {
                "statistics": {
                    "agreement": [
                        {
                            "metric": "fleiss_kappa",
                            "value": 0.3,
                            "low": 0.1,
                            "high": 0.5,
                            "note": "as in Table 3 (page 4)",
                        }
                    ]
                }
            },
            "Fleiss' kappa is 0.3 (interval 0.1 to 0.5; as in Table 3 [page 4]).",
        ),
        (
            {"framework": {"bounds": [{"text": "no insults", "set_by": ["law"]}, {"text": "No spoilers."}]}},
            "No interpretation may cross these lines: (1) No insults (drawn by a law or standard). (2) No spoilers.",
        ),
        (
            {
                "pools": [{"id": "staff", "role": ["rater"]}, {"id": "judge", "role": ["rater"], "kind": "synthetic"}],
                "statistics": {"agreement": [{"metric": "cohen_kappa", "between": ["staff", "judge"]}]},
            },
            "Cohen's kappa. It compares the raters and the model.",
        ),
        (
            {
                "pools": [{"id": "p1", "role": ["rater"]}, {"id": "students", "role": ["rater"], "size": 1}],
                "collection": {"stages": [{"id": "third", "who": ["p1", "students"]}]},
            },
            "Step “third” was done by the raters in the groups “p1” and “students”.",
        ),
        (
            {
                "statistics": {
                    "agreement": [{"metric": "fleiss_kappa", "value": 1, "of": {"subset": {"country": "ES"}}}]
                }
            },
            "Fleiss' kappa is 1, worked out on the part where country is Spain.",
        ),
        (
            {"evaluations": [{"system": "s", "soft": {"metric": "jensen_shannon", "value": 0.2}}]},
            "The system “s” was evaluated. Compared with people, its Jensen-Shannon divergence is 0.2 against the "
            "distribution of answers.",
        ),
        (
            {
                "framework": {
                    "bounds": [{"text": "no insults", "set_by": ["law"]}, {"text": "Nothing that is forbidden"}]
                }
            },
            "No interpretation may cross these lines: no insults (drawn by a law or standard) and nothing "
            "that is forbidden.",
        ),
        (
            {"statistics": {"artefacts": [{"metric": "share of long replies", "value": 0.5}]}},
            "The share of long replies is 0.5.",
        ),
        (
            {"statistics": {"artefacts": [{"kind": "length", "basis": "stated", "note": "longer answers"}]}},
            "Answers may follow something else than what was asked. Longer or shorter texts are preferred for their "
            "length. This is stated without a number (longer answers).",
        ),
        (
            {"statistics": {"consistency": [{"kind": "order_swap", "agreement": 0.5}]}},
            "When raters were asked again with the options in another order, 50 % of pairs of answers are the same.",
        ),
        (
            {"statistics": {"group_effects": [{"axis": "age_group", "groups": ["18_24", "over_25"], "value": 2}]}},
            "The difference (18_24 less over 25 by age group) is 2.",
        ),
        (
            {"statistics": {"convergence": [{"metric": "jensen_shannon", "raters": [1, 9], "value": [0.3, 0.1]}]}},
            "The distance between the answers of groups of raters (Jensen-Shannon divergence) is 0.3 with 1 rater "
            "and 0.1 with 9 raters.",
        ),
        (
            {"history": [{"version": "2", "date": "2023-01", "changes": "typos"}]},
            "Version 2 appeared in January 2023. What changed: typos.",
        ),
        (
            {"history": [{"version": "2", "date": "2023-01", "changes": "Labels were corrected."}]},
            "Version 2 appeared in January 2023. Labels were corrected.",
        ),
        (
            {"gaps": [{"field": "dataset.published", "reason": "to_do", "note": "ask Ana"}]},
            "The documentation of the data does not state the date of publication; it is still to be added.",
        ),
        (
            {"gaps": [{"field": "dataset.published", "reason": "not_published", "note": "n/a"}]},
            "No public source states the date of publication.",
        ),
    ],
)
def test_notes_of_the_author_stand_where_they_belong(data: dict, said: str) -> None:
    told = sorted_out({"pools": [], **data}, lambda path: () if path.startswith("pools") else ("",))
    assert [text for _, text in told] == [said]


def test_the_source_of_a_population_is_called_by_its_title() -> None:
    pool = {"id": "p", "role": ["rater"], "target": {"population": "adults", "source": "census"}}
    data = {"pools": [pool], "sources": [{"id": "census", "title": "Census of Ireland", "year": "2022"}]}
    told = sorted_out(data, lambda path: ("",) if path.startswith("pools.*.target") else ())
    assert [text for _, text in told] == [
        "The raters should stand for adults. The shares are from “Census of Ireland” (2022)."
    ]


def test_one_person_is_told_in_the_singular() -> None:
    pool = {"id": "me", "role": ["rater"], "kind": "human", "size": 1, "pay": {"amount": 0}, "consent": "informed"}
    subject = subject_of({"pools": [pool]}, "pools", pool)
    told = {name: in_sentences(find(("pools", "*", name)), pool[name], subject) for name in ("pay", "consent")}
    assert told == {"pay": "The rater was not paid.", "consent": "The rater was told what the data is for and agreed."}
    channel = {"channel": "experts"}
    assert in_sentences(find(("pools", "*", "recruitment")), channel, subject) == (
        "The rater was recruited as an expert in the subject."
    )


BARE = """
alignmentcard: "1.1"
dataset: {id: bare, title: Bare, summary: "Something that was judged by somebody, and not more than that"}
dimensions: [{id: quality, feedback: comparison}]
pools: [{id: people, role: [rater], kind: human}, {id: writer, role: [generator], kind: synthetic}]
"""


@pytest.mark.parametrize(
    ("licence", "languages", "front"),
    [
        ("MIT OR Apache-2.0", ["mul", "und"], {"license": ["mit", "apache-2.0"], "language": ["multilingual"]}),
        ("LicenseRef-Our-terms", ["und"], {"license": "other", "license_name": "our-terms"}),
        ("CC-BY-4.0 AND LicenseRef-Terms", [], {"license": "other", "license_name": "cc-by-4.0-and-terms"}),
        ("CC-BY-4.0", ["zh-Hans"], {"license": "cc-by-4.0", "language": ["zh"]}),
    ],
)
def test_the_hub_gets_words_that_it_knows(licence: str, languages: list[str], front: dict) -> None:
    card = load(parse(BARE)).card
    assert card
    dataset = card.dataset.model_copy(update={"license": licence, "languages": languages})
    found = front_matter(card.model_copy(update={"dataset": dataset}))
    names = ("license", "license_name", "language", "annotations_creators")
    assert {name: found[name] for name in names if name in found} == front


@pytest.mark.parametrize(
    ("name", "lacks"),
    [
        (
            "huggingface",
            ["The Hub shows no licence: write dataset.license.",
             "On the Hub nobody finds the data by its language: write dataset.languages."],
        ),
        (
            "bibtex",
            ["Styles of references print authors: write dataset.creators.",
             "Styles of references print a year: write dataset.published."],
        ),
    ],
)  # fmt: skip
def test_what_readers_of_a_format_will_miss_is_told(name: str, lacks: list[str]) -> None:
    card = load(parse(BARE)).card
    assert card
    told = FORMATS[name].lacks
    assert told
    assert list(told(FORMATS[name].write(card))) == lacks
    full = {"license": "MIT", "languages": ["en"], "creators": [Creator(name="Ada")], "published": "2024"}
    whole = card.model_copy(update={"dataset": card.dataset.model_copy(update=full)})
    assert list(told(FORMATS[name].write(whole))) == []


@pytest.mark.parametrize("name", ["ddi", "datacite", "schema-org"])
def test_nobody_is_no_funder(name: str) -> None:
    card = load(parse(BARE)).card
    assert card
    intent = card.intent.model_copy(update={"funded_by": ["nobody"]})
    assert "nobody" not in FORMATS[name].write(card.model_copy(update={"intent": intent}))


def test_a_model_that_words_describe_has_an_article() -> None:
    pool = {"role": ["rater"], "kind": "synthetic", "model": {"name": "in-house model of ours", "version": "7"}}
    assert work_of_models(pool) == "An in-house model of ours (version 7) judged items."
    assert work_of_models({**pool, "model": {"name": "gpt-4o"}}) == "The model gpt-4o judged items."


def test_languages_of_several_datasets_are_counted_by_what_they_are_called() -> None:
    card = load(parse(BARE)).card
    assert card
    title = "Votes: “Whose street?”"
    dataset = card.dataset.model_copy(update={"languages": ["de", "und", "mul"], "title": title})
    text = form_text("eu-summary", card.model_copy(update={"dataset": dataset}), card)
    assert "German (1), languages that are not known (1) and several languages (1)" in text
    assert "“Votes: ‘Whose street?’”" in text


def test_a_pool_without_a_role_is_one_of_raters() -> None:
    pool = {"id": "people", "kind": "human", "recruitment": {"channel": "students"}}
    told = sorted_out({"pools": [pool]}, lambda path: ("",))
    assert [text for _, text in told] == ["The raters are people. They were recruited among students."]


@pytest.mark.parametrize("name", ["ddi", "datacite", "latex"])
def test_one_item_is_no_items(name: str) -> None:
    card = load(parse(BARE)).card
    assert card
    dataset = card.dataset.model_copy(update={"items": 1, "ratings": 1})
    text = FORMATS[name].write(card.model_copy(update={"dataset": dataset}))
    assert "1 item" in text
    assert "1 items" not in text
    assert "1 ratings" not in text
