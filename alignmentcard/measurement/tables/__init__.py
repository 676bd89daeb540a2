"""Tables of ratings as people have them, read into one relation."""
