"""Feeds: Atom, JSON Feed and RSS over the same items."""
