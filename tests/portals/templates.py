"""The page around what a replica publishes, and how places in it are filled."""

from __future__ import annotations

import re
from datetime import datetime
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Mapping

_PLACEHOLDER = re.compile(r"\{\{(\w+)(?::([^}]+))?\??\}\}")
_OPTIONAL = re.compile(r"\{\{(\w+)(?::[^}]+)?\?\}\}")

TOP = """<div class="header"><a href="/"><img src="/images/logo.png" alt="{title}"></a>
<div class="nav"><ul><li><a href="/">首页</a></li><li><a href="/jggk/">机构概况</a></li><li><a href="/xwzx/">新闻中心</a></li>
<li><a href="/zwgk/">政务公开</a></li><li><a href="/hdjl/">互动交流</a></li></ul></div></div>"""
FOOT = """<div class="footer"><p>主办单位：{title}　网站标识码：0000000000</p>
<p><a href="/wzdt/">网站地图</a> | <a href="/lxwm/">联系我们</a></p><p>建议使用1366×768以上分辨率浏览</p></div>"""


PAGE = """<!DOCTYPE html>
<html><head><meta charset="{{charset}}"><title>{{page_title}}_{{site}}</title>
{{labels}}
</head><body>
{{top}}
{{content}}
{{foot}}
</body></html>"""


def fill(form: str, words: Mapping[str, Any]) -> str:
    """Fill `{{name}}` and `{{time:%Y-%m-%d}}`; a line with an empty `{{name?}}` is left out.

    What is no whole page is put into one.
    """
    if "page_title" in words and "<html" not in form:
        form = PAGE.replace("{{content}}", form)
    kept = (line for line in form.splitlines() if not any(not words.get(n) for n in _OPTIONAL.findall(line)))

    def value(found: re.Match[str]) -> str:
        word = words[found[1]]
        return word.strftime(found[2]) if isinstance(word, datetime) else str(word)

    return _PLACEHOLDER.sub(value, "\n".join(kept))
