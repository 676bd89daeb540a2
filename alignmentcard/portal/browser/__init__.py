"""The checker in the browser of a reader: what is packed for it, and what it is asked there."""
