"""Filling a database from a dump: fetched, verified as a whole, and applied file by file."""
