"""Tables in text (CSV, TSV and their kin), read so that no row goes missing without a word.

`text` says how bytes become lines, `dialect` how lines become cells, `careful` reads what is out of the ordinary and
writes it down plainly, `reading` brings files into an engine and counts whether all of their lines arrived.
"""
