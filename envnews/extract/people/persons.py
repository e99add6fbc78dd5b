"""Tell names of people from other short words, by the surnames of China."""

from __future__ import annotations

import re
from typing import Final

from envnews.extract.people.outlets import is_body, is_office, is_outlet
from envnews.normalize.labels import POSTS, REPORTED_FROM
from envnews.patterns import compile_later

# The 100 most frequent surnames cover some 85 % of the population; the rest are left to labelled bylines.
_SURNAMES: Final = frozenset(
    "王李张刘陈杨黄赵周吴徐孙朱马胡郭林何高梁郑罗宋谢唐韩曹许邓萧冯曾程蔡彭潘袁于董余苏叶吕魏蒋田杜丁沈姜范江傅钟卢汪戴崔任陆廖姚方金"
    "席章葛柯阮聂耿焦卓翁齐梅庄辛祝涂谷舒詹邢骆岳符柴裴翟鲍霍蓝庞樊倪殷俞纪鲁苗屈闫宫佘靳蒲凌穆艾冉丛尤娄褚卜栾鞠晏仇滕臧匡戚禤邝牟敖覃岑缪佟隋郁冼迟"
    "费邱夏谭韦贾邹石熊孟秦阎薛侯雷白龙段郝孔邵史毛常万顾赖武康贺严尹钱施牛洪龚易"
    "陶毕伍刁虞卞芮裘郜胥郦竺荀昝钮嵇郗訾"
    "乔庞颜兰甄辜厉尧闵苟柳奚温"
    "汤黎芦欧项卫盛莫曲阳景宁桂饶窦冷楚栗巫桑晋池"
    "季姬仲肖付代申左喻祁甘童麦邬寇瞿邸茅狄储晁柏蔺巩苑仝谌荆屠阚鄢濮逄亓隗"
    "張劉陳楊黃趙吳孫馬鄭羅謝韓許鄧蕭馮蘇葉呂魏蔣盧鍾陸賴龔莊齊紀龐聞嚴賀顧萬龍閻賈鄒譚餘錢樂畢藍聶欒駱塗溫連游簡",
)
_COMPOUND: Final = frozenset(
    {
        "欧阳",
        "司马",
        "上官",
        "诸葛",
        "夏侯",
        "令狐",
        "司徒",
        "皇甫",
        "慕容",
        "尉迟",
        "公孙",
        "范姜",
        "宇文",
        "端木",
    }
)
# Words of menus and bylines that begin like names.
_WORDS: Final = frozenset(
    {
        "武汉", "江西", "江苏", "江南", "江北", "江门", "江河", "黄山", "黄河", "黄金", "黄海", "金融", "金华", "金属", "金牌", "高校", "高考", "高清",
        "高级", "高端", "高层", "高温", "高速", "高铁", "方法", "方案", "方向", "方便", "方正", "白银", "白天", "石油", "石化", "石家庄", "温州", "常州",
        "常德", "常务", "常识", "万州", "万元", "顾问", "顾客", "贺州", "雷州", "雷达", "雷雨", "龙岩", "龙江", "段落", "苏州", "唐山", "徐州", "许昌",
        "许多", "许可", "郑州", "邓州", "曹县", "谢谢", "罗马", "周刊", "周报", "周边", "周末", "于都", "于是", "任务", "任命", "陈述", "董事", "董事会",
        "田径", "田园", "武警", "武术", "康复", "康养", "史料", "史志", "施工", "施策", "洪水", "洪涝", "林业", "林草", "林木", "马上", "曾经", "何时",
        "何以", "余额", "叶片", "程序", "程度", "韩国", "宋体", "汪洋", "龙头", "孔子", "焦点", "凌晨", "章程", "齐鲁", "纪检", "纪委", "蓝天", "梅州",
        "桂林", "岳阳", "焦作", "谷歌", "卓越", "祝福", "鲁迅", "符合", "毛利", "段子", "路透", "钱江", "沈阳", "沈北", "梁山", "胡同", "张家口", "张家界",
        "马鞍山", "马拉松", "白皮书", "金台", "方志", "钟声", "秦皇岛", "秦岭", "安徽", "施政", "夏季", "侯马", "孟州", "常态", "康体", "金秋", "高原",
        "高新区", "高新", "石材", "石景山", "黄浦", "黄埔", "罗湖", "毕业", "毕业生", "毕节", "毕竟", "陶瓷", "陶艺", "陶冶", "代表", "代理", "代码", "申请",
        "申报", "申城", "申论", "申请日", "申请号", "申请人", "左右", "甘肃", "甘南", "付费", "付款", "童话", "童年", "麦田", "储能", "储备", "储蓄", "柏林", "屠宰", "颜色", "颜值",
        "兰州", "兰溪", "兰考", "厉害", "厉行", "柳州", "柳江", "柳林", "庞大", "乔木", "乔迁", "温度", "温暖", "温室", "温馨", "温泉", "温岭", "徐汇",
        "杨浦", "江宁", "江夏", "江干", "江岸", "孙子", "任意", "任职", "方言", "方圆", "史记", "汤圆", "戴帽", "尹家", "万象", "万科", "万里", "费用",
        "费率", "费心", "黎明", "黎族", "黎巴嫩", "黎平", "陶器", "陶醉", "芦苇", "芦山", "芦淞", "芦笋", "毕生", "欧洲", "欧盟", "欧元", "欧美", "欧冠",
        "欧式", "欧亚", "项目", "项目部", "项城", "卫生", "卫星", "卫视", "卫健委", "卫辉", "卫浴", "卫士", "盛会", "盛大", "盛夏", "盛典", "盛况", "盛世",
        "盛产", "莫名", "莫让", "莫斯科", "莫过于", "莫高窟", "曲阜", "曲靖", "曲线", "曲折", "曲艺", "曲江", "曲目", "曲周", "阳光", "阳台", "阳江", "阳泉",
        "阳朔", "阳性", "阳春", "阳谷", "阳信", "阳城", "阳新", "阳原", "景区", "景点", "景观", "景色", "景象", "景德镇", "景气", "景宁", "景洪", "景泰",
        "景县", "宁夏", "宁波", "宁德", "宁愿", "宁静", "宁可", "宁乡", "宁国", "宁海", "宁陵", "宁晋", "宁河", "宁津", "宁化", "宁都", "宁远", "宁安",
        "桂花", "桂平", "桂东", "桂冠", "桂圆", "桂阳", "饶平", "饶阳", "冷静", "冷水", "冷藏", "冷库", "冷链", "冷门", "冷水江", "冷空气", "冷却", "冷冻",
        "虞城", "楚雄", "楚天", "楚国", "栗子", "巫山", "巫溪", "桑拿", "桑植", "桑叶", "晋升", "晋中", "晋城", "晋级", "晋江", "晋宁", "晋州", "晋商",
        "晋安", "池塘", "池州", "池水", "季度", "季节", "季报", "季军", "季风", "季后赛", "仲裁", "仲夏", "仲秋", "仲裁庭", "仲裁员", "連江", "鞠躬", "代拟", "高工", "常委",
    },
)  # fmt: skip

PLACES: Final = REPORTED_FROM | {
    "廣州", "深圳", "東京", "首爾", "紐約", "華盛頓", "洛杉磯", "倫敦", "巴黎", "曼谷", "新加坡", "吉隆坡",
}  # fmt: skip
"""Places that these papers print beside the reporter, those further off too."""

REGIONS: Final = frozenset(
    {
        "北京", "天津", "河北", "山西", "内蒙古", "辽宁", "吉林", "黑龙江", "上海", "江苏", "浙江", "安徽", "福建", "江西", "山东", "河南", "湖北", "湖南",
        "广东", "广西", "海南", "重庆", "四川", "贵州", "云南", "西藏", "陕西", "甘肃", "青海", "宁夏", "新疆", "香港", "澳门", "台湾", "中国香港", "中国澳门", "中国台湾",
    }
)  # fmt: skip
"""Regions of China, as platforms print them for where somebody writes."""

_ADDRESSED: Final = frozenset(
    {
        "先生",
        "女士",
        "小姐",
        "老师",
        "同学",
        "经理",
        "主任",
        "医生",
        "大夫",
        "師傅",
        "师傅",
        "老師",
        "經理",
        "主編",
        "主编",
    }
)
"""Ways to address somebody by the surname, as notices name whom to ask."""


def is_person(name: str) -> bool:
    """Return whether a name of two or three characters begins with one of the most frequent surnames.

    >>> is_person("何晓婷"), is_person("何老师"), is_person("林业局")
    (True, False, False)
    """
    if name[:2] in _COMPOUND:
        return len(name) in {3, 4}
    return (
        len(name) in {2, 3}
        and name[0] in _SURNAMES
        and name not in _WORDS
        and name not in PLACES
        and name[-1] not in _NO_GIVEN_NAME
        and name[1:] not in _ADDRESSED
    )


_POST: Final = re.compile(
    rf".{{4,}}(?:{POSTS}|科长|站长|队长|组长|班长|经理|总监|总裁|董事长|董事|创始人|柜员|会计|老师|秘书长|市长|县长|区长|镇长|馆长|总编辑|法官|检察官)\s([\u4e00-\u9fff]{{2,3}})$"
)


_PERSON: Final = 3
"""Characters of a person's name, which may end like an office's (李登科, 张雨庭)."""
_OF_OFFICE: Final = 60
"""Characters of an office and its people."""
# 沈 林: spaced out to the width of three characters.
_SPACED_NAME: Final = compile_later(
    r"(?<![\u4e00-\u9fff])([\u4e00-\u9fff])\s([\u4e00-\u9fff])(?![\u4e00-\u9fff])"
)
_NO_GIVEN_NAME: Final = "局厅廳处處网網报報"
"""Last letters of offices, sites and papers that are none of a person's name (林业局, 荆楚网)."""
_BYLINE: Final = 16
"""Characters of a line that names office and person."""


def without_post(text: str) -> str:
    """Return a person without the office and post that stand before the name, else the text.

    >>> without_post("省环境科学研究院副院长 江帆"), without_post("饮食服务中心核算部经理 江帆")
    ('江帆', '江帆')
    >>> without_post("江帆 朱智翔"), without_post("省厅办公室主任"), without_post("江帆 何燕 会计 周宁")
    ('江帆 朱智翔', '省厅办公室主任', '江帆 何燕 会计 周宁')
    """
    found = _POST.match(text)
    if found is None or not is_person(found[1]):
        return text
    # 江帆 何燕 会计 周宁 are three people.
    return text if any(map(is_person, text[: found.start(1)].split())) else found[1]


def without_office(name: str) -> str:
    """Return a person without the office or department before the name, else the name as it is.

    >>> without_office("省第二人民医院呼吸科 何晓婷"), without_office("江帆 林晋")
    ('何晓婷', '江帆 林晋')
    """
    office, _, person = name.rpartition(" ")
    return person if office and is_office(office) and is_person(person) else name


def people_of_office(text: str) -> str | None:
    """Return the people whom a text names behind their office and its parts, None where it says anything else.

    >>> people_of_office("水文总站 宣传科 江帆"), people_of_office("河道处 沈 林 王晨"), people_of_office("沈林 王晨")
    ('江帆', '沈林、王晨', None)
    """
    if len(text) > _OF_OFFICE or not (" " in text or "、" in text):
        return None
    words = _SPACED_NAME.sub(r"\1\2", text).replace("、", " ").split()
    first = next((index for index, word in enumerate(words) if not is_body(word)), len(words))
    people = words[first:]
    return "、".join(people) if first and people and all(map(is_person, people)) else None


def people_of_desk(text: str) -> str | None:
    """Return the people whom a text names behind their desk, whose name is longer than a person's.

    >>> people_of_desk("新媒体团队 江帆"), people_of_desk("李登科 江帆"), people_of_desk("江帆 林晋")
    ('江帆', None, None)
    """
    return people_of_office(text) if len(text.lstrip().partition(" ")[0]) > _PERSON else None


def names_office_and_person(text: str, longest: int = _BYLINE) -> bool:
    """Return whether a short line names an office and a person of it, as bylines of authorities do.

    >>> names_office_and_person("宣教中心 江帆"), names_office_and_person("江帆")
    (True, False)
    """
    office, _, name = text.rpartition(" ")
    return len(text) <= longest and bool(office) and is_person(name)


def names_outlet(text: str) -> bool:
    """Return whether a line is an outlet's name, or one with its people behind it, and nothing else.

    >>> names_outlet("财联社 徐习佳"), names_outlet("临江日报"), names_outlet("徐习佳")
    (True, True, False)
    """
    outlet, *people = text.split(" ", 4)
    return is_outlet(outlet) and all(map(is_person, people))


def are_persons(names: str) -> bool:
    """Return whether all names of a list are those of persons.

    >>> are_persons("江帆、朱智翔"), are_persons("江帆、贵州省生态环境厅")
    (True, False)
    """
    return all(map(is_person, names.split("、")))
