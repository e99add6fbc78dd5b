"""Describe a portal that nobody has described: from an address to a portal file, its sample case and a table."""
