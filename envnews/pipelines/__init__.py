"""Item pipelines, one job each, in the order of the settings: normalise, validate, store."""

from __future__ import annotations

from envnews.pipelines.items import ArticleItem

__all__ = ["ArticleItem"]
