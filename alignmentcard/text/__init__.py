"""A card as text: parsing events, data with positions, plain words, front matter, and values written back as YAML."""
