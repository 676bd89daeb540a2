"""Measurements of rating tables: engines, statistics and what they find."""
