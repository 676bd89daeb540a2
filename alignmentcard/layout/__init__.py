"""The canonical text of a card, with the comments that its author wrote."""
