"""Know the links and headings with which somebody advertises inside a text or below it."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from envnews.extract.page.blocks import Block

_OFFER: Final = re.compile(
    r"^(?:广告|推广)\s?[:：|丨]|(?:点击|立即|马上)(?:购买|抢购|下单|报名|领取|咨询|开户|投保)|(?:看房|咨询|订购|购票|报名|选房)(?:热线|电话)\s?[:：]"
    r"|(?:软件|手机版|客户端)(?:免费)?下载\W*$"
    r"|(?:均价|起价|总价|首付|售价)\s?\d"
)
"""Words with which a linked line sells something."""
_PRICED: Final = re.compile(
    r"(?:参考价格?|指导价|到手价|券后价|优惠价|報價|报价|售價|售价)\s?[:：]\s?[￥¥$]?\s?\d"
)
"""What stands beside the linked name of a product (参考价格：￥2199)."""
_CALL: Final = 14
"""Characters of the longest such link."""
_PROMISED: Final = ("报名", "领取", "好礼", "优惠", "抢购", "免费试", "奖金")
ADVERTISED: Final = "👉◤📱"
"""Characters with which advertisements below a text begin, and links and headings of them inside it."""


def promotes(text: str) -> bool:
    """Return whether a sentence above a text sells something and ends with the link to it.

    >>> promotes("治水大赛重磅来袭，报名即可领取好礼。【点击看详情】"), promotes("本周要闻，共五件。【点击看详情】")
    (True, False)
    """
    call = text.rfind("【点击", max(0, len(text) - _CALL))
    return call > 0 and text.endswith(("】", "】。")) and any(word in text for word in _PROMISED)


def sells(block: Block) -> bool:
    """Return whether a line is one link that sells something, or the card of a product with its price."""
    if not block.linked or block.prose:
        return False
    return (block.is_link and _OFFER.search(block.text) is not None) or _PRICED.search(block.text) is not None


def advertises(block: Block) -> bool:
    """Return whether a line in the middle of a text is a link or a heading (◤ 居家省水 ◢) of an advertisement."""
    return block.text[0] in ADVERTISED and (block.is_link or block.text.endswith("◢"))
