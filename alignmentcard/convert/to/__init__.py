"""Card to text: one pure function for each format."""

from alignmentcard.convert.format import Format
from alignmentcard.convert.to.bibtex import bibtex
from alignmentcard.convert.to.croissant import croissant
from alignmentcard.convert.to.croissant_merge import merge_croissant
from alignmentcard.convert.to.croissant_required import lacks_for_croissant
from alignmentcard.convert.to.csl_json import csl_json
from alignmentcard.convert.to.datacite import datacite, lacks_for_datacite
from alignmentcard.convert.to.huggingface import huggingface
from alignmentcard.convert.to.latex import latex
from alignmentcard.convert.to.readme_merge import merge_readme
from alignmentcard.convert.to.schema_org import lacks_for_google, schema_org

__all__ = ["FORMATS", "Format"]

FORMATS: dict[str, Format] = {
    "croissant": Format(
        croissant,
        ".croissant.json",
        "Croissant 1.1 with RAI 1.0 and PROV",
        lossless=True,
        merge=merge_croissant,
        lacks=lacks_for_croissant,
    ),
    "huggingface": Format(
        huggingface,
        ".md",
        "README of a data set on the Hugging Face hub",
        lossless=True,
        merge=merge_readme,
    ),
    "schema-org": Format(
        schema_org, ".jsonld", "schema.org Dataset for the head of a web page", lacks=lacks_for_google
    ),
    "datacite": Format(datacite, ".datacite.json", "DataCite metadata, for a DOI", lacks=lacks_for_datacite),
    "bibtex": Format(bibtex, ".bib", "BibTeX entry, to cite the data"),
    "csl-json": Format(csl_json, ".csl.json", "CSL-JSON item, for reference managers"),
    "latex": Format(latex, ".tex", "Appendix of a paper, for pdflatex and xelatex"),
}
"""In the order in which they are listed for users."""
