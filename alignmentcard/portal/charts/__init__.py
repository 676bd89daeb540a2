"""Charts as SVG, drawn at build time."""
