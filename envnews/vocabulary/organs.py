"""Departments of governments besides those of the environment: 省水利厅, 市水务局, by pattern."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from envnews.patterns import compile_later
from envnews.vocabulary.agency import Agency

if TYPE_CHECKING:
    from envnews.vocabulary.gb2260 import Division

_SHORT: Final = {
    "发改委": "发展和改革委员会", "发展改革委": "发展和改革委员会", "林草局": "林业和草原局", "住建厅": "住房和城乡建设厅",
    "住建局": "住房和城乡建设局", "住房城乡建设厅": "住房和城乡建设厅", "住房城乡建设局": "住房和城乡建设局",
    "卫健委": "卫生健康委员会", "卫生健康委": "卫生健康委员会", "科技厅": "科学技术厅", "科技局": "科学技术局",
    "工信厅": "工业和信息化厅", "工信局": "工业和信息化局", "市场监管局": "市场监督管理局", "应急厅": "应急管理厅",
    "应急局": "应急管理局", "高院": "高级人民法院", "检察院": "人民检察院", "纪委监委网站": "纪委监委", "林草厅": "林业和草原局",
    "经信厅": "经济和信息化厅", "经信局": "经济和信息化局", "文旅厅": "文化和旅游厅", "文旅局": "文化和旅游局",
    "人社厅": "人力资源和社会保障厅", "人社局": "人力资源和社会保障局", "国资委": "国有资产监督管理委员会",
}  # fmt: skip
"""Short forms and what they stand for."""

_FULL: Final = (
    *(
        "发展和改革委员会",
        "林业和草原局",
        "林业局",
        "卫生健康委员会",
        "市场监督管理局",
        "高级人民法院",
        "中级人民法院",
    ),
    *(
        "人民检察院",
        "纪委监委",
        "气象局",
        "统计局",
        "海洋局",
        "海洋与渔业局",
        "公安厅",
        "公安局",
        "水务局",
        "水务厅",
    ),
    *(
        f"{field}{rank}"
        for field in ("水利", "农业农村", "自然资源", "住房和城乡建设", "财政", "交通运输")
        for rank in "厅局"
    ),
    *(
        f"{field}{rank}"
        for field in ("应急管理", "科学技术", "工业和信息化", "教育", "商务", "司法")
        for rank in "厅局"
    ),
    *(
        f"{field}{rank}"
        for field in ("经济和信息化", "文化和旅游", "民政", "人力资源和社会保障", "审计")
        for rank in "厅局"
    ),
    *(
        "园林绿化局",
        "绿化和市容管理局",
        "地震局",
        "医疗保障局",
        "国有资产监督管理委员会",
        "行政审批局",
        "城市管理委员会",
    ),
    *("城市管理局", "园林和林业局", "海事局", "消防救援总队", "总工会", "人大常委会"),
)

_ORGAN: Final = compile_later(
    rf"(省|市|自治区|区|州|盟|地区)?({'|'.join(sorted((*_SHORT, *_FULL), key=len, reverse=True))})(?:网站|办公室|网)?"
)


def organ_of(name: str) -> tuple[str | None, str] | None:
    """Return the word for the level and the full name of a department; None where the name is of no department.

    >>> organ_of("省林草局"), organ_of("水利厅"), organ_of("水文站")
    (('省', '林业和草原局'), (None, '水利厅'), None)
    """
    found = _ORGAN.fullmatch(name)
    return (found[1], _SHORT.get(found[2], found[2])) if found else None


def organ(division: Division, name: str) -> Agency:
    """Return a department of a division by its full name.

    >>> from envnews.vocabulary.gb2260 import find_division
    >>> organ(find_division("浙江"), "水利厅").name
    '浙江省水利厅'
    """
    return Agency(f"organ-{division.code}-{name}", f"{division.name}{name}", "government", division.code)
