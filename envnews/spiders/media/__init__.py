"""News portals of the trade."""
