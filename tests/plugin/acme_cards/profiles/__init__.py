"""Profiles of Acme: every .yaml file in this package is one."""
