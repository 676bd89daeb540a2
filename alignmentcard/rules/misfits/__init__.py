"""Values that do not fit the standard: what somebody probably meant, in words and, where it is certain, as a repair."""
