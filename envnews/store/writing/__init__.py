"""The one writer of a database: batches of changes, each in one transaction, in a thread of its own."""
