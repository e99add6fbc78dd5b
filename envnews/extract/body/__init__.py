"""Where the text is and where it begins and ends: the heaviest element, without what others left in it.

`layout` is the way in; `maintext` chooses the element, `boilerplate` trims it, `content` makes text and HTML of what is kept.
"""
