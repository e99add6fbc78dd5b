"""Links from page to page: the articles of a list page, the next page of an article, previous, next and related articles."""
