"""Who says what: each module hears one kind of witness for the fields of an article and adds what it says.

Nothing is decided here; `envnews.extract.choose` does that once all were heard.
"""
