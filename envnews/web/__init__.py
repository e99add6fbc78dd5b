"""Pages to look at: a report in one file, and the database in a browser."""
