"""Nothing that somebody can type makes an answer fail."""

from hypothesis import given
from hypothesis import strategies as st
from lsp.marked import sound

from alignmentcard.document import parse
from alignmentcard.lsp.completion import Style, complete
from alignmentcard.lsp.draft import Draft
from alignmentcard.lsp.hover import hover
from alignmentcard.lsp.places import Entry, declaration, outline
from alignmentcard.lsp.positions import Positions

TYPED = st.text(alphabet=st.sampled_from("a:-[]{}, \n\"'#|&*!\t🙂"), max_size=6)


@given(st.data())
def test_every_answer_about_a_card_with_a_change_in_it_lies_inside_its_text(data: st.DataObject) -> None:
    good = sound()
    start = data.draw(st.integers(0, len(good.text)), "where")
    end = data.draw(st.integers(start, min(len(good.text), start + 30)), "until")
    text = good.text[:start] + data.draw(TYPED, "typed") + good.text[end:]
    draft = Draft.after(Draft.after(None, good), parse(text))
    offset = data.draw(st.integers(max(0, start - 5), min(len(text), start + 10)), "cursor")
    offer, found = complete(draft, offset, Style(snippets=True, lines=True)), hover(draft, offset)
    for span in (offer and offer.span, found and found.span, declaration(draft, offset)):
        assert span is None or 0 <= span.start <= span.end <= len(text)
    assert offer is None or offer.span.start <= offset <= offer.span.end
    assert "\n" not in text[offer.span.start : offer.span.end] if offer else True
    for entry in outline(draft.document):
        _fits(entry, Positions(text))


def _fits(entry: Entry, positions: Positions) -> None:
    whole, shown = entry.span, entry.selection
    assert positions.position(whole.start) <= positions.position(shown.start)
    assert positions.position(shown.end) <= positions.position(whole.end)
    assert entry.name
    for child in entry.children:
        _fits(child, positions)
