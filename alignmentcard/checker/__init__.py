"""From a card's text to findings, and what follows from them: levels, reviews, and checking many cards."""
