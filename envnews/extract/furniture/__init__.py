"""What on an article page is not the article: known by its words (`words`, `interface`) or by the boxes it stands in.

Also the annexes, which look like links to other articles and belong to the text.
"""
