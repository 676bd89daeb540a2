"""The page of a card, section by section."""
