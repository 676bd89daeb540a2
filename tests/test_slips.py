"""What people who write YAML once a year are told: what is there, where, and what to type, which then works."""

from collections.abc import Iterator

import pytest
from slips import FILES, SLIPS, VALUES, Slip, Value

from alignmentcard.checker.check import check
from alignmentcard.document import decode, parse, parse_readme
from alignmentcard.edit import apply
from alignmentcard.profiles import load_profile
from alignmentcard.rules.example import whole

AS_A_LINE = ("", " ", "  ", "    ", "  - ")


def typed_into(slip: Slip) -> Iterator[str]:
    """Yield the text with what is to be typed as a line of its own, behind the key, or behind the dash."""
    lines = slip.text.split("\n")
    old = lines[slip.line - 1]
    before = [start for start in AS_A_LINE if not slip.typed.startswith(" ")] or [""]
    for start in (*before, *(old[: old.index(sign) + 1] + " " for sign in ":-" if sign in old)):
        yield "\n".join((*lines[: slip.line - 1], start + slip.typed, *lines[slip.line :]))


MINIMAL = load_profile("minimal")


@pytest.mark.parametrize("slip", SLIPS.values(), ids=SLIPS)
def test_text_that_is_no_yaml_is_told_what_to_type(slip: Slip) -> None:
    document = parse(slip.text)
    [fault] = document.faults
    assert fault.message.startswith(f"This is not YAML: {slip.message}")
    assert document.position(fault.span.start)[0] == slip.line
    assert f"`{slip.typed}`" in fault.help or not slip.typed


@pytest.mark.parametrize("slip", [s for s in SLIPS.values() if s.typed], ids=[n for n, s in SLIPS.items() if s.typed])
def test_line_that_is_to_be_typed_can_be_read(slip: Slip) -> None:
    assert any(parse(text).faults == () for text in typed_into(slip))


@pytest.mark.parametrize("slip", SLIPS.values(), ids=SLIPS)
def test_slip_in_the_front_matter_of_a_readme_is_counted_from_its_first_line(slip: Slip) -> None:
    card = "".join(f"  {line}\n" for line in slip.text.rstrip("\n").split("\n"))
    document = parse_readme(f"---\nlicense: mit\nalignmentcard:\n{card}---\n# Data\n")
    assert len(document.faults) == 1


def test_line_in_a_readme_is_the_line_of_the_readme() -> None:
    document = parse_readme("---\nlicense: mit\nalignmentcard:\n  dataset:\n\tid: x\n---\n")
    assert [fault.message for fault in document.faults] == ["This is not YAML: line 5 is indented with a tab."]


@pytest.mark.parametrize(("content", "message", "help_"), FILES.values(), ids=FILES)
def test_file_that_is_no_text_of_a_card_is_named(content: bytes, message: str, help_: str) -> None:
    [fault] = decode(content, "a.card.yaml").faults
    assert message in fault.message
    assert help_ in fault.help


@pytest.mark.parametrize("value", VALUES.values(), ids=VALUES)
def test_value_that_does_not_fit_is_written_as_it_should_stand(value: Value) -> None:
    sound = whole("")
    assert value.old in sound
    document = parse(sound.replace(value.old, value.new, 1), "a.card.yaml")
    finding, *_ = (f for f in check(document, MINIMAL).findings if f.severity == "error")
    assert value.message in finding.message
    assert value.typed in finding.help
    if value.mended is None:
        assert finding.fix is None
        return
    assert finding.fix is not None
    assert finding.fix.safe == (not value.mended.startswith("?"))
    text, done = apply(document, [finding.fix])
    assert done
    assert value.mended.lstrip("?") in text
