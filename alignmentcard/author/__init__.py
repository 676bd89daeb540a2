"""Help for those who write a card: the questions, and the canonical layout of what they write."""
