"""What was measured as plain values: their file, their definitions, where they stand."""
