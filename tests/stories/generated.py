"""A generated set of articles: news, bulletins filled into twenty forms, and reprints of both with eight kinds of edits.

Siblings of one form differ in nothing but month, place, name or figures, as those of real portals do; each differs from
every other one in at least one of them.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from functools import cache
from random import Random
from typing import TYPE_CHECKING

from opencc import OpenCC

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

CITIES = (
    *(
        "杭州",
        "宁波",
        "温州",
        "嘉兴",
        "湖州",
        "绍兴",
        "金华",
        "衢州",
        "舟山",
        "台州",
        "丽水",
        "南京",
        "无锡",
        "徐州",
    ),
    *(
        "常州",
        "苏州",
        "南通",
        "连云港",
        "淮安",
        "盐城",
        "扬州",
        "镇江",
        "泰州",
        "宿迁",
        "济南",
        "青岛",
        "淄博",
        "枣庄",
    ),
    *(
        "东营",
        "烟台",
        "潍坊",
        "济宁",
        "泰安",
        "威海",
        "日照",
        "临沂",
        "德州",
        "聊城",
        "滨州",
        "菏泽",
        "武汉",
        "黄石",
    ),
)
COUNTIES = (
    "白石",
    "清江",
    "云岭",
    "临溪",
    "安平",
    "永宁",
    "长丰",
    "新河",
    "东湖",
    "西山",
    "南坪",
    "北川",
    "和顺",
    "景阳",
)
RIVERS = (
    "青龙河",
    "白沙江",
    "柳溪",
    "永定河",
    "东苕溪",
    "金水河",
    "沙颍河",
    "赤水河",
    "洪湖",
    "太平江",
    "石门水库",
    "月亮湾",
)
FIRMS = (
    "宏发",
    "金泰",
    "绿源",
    "恒达",
    "瑞丰",
    "华润",
    "天成",
    "鑫盛",
    "永信",
    "东方",
    "远大",
    "海天",
    "中环",
    "金桥",
)
TRADES = ("染整", "电镀", "化工", "建材", "环保科技", "造纸", "食品", "机械", "塑业", "制药", "铸造", "皮革")
PEOPLE = (
    "张伟",
    "王芳",
    "李强",
    "刘洋",
    "陈静",
    "杨帆",
    "赵磊",
    "黄敏",
    "周涛",
    "吴丹",
    "徐丽",
    "孙鹏",
    "马超",
    "朱琳",
)
GRADES = ("优", "良", "轻度污染", "中度污染")
NUMERALS = "一二三四五六七八九十"

WHO = (
    *(
        "省生态环境厅",
        "市政府",
        "执法人员",
        "专家组",
        "监测站",
        "督察组",
        "沿江各县",
        "示范区管委会",
        "志愿者",
        "科研团队",
    ),
    *(
        "园区企业",
        "水务部门",
        "林业部门",
        "检察机关",
        "乡镇干部",
        "环保协会",
        "渔业合作社",
        "高校师生",
        "海事部门",
        "河长办",
    ),
)
HOW = (
    *(
        "连续三个季度",
        "在春汛之前",
        "按照整改清单",
        "借助无人机",
        "会同公安机关",
        "针对群众反映",
        "通过在线平台",
        "冒着高温",
        "依托大数据",
    ),
    *(
        "用半年时间",
        "以流域为单元",
        "在专家指导下",
        "多次现场",
        "根据遥感影像",
        "结合主题教育",
        "利用枯水期",
        "分片包干",
        "首次",
    ),
)
DID = (
    *(
        "排查",
        "整治",
        "公开",
        "监测",
        "评估",
        "修复",
        "拆除",
        "约谈",
        "督办",
        "推广",
        "改造",
        "清理",
        "验收",
        "通报",
        "试点",
        "完善",
    ),
    *("规划", "复核", "调查", "移交", "巡查", "取缔", "加密", "更新", "培训", "总结"),
)
WHAT = (
    *(
        "入河排污口",
        "黑臭水体",
        "扬尘工地",
        "挥发性有机物治理设施",
        "饮用水水源保护区",
        "危险废物贮存场所",
        "尾矿库",
        "近岸海域断面",
    ),
    *(
        "自动监测设备",
        "噪声敏感点位",
        "散乱污企业",
        "农村生活污水管网",
        "矿山生态修复工程",
        "秸秆焚烧火点",
        "垃圾填埋场渗滤液",
        "湿地鸟类栖息地",
    ),
    *(
        "燃煤锅炉",
        "机动车尾气检测线",
        "辐射安全许可",
        "碳排放核算台账",
        "土壤污染重点地块",
        "水产养殖尾水",
        "油气回收装置",
        "生物多样性本底",
    ),
)
WHY = (
    *(
        "确保汛期水质安全",
        "群众满意度明显提高",
        "为下一步立法积累经验",
        "相关经验将在全省推开",
        "整改进度纳入年度考核",
        "有效遏制了反弹",
    ),
    *(
        "周边居民的投诉明显减少",
        "生态效益逐步显现",
        "责任已经落实到人",
        "数据同步接入省级平台",
        "下一阶段将扩大范围",
        "得到上级肯定",
    ),
)


@dataclass(frozen=True)
class Document:
    """An article of the set; those of one `story` are reprints of each other, those with a `form` have siblings."""

    story: int
    title: str
    text: str
    form: bool
    edit: str = ""


class Form:
    """Draws what a sibling of a form is filled with."""

    def __init__(self, random: Random) -> None:
        pick = self.pick = random.choice
        self.number = random.randint
        self.year, self.month, self.day = (
            random.randint(2018, 2025),
            random.randint(1, 12),
            random.randint(1, 28),
        )
        self.city, self.county, self.river = pick(CITIES), pick(COUNTIES), pick(RIVERS)
        self.firm = f"{self.city}{pick(FIRMS)}{pick(TRADES)}有限公司"
        self.person, self.other = random.sample(PEOPLE, 2)

    def share(self) -> str:
        """Return a percentage with one decimal."""
        return f"{self.number(400, 999) / 10}"


def _water(f: Form) -> tuple[str, str]:
    n = f.number(20, 80)
    return f"{f.city}市{f.year}年{f.month}月地表水环境质量状况", (
        f"{f.year}年{f.month}月，{f.city}市共监测地表水断面{n}个。其中，优良断面{n - f.number(0, 9)}个，占{f.share()}%，无劣Ⅴ类断面。\n"
        f"主要河流中，{f.river}水质为优，与上月相比无明显变化，与上年同期相比有所好转。湖库营养状态为中营养。\n"
        "评价依据为《地表水环境质量标准》（GB 3838—2002）和《地表水环境质量评价办法（试行）》，总氮、粪大肠菌群不参与评价。"
    )


def _source(f: Form) -> tuple[str, str]:
    return f"{f.city}市集中式生活饮用水水源水质状况报告（{f.year}年{f.month}月）", (
        f"一、监测情况\n{f.year}年{f.month}月，{f.city}市对{f.number(1, 6)}个在用集中式生活饮用水水源开展了监测，监测项目为61项。\n"
        "二、评价标准及方法\n地表水水源按照《地表水环境质量标准》（GB 3838—2002）评价，地下水水源按照《地下水质量标准》（GB/T 14848—2017）评价。\n"
        "三、评价结果\n本月取水水质全部达标，达标率为100%。水质监测结果为水源水质，不代表自来水厂出厂水和末梢水水质。"
    )


def _air(f: Form) -> tuple[str, str]:
    return f"{f.city}市空气质量日报（{f.year}年{f.month}月{f.day}日）", (
        f"{f.month}月{f.day}日，{f.city}市环境空气质量指数为{f.number(20, 180)}，空气质量级别为{f.pick(GRADES)}，首要污染物为臭氧。\n"
        f"细颗粒物日均浓度为{f.number(8, 90)}微克每立方米，可吸入颗粒物为{f.number(15, 140)}微克每立方米，二氧化氮为{f.number(10, 60)}微克每立方米。\n"
        "健康提示：儿童、老年人及心脏病、呼吸系统疾病患者应减少长时间、高强度的户外锻炼。数据未经审核，仅供参考。"
    )


def _forecast(f: Form) -> tuple[str, str]:
    half = f.pick(("上半月", "下半月"))
    return f"{f.city}及周边{f.month}月{half}空气质量预报会商结果", (
        f"{f.month}月{half}，{f.city}及周边地区大部空气质量以优良为主，局部可能出现轻度污染，首要污染物为{f.pick(('臭氧', '细颗粒物'))}。\n"
        f"其中，{f.number(1, 14)}日前后受弱高压控制，扩散条件转差；此后有冷空气过境，空气质量逐步转好。\n"
        "生态环境部门将密切跟踪形势变化，及时发布预报预警信息，请公众合理安排出行。"
    )


def _accepted(f: Form) -> tuple[str, str]:
    project = (
        f"年产{f.number(2, 900)}万吨{f.pick(('再生塑料颗粒', '水泥熟料', '机制砂', '纸制品', '铝型材'))}"
    )
    return f"关于{f.firm}{project}项目环境影响报告表受理情况的公示", (
        f"根据建设项目环境影响评价审批程序的有关规定，我局受理了{f.firm}报送的{project}项目环境影响报告表，现将有关情况予以公示。\n"
        f"项目名称：{project}项目\n建设地点：{f.city}市经济技术开发区\n建设单位：{f.firm}\n"
        "公示期内，对上述项目有异议的单位和个人可以来电、来函反映，请署真实姓名并提供联系方式，逾期不再受理。"
    )


def _approved(f: Form) -> tuple[str, str]:
    return f"{f.county}分局关于{f.firm}技术改造项目环境影响报告书的批复", (
        f"{f.firm}：\n你公司报送的《技术改造项目环境影响报告书》及相关材料收悉。经研究，批复如下。\n"
        f"一、项目位于{f.city}市{f.county}县工业园区，总投资{f.number(200, 90000)}万元，其中环保投资{f.number(20, 900)}万元。\n"
        "二、在全面落实报告书提出的各项生态环境保护措施后，环境不利影响可以得到缓解和控制，我局原则同意报告书的总体评价结论。\n"
        "三、项目建设应严格执行配套的环境保护设施与主体工程同时设计、同时施工、同时投产使用的环境保护“三同时”制度。"
    )


def _penalty(f: Form) -> tuple[str, str]:
    return f"行政处罚决定书（{f.city}环罚〔{f.year}〕{f.number(1, 200)}号）", (
        f"当事人：{f.firm}\n我局执法人员现场检查发现，你单位未按照排污许可证规定排放废水。\n"
        "以上事实，有现场检查（勘察）笔录、调查询问笔录、现场照片和监测报告等证据为凭。\n"
        f"依据《排污许可管理条例》第三十四条的规定，我局决定对你单位处罚款人民币{f.pick('贰叁肆伍陆柒捌玖')}拾万元。\n"
        "限于接到本决定之日起十五日内缴至指定银行。逾期不缴纳的，每日按罚款数额的百分之三加处罚款。"
    )


def _named_person(f: Form) -> tuple[str, str]:
    return f"关于拟任命{f.person}同志为{f.county}分局副局长的公示", (
        f"根据《党政领导干部选拔任用工作条例》的有关规定，经研究，拟任命{f.person}同志为{f.city}市生态环境局{f.county}分局副局长，现予以公示。\n"
        f"{f.person}，现任{f.county}分局综合执法队队长，中共党员，大学学历，长期从事基层生态环境工作。\n"
        "公示期为五个工作日。公示期内，如有不同意见，可以通过来信、来电、来访等形式向局机关党委反映。"
    )


def _duty(f: Form) -> tuple[str, str]:
    return f"{f.city}市生态环境局局长接待日安排（{f.year}年第{f.number(1, 52)}期）", (
        f"为进一步畅通群众信访渠道，{f.city}市生态环境局定于{f.month}月{f.day}日开展局长接待日活动，接待领导为副局长{f.person}。\n"
        "来访群众请携带本人有效身份证件，按照先后顺序登记，多人反映共同诉求的，应当推选代表，代表人数不得超过五人。\n"
        "接待地点为市生态环境局信访接待室，接待时间为上午九时至十一时三十分。"
    )


def _sea(f: Form) -> tuple[str, str]:
    return f"{f.year}年第{f.pick('一二三四')}季度{f.city}市近岸海域水质通报", (
        f"{f.year}年第{f.pick('一二三四')}季度，{f.city}市对近岸海域{f.number(10, 40)}个国控点位开展了水质监测。\n"
        f"优良水质面积比例为{f.share()}%，劣四类水质面积比例为{f.number(1, 90) / 10}%，主要超标指标为无机氮和活性磷酸盐。\n"
        "监测与评价依据《海水水质标准》（GB 3097—1997）和《近岸海域环境监测技术规范》进行，评价方法采用面积法。"
    )


def _noise(f: Form) -> tuple[str, str]:
    return f"{f.city}市{f.year}年{f.pick(('上', '下'))}半年声环境质量报告", (
        f"{f.city}市功能区声环境昼间达标率为{f.share()}%，夜间达标率为{f.share()}%。\n"
        f"城市区域环境噪声平均等效声级为{f.number(480, 590) / 10}分贝，道路交通噪声平均等效声级为{f.number(600, 720) / 10}分贝。\n"
        "评价按照《声环境质量标准》（GB 3096—2008）执行，监测点位为国家认定的功能区自动监测点位，监测期间气象条件符合规范要求。"
    )


def _radiation(f: Form) -> tuple[str, str]:
    return f"{f.city}市{f.year}年{f.month}月辐射环境自动站监测结果", (
        f"{f.month}月，{f.city}市{f.county}辐射环境自动监测站空气吸收剂量率小时均值范围为{f.number(40, 90)}～{f.number(91, 140)}纳戈瑞每小时。\n"
        "监测结果处于本底涨落范围内，未见异常。空气吸收剂量率的涨落与降雨、降雪等气象条件有关。\n"
        "辐射环境自动监测站实行二十四小时连续监测，数据每小时更新一次，公众可以通过门户网站查询。"
    )


def _complaints(f: Form) -> tuple[str, str]:
    n = f.number(100, 900)
    return f"{f.city}市{f.year}年{f.month}月生态环境信访举报情况", (
        f"{f.month}月，{f.city}市各级生态环境部门共接到群众举报{n}件，环比{f.pick(('上升', '下降'))}{f.number(1, 300) / 10}%。\n"
        f"从污染类型看，涉及大气污染{n // 2}件，噪声污染{n // 3}件，水污染{n // 9}件；从行业看，餐饮、建筑和化工行业居前三位。\n"
        "所有举报件均已按照规定交由属地办理，办结率和反馈率持续保持在较高水平，群众可以通过热线和微信继续举报。"
    )


def _inspection(f: Form) -> tuple[str, str]:
    return f"省生态环境保护督察组向{f.city}市转办第{f.number(1, 30)}批群众举报件", (
        f"{f.month}月{f.day}日，省生态环境保护督察组向{f.city}市转办群众举报件{f.number(20, 90)}件，其中来电{f.number(5, 60)}件，来信{f.number(1, 30)}件。\n"
        f"截至目前，{f.city}市累计收到转办件{f.number(100, 900)}件，已办结{f.number(50, 99)}件，责令整改{f.number(10, 80)}家，立案处罚{f.number(1, 40)}家。\n"
        "督察组要求，对群众反映的问题要坚持边督边改、立行立改，并将办理情况在当地主流媒体公开，接受社会监督。"
    )


def _licence(f: Form) -> tuple[str, str]:
    return f"关于注销{f.firm}排污许可证的公告", (
        f"依据《排污许可管理条例》的有关规定，经审查，{f.firm}因生产经营终止，符合注销条件，现依法注销其排污许可证。\n"
        f"排污许可证编号：9133{f.number(10**10, 10**11)}X001P\n发证机关：{f.city}市生态环境局\n"
        "自公告之日起，上述排污许可证作废，原持证单位不得继续排放污染物。特此公告。"
    )


def _tender(f: Form) -> tuple[str, str]:
    return f"{f.county}县{f.river}水环境综合治理工程中标候选人公示", (
        f"{f.county}县{f.river}水环境综合治理工程已于{f.year}年{f.month}月{f.day}日开标，经评标委员会评审，现将中标候选人公示如下。\n"
        f"第一中标候选人：{f.firm}，投标报价{f.number(100, 9000)}万元，项目负责人{f.person}。\n"
        "公示期为三日。投标人或者其他利害关系人对评标结果有异议的，应当在公示期间以书面形式提出，并提供必要的证明材料。"
    )


def _solid(f: Form) -> tuple[str, str]:
    return f"{f.year}年{f.city}市固体废物污染环境防治信息公告", (
        f"{f.year}年，{f.city}市一般工业固体废物产生量为{f.number(100, 9000)}万吨，综合利用率为{f.share()}%。\n"
        f"工业危险废物产生量为{f.number(10, 900)}万吨，医疗废物产生量为{f.number(1000, 9000)}吨，全部得到安全处置。城市生活垃圾产生量为{f.number(50, 400)}万吨。\n"
        "根据《中华人民共和国固体废物污染环境防治法》的有关规定，现将有关信息予以公告，接受社会监督。"
    )


def _training(f: Form) -> tuple[str, str]:
    return f"关于举办{f.year}年第{f.pick(NUMERALS)}期{f.city}市生态环境执法培训班的通知", (
        f"各县（市、区）分局：\n为提高执法人员业务水平，经研究，决定于{f.month}月{f.day}日举办第{f.pick(NUMERALS)}期生态环境执法培训班，培训地点为{f.county}。\n"
        "请各单位高度重视，认真组织人员参加，并于开班前三日将回执报送局综合执法支队。培训期间食宿统一安排，费用由主办单位承担。\n"
        f"联系人：{f.person}，联系电话：0{f.number(510, 990)}-{f.number(10**7, 10**8 - 1)}。"
    )


def _ranking(f: Form) -> tuple[str, str]:
    best, worst = f.pick(CITIES), f.pick(CITIES)
    return f"{f.month}月全省城市空气质量排名", (
        f"{f.year}年{f.month}月，全省城市平均空气质量优良天数比例为{f.share()}%，细颗粒物平均浓度为{f.number(15, 70)}微克每立方米。\n"
        f"空气质量相对较好的城市是{best}市、{f.city}市，相对较差的城市是{worst}市。综合指数同比改善幅度最大的是{f.county}县。\n"
        "排名按照《城市环境空气质量排名技术规定》进行，沙尘天气影响的监测数据已经按照规定扣除。"
    )


def _reply(f: Form) -> tuple[str, str]:
    number = f.number(1000, 9999)
    return f"对省人大第{number}号建议的答复", (
        f"{f.person}代表：\n您提出的关于加强{f.river}流域生态保护的建议收悉，经商{f.city}市人民政府，现答复如下。\n"
        "近年来，我厅坚持山水林田湖草沙一体化保护和系统治理，统筹推进水资源、水环境、水生态治理，流域生态环境质量持续改善。\n"
        "下一步，我厅将会同有关部门进一步完善流域上下游横向生态保护补偿机制，推动建议落到实处。感谢您对生态环境工作的关心和支持。"
    )


FORMS: tuple[Callable[[Form], tuple[str, str]], ...] = (
    *(_water, _source, _air, _forecast, _accepted, _approved, _penalty, _named_person, _duty, _sea),
    *(_noise, _radiation, _complaints, _inspection, _licence, _tender, _solid, _training, _ranking, _reply),
)


def news(random: Random) -> tuple[str, str]:
    """Return headline and text of a report of 300 to 1,200 characters."""
    pick, city = random.choice, random.choice(CITIES)
    title = f"{city}{pick(HOW)}{pick(DID)}{pick(WHAT)} {pick(WHY)}"
    sentences = [
        f"{pick(WHO)}{pick(HOW)}{pick(DID)}{pick(WHAT)}{f'{random.randint(2, 999)}处' if random.random() < 0.4 else ''}"
        f"，{pick(DID)}{pick(WHAT)}，{pick(WHY)}。"
        for _ in range(random.randint(8, 30))
    ]
    sentences[0] = f"{random.randint(1, 12)}月{random.randint(1, 28)}日，{city}市{sentences[0]}"
    cuts = range(0, len(sentences), 3)
    return title, "\n".join("".join(sentences[at : at + 3]) for at in cuts)


@cache
def _converter(direction: str) -> OpenCC:
    return OpenCC(direction)


def _traditional(random: Random, title: str, text: str) -> tuple[str, str]:
    converter = _converter(random.choice(("s2t", "s2tw", "s2hk")))
    return converter.convert(title), converter.convert(text)


def _width(random: Random, title: str, text: str) -> tuple[str, str]:
    if random.random() < 0.5:
        return title, re.sub("[0-9A-Za-z]", lambda found: chr(ord(found[0]) + 0xFEE0), text)
    half = str.maketrans("，；：（）！？", ",;:()!?")
    return title.translate(half), text.translate(half).replace(
        "\n", "" if random.random() < 0.5 else "\n\n　　"
    )


def _cut(random: Random, title: str, text: str) -> tuple[str, str]:
    return title, text[: int(len(text) * random.uniform(0.55, 0.8))]


def _extended(random: Random, title: str, text: str) -> tuple[str, str]:
    wanted, more = len(text) * random.uniform(0.1, 0.45), ""
    while len(more) < wanted:
        more += f"{random.choice(WHO)}{random.choice(HOW)}{random.choice(DID)}{random.choice(WHAT)}，{random.choice(WHY)}。"
    return title, f"{text}\n{more}" if random.random() < 0.7 else f"{more}\n{text}"


def _advertising(random: Random, title: str, text: str) -> tuple[str, str]:
    token = random.choice(
        ("某某平台", "【关注公众号：绿水青山】", "（广告）", "环保商城", "www.example.com", "点击查看更多")
    )
    for place in sorted(random.sample(range(1, len(text)), max(2, len(text) // 250)), reverse=True):
        text = text[:place] + token + text[place:]
    return title, text


def _headline(random: Random, title: str, text: str) -> tuple[str, str]:
    changed = (
        f"{title[: max(6, len(title) * 2 // 3)]}-转载",
        f"关注！{title[:10]}",
        "这组数据公布，与你有关",
        f"【转载】{title}",
    )
    return random.choice(changed), text


def _dateline(random: Random, title: str, text: str) -> tuple[str, str]:
    month, day, name = random.randint(1, 12), random.randint(1, 28), random.choice(PEOPLE)
    datelines = (
        f"新华社{random.choice(CITIES)}{month}月{day}日电（记者{name}）",
        f"本报讯（记者 {name} 通讯员 {random.choice(PEOPLE)}）",
        f"中新网{random.choice(CITIES)}{month}月{day}日电 ",
        "本网讯 ",
    )
    credit = random.choice(
        ("", f"\n责任编辑：{name}", "\n声明：本文转自网络，不代表本站观点。", f"\n（完）\n【编辑：{name}】")
    )
    return title, random.choice(datelines) + text + credit


def _dropped(random: Random, title: str, text: str) -> tuple[str, str]:
    first, *others = text.split("\n")
    if len(others) > 1:
        del others[random.randrange(len(others))]
    return title, "\n".join([first, *others])


EDITS = {
    "traditional": _traditional,
    "width": _width,
    "cut": _cut,
    "extended": _extended,
    "advertising": _advertising,
    "headline": _headline,
    "dateline": _dateline,
    "dropped": _dropped,
}


def documents(number: int, seed: int = 1) -> list[Document]:
    """Return `number` articles in random order: half are originals, of these seven in ten bulletins; half are reprints."""
    random = Random(seed)  # noqa: S311 - the same set every time
    originals: list[Document] = []
    seen: set[str] = set()
    while len(originals) < number // 2:
        form = random.choice(FORMS) if random.random() < 0.7 else None
        title, text = form(Form(random)) if form else news(random)
        if text not in seen:
            seen.add(text)
            originals.append(Document(len(originals), title, text, form is not None))
    found = [*originals, *_reprints(random, originals, number - len(originals))]
    random.shuffle(found)
    return found


def _reprints(random: Random, originals: list[Document], number: int) -> Iterator[Document]:
    for place in range(number):
        edit = list(EDITS)[place % len(EDITS)]
        original = random.choice(originals)
        title, text = EDITS[edit](random, original.title, original.text)
        yield replace(original, title=title, text=text, edit=edit)
