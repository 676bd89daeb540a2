"""Every vocabulary of the standard: the words, what each means, and what others call it."""

from typing import Annotated, Literal

from alignmentcard.model.base import vocabulary

KIRK = "Kirk et al. 2023, arXiv:2310.02457"
KRAUS = "Kraus & Kroll 2025, arXiv:2503.04910"
HLV = "Xu et al. 2025, arXiv:2510.12817"

Written = Annotated[
    Literal["ex_ante", "ex_post"],
    vocabulary(
        "written", "When the card was written, seen from the collection.", source=KIRK,
        ex_ante="The card was planned together with the collection, by those who ran it.",
        ex_post="The card describes a dataset that already existed; each placement needs evidence.",
    ),
]  # fmt: skip

Use = Annotated[
    Literal["reward_model", "fine_tuning", "evaluation", "red_teaming", "guardrail", "opinion_study", "moderation", "other"],
    vocabulary(
        "use", "What the data is meant to be used for.",
        reward_model="Training a model that scores the outputs of another model.",
        fine_tuning="Training a model on demonstrations or preferences directly.",
        evaluation="Comparing models with the judgements of people.",
        red_teaming="Finding behaviour of a model that should not occur.",
        guardrail="Training or testing a classifier that lets text through or stops it.",
        opinion_study="Studying how people differ in their judgements.",
        moderation="Enforcing or studying a content policy.",
        other="A use that none of the other words covers; say which in not_for or the summary.",
    ),
]  # fmt: skip

Beliefs = Annotated[
    Literal["one", "many"],
    vocabulary(
        "beliefs", "How many readings of a dimension the data is meant to carry.", source="Röttger et al. 2022, arXiv:2112.07475",
        one="One belief is to be encoded; a rater who departs from it has made a mistake.",
        many="A diversity of beliefs is to be captured; raters may rightly differ.",
    ),
]  # fmt: skip

Disagreement = Annotated[
    Literal["noise", "signal", "mixed"],
    vocabulary(
        "disagreement", "What it means when raters differ.", source=f"{KIRK}; {KRAUS}",
        noise="An error to be reduced: a misreading, a slip, an unclear guideline.",
        signal="Information about people or items that is worth keeping.",
        mixed="Some of it error and some of it information; the card says where.",
    ),
]  # fmt: skip

Scope = Annotated[
    Literal["particular", "universal"],
    vocabulary(
        "scope", "Whom the result is said to speak for.", source=KIRK,
        particular="A named group, organisation, place or community.",
        universal="People in general; the pool must then be able to carry that claim.",
    ),
]  # fmt: skip

Breadth = Annotated[
    Literal["broad", "specific"],
    vocabulary(
        "breadth", "How far a dimension of behaviour reaches.", source=KIRK,
        broad="One general judgement, such as better, preferred or good.",
        specific="A named trait, such as harmful, honest or coherent.",
    ),
]  # fmt: skip

Definitions = Annotated[
    Literal["prescriptive", "descriptive"],
    vocabulary(
        "definitions", "Who may say what a dimension means.", source=KIRK,
        prescriptive="One meaning is fixed by definitions, guidelines or training, and raters are asked to keep to it.",
        descriptive="Raters bring their own meaning; differences between them are expected.",
    ),
]  # fmt: skip

Strength = Annotated[
    Literal["clear", "weak"],
    vocabulary(
        "strength", "How firmly a card stands in its quadrant.", source=KIRK,
        clear="The placement would hardly be disputed.",
        weak="An edge case: there are good reasons for a neighbouring quadrant.",
    ),
]  # fmt: skip

Authority = Annotated[
    Literal["organisation", "designers", "experts", "raters", "community", "law", "users", "model"],
    vocabulary(
        "authority", "Who fixes what a dimension means.", source=KIRK,
        organisation="The organisation that pays for or publishes the data.",
        designers="The researchers or engineers who designed the task.",
        experts="People chosen for their knowledge of the subject.",
        raters="Those who judge the items, each for themselves.",
        community="A community that the data concerns, by its own process.",
        law="A law, regulation or standard that the task follows.",
        users="People who use the product, by what they do there.",
        model="A model that was asked without a definition, by what it learnt; its makers stand behind it.",
    ),
]  # fmt: skip

Detail = Annotated[
    Literal["none", "label", "brief", "detailed"],
    vocabulary(
        "detail", "How much raters were told about what a dimension means.", source=KIRK,
        none="Nothing: not even a name was shown.",
        label="A word or a question, without an explanation.",
        brief="A sentence or a few, without cases.",
        detailed="A definition that goes into cases, sub-concepts or limits.",
    ),
]  # fmt: skip

Subjectivity = Annotated[
    Literal["manifest", "latent_pattern", "latent_projective"],
    vocabulary(
        "subjectivity", "Where the answer to a question comes from.", source=KRAUS,
        manifest="From the surface of the item: everybody can see it, and disagreement is error.",
        latent_pattern="From a shared pattern that a rater must recognise; some ambiguity remains.",
        latent_projective="From the rater's own beliefs and experience; disagreement is information.",
    ),
]  # fmt: skip

Feedback = Annotated[
    Literal[
        "rating", "comparison", "pairwise_strength", "ranking", "best_worst", "reply_choice", "vote", "demonstration",
        "edit", "critique", "span", "interpretation", "opinion", "red_teaming",
    ],
    vocabulary(
        "feedback", "The form in which an answer was given.", source=KIRK,
        rating="One item is judged on a scale or with a label.",
        comparison="One of two items is chosen, or a tie.",
        pairwise_strength="One of two items is chosen, with how much better it is.",
        ranking="Several items are put in order.",
        best_worst="The best and the worst of several items are named.",
        reply_choice="One of several replies is picked, often to go on with.",
        vote="People vote for or against an item, often unasked.",
        demonstration="People write what a good output would be.",
        edit="People change an output until it is right.",
        critique="People say in words what is good or bad about an output.",
        span="Parts of a text are marked.",
        interpretation="People say in words how they understand a text.",
        opinion="People say in words what they themselves think.",
        red_teaming="People try to make a model misbehave, and judge what came of it.",
    ),
]  # fmt: skip

Select = Annotated[
    Literal["one", "several"],
    vocabulary(
        "select", "How many of the values one answer may hold.",
        one="Exactly one of the values.",
        several="One, several or none of the values.",
    ),
]  # fmt: skip

Level = Annotated[
    Literal["nominal", "ordinal", "interval", "ratio", "text"],
    vocabulary(
        "level", "The level of measurement of a scale.", source="Krippendorff 2004, Content Analysis",
        nominal="Values are names without an order.",
        ordinal="Values have an order; distances between them mean nothing.",
        interval="Distances between values mean something; zero does not.",
        ratio="Distances and a true zero both mean something.",
        text="Answers are free text.",
    ),
]  # fmt: skip

Setting = Annotated[
    Literal["online_panel", "crowd_platform", "lab", "field", "product_use", "workplace", "web_archive", "other"],
    vocabulary(
        "setting", "Where people were when they answered.",
        online_panel="A panel that a survey firm keeps.",
        crowd_platform="A marketplace for small tasks.",
        lab="A room, with somebody present.",
        field="In person, where people live or work.",
        product_use="Inside a product, while people used it.",
        workplace="At the desk of employees or contractors.",
        web_archive="Collected afterwards from what people had done on the web.",
        other="Somewhere else; say where in the unit or the platform.",
    ),
]  # fmt: skip

Training = Annotated[
    Literal["none", "instructions", "video", "practice_round", "qualification_test", "feedback_loop"],
    vocabulary(
        "training", "How raters were prepared.",
        none="They were not prepared.",
        instructions="They read written instructions.",
        video="They watched a video.",
        practice_round="They practised on items that do not count.",
        qualification_test="They had to pass a test.",
        feedback_loop="They were told how they did, or could ask, while the work went on.",
    ),
]  # fmt: skip

QualityControl = Annotated[
    Literal["none", "attention_check", "gold_items", "time_limit", "consistency_check", "manual_review"],
    vocabulary(
        "quality_control", "How careless answers were found.",
        none="There was no control.",
        attention_check="Questions that anybody who reads them answers the same way.",
        gold_items="Items with a known answer among the others.",
        time_limit="Answers that came too fast or too late were marked.",
        consistency_check="The same or an equivalent question was asked again.",
        manual_review="Somebody looked through the answers.",
    ),
]  # fmt: skip

Order = Annotated[
    Literal["randomised", "counterbalanced", "fixed"],
    vocabulary(
        "order", "The order in which options and items were shown.",
        randomised="Drawn at random for each rater.",
        counterbalanced="Arranged so that each order occurs equally often.",
        fixed="The same for everybody.",
    ),
]  # fmt: skip

RepeatKind = Annotated[
    Literal["retest", "order_swap", "rewording", "format_change", "interviewer_change"],
    vocabulary(
        "repeat", "What changed when the same rater was asked the same thing again.",
        source="Converse 1970, Attitudes and Non-attitudes; Slovic 1995, The Construction of Preference",
        retest="Nothing but the time.",
        order_swap="The order of the options.",
        rewording="The words of the question.",
        format_change="The form of the answer, such as rating instead of comparison.",
        interviewer_change="Who or what asked.",
    ),
]  # fmt: skip

PoolRole = Annotated[
    Literal["rater", "guideline_author", "adjudicator", "prompter", "prompt_writer", "generator", "assistant"],
    vocabulary(
        "role", "What the members of a pool did.",
        rater="They judged items.",
        guideline_author="They wrote the definitions or guidelines.",
        adjudicator="They decided where raters differed.",
        prompter="They wrote the prompts or texts that were judged.",
        prompt_writer="They wrote the prompts that others replied to, where those others are a pool too.",
        generator="They wrote the replies that were judged.",
        assistant="They answered first, and raters saw or corrected their answers.",
    ),
]  # fmt: skip

PoolKind = Annotated[
    Literal["human", "synthetic"],
    vocabulary(
        "pool_kind", "Whether a pool consists of people.",
        human="People.",
        synthetic="Models or programs.",
    ),
]  # fmt: skip

Channel = Annotated[
    Literal["crowd_platform", "panel", "employees", "contractors", "experts", "volunteers", "product_users", "students", "authors"],
    vocabulary(
        "channel", "How the members of a pool were reached.",
        source="Data Cards (workforce), Hugging Face (annotations_creators)",
        maps={
            "crowd_platform": ("hf:crowdsourced", "datacards:Crowdsourcing"),
            "panel": ("hf:crowdsourced", "datacards:Outsourced/Managed Teams"),
            "employees": ("hf:expert-generated", "datacards:Employees"),
            "contractors": ("hf:crowdsourced", "datacards:Contractors"),
            "experts": ("hf:expert-generated", "datacards:Expert"),
            "volunteers": ("hf:crowdsourced", "datacards:Non-Expert"),
            "product_users": ("hf:found", "datacards:Non-Expert"),
            "students": ("hf:other", "datacards:Non-Expert"),
            "authors": ("hf:expert-generated", "datacards:Expert"),
        },
        crowd_platform="A marketplace for small tasks, paid by the task.",
        panel="A survey panel.",
        employees="People employed by the organisation that made the data.",
        contractors="People hired for this work, directly or through a firm.",
        experts="People chosen for what they know.",
        volunteers="People who took part unpaid.",
        product_users="People who used a product or a site for their own ends.",
        students="Students, for credit, pay or as part of a course.",
        authors="The authors of the data themselves.",
    ),
]  # fmt: skip

Sampling = Annotated[
    Literal["convenience", "quota", "stratified", "probability", "census", "self_selected"],
    vocabulary(
        "sampling", "How members were chosen from those who could have been.", source="DDI-Codebook, sampProc",
        convenience="Whoever was easy to reach.",
        quota="Until each group had its number.",
        stratified="At random within each group.",
        probability="At random, with known chances.",
        census="Everybody.",
        self_selected="Whoever chose to come.",
    ),
]  # fmt: skip

PayPer = Annotated[
    Literal["hour", "item", "session"],
    vocabulary(
        "per",
        "What the pay was for.",
        hour="An hour of work.",
        item="One judged item.",
        session="One session.",
    ),
]

Consent = Annotated[
    Literal["informed", "terms_of_service", "none"],
    vocabulary(
        "consent", "What the members of a pool agreed to.", source="CrowdWorkSheets, arXiv:2206.08931",
        informed="They were told what the data is for and agreed.",
        terms_of_service="They agreed to the terms of a product or platform.",
        none="They were not asked.",
    ),
]  # fmt: skip

EthicsStatus = Annotated[
    Literal["approved", "exempt", "none"],
    vocabulary(
        "ethics_status", "What an ethics board said.",
        approved="A board approved the collection.",
        exempt="A board found that it needs no approval.",
        none="No board was asked.",
    ),
]  # fmt: skip

Basis = Annotated[
    Literal["self_reported", "inferred", "platform"],
    vocabulary(
        "basis", "Where an attribute of a rater comes from.", source="Data Statements, version 3",
        self_reported="The raters said so themselves.",
        inferred="Somebody or something guessed it.",
        platform="The platform supplied it.",
    ),
]  # fmt: skip

Method = Annotated[
    Literal[
        "none", "majority_vote", "mean", "median", "soft_label", "vote_count", "dawid_skene", "one_coin_dawid_skene",
        "glad", "mace", "mmsr", "wawa", "kos", "bradley_terry", "noisy_bradley_terry", "elo", "adjudication",
        "threshold", "other",
    ],
    vocabulary(
        "method", "How several ratings became one label.", source="crowd-kit class names where one exists",
        maps={
            "majority_vote": ("crowdkit:MajorityVote",), "dawid_skene": ("crowdkit:DawidSkene",),
            "one_coin_dawid_skene": ("crowdkit:OneCoinDawidSkene",), "glad": ("crowdkit:GLAD",),
            "mace": ("crowdkit:MACE",), "mmsr": ("crowdkit:MMSR",), "wawa": ("crowdkit:Wawa",),
            "kos": ("crowdkit:KOS",), "bradley_terry": ("crowdkit:BradleyTerry",),
            "noisy_bradley_terry": ("crowdkit:NoisyBradleyTerry",),
        },
        none="Nothing was combined; each rating stands for itself.",
        majority_vote="The value that most raters chose.",
        mean="The arithmetic mean of the ratings.",
        median="The middle rating.",
        soft_label="The share of each value among the ratings of an item.",
        vote_count="The number of votes, or of votes for less votes against.",
        dawid_skene="A model of each rater's confusions (Dawid and Skene 1979).",
        one_coin_dawid_skene="The same with one accuracy for each rater.",
        glad="A model of rater ability and item difficulty (Whitehill et al. 2009).",
        mace="A model of raters who sometimes spam (Hovy et al. 2013).",
        mmsr="Matrix mean subsequence reduced (Ma and Olshevsky 2020).",
        wawa="Majority vote weighted by each rater's agreement with it.",
        kos="Iterative message passing (Karger, Oh and Shah 2014).",
        bradley_terry="Strengths from paired comparisons (Bradley and Terry 1952).",
        noisy_bradley_terry="The same with rater skill and position bias.",
        elo="Ratings updated after each comparison.",
        adjudication="Somebody decided where raters differed.",
        threshold="A label is given when enough raters chose it.",
        other="Another method; say which in the rationale.",
    ),
]  # fmt: skip

Irreconcilable = Annotated[
    Literal["kept_apart", "labels_by_group", "escalated", "dropped"],
    vocabulary(
        "irreconcilable", "What was done where answers could not be brought together.", source=HLV,
        kept_apart="The answers stand beside each other, and none of them decides.",
        labels_by_group="Each group has a label of its own.",
        escalated="Somebody else was asked, or the definition was changed.",
        dropped="The items were left out.",
    ),
]  # fmt: skip

Ties = Annotated[
    Literal["random", "no_label", "adjudicate", "first", "keep"],
    vocabulary(
        "ties", "What happened when values had equally many votes.",
        random="One of them was drawn.",
        no_label="The item got no label.",
        adjudicate="Somebody decided.",
        first="The first in a fixed order was taken.",
        keep="The tie is itself a label.",
    ),
]  # fmt: skip

ReleaseLevel = Annotated[
    Literal["individual", "distribution", "aggregate", "none"],
    vocabulary(
        "release_level", "The finest level of answers that others can get.", source=HLV,
        individual="Each rating by itself.",
        distribution="How many raters chose each value, for each item.",
        aggregate="One label or score for each item.",
        none="No answers are released.",
    ),
]  # fmt: skip

RaterIds = Annotated[
    Literal["pseudonymous", "none"],
    vocabulary(
        "rater_ids", "Whether ratings by the same rater can be recognised.",
        pseudonymous="By an id that does not identify the person.",
        none="They cannot.",
    ),
]  # fmt: skip

RaterAttributes = Annotated[
    Literal["individual", "pooled", "none"],
    vocabulary(
        "rater_attributes", "What is released about raters.",
        individual="Attributes of each rater.",
        pooled="Numbers for the pool as a whole.",
        none="Nothing.",
    ),
]  # fmt: skip

Reasoning = Annotated[
    Literal["released", "collected", "none"],
    vocabulary(
        "reasoning", "Why raters chose as they did.", source=HLV,
        released="Reasons were asked for and are released.",
        collected="Reasons were asked for and are not released.",
        none="Reasons were not asked for.",
    ),
]  # fmt: skip

Access = Annotated[
    Literal["open", "gated", "on_request", "closed"],
    vocabulary(
        "access", "Who can get the data.",
        open="Anybody, without asking.",
        gated="Anybody who accepts conditions.",
        on_request="Those whom the holders say yes to.",
        closed="Nobody outside.",
    ),
]  # fmt: skip

FileFormat = Annotated[
    Literal["parquet", "csv", "jsonl"],
    vocabulary("file_format", "The format of a file.", parquet="Apache Parquet.", csv="Comma-separated values.",
               jsonl="One JSON object a line."),
]  # fmt: skip

Holds = Annotated[
    Literal["ratings", "raters", "items"],
    vocabulary(
        "holds", "What a row of a file is.",
        ratings="One rating, or one item with its counts.",
        raters="One rater.",
        items="One item.",
    ),
]  # fmt: skip

WrittenBy = Annotated[
    Literal["people", "models", "both"],
    vocabulary(
        "written_by", "Who wrote the items that were judged.",
        people="People.",
        models="Models or programs.",
        both="People and models, such as prompts of people with replies of models.",
    ),
]  # fmt: skip

Relation = Annotated[
    Literal["subset", "relabelled", "translated", "merged", "filtered", "generated_from"],
    vocabulary(
        "relation", "How a dataset came from another.", source="PROV-O, wasDerivedFrom",
        subset="Part of it.",
        relabelled="The same items with new judgements.",
        translated="The same items in another language.",
        merged="Joined with others.",
        filtered="Items or ratings were taken out.",
        generated_from="Its items were the input of a program or model.",
    ),
]  # fmt: skip

Metric = Annotated[
    Literal["krippendorff_alpha", "fleiss_kappa", "cohen_kappa", "conger_kappa", "gwet_ac1", "gwet_ac2",
            "brennan_prediger", "percent_agreement", "intraclass_correlation", "pearson", "spearman", "kendall_tau", "other",
            "weighted_kappa", "scott_pi", "kendall_w"],
    vocabulary(
        "metric", "A coefficient of agreement.", source="Krippendorff 2004, Content Analysis; irrCAC",
        krippendorff_alpha="Krippendorff's alpha: any number of raters, missing ratings allowed, needs a level.",
        fleiss_kappa="Fleiss' kappa: the same number of ratings for each item.",
        cohen_kappa="Cohen's kappa: two raters.",
        conger_kappa="Conger's kappa: the same raters for all items.",
        gwet_ac1="Gwet's AC1: robust where one value prevails.",
        gwet_ac2="Gwet's AC2: the same with weights.",
        brennan_prediger="Brennan and Prediger's coefficient: chance is even over the values.",
        percent_agreement="The share of pairs of ratings that agree; not corrected for chance.",
        intraclass_correlation="Intraclass correlation, for interval scales.",
        pearson="Pearson's correlation.",
        spearman="Spearman's rank correlation.",
        kendall_tau="Kendall's tau.",
        other="Another coefficient; say which in the note.",
        weighted_kappa="Cohen's kappa with linear or quadratic weights: two raters, values with an order.",
        scott_pi="Scott's pi: two raters whose answers have one distribution.",
        kendall_w="Kendall's W: how far all raters put the items into one order.",
    ),
]  # fmt: skip

Filtering = Annotated[
    Literal["before_filters", "after_filters"],
    vocabulary(
        "filtering", "Whether a number was worked out before or after items and ratings were removed.",
        before_filters="On all answers that were collected.",
        after_filters="On what was left.",
    ),
]  # fmt: skip

ArtefactKind = Annotated[
    Literal["length", "position", "self_preference", "format", "other"],
    vocabulary(
        "artefact", "What answers may follow beside what was asked, so that a model learns a shortcut.", source=KIRK,
        length="Longer or shorter texts are preferred for their length.",
        position="What stands first or last is preferred for its place.",
        self_preference="A model prefers its own replies, or those of its family.",
        format="Lists, headings or other looks are preferred for themselves.",
        other="Another shortcut; say which in the note.",
    ),
]  # fmt: skip

ArtefactBasis = Annotated[
    Literal["stated", "measured"],
    vocabulary(
        "artefact_basis", "How it is known that answers follow something beside what was asked.",
        stated="Somebody says so, without a number.",
        measured="It was measured; the value says how much.",
    ),
]  # fmt: skip

MissingValues = Annotated[
    Literal["none_missing", "ignored", "items_dropped", "counted_as_value"],
    vocabulary(
        "missing_values", "What was done with answers that were not given.",
        none_missing="There were none.",
        ignored="Each item was used with the ratings it had.",
        items_dropped="Items without all ratings were left out.",
        counted_as_value="A missing answer was counted as a value of its own.",
    ),
]  # fmt: skip

EffectUnit = Annotated[
    Literal["percentage_points", "scale_points", "ratio", "standard_deviations"],
    vocabulary(
        "effect_unit", "The unit of a difference between groups.",
        percentage_points="Points of a percentage.",
        scale_points="Points of the scale that was used.",
        ratio="One value divided by the other.",
        standard_deviations="Standard deviations.",
    ),
]  # fmt: skip

GapReason = Annotated[
    Literal["not_recorded", "not_published", "withheld", "not_applicable", "unknown", "not_consulted", "to_do"],
    vocabulary(
        "gap_reason", "Why a field is empty on purpose.",
        not_recorded="Nobody wrote it down at the time.",
        not_published="It was recorded, and no public source states it.",
        withheld="It is known and not told, to protect somebody.",
        not_applicable="The question does not arise for this data.",
        unknown="The author of the card looked for it and could not find out.",
        not_consulted="A source that may answer was not read.",
        to_do="Nobody has been asked yet.",
    ),
]  # fmt: skip
