"""Normalisation: texts, dates, addresses, names, keywords and counts in the one form of a record.

All functions are pure: no network, no clock, no database; they raise nothing for what a page may contain.
"""

from __future__ import annotations

from envnews.normalize.article import build_article, content_hash
from envnews.normalize.classes import classify
from envnews.normalize.counts import parse_count
from envnews.normalize.dates import FoundDate, credible, find_date, find_dates, parse_date
from envnews.normalize.keywords import split_keywords, unique
from envnews.normalize.labels import LABELS, label_pattern
from envnews.normalize.names import clean_names
from envnews.normalize.record import extraction_record, problem_records, to_record
from envnews.normalize.sites import same_site
from envnews.normalize.sources import clean_source
from envnews.normalize.split_dates import find_split_date
from envnews.normalize.text import begin_apart, clean, clean_lines, squash
from envnews.normalize.urls import (
    absolute,
    article_id,
    canonical_url,
    host_of,
    needs_no_encoding,
    without_visit,
)
from envnews.normalize.values import is_placeholder

__all__ = [
    "LABELS",
    "FoundDate",
    "absolute",
    "article_id",
    "begin_apart",
    "build_article",
    "canonical_url",
    "classify",
    "clean",
    "clean_lines",
    "clean_names",
    "clean_source",
    "content_hash",
    "credible",
    "extraction_record",
    "find_date",
    "find_dates",
    "find_split_date",
    "host_of",
    "is_placeholder",
    "label_pattern",
    "needs_no_encoding",
    "parse_count",
    "parse_date",
    "problem_records",
    "same_site",
    "split_keywords",
    "squash",
    "to_record",
    "unique",
    "without_visit",
]
