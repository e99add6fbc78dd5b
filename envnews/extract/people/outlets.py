"""Tell names of outlets, publishers and offices from other short words, by what they end in.

How far an ending may be trusted depends on where a name stands, so there is a test for each place: `is_outlet` anywhere,
`looks_like_outlet` beside people or a date, `looks_like_publisher` where a name is expected and may be a person's, and
`is_publisher_beside_date` where anything may stand.
"""

from __future__ import annotations

import re
from typing import Final

from envnews.extract.people.no_names import names_nobody
from envnews.patterns import compile_later

_MEDIUM: Final = (
    "日报|晚报|早报|晨报|时报|商报|都市报|导报|青年报|环境报|报社|周刊|杂志"
    "|新闻网|在线|电视台|通讯社|新华社|中新社|财联社|客户端"
)
_OUTLET: Final = re.compile(
    rf"(?!手机|移动|下载|官方)[\u4e00-\u9fff]{{1,10}}(?:{_MEDIUM})|新华社|中新社|财联社"
    r"|[\u4e00-\u9fff]{2,3}网(?<![张上触入铺]网)"
)
# A heading may end so as well: 社会新闻.
_LIKELY_OUTLET: Final = compile_later(
    rf"[\u4e00-\u9fff·]{{1,12}}(?:{_MEDIUM}|报|報|网|網|社|新闻|新聞|传媒|电台|融媒体?|融媒体中心)|[\u4e00-\u9fff]{{0,4}}《[\u4e00-\u9fff]{{2,12}}》"
)
_LIKELY_PUBLISHER: Final = re.compile(
    r"(?:网|報|报|社|刊|杂志|新闻|台|客户端|发布|在线|传媒|财经|视频|观察|日报"
    r"|局|厅|部|委|院|中心|频道|号|世界|时间|周刊|融媒|之声|之音)$"
)
_BESIDE_DATE: Final = compile_later(
    r"^(?!立即|点击|订阅|关注|下载|打开)[\w·《》()（）〈〉“”\[\]\-－—]{1,24}?"
    r"(?:网|網|报|報|社|刊|杂志|雜誌|日报|晚报|时报|新闻|新聞|快訊|快讯|消息|电视台|广播|频道|客户端|发布|发布厅|在线"
    r"|公众号|微信|APP|融媒|融媒体|观察|报道|之声|之音|联播|头条|文旅|公安|消防|交警|共青团|环境|环保|水务|气象"
    r"|厅|局|部|委|办|处|院|会|中心|政府|总站|站|大学|[中小]学|学校|研究所|协会|集团|公司|号(?<![序编字文账型证期请利]号)|传媒|视频|财经|日報|综合(?<=(?:网络|媒体)综合))"
    r"(?:\[[^\]]{1,6}\]|-[\w]{1,10}|·[\w]{1,10})?$",
)
# Desks of papers and broadcasters, which Taiwan prints where others name the reporter: 編譯中心, 國際中心.
_DESK: Final = compile_later(
    r"(?:編譯|编译|國際|政治|社會|生活|娛樂|影劇|財經|體育|地方|大陸|兩岸|綜合|即時|要聞|焦點)(?:新聞)?(?:中心|組)"
)
_MAGAZINE: Final = compile_later(r"《[^《》]{2,12}(?<!报)》(?:杂志|周刊)?")
_OFFICE: Final = compile_later(
    r"[\u4e00-\u9fff（）()·“”]{3,}"
    r"(?:大学|学院|医院|研究院|研究所|法院|检察院|委员会|中心|局|厅"
    r"|教授|研究员|主任|医师|院长|所长|[科系]|研究室|实验室)"
)
_SECTION: Final = compile_later(
    r"[\u4e00-\u9fff]{2,12}(?:科(?<![百学專专本内外文理]科)|股|[支大中总]队|办公室|街道|管理所|分局)"
    r"|[\u4e00-\u9fff]{1,11}[利测督理业管保境务]站"
)
_BODY: Final = compile_later(
    r"[\u4e00-\u9fff（）()·]{2,24}(?:[局厅廳处處科室办辦站所委院队隊股部司庭]|中心|街道|公司|集团|协会|大学|学院|频道|新闻社|[乡镇]政府)"
    r"|[\u4e00-\u9fff]{0,12}(?:图书|博物|文化|档案|美术|科技|体育)馆"
)


def is_body(name: str) -> bool:
    """Return whether a name before that of a person is an office, an authority or a part of one, which it works for.

    >>> is_body("河道处"), is_body("水文总站"), is_body("何晓婷")
    (True, True, False)
    """
    return _BODY.fullmatch(name) is not None


def is_outlet(name: str) -> bool:
    """Return whether a name can be nothing but that of a newspaper, agency, broadcaster or news site.

    >>> is_outlet("中国环境报"), is_outlet("财联社"), is_outlet("人民网"), is_outlet("织密一张网")
    (True, True, True, False)
    """
    return _OUTLET.fullmatch(name) is not None


def looks_like_outlet(name: str) -> bool:
    """Return whether a name beside people or a date is that of an outlet.

    >>> looks_like_outlet("红网"), looks_like_outlet("社会新闻"), looks_like_outlet("寇江泽")
    (True, True, False)
    """
    return _LIKELY_OUTLET.fullmatch(name) is not None


def looks_like_publisher(name: str) -> bool:
    """Return whether a name ends like that of an outlet, an office or an account, and not like a person's.

    >>> looks_like_publisher("临江发布"), looks_like_publisher("省生态环境厅"), looks_like_publisher("水工老刘")
    (True, True, False)
    """
    return _LIKELY_PUBLISHER.search(name) is not None


def is_publisher_beside_date(name: str) -> bool:
    """Return whether words beside a date name an outlet, a magazine, an authority or a section of one, without a label.

    >>> is_publisher_beside_date("新京报"), is_publisher_beside_date("《水务观察》")
    (True, True)
    >>> is_publisher_beside_date("执法大队"), is_publisher_beside_date("何晓婷"), is_publisher_beside_date("申请号")
    (True, False, False)
    >>> is_publisher_beside_date("編譯中心")
    False
    """
    if names_nobody(name) or (name.endswith(("中心", "組")) and _DESK.fullmatch(name)):
        return False
    return bool(_BESIDE_DATE.match(name) or is_section(name) or _MAGAZINE.fullmatch(name))


def is_office(name: str) -> bool:
    """Return whether a name is an office or where somebody works, as newspapers introduce their authors.

    >>> is_office("省第二人民医院"), is_office("临江大学教授"), is_office("医院"), is_office("何晓婷")
    (True, True, False, False)
    """
    return _OFFICE.fullmatch(name) is not None


def is_section(name: str) -> bool:
    """Return whether a name is that of a section of an authority, as its pages print it beside a date without a label.

    >>> is_section("土壤科"), is_section("执法大队"), is_section("百科"), is_section("环境百科")
    (True, True, False, False)
    """
    return _SECTION.fullmatch(name) is not None
