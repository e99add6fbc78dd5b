"""A page before anything is read in it: its characters, its tree, its lines, and what only its scripts hold.

Knows HTML and charsets and nothing of articles.
"""
