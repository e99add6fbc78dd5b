"""Know the last lines of a page's text in which papers, forums and trade portals turn to their readers.

They ask for news and readers, send to programs and experts, or tag the text; words of the same kind inside a text are its own.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from envnews.extract.furniture.words import MARKS
from envnews.extract.headline.titles import FULL_DAY
from envnews.patterns import compile_later

if TYPE_CHECKING:
    from collections.abc import Sequence

    from envnews.extract.page.blocks import Block

_REACH: Final = 160
_BEGINNING: Final = compile_later(
    r"收看更多文章|[^。]{0,14}[請请](?:[點点按][讚赞]|讚好)|[^，。]{2,20}[」》]\s?app\W*$|[觀观]看(?:影片|[视視][频頻])\s*\d\d:\d\d|\w{2,12}》?[關关]心[你您]\W*$|自[殺杀](?:不能)?解[決决]不了"
    r"|再[給给]自己一次[機机][會会]\W*$|本信息真实性未经|[请請]?[您你]?文明上网|(?:立即|即刻)[报報爆]料|[您你]的[獨独]家[报報爆]料"
    r"|[^》《。]{2,12}》\s?(?:APP|客户端|客戶端)[^。]{0,16}(?:更新|下[载載]|安[装裝])"
    r"|(?:建立|更新|[發发][佈布])[時时][間间]\s?[:：]?\s?\d\d:\d\d\W*$|[您你]所(?:瀏覽|浏览)的"
    r"|上一(?:篇|条|則|则).{4,}下一(?:篇|条|則|则)|作者[\u4e00-\u9fff]{2,4}[，,][^。]{2,40}。[^。]{0,40}投稿",
    re.IGNORECASE,
)
_WITHIN: Final = compile_later(
    r"^(?:温馨提[示醒]\s?[:：]\s?)?如果?[您你]还有[^。]{2,20}[，,][^。，]{0,8}点击[^。，]{0,8}在线(?:咨询|客服)|(?:立即|即刻|免费|免費)下[载載]《[^》]{2,14}》\s?(?:APP|客户端|客戶端)"
    r"|[点點][击擊]查看更多[关關][于於].{1,6}的信息。?$|^[^。]{0,14}[报報爆]料[热熱][线線]",
    re.IGNORECASE,
)
_HASHTAGS: Final = re.compile(r"(?:[#＃][^\s#＃。，：:]{1,20}\s*)+$")
_MOMENT: Final = compile_later(FULL_DAY + r"\s?日?\s*\d{1,2}:\d\d(?::\d\d)?$")
_OPENING: Final = 4
"""First lines of a text among which its moment may stand, behind a caption."""


def calls_readers(text: str) -> bool:
    """Return whether a text's last line turns to the readers of its site, or holds nothing but hashtags.

    >>> calls_readers("#排污口 #臨江"), calls_readers("立即報料: https://bit.ly/0"), calls_readers("#3号口门已封堵。")
    (True, True, False)
    """
    if text[0] in "#＃":
        return _HASHTAGS.match(text) is not None
    words = text.lstrip(MARKS)
    return _BEGINNING.match(words) is not None or _WITHIN.search(words, 0, _REACH) is not None


def is_its_moment(blocks: Sequence[Block], first: int, index: int, last: int) -> bool:
    """Return whether one of the first lines of a text is day and time alone, and no entry of a chronicle."""
    if index >= first + _OPENING or not blocks[index].text[0].isdigit():
        return False
    if blocks[index].element.tag in {"td", "th", "li"} or _MOMENT.match(blocks[index].text) is None:
        return False
    return not any(_MOMENT.match(block.text) for block in blocks[index + 1 : last] if not block.prose)
