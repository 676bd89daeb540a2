"""Measuring a large table in shards: each counts some of the items, and a merge makes of all counts one measurement."""
