"""Five cards of data that the gallery does not have, typed on a terminal from nothing to level 1."""

from pathlib import Path

import pytest
from typist import fill_in

from alignmentcard.checker.check import check
from alignmentcard.document import read
from alignmentcard.profiles import load_profile

DOWN = "\x1b[B"
CROWD = {
    "What is the dataset called": "HelpTrait5\r",
    "Which version": "1.0.0\r",
    "In one paragraph": "Pairs of replies of two assistants, compared by crowd workers on five named traits.\r",
    "Under which licence": "CC BY 4.0\r",
    "Which languages are the items": "English\r",
    "Who made the dataset": "Ada Example; Bo Example\r",
    "Whom can readers ask": "mailto:data@example.org\r",
    "When was this version published": "May 2024\r",
    "How many items were judged": "4,000\r",
    "How many single judgements": "60,000\r",
    "Where do the items come from": "prompts of a chat service\r",
    "Share of the items, between": "1\r",
    "Licence of this part": "\r",
    "Who wrote these items": DOWN + "\r",
    "before or after the collection": DOWN + "\r",
    "meant to be used for": " \r",
    "one belief, or capture": DOWN + "\r",
    "When raters differ": DOWN + "\r",
    "particular group, or for everybody": DOWN + "\r",
    "Whose norms": "The developers of the assistant\r",
    "a general judgement, or about named traits": DOWN * 2 + "\r",
    "Did you fix what the traits": DOWN + "\r",
    "Who decides what the traits": DOWN + " \r",
    "Who chose what raters": DOWN + " \r",
    "Who wrote the guidelines": "Two linguists of the team\r",
    "Give each trait": "Helpfulness; Correctness; Coherence; Complexity; Verbosity\r",
    "`helpfulness`: What exactly": "Which reply is more helpful?\r",
    "`correctness`: What exactly": "Which reply is more correct?\r",
    "`coherence`: What exactly": "Which reply is more coherent?\r",
    "`complexity`: What exactly": "Which reply is more complex?\r",
    "`verbosity`: What exactly": "Which reply is longer than needed?\r",
    "general judgement, or a named trait": DOWN * 2 + "=",
    "How much were raters told": DOWN * 3 + "=",
    "`helpfulness`: The definition": "The reply does what the user asked for.\r",
    "`correctness`: The definition": "What the reply says is true.\r",
    "`coherence`: The definition": "The reply follows from sentence to sentence.\r",
    "`complexity`: The definition": "The reply takes expert knowledge to write.\r",
    "`verbosity`: The definition": "The reply says more than was asked.\r",
    "Where the guidelines can be read": "=https://example.org/guide.pdf\r",
    "Version or date of the guidelines": "=2.0\r",
    "How many pages": "=4\r",
    "judged examples": DOWN + "=",
    "unclear cases": DOWN + "=",
    "Where does the answer come from": DOWN * 2 + "=",
    "In what form did raters answer": DOWN * 2 + "=",
    "What kind of scale": DOWN + "=",
    "Which answers were possible": "=a; b; tie\r",
    "Which of them mean": "=tie\r",
    "One of them, or several": DOWN + "=",
    "which comes first": "\r",
    "What does a rater look at": "two replies to one prompt\r",
    "Were there several steps": "\r",
    "Where were people": DOWN * 2 + "\r",
    "First day, month": "2024-01\r",
    "Last day, month": "2024-03\r",
    "How were raters prepared": DOWN + " \r",
    "How many raters took part": "20\r",
    "What was learnt": "Two traits were renamed.\r",
    "careless answers": DOWN + " \r",
    "say that they have no view": DOWN + "\r",
    "Who gave the judgements": DOWN + "\r",
    "`raters`: What did they do": " \r",
    "`raters`: How many are they": "120\r",
    "Fewest ratings": "3\r",
    "Median over": "\r",
    "Most ratings": "\r",
    "How were raters reached": DOWN + "\r",
    "Name of the platform": "Prolific\r",
    "How were they chosen": DOWN + "\r",
    "What they had to fulfil": "first language English\r",
    "Which countries": "US; United Kingdom\r",
    "languages do they": "English\r",
    "Amount; 0": "12\r",
    "Currency": "USD\r",
    "was paid for": DOWN + "\r",
    "standard it was set by": "\r",
    "What did they agree": DOWN + "\r",
    "Who are they: age": "gender\r",
    "Members in each": "woman 60; man 58; undisclosed 2\r",
    "Whom should the raters": "English speakers online\r",
    "become one label": DOWN * 3 + "\r",
    "happened with ties": DOWN + "\r",
    "What can others get": DOWN + "\r",
    "same rater be recognised": DOWN + "\r",
    "release about raters": DOWN + "\r",
    "Who can get the data": DOWN + "\r",
    "Who wrote this card": "Ada Example\r",
}
JUDGE = {
    "What is the dataset called": "Judged by J\r",
    "In one paragraph": "Answers to exam questions, each graded for being correct by a language model.\r",
    "Under which licence": "Apache 2\r",
    "before or after": DOWN + "\r",
    "one belief": DOWN + "\r",
    "When raters differ": DOWN + "\r",
    "general judgement, or about": DOWN * 2 + "\r",
    "Did you fix": DOWN + "\r",
    "Give each trait": "Correct\r",
    "How much were raters told": DOWN * 4 + "\r",
    "Where does the answer come": DOWN + "\r",
    "Who gave the judgements": DOWN * 2 + "\r",
    "Which model or program is it": "judge-7b\r",
    "Version or date": "2024-11\r",
    "How often each": "3\r",
    "Which prompt": "https://example.org/prompt.txt\r",
    "Temperature": "0.7\r",
    "become one label": DOWN * 2 + "\r",
    "What can others get": DOWN + "\r",
}
VOTES = {
    "What is the dataset called": "Garden Votes\r",
    "In one paragraph": "Answers of a forum about balcony plants with the votes of its readers.\r",
    "Under which licence": "CC BY-SA 4.0\r",
    "before or after": DOWN + "\r",
    "one belief": DOWN * 2 + "\r",
    "When raters differ": DOWN * 2 + "\r",
    "general judgement, or about": DOWN + "\r",
    "Did you fix": DOWN * 2 + "\r",
    "Give each trait": "Useful\r",
    "How much were raters told": DOWN + "\r",
    "Where does the answer come": DOWN * 3 + "\r",
    "Who gave the judgements": DOWN + "\r",
    "How many are they": ("?", DOWN + "\r", "\r"),
    "become one label": DOWN * 6 + "\r",
    "What can others get": DOWN * 2 + "\r",
}
RED_TEAM = {
    "What is the dataset called": "Break the Bot\r",
    "In one paragraph": "Dialogues in which hired testers try to get harmful advice, each rated for harm.\r",
    "Under which licence": "MIT\r",
    "before or after": DOWN + "\r",
    "one belief": DOWN + "\r",
    "When raters differ": DOWN + "\r",
    "general judgement, or about": DOWN * 2 + "\r",
    "Did you fix": DOWN + "\r",
    "Give each trait": "Harm\r",
    "How much were raters told": DOWN * 3 + "\r",
    "Where does the answer come": DOWN * 2 + "\r",
    "Who gave the judgements": DOWN + "\r",
    "How many are they": "24\r",
    "become one label": DOWN + "\r",
    "What can others get": DOWN + "\r",
}
TABLE = {
    "Which column holds the answer": DOWN + "\r",
    "What is the dataset called": "Ratings of Texts\r",
    "In one paragraph": "Answers of a forum about balcony plants with the votes of its readers.\r",
    "Under which licence": ("?", DOWN * 2 + "\r", "\r"),
    "before or after": DOWN + "\r",
    "one belief": DOWN + "\r",
    "When raters differ": DOWN + "\r",
    "general judgement, or about": DOWN + "\r",
    "Did you fix": DOWN + "\r",
    "Give each trait": "\r",
    "How much were raters told": DOWN * 3 + "\r",
    "Where does the answer come": DOWN * 2 + "\r",
    "Who gave the judgements": DOWN + "\r",
    "How many are they": "\r",
    "become one label": DOWN + "\r",
    "What can others get": DOWN + "\r",
}
JUDGE_IN_FULL = {
    "What is the dataset called": "Judged by J\r",
    "Which version": "2024-11\r",
    "In one paragraph": "Answers to exam questions, each graded for being correct by a language model.\r",
    "Under which licence": "Apache 2\r",
    "Which languages are the items": "en\r",
    "Who made the dataset": "Ada Example\r",
    "Whom can readers ask": "mailto:data@example.org\r",
    "When was this version published": "Nov 2024\r",
    "How many items were judged": "5k\r",
    "How many single judgements": "15k\r",
    "Where do the items come from": "answers of six models to exam questions\r",
    "Share of the items, between": "100 %\r",
    "Licence of this part": "\r",
    "Who wrote these items": DOWN * 2 + "\r",
    "before or after the collection": DOWN + "\r",
    "meant to be used for": DOWN + " \r",
    "one belief, or capture": DOWN + "\r",
    "When raters differ": DOWN + "\r",
    "particular group, or for everybody": DOWN + "\r",
    "Whose norms": "The examiners\r",
    "a general judgement, or about named traits": DOWN * 2 + "\r",
    "Did you fix what the traits": DOWN + "\r",
    "Who decides what the traits": DOWN + " \r",
    "Who chose what raters": DOWN + " \r",
    "Who wrote the guidelines": "The team\r",
    "Give each trait": "Correct\r",
    "What exactly": "Is the answer correct?\r",
    "general judgement, or a named trait": DOWN * 2 + "\r",
    "How much were raters told": DOWN * 4 + "\r",
    "Where does the answer come from": DOWN + "\r",
    "In what form did raters answer": DOWN + "\r",
    "The definition, word for word": "The answer names the same fact as the key of the exam.\r",
    "Where the guidelines can be read": "https://example.org/prompt.txt\r",
    "Version or date of the guidelines": "2024-11\r",
    "How many pages": "1\r",
    "judged examples": DOWN + "\r",
    "unclear cases": DOWN * 2 + "\r",
    "What kind of scale": DOWN + "\r",
    "Which answers were possible": "right; wrong\r",
    "Which of them mean": "\r",
    "One of them, or several": DOWN + "\r",
    "What does a rater look at": "one answer and the key\r",
    "Were there several steps": "\r",
    "Where were people": DOWN * 4 + "\r",
    "First day, month": "Oct 2024\r",
    "Last day, month": "2024-11\r",
    "How were raters prepared": DOWN + " \r",
    "careless answers": DOWN + " \r",
    "say that they have no view": DOWN * 2 + "\r",
    "Who gave the judgements": DOWN * 2 + "\r",
    "How many raters took part": "\r",
    "What did they do": " \r",
    "Fewest ratings": "3\r",
    "Median over": "\r",
    "Most ratings": "\r",
    "Which model or program is it": "judge-7b\r",
    "Version or date": "2024-11\r",
    "How often each": "3\r",
    "Which prompt": "https://example.org/prompt.txt\r",
    "Temperature": "0.7\r",
    "become one label": DOWN * 2 + "\r",
    "What can others get": DOWN + "\r",
    "happened with ties": DOWN + "\r",
    "same rater be recognised": DOWN + "\r",
    "release about raters": DOWN + "\r",
    "Who can get the data": DOWN + "\r",
    "Who wrote this card": "Ada Example\r",
}
ALONE = {
    part.removeprefix("`raters`: "): keys.removeprefix("=") if keys[:1] == "=" else keys.replace("=", "\r")
    for part, keys in CROWD.items()
    if not part.endswith(("What exactly", "The definition"))
}
"""What is said of the five traits, of one."""


def in_full(own: dict[str, str | tuple[str, ...]]) -> dict[str, str | tuple[str, ...]]:
    """Add what the profile standard asks beyond minimal."""
    return {**own, **{part: keys for part, keys in {**ALONE, **ONE_TRAIT}.items() if part not in own}}


ONE_TRAIT = {
    "What exactly": "How would you rate this reply?\r",
    "The definition, word for word": "The reply does what the text above says.\r",
}
GROUPS = {
    "Who gave the judgements": DOWN * 3 + "\r",
    "A short name for each group": "crowd; experts\r",
    "`experts`: What did they do": DOWN + " \r",
    "`experts`: How many are they": "about 12\r",
    "`experts`: `gender`: Members in each": "woman 6; man 6\r",
    "`experts`: How were raters reached": DOWN * 3 + "\r",
    "`crowd`: What did they do": " \r",
    "`crowd`: How many are they": "120\r",
    "Are they people or a program": DOWN + "\r",
    "Did they see or correct": "\r",
    "What can others get": DOWN + "\r",
}
TWO_POOLS = {**GROUPS, **{part: keys for part, keys in CROWD.items() if part not in GROUPS}}
RED_TEAM_IN_FULL = in_full({**RED_TEAM, "Members in each": "woman 12; man 10; undisclosed 2\r"})
TABLE_IN_FULL = in_full(
    {
        **TABLE,
        "How many items were judged": "\r",
        "How many single judgements": "\r",
        "Members in each": "woman 8\r",
        "Fewest ratings": "\r",
    }
)
ROWS = "item,rater,tone\n" + "".join(f"i{i},r{r},{i * r % 2}\n" for i in range(6) for r in range(8))
NIGHTLY = pytest.mark.nightly
CARDS = [
    pytest.param("minimal", JUDGE, [], id="a model that judges"),
    pytest.param("standard", JUDGE_IN_FULL, [], id="a model that judges, in full", marks=NIGHTLY),
    pytest.param("standard", CROWD, [], id="a crowd that compares by five traits", marks=NIGHTLY),
    pytest.param("standard", TWO_POOLS, [], id="a crowd and experts", marks=NIGHTLY),
    pytest.param("minimal", VOTES, [], id="votes of a community", marks=NIGHTLY),
    pytest.param("standard", in_full(VOTES), [], id="votes of a community, in full", marks=NIGHTLY),
    pytest.param("minimal", RED_TEAM, [], id="red-teaming", marks=NIGHTLY),
    pytest.param("standard", RED_TEAM_IN_FULL, [], id="red-teaming, in full", marks=NIGHTLY),
    pytest.param("minimal", TABLE, ["--from", "r.csv"], id="a table alone", marks=NIGHTLY),
    pytest.param("standard", TABLE_IN_FULL, ["--from", "r.csv"], id="a table alone, in full", marks=NIGHTLY),
]


@pytest.mark.parametrize(("profile", "answers", "more"), CARDS)
def test_from_nothing_to_level_1_within_an_hour_of_typing(profile, answers, more, tmp_path: Path) -> None:
    if more:
        pytest.importorskip("duckdb", reason="a table needs the extra measure")
        (tmp_path / "r.csv").write_text(ROWS, encoding="utf-8")
    typed = fill_in(tmp_path, ["my.card.yaml", "--profile", profile, *more], answers)
    report = check(read(tmp_path / "my.card.yaml"), profile=load_profile(profile))
    assert typed.minutes < 60
    assert report.level is not None
    assert report.level.number >= 1
    assert len(report.findings) <= 10, [finding.message for finding in report.findings]
    assert [finding.message for finding in report.findings if finding.severity != "info" and not finding.help] == []
    left = [finding for finding in report.findings if finding.severity != "info"]
    command = f"alignmentcard check my.card.yaml --profile {profile}"
    assert (command in " ".join(typed.told.split())) == bool(left), "what is left to do is said, and only then"
