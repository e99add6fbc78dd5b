"""Know the lines that credit who made, published or checked a text, by their first words.

Above a text they belong to its meta line, below it they end it.
"""

from __future__ import annotations

import re
from typing import Final

from envnews.extract.page.starts import Starts

_CREDIT_BEHIND: Final = (
    r"(?:(?:本文|稿件|信息|文章|图片|图文|文图|视频|新闻|素材|新聞|圖片|影片)\s*)?[\u4e00-\u9fff]{2,6}编辑\s*(?:[:：|｜丨/／\]】]|于\s)"
    r"|[\w·]{0,12}(?:记者|記者|通讯员|通訊員)[\s:：丨｜|][^，。,？?！!]{2,30}$"
    r"|[\w·]{0,6}(?:责任编辑|责编|编辑|校对|审核|编审|终审|监制|編輯)\s+[\u4e00-\u9fff·、 ]{2,16}\W{0,2}$"
)
"""Such as begin with the name of an outlet or a desk."""
_CREDIT: Final = Starts(
    r"(?:本文|稿件|信息|文章|图片|图文|文图|视频|新闻|素材|新聞|圖片|影片)?\s*(?:责任编辑人?|責任編輯|责编|責編|选稿|执行编辑|值班(?:编辑|主任|总监)|网络编辑|(?:栏目)?主编"
    r"|题图(?:来源)?|头图|美编|编\s?辑|編輯|编校|编审|校\s*对|校對|审\s*[核签阅]人?|核\s*稿人?|审\s*读|初审|复审|终审|录\s*入[者人员]?|拟稿人?|信息员"
    r"|[上发][传布][者人]|"
    r"签发人?|总监制|监\s*制|统\s*筹|制\s*作|策\s*划|来\s*源|來源|稿\s*源|作\s*者|[译譯]\s*者|撰\s*[稿文]|采\s?写|[栏欄][目名]|供\s*稿(?:单位|部门|人)?|摄\s*影|文字|图文|转自|转载自|关键[词字]"
    r"|關鍵字|(?:主題|文章|相關|相关)?(?:标签|標籤)|tags?|"
    r"(?:本文|原文)(?:链接|地址|网址|連結|網址)|链接(?=[:：]\s?http)|[一二三]审|[一二三]校|[一二三]读|原标题|所属分类|分类专栏|个人分类|分类|分類)\s*(?:[:：|｜丨/／\]】]|于\s)"
    r"|(?:撰稿人|文图|审稿人?)\s*[:：]"
    r"|(?:总策划|出品人?|新媒体\w{0,2}|排版|视觉|运营|版式|值班编委|英文审校|审校|翻译|剪辑|设计|美术|海报|(?:封面)?制图|视频|文案|文稿|配图|图编)\s*[:：|｜丨/／]"
    r"\s*[\u4e00-\u9fff·、 ]{2,16}[）)】]?$|(?:翻[译譯]|[编編][译譯]|校[对對])\s*[:：]\s*[\w·、，, ]{2,30}$"
    r"|(?:文|图|圖|口述)\s*[丨︱｜|/／]|[来來]源\s?[>＞]\s|来源\s+[\u4e00-\u9fff]{2,10}$|(?:文章|内容|稿件)?综合(?:自\s?[:：].{2,120}$|(?:自|[:：]).{2,30}$)|文\s?[:：][^，。？?！!]{2,40}$|"
    r"责任编辑(?:[\u4e00-\u9fff]{2,3}|\s?[A-Za-z]{1,8}\d{0,6})$",
    f"(?-i:{_CREDIT_BEHIND})",  # to ignore case costs time at every character
    re.IGNORECASE,
    told_by="[辑輯者员員编对核审制](?:(?<=编辑)|(?<=編輯)|(?<=[记記]者)|(?<=讯员)|(?<=訊員)|(?<=责编)|(?<=校对)|(?<=审核)|(?<=[编终]审)|(?<=监制))",
    within=24,
)
"""Starts of lines that name who made or published the text, or where."""
EDITORIAL: Final = Starts(
    r"(?:(?:信息|文章|稿件|新闻)来源|责任编辑人?|責任編輯|责编|責編|选稿|执行编辑|值班编辑|网络编辑|编辑|編輯|编校|编审|校\s*对|审\s*核|审\s*读|初审|复审|终审|总监制|监\s*制)\s*[:：|｜丨/／\]】]",
)
"""Credits that are none of the text even in its middle; 来源 and 时间 there may be a caption's or a notice's own."""


def is_credit(words: str) -> bool:
    """Return whether a line, without the marks before its first word, starts by naming who made or published the text, or where.

    >>> is_credit("责任编辑：江帆"), is_credit("临江日报记者 江帆"), is_credit("记者从会议上获悉")
    (True, True, False)
    """
    return _CREDIT.match(words) is not None
