"""envnews: articles of China's environment portals, extracted, normalised, deduplicated, stored."""

__version__ = "0.1.0"
