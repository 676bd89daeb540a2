"""Building a portal: prose, card folders, what may stay from the last build, and the swap into place."""
