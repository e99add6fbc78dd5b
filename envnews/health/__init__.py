"""Is each portal still what it was? Runs held against the runs before them, days against the calendar."""
