"""What words mean: places of China, agencies behind the names of sources, topics.

Data stands in files beside the modules, with where it is from; the modules only look things up. All is pure.
"""

from __future__ import annotations

from envnews.vocabulary.agencies import describe_agency, resolve_agency
from envnews.vocabulary.agency import Agency
from envnews.vocabulary.gb2260 import Division, divisions, find_division
from envnews.vocabulary.places import named_places
from envnews.vocabulary.topics import find_topics, topic_names

__all__ = [
    "Agency",
    "Division",
    "describe_agency",
    "divisions",
    "find_division",
    "find_topics",
    "named_places",
    "resolve_agency",
    "topic_names",
]
