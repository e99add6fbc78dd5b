"""Agencies: who stands behind a name beside 来源.

A name is resolved or it is not: what neither the table nor a pattern knows for certain is None, and waits in the view
`v_unknown_sources`. Names of departments, governments, monitoring centres and local media follow patterns; 本网 and 省生态环境厅
are read as the portal means them. The environment departments kept their identity through 环保局, 环境保护厅 (until 2018) and
生态环境厅; a bureau's 分局, 处 and 中心 are the bureau.
"""

from __future__ import annotations

import re
import tomllib
from functools import cache, lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

from envnews.patterns import compile_later
from envnews.vocabulary.agency import Agency
from envnews.vocabulary.gb2260 import Division, divisions, leading_division
from envnews.vocabulary.organs import organ, organ_of
from envnews.vocabulary.source_names import QUOTES, bare, shorter_names, without_suffix

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from envnews.model import PortalInfo

_TABLE = Path(__file__).with_name("agencies.toml")


_OWN = re.compile(
    r"(?:本|我)(?:网站?|站|厅|局|部|委|级|单位|平台)(?:原创|讯|综合|整理|编辑|采编)?|原创|网站|(?:厅|局|部)(?:机关)?|自采|本网综合"
)
_ENVIRONMENT = r"(?:生态环境保护|生态环境|环境保护|环保)"
_UNIT = r"(?:[\u4e00-\u9fff、（）()]{0,16}(?:处|处室|办公室|办|中心|总队|支队|大队|分局|站|队|科|委员会|局|所|院|党委|纪委|党组|服务大厅|网)|)"
_DEPARTMENT = compile_later(
    rf"(省|市|自治区|区|州|盟|地区)?{_ENVIRONMENT}(厅|局|委员会|委|综合(?:行政)?执法(?:总队|支队|队|局)){_UNIT}"
)
_SHORT_DEPARTMENT = re.compile(r"省厅|区厅|省环保厅|省环境厅")
_ACCOUNT = re.compile(r"(?:省|市)?(?:生态环境|环保|环境)(?:发布|网|宣教|宣传)?")
_GOVERNMENT = re.compile(
    r"(省|市|自治区|区|州|盟|地区)?(?:人民政府|政府)(?:办公厅|办公室|新闻办(?:公室)?|门户)?网?"
)
_MONITORING = re.compile(
    r"(省|市|自治区|区|州|盟|地区)?(?:生态)?环境监测(?:中心|总站|站|中心站|监控中心)(?:站)?"
)
_MEDIA = re.compile(
    r"(?:省|市)?((?:日报|晚报|晨报|早报|商报|都市报|时报|法制报|法治报|工人报|青年报|经济报|农村报|科技报|电视台|广播电视台|广播电视总台|卫视|广电|新闻网|新闻|在线|发布|电台))"
    r"(?:社|网|客户端|报业|融媒体)?"
)
_OWN_UNIT = compile_later(
    r"(?:厅|局)(?:办公室|长信箱|新闻办|机关党委)|宣教中心|宣传教育中心|执法监督局|执法局|信息中心"
    r"|(?:省?厅|市?局|部)?[\u4e00-\u9fff、（）()]{2,16}"
    r"(?:处|处室|办公室|总队|督察办|执法监督局|执法局|宣教中心|宣传教育中心|信息中心|监测处|机关党委|机关纪委|直属机关党委)"
)
_MINISTRY = re.compile(r"部(?:办公厅|网站|官网|微信|长信箱|新闻办)")
_OWN_OFFICE = compile_later(r"[\u4e00-\u9fff、（）()]{2,16}司|办公厅")
_ITS_DEPARTMENT = re.compile(r"厅|市?局|州局")
"""温州市局, 广东厅: among departments there is no other."""

_NOT_OWN = re.compile(
    r"办事处|政府|街道|法院|检察|公安|县|镇|乡|水利|农业|林业|自然资源|住建|气象|统计|人大|政协|组织部|宣传部|省委|市委"
)
_DASH = re.compile(r"\s*[-－—–_]+\s*")
_CHANNEL = re.compile(r".{0,12}(?:频道|版|专栏|栏目|客户端|科学原理|综合|整理)")


def resolve_agency(source: str, portal: PortalInfo) -> Agency | None:
    """Return the agency that a portal names as a source; None where it is not known for certain.

    >>> from envnews.model import PortalInfo
    >>> zhejiang = PortalInfo("zj", "浙江省生态环境厅", "department", "CN-ZJ", "330000", "", (), "", "")
    >>> [resolve_agency(source, zhejiang).id for source in ("省生态环境厅", "浙江省环境保护厅", "本网", "杭州市生态环境局")]
    ['sthj-330000', 'sthj-330000', 'sthj-330000', 'sthj-330100']
    """
    return _resolve(source, portal.title, portal.kind, portal.region_code)


@lru_cache(maxsize=20_000)
def _resolve(source: str, title: str, kind: str, region_code: str | None) -> Agency | None:
    home = divisions().get(region_code or "")
    known = _known(source, home)
    if known or not source:
        return known
    name = bare(source)
    if _OWN.fullmatch(name):
        return _known(title, home)
    if kind not in {"department", "ministry"}:
        return None
    found = (_within(each, title, kind, home) for each in (name, *shorter_names(source)))
    return next((agency for agency in found if agency), None)


def _within(name: str, title: str, kind: str, home: Division | None) -> Agency | None:
    """Return who is meant by the short names that departments have for each other and for their own offices."""
    if _MINISTRY.fullmatch(name):
        return _by_name()["生态环境部"]
    place = leading_division(name)
    if place:
        return department(place[0]) if _ITS_DEPARTMENT.fullmatch(name[place[1] :]) else None
    own = (_OWN_UNIT,) if kind == "department" else (_OWN_OFFICE, _OWN_UNIT)
    is_own = any(pattern.fullmatch(name) for pattern in own) and not _NOT_OWN.search(name)
    return _known(title, home) if is_own else None


def _known(source: str, home: Division | None) -> Agency | None:
    """Return the agency of a name that means the same on all portals of a region."""
    plain = bare(source)
    names = dict.fromkeys((source, plain, without_suffix(plain), plain.removesuffix("社")))
    for name in names:
        if found := _by_name().get(name):
            return found
    for name in names:
        if found := _by_pattern(name, home):
            return found
    return _composed(source, home) or _shortened(source, home)


def _shortened(source: str, home: Division | None) -> Agency | None:
    """Return who is meant by a name with a reporter, an issue, a channel or further names behind it."""
    for name in shorter_names(source):
        if found := _known(name, home):
            return found
    return None


def _composed(source: str, home: Division | None) -> Agency | None:
    """Return who is meant by a platform and a paper (人民网－人民日报: the paper) or by a channel (人民网-文化频道)."""
    parts = _DASH.split(source)
    if len(parts) != 2 or not all(parts):
        return None
    platform, paper = (_known(part, home) for part in parts)
    if platform and (paper or _CHANNEL.fullmatch(parts[1])):
        return paper or platform
    return None


@cache
def _table() -> Mapping[str, tuple[Agency, tuple[str, ...]]]:
    """Return the agencies of the table with all their names, by id."""
    with _TABLE.open("rb") as file:
        table = tomllib.load(file)
    return {
        key: (
            Agency(key, entry["names"][0].translate(QUOTES), entry["kind"], entry.get("region")),
            (*entry["names"], *entry.get("former", {})),
        )
        for key, entry in table.items()
    }


@cache
def _by_name() -> Mapping[str, Agency]:
    found: dict[str, Agency] = {}
    for agency, names in _table().values():
        for name in names:
            found[name] = found[name.translate(QUOTES)] = agency
    return found


def describe_agency(agency_id: str) -> Agency:
    """Return the agency with an id that `resolve_agency` gave.

    >>> describe_agency("gov-330000").name, describe_agency("xinhua").name
    ('浙江省人民政府', '新华社')

    Raises:
        KeyError: There is no such id.
    """
    if agency_id in _table():
        return _table()[agency_id][0]
    kind, code, *rest = agency_id.split("-")
    division = divisions()[code]
    return _MAKERS[kind](division, *rest)


def _by_pattern(name: str, home: Division | None) -> Agency | None:
    place = leading_division(name)
    division, rest = (place[0], name[place[1] :]) if place else (home, name)
    if division is None:
        return None
    named = place is not None
    return (
        _department(division, name, rest, named=named)
        or _government(division, rest, named=named)
        or _organ(division, rest, named=named)
        or (_local_media(division, rest) if named else None)
    )


def _department(division: Division, name: str, rest: str, *, named: bool) -> Agency | None:
    if _SHORT_DEPARTMENT.fullmatch(name):
        return department(division.province)
    if named and _ACCOUNT.fullmatch(rest):
        return department(division)
    found = _DEPARTMENT.fullmatch(rest)
    level = _level(division, found[1], named=named) if found else None
    if found is None or level is None or (found[2] == "厅" and not level.is_province):
        return None
    somebodys = not named and found[1] is None and found[2] == "局" and not level.is_municipality
    return None if somebodys else department(level)


def _government(division: Division, rest: str, *, named: bool) -> Agency | None:
    """Return a government or its monitoring centre."""
    found = _GOVERNMENT.fullmatch(rest) or _MONITORING.fullmatch(rest)
    level = _level(division, found[1], named=named) if found else None
    if found is None or level is None:
        return None
    return government(level) if found.re is _GOVERNMENT else monitoring_centre(level)


def _organ(division: Division, rest: str, *, named: bool) -> Agency | None:
    """Return another department of a government, such as 省水利厅."""
    found = organ_of(rest)
    level = _level(division, found[0], named=named) if found else None
    if found is None or level is None or (found[1].endswith("厅") and not level.is_province):
        return None
    if not named and found[0] is None and found[1].endswith("局") and not level.is_municipality:
        return None
    return organ(level, found[1])


def _local_media(division: Division, rest: str) -> Agency | None:
    found = _MEDIA.fullmatch(rest)
    return local_media(division, found[1]) if found else None


def _level(division: Division, word: str | None, *, named: bool) -> Division | None:
    """Return the division that a name means: itself if named, else the portal's of the rank of `word`.

    A word behind a short name makes another place of it: 朝阳区 is not 朝阳.
    """
    if named:
        return division if word is None else None
    if word in {"省", "自治区", "区"}:
        return division.province if not division.is_municipality else None
    if word in {"市", "州", "盟", "地区"}:
        return division if division.is_municipality or not division.is_province else None
    return division


def department(division: Division) -> Agency:
    """Return the department of ecology and environment of a division.

    >>> from envnews.vocabulary.gb2260 import find_division
    >>> department(find_division("北京")).name, department(find_division("恩施州")).name
    ('北京市生态环境局', '恩施土家族苗族自治州生态环境局')
    """
    rank = "厅" if division.is_province and not division.is_municipality else "局"
    return Agency(f"sthj-{division.code}", f"{division.name}生态环境{rank}", "department", division.code)


def government(division: Division) -> Agency:
    """Return the people's government of a division."""
    return Agency(f"gov-{division.code}", f"{division.name}人民政府", "government", division.code)


def monitoring_centre(division: Division) -> Agency:
    """Return the environmental monitoring centre of a division."""
    return Agency(f"monitor-{division.code}", f"{division.name}生态环境监测中心", "monitoring", division.code)


def local_media(division: Division, word: str) -> Agency:
    """Return the paper or station of a division that is named by its kind, such as 日报."""
    return Agency(f"media-{division.code}-{word}", division.short + word, "media", division.code)


_MAKERS: Mapping[str, Callable[..., Agency]] = {
    "sthj": department,
    "gov": government,
    "monitor": monitoring_centre,
    "media": local_media,
    "organ": organ,
}
