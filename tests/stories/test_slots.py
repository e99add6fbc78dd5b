"""What an editor words otherwise is told from what fills a slot of a form."""

from __future__ import annotations

import pytest
from opencc import OpenCC

from envnews.stories.align import Substitution
from envnews.stories.memory import group
from envnews.stories.normal import normal_form
from envnews.stories.slots import Kind, kind_of


def replaced(text: str, changes: dict[str, str]) -> str:
    for old, new in changes.items():
        assert old in text
        text = text.replace(old, new)
    return text


def stories(*texts: tuple[str, str]) -> list[int]:
    return [grouped.story for grouped in group(texts)]


@pytest.mark.parametrize(
    ("pair", "kind"),
    [
        (Substitution("前三季度", "1至9月", "今年"), Kind.SAME),
        (Substitution("点半", "时30分", "上午10"), Kind.SAME),
        (Substitution("15", "下午3", "昨天", "时许"), Kind.SAME),
        (Substitution("立方米", "吨", "日处理5万"), Kind.SAME),
        (Substitution("3260余", "3200多", "罚款", "万元"), Kind.WORDS),
        (Substitution("理完毕", "除干净", "已清", ""), Kind.WORDS),
        (Substitution("近日发表的一项", "上的最新", "", "研究显示"), Kind.WORDS),
        (Substitution("能", "经可以", "雏鸟已", "站立"), Kind.WORDS),
        (Substitution("居", "列", "幅度", "全省第三"), Kind.WORDS),
        (Substitution("辐射", "市", "活动在", "环境监测站举行"), Kind.THING),
        (Substitution("舟山", "常州", "", "及周边地区"), Kind.NAME),
        (Substitution("孙明", "何静", "副市长", "出席"), Kind.NAME),
        (Substitution("莫伟雄", "赵永康", "办主任", "说"), Kind.NAME),
        (Substitution("厨余", "其他", "非居民", "垃圾处理费"), Kind.THING),
        (Substitution("6月18日", "持续9天的赤潮终于退去", "", "记者从市渔业局获悉"), Kind.SAME),
        (Substitution("6月18日", "持续9天的赤潮终于退去", "局里说", "记者", place=40), Kind.DATE),
        (Substitution("闸门缓缓升起", "市民期待已久的", "", "城北污水处理厂"), Kind.THING),
        (Substitution("是国际生物多样性日", "从江西", "22日", "省林业局"), Kind.THING),
        (Substitution("鸳鸯", "绿头鸭", "拍到2只", "其中"), Kind.THING),
        (Substitution("六", "日", "本周", "开放名额"), Kind.DATE),
        (Substitution("第一", "第二", "在", "季度"), Kind.DATE),
        (Substitution("36", "41", "约", "公斤"), Kind.FIGURE),
        (Substitution("91.7", "91.67", "占", ""), Kind.WORDS),
        (Substitution("15.555亿", "1555508410", "发行", "股"), Kind.WORDS),
        (Substitution("2010", "2011", "", "年"), Kind.DATE),
        (Substitution("1530", "1531", "共", "吨"), Kind.FIGURE),
        (Substitution("91.7", "91.57", "占", ""), Kind.FIGURE),
        (Substitution("北京时间11月9日", "今天", "", "客场迎战"), Kind.SAME),
        (Substitution("恢", "回", "规定时间内", "复公司来函"), Kind.WORDS),
        (Substitution("本周", "将", "管理层决定", "关闭公司"), Kind.WORDS),
        (Substitution("平", "乐", "记者从", "安县获悉", place=30), Kind.NAME),
        (Substitution("作者", "记者", "", "林晓"), Kind.SAME),
        (Substitution("原标题湿地修复启动", "编者按湿地是地球之肾", "", "", edge=True), Kind.SAME),
    ],
    ids=lambda value: f"{value.one} {value.other}" if isinstance(value, Substitution) else value.name,
)
def test_a_difference_is_told_by_its_kind(pair: Substitution, kind: Kind) -> None:
    assert kind_of(pair) is kind


NEWS = (
    "10月17日上午10时30分，随着最后一车建筑垃圾运出，清溪渣土消纳场正式关闭。至此，运行13年、堆存建筑垃圾460万方的这座“垃圾山”将开启生态修复。\n"
    "根据规划，消纳场将削坡整形、覆土绿化，建成占地35公顷的郊野公园，修复过程中，12万方可利用骨料将就地再生，用于园路和挡墙。\n"
    "“以前窗台一天擦两遍还是灰。”住在旁边小区的居民郑桂英盼着公园早点建好。"
)


@pytest.mark.parametrize(
    "changes",
    [
        {
            "10月17日上午10时30分": "17日上午10点半",
            "正式关闭": "正式封场",
            "盼着公园早点建好": "期盼公园早日建成",
        },
        {"10月17日上午10时30分": "今天上午10:30", "460万方": "460万立方米", "12万方": "12万立方米"},
        {"住在旁边小区的居民郑桂英": "附近居民郑桂英", "至此，": "", "可利用骨料": "可用骨料"},
        {"将开启生态修复": "进入生态修复阶段", "根据规划": "按照规划", "还是灰": "还有灰"},
    ],
    ids=str,
)
def test_news_worded_otherwise_is_one_story(changes: dict[str, str]) -> None:
    reworded = ("垃圾山要变公园了", replaced(NEWS, changes))
    assert stories(("清溪渣土消纳场关闭", NEWS), reworded) == [0, 0]


@pytest.mark.parametrize(
    "changes",
    [
        {"清溪": "白石"},
        {"10月17日": "10月18日"},
        {"郑桂英": "王秀兰", "清溪": "白石"},
        {"460万方": "510万方", "35公顷": "28公顷"},
        {"正式关闭": "正式启用"},
    ],
    ids=str,
)
def test_news_of_another_place_day_or_turn_is_another_story(changes: dict[str, str]) -> None:
    headline = "清溪渣土消纳场关闭"
    other = headline.replace("清溪", changes.get("清溪", "清溪"))
    assert stories((headline, NEWS), (other, replaced(NEWS, changes))) == [0, 1]


@pytest.mark.parametrize(
    ("headline", "text", "changes"),
    [
        (
            "关于调整机动车限行措施的通告",
            "经市政府同意，自5月8日零时起，恢复实施工作日高峰时段机动车尾号限行措施，限行区域、时间不变，敬请广大市民理解支持。",
            {"恢复": "暂停"},
        ),
        (
            "排污许可决定书",
            "经审查，江岭化工有限公司符合规定的条件，决定核发排污许可证，有效期五年。请你单位严格落实主体责任，依证排污。",
            {"核发": "延续"},
        ),
        (
            "水质评价",
            "评价结果表明，上月入海河口断面水质为轻度污染，主要超标因子为总氮，与前一月相比有所好转，与去年同期相比无明显变化。",
            {"轻度": "中度"},
        ),
        (
            "水质评价",
            "评价结果表明，上月入海河口断面水质为轻度污染，主要超标因子为总氮，与前一月相比有所好转，与去年同期相比无明显变化。",
            {"有所好转": "无明显变化"},
        ),
        (
            "环境日活动丰富多彩",
            "6月5日，清溪县举办宣传活动，今年的主题是“建设人与自然和谐共生的现代化”。活动设置展板20余块，发放宣传册2000余份。",
            {"建设人与自然和谐共生的现代化": "全面推进美丽中国建设"},
        ),
        (
            "收费标准调整",
            "自明年1月1日起，城区非居民厨余垃圾处理费标准由每吨100元调整为每吨300元，超定额部分加价50%，居民用户不受影响。",
            {"厨余": "其他"},
        ),
    ],
    ids=lambda value: value if isinstance(value, str) and len(value) < 20 else "",
)
def test_another_turn_grade_or_kind_in_one_form_is_another_story(
    headline: str, text: str, changes: dict[str, str]
) -> None:
    assert stories((headline, text), (headline, replaced(text, changes))) == [0, 1]


@pytest.mark.parametrize(("kind", "other"), [("汽油", "柴油"), ("玉米", "水稻")])
def test_what_differs_in_headline_and_text_alike_is_what_the_article_is_about(kind: str, other: str) -> None:
    headline = f"秋冬季{kind}专项抽检结果公布"
    text = (
        f"近日，市场监管部门对在售{kind}开展质量抽检，共抽取经营单位60家样品120批次，检验项目12项，合格率98.3%，不合格2批次。"
        "对不合格产品已责令下架，并对经营单位立案调查。消费者发现问题可拨打12315投诉。"
    )
    assert stories((headline, text), (headline.replace(kind, other), text.replace(kind, other))) == [0, 1]


def test_one_traditional_character_in_a_name_makes_no_traditional_text() -> None:
    text = "乾清宫前的古柏已有四百余年，园林部门近日为三百六十株古树安装了监测设备，实时掌握长势与虫情。" * 3
    assert not normal_form("古树", text).converted
    assert normal_form("古樹", OpenCC("s2t").convert(text)).converted


@pytest.mark.parametrize("token", ["★更多精彩★", "某某平台", "[环保网]", "微信公众号：环保在线"])
def test_advertising_within_a_number_is_no_other_number(token: str) -> None:
    text = "记者从市环境监测中心获悉，昨日我市空气质量指数为42，细颗粒物浓度为18微克每立方米，这是今年第200个优良天，比去年同期多12天。"
    for number in ("18", "200", "12天"):
        interrupted = text.replace(number, f"{number[0]}{token}{number[1:]}")
        assert stories(("优良天", text), ("优良天又来了", interrupted)) == [0, 0]
    assert stories(("优良天", text), ("优良天", text.replace("18", "8"))) == [0, 1]
