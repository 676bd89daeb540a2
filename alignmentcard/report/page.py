"""Markdown as one HTML file that needs nothing else; the only importer of the Markdown library."""

import re

from alignmentcard.errors import MissingExtraError

STYLE = (
    "body{font:16px/1.55 system-ui,sans-serif;max-width:46rem;margin:2rem auto;padding:0 1rem;color:#1b1b1f;"
    "background:#fff}table{border-collapse:collapse;display:block;overflow-x:auto}td,th{padding:.3rem .7rem;"
    "border-bottom:1px solid #ccc;text-align:left}code{overflow-wrap:anywhere}"
    "@media (prefers-color-scheme:dark){body{color:#e8e8ec;background:#17171b}td,th{border-color:#444}}"
)


def as_page(text: str) -> str:
    """Return a page with a policy that lets it load and run nothing."""
    try:
        from markdown import markdown
    except ModuleNotFoundError as error:
        raise MissingExtraError("Writing HTML", "portal") from error
    body = markdown(text, extensions=["tables"])
    title = re.search(r"<h1>(.*?)</h1>", body)
    return (
        '<!doctype html>\n<html lang="en">\n<head>\n<meta charset="utf-8">\n'
        "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'\">\n"
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        f"<title>{title[1] if title else 'Review'}</title>\n<style>{STYLE}</style>\n</head>\n"
        f"<body>\n{body}\n</body>\n</html>\n"
    )
