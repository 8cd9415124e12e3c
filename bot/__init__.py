"""Voordeur, the front door of a municipality's social services."""
