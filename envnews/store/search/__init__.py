"""Full-text search: the index in which any substring is a phrase, queries as people type them, hits."""
