"""Know the words that stand where names of outlets and people do and are none: columns, labels, buttons, entries of menus.

Which of them have to be known depends on the place. Beside a date stand columns and what papers call themselves, around
it the links of a menu, behind an empty label the buttons of the page, and an element named for the author may hold a prompt.
"""

from __future__ import annotations

import re
from typing import Final

from envnews.extract.furniture.interface import SHARED
from envnews.normalize.labels import LABELS
from envnews.patterns import compile_later

# Beside a date

OURS: Final = frozenset({"本报", "本報", "本网", "本網", "本台", "本刊", "本站", "本社"})
"""What papers and sites call themselves in datelines, where it names nobody."""
_COLUMNS: Final = frozenset(
    {
        "环境", "環境", "环保", "環保", "生活", "国际", "國際", "国内", "國內", "社会", "社會", "财经",
        "財經", "体育", "體育", "娱乐", "娛樂", "科技", "文化", "健康", "教育", "政治", "时政", "時政",
        "军事", "地方", "要闻", "民生", "旅游", "旅遊", "汽车", "房产", "评论", "評論", "新闻", "新聞",
        "视频", "影音", "图片", "原创", "正文", "首页", "產業", "产业", "即時", "即时", "晨間", "午間", "晚間",
    }
)  # fmt: skip
"""Columns by their subject; they stand beside a date as accounts do."""
_PLACES: Final = frozenset({"台灣", "台湾", "臺灣", "大陸", "大陆", "兩岸", "两岸", "全球", "世界"})
_OF_COLUMN: Final = ("新闻", "新聞", "要闻", "要聞", "频道", "頻道", "行情")
"""What stands behind the subject in the name of a column."""
_IN_COLUMN: Final = re.compile(
    r"新闻|要闻|资讯|动态|公告|通知|频道|专栏|专题|评论|快讯|信息|时间|日期|首页|正文|文章|位置|阅读|发布|发表|综合|原创|栏目|分类|导读|图片|视频|作者|编辑|记者|来源|播报|天地"
    r"|园地|之窗|研究|理论|建设|管理|工作|论坛|中心|地址|链接"
)
_NO_ACCOUNT: Final = (
    *("专栏", "專欄", "时间", "公告", "动态", "通知", "要闻", "播放器", "打印", "列印"),
    *("版", "网讯", "報訊", "报讯", "入驻", "全媒体", "融媒体", "首席", "特派", "见习", "实习", "特约"),
)
"""Ends of what is no account beside a date: columns, parts of a page, the beginning of a reporter's title."""
_LABELS: Final = frozenset().union(*LABELS.values())
"""Behind a date a label announces a count, and is no account (阅读 1203)."""
_PRAISED: Final = ("优质", "知名", "资深", "认证", "头部", "原创")
_QUALIFIED: Final = (
    "作者", "爱好者", "达人", "博主", "媒体人", "观察员", "作家", "大V", "分析师", "帐号", "账号",
)  # fmt: skip
_QUALIFIED_BEHIND: Final = compile_later(rf"(?:官方|时事)?(?:{'|'.join(_QUALIFIED)})$")
_IN_MENU: Final = re.compile(
    r"首页|主页|频道|评论|论坛|分享|列印|轉寄|更多|我要|返回|进入|正文|客户端$|手[机機]版|加入最[爱愛]"
)

# Behind a label, or in an element named for a field

_VERBS: Final = "管理|进入|查看|点击|发表|我要|返回|参与|下载|订阅"
_BUTTON: Final = re.compile(rf"(?:{_VERBS})[\u4e00-\u9fff]{{2}}")
_COMMAND: Final = re.compile(
    r"(?:评论|跟帖|提问|私信|关注|订阅)$|^(?:阅读|浏览|点击|播放|人气)$"
    rf"|^(?:{_VERBS}|加入|关注|手机)[\u4e00-\u9fff]{{2}}|^(?:{SHARED})$"
)
_PROMPT: Final = compile_later(
    r"^(?:https?://\S*|原创|转载|综合|编辑|作者(?:信息|简介|介绍)?|来源|记者|责编|关注|收藏|分享|搜索|举报|评论|打印|更多|(?:立即|马上|免费)?(?:登录|注册)|忘记密码|(?:新浪)?微博"
    r"|微信|人人网|QQ|关于.*|(?:查看)?TA的.*|最近读者|最近访客|历史上的今天|正文|首页|返回|我要.*"
    r"|您好.*|欢迎.*|游客.*|.*会员|.*(?:報導|报导|报道)|发表.*|(?:所有|全部|更多|查看)[\u4e00-\u9fff]{2,4}|文章简介|.*(?:条款|协议).*|.*评论"
    r"|(?:主编|编辑|专家)(?:观点|推荐|点评|精选|寄语)|(?:修改|编辑|删除|回复|保存)(?:帖子|主题|内容|评论)?|楼主.*|.*自动保存.*|[<>＜＞«»‹›].*|(?i:article information|author|role|by)|.*头像|.*网友\]?|.*官方[帐账]号|\d+|[大中小]+)$"
)
_ABOUT_AUTHORS: Final = frozenset(
    {
        "简介", "信息", "介绍", "主页", "投稿", "专栏", "观点", "声明", "授权", "本人", "原创", "其他", "推荐",
        "更多", "匿名", "未知",
    }
)  # fmt: skip


def _is_column(name: str) -> bool:
    """Return whether a name is that of a column by its subject.

    >>> _is_column("社会"), _is_column("台灣新聞"), _is_column("临江新闻")
    (True, True, False)
    """
    if name in _COLUMNS:
        return True
    return name.endswith(_OF_COLUMN) and (name[:-2] in _COLUMNS or name[:-2] in _PLACES)


def names_nobody(name: str) -> bool:
    """Return whether a name that ends like an outlet's is a column's, or what every paper calls itself.

    >>> names_nobody("本报"), names_nobody("社会新闻"), names_nobody("临江日报")
    (True, True, False)
    """
    return name in OURS or _is_column(name)


def holds_column(name: str) -> bool:
    """Return whether a name beside a date has a word of columns, labels or prompts in it, as no account's has.

    >>> holds_column("环保要闻"), holds_column("公司动态"), holds_column("水务先声")
    (True, True, False)
    """
    return _IN_COLUMN.search(name) is not None


def is_no_account(name: str) -> bool:
    """Return whether a name of any length that stands behind a date cannot be an account's.

    >>> is_no_account("阅读"), is_no_account("河口专栏"), is_no_account("政能亮")
    (True, True, False)
    """
    return name in _LABELS or names_nobody(name) or is_qualification(name) or name.endswith(_NO_ACCOUNT)


def is_qualification(name: str) -> bool:
    """Return whether words beside an account's name are what its platform says of it.

    >>> is_qualification("优质财经领域创作者"), is_qualification("教育达人"), is_qualification("官方账号")
    (True, True, True)
    >>> is_qualification("临江达人"), is_qualification("水边观察")
    (False, False)
    """
    if name.endswith(("创作者", "領域創作者")) or "领域" in name[:-2]:
        return True
    if not name.endswith(_QUALIFIED):
        return False
    if "，" in name:
        return True
    subject = _QUALIFIED_BEHIND.sub("", name)
    return not subject or subject in _COLUMNS or subject.startswith(_PRAISED)


def is_of_menu(name: str) -> bool:
    """Return whether a linked name beside a date is an entry of a menu rather than an outlet.

    >>> is_of_menu("临江网首页"), is_of_menu("临江网")
    (True, False)
    """
    return _IN_MENU.search(name) is not None


def is_button(words: str) -> bool:
    """Return whether what stands behind a label is a button, and the field empty (作者： 【点击查看更多】).

    >>> is_button("点击查看更多"), is_button("江帆")
    (True, False)
    """
    return _BUTTON.match(words) is not None


def is_command(word: str) -> bool:
    """Return whether a word behind a name is a button or a network to share on (江帆 我要评论).

    >>> is_command("我要评论"), is_command("微博"), is_command("何燕")
    (True, True, False)
    """
    return _COMMAND.search(word) is not None


def is_prompt(value: str) -> bool:
    """Return whether all that an element named for author, editor or source holds is a label or a prompt.

    >>> is_prompt("免费注册"), is_prompt("作者简介"), is_prompt("江帆")
    (True, True, False)
    """
    return _PROMPT.match(value) is not None


def is_about_authors(word: str) -> bool:
    """Return whether a word behind 作者 says what is told of the author, or that nobody is named.

    >>> is_about_authors("简介"), is_about_authors("江帆")
    (True, False)
    """
    return word in _ABOUT_AUTHORS
