"""Reprints are told from siblings that were filled into the same form."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from opencc import OpenCC

from envnews.stories.memory import group
from envnews.stories.normal import NormalForm, normal_form
from envnews.stories.signature import Signature
from envnews.stories.verdict import same_story

NOTICE = (
    "为应对不利气象条件影响，经市政府同意，{year}年{month}月{day}日{hour}时起{act}重污染天气{colour}预警。\n"
    "各县（市、区）、各有关部门和单位要按照应急预案要求，认真落实各项应对措施，切实减轻污染影响。\n"
    "请公众合理安排出行，儿童、老年人和患有呼吸系统疾病的人群做好健康防护。"
)
HEADLINE = "{city}市关于{act}重污染天气{colour}预警的通知"
USUAL = {
    "city": "青川",
    "year": "2023",
    "month": "11",
    "day": "5",
    "hour": "18",
    "act": "启动",
    "colour": "橙色",
}

REPORT = (
    "{period}，{city}市开展集中式生活饮用水水源水质监测，监测项目共六十一项，监测结果全部达标。\n"
    "评价依据为《地表水环境质量标准》（GB 3838—2002），总氮和粪大肠菌群不参与评价。\n"
    "{person}介绍，{place}取水口水质保持在{grade}类，{trend}。下一步将继续加强巡查，确保群众饮水安全。"
)
SAID = {
    "period": "第一季度",
    "city": "青川",
    "person": "市监测站站长陈静",
    "place": "白石水库",
    "grade": "Ⅱ",
    "trend": "与去年同期持平",
}


def stories(*texts: tuple[str, str]) -> list[int]:
    return [grouped.story for grouped in group(texts)]


@pytest.mark.parametrize(
    "other",
    [
        {"day": "6"},
        {"month": "12"},
        {"hour": "20"},
        {"act": "解除"},
        {"colour": "黄色"},
        {"city": "白石", "day": "6"},
    ],
    ids=str,
)
def test_notices_of_one_form_are_stories_of_their_own(other: dict[str, str]) -> None:
    first, second = (
        (HEADLINE.format(**values), NOTICE.format(**values)) for values in (USUAL, USUAL | other)
    )
    assert stories(first, second) == [0, 1]


@pytest.mark.parametrize(
    "other",
    [
        {"period": "第二季度"},
        {"period": "二〇二三年三月"},
        {"city": "清江"},
        {"city": "扬州"},
        {"place": "清江水库"},
        {"person": "市监测站站长张伟", "place": "龙潭水库"},
        {"grade": "Ⅲ", "trend": "较去年同期略有下降"},
    ],
    ids=str,
)
def test_reports_of_one_form_are_stories_of_their_own(other: dict[str, str]) -> None:
    texts = [(f"{values['city']}市水源水质报告", REPORT.format(**values)) for values in (SAID, SAID | other)]
    assert stories(*texts) == [0, 1]


@pytest.mark.parametrize(("period", "next_period"), [("2023年5月", "2023年6月"), ("上半年", "下半年")])
def test_one_body_under_headlines_of_two_months_is_two_stories(period: str, next_period: str) -> None:
    body = "根据建设项目环境影响评价审批程序的有关规定，现将我局受理的环境影响评价文件有关情况予以公示，详见附件。"
    assert stories((f"{period}环评文件受理情况", body), (f"{next_period}环评文件受理情况", body)) == [0, 1]


def test_a_report_that_quotes_an_article_is_another_story() -> None:
    article = REPORT.format(**SAID)
    roundup = "\n".join(
        f"{n}月{n + 3}日，{place}召开生态环境保护工作推进会，{topic}成为与会代表讨论的焦点，会议通报了{n * 7}个典型案例。"
        for n, place, topic in zip(range(1, 9), "东西南北甲乙丙丁", "水气土声光核碳塑", strict=True)
    )
    assert stories(("水源水质报告", article), ("一周综述", f"{roundup}\n{article[:90]}")) == [0, 1]


def test_two_articles_printed_one_after_the_other_do_not_become_one_story() -> None:
    one = REPORT.format(**SAID)
    two = NOTICE.format(**USUAL)
    first, second, _ = stories(("报告", one), ("通知", two), ("两则", f"{one}\n{two}"))
    assert first != second


def test_an_original_met_last_makes_one_story_of_its_cut_copies() -> None:
    sentences = [
        f"第{n}项工作是对{city}沿岸的企业逐一排查并建立台账，"
        for n, city in enumerate("甲乙丙丁戊己庚辛壬癸", 1)
    ]
    head, tail = "".join(sentences[:7]), "".join(sentences[4:])
    assert len(set(stories(("排查", head), ("又排查", tail), ("排查", "".join(sentences))))) == 1


def test_a_headline_cut_short_and_marked_is_no_contradiction() -> None:
    text = REPORT.format(**SAID)
    assert stories(("一周要闻（4.10-4.16）", text), ("一周要闻（4.10-4.1-转载", text)) == [0, 0]


def test_texts_of_a_line_are_stories_of_their_own_even_if_equal() -> None:
    assert stories(("公示", "详见附件。"), ("公示", "详见附件。")) == [0, 1]


_REPORT = (
    "管理处在青湖东岸观察到{birds}中华秋沙鸭，其中雄鸟6只。专家{said}，鸭群状态良好。近年来青湖湿地累计退渔还湿1.2万亩，"
    "恢复水生植被3400亩，湖水水质提升到二类。{office}局提醒市民观鸟时保持50米以上距离，不投喂，不使用无人机。"
)
_WARNING = "为应对本次污染过程，市应急指挥部决定自12月5日18时起启动重污染天气{colour}色预警，全市范围内实施应急响应措施。"


def _one_story(one: NormalForm, other: NormalForm) -> bool:
    return same_story(one, Signature.of(one), other, Signature.of(other)) is not None


def test_numerals_for_digits_and_synonyms_are_the_same_story() -> None:
    usual = normal_form("青湖来客", _REPORT.format(birds="17只", said="介绍", office="生态环境"))
    reworded = normal_form("青湖来客", _REPORT.format(birds="十七只", said="透露", office="环保"))
    assert _one_story(usual, reworded)


def test_a_numeral_for_another_number_is_another_story() -> None:
    seventeen = normal_form("青湖来客", _REPORT.format(birds="17只", said="介绍", office="生态环境"))
    twelve = normal_form("青湖来客", _REPORT.format(birds="十二只", said="介绍", office="生态环境"))
    assert not _one_story(seventeen, twelve)


def test_a_warning_of_another_colour_is_another_story() -> None:
    orange, red = (normal_form("通告", _WARNING.format(colour=colour)) for colour in "橙红")
    assert not _one_story(orange, red)


_PROGRAMME = (
    "为减少{kind}污染，县里投入480万元，为26个村配备收集设施312套，建成转运站4座，由保洁公司每天清运2次。\n"
    "半年来，共收集处理1860吨，收集率由35%提高到92%，村民满意度达97%。\n"
    "县里计划明年再投入300万元，实现全县86个村全覆盖。"
)


@pytest.mark.parametrize(
    "kinds", [("农膜", "畜禽粪便"), ("生活垃圾", "农药瓶"), ("太和土", "界首土")], ids=str
)
def test_one_form_about_another_thing_is_another_story_however_many_figures_agree(
    kinds: tuple[str, str],
) -> None:
    first, second = (_PROGRAMME.format(kind=kind) for kind in kinds)
    assert stories(("县里投入480万元治理污染", first), ("县里投入480万元治理污染", second)) == [0, 1]


def test_a_thing_that_each_headline_names_is_what_the_articles_are_about() -> None:
    first, second = (_PROGRAMME.format(kind=kind) for kind in ("农膜", "畜禽粪便"))
    assert stories(("农膜去哪儿了", first), ("全县86个村畜禽粪便清运有了着落", second)) == [0, 1]


def test_a_word_that_an_editor_changed_under_his_own_headline_is_no_other_thing() -> None:
    printed = "本报讯（记者 林晓）" + _PROGRAMME.format(kind="残膜")
    assert stories(("农膜去哪儿了", _PROGRAMME.format(kind="农膜")), ("清河县田间不见白色污染", printed)) == [
        0,
        0,
    ]


def test_a_credit_before_the_first_sentence_of_a_brief_does_not_take_the_sentence_with_it() -> None:
    brief = "近日，青湖湿地公园巡护人员拍摄到震旦鸦雀，共有6只，正在芦苇丛中觅食。这是青湖连续第三年记录到这种鸟。"
    assert stories(("鸦雀现身", brief), ("青湖来客", f"（通讯员 王晶 摄影报道）{brief}")) == [0, 0]
    assert stories(("鸦雀现身", brief), ("青湖来客", f"（记者 王晶）{brief}\n（编辑 江帆）")) == [0, 0]


def test_a_copy_that_ends_within_a_figure_is_the_same_story() -> None:
    usual = _PROGRAMME.format(kind="农膜")
    cut = usual[: usual.index("0万元，实现")]
    assert cut.endswith("30")
    assert stories(("农膜去哪儿了", usual), ("农膜去哪儿了", cut + "（完）")) == [0, 0]


def test_districts_that_sound_like_adjectives_are_two_places() -> None:
    visit = "市生态环境局局长林晓到{area}区调研整改工作，实地察看了治理现场，听取了情况汇报，并与企业负责人座谈。林晓强调，要压实责任。"
    assert stories(("局长调研", visit.format(area="高新")), ("局长调研", visit.format(area="经开"))) == [0, 1]


def test_of_two_fillings_of_a_form_one_headline_that_names_the_thing_is_enough() -> None:
    first, second = (_PROGRAMME.format(kind=kind) for kind in ("农膜", "畜禽粪便"))
    assert stories(("县里投入480万元", first), ("86个村畜禽粪便清运有了着落", second)) == [0, 1]


def test_a_digest_numbered_anew_after_an_item_was_left_out_is_the_same_story() -> None:
    items = [
        "青湖湿地公园启动第三期修复\n工程总投资2.3亿元，新建护岸6.8公里，恢复湿地120公顷，预计2027年底完工。",
        "市生态环境局通报6起典型案例\n案件涉及危险废物、自动监控、在线运维等领域，罚款合计186万元。",
        "上半年空气质量公布\n优良天数比例为92.4%，PM2.5平均浓度为24微克/立方米，同比下降7.7%。",
        "环保志愿者招募\n首批招募200人，年龄18至60岁，报名截至9月10日。",
    ]
    whole, less = (
        "\n".join(f"{number}.{item}" for number, item in enumerate(kept, 1))
        for kept in (items, (items[0], *items[2:]))
    )
    assert stories(("一周要闻", whole), ("一周环保要闻回顾", less)) == [0, 0]
    assert stories(("一周要闻", whole), ("一周环保要闻回顾", less.replace("\n", "。"))) == [0, 0]


def test_what_changed_places_says_the_same_in_a_list_alone() -> None:
    listed = "青湖越冬候鸟监测结果公布，共记录水鸟68种、10.3万只，其中{}只、{}只。保护区24小时巡护，严防投毒、网捕。"
    first, second = listed.format("白头鹤412", "东方白鹳265"), listed.format("东方白鹳265", "白头鹤412")
    assert stories(("候鸟", first), ("候鸟", second)) == [0, 0]
    post = "经市人大常委会第21次会议表决通过，任命林晓为市{}局局长，免去其市{}局局长职务，新任命人员进行了宪法宣誓。"
    assert stories(("人事任免", post.format("林业", "水务")), ("人事任免", post.format("水务", "林业"))) == [
        0,
        1,
    ]


def test_a_noun_for_a_noun_under_one_headline_is_another_article_though_one_was_added_to() -> None:
    first, second = (_PROGRAMME.format(kind=kind) for kind in ("农膜", "畜禽粪便"))
    added = f"{second}\n县里还向各村发放了明白纸。"
    assert stories(("县里投入480万元治理污染", first), ("县里投入480万元治理污染", added)) == [0, 1]


def test_advertising_within_a_numeral_changes_nothing() -> None:
    text = "青湖市第十四届人民代表大会常务委员会第二十八次会议听取了关于湿地保护的报告，决定设立湿地日，自公布之日起施行。"
    assert stories(("决定", text), ("决定", text.replace("二十八", "二十某某平台八"))) == [0, 0]


def test_a_notice_that_changes_another_is_another_article() -> None:
    first = "各区生态环境局：定于6月5日上午9时在市民广场举办环境日主题活动，请于8时30分前到场，统一着装。联系人：赵敏，电话：87652210。"
    second = first.replace("定于", "原定于").replace(
        "举办环境日主题活动", "举办的环境日主题活动改在市青少年宫举行"
    )
    assert stories(("关于举办环境日活动的通知", first), ("关于调整环境日活动地点的通知", second)) == [0, 1]


_FEATURE = (
    "清晨五点，老船工林阿水摇着橹出了港。这条船他开了三十一年，以前捞的是鱼，现在捞的是垃圾。\n"
    "“一个来回，能捞上来二百多斤，塑料瓶最多，其次是泡沫。”林阿水说，每捞一斤，渔村合作社补贴他八角钱，多的时候一天有三百元。\n"
    "青湾镇有渔船四百余艘，转产以后，六十多名渔民像他一样当起了护海员。镇里给每条船装了定位，垃圾上岸后由海洋环保公司称重、"
    "分拣，能再生的制成鱼排浮球，不能再生的运往县里焚烧。两年下来，共回收海上垃圾1260吨，近岸海水优良率由71.4%提高到83.9%。\n"
    "渔民大学生陈晓帆返乡后做起了直播，镜头里是父亲的船、礁石上的海鸟和刚捞上来的渔网。“网友问得最多的，是这些网能不能做成包。”"
    "她和同伴试了七种编法，终于织出第一批网袋，四百只当晚售空。\n"
    "护海员们还有一本账：哪天在哪片海捞到什么，都记在巴掌大的本子上。去年秋天，省海洋大学的研究生把六十本账拍成照片录入电脑，"
    "画出了全镇第一张漂浮垃圾分布图，哪里是回流、哪里要加密巡护，一目了然。\n"
    "县海洋发展局局长周明表示，下一步将把护海员制度推广到全部十一个渔村，并探索以蓝碳收益反哺保洁经费，让靠海吃海变成靠海养海。"
)


def test_a_misprint_in_a_long_report_makes_no_other_article() -> None:
    assert len(_FEATURE) > 400
    for right, wrong in {"陈晓帆": "陈晓凡", "礁石": "焦石"}.items():
        misprinted = _FEATURE.replace(right, wrong)
        assert stories(("靠海养海", _FEATURE), ("渔民当起护海员", misprinted)) == [0, 0]


def test_a_character_that_comes_again_or_fills_a_form_is_no_misprint() -> None:
    assert stories(("靠海养海", _FEATURE), ("靠海养海", _FEATURE.replace("林阿水", "林阿土"))) == [0, 1]
    decision = (
        "当事人：陈晓{}。我局执法人员于6月2日对你经营的养殖场进行现场检查，发现你未建设与养殖规模相配套的污染防治设施。"
        + _CLAUSES
    )
    assert stories(("行政处罚决定书", decision.format("帆")), ("行政处罚决定书", decision.format("凡"))) == [
        0,
        1,
    ]


_CLAUSES = (
    "以上事实，有现场检查笔录、调查询问笔录、现场照片等证据为凭。上述行为违反了《畜禽规模养殖污染防治条例》第十三条的规定。"
    "我局于7月1日告知你陈述申辩权和听证申请权，你在规定期限内未提出陈述、申辩和听证申请。依据该条例第三十九条的规定，我局决定对你处罚款三万元。"
    "限于接到本决定书之日起十五日内缴至指定银行。逾期不缴纳的，每日按罚款数额的百分之三加处罚款。如不服本决定，可在六十日内申请行政复议，"
    "也可在六个月内直接向人民法院提起行政诉讼。逾期不申请行政复议、不提起行政诉讼又不履行本决定的，我局将依法申请人民法院强制执行。"
)


def test_a_word_that_is_corrected_in_a_long_report_makes_no_other_article() -> None:
    corrected = _FEATURE.replace("鱼排浮球", "养殖浮筒")
    assert stories(("靠海养海", _FEATURE), ("靠海养海", corrected)) == [0, 0]
    assert stories(
        ("靠海养海", _FEATURE[:200]), ("靠海养海", corrected.replace("渔村合作社", "县财政局")[:200])
    ) == [0, 1]


_LAW = (
    "（2009年9月28日国务院第82次常务会议通过　{amended}）\n第一章　总则\n第一条　为了规范湿地管理，保护生物多样性，制定本条例。\n"
    "第二条　在本省行政区域内从事湿地保护、利用、管理等活动，适用本条例。\n第三条　湿地保护坚持保护优先、系统治理、合理利用的原则。\n"
    "第四条　县级以上人民政府应当将湿地保护工作纳入国民经济和社会发展规划，所需经费列入本级财政预算。"
)


def test_a_law_before_and_after_an_amendment_is_two_articles() -> None:
    once = _LAW.format(amended="根据2018年3月19日《关于修改部分法规的决定》第一次修订")
    twice = once.replace("第一次修订", "第一次修订　根据2022年5月1日《关于修改部分法规的决定》第二次修订")
    assert stories(("湿地保护条例", once), ("湿地保护条例", twice)) == [0, 1]
    assert stories(("湿地保护条例", _LAW.format(amended="")), ("湿地保护条例", once)) == [0, 1]


def test_a_print_of_a_law_without_its_history_is_the_same_article() -> None:
    once = _LAW.format(amended="根据2018年3月19日《关于修改部分法规的决定》第一次修订")
    assert stories(("湿地保护条例", once), ("湿地保护条例（全文）", once[once.index("第一章") :])) == [0, 0]


_COUNT = "6月3日，青川省新增噪声投诉14件。截至当日24时，全省累计受理96件，办结83件，其余13件正在办理，未发生重复投诉，回访满意率为98%。"


def test_a_figure_that_both_headlines_have_is_no_contradiction() -> None:
    assert stories(("青川新增14件累计受理96件", _COUNT), ("青川新增投诉14件", _COUNT)) == [0, 0]
    assert stories(("青川新增投诉14件", _COUNT), ("青川新增14件累计受理96件", _COUNT)) == [0, 0]
    assert stories(("青川新增投诉14件", _COUNT), ("青川新增投诉15件", _COUNT)) == [0, 1]


def test_a_negation_in_a_headline_of_other_words_turns_nothing_round() -> None:
    assert stories(("青川新增14件投诉", _COUNT), ("青川无重复投诉新增噪声投诉14件", _COUNT)) == [0, 0]
    assert stories(("青川有重复投诉", _COUNT), ("青川无重复投诉", _COUNT)) == [0, 1]


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("情况属实", "情况部分属实"),
        ("科长林晓", "副科长林晓"),
        ("批准某贸易", "拟批准某贸易"),
        ("较昨日上涨", "较昨日下跌"),
        ("在支流投放", "在干流投放"),
        ("餐厨垃圾", "生活垃圾"),
        ("贸易公司", "再生公司"),
    ],
)
def test_a_word_that_turns_a_finding_or_a_post_makes_another_article(before: str, after: str) -> None:
    answer = (
        "您反映的问题收悉。经县环保科科长林晓现场核查，情况属实，餐厨垃圾日产18吨，处置费较昨日上涨2%，"
        "县里已批准某贸易公司建设该项目，并在支流投放鱼苗。感谢您的关心。"
    )
    assert before in answer
    assert stories(("来信答复", answer), ("来信答复", answer.replace(before, after))) == [0, 1]


_REPORTAGE = "\n".join(
    f"{year}年，{name}第{n}次来到青湖，{did}。那一年湖里的{fish}只有{count}尾，岸上住着{homes}户人家。"
    f"“{name}说，要等水清了才走。”村支书{other}在日记里写道，{reason}，于是大家凑了{money}元，买来{tool}，一干就是{days}天。"
    f"第{n}个本子的最后一页，贴着一片从{fish}窝边捡来的叶子，旁边写着：{did}的那一天，风很小，湖面像一块刚擦过的玻璃。"
    for n, (year, name, did, fish, count, homes, other, reason, money, tool, days) in enumerate(
        (
            (
                1998,
                "林晓",
                "背着两箱采样瓶和一台旧相机",
                "银鱼",
                310,
                46,
                "周大河",
                "水草一年比一年稀",
                2100,
                "两条木船",
                73,
            ),
            (
                2001,
                "江帆",
                "跟着渔民学会了看风色",
                "河蚬",
                122,
                51,
                "陈三水",
                "入湖的沟渠要先清",
                3650,
                "一台挖泥机",
                48,
            ),
            (
                2004,
                "何静",
                "把实验室搬进了废弃的水文站",
                "鳑鲏",
                87,
                55,
                "孙明",
                "岸边的猪栏要往山后挪",
                8800,
                "水泥和砖",
                131,
            ),
            (
                2007,
                "程刚",
                "画出了第一张底泥图",
                "青虾",
                640,
                58,
                "赵永康",
                "网箱养鱼撑不了几年",
                12400,
                "一批浮床",
                95,
            ),
            (
                2010,
                "苏叶",
                "在湖心岛上数了一夜的鸟",
                "翘嘴鲌",
                233,
                62,
                "魏长根",
                "白鹭回来得比人早",
                5300,
                "三副望远镜",
                27,
            ),
            (
                2013,
                "方圆",
                "教会孩子们测透明度",
                "鳜鱼",
                418,
                66,
                "姜小满",
                "学校的小溪也该有人管",
                9700,
                "二十只试剂盒",
                60,
            ),
            (
                2016,
                "叶落",
                "用无人机拍下了整条岸线",
                "圆吻鲴",
                905,
                70,
                "史有余",
                "排口藏在芦苇后面",
                15800,
                "一架无人机",
                38,
            ),
            (
                2019,
                "段飞",
                "把十年的数据做成了展览",
                "鲢鳙",
                1530,
                74,
                "钱多福",
                "城里人愿意来看一湖清水",
                26400,
                "展板和灯",
                84,
            ),
        ),
        1,
    )
)


@pytest.mark.parametrize(
    "changes",
    [{"2010年": "2011年"}, {"1530尾": "1350尾"}, {"苏叶": "苏晔"}, {"不了几年": "得了几年"}],
    ids=str,
)
def test_a_long_report_with_a_fact_told_otherwise_is_the_same_article(changes: dict[str, str]) -> None:
    assert len(_REPORTAGE) > 1000
    assert stories(("湖清人归", _REPORTAGE), ("二十年守一湖", _told(_REPORTAGE, changes))) == [0, 0]


def test_a_long_report_with_many_facts_told_otherwise_or_a_bulletin_is_another_article() -> None:
    changes = {"2010年": "2011年", "1530尾": "1350尾", "赵永康": "莫伟雄", "46户": "64户"}
    assert stories(("湖清人归", _REPORTAGE), ("湖清人归", _told(_REPORTAGE, changes))) == [0, 1]
    of_a_series = ("青湖观测月报", _REPORTAGE), ("青湖观测月报", _told(_REPORTAGE, {"2010年": "2011年"}))
    assert stories(*of_a_series) == [0, 1]


def _told(text: str, changes: dict[str, str]) -> str:
    for old, new in changes.items():
        assert old in text
        text = text.replace(old, new)
    return text


def test_a_long_report_that_quotes_a_notice_is_no_document() -> None:
    quoted = "“附件里写着，请你单位于三日内报名，逾期不予受理。”"
    middle = _REPORTAGE.index("\n", 500)
    text = f"{_REPORTAGE[:middle]}{quoted}{_REPORTAGE[middle:]}"
    assert stories(("湖清人归", text), ("湖清人归", text.replace("2010年", "2011年"))) == [0, 0]


def test_what_two_pages_show_around_a_text_is_none_of_it() -> None:
    first = f"时间：2017年02月12日 21:51 来源：江岭晚报 作者：林晓 编辑：江帆 标签：湿地\n{_FEATURE}"
    second = f"白石日报 2017.03.15 09:37 作者：何静 阅读量：2万 发布于青川省\n{_FEATURE}\n版权信息：文章归白石日报所有 2023"
    assert stories(("靠海养海", first), ("渔民当起护海员", second)) == [0, 0]


def test_a_form_under_headlines_of_two_steps_is_two_articles() -> None:
    text = "现将白石塑胶公司年产800吨制品项目环境影响报告表有关情况予以公示，公示期5个工作日。总投资3200万元，联系电话：0579-000000。"
    headline = "关于白石塑胶公司项目环境影响报告表{}的公示"
    assert stories((headline.format("受理情况"), text), (headline.format("拟审批意见"), text)) == [0, 1]
    assert stories((headline.format("受理情况"), text), (headline.format("受理"), text)) == [0, 0]


@pytest.mark.parametrize(
    ("said", "otherwise"), [("突发环境事件", "辐射事故"), ("启动", "完成"), ("半幅封闭", "全封闭")]
)
def test_words_that_change_in_headline_and_text_alike_are_what_the_article_is_about(
    said: str, otherwise: str
) -> None:
    headline = "青湖县启动突发环境事件应急演练 青湖路半幅封闭"
    text = "11月3日，青湖县在化工园区启动突发环境事件应急演练，青湖路半幅封闭，共120人、18台车辆参加，历时2小时。"
    other = (headline.replace(said, otherwise), text.replace(said, otherwise))
    assert stories((headline, text), other) == [0, 1]


CLAUSES = [
    "确保污染物达标排放",
    "执法人员查看了设施",
    "执法人员查看了台账",
    "企业负责人表示",
    "督促企业落实主体责任",
    "将立即整改到位",
    "推动环境质量改善",
    "下一步将加强巡查",
    "对违法行为依法查处",
    "欢迎群众监督举报",
]


@given(st.data())
def test_which_of_two_prints_came_first_does_not_matter(data: st.DataObject) -> None:
    clauses = data.draw(st.lists(st.sampled_from(CLAUSES), min_size=6, max_size=9))
    kept = data.draw(st.permutations(clauses))[: data.draw(st.integers(5, 9))]
    one, other = (normal_form("执法检查", "，".join(said)) for said in (clauses, kept))
    found = same_story(one, Signature.of(one), other, Signature.of(other))
    turned = same_story(other, Signature.of(other), one, Signature.of(one))
    assert turned == (found and found.turned())


def test_two_prints_that_tell_the_same_twice_are_one_article_whichever_came_first() -> None:
    one = "确保污染物达标排放，执法人员查看了设施，确保污染物达标排放，企业负责人表示，企业负责人表示，督促企业落实主体责任"
    other = "确保污染物达标排放，执法人员查看了设施，确保污染物达标排放，督促企业落实主体责任，企业负责人表示"
    stories = [
        {each.story for each in group([("执法检查", text) for text in texts])}
        for texts in ((one, other), (other, one))
    ]
    assert stories[0] == stories[1]


def test_a_teaser_under_the_same_headline_is_the_article() -> None:
    teaser = _FEATURE[: len(_FEATURE) // 3]
    assert stories(("靠海养海", _FEATURE), ("靠海养海", teaser)) == [0, 0]
    assert stories(("靠海养海", _FEATURE), ("渔民的一天", teaser)) == [0, 1]


def test_words_of_taiwan_are_no_other_things_however_often_they_come_again() -> None:
    text = (
        "青川市超算中心的计算集群昨日投入使用。专家说，集群每秒可计算三千万亿次，预报误差的几率降到百分之二。\n"
        "市气象局把集群用于空气质量预报，漏报的几率由去年的百分之九降下来，五个县的预报时效延长到十天。"
    )
    taiwan = OpenCC("s2twp").convert(text)
    assert "叢集" in taiwan
    assert stories(("超算中心投入使用", text), ("超算中心投入使用", taiwan)) == [0, 0]
    assert stories(("超算中心投入使用", text), ("超算中心投入使用", text.replace("集群", "机房"))) == [0, 1]


def test_a_name_that_is_told_otherwise_twice_is_no_slip_of_a_long_report() -> None:
    told = [f"{_REPORTAGE}\n{city}的志愿者来了三批，{city}还送来两条船。" for city in ("绍兴", "合肥")]
    assert stories(("湖清人归", told[0]), ("湖清人归", told[1])) == [0, 1]
    once = [
        text.replace(f"，{city}还送来", "，还送来") for text, city in zip(told, ("绍兴", "合肥"), strict=True)
    ]
    assert stories(("湖清人归", once[0]), ("湖清人归", once[1])) == [0, 0]


@pytest.mark.parametrize(
    ("said", "otherwise"),
    [
        ("水污染防治", "土壤污染防治"),
        ("行动计划", "二期行动计划"),
        ("决定书", "告知书"),
        ("地表水", "地下水"),
    ],
)
def test_siblings_stay_apart_where_one_is_in_traditional_characters(said: str, otherwise: str) -> None:
    headline = "青川市水污染防治行动计划考核决定书（2022年）"
    text = (
        "根据水污染防治行动计划考核办法，经自查、抽查和综合评定，对青川市各县水污染防治行动计划完成情况作出考核决定书如下。\n"
        "优秀：东湖区、青山县；良好：西湖区、石门县。地表水断面全部达标，公示期五个工作日。"
    )
    other = headline.replace(said, otherwise), text.replace(said, otherwise)
    traditional = tuple(map(OpenCC("s2t").convert, other))
    assert stories((headline, text), other) == [0, 1]
    assert stories((headline, text), (traditional[0], traditional[1])) == [0, 1]
    assert stories((headline, text), (headline, OpenCC("s2t").convert(text))) == [0, 0]


def test_a_day_without_its_month_is_the_same_day() -> None:
    text = "天津新增1例确诊病例。至2月15日18时，全市累计确诊病例121例，其中2月13日以来新增9例，出院20例，死亡3例，密切接触者1563人。"
    other = text.replace("至2月15日", "至15日").replace("2月13日", "13日")
    assert stories(("天津新增1例", text), ("天津新增1例", other)) == [0, 0]
    assert stories(("天津新增1例", text), ("天津新增1例", other.replace("13日", "14日"))) == [0, 1]
