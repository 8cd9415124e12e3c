"""Which technology stands behind a port?  One technology a file."""
