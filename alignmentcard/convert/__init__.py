"""Cards in formats of others: `exports` write them, `imports` draft from them, `crosswalk` holds them side by side."""
