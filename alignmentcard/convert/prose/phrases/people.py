"""Who and what judged, and on which terms: section `pools`."""

from alignmentcard.convert.prose.phrases.kinds import Phrase

ROLES = {
    "rater": "judged items",
    "guideline_author": "wrote the guidelines",
    "adjudicator": "decided where raters differed",
    "prompter": "wrote the prompts or texts that were judged",
    "prompt_writer": "wrote the prompts that others replied to",
    "generator": "wrote the replies that were judged",
    "assistant": "answered first, and raters saw or corrected the answers",
}
CHANNELS = {
    "crowd_platform": "through a crowdsourcing platform",
    "panel": "from a survey panel",
    "employees": "among the employees of the organisation that made the data",
    "contractors": "as contractors",
    "experts": "as experts in the subject",
    "volunteers": "as volunteers",
    "product_users": "among the users of a product or site, who answered there for their own ends",
    "students": "among students",
    "authors": "among the authors themselves",
}
PHRASES: dict[str, Phrase] = {
    "pools.*.kind": {"human": "{They} are people.", "synthetic": "{They} are models or programs."},
    "pools.*.role": {role: f"{{They}} {did}." for role, did in ROLES.items()},
    "pools.*.size": "There were {} of them.",
    "pools.*.size_stated.about": "There were about {} of them.",
    "pools.*.size_stated.at_least": "There were at least {} of them.",
    "pools.*.dimensions": "{They} judged {}.",
    "pools.*.assisted_by": "{They} saw or corrected the answers of {}.",
    "pools.*.recruitment.channel": {name: f"{{They}} were recruited {how}." for name, how in CHANNELS.items()},
    "pools.*.recruitment.sampling": {
        "convenience": "{They} were a convenience sample.",
        "quota": "{They} were chosen by quota, until each group had its number.",
        "stratified": "{They} were drawn at random within each group.",
        "probability": "{They} were a probability sample.",
        "census": "{They} are all who could take part.",
        "self_selected": "{They} took part of their own accord.",
    },
    "pools.*.recruitment.criteria": "{They} had to meet these criteria: {}.",
    "pools.*.countries": "{They} are in {}.",
    "pools.*.languages": "{They} speak {}.",
    "pools.*.consent": {
        "informed": "{They} were told what the data is for and agreed.",
        "terms_of_service": "{They} agreed to the terms of service of the product or platform, and to nothing beyond "
        "them.",
        "none": "{They} were not asked for consent.",
    },
    "pools.*.target.population": "{They} should stand for {}.",
    "pools.*.target.source": "The shares are from {}.",
    "pools.*.model.personas": {
        "yes": "It was told to answer as different people.",
        "no": "It was not told to answer as different people.",
    },
    "pools.*.model.date": "It was asked {}.",
    "pools.*.model.temperature": "The temperature was {}.",
    "pools.*.model.max_tokens": "Its answers had at most {} tokens.",
    "pools.*.model.decoding": "Answers were drawn as follows: {}",
    "pools.*.model.reference_answer": {
        "yes": "It was shown a reference answer.",
        "no": "It was not shown a reference answer.",
    },
    "pools.*.model.position_swapped": {
        "yes": "It saw the same options in both orders.",
        "no": "It did not see the same options in both orders.",
    },
    "pools.*.model.same_family_as": "It is of the same family as {}.",
}
