"""Articles as rows: what a look at a page adds, which stored document it is, its revisions, reprints and withdrawals."""
