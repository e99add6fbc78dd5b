"""Read the medium or office from which the first or last line of a text says that it was taken or handed in."""

from __future__ import annotations

import re
from typing import Final

from envnews.extract.people.persons import is_person
from envnews.normalize import clean_source
from envnews.patterns import compile_later

_FROM: Final = re.compile(
    r"^[（(\s*]*(?:(?:本文|文章|内容|稿件|原文)(?:来自|转自|转载自|首发于|刊于|刊载于|原载于?)\s*"
    r"(?:(?:微信)?(?:公众号|订阅号)?\s*[:：]\s*|(?:(?:微信)?(?:公众号|订阅号)\s*)?(?=[“\"「《]))|转载自\s*[:：]\s*)"
    r"(?:[“\"「](?P<quoted>[^”\"」]{2,20})[”\"」]|(?P<named>《[^》]{2,20}》|[^|｜\n:：，,。；;（(“”\"「」]{2,30}))"
)

# (市生态环境局) below a text; (此件公开发布) and (共五页) are no office.
# （转自《临江日报》）, （摘自中国环境报）
_TAKEN: Final = compile_later(
    r"[（(](?:转载自|转自|摘自|原载于?|据|来源于)\s?[:：]?\s?(《[^《》]{2,16}》|[\u4e00-\u9fff]{2,12}(?:报|网|社|杂志|周刊|电视台|客户端))[）)]$"
)
# 摘自：临江时报
_TAKEN_ALONE: Final = compile_later(
    r"(?:转载自|转自|摘自|原载)\s?[:：]\s?(《[^《》]{2,14}(?:报|网|杂志|周刊)》|[\u4e00-\u9fff]{2,12}(?:报(?<![简月年快通]报)|网(?<!圈网)|社|杂志|周刊|电视台))"
)
_BRACKETED: Final = re.compile(
    r"[（(]((?:[\u4e00-\u9fff]{2,10}[网報网報报社]\s?[-—]\s?)?[\u4e00-\u9fff·、 ]{2,24}(?:[院局厅廳部委办處处科报網网社会會]|中心|大学|政府|集团|公司|支队|总队|总站))[）)]$"
)
# (青湾水库管理处 撰稿人：赵明轩 编辑：钱文)
_OFFICE_FIRST: Final = re.compile(
    r"[（(]([\u4e00-\u9fff]{3,20}(?:[院局厅廳部委办辦處处科报網网社会會站所]|中心|大学|政府|集团|公司|支队|总队))\s+(?:撰稿|供稿|作者|文|审|编辑|编审|摄影)"
)
_BRACKETED_LENGTH: Final = 60
_HANDED_IN: Final = compile_later(r"[（(]([\u4e00-\u9fff·、]{3,20})供稿[）)]$")


def find_origin(line: str) -> tuple[str, str] | None:
    """Return the medium from which a text's first or last line says that it was taken, and the line.

    >>> find_origin("本文来自微信公众号：棱镜水务，作者：余晓，头图来自：视觉中国")[0]
    '棱镜水务'
    >>> find_origin("本文来自微信公众号“棱镜水务”（ID：lengjing），作者：余晓，经授权发布。")[0]
    '棱镜水务'
    >>> find_origin("（大江网-临江日报）")[0], find_origin("（完）")
    ('大江网-临江日报', None)
    >>> find_origin("（湖泊创新基地供稿）")[0], find_origin("（转自《临江日报》）")[0]
    ('湖泊创新基地', '《临江日报》')
    >>> find_origin("摘自:临江时报")[0], find_origin("摘自：工作简报"), find_origin("摘自：《论语》")
    ('临江时报', None, None)
    """
    found = _FROM.match(line) if "自" in line or "首发" in line or "刊" in line or "原载" in line else None
    if found is not None:
        name = clean_source(found["quoted"] or found["named"])
        return (name, line) if name and not is_person(name) else None
    if line.endswith(("供稿）", "供稿)")):
        found = _HANDED_IN.search(line)
    if found is None and line[0] in "转摘原":
        found = _TAKEN_ALONE.fullmatch(line)
    if found is None and line[0] in "（(" and len(line) <= _BRACKETED_LENGTH:
        found = _TAKEN.match(line) or _BRACKETED.match(line) or _OFFICE_FIRST.match(line)
    name = clean_source(found[1]) if found else None
    return (name, line) if name and not is_person(name) else None
