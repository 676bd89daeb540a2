"""Cards and other formats: out of the house in `to`, into it in `from_`, and what corresponds to what."""
