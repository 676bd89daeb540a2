"""Can the card be read, does it fit the schema, and do its parts refer to each other? (AC001 to AC014)"""
