"""The way to the network: where a connection may go, and what came back instead of a page."""
