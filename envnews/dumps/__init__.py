"""Dumps: what is published for other sites, and how other instances follow it.

`publish` writes a full dump, the changes since the last one and feeds; `import_dump` fills a database from them.
The formats are derived from the record (`envnews.dumps.records.record`), so that a new field is in all of them.
"""

from __future__ import annotations

from envnews.dumps.importing.importer import Imported, ImportPlan, import_dump
from envnews.dumps.publishing.publish import Published, PublishPlan, publish
from envnews.dumps.records.scope import Scope, Text

__all__ = ["ImportPlan", "Imported", "PublishPlan", "Published", "Scope", "Text", "import_dump", "publish"]
