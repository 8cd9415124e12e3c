"""One module for each command of ``voordeur``."""
