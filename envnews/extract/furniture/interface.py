"""The words of buttons, counters and prompts by which a short line is known as the page's own, as data.

Each is the beginning of such a line, as a pattern; what has to follow stands with it where an article might begin so,
too (关闭 is a button, 关闭23家企业的排污口 a heading).
"""

from __future__ import annotations

import re
from types import MappingProxyType
from typing import TYPE_CHECKING, Final

from envnews.extract.page.starts import Starts
from envnews.patterns import compile_later

if TYPE_CHECKING:
    from collections.abc import Mapping

BUTTON: Final = 24
"""Characters of the longest line that is a button, whatever its words are."""
SHARED: Final = "QQ空间|QQ好友|QQ|新浪微博|腾讯微博|东方微博|微博|微信好友|微信|朋友圈|人人网|豆瓣网?|百度贴吧|开心网|腾讯朋友|一键分享|复制链接"
"""Where a page is shared."""
_VERBS: Final = (
    "分享|共享|打印|列印|收藏|关闭|關閉|点赞|點讚|举报|播放|暂停|暫停|参与|订阅|登录|注册|返回|回到"
)
_BUTTON: Final = rf"(?:{_VERBS})(?:{_VERBS}|[到至给于]|本|此|该|窗|页|評|评|互|后|首|顶|列|目|上|更|按|让|全|链|有奖|文章|字[号体]|微|朋友|QQ|阅读|\W|[A-Za-z]|$)"
"""What these verbs are said of tells a button from a heading."""

_BEGINNINGS: Final[Mapping[str, tuple[str, ...]]] = MappingProxyType(
    {
        "share_and_print": (
            r"文章分享\W*$",
            r"转发至\W*$",
            r"轉寄(?:好友)?\s*(?:$|[|｜])",
            rf"转[播发]到(?:{SHARED})",
            "复制链接",
            "链接(?:已复制|复制成功)",
            r"(?:代码|网址|链接|代碼|網址|連結)\s?已[经經]?(?:复制|複製)",
            r"嵌入\s+分享\W*$",
            "(?:QQ空间|QQ好友|新浪微博|微信好友|人人网|facebook|twitter|whatsapp|telegram)$",
            "点击(?:分享|收藏)",
            r"(?:推荐|评论|收藏)[】\]）\s|｜]+[【\[（]?(?:[大中小]\b|[大中小]\s|打印|关闭)",
            rf"(?:(?:{SHARED})[\s|、，,/]*){{2,}}$",
            "我要(?:分享|打印|收藏|投稿|檢舉)",
            r"原始(?:來源|連結)\W*$",
            "历史上的今天$",
            "最近读者$",
            r"立即(?:訂閱|订阅|購買|购买|加入|報名|报名|下載|下载)\W*$",
            "share",
            "print",
            "close",
        ),
        "size_of_letters": (
            "字号",
            "字體",
            "字体",
            "字级",
            "(?:选择|調整|目前)字[号体級]",
            r"正文\s?字体",
            "字級",
            "放大",
            "缩小",
            "小字号",
            "大字号",
            "默认",
            r"[大中小](?:[\s\]】|\[【]*[大中小]){0,2}\W*$",
            "T(?:大|中|小)",
            "A[-+]",
            r"[AT]\s?\+\s?[-－]$",
        ),
        "read_on": (
            r"(?:請|请)?(?:繼續|继续)(?:往下)?(?:閱讀|阅读|浏览|瀏覽)(?:后续|後續|全文|文章)?\W*$",
            r"打开全文\W*$",
            r"posts? navigation$",
            "展开(?:全文|全部|剩余|阅读|更多)",
            "(?:显示|查看|阅读)(?:全部|全文|剩余)",
            r"\d+\s?分[钟鐘](?:阅读|閱讀)?$",
            "下[载載](?:声音|聲音|音频|音檔)",
            "点击此处查看",
            r"更多\W*$",
            "查看原图",
            r"[图圖]集\W*$",
            "(?:全文|语音)播报",
            "加载中",
            r"(?:正在)?加载(?:下一篇|更多)\W*$",
            "点击收听",
            r"本文目录\W*$",
            "视频(?:播放器)?加载",
            "视频播放器",
            "loading",
            "获取Flash",
            r"(?:倍速|[高超标]清|蓝光|流畅|弹幕|全屏|静音)\W*$",
            "[向左右上下]{1,2}滑动(?:查看|阅读|浏览|阅览)",
            r"查看更多\W*$",
            "(?:文章|本文)未完",
            "更多内容请看下一页",
            r"[上下][接转]第?\s?\w{1,3}版",
            r"本文共\s?\d+\s?页",
            "收听本文",
            "(?:点击)?播放报道音频",
            r"previous(?:\s+next)?$",
            "自动播放(?:开关)?$",
            r"正在加载中?\W*$",
            "点击播放",
            r"\d{2,3}\s?kbps\s?[|｜]\s?MP3$",
            "听(?:新闻|全文|文章)",
            r"朗读(?:全文|文章|本文)?\W*(?:\d\d:\d\d.*)?$",
            "音频播放器?",
            r"本文(?:音频|语音)由",
            "进入专题",
            r"\d\d:\d\d\s?/\s?\d\d:\d\d(?:$|\s*(?:倍速|语音))",
        ),
        "counts": (
            r"(?:推荐|喜欢|点赞|转发|回复)\s?\d+$",
            r"\d+\s(?:赞|大爱|笑趴|哇|心碎|怒|顶|踩|支持|高兴|震惊|愤怒|难过|无聊|路过|鸡蛋|鲜花|握手|雷人)$",
            r"\d[\d.,]*\s?[万wWkK]?\+?\s?次?(?:(?:阅读|浏览|播放|观看|转发|點閱|点阅)(?:量|次数)?(?:\s+\d+\s?讨论)?$|人参与|条?(?:评论|跟[帖贴])(?:$|\s))",
            r"共有?\s?\d+\s?人跟[贴帖]",
            r"浏览(?:次数|量)?\s*[:：(（]",
            r"阅读(?:量)?\s*[:：(（]",
            r"(?:点击|访问)(?:次数|量|数)?\s*[:：(（]",
            r"(?:被?阅读|浏览)(?:次数)?\s?\d+$",
            r"(?:瀏覽|點閱|閱讀|人氣)(?:數|次數)?\s*[:：]?\s*\d",
            "查看评论",
            "访问量",
            r"评论(?!员|\s?[:：]\s?[《“\u4e00-\u9fff]{5})\s*[:：(（]?\s*\d*",
            r"阅读\s*[(（]",
            r"阅读\s?\d[\d.万wWkK+]*(?:\s|$)",
            r"\+\d{1,3}$",
            r"\d{1,2}:\d\d(?::\d\d)?(?:\s+\d{1,2}:\d\d(?::\d\d)?){1,4}$",
            "(?:没有|沒有|无|無)(?:媒体|媒體|视频|視頻|音频|音頻)(?:资源|資源)?可(?:用|供)",
            r"(?:本文|全文)(?:字数|[约共]?\s?\d+\s?字)",
            r"阅读(?:本文|全文)?(?:大约|约)?需要?\s?\d",
            r"\d+\s?人(?:点赞|喜欢|收藏)",
            r"喜欢\s?[(（]\s?\d",
            r"\+\s?\d{1,3}$",
            r"[-–—]\s?[次人]$",
        ),
        "accounts_and_applications": (
            "使用微信",
            "扫一扫",
            "扫描",
            "扫码",
            "长按",
            "识别二维码",
            "用微信",
            r"(?:打开|提示\s?[:：]\s?)?微信扫",
            "[请請]?用?手机(?:看|阅读|扫|查看新闻)",
            "关注公众号",
            "确定不再关注",
            r"加载(?:全部|更多)(?:内容)?\W*$",
            r"向前\s+向后$",
            "关注我们",
            "下载客户端",
            r"立即(?:打开|下载|体验|阅读|查看|领取)\W*$",
            "(?:下[载載]|打开)(?:APP|客户端)",
            "(?:官方)?(?:微信|微博)(?:公众号)?$",
            r"微信号\s+[\w-]+$",
            r"功能介绍\s",
            "进入公众号",
            r"进入[\u4e00-\u9fff]{2,6}号\W*$",
            "客户端$",
            r"打赏\W*$",
            "手机上(?:阅读|看)",
            r"提示\s?[:：]\W*$",
            r"(?:阅读|閱讀)更多\W*$",
            "(?:阅读|閱讀)(?:简体|繁體|繁体|簡體|英文|中文)",
            "分享到[您你]的",
            r"朋友圈\W*$",
            "[请請]下[载載][^，。]{2,14}(?:APP|客户端)",
            r"在\s?(?:APP|客户端|应用)\s?[内中里](?:阅读|打开|查看)",
        ),
        "advertisements": (
            r"(?:我是)?(?:廣告|广告)\W{0,3}(?:(?:請|请)?(?:繼續|继续)|[内內]容未(?:结束|結束|完))",
            "公益广告",
            r"\+?\s?(?:已?关注|广告位?(?:招租)?|廣告|推广|推廣|贊助廣告|赞助商?(?:广告|内容|链接)|advertisement)\W*$",
        ),
        "comments": (
            "赞",
            "讚",
            r"\[?我来说两句",
            "欢迎留言",
            r"感谢(?:[您你大家们]{1,3}的?)?(?:阅读|收看|观看|收听)\W*$",
            "已推荐",
            "最多可?输入",
            "写评论",
            r"(?:AI|智能)(?:智能)?(?:摘要|总结|速读|导读)\W*$",
            r"已有\s?\d+\s?人(?:参与|评论)",
            "您的(?:姓名|称呼|邮箱|联系方式|电话)",
            r"用户名\W*(?:密码\W*)?$",
            r"密码\W*$",
            "请(?:发表|写下)[您你]的(?:评论|看法|高见)",
            "还(?:可以|能)输入",
            "意见反馈",
            "[您你](?:觉得|对)[这本][篇文][^。]{2,14}[？?]$",
            r"参与(?:投票|调查)\W*$",
            r"(?:单选|多选)\W*(?:$|已有)",
            r"已有\s?\d+\s?人投票",
            r"(?:查看|投票)(?:投票)?结果\W*$",
            r"投票\W*$",
        ),
        "desk_and_credits": (
            "photo credit",
            r"(?:图像|圖像|图片|圖片)(?:来源|來源)\s?[:：，,]",
            r"(?:图像|圖像|音频|音頻|视频|視頻|影片)加[注註]文字\W*$",
            r"source url\W*$",
            "页面功能",
            "纠错",
            "我要纠错",
            r"文章标签\W*$",
            r"附件信息\W*$",
            r"阅读\s?┆",
            r"(?:查看|看了|喜欢|浏览)[^。，]{1,12}的(?:用户|网友)还(?:看了|在[看读]|喜欢)\W*$",
            r"转自[\u4e00-\u9fff]{2,6}$",
            r"作者声明\W*$",
            "投稿转载说明",
            "发布于",
            "发表于",
            "内容举报",
            "copyright",
            "(?:读者|新闻|爆料|报料|投稿)(?:热线|电话|邮箱)",
            r"封面图?\s?[:：]",
        ),
        "place_in_the_site": (
            "当前位置",
            "您(?:的|所在的|现在的)?位置",
            "你的位置",
            r"位置\s*[:：]",
            r"首页\s*[>＞»|]",
            "热点栏目",
        ),
    }
)

_BEHIND_NAMES: Final = (
    r"[^。，]{2,16}[:：]\s?點這[裡裏]$",
    r"[\u4e00-\u9fff]{2,8}[报网台](?:官方)?(?:微信|微博|公众号)(?:二维码)?$",
    r"[\w·]{2,19}号(?<=[帐账]号)$",
    r"[\u4e00-\u9fff][Ii][Cc][Pp][备備证證]",
)
"""Such as begin with whatever a site or a place is called."""

INTERFACE: Final = Starts(
    "|".join((_BUTTON, *(words for group in _BEGINNINGS.values() for words in group))),
    f"(?-i:{'|'.join(_BEHIND_NAMES)})",  # to ignore case costs time at every character
    re.IGNORECASE,
)
"""Starts of short lines that belong to the page, not to the text."""

_BEHIND: Final = compile_later(
    r"(?<=\S)\s+(?:返回(?:首页|列表|上一页)?|[【\[](?:返回(?:首页|列表|上一页)?|关闭|打印|收藏|分享)[】\]])$"
)


def without_button(headline: str) -> str:
    """Return a headline without the button that a template sets into its line.

    >>> without_button("入海排污口整治收官 返回"), without_button("海岛邮递员满载返回"), without_button("整治经验 分享")
    ('入海排污口整治收官', '海岛邮递员满载返回', '整治经验 分享')
    """
    return _BEHIND.sub("", headline)


_SENTENCE: Final = 8
"""Characters of the shortest sentence behind brackets."""


def goes_on_behind_brackets(text: str) -> bool:
    """Return whether a sentence follows the brackets that a line opens with, as a text follows its writer's name.

    >>> goes_on_behind_brackets("（文/何晓婷）排污口整治到了最后一公里。"), goes_on_behind_brackets("（来源：临江日报）")
    (True, False)
    """
    behind = text.find("）" if text[0] == "（" else ")") + 1
    return behind > 0 and len(text) - behind >= _SENTENCE and text.endswith(("。", "！", "？", "”"))
