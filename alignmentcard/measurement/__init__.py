"""From tables of ratings to statistics and their file, `measured.json`."""
