"""Running crawls: which portals, in which order, with what outcome and exit code."""
