"""The line of time, source, author, editor and views, and the credits that say the same at a text's edges.

A line is cut at its borders (`borders`), each piece goes to a field (`pieces`, `beside`), and `parsing` puts them together.
"""
