"""What goes into the places of prose pages."""

from collections.abc import Callable

from alignmentcard.portal import catalogue, compare, home, manual, reference, reports
from alignmentcard.portal.site import Site

Place = Callable[[Site, str], str]
"""Makes contents from the portal and the way from the page to its top, such as `../`."""

PLACES: dict[str, Place] = {
    "map": lambda site, root: home.page(site.cards),
    "catalogue": lambda site, root: catalogue.page(site.cards, root),
    "compare": lambda site, root: compare.page([(record.id, record.title) for record in site.records], root),
    "reports": lambda site, root: reports.page(site, root),
    "changes": lambda site, root: reports.changes(site, root),
    "rules": lambda site, root: reference.rules(root),
    "fields": lambda site, root: reference.fields(root),
    "profiles": lambda site, root: manual.profiles(root),
    "statistics": lambda site, root: manual.statistics(root),
    "python": lambda site, root: manual.python(root),
    "vocabulary": lambda site, root: reference.vocabulary(root),
    "crosswalk": lambda site, root: reference.crosswalk(root),
}
