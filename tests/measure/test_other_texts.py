"""Texts in lines that are no tables of values are told as what they are, and never read as columns."""

import pytest

from alignmentcard.cli.measuring import read_card
from alignmentcard.measurement.engine.engines import UnreadableTableError
from alignmentcard.measurement.tables.files import find
from alignmentcard.measurement.tables.loading import Source
from alignmentcard.measurement.tables.other_texts import what_else
from alignmentcard.measurement.tables.ratings import open_ratings

WEBANNO = """#FORMAT=WebAnno TSV 3.3
#T_SP=webanno.custom.Stance|value


#Text=The bus was late .
1-1\t0-3\tThe\t_\t
1-2\t4-7\tbus\tagainst\t

#Text=I walked .
2-1\t19-20\tI\t_\t
"""
CONLL = "-DOCSTART- -X- O O\n\nEU NNP B-NP B-ORG\nrejects VBZ B-VP O\nGerman JJ B-NP B-MISC\n"
FIRST_ROW = "EU\tNNP\tB-ORG\nrejects\tVBZ\tO\nGerman\tJJ\tB-MISC\n"
UNIVERSAL = "# sent_id = 1\n# text = The bus\n1\tThe\tthe\tDET\n2\tbus\tbus\tNOUN\n"
STANDOFF = "T1\tPositive 0 11\tgreat movie\nA1\tSure T1 High\nR1\tCauses Arg1:T1 Arg2:T1\n"
PRINTED = " item | rater | value\n------+-------+-------\n a    | x     |     3\n(1 row)\n"
DRAWN = "+------+-------+\n| item | value |\n+------+-------+\n| a    | 3     |\n+------+-------+\n"
MARKDOWN = "# Ratings\n\n| item | rater | rating |\n|--|:-:|--:|\n| a | r1 | 3 |\n| a | r2 | 4 |\n"
TABLES = {
    "CSV": "item,rater,value\na,x,O\na,y,B-PER\n",
    "bars": "item|rater|value\na|x|3\na|y|-\n",
    "a comment above": "# ratings of 2024\nitem,rater,value\na,x,1\n",
    "answers that look like tags, under names": "token,who,tag\nEU,a,B-ORG\nrejects,a,O\nGerman,a,B-MISC\n",
    "ids that begin with T": "id\trater\tvalue\nT1\ta\tyes\nT1\tb\tno\n",
    "plus and minus as answers": "item|rater|value\na|x|+\na|y|-\n",
    "hyphens for nothing": "item|rater\n-|-\na|b\n",
}


@pytest.mark.parametrize(("text", "told"), [
    (WEBANNO, "export the differences there as CSV"), (CONLL, "holds marks on parts of a text"),
    (FIRST_ROW, "holds marks on parts of a text"), (UNIVERSAL, "holds marks on parts of a text"),
    (PRINTED, "holds a table as a program prints it"), (DRAWN, "holds a table as a program prints it"),
    (STANDOFF, "holds marks on parts of a text"), (MARKDOWN, "holds a table in Markdown. Save it as CSV"),
])  # fmt: skip
def test_a_text_that_is_no_table_is_told_as_what_it_is(engine, tmp_path, text, told):
    (tmp_path / "t.tsv").write_text(text)
    with pytest.raises(UnreadableTableError, match=told):
        open_ratings(engine, Source(find(tmp_path / "t.tsv")))


def test_a_text_in_markdown_with_a_table_and_no_card_says_so(tmp_path):
    (tmp_path / "t.md").write_text(MARKDOWN)
    with pytest.raises(UnreadableTableError, match="holds a table in Markdown"):
        read_card(tmp_path / "t.md", None)


@pytest.mark.parametrize("name", TABLES)
def test_tables_are_not_taken_for_other_texts(name):
    assert what_else(TABLES[name]) is None
