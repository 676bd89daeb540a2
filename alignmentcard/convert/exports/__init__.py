"""Card to text: one pure function for each format."""

from alignmentcard.convert.exports.bibtex import bibtex, lacks_for_bibtex
from alignmentcard.convert.exports.croissant import croissant
from alignmentcard.convert.exports.croissant_merge import merge_croissant
from alignmentcard.convert.exports.croissant_required import lacks_for_croissant
from alignmentcard.convert.exports.csl_json import csl_json
from alignmentcard.convert.exports.datacite import datacite, lacks_for_datacite
from alignmentcard.convert.exports.ddi import ddi, lacks_for_ddi
from alignmentcard.convert.exports.huggingface import huggingface, lacks_for_hub
from alignmentcard.convert.exports.in_toto import in_toto, lacks_for_in_toto
from alignmentcard.convert.exports.latex import latex
from alignmentcard.convert.exports.readme_merge import merge_readme
from alignmentcard.convert.exports.schema_org import lacks_for_google, schema_org
from alignmentcard.convert.format import Format

__all__ = ["FORMATS", "Format"]

FORMATS: dict[str, Format] = {
    "croissant": Format(
        croissant,
        ".croissant.json",
        "Croissant 1.1 with RAI 1.0 and PROV",
        column="Croissant 1.1, RAI 1.0",
        lossless=True,
        merge=merge_croissant,
        lacks=lacks_for_croissant,
    ),
    "huggingface": Format(
        huggingface,
        ".md",
        "README of a data set on the Hugging Face hub",
        column="Hugging Face README",
        lossless=True,
        merge=merge_readme,
        lacks=lacks_for_hub,
    ),
    "schema-org": Format(
        schema_org,
        ".jsonld",
        "schema.org Dataset for the head of a web page",
        column="schema.org",
        lacks=lacks_for_google,
    ),
    "datacite": Format(
        datacite, ".datacite.json", "DataCite metadata, for a DOI", column="DataCite 4", lacks=lacks_for_datacite
    ),
    "bibtex": Format(bibtex, ".bib", "BibTeX entry, to cite the data", column="BibTeX", lacks=lacks_for_bibtex),
    "csl-json": Format(csl_json, ".csl.json", "CSL-JSON item, for reference managers", column="CSL-JSON"),
    "latex": Format(latex, ".tex", "Appendix of a paper, for pdflatex and xelatex"),
    "ddi": Format(ddi, ".ddi.xml", "DDI-Codebook 2.5, for archives of surveys", lacks=lacks_for_ddi),
    "in-toto": Format(
        in_toto, ".intoto.jsonl", "in-toto statements of the reviews, one a line, to be signed", lacks=lacks_for_in_toto
    ),
}
"""In the order in which they are listed for users."""
