"""What the portal knows of each card and of all of them, as plain values."""
