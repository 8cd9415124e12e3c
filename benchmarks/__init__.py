"""Ours against a stock Rasa project, side by side: ``make bench``."""
