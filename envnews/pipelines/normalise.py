"""The first pipeline: what a page states becomes the record of an article."""

from __future__ import annotations

from dataclasses import replace

from envnews.normalize import build_article
from envnews.pipelines.items import ArticleItem


class NormalisePipeline:
    """Adds the normalised record to article items; other items pass."""

    def process_item(self, item: object) -> object:
        """Return the item with its record."""
        return _normalised(item) if isinstance(item, ArticleItem) else item


def _normalised(item: ArticleItem) -> ArticleItem:
    if item.page.fetched_at is None:
        raise ValueError(f"{item.portal.key}: {item.page.url}: a crawled page must say when it was fetched")
    # The identity follows from the address that was listed; the record says where it was found in the end.
    article = build_article(
        item.extraction,
        item.portal,
        url=item.url,
        found_at=item.page.url,
        columns=item.columns,
        document_id=item.document_id,
        fetched_at=item.page.fetched_at,
        listed=item.listed,
    )
    return replace(item, article=article)
