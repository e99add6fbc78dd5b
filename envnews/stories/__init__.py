"""Stories: the reprints of one article, told from the siblings that were filled into the same form.

All functions are pure: texts in, values out; no database, no clock.
"""
