"""What was measured, on the page of a card."""
