"""What datasheets and venues ask, by words that all versions of a question have, and where its answer belongs."""

import re

from alignmentcard.convert.imports.foreign_questions import NOWHERE, left_at

"""A question of a form that no field of a card answers; all the same it ends the answer before it."""
OF_WRITERS = re.compile(
    r"^\W*(?:\w{1,2}[.)]?\s)?"
    r"(?:(?:speakers?|writers?|(?:text )?authors?|language users?|(?:text|language|data) producers?) demographics?\b"
    r"|demographics? of (?:the )?(?:speakers|writers|producers)\b|who are the source (?:language|data) producers"
    r"|demogra\w+ (?:angaben )?der sprech\w+|(?:datos demográficos|demografía) de los hablantes)",
    re.IGNORECASE,
)
"""What is asked of those who wrote or spoke what was judged; a card keeps them apart from its raters."""
QUESTIONS: tuple[tuple[str, str], ...] = (
    (r"for what purpose was (?:the|this)|why was (?:the|this) data ?set created", "intent"),
    (r"who (?:has )?(?:created|made|built) (?:the|this|it|your)\b(?!.* paid)", "dataset.creators"),
    (r"who (?:has )?funded|what support was needed", "intent.funded_by"),
    (r"what (?:do|are) the instances|what do(?:es)? (?:an|each) instances? represent", "collection.unit"),
    (r"how many (?:instances|examples|samples|items|data ?points|records)\b", "dataset.items"),
    (r"contain all (?:possible )?instances|what was the sampling strategy", "dataset.sources_of_items"),
    (r"what data does each instance consist", "collection"),
    (r"is there (?:a|any) label|what labels (?:are|were)", "dimensions"),
    (
        r"is (?:any|there (?:any )?) ?information missing|^(?:is )?anything missing|^missing (?:information"
        r"|data|values)\W*$",
        "dataset.known_issues",
    ),
    (r"relationships between (?:individual )?instances|recommended data splits", NOWHERE),
    (
        r"any (?:known )?errors|^(?:errors,? )?(?:sources of )?noise,? (?:and|or|&) redundanc|^errors,? (?:and"
        r"|or|&) noise",
        "dataset.known_issues",
    ),
    (r"self-contained|^(?:links to |dependenc(?:e|y|ies) on )?external resources\W*$", "dataset.derived_from"),
    (
        r"considered confidential|^confidential(?:ity| data| information)\W*$|considered sensitive"
        r"|confidential or sensitive|possible to identify individuals",
        "release.personal_data",
    ),
    (r"if viewed directly|might be offensive|expose people to harm|(?:relate|related) to people", NOWHERE),
    (OF_WRITERS.pattern, "pools"),
    (r"identify any sub-?populations?", "pools.composition"),
    (
        r"how (?:was|were) (?:it|(?:the |this )?(?:data|instances|ratings|labels)) (?:associated|acquired"
        r"|collected|obtained)"
        r"|what mechanisms or procedures|^(?:data )?acquisition\W*$",
        "collection",
    ),
    (r"who (?:was|were) involved", "pools"),
    (r"over what time-? ?(?:frame|period|span)|^collection period", "collection.period"),
    (r"(?:any|an) ethical review|^(?:ethics|ethical) review\b", "pools"),
    (r"collect the data from the individuals|obtain it via third parties", "collection"),
    (
        r"revoke(?:d)? (?:their |its )?consent|consent (?:be )?(?:revoked|withdrawn)|(?:could|can) (?:it"
        r"|they|consent) (?:be )?(?:revoked?|withdrawn?)"
        r"|mechanism to revoke|erasure requests",
        "release.withdrawal",
    ),
    (
        r"individuals (?:in question )?(?:notified|consent)|informed and did they consent"
        r"|told what the dataset would be used for",
        "pools",
    ),
    (r"analysis of the potential impact|^impact (?:analysis|assessment)\W*$", NOWHERE),
    (r"(?:any|what) pre-?processing|was the .?raw.? data saved|(?:records|items|instances) removed", "aggregation"),
    (r"software (?:that was )?used to (?:pre-?)?process", NOWHERE),
    (
        r"used for any tasks already|(?:been|be) used (?:already|before)|what \(?(?:other)?\)? ?tasks"
        r"|what is (?:it|(?:the|this) data ?set) (?:intended|meant) for|^recommended uses?\W*$",
        "intent.uses",
    ),
    (r"repository that links to any", NOWHERE),
    (r"anything about the composition", "intent"),
    (
        r"tasks for which (?:the data ?set|it) should not|^out-of-scope uses?\W*$|^non-uses\W*$|^prohibited uses?\W*$",
        "intent.not_for",
    ),
    (
        r"distributed to third parties|how (?:will|is|can) (?:the data ?set"
        r"|it) (?:will )?(?:be )?(?:distributed|accessed|shared)|open access to (?:the )?data",
        "release",
    ),
    (
        r"when (?:will|was) (?:the data ?set|it) (?:be )?(?:first )?(?:distributed|released|published)"
        r"|^when (?:released|published)\W*$",
        "dataset.published",
    ),
    (
        r"under a copyright|distributed under a licen[sc]e|third parties imposed|what licen[sc]e"
        r"|applicable intellectual property",
        "dataset.license",
    ),
    (r"export controls", NOWHERE),
    (r"who (?:will be |will |is |are )?(?:supporting|hosting|maintain)", "release.maintenance"),
    (r"\bbe (?:contacted|reached)\b|contact information, including", "dataset.contact"),
    (
        r"^updates?\W*$|is there an erratum|(?:data ?set|it) be updated|will (?:there be|you (?:add"
        r"|collect)) (?:new|more|further) (?:annotations|labels|ratings)|older (?:versions|releases)",
        "release.maintenance",
    ),
    (r"retention of the data|others want to extend|(?:any )?(?:other|additional) comments", NOWHERE),
    (
        r"cite the creators of (?:the )?artifacts|licenses? for existing assets|original owners of assets",
        "dataset.derived_from",
    ),
    (r"license or terms", "dataset.license"),
    (r"consistent with the(?:ir|) intended use", "intent.uses"),
    (r"uniquely identifies individual|no pii or offensive", "release.personal_data"),
    (r"documentation of the artifacts|(?:what|which) languages", "dataset.languages"),
    (r"report relevant statistics", "dataset.items"),
    (r"full text of instructions", "dimensions"),
    (r"how you recruited|how participants were recruited", "pools"),
    (r"did you use (?:crowd ?workers|human annotators)", "pools"),
    (r"whether and how consent was obtained|ethics review board|geographic characteristics of the annotator", "pools"),
    (r"crowdsourcing (?:experiments )?and research with human|institutional review board", "pools"),
    (r"^safeguards|describe safeguards|^new assets|new assets introduced", "release"),
    (r"^(?:data ?statement|data ?sheet|data ?card|statement) (?:authors?(?:\(s\))?|version|citation)\b", NOWHERE),
    (r"conform, in every respect, with the neurips code of ethics", NOWHERE),
    (r"use or create scientific artifacts|run computational experiments", NOWHERE),
    (r"limitations of your work|potential risks of your work|summarize the paper", NOWHERE),
    (r"number of parameters|hyperparameter|descriptive statistics|existing packages|package versions", NOWHERE),
    (r"use (?:of )?ai assistants|usage of llms", NOWHERE),
    (
        r"subjective aspects of your task|^subjectiv(?:ity|e aspects)\W*$|assumptions (?:do you make )?about"
        r"|conditions or definitions that, if changed",
        "intent",
    ),
    (r"specific wording of your task|precise instructions that were|risks did your task pose", "collection"),
    (
        r"perspectives (?:that (?:should|would) be|(?:are|were) (?:represented|included|missing|left out))"
        r"|sociodemographic characteristics used to select",
        "pools",
    ),
    (r"socio-?demographic statistics|communities represented in your annotator pool", "pools"),
    (
        r"annotation platform did you|^why (?:this|the|that) (?:annotation )?platform"
        r"|communication channels did|annotators compensated",
        "pools",
    ),
    (
        r"quality of annotations in your context|how (?:good|high) (?:is|was) the quality"
        r"|analysis on disagreement patterns",
        "statistics",
    ),
    (r"individual annotator responses relate", "aggregation"),
    (r"annotations in this data ?set may change|do you plan to update", "release.maintenance"),
    (r"track, impose limitations|informed about how the data is externali[sz]ed", "release"),
    (r"later choose to withdraw their data", "release.withdrawal"),
    (r"^who (?:collected|annotated|labell?ed|rated|judged)(?:/annotated)? (?:the|this|it)\b.*\?$", "pools"),
    (r"^how (?:much )?(?:were|are) (?:the )?(?:they|annotators|raters|workers) (?:paid|compensated)\b", "pools"),
    (r"^when(?: was (?:it|(?:the|this) data(?:set)?) (?:collected|annotated|gathered))?\?$", "collection.period"),
    (r"^(?:was|is) there (?:an? |any )?(?:ethics|ethical|irb) (?:review|approval|board)", "pools"),
    (
        r"^did (?:the )?(?:people|participants|annotators|raters|workers|they"
        r"|individuals) (?:give (?:their )?)?consent",
        "pools",
    ),
    (r"^(?:was|were) (?:any )?(?:cleaning|filtering|items|raters) (?:done|removed|excluded)", "aggregation"),
    (r"^what should (?:it|(?:the|this) data(?:set)?) not be used for\?$", "intent.not_for"),
    (r"^(?:what is the |which )?licen[sc]e(?: is it under)?\?$", "dataset.license"),
    (
        r"^where (?:can|is) (?:it|(?:the|this) data(?:set)?) (?:be )?(?:found|obtained|available|downloaded)\?$",
        "release",
    ),
    (r"^(?:whom|who|how) (?:do|can|should) (?:i|we|one|users) (?:contact|reach)", "dataset.contact"),
    (r"^what is the data ?set called", "dataset.title"),
    (r"^summari[sz]e the data ?set", "dataset.summary"),
    (r"^which paper describes the data ?set", "dataset.links.paper"),
    (r"^what were raters asked", "dimensions"),
    (r"^what did raters see", "collection.unit"),
    (r"^how many ratings has each item|^where do raters live", "pools"),
    (r"^how were raters prepared|^how long was a session", "collection"),
    (r"^how was the quality of annotations assured", "collection"),
    (r"^how far did raters agree", "statistics"),
    (r"^which version is it", "dataset.version"),
    (r"^what are the limitations of the data", "intent.not_for"),
    (r"^whom do its makers work for", "dataset.creators"),
)
"""Looked for in this order; the first that is in a question stands for it."""
NUMBERED = {
    "b1": "dataset.derived_from",
    "b2": "dataset.license",
    "b3": "intent.uses",
    "b4": "release.personal_data",
    "b5": "dataset.languages",
    "b6": "dataset.items",
    "d1": "dimensions",
    **dict.fromkeys(("d2", "d3", "d4", "d5", "d1–d5", "d1-d5"), "pools"),
}
"""The numbers of the Responsible NLP checklist, for sheets that put its questions in words of their own."""
NUMBER = re.compile(r"\W*([a-e][1-6](?:\s?[-–]\s?[a-e]?[1-6])?)[.):]?\s+(?=did|is|was|have|has|do|were)", re.IGNORECASE)
ASKS = re.compile(r"^(?:q(?:uestion)?(?:\s?\d{1,3}(?:\.\d{1,2}){0,2})?[.:)]|q\s?\d{1,3}(?:\.\d{1,2}){0,2})\s+")
"""The letter with which sheets mark a question."""
LONGEST = 500


def asked(title: str) -> str | None:
    """Return where the answer to a question of a form belongs; None where a heading is no such question."""
    words = " ".join(re.sub(r"[*_`“”\"]", "", title[:LONGEST]).lower().replace("’", "'").split())
    words = ASKS.sub("", words)
    if number := NUMBER.match(words):
        return NUMBERED.get(number[1], NOWHERE)
    known = next((path for pattern, path in QUESTIONS if re.search(pattern, words)), None)
    return left_at(title) if known is None else known
