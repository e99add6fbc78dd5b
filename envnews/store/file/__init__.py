"""The database file: opened with the pragmas that every connection needs, copied, and never the reason of a full disk."""
