from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from envnews.extract.furniture.words import is_furniture, without_widget
from tests.extract.conftest import PARAGRAPHS, body

if TYPE_CHECKING:
    from collections.abc import Callable

    from envnews.model import Extraction

ABOVE = [
    "当前位置：首页 > 新闻中心 > 要闻动态",
    "您现在的位置: 首页 >> 正文",
    "首页 > 要闻",
    "字号：大 中 小",
    "【字体：大 中 小】",
    "分享到：微信 微博",
    "打印本页",
    "扫一扫在手机打开当前页",
    "用手机扫一扫 在手机上继续阅读",
    "提示：微信扫一扫 分享到您的朋友圈",
    "进入临江报号",
    "浏览次数：33",
    "来源：临江日报 作者：周小禾",
    "2022-07-22 07:10",
    "发布时间：2022-07-22 07:10:17",
    "15340",
    "语音播报",
    "【纠错】",
    "打印 字号：大 中 小",
    "<span>导读</span>会议通报了上半年排查进度，部署了下一步的工作。",
]
BELOW = [
    "（责任编辑：周小禾）",
    "【编辑:周小禾】",
    "编辑：周小禾 审核：王大田",
    "责编|周小禾",
    "来源：临江日报",
    "原标题：入海排污口整治现场会召开",
    "（原题：入海排污口整治现场会召开）",
    "本文来源：临江日报",
    "声明：本网转载此文章，旨在为读者提供更多信息资讯，所涉内容不构成投资、消费建议。",
    "版权声明：凡本网注明来源的作品，版权均属本网所有，未经授权不得转载。",
    "免责声明",
    "未经书面授权不得转载或使用",
    "【打印】【关闭】",
    "打印 关闭",
    "分享到：",
    "分享到 临江微博 新浪微博 腾讯微博 人人网 河口论坛 临江空间",
    "上一篇：没有了",
    "下一篇：临江省召开固体废物会议",
    "相关新闻",
    "相关阅读：",
    "延伸阅读",
    "热门评论",
    "网友评论",
    "返回顶部",
    "扫一扫在手机打开当前页",
    "关键词：入海排污口 现场会",
    "标签：入海排污口",
    "共 2 页 首页 上一页 1 2 下一页 尾页",
    "【1】【2】【3】",
    "浏览次数：",
    "<< 前一页12后一页 >>",
    "您对本次回复是否满意？ 满意 基本满意 不满意",
    "更多相关：<a href='/1'>填料</a> <a href='/2'>曝气器</a>",
    "推荐产品：<a href='/1'>除尘布袋</a> <a href='/2'>一体机</a>",
    "撰稿人：周小禾 审稿人：王大田",
    "相关政策",
    "浙公网安备 33010602000000号",
    "政府网站标识码：3300000012",
    "浙ICP备05000000号",
    "此文已被阅读123次",
    "推荐给好友",
    "您是第12345位访问者",
    "相关搜索：<a href='/1'>入海排污口</a>",
]


@pytest.mark.parametrize("line", ABOVE)
def test_lines_above_the_text_are_none_of_it(
    line: str, article: Callable[..., str], read: Callable[..., Extraction], paragraphs: tuple[str, ...]
) -> None:
    text = f"<p>{line}</p>" + "".join(f"<p>{paragraph}</p>" for paragraph in paragraphs)
    assert read(article(text=text)).body.splitlines() == list(paragraphs)


@pytest.mark.parametrize("mark", ["...", "……", ""])
def test_a_line_that_only_repeats_the_beginning_of_the_text_is_no_text(
    mark: str, article: Callable[..., str], read: Callable[..., Extraction], paragraphs: tuple[str, ...]
) -> None:
    lines = (paragraphs[0][:30] + mark, *paragraphs)
    found = read(article(text="".join(f"<p>{line}</p>" for line in lines)))
    assert found.body.splitlines() == list(paragraphs)


def test_a_label_above_the_text_takes_the_value_in_the_next_line_along(
    article: Callable[..., str], read: Callable[..., Extraction], paragraphs: tuple[str, ...]
) -> None:
    lines = ("日期：2022-07-22", "来源：", "临江日报", *paragraphs)
    found = read(article("", text="".join(f"<p>{line}</p>" for line in lines)))
    assert found.body.splitlines() == list(paragraphs)
    assert found.source == "临江日报"
    addressed = ("各沿海市生态环境局：", "一、总体要求", *paragraphs)
    assert read(article(text="".join(f"<p>{line}</p>" for line in addressed))).body.splitlines() == list(
        addressed
    )


@pytest.mark.parametrize("line", BELOW)
def test_lines_below_the_text_are_none_of_it(
    line: str, article: Callable[..., str], read: Callable[..., Extraction], paragraphs: tuple[str, ...]
) -> None:
    text = "".join(f"<p>{paragraph}</p>" for paragraph in paragraphs) + f"<p>{line}</p>"
    found = read(article(text=text))
    assert found.body.splitlines() == list(paragraphs)
    assert line not in found.body_html


def test_a_sentence_of_the_text_that_stands_above_it_as_well_is_its_lead(
    article: Callable[..., str], read: Callable[..., Extraction], paragraphs: tuple[str, ...]
) -> None:
    quoted = paragraphs[1].split("，", 1)[1]
    lines = "".join(f"<p>{line}</p>" for line in paragraphs)
    assert read(article(text=f"<div>{quoted}</div>{lines}")).body.splitlines() == list(paragraphs)
    # Twice the same paragraph is the author's own.
    twice = f"<p>{paragraphs[0]}</p>{lines}"
    assert read(article(text=twice)).body.splitlines() == [paragraphs[0], *paragraphs]


@pytest.mark.parametrize(
    "line",
    [
        "一是深入打好碧水行动保卫战",
        "（一）总体要求",
        "二、主要措施",
        "评论员文章：让江海更清",
        "编辑部的同志们也参加了植树活动，栽下二百多棵水杉树苗。",
        "打印店老板告诉记者，河道整治以后，这里的空气好多了。",
        "来源解析表明，扬尘占比下降了三个百分点。",
        "上一篇报道刊出后，当地立即组织整改。",
        "关闭23家企业的排污口",
        "分享治水经验",
        "用手机拍下水鸟",
        "2022年7月22日，会议在临江召开。",
        "2022年",
    ],
)
def test_lines_of_the_text_stay_in_it(
    line: str, article: Callable[..., str], read: Callable[..., Extraction], paragraphs: tuple[str, ...]
) -> None:
    text = f"<p>{paragraphs[0]}</p><p>{line}</p>" + "".join(
        f"<p>{paragraph}</p>" for paragraph in paragraphs[1:]
    )
    assert line in read(article(text=text)).body.splitlines()


def test_everything_behind_the_last_word_goes(
    article: Callable[..., str], read: Callable[..., Extraction], paragraphs: tuple[str, ...]
) -> None:
    text = (
        "".join(f"<p>{paragraph}</p>" for paragraph in paragraphs)
        + "<div>（责任编辑：周小禾）</div><div>相关新闻</div><ul><li><a href='/1.html'>临江省部署下半年水污染防治重点工作</a></li></ul>"
        "<p>本网联系电话是12369，欢迎各界人士来电，举报环境违法行为，共同守护美丽家园。</p>"
    )
    assert read(article(text=text)).body.splitlines() == list(paragraphs)


def test_the_headline_is_not_repeated_in_the_text(
    article: Callable[..., str], read: Callable[..., Extraction], paragraphs: tuple[str, ...]
) -> None:
    text = "<p><strong>全省入海排污口整治现场会在临江召开</strong></p>" + "".join(
        f"<p>{p}</p>" for p in paragraphs
    )
    assert read(article(text=text)).body.splitlines() == list(paragraphs)


def test_credits_in_the_middle_go_and_the_text_behind_them_stays(
    article: Callable[..., str], read: Callable[..., Extraction], paragraphs: tuple[str, ...]
) -> None:
    text = f"<p>{paragraphs[0]}</p><p>责任编辑：周小禾</p>" + "".join(f"<p>{p}</p>" for p in paragraphs[1:])
    assert read(article(text=text)).body.splitlines() == list(paragraphs)


@pytest.mark.parametrize(
    "word", ["打印", "【关闭】", "分享到：", "来源：临江日报", "责任编辑：周小禾", "发布时间：2022-07-22"]
)
def test_furniture_is_known_by_its_first_words(word: str) -> None:
    assert is_furniture(word)


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("会议召开。查看更多", "会议召开。"),
        ("会议召开。", "会议召开。"),
        ("查看更多", "查看更多"),
        ("图源：临江网返回首页，查看更多", "图源：临江网"),
        ("群众可在网站上查看更多信息。", "群众可在网站上查看更多信息。"),
        ("", ""),
    ],
)
def test_a_widgets_words_are_cut_off_the_last_line(text: str, wanted: str) -> None:
    assert without_widget(text) == wanted


def test_numbered_paragraphs_go_on_though_one_tells_readers_to_fetch_a_program(
    article: Callable[..., str], read: Callable[..., Extraction], paragraphs: tuple[str, ...]
) -> None:
    ways = (
        "1、网站查询。市民可以在网站上查询本辖区排污口的名录、责任人和整治进度，也可以留言提出意见。",
        "2、下载手机客户端查询。市民可以扫描二维码下载并安装客户端，输入河段名称即可看到排污口的位置。",
        "3、微信查询。市民也可以通过扫描二维码关注公众号，在菜单中选择所在的河段。",
        "4、短信查询。市民把河段的编号发送到服务号码，系统即刻回复最近一次监测的结果。",
    )
    text = "".join(f"<p>{paragraph}</p>" for paragraph in (*paragraphs, *ways))
    assert read(article(text=text)).body.splitlines() == [*paragraphs, *ways]
    notices = "<p>1、凡本网注明来源的作品，版权均属本网所有。</p><p>2、下载本网客户端，随时查看新闻。</p>"
    page = article(text="".join(f"<p>{paragraph}</p>" for paragraph in paragraphs) + notices)
    assert read(page).body.splitlines() == list(paragraphs)


def test_a_line_of_buttons_of_taiwan_is_no_text(
    article: Callable[..., str], read: Callable[..., Extraction], paragraphs: tuple[str, ...]
) -> None:
    lines = "".join(f"<p>{paragraph}</p>" for paragraph in paragraphs)
    buttons = "<div><a href='/m'>轉寄</a> | 目前字級：</div>"
    assert read(article(text=buttons + lines)).body.splitlines() == list(paragraphs)


def test_a_linked_line_that_calls_itself_an_advertisement_is_none_of_the_text(
    article: Callable[..., str], read: Callable[..., Extraction], paragraphs: tuple[str, ...]
) -> None:
    sold = "<div><a href='/ad'>广告：碳资产管理师培训火热开班</a></div>"
    lines = f"<p>{paragraphs[0]}</p>{sold}" + "".join(f"<p>{line}</p>" for line in paragraphs[1:])
    assert read(article(text=lines)).body.splitlines() == list(paragraphs)


def test_a_heading_of_the_text_is_no_last_line_of_the_template(
    article: Callable[..., str], read: Callable[..., Extraction], paragraphs: tuple[str, ...]
) -> None:
    lines = (paragraphs[0], "政策解读", *paragraphs[1:])
    assert read(article(text="".join(f"<p>{line}</p>" for line in lines))).body.splitlines() == list(lines)


def test_the_data_of_an_exhibition_do_not_end_a_text_and_the_makers_of_a_film_do(
    article: Callable[..., str], read: Callable[..., Extraction]
) -> None:
    data = (
        "主办：临江美术馆",
        "出品人：江帆、何燕",
        "策展人：周宁",
        "展览时间：2022年9月30日至2023年1月12日",
        "展览地点：临江市滨河路11号",
    )
    text = body(*data)
    assert read(article(text=text)).body.splitlines()[-5:] == list(data)
    foot = "<p>责任编辑：江帆</p><p>地址：临江市滨河路1号</p><p>主办：临江日报社</p><p>承办单位：临江网</p>"
    assert read(article(text=body() + foot)).body.splitlines() == list(PARAGRAPHS)
    film = ("出品人：江帆、何燕", "策划：周宁", "监制：林晋")
    assert read(article(text=body(*film))).body.splitlines() == list(PARAGRAPHS)
