"""Item pipelines, one job each, in the order of the settings: normalise, validate, store."""

from __future__ import annotations

from envnews.pipelines.items import ArticleItem
from envnews.pipelines.store import WriterThread, writer_of

__all__ = ["ArticleItem", "WriterThread", "writer_of"]
