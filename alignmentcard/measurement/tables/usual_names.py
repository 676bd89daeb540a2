"""How columns are usually called, and how much a name says about what a column holds."""

import re
import unicodedata

from alignmentcard.measurement.tables.columns import NAMES
from alignmentcard.measurement.tables.names_elsewhere import ELSEWHERE, OTHER_SCRIPTS

STRONG = 0.7
"""From here on a name says by itself that a column holds people, or items."""
FIRST = 0.007
"""How much an earlier name of a list is ahead of the next."""
LAST = {"rater": 0.75}
"""How sure the last names of a long list are."""
EXPLICIT = {
    "count": ("count",),
    "item": ("item", "item_id", "itemid", "unit_id", "text_id", "comment_id", "example_id"),
    "rater": ("rater", "rater_id", "raterid", "annotator", "annotator_id", "annotatorid", "worker_id", "workerid"),
    "value": ("value", "rating"),
}
"""Names that say a role so plainly that contents are not asked; this also spares large tables the counting."""
WEAK = {
    "item": ("id", "uid", "key", "idx", "doc", "document", "text", "comment", "sentence", "post", "tweet", "prompt",
             "question", "example", "statement", "url", "image", "index", "sample", "query",
             "stimulus", "stim", "utterance", "passage", "headline", "scenario", "dialogue", "conversation", "video",
             "clip"),
    "rater": ("user", "name", "who", "subject", "subject_id", "by", "judge", "expert", "person", "author_id",
              "session_id",
              "email", "e_mail", "email_address", "e_mail_address", "username", "user_name"),
    "value": ("score", "response", "answer", "annotation", "choice", "preference", "winner", "verdict", "stance",
              "sentiment", "toxicity", "category", "class", "grade", "stars", "opinion", "decision", "selected",
              "rating_value", "likert", "judged", "tag", "labels", "ratings", "annotations", "rank", "ranking"),
}  # fmt: skip
MORE = {
    "item": ("comparison_id", "pair_id", "utterance_id", "message_id", "post_id", "tweet_id", "prompt_id", "doc_id",
             "document_id", "sample_id", "image_id", "video_id", "statement_id", "sentence_id", "query_id", "rev_id",
             "hit_id", "hitid", "conversation_id", "dialog_id", "dialogue_id", "question_id"),
    "rater": ("prolific_pid", "prolific_id", "labeler", "labeler_id", "labeller", "reviewer", "reviewer_id",
              "evaluator", "evaluator_id", "assessor", "assessor_id", "respondent", "respondent_id", "crowdworker",
              "crowdworker_id", "annotator_name", "ann_id",
              "performer", "performer_id", "contributor", "contributor_id", "turker", "turker_id", "surger_id",
              "crowd_worker", "crowd_worker_id", "annotated_by", "labeled_by", "labelled_by", "rated_by",
              "coded_by", "judged_by", "participant_public_id", "response_id",
              "responseid", "judge_model",
              "grader", "grader_model", "evaluator_model"),
}  # fmt: skip
IN_ANOTHER_LANGUAGE = 0.75
ROWS = frozenset("annotation_id classification_id judgment_id rating_id row_id record_id assignment_id answer_id "
                 "label_id response_id submission_id event_id vote_id log_id entry_id row rownum "
                 "index_column".split())  # fmt: skip
"""Ids of single ratings."""
MACHINE = re.compile(
    r"(confidence|prob|probability|logit|softmax|prediction|predicted|model_score|perspective).*"
    r"|.*_(prob|proba|probability|logit|score_model|confidence)"
)
"""Names of what a model, or a rater about the own answer, says."""
TIMES = re.compile(r".*(time|timestamp|date|duration|seconds|secs|_ms|created|updated|_at)$|time_(taken|spent)(_.*)?")
PLACES = frozenset({"start", "end", "start_offset", "end_offset", "x", "y"})
"""Fields of a mark on a part of an item, which say where it is."""
REASONS = re.compile(
    r"(.*_)?(reasons?|reasoning|rationales?|justifications?|explanations?|comments?|notes?|feedback|remarks?|elaboration)"
)
"""Names of what somebody wrote beside an answer, why or about it."""
QUALITY = re.compile(
    r"(.*_)?([a-z]+(ness|ity|ence|ance|ency|ancy|acy|ism|asm|tion|sion|ment|ive|ful|xic)|hate|bias|humou?r|obscene|threat"
    r"|insult|offense|profanity|anger|joy|fear|sadness|disgust|surprise|arousal|grammar|style|harm)"
)
"""Names of what something is judged for, which people hardly have: helpfulness, toxicity, relevance, sentiment."""
DECISIONS = frozenset({"accept", "reject", "ignore", "submitted", "discarded", "draft", "completed", "approved",
                       "rejected", "returned", "pending", "timed-out", "awaiting review"})  # fmt: skip
"""What becomes of an answer in a tool, which is not the answer."""

PERSONAL = re.compile(
    r"(annotator|rater|worker|user|self)?_?(gender|sex|age|age_?(range|group|bracket)|race|ethnicity|education|religion"
    r"|religion_important|political_affil\w+|politics|ideology|nationality|country|native_language|first_language|lgbtq\w*"
    r"|is_transgender|is_parent|occupation|employment|income|ethnicity_simplified|country_of_(birth|residence)"
    r"|(student|employment)_status|total_approvals)",
    re.IGNORECASE,
)
"""Names of what is known of people, which are no answers; those of Kumar et al. (2021) and of Prolific among them."""
ID = re.compile(r"(.*_)?(id|ids|uid|uuid|guid|hash|key)")
MANY_PEOPLE = frozenset("annotators raters workers coders judges users evaluators participants labelers".split())
"""Names of columns that hold several people in each cell."""
OF_AN_ANSWER = 0.7
PART_OF_A_NAME, ANSWERED = 0.4, frozenset("rating score label answer vote judgment judgement verdict choice".split())
"""Words in a longer name that speak for an answer: enough to be proposed first, not to be taken."""


def named(role: str, name: str) -> float:
    """Say how much a name speaks for a role; a field in an object is called by its own name, too.

    What is in an object that is called as an answer is one, as far as nothing else may be.
    """
    whole, _, field = name.rpartition(".")
    own = 0.99 * _named(role, bare(field)) if whole else 0.0
    answer = OF_AN_ANSWER * _named(role, bare(whole)) if whole and role == "value" else 0.0
    return max(_named(role, bare(name)), _in_another_script(role, name), own, answer)


def _in_another_script(role: str, name: str) -> float:
    """Say how much a name that is not in Latin letters speaks for a role."""
    if name.isascii() or role not in OTHER_SCRIPTS:
        return 0.0
    plain = re.sub(r"[\W_]+", "", unicodedata.normalize("NFKC", name).casefold())
    plain = plain.removeprefix("id").removesuffix("id")
    return IN_ANOTHER_LANGUAGE if OTHER_SCRIPTS[role].fullmatch(plain) else 0.0


def _named(role: str, plain: str) -> float:
    weak = WEAK.get(role, ())
    usual = [one for one in (*NAMES[role], *MORE.get(role, ())) if one not in weak]
    if plain in usual:
        return max(1.0 - FIRST * usual.index(plain), LAST.get(role, 0.0))
    if plain in weak:
        return 0.8 - FIRST * weak.index(plain)
    if plain in ELSEWHERE.get(role, ()):
        return IN_ANOTHER_LANGUAGE
    if role == "item" and plain in ROWS:
        return 0.3
    if role == "item" and re.search(r"(_id|_ids|_uid|_key)$", plain) and not _person(plain):
        return 0.6
    if role == "rater" and _person(plain) and re.search(r"(_id|_name|_key)$", plain):
        return 0.7
    if role == "value" and ANSWERED & set(plain.split("_")) and not plain.endswith("_id"):
        return PART_OF_A_NAME
    return 0.0


def names_somebody(name: str) -> bool:
    """Say whether a name is that of an id or of people, and not of what they answered."""
    plain = bare(name)
    is_id = bool(ID.fullmatch(plain)) and not {*ANSWERED, "class", "category", "option"} & {*plain.split("_")}
    return is_id or plain in MANY_PEOPLE or _named("rater", plain) >= STRONG


WITHOUT_MARKS = str.maketrans({"ß": "ss", "ø": "o", "ł": "l", "ı": "i", "æ": "ae", "œ": "oe", "đ": "d"})
"""Letters that are not another one with a mark."""


def bare(name: str) -> str:
    """Write a name in lower case with underscores and no accents, as the lists of usual names have them.

    Letters that are not Latin stay, so that `評価者ID` is not taken for an `id`.
    """
    letters = unicodedata.normalize("NFKD", name.strip().translate(WITHOUT_MARKS))
    plain = "".join(one for one in letters if not unicodedata.combining(one))
    parts = re.sub(r"(?<=[a-z])(?=[A-Z])", "_", plain)
    return re.sub(r"[\W_]+", "_", parts.lower()).strip("_")


PEOPLE = ("rater", "annotator", "worker", "coder", "user", "judge", "voter", "participant", "labeler", "reviewer",
          "evaluator", "assessor", "respondent", "expert", "crowdworker", "person")  # fmt: skip
WITH_NUMBERS = ("annotators?", "raters?", "coders?", "workers?", "judges?", "reviewers?", "experts?", "evaluators?",
                "assessors?", "labell?ers?", "participants?", "users?", "ann", "person", "r")  # fmt: skip
"""What columns of people are called before their number, as patterns."""


def _person(plain: str) -> bool:
    return any(word in plain.split("_") for word in PEOPLE)
