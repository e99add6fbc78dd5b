"""Names: of people and outlets, told from other short words, and the bylines, datelines and signatures they stand in."""
