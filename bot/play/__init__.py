"""Scenario files: what a resident and staff do, and what must follow; see docs of ``voordeur play``."""
