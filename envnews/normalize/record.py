"""Values as JSON-ready records, in the field names and the order of the data dictionary."""

from __future__ import annotations

from typing import TYPE_CHECKING

from envnews.normalize.text import excerpt

if TYPE_CHECKING:
    from collections.abc import Iterable

    from envnews.model import (
        Article,
        Attachment,
        Extraction,
        Image,
        Link,
        Origin,
        Problem,
        Timestamp,
        Witness,
    )


def to_record(article: Article, most: int | None = None) -> dict[str, object]:
    """Return the record of an article; the fields that the store assigns are absent.

    Times are ISO 8601 with +08:00, dates are local, absent values None, lists are lists. `most` is how many
    characters are left of values and raw texts of witnesses, None for all.
    """
    return {
        "id": article.id,
        "portal": article.portal,
        "columns": list(article.columns),
        "url": article.url,
        "canonical_url": article.canonical_url,
        "document_id": article.document_id,
        **_content(article, article.published_origin),
        "region": article.region,
        "rights": article.rights,
        "content_hash": article.content_hash,
        "witnesses": _witnesses(article.witnesses, most),
        "problems": problem_records(article.problems),
        "source_agency": article.source_agency,
        "regions": list(article.regions),
        "topics": {topic.code: list(topic.words) for topic in article.topics},
    }


def extraction_record(extraction: Extraction) -> dict[str, object]:
    """Return what one page states, in the field names of the record; `kind` and `charset` are the page's."""
    return {
        "url": extraction.url,
        "charset": extraction.charset,
        "kind": extraction.kind.value,
        "column": extraction.column,
        **_content(extraction, extraction.origin("published_at")),
        "witnesses": _witnesses(extraction.witnesses),
        "problems": problem_records(extraction.problems),
    }


def _content(value: Article | Extraction, published_origin: Origin | None) -> dict[str, object]:
    """Return the fields that articles and extractions share."""
    return {
        "headline": value.headline,
        "subtitle": value.subtitle,
        "original_title": value.original_title,
        **_published(value.published, published_origin),
        "source": value.source,
        "author": value.author,
        "editor": value.editor,
        "keywords": list(value.keywords),
        "lead": value.lead,
        "body": value.body,
        "body_html": value.body_html,
        "views": value.views,
        "index_number": value.index_number,
        "document_number": value.document_number,
        "issuing_agency": value.issuing_agency,
        "issued_on": value.issued_on,
        "valid": value.valid,
        "images": [_image(image) for image in value.images],
        "attachments": [_attachment(attachment) for attachment in value.attachments],
        "tables": [[list(row) for row in table] for table in value.tables],
        "links": {
            "previous": _link(value.previous),
            "next": _link(value.next),
            "related": [_link(link) for link in value.related],
        },
    }


def _published(published: Timestamp | None, origin: Origin | None) -> dict[str, object]:
    return {
        "published_at": published.isoformat() if published else None,
        "published_precision": published.precision.value if published else None,
        "published_origin": origin.value if origin else None,
        "published_on": published.at.date().isoformat() if published else None,
    }


def _image(image: Image) -> dict[str, object]:
    return {"url": image.url, "caption": image.caption}


def _attachment(attachment: Attachment) -> dict[str, object]:
    return {
        "url": attachment.url,
        "name": attachment.name,
        "type": attachment.type,
        "sha256": attachment.sha256,
        "size": attachment.size,
    }


def _link(link: Link | None) -> dict[str, object] | None:
    return {"url": link.url, "title": link.title} if link else None


def _witnesses(witnesses: Iterable[Witness], most: int | None = None) -> list[dict[str, object]]:
    return [
        {
            "field": witness.field,
            "origin": witness.origin.value,
            "value": witness.value if most is None else excerpt(witness.value, most),
            "raw": witness.raw if most is None else excerpt(witness.raw, most),
            "detail": witness.detail,
            "chosen": witness.chosen,
            "agrees": witness.agrees,
        }
        for witness in witnesses
    ]


def problem_records(problems: Iterable[Problem]) -> list[dict[str, object]]:
    """Return problems as the record has them."""
    return [
        {"field": problem.field, "code": problem.code, "message": problem.message} for problem in problems
    ]
