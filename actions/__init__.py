"""Rasa's actions: thin, one call each.  Flat on purpose: rasa_sdk imports sub-packages by their bare name."""
