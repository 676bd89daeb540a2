"""Codes that others keep: licences, languages, countries, currencies, identifiers of people and texts."""
