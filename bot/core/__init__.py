"""Values and decisions: standard library only; no clock, no I/O, no environment, no logging."""
