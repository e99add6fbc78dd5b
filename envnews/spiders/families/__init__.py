"""CMS families: what the sites of one vendor have in common."""
