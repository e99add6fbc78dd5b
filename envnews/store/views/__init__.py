"""Views for analysts: the same facts as the tables, joined, counted and compared."""
