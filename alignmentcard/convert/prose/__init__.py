"""A card in sentences of a careful author: the one place where a field becomes a sentence.

`phrases` holds a sentence for each field or word, `records` what says several fields at once, `names` what fields are
called. `sentences` puts them together for formats that take texts, `told` for forms that ask about a field.
"""
