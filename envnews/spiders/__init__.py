"""Portals as Scrapy spiders: `portal.py` crawls, `families/` know a CMS vendor, a portal declares a site."""
