"""Can the card be read, does it fit the schema, and do its parts refer to each other? (AC001 to AC014)"""

from collections.abc import Iterator

from alignmentcard.document import Document
from alignmentcard.edit import Add, Append, Fix, Remove, Rename, Set
from alignmentcard.finding import Accepted, Finding
from alignmentcard.load import Loaded
from alignmentcard.model import REQUIRED, VERSION, Card
from alignmentcard.model.fields import find
from alignmentcard.paths import Route, at, covers, expand, path_of, route_of, split
from alignmentcard.profiles import Profile
from alignmentcard.rules.rule import Problem, rule
from alignmentcard.rules.wording import closest, wrong_value
