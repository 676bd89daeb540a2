"""What Acme wants to know of every card. (AX001)"""

from collections.abc import Iterator

from alignmentcard.edit import Fix, Set
from alignmentcard.model import Card
from alignmentcard.rules import Problem, rule


@rule("AX001", "acme-contact", "warning", "https://acme.example/rules/AX001")
def acme_contact(card: Card) -> Iterator[Problem]:
    """The contact is not an address at Acme.

    Questions about data of Acme are answered by its data desk, whoever made the data, so that they still reach
    somebody in ten years.

    Bad:
        dataset:
          contact: mailto:ada@example.org
    Good:
        dataset:
          contact: mailto:data@acme.example
    Fix: Writes the address of the data desk.
    Source: Acme's handbook
    """
    contact = card.dataset.contact
    if contact and not contact.endswith("@acme.example"):
        fix = Fix("Write the address of the data desk", (Set(("dataset", "contact"), "mailto:data@acme.example"),))
        yield Problem(("dataset", "contact"), f"`{contact}` is not at Acme.", "Write mailto:data@acme.example.", fix)
