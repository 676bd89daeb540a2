"""A card in sentences of a careful author: the one place where a field becomes a sentence.

`phrases` holds a sentence for each field or word, `records` what says several fields at once, `names` what fields are
called. `values` says one value, `prepared` puts names in the place of ids, `alike` says once what is true of several.
`sentences` puts texts together for formats that take them, `statements` for forms that ask about a field.
"""
