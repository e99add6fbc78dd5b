"""Portals of ministries."""
