"""Sheets as others fill them: what answers say in passing stands in its field, and what is unclear stays text."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from alignmentcard.convert.imports import Draft, NotImportableError, draft
from alignmentcard.convert.imports.asking import controls, minutes, order, tool, trainings, way_out
from alignmentcard.convert.imports.boards import board, consent, consent_given
from alignmentcard.convert.imports.credits import creators, payers
from alignmentcard.convert.imports.crowds import judged_by, people, residents
from alignmentcard.convert.imports.dates import period, published
from alignmentcard.convert.imports.figures import figures
from alignmentcard.convert.imports.free_words import standing_for
from alignmentcard.convert.imports.labels import labelled, removed
from alignmentcard.convert.imports.licensed import own_licence, stated_licence
from alignmentcard.convert.imports.mentioned import addresses, papers, ratings
from alignmentcard.convert.imports.openness import access, attributes, rater_ids
from alignmentcard.convert.imports.purposes import purposes, tasks
from alignmentcard.convert.imports.stated import count
from alignmentcard.convert.imports.tongues import listed, tongues
from alignmentcard.convert.imports.versions import named_after, versions
from alignmentcard.convert.imports.wages import pay
from alignmentcard.document import parse
from alignmentcard.loader import load

POOL = "pools.raters."
Reader = Callable[[str], Any]


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("Fifty-four nurses", "54 nurses"),
        ("two hundred and twelve pupils", "212 pupils"),
        ("4 800 replies and 1{,}260 more", "4800 replies and 1,260 more"),
        ("one of eleven", "one of eleven"),
        ("in 2020 130 people", "in 2020 130 people"),
    ],
)
def test_numbers_in_words_and_in_groups_become_digits(text: str, said: str) -> None:
    assert figures(text) == said


@pytest.mark.parametrize(
    ("text", "licence"),
    [
        ("Creative Commons Attribution-NonCommercial-ShareAlike 4.0 International License", "CC-BY-NC-SA-4.0"),
        ("released under a Creative Commons Attribution license, version 3.0", "CC-BY-3.0"),
        ("Creative Commons Attribution 4.0 International (CC BY 4.0)", "CC-BY-4.0"),
        ("The MIT License.", "MIT"),
        ("the Apache License, Version 2.0", "Apache-2.0"),
        ("A [deed](https://creativecommons.org/publicdomain/zero/1.0/) says so.", "CC0-1.0"),
        ("Creative Commons", None),
        ("CC BY 4.0 for texts and CC BY-SA 4.0 for labels", None),
    ],
)
def test_a_licence_is_known_by_its_long_name(text: str, licence: str | None) -> None:
    assert stated_licence(text) == licence


def test_the_licence_of_what_was_used_is_not_that_of_the_data() -> None:
    assert not list(own_licence("Prompts come from Aya (Apache 2.0), which we cite."))
    assert list(own_licence("Aya is Apache 2.0. Our data set is released under CC BY 4.0.")) == [
        ("dataset.license", "CC-BY-4.0")
    ]


READ: list[tuple[Reader, str, dict[str, Any]]] = [
    (
        pay,
        "€0.45 per comparison, about €18 an hour",
        {POOL + "pay": {"amount": 0.45, "currency": "EUR", "per": "item"}},
    ),
    (pay, "They got $4.50 for a task.", {POOL + "pay": {"amount": 4.5, "currency": "USD"}}),
    (
        pay,
        "$4.50 for a task of 20 minutes",
        {POOL + "pay": {"amount": 4.5, "currency": "USD", "per": "session"}},
    ),
    (
        pay,
        "The survey took 25 minutes and paid £4.00, i.e. an hourly rate of £9.60.",
        {POOL + "pay": {"amount": 4.0, "currency": "GBP", "per": "session"}},
    ),
    (pay, "No payment was made.", {POOL + "pay": {"amount": 0}}),
    (
        pay,
        "USD 3.50 per hour, 1.5 times the minimum wage",
        {
            POOL + "pay": {
                "amount": 3.5,
                "currency": "USD",
                "per": "hour",
                "standard": "1.5 times the minimum wage",
            }
        },
    ),
    (
        people,
        "27 freelancers found through Upwork",
        {
            POOL + "size": 27,
            POOL + "recruitment.channel": "contractors",
            POOL + "recruitment.platform": "Upwork",
        },
    ),
    (
        people,
        "54 clinicians (34 nurses and 20 physicians) on MTurk",
        {
            POOL + "size": 54,
            POOL + "recruitment.channel": "crowd_platform",
            POOL + "recruitment.platform": "Amazon Mechanical Turk",
        },
    ),
    (
        people,
        "Recruited by the survey firm Askwell with quotas; 200 people took part in each country, 800 in all.",
        {
            POOL + "size": 800,
            POOL + "recruitment.channel": "panel",
            POOL + "recruitment.platform": "Askwell",
            POOL + "recruitment.sampling": "quota",
        },
    ),
    (people, "Work was split between Prolific and Upwork.", {}),
    (people, "40 readers and 12 lawyers", {}),
    (judged_by, "1,050 pairs, judged by 300 people", {POOL + "size": 300}),
    (judged_by, "each pair was judged by 30 people", {}),
    (residents, "All raters live in India.", {POOL + "countries": ["IN"]}),
    (residents, "The forum is based in India.", {}),
    (
        board,
        "The Regional Committee for Medical Research Ethics found that it needs no approval.",
        {POOL + "ethics": {"status": "exempt", "body": "Regional Committee for Medical Research Ethics"}},
    ),
    (
        board,
        "Ethical clearance was given by the Ethics Committee of the Universidad de Lindoso.",
        {POOL + "ethics": {"status": "approved", "body": "Ethics Committee of the Universidad de Lindoso"}},
    ),
    (board, "None; the laboratory has no board.", {POOL + "ethics": {"status": "none"}}),
    (board, "We asked whether or not those individuals would approve.", {}),
    (consent, "Yes, in writing; they were told of the risks.", {POOL + "consent": "informed"}),
    (consent, "They take tasks in a consent-based workflow.", {}),
    (consent_given, "Approved, and all raters gave informed consent.", {POOL + "consent": "informed"}),
    (tool, "a self-hosted Argilla 1.18 with forms", {"collection.tool": "Argilla 1.18"}),
    (tool, "Qualtrics for the survey, Label Studio for spans", {}),
    (controls, "One in twenty was a gold item.", {"collection.quality_controls": ["gold_items"]}),
    (controls, "There were no attention checks.", {}),
    (
        trainings,
        "They read the guidelines and passed a qualification test.",
        {"collection.training": ["instructions", "qualification_test"]},
    ),
    (order, "The order of the answers was randomised.", {"collection.order": "randomised"}),
    (order, "The order was not random.", {}),
    (way_out, "better / worse / cannot say", {"collection.abstention": True}),
    (minutes, "Each session of 40 minutes", {"collection.minutes_per_session": 40}),
    (labelled, "The label is the majority vote of three.", {"aggregation.*.method": "majority_vote"}),
    (labelled, "Mean over the raters; ties do not occur.", {"aggregation.*.method": "mean"}),
    (
        labelled,
        "Ratings are not aggregated: we release every single rating.",
        {"aggregation.*.method": "none", "release.level": "individual"},
    ),
    (labelled, "We did not use a majority vote.", {}),
    (labelled, "A majority vote, or adjudicated by an expert.", {}),
    (
        removed,
        "Yes. Raters who failed were excluded (61 ratings). Names were deleted.",
        {"aggregation.*.filters": [{"rule": "Raters who failed were excluded (61 ratings).", "ratings_removed": 61}]},
    ),
    (access, "After signing a data use agreement.", {"release.access": "on_request"}),
    (access, "It is freely available to everyone.", {"release.access": "open"}),
    (access, "It is not publicly available.", {}),
    (access, "Publicly available, raw data on request.", {}),
    (rater_ids, "Annotator names were replaced by numeric IDs.", {"release.rater_ids": "pseudonymous"}),
    (rater_ids, "User names of posts were hashed.", {}),
    (attributes, "The age of each rater is part of the data.", {"release.rater_attributes": "individual"}),
    (purposes, "To train reward models. Existing data serve evaluation.", {"intent.uses": ["reward_model"]}),
    (tasks, "Benchmarking of reward models.", {"intent.uses": ["evaluation"]}),
    (tasks, "Fine-tuning, and must not serve content moderation.", {"intent.uses": ["fine_tuning"]}),
    (tongues, "Raw text in Norwegian Bokmål and English", {}),
    (tongues, "Headlines in Italian, Spanish and Brazilian Portuguese.", {"dataset.languages": ["it", "es", "pt-BR"]}),
    (tongues, "One English short story", {"dataset.languages": ["en"]}),
    (tongues, "Texts in German and Klingonish", {}),
    (listed, "isiZulu, Swahili and Yoruba.", {"dataset.languages": ["zu", "sw", "yo"]}),
    (listed, "Swahili, mostly", {}),
    (versions, "Version 0.9.2 (March 2025).", {"dataset.version": "0.9.2"}),
    (versions, "Under the Apache License, version 2.0.", {}),
    (versions, "Version 1.1 is planned.", {}),
    (named_after, "PunDit was created as a benchmark.", {"dataset.title": "PunDit"}),
    (named_after, "Data was created.", {}),
    (addresses, "On Zenodo (doi:10.5281/zenodo.99).", {"dataset.links.doi": "10.5281/zenodo.99"}),
    (papers, "See https://arxiv.org/abs/2401.55555.", {"dataset.links.paper": "https://arxiv.org/abs/2401.55555"}),
    (ratings, "each pair was judged by 4 to 6 pupils", {POOL + "ratings_per_item": {"min": 4, "max": 6}}),
    (
        ratings,
        "24,000 ratings per question; 3 raters per story",
        {"dataset.ratings": 24000, POOL + "ratings_per_item": {"min": 3, "max": 3}},
    ),
    (count, "951 items in total (after removing 56 rows)", {"dataset.items": 951}),
    (count, "2,000 puns by people and models.", {"dataset.items": 2000}),
    (count, "2000 instances in each dataset.", {}),
    (count, "40 raters.", {}),
    (period, "From 4 to 19 October 2021.", {"collection.period": {"start": "2021-10-04", "end": "2021-10-19"}}),
    (period, "June--August 2022", {"collection.period": {"start": "2022-06", "end": "2022-08"}}),
    (period, "02/2024 – 04/2024", {"collection.period": {"start": "2024-02", "end": "2024-04"}}),
    (period, "12.09.2022 to 04.11.2022", {"collection.period": {"start": "2022-09-12", "end": "2022-11-04"}}),
    (
        period,
        "In the school year 2023/2024 (September 2023 to June 2024).",
        {"collection.period": {"start": "2023-09", "end": "2024-06"}},
    ),
    (
        period,
        "Posts span 2020-2025 (collected from 2021-01 to 2022-03).",
        {"collection.period": {"start": "2021-01", "end": "2022-03"}},
    ),
    (period, "It began with v0.1.0 in July 2026 and is ongoing.", {"collection.period": {"start": "2026-07"}}),
    (published, "14 February 2024", {"dataset.published": "2024-02-14"}),
    (
        creators,
        "The data was created by Ana de Souza, B. C. Lee and Zoë Ng (Lab of Words), Hill University.",
        {"dataset.creators": [{"name": "Ana de Souza"}, {"name": "B. C. Lee"}, {"name": "Zoë Ng"}]},
    ),
    (creators, "The data team of Hill University.", {}),
    (creators, "It was made in the lab of Ana Souza by her student.", {}),
    (
        payers,
        "The work was funded by the Hill Council under grant no. 33 and by the Solberg Foundation.",
        {"intent.funded_by": ["Hill Council", "Solberg Foundation"]},
    ),
    (payers, "The Ministry of Work and Research.", {}),
]
"""A reader, an answer, and what is read in it: nothing where the answer says too little, or two things."""


@pytest.mark.parametrize(("read", "text", "values"), READ, ids=[f"{one[0].__name__}: {one[1][:40]}" for one in READ])
def test_an_answer_gives_what_it_says_and_no_more(read: Reader, text: str, values: dict[str, Any]) -> None:
    assert dict(read(text)) == values


IN_A_TABLE = """# TeaTalk — datasheet

| Question | Answer |
| --- | --- |
| **Motivation** | |
| For what purpose was the dataset created? | To fine-tune assistants that answer **politely** in Welsh tea rooms. |
| Who created the dataset? | Mair Evans and Tom Price (Tea Lab) |
| How many instances are there in total? | 310 replies |
| Is there a label or target? | The mean of the ratings. |
| Who was involved and how were they compensated? | Twenty-two volunteers, unpaid |
| Ethical review? | None; the lab has no board. |
| Was any preprocessing done? | 8 duplicates were removed. |
| License | CC BY 4.0 International |
| Contact | tea@example.org |
"""


def test_a_table_of_questions_and_answers_is_a_sheet() -> None:
    values = draft(IN_A_TABLE, name="sheet.md").values
    assert values["dataset.title"] == "TeaTalk"
    assert values["dataset.creators"] == [{"name": "Mair Evans"}, {"name": "Tom Price"}]
    assert (values["dataset.items"], values["pools.raters.size"]) == (310, 22)
    assert values["pools.raters.pay"] == {"amount": 0}
    assert values["pools.raters.ethics"] == {"status": "none"}
    assert values["aggregation"] == [
        {"method": "mean", "filters": [{"rule": "8 duplicates were removed.", "items_removed": 8}]}
    ]
    assert (values["dataset.license"], values["dataset.contact"]) == ("CC-BY-4.0", "mailto:tea@example.org")


IN_CAPITALS = """DATASHEET FOR THE "WARM OR COLD?" DATASET
========================================
Version 0.9.2 (March 2025)

MOTIVATION

Q: For what purpose was the dataset created?
A: To learn which answers people find warmer, as
   training data for reward models.

COMPOSITION

Q: Does the dataset identify any subpopulations?
A: Three age groups.

Q: If consent was obtained, could it be revoked?
A: Yes, until the data came out.

USES

Q: Are there tasks for which the dataset should not be used?
A: Please do not use it to rank people.

DISTRIBUTION

Q: How will the dataset be distributed?
A: Open access via OSF, https://doi.org/10.17605/OSF.IO/AB3CD
"""


def test_parts_in_capitals_are_no_part_of_an_answer_and_the_beginning_has_the_version() -> None:
    made = draft(IN_CAPITALS, name="sheet.txt")
    assert made.values["dataset.version"] == "0.9.2"
    assert made.values["intent.uses"] == ["reward_model"]
    assert made.values["intent.not_for"] == ["Please do not use it to rank people."]
    assert made.values["release.withdrawal"] == "until the data came out."
    assert made.values["release.access"] == "open"
    assert ("pools.composition", "Three age groups.") in {(one.path, one.text) for one in made.left}
    assert "USES" not in made.text()


SHORT_NAMES = """# Responsible NLP Checklist

**B2. Discuss the license for artifacts**

Appendix E. Our labels are under the Open Data Commons Attribution License (ODC-By) v1.0.

**B6. Statistics for data**

Yes, Table 2. 900 prompts; 3 annotators ranked the replies of every prompt (2,700 rankings).

**D2. Recruitment and payment**

Section 4. Nine annotators got 15,000 KRW per hour, which exceeds the minimum wage of 9,860 KRW.
"""


def test_a_checklist_with_short_names_for_its_questions_is_read_by_their_numbers() -> None:
    values = draft(SHORT_NAMES, name="arr.md").values
    assert values["dataset.license"] == "ODC-By-1.0"
    assert (values["dataset.items"], values["dataset.ratings"]) == (900, 2700)
    assert values["pools.raters.ratings_per_item"] == {"min": 3, "max": 3}
    assert values["pools.raters.size"] == 9
    assert values["pools.raters.pay"]["amount"] == 15000


def sheet(*answers: tuple[str, str]) -> Draft:
    asked = {
        "how": "How was the data associated with each instance acquired?",
        "what": "What mechanisms or procedures were used to collect the data?",
        "who": "Who was involved in the data collection process and how were they compensated?",
        "uses": "Has the dataset been used for any tasks already?",
    }
    return draft(
        "# Datasheet for X\n\n" + "\n\n".join(f"## {asked[one]}\n\n{told}" for one, told in answers), name="x.md"
    )


def test_what_two_answers_say_differently_is_not_taken() -> None:
    made = sheet(("how", "In Label Studio."), ("what", "A form of Qualtrics."), ("uses", "No."))
    assert "collection.tool" not in made.values
    more = sheet(("how", "In Argilla."), ("what", "Argilla 1.18 on our server."), ("uses", "No."))
    assert more.values["collection.tool"] == "Argilla 1.18"


def test_one_question_alone_is_no_sheet_and_its_text_is_not_searched() -> None:
    made = sheet(("how", "In Label Studio, with attention checks."))
    assert not {"collection.tool", "collection.quality_controls"} & set(made.values)


def test_every_value_has_its_place_and_the_card_loads() -> None:
    for text in (IN_A_TABLE, IN_CAPITALS, SHORT_NAMES):
        made = draft(text, name="x.md")
        assert load(parse(made.text())).card
        assert all(one.at for one in made.taken)


@pytest.mark.parametrize(
    ("heading", "title"),
    [
        ("Datasheet for the CareVoices dataset (v1.0)", "CareVoices"),
        ("Datasheet for a dataset: PRISM alignment dataset", "PRISM alignment dataset"),
        ("Datasheet: Ubuntu Ratings (UR), version 2.0.1", "Ubuntu Ratings (UR)"),
        ("TeaTalk — datasheet", "TeaTalk"),
        ("TeaTalk: Datasheet", "TeaTalk"),
    ],
)
def test_a_title_is_the_name_alone(heading: str, title: str) -> None:
    assert draft(f"# {heading}\n\n## Motivation\n\nTo learn.\n", name="x.md").values["dataset.title"] == title


FREE_WORDS = """**A sheet about Porch Talk**

**1. Why did you collect it?** To learn how neighbours judge what is said over a fence.

**2. How big is it?** 12k remarks; 36.500 votes.

**3. Who did the work?** 41 Mechanical Turk workers.

**4. What did they earn?** $14 per hour.

**5. Did an ethics board look at it?** None was required.

**6. Terms?** CC BY 4.0

**7. Cite as** Doe, Porch Talk. 10.5555/porch.2024

**8. What must it not be used for?** Ranking neighbours.

2.1 Number of instances

See above.
"""


def test_a_sheet_in_words_of_its_own_is_read_as_a_datasheet() -> None:
    values = draft(FREE_WORDS, name="sheet.md").values
    assert values["pools.raters.size"] == 41
    assert values["pools.raters.pay"] == {"amount": 14.0, "currency": "USD", "per": "hour"}
    assert values["pools.raters.ethics"] == {"status": "none"}
    assert values["dataset.license"] == "CC-BY-4.0"
    assert values["intent.not_for"] == ["Ranking neighbours."]


def test_thousands_with_points_are_counts_of_what_is_counted() -> None:
    assert draft(FREE_WORDS, name="sheet.md").values["dataset.ratings"] == 36500


def test_crowd_work_sheets_are_read_by_their_questions() -> None:
    text = "\n\n".join(
        f"**{question}**\n{answer}"
        for question, answer in (
            ("What annotation platform did you utilize?", "Prolific."),
            ("How do the individual annotator responses relate to the final labels?", "By majority vote."),
            ("Is there a process by which annotators can later choose to withdraw their data?", "They write to us."),
        )
    )
    values = draft(text, name="sheet.md").values
    assert values["pools.raters.recruitment.platform"] == "Prolific"
    assert values["aggregation"] == [{"method": "majority_vote"}]
    assert values["release.withdrawal"] == "They write to us."


@pytest.mark.parametrize(
    "title", ["Models we compare?", "Who are the annotators?", "Installation", "Results by task", "Is it any good?"]
)
def test_a_heading_that_asks_nothing_of_data_stands_for_no_question(title: str) -> None:
    assert standing_for(title) is None


def test_the_licence_of_what_was_used_stands_at_what_the_data_was_made_from() -> None:
    text = "### Licenses for existing assets\n\nMost prompts are from Elsewhere (CC0)."
    assert "dataset.license" not in draft(text, name="sheet.md").values


def test_the_snapshot_of_a_data_card_is_read_row_by_row() -> None:
    rows = "Category | Data\n--- | ---\nSize | 13 MB\nNumber of Instances | 18 778\nNumber of Labels | 94 342"
    values = draft(f"# Data Card: Ferns\n\n#### Dataset Snapshot\n{rows}\n", name="card.md").values
    assert "13 MB" not in str(values)
    assert (values.get("dataset.items"), values.get("dataset.ratings")) == (18778, 94342)


def test_a_checklist_with_only_its_number_in_bold_is_read() -> None:
    text = "**B2.** License: it is released under MIT.\n**D2.** Pay: 12 workers got $9 per hour.\n"
    values = draft(text, name="arr.md").values
    assert values["dataset.license"] == "MIT"
    assert values["pools.raters.size"] == 12


def test_when_texts_were_written_is_not_when_they_were_judged() -> None:
    text = "Replies were posted from 2011 to 2014; rating ran 2016-2017."
    assert list(period(text)) == [("collection.period", {"start": "2016", "end": "2017"})]


@pytest.mark.parametrize(
    ("name", "content", "said"),
    [
        ("none.docx", b"", "is empty"),
        ("half.docx", b"PK\x03\x04broken", "Save it again"),
    ],
)
def test_a_file_that_is_no_sheet_is_told_in_one_sentence(tmp_path: Path, name: str, content: bytes, said: str) -> None:
    (tmp_path / name).write_bytes(content)
    with pytest.raises(NotImportableError, match=said):
        draft(tmp_path / name)
