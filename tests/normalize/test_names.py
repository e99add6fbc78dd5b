from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from envnews.normalize import clean_names, squash

BYLINES = st.lists(
    st.sampled_from(
        ["本报", "特约", "见习", "记者", "通讯员", "作者", "责任编辑", "编辑", "：", ":", " ", "、", "，", "/", "|", "（", "）", "文", "图", "摄", "摄影", "文/图",
         "张三", "李四光", "欧阳 修", "李", "明", "John", "Smith", "_NN2587", "PN269", "贵州省生态环境厅", "无", "admin", "佚名", "校对", "字号"],
    ),
    max_size=10,
).map("".join)  # fmt: skip
NAME = st.text(alphabet="江帆朱智翔王楠李明牛镛岳弘彬", min_size=2, max_size=4)


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("作者：王楠", "王楠"),
        ("记者 江帆 通讯员 朱智翔", "江帆、朱智翔"),
        ("本报记者江帆 通讯员朱智翔", "江帆、朱智翔"),
        ("见习记者 李四、王五", "李四、王五"),
        ("新华社记者 张三", "张三"),
        ("（责任编辑：牛镛、岳弘彬）", "牛镛、岳弘彬"),
        ("責編：李玥", "李玥"),
        ("张三；李四,王五|赵六&钱七", "张三、李四、王五、赵六、钱七"),
        ("李明（临江环境科学研究院）王芳（河口大学）", "李明、王芳"),
        ("王大田，王小田主编", "王大田、王小田主编"),
        ("办公室，临江水务公司", "办公室、临江水务公司"),
        ("办公室，临江大学教授", "办公室、临江大学教授"),
        ("江帆，临江大学环境学院教授", "江帆"),
        ("李　明", "李明"),
        ("岳清 制图 李禾 校对 何燕", "岳清"),
        ("姜宪 系临江大学党委书记；林明 系临江大学校长、教授", "姜宪、林明"),
        ("新京报记者江帆 摄影 何燕", "江帆"),
        ("江帆 摄影何燕", "江帆"),
        ("江帆 摄影 何燕 文", "何燕"),
        ("Shane Hart ，译者 夏雪", "Shane Hart"),
        ("江帆 译者：何燕", "江帆"),
        ("江帆 返回临江，查看更多", "江帆"),
        ("江帆 国际领域创作者", "江帆"),
        ("江帆 发自临江、河口", "江帆"),
        ("水务投资笔记，（https://example.com/123/226）", "水务投资笔记"),
        ("江帆（https://example.com/1）何燕", "江帆、何燕"),
        ("江帆 jiangfan@example.com", "江帆"),
        ("张璐 图片由受访者提供", "张璐"),
        ("临江周末记者 江帆 临江周末实习生 何燕", "江帆、何燕"),
        ("澄江新闻记者 江帆", "江帆"),
        ("江帆 TEL", "江帆"),
        ("江帆 QQ", "江帆"),
        ("0评论", None),
        ("临江大学，河口学院", "临江大学、河口学院"),
        ("贾安琪/编译", "贾安琪"),
        ("编译：何燕", "何燕"),
        ("江帆 0315-2288312", "江帆"),
        ("江帆 大 小 我要评论", "江帆"),
        ("羅明輝／高雄、台南報導", "羅明輝"),
        ("羅明輝 溫正／新北 台南報導", "羅明輝、溫正"),
        ("綜合報導", None),
        ("羅明輝／馬慧娟 報導", "羅明輝、馬慧娟"),
        ("江帆/李明 王芳 报道", "江帆、李明、王芳"),
        ("羅明輝 報導", "羅明輝"),
        ("江帆；ID：linjiang1", "江帆"),
        ("责任编辑：22-07-22 07", None),
        ("林欣儀_台中", "林欣儀"),
        ("Shane Hart 译者 夏雪 何燕", "Shane Hart"),
        ("记者_江帆", "江帆"),
        ("文 静", "文静"),
        ("李 明 张三", "李明、张三"),
        ("张三、李四、张三", "张三、李四"),
        ("John Smith, Jane Doe", "John Smith、Jane Doe"),
        ("张三 John Smith", "张三、John Smith"),
        ("买买提·艾力", "买买提·艾力"),
        ("医技药剂党支部", "医技药剂党支部"),
        ("贵州省生态环境厅", "贵州省生态环境厅"),
        ("中国记者协会", "中国记者协会"),
        ("李曦_NN2587", "李曦_NN2587"),
        ("黄忆南 PN269", "黄忆南 PN269"),
        ("NF055", "NF055"),
        ("佚名", "佚名"),
        ("文/张三 图/李四", "张三"),
        ("张三/文 李四/摄", "张三"),
        ("张三 文/图", "张三"),
        ("图文/张三", "张三"),
        ("张三 李四 摄影报道", "张三、李四"),
        ("李四 摄", None),
        ("编辑：杨智 校对：李四", "杨智"),
        ("作者：张三 来源：新华网", "张三"),
        ("作者： -标准+", None),
        ("作者：", None),
        ("无", None),
        ("-", None),
        ("admin", None),
        ("管理员", None),
        ("101095", None),
        ("陈立夏 赞 0", "陈立夏"),
        ("江帆 QQ:10001；Tel:010-88880000", "江帆"),
        ("江帆，邮箱：a@example.com", "江帆"),
        ("羅明輝／高雄報導", "羅明輝"),
        ("《临江日报》", None),
        ("羅明輝 何燕／編譯", "羅明輝、何燕"),
        ("文/《临江公路》特约记者 江帆", "江帆"),
        ("羅明輝、何燕／新北、台南報導", "羅明輝、何燕"),
        ("谷思远 评论（ 0 ） 站在年中回望，供水行业走过了二十年。", "谷思远"),
        ("张三，供水行业走过了以规模扩张为主线的二十年。", "张三"),
        ("", None),
    ],
)
def test_names_are_read_as_displayed(text: str, names: str | None) -> None:
    assert clean_names(text) == names


@given(BYLINES | st.text())
def test_cleaning_twice_changes_nothing_and_nobody_is_invented(text: str) -> None:
    names = clean_names(text)
    if names is not None:
        assert clean_names(names) == names
        for name in names.split("、"):
            assert squash(name) in squash(text)


@given(st.lists(NAME, min_size=1, unique=True), st.sampled_from(["、", " ", "，", "/", "; "]))
def test_chinese_names_come_back_whatever_separates_them(names: list[str], separator: str) -> None:
    assert clean_names("作者：" + separator.join(names)) == "、".join(names)


@given(st.text(alphabet="王李张记者作编辑摄图文无未知管理员本报", min_size=2, max_size=3))
def test_plain_names_are_left_as_the_long_way_would_leave_them(name: str) -> None:
    # A blank in front takes the long way.
    assert clean_names(name) == clean_names(f" {name}")
