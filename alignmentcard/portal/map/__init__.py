"""The map of a collection: its page, its chart, and where marks stand."""
