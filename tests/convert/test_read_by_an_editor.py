"""What an editor would strike out of three forms, by kind: each row is a card, what is said, and what must not be."""

import html
import json
from typing import Any

import pytest

from alignmentcard.convert.exports.croissant import as_croissant
from alignmentcard.convert.prose.sentences import sentences
from alignmentcard.document import parse
from alignmentcard.loader import load
from alignmentcard.model import Card
from alignmentcard.report.forms import form_text
from alignmentcard.report.questionnaire import questionnaire

DATASET = {"id": "a", "title": "A"}


def card_of(sections: dict[str, Any]) -> Card:
    data = {"alignmentcard": "1.1", **sections, "dataset": {**DATASET, **sections.get("dataset", {})}}
    card = load(parse(json.dumps(data))).card
    assert card is not None
    return card


def handed_in(card: Card) -> str:
    """Return the ARR answers, the datasheet and the texts of the Croissant file as one text."""
    texts = [one for name, one in as_croissant(card).items() if name.startswith("rai:")]
    lines = [line for one in texts for line in (one if isinstance(one, list) else [str(one)])]
    return "\n".join((form_text("arr", card, style="text"), html.unescape(questionnaire(card, "datasheets")), *lines))


def hold(sections: dict[str, Any], said: list[str], never: list[str]) -> None:
    text = handed_in(card_of(sections))
    assert [one for one in said if one not in text] == []
    assert [one for one in never if one in text] == []


def pool(name: str, **more: Any) -> dict[str, Any]:
    return {"id": name, "kind": "human", "role": ["rater"], **more}


IDS: dict[str, tuple[dict[str, Any], list[str], list[str]]] = {
    "the source of shares": (
        {
            "pools": [pool("p", target={"population": "adults", "source": "s-1"})],
            "sources": [{"id": "s-1", "title": "Census of 2020"}],
        },
        ["The shares are from “Census of 2020”."],
        ["s-1"],
    ),
    "who did a step": (
        {
            "pools": [pool("first_ones"), pool("last_ones", role=["adjudicator"])],
            "collection": {"stages": [{"id": "one", "who": ["first_ones"]}, {"id": "two", "who": ["last_ones"]}]},
        },
        ["Step “one” was done by the raters.", "Step “two” was done by the adjudicators."],
        ["done by first ones", "done by last ones"],
    ),
    "between whom agreement is": (
        {
            "pools": [pool("x_1"), pool("x_2")],
            "statistics": {"agreement": [{"metric": "cohen_kappa", "value": 0.5, "between": ["x_1", "x_2"]}]},
        },
        ["It compares the raters in the groups “x 1” and “x 2”."],
        ["x_1 and x_2"],
    ),
}


@pytest.mark.parametrize("name", IDS)
def test_an_id_is_said_in_the_words_of_the_other_sentences(name: str) -> None:
    hold(*IDS[name])


def dataset(**more: Any) -> dict[str, Any]:
    return {"dataset": more}


def intent(**more: Any) -> dict[str, Any]:
    return {"intent": more}


def framework(**more: Any) -> dict[str, Any]:
    return {"framework": more}


def release(**more: Any) -> dict[str, Any]:
    return {"release": more}


NOTHING: list[tuple[dict[str, Any], str, str]] = [
    (release(personal_data="None; counts only."), "The release holds no personal data; counts only.", "data: "),
    (release(personal_data="None in the release; films stay here"), "holds no personal data; films stay here.", "None"),
    (
        release(personal_data="none, as ids are hashed"),
        "The release holds no personal data, as ids are hashed.",
        "data: ",
    ),
    (release(personal_data="No names of raters"), "The release holds no names of raters.", "no personal data"),
    (release(withdrawal="not possible"), "Raters cannot withdraw.", "as follows"),
    (release(withdrawal="Impossible, as no ids are kept"), "Raters cannot withdraw, as no ids are kept.", "as follows"),
    (release(maintenance="None planned"), "No maintenance of the data is planned.", "None planned"),
    (intent(not_for=["none"]), "No use of the data is ruled out.", "following: none"),
    (intent(affected="nobody"), "Nobody is affected by the result without a say in it.", "following: nobody"),
    (intent(funded_by=["No one"]), "The data was made without funding.", "funded by No one"),
    (framework(exclusions=["nothing"]), "The definitions leave nothing out.", "following: nothing"),
    ({"collection": {"context_shown": "nothing else"}}, "Raters saw nothing else.", "following: nothing"),
    ({"collection": {"tool": "none"}}, "No annotation tool was used.", "was a none"),
    ({"pools": [pool("p", recruitment={"criteria": ["none"]})]}, "The raters had to meet no criteria.", ": none"),
]


@pytest.mark.parametrize(("sections", "said", "never"), NOTHING)
def test_none_is_not_said_behind_a_beginning_that_claims_something(sections: Any, said: str, never: str) -> None:
    if "tool" not in sections.get("collection", {}) and "exclusions" not in sections.get("framework", {}):
        hold(sections, [said], [never])
        return
    text = "\n".join(sentences(json.loads(json.dumps(sections)), lambda _: True))
    assert said in text
    assert never not in text


FRAGMENTS: list[tuple[dict[str, Any], list[str]]] = [
    (release(maintenance="by the board"), ["The data is maintained by the board."]),
    (release(maintenance="internal."), ["Maintenance is described as follows: internal."]),
    (release(maintenance="The lab mends labels once a year"), ["\nThe lab mends labels once a year."]),
    (
        release(withdrawal="Members tell us; films are cut."),
        ["can withdraw as follows: members tell us; films are cut."],
    ),
    (release(withdrawal="Raters may have their answers deleted."), ["\nRaters may have their answers deleted."]),
    (
        framework(rationale="policy first, raters second"),
        ["The design is explained as follows: policy first, raters second."],
    ),
    (framework(rationale="Because the law asks for it"), ["This design was chosen because the law asks for it."]),
    (framework(rationale="No reader was free."), ["No reader was free."]),
    (framework(chosen_because="risk"), ["The reason for asking about this was the following: risk."]),
    (framework(positions="from inside the profession"), ["position as follows: from inside the profession."]),
    (intent(whose_values="Crowd workers in Peru"), ["The data carries the values of crowd workers in Peru."]),
    (framework(authors="Free University of Berlin"), ["The guidelines were written by Free University of Berlin."]),
    (intent(whose_values="Universal human values"), ["The values in the data are universal human values."]),
    (intent(whose_values="Ours"), ["The values in the data are ours."]),
    (intent(whose_values="The editors'"), ["The values in the data are the editors'."]),
    (intent(whose_values="The lab's, as its rules say."), ["The values in the data are the lab's, as its rules say."]),
    (intent(whose_values="the models' makers"), ["The data carries the values of the models' makers."]),
    (
        {"aggregation": [{"method": "mean", "rationale": "simple, robust"}]},
        ["Labels are the mean of the ratings (simple, robust)."],
    ),
    (
        {"aggregation": [{"method": "other", "rationale": "the highest of the values"}]},
        ["Labels were made as follows: the highest of the values."],
    ),
]


@pytest.mark.parametrize(("sections", "said"), FRAGMENTS)
def test_half_a_sentence_is_made_a_whole_one_everywhere(sections: Any, said: list[str]) -> None:
    text = handed_in(card_of(sections)) + "\n" + "\n".join(sentences(sections, lambda _: True))
    assert [one for one in said if one not in text] == []


ONE: list[tuple[dict[str, Any], str]] = [
    ({"pools": [pool("p", recruitment={"criteria": ["over 17"]})]}, "The raters had to meet this criterion: over 17."),
    (
        {"dimensions": [{"id": "d", "name": "D", "definition": {"detail": "brief", "parts": ["tone"]}}]},
        "Its definition has this part: tone.",
    ),
]


@pytest.mark.parametrize(("sections", "said"), ONE)
def test_a_list_of_one_is_not_said_as_several(sections: Any, said: str) -> None:
    hold(sections, [said], [])


SINGLE: list[tuple[dict[str, Any], list[str], list[str]]] = [
    (
        {
            "pools": [
                pool("crowd", size=9),
                pool(
                    "judge",
                    role=["adjudicator"],
                    size=1,
                    countries=["FR"],
                    consent="informed",
                    recruitment={"channel": "experts"},
                ),
            ],
            "gaps": [{"field": "pools.judge.pay", "reason": "unknown"}],
        },
        [
            "There was 1 adjudicator.",
            "The adjudicator was recruited as an expert in the subject.",
            "The adjudicator was told what the data is for and agreed.",
            "They are in France.",
            "For the adjudicator, the documentation of the data does not state what they were paid",
        ],
        ["adjudicators"],
    ),
    (
        {
            "dimensions": [{"id": "d", "name": "D", "asks": "Good?", "feedback": "rating"}],
            "pools": [
                pool(
                    "me",
                    size=1,
                    recruitment={"channel": "authors"},
                    composition=[{"axis": "gender", "basis": "self_reported", "counts": {"woman": 1}}],
                )
            ],
            "framework": {"definitions": "descriptive"},
            "intent": {"beliefs": "many"},
            "collection": {"unit": "a note", "training": ["instructions", "feedback_loop"], "pilot": {"raters": 3}},
        },
        [
            "The rater judged “D”.",
            "For “D”, the rater was asked: “Good?”",
            "The rater is an author of the data.",
            "The rater judged by their own understanding.",
            "For each answer the rater looked at a note.",
            "The rater read written instructions and was told how they did",
            "In a pilot, 3 raters took part.",
            "they belong to one group: woman (1).",
        ],
        ["Raters", "The raters", " a rater "],
    ),
    ({"pools": [pool("p", size_stated={"at_least": 1})]}, ["There was at least 1 rater."], []),
    ({"pools": [pool("p", size=100, size_stated={"about": 100})]}, ["There were 100 raters."], ["stated as"]),
    (
        dataset(counts=[{"axis": "split", "items": {"a": 1, "b": 0, "c": 2}}]),
        ["divide into a (1), b (0) and c (2)."],
        [],
    ),
]


@pytest.mark.parametrize(("sections", "said", "never"), SINGLE)
def test_one_person_is_one_person_and_a_list_ends_with_and(sections: Any, said: list[str], never: list[str]) -> None:
    hold(sections, said, never)


def trait(name: str, **more: Any) -> dict[str, Any]:
    guide = {"url": "https://example.org/g", "version": "3"}
    definition = {"detail": "brief", "text": f"What is {name}.", "guidelines": guide}
    return {"id": name, "name": name, "definition": definition, "feedback": "rating", **more}


def test_what_is_true_of_all_that_was_judged_is_said_once_and_names_it_once() -> None:
    card = card_of({"dimensions": [trait(name) for name in ("warm", "clear", "brief", "calm")], "pools": [pool("p")]})
    [protocol] = [as_croissant(card)["rai:dataAnnotationProtocol"]]
    names = "“warm”, “clear”, “brief” and “calm”"
    assert protocol.startswith(f"Raters judged {names}. Each of them was explained to raters in a few sentences.")
    assert protocol.count(names) == 1
    assert protocol.count("https://example.org/g") == 1
    assert protocol.count("Raters judged one item at a time.") == 1
    assert "The definition of “clear” reads: “What is clear.”" in protocol
    answers = form_text("arr", card, style="text").partition("D1. ")[2].partition("D2. ")[0]
    assert answers.count(names) == 1
    assert "The version of the guidelines for each of them is 3." in answers


def test_what_is_true_of_some_that_were_judged_names_these() -> None:
    some = [trait("warm", subjectivity="manifest"), trait("clear"), trait("calm", subjectivity="manifest")]
    [protocol] = [as_croissant(card_of({"dimensions": some}))["rai:dataAnnotationProtocol"]]
    assert "For each of “warm” and “calm”, the answer can be seen in the item itself." in protocol


JUDGE = {"kind": "synthetic", "role": ["rater"], "size": 1}
SMALL: list[tuple[dict[str, Any], list[str], list[str]]] = [
    (dataset(items=0, ratings=0), ["has no items that were judged.", "There are no single judgements."], [" 0 "]),
    ({"collection": {"unit": "reply"}}, ["a rater looked at a reply."], []),
    ({"collection": {"unit": "item in its thread"}}, ["a rater looked at an item in its thread."], []),
    ({"collection": {"unit": "comments"}}, ["a rater looked at comments."], []),
    ({"collection": {"unit": "two replies"}}, ["a rater looked at two replies."], []),
    ({"collection": {"tool": "in-house"}}, ["The annotation tool was an in-house tool."], []),
    ({"collection": {"tool": "doccano"}}, ["The annotation tool was doccano."], []),
    ({"collection": {"platform": "web page of the lab"}}, ["through a web page of the lab."], []),
    (
        {"collection": {"repeats": [{"kind": "retest", "items": 24, "raters": 1, "gap_days": 30}]}},
        ["Raters were asked the same question again (24 items, 1 rater, 30 days later)."],
        ["It concerns"],
    ),
    (intent(guidance={"aim": "Hardly; it depends."}), ["The aim could hardly be defined; it depends."], []),
    (intent(guidance={"aim": "open on purpose"}), ["The aim is open on purpose."], []),
    (intent(guidance={"assessable": "well, after training"}), ["asked for can be judged well, after training."], []),
    (
        {"history": [{"version": "1.1", "date": "2024-05", "changes": "two labels"}]},
        ["Version 1.1 appeared in May 2024. What changed: two labels."],
        ["Version 1.1."],
    ),
    (
        intent(disagreement="noise")
        | {"dimensions": [{"id": "a", "name": "A", "disagreement": "noise"}, {"id": "b", "name": "B"}]},
        ["Disagreement between raters is treated as error."],
        ["“A”, disagreement"],
    ),
    (
        {"dimensions": [{"id": "a", "name": "A", "disagreement": "noise"}, {"id": "b", "name": "B"}]},
        ["For “A”, disagreement between raters is treated as error."],
        [],
    ),
    (
        {
            "pools": [{"id": "j", **JUDGE, "dimensions": ["a"], "languages": ["en"]}],
            "dimensions": [{"id": "a", "name": "A"}],
        },
        ["One model or program took part, which judged items. It judged “A”. It speaks English."],
        ["They judged"],
    ),
    (
        {
            "pools": [
                {"id": "j", **JUDGE, "ratings_per_item": {"min": 1, "max": 1}},
                pool("p", size=5, ratings_per_item={"min": 0, "max": 5}),
            ]
        },
        ["Each item was judged once by the model.", "Each item was judged 0 to 5 times by the raters."],
        [],
    ),
    (
        {
            "statistics": {
                "agreement": [
                    {"metric": "fleiss_kappa", "value": 0.5, "items": 30, "of": {"items": 30, "note": "hard ones"}}
                ],
                "convergence": [{"metric": "jensen_shannon", "raters": [5, 9], "value": [0.2, 0.1]}],
            }
        },
        [
            "Fleiss' kappa is 0.5, on 30 items, worked out on hard ones.",
            "(Jensen-Shannon divergence) is 0.2 with 5 raters and 0.1 with 9 raters.",
        ],
        [],
    ),
]


@pytest.mark.parametrize(("sections", "said", "never"), SMALL)
def test_numbers_articles_and_pronouns_fit(sections: Any, said: list[str], never: list[str]) -> None:
    hold(sections, said, never)


@pytest.mark.parametrize(
    ("sections", "said", "never"),
    [
        (
            release(personal_data="Keine; Namen wurden aus den Texten entfernt."),
            ["Personal data: “Keine; Namen wurden aus den Texten entfernt”."],
            ["following personal data"],
        ),
        (
            {"collection": {"unit": "eine Antwort mit der Frage"}},
            ["looked at: “eine Antwort mit der Frage”."],
            ["at eine"],
        ),
        (
            intent(not_for=["decisiones sobre una persona", "ventas"]),
            ["Not for: “decisiones sobre una persona” and "],
            [],
        ),
        (intent(whose_values="Los Angeles residents"), ["The data carries the values of Los Angeles residents."], []),
        (intent(whose_values="Patients who die young"), ["The data carries the values of patients who die young."], []),
    ],
)
def test_a_text_in_another_language_is_quoted_and_not_gone_on_with(sections: Any, said: Any, never: Any) -> None:
    hold(sections, said, never)


@pytest.mark.parametrize(
    ("sections", "said"),
    [
        (dataset(languages=["en", "aab"]), ["in English and the language with the code “aab”."]),
        (intent(funded_by=["Ministry of Research"]), ["funded by the Ministry of Research."]),
        (dataset(creators=[{"name": "Town of Example"}]), ["made by the Town of Example."]),
        (
            {"aggregation": [{"method": "mean", "filters": [{"rule": "spam", "ratings_removed": 3}]}]},
            ["Ratings were removed by this rule: spam (3 ratings)."],
        ),
    ],
)
def test_names_and_what_was_removed_are_told_as_they_are(sections: Any, said: Any) -> None:
    hold(sections, said, [])


HELD: list[tuple[dict[str, Any], list[str], list[str]]] = [
    (
        release(personal_data="No personal data; one name is kept."),
        ["holds no personal data; one name is kept."],
        ["\nNo "],
    ),
    (release(personal_data="Nothing that names anybody"), ["The release holds nothing that names anybody."], []),
    (
        release(personal_data="Possibly; nobody looked"),
        ["holds personal data: possibly; nobody looked."],
        ["following personal"],
    ),
    (release(withdrawal="No mechanism"), ["Raters cannot withdraw."], ["as follows"]),
    (release(maintenance="Yes, by the society."), ["The data is maintained by the society."], ["Yes, by"]),
    (release(personal_data="Aucune"), ["The release holds no personal data."], ["following personal"]),
    (intent(guidance={"assessable": "not well without a kitchen"}), ["cannot be judged well without a kitchen."], []),
    (
        {
            "dimensions": [
                {"id": "d", "name": "D", "scale": {"level": "nominal", "values": ["yes"], "least": 0, "most": 5}}
            ]
        },
        ["the only possible answer was “yes” (nominal scale), and an answer has at most 5 of them."],
        ["at least 0"],
    ),
    (
        {"aggregation": [{"method": "mean", "filters": [{"rule": "blank answers", "items_removed": 0}]}]},
        ["This rule removed nothing: blank answers."],
        ["were removed"],
    ),
    (
        {"pools": [pool("a", recruitment={"sampling": "census"}), pool("b")]},
        ["The raters in the group “a” are all who could take part."],
        ["Everybody"],
    ),
    (
        {"gaps": [{"field": "statistics.agreement", "reason": "to_do", "note": "ask Jo for the table"}]},
        ["how far raters agree; it is still to be added."],
        ["ask Jo"],
    ),
]


@pytest.mark.parametrize(("sections", "said", "never"), HELD)
def test_what_other_cards_showed_is_said_as_it_is(sections: Any, said: list[str], never: list[str]) -> None:
    hold(sections, said, never)


def test_a_pool_is_labelled_in_words() -> None:
    [activity] = as_croissant(card_of({"pools": [pool("crowd_workers", size=4)]}))["prov:wasGeneratedBy"]
    [agent] = activity["prov:wasAttributedTo"]
    assert (agent["@id"], agent["prov:label"]) == ("pool_crowd_workers", "crowd workers (n=4)")


WRITER = {"id": "w", "kind": "synthetic", "role": ["generator"], "model": {"name": "gpt-x and llama-z"}}
LATER: list[tuple[dict[str, Any], list[str], list[str]]] = [
    (framework(authors="unknown"), ["Who wrote the guidelines is not known."], ["written by unknown"]),
    (intent(guidance={"applications": "Unknown."}), ["later uses could be foreseen is not known."], ["is Unknown"]),
    (intent(not_for=["None that we know of"]), ["No use of the data is ruled out that we know of."], []),
    (release(personal_data="None after a review"), ["The release holds no personal data after a review."], []),
    (release(withdrawal="Until publication, by mail"), ["Raters can withdraw until publication, by mail."], []),
    ({"collection": {"unit": "Bug report with its log"}}, ["a rater looked at a Bug report with its log."], []),
    (
        {"collection": {"setting": "workplace", "platform": "Jira", "tool": "Jira"}},
        ["as part of their work (Jira)."],
        ["with Jira"],
    ),
    (
        {"pools": [pool("p", ratings_per_item={"min": 0, "max": 1})]},
        ["Each item was judged 0 to 1 times."],
        [],
    ),
    ({"pools": [WRITER]}, ["The models gpt-x and llama-z wrote the replies that were judged."], ["Gpt-x"]),
    (intent(affected="Patients who wrote"), ["had no say in it: patients who wrote."], []),
]


@pytest.mark.parametrize(("sections", "said", "never"), LATER)
def test_what_further_cards_showed_is_said_as_it_is(sections: Any, said: list[str], never: list[str]) -> None:
    hold(sections, said, never)


STAGES = [
    {"id": "a", "who": ["p"], "asks": "Make it fail."},
    {"id": "b", "asks": "How far?", "rule": "Only if it is new"},
]
BY_DEVICE = {"axis": "device", "basis": "platform", "counts": {"phone": 5, "desk": 6}, "undisclosed": 3}
OFTEN_HELPED = {"id": "m", "kind": "synthetic", "role": ["assistant", "prompt_writer"], "model": {"name": "m-1"}}
CENSUS = {"sources": [{"id": "c", "title": "2018 Census", "year": "2018"}]}
FOUR_MORE: list[tuple[dict[str, Any], list[str], list[str]]] = [
    (
        {"pools": [pool("p")], "collection": {"stages": STAGES}},
        [
            "Step “a” was done by the raters and asked: “Make it fail.”",
            "Step “b” asked: “How far?” The rule was: only if it is new.",
        ],
        ["done by the raters: Make"],
    ),
    (
        {"collection": {"setting": "field", "platform": "none (offline)", "tool": "voice recorder; we typed it later"}},
        [
            "No platform was used (offline).",
            "The annotation tool was a voice recorder; we typed it later.",
        ],
        ["(none", "with voice recorder"],
    ),
    (
        {"collection": {"setting": "field", "platform": "Kiosk (two rooms)"}},
        ["people live or work (Kiosk [two rooms])."],
        [],
    ),
    (
        {"collection": {"context_shown": "the prompt was hidden; users saw their balance"}},
        ["The prompt was hidden; users saw their balance."],
        ["the following: the prompt was"],
    ),
    ({"collection": {"context_shown": "Nothing about the child"}}, ["Raters saw nothing else about the child."], []),
    (
        {"collection": {"unit": "letter + two rewrites, side by side"}},
        ["looked at a letter + two rewrites, side by side."],
        [],
    ),
    (
        intent(not_for=["Ranking clinics", "I would not use it for advice; wards differ."]),
        ["for the following: ranking clinics. I would not use it for advice; wards differ."],
        ["(2)"],
    ),
    (intent(not_for=["sale", "Use with or without us"]), ["sale; use with or without us."], []),
    (
        intent(uses=["guardrail", "evaluation"]),
        ["that let text through or stop it, and evaluating models."],
        [],
    ),
    (
        intent(guidance={"aim": "Clear for insults", "applications": "Filters", "assessable": "Yes, with time"}),
        ["The aim is clear for insults.", "The later uses are filters.", "What is asked for can be judged, with time."],
        [],
    ),
    (intent(guidance={"assessable": "not by outsiders"}), ["What is asked for cannot be judged by outsiders."], []),
    (intent(guidance={"assessable": "In most cases"}), ["What is asked for can be judged in most cases."], []),
    (
        intent(guidance={"aim": "What makes it good was left to each."}),
        ["\nWhat makes it good was left to each."],
        ["aim is what"],
    ),
    (framework(authors="ethics board; read by two nurses"), ["were written by the ethics board; read by"], []),
    (framework(authors="nobody wrote any"), ["Nobody wrote guidelines."], []),
    (framework(exclusions=["Whatever is not new"]), ["leave out the following: whatever is not new."], []),
    (framework(exclusions=["nothing was excluded"]), ["The definitions leave nothing out."], []),
    (framework(chosen_because="reports doubled in May"), ["\nReports doubled in May."], ["the following: reports"]),
    (release(maintenance="Quarterly, if money allows"), ["The data is maintained quarterly, if money allows."], []),
    (
        {"pools": [pool("p", composition=[BY_DEVICE])]},
        ["phone (5) and desk (6); it is not known of 3."],
        ["3 did not say"],
    ),
    (
        {"pools": [pool("p", target={"population": "adults", "source": "c"})], **CENSUS},
        ["The shares are from “2018 Census”."],
        ["Census” (2018)"],
    ),
    (
        {"pools": [OFTEN_HELPED]},
        ["that others replied to and answered first, and raters saw or corrected the answers."],
        ["the answers and wrote"],
    ),
    (
        {
            "pools": [pool("me", size=1)],
            "statistics": {
                "consistency": [{"kind": "retest", "pairs": 40, "agreement": 0.8, "genuine": 0.7}],
                "group_effects": [{"axis": "age", "value": 2, "adjusted": False}],
                "artefacts": [{"kind": "length", "metric": "spearman", "value": 0.3}],
            },
        },
        [
            "When the rater was asked again in the same way, 80 % of 40 pairs of answers are the same and 70 % are",
            "This does not allow for several comparisons.",
            "Spearman's rank correlation is 0.3.",
        ],
        ["The interval"],
    ),
    (
        {"aggregation": [{"method": "mean", "filters": [{"rule": "empty ones (all blank)", "items_removed": 9}]}]},
        ["Items were removed by this rule: empty ones (all blank; 9 items)."],
        [],
    ),
]


@pytest.mark.parametrize(("sections", "said", "never"), FOUR_MORE)
def test_what_four_more_cards_showed_is_said_as_it_is(sections: Any, said: list[str], never: list[str]) -> None:
    text = handed_in(card_of(sections)) + "\n" + "\n".join(sentences(sections, lambda _: True))
    assert [one for one in said if one not in text] == []
    assert [one for one in never if one in text] == []
