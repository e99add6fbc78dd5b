"""Records of a dump as rows, and how far dumps have been imported."""
