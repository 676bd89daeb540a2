"""Is a stated number of all the data that was measured, or of a part of it?"""

import re
from typing import TYPE_CHECKING

from alignmentcard.messages import later
from alignmentcard.messages.retold import told as _
from alignmentcard.model.statistics import Agreement, WorkedOutOn
from alignmentcard.words import tallied

if TYPE_CHECKING:
    from alignmentcard.measurement.results.values import DimensionFacts

UNITS = (
    r"(?:items?|raters?|annotat(?:ors?|ions?)|labell?ers?|coders?|judges?|scholars?|experts?|workers?|participants?"
    r"|people|persons?|users?|researchers?|reviewers?|authors?|conversations?|dialogues?|turns?|prompts?|responses?"
    r"|repl(?:y|ies)|completions?|comparisons?|pairs?|posts?|comments?|tweets?|sentences?|texts?|documents?|rows?"
    r"|questions?|votes?|ratings?|batch(?:es)?|spam\w*|dimensions?|countries|country|languages?|models?)"
)
APART = r"(?:(?!\b(?:each|every|per|missing|repeated|duplicate\w*)\b)[^.;])"
"""What may stand between two words that belong together: not what makes a choice of it, as in “each rater” does."""
NAMED = rf"""
    \b(?: sub-?(?:set|sample|group)s? | (?<!bootstrap\ )samples? | splits? | folds? | portions? | pilot )\b
  | \b(?: a | one | this | that | the | its ) \ (?: part | half | quarter | third ) \ of \b
  | \b(?: earlier | previous | older | newer | later | initial | preliminary | first | second | third | last | other
        | another ) \b {APART}{{0,20}}
    \b(?: release | version | round | batch | wave | export | phase | stage | group | part | study | table | file )s?\b
  | \b(?: version | release ) \ ? v?\d
  | \b only \b (?! [^.;]{{0,30}} \b(?: answers? | values? | once | when | if )\b )
  | \b(?: just | except | excluding | excluded | without | omit\w* | remov\w* | dropp\w* | filter\w* | discard\w*
        | left\ out | leaving\ out | set\ aside | restricted | limited | after | before | remaining )\b
    {APART}{{0,40}} \b{UNITS}\b
  | (?<!missing\ ) (?<!repeated\ ) \b{UNITS}\b {APART}{{0,40}}
    \b(?: excluded | omitted | removed | dropped | filtered | discarded | left\ out | set\ aside )\b
  | \b(?: between | with )\b [^.;]{{0,30}}
    \b(?: researchers? | experts? | authors? | gpt\S* | models? | crowd | gold )\b
  | \b in \ the \ (?: files? | folders? | config\w* | languages? | countr\w+ )\b
"""
PART = re.compile(NAMED, re.VERBOSE | re.IGNORECASE)
"""Words with which authors say that a number is of some items, some raters, or another state of the data."""
OF_ONE_ITEM = later("it is of {stated} item, and {measured} were measured")
OF_ITEMS = later("it is of {stated} items, and {measured} were measured")
OF_ONE_RATER = later("it is of {stated} rater, and {measured} were measured")
OF_RATERS = later("it is of {stated} raters, and {measured} were measured")
COUNTED = re.compile(rf"\b(\d[\d,]{{0,15}})(?: of(?: the)?(?: \d[\d,]{{0,15}})?)? (?!pairs ){UNITS}\b", re.IGNORECASE)


def part_of(stated: Agreement, found: "DimensionFacts") -> str:
    """Say which part of the data a coefficient is of by its numbers; nothing where it is of all of it."""
    items, raters, each = found.agreement.items, found.sizes.raters, found.sizes.ratings_per_item
    if stated.items is not None and stated.items < items:
        return _(
            OF_ONE_ITEM if stated.items == 1 else OF_ITEMS,
            stated=tallied(stated.items),
            measured=tallied(items),
        )
    if stated.raters is not None and raters is not None and stated.raters < raters:
        return _(
            OF_ONE_RATER if stated.raters == 1 else OF_RATERS,
            stated=tallied(stated.raters),
            measured=tallied(raters),
        )
    if stated.missing_values == "items_dropped" and each.min < each.max:
        return _("items without all ratings were left out of it")
    return ""


def part_in(note: str | None, found: "DimensionFacts") -> str:
    """Say that a number is of a part of the data if its note does, in words or by a number that is not that of all."""
    sizes = found.sizes
    whole = {sizes.items, sizes.items_rated_twice, sizes.ratings, sizes.raters}
    counts = (int(match[1].replace(",", "")) for match in COUNTED.finditer(note or ""))
    said = PART.search(note or "") or any(count not in whole for count in counts)
    return _("its note says that it is of a part of the data") if said else ""


def part_under(of: WorkedOutOn | None, found: "DimensionFacts") -> str:
    """Say that a number is of a part of the data if the card does under `of`; as many items as there are, are all."""
    stated = of.model_dump(exclude_defaults=True) if of else {}
    return _("it is of a part of the data") if stated.keys() - {"items"} or not _all_items(of, found) else ""


def _all_items(of: WorkedOutOn | None, found: "DimensionFacts") -> bool:
    return of is None or of.items in (None, found.sizes.items, found.agreement.items)
