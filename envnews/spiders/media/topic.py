"""What columns about the environment are called on portals of all kinds of news."""

from __future__ import annotations

import re

ENVIRONMENT = re.compile("环保|环境|生态|绿|低碳|双碳|碳中和|碳达峰|气候|自然|污染|美丽中国")
