"""Keywords: the tags that a page displays, and the lists of meta tags that speak of this article and not of its site."""
