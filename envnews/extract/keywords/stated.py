"""Tell the keywords that a meta tag states of an article from those of its site."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from envnews.extract.keywords.listed import (
    as_listed,
    behind_headline,
    is_headline,
    stated_words,
    topics_before,
)
from envnews.extract.keywords.tags import mostly_in
from envnews.extract.people.outlets import is_outlet, looks_like_publisher
from envnews.normalize import squash
from envnews.patterns import compile_later

if TYPE_CHECKING:
    from collections.abc import Sequence

_FEW: Final = 10
"""Keywords of the longest list that an editor types; those of a site are longer, or hardly occur in a text."""
_SEVERAL: Final = 4
"""Keywords of the shortest list of which the headline has one, or the text nearly all."""
_COLUMN: Final = 6
"""Characters of the longest name of a column that templates put beside the site's."""
_TERM: Final = 3
"""Characters of the shortest name or term; those of a trade are mostly shorter."""
_TERMS: Final = 3
"""Terms in a text that make a list the article's own."""
OF_MEDIA: Final = frozenset(
    {"news", "新闻", "新聞", "即时新闻", "即時新聞", "最新消息", "资讯", "資訊", "要闻", "要聞", "头条", "頭條", "时事", "時事", "热点", "首页", "首頁", "推荐"}
)  # fmt: skip
"""Words that any article of any site may have."""
_OF_AUTHORITIES: Final = frozenset(
    {"政府", "网站", "门户", "门户网站", "政府网站", "政府网", "官网", "信息公开", "政务公开", "政府信息公开", "政务", "政务服务", "办事", "便民服务"}
)  # fmt: skip
"""Words that any page of any authority may have."""
_SENTENCE: Final = 8
"""Characters of the shortest phrase that may stand alone: a headline in other words."""
OF_COLUMN: Final = compile_later(
    r"(?:信息|动态|公告|通知|公示|新闻|资讯|要闻|专栏|栏目|法规|政策|指南|大全|集团|学校|大学|学院|医院|公司|协会)$"
)
"""Ends of columns and houses, which a site states of all its articles."""
_PAIRS: Final = 4
"""Pairs of letters that a phrase has besides those of the site's names."""
_PHRASE: Final = 4
"""Characters of the shortest phrase that may be said in other words."""
_WORDS_BEHIND: Final = 3
"""Parts of a title of which the last ones may be keywords."""
_SITE: Final = 3
"""Characters of the shortest name of a site."""
_KINDS_OF_MEDIA: Final = frozenset({"自媒体", "新媒体", "融媒体", "全媒体", "多媒体", "社交媒体"})
_HOST: Final = re.compile(r"[\w-]+(?:\.[\w-]+)*\.(?:cn|com|net|org)", re.ASCII)
_IS_OF_SITE: Final = compile_later(
    r"[a-z0-9]*(?:首页|官网|门户|新闻|资讯|手机|客户端|频道|电子版|网站?|(?:新|融|全|自)?媒体?|传媒|在线|[日晚早晨]?报)*"
)
"""What follows a site's name in words that are its own; 光明网评论员 is none of these."""
_MARKS: Final = re.compile(r"[-–—|｜\s]+")
_PARTS: Final = re.compile(r"[_|｜]+|--+|\s[-–]\s")


def plausible_keywords(value: str, headline: str, body: str, site: str, title: str = "") -> tuple[str, ...]:
    """Return the keywords of a meta tag if they speak of this article, none if they are the site's own.

    Site-wide lists hardly occur in the text; an editor's or an algorithm's keywords do. That the site's place
    occurs (白石镇 on the site 白石镇人民政府) says nothing. Names of site and paper among them stand in the page's
    `title` and not in the text.
    """
    headline = as_listed(headline, value)
    form = squash(headline)
    stated = tuple(word for word in stated_words(value, headline) if not _HOST.fullmatch(word))
    text = headline + body
    behind = behind_headline(value, headline) is not None
    if behind or is_headline(value.strip(" ,，"), form):  # the latter as forums do
        return _typed_behind(stated, text, site) if behind else ()
    words = [word for word in stated if word != site]
    names = _PARTS.split(title)
    if not mostly_in(words, text):
        sites = dict.fromkeys((squash(site), *map(squash, names[1:])))
        words = [word for word in words if squash(word) not in sites]
        if not _speak_in_other_words(words, form, text, "".join(sites)):
            return _beside_headline(value, words, headline, text)
    own = squash(names[-1] if len(names) > 1 and not _are_words(names, words) else site)
    alone = len(words) == 1 and (squash(words[0]) in {own, squash(site)} or is_outlet(words[0]))  # 临江网
    if (
        alone
        or _names_site(words, site, form)
        or (own not in form and form not in own and _names_site(words, own, form))
    ):
        return ()
    kept = _without_site(words, own, title, form, text)
    if all(word.lower() in OF_MEDIA for word in kept):
        return ()
    if len(kept) < len(stated) and not any(word in text or len(word) > _COLUMN for word in kept):
        return ()  # 临江市水务局,通知公告
    # The column's own name, which the title has, says nothing of the text.
    told = [word for word in kept if word not in title or squash(word) in form]
    return () if _of_the_trade(told, form, body) else kept


def _beside_headline(value: str, words: Sequence[str], headline: str, text: str) -> tuple[str, ...]:
    """Return the words of which the article speaks in a list that has the whole headline, too, as templates set it among columns.

    What stands before it is a topic; in a short list so may be what stands behind.

    >>> headline = "索尼新机评测：可能不会买的最佳手机"
    >>> _beside_headline(f"SONY 索尼,{headline},数码,通信", ["数码", "通信"], headline, headline)
    ('SONY 索尼',)
    >>> _beside_headline(f"{headline},索尼,推荐,首页", ["索尼", "推荐", "首页"], headline, headline)
    ('索尼',)
    """
    topic = topics_before(value, headline)
    if topic is None:
        return ()
    candidates = topic if 0 < len(topic) < _SEVERAL else words if len(words) <= _SEVERAL else ()
    return tuple(
        word
        for word in candidates
        if any(part in text for part in (word, *word.split()) if len(part) > 1)
        and word.lower() not in OF_MEDIA
        and not ends_like_outlet(word)
    )


def _typed_behind(words: Sequence[str], text: str, site: str) -> tuple[str, ...]:
    """Return the words behind site, column and headline, none where the site's name stands there, too (新闻-headline-临江网)."""
    own = tuple(word for word in words if not (word == site or ends_like_outlet(word)))
    return own if any(word in text for word in own) else ()


def _speak_in_other_words(words: Sequence[str], headline: str, text: str, own: str) -> bool:
    """Return whether words that hardly occur as they are speak of the article; `own` are the names of site and paper."""
    # Tags of platforms are in lower case, whatever the text has.
    forms, whole = [squash(word).lower() for word in words], squash(text).replace("·", "").lower()
    headline = headline.lower()
    # The name of the film or game that the headline is about is no site's own.
    if len(forms) <= _FEW and any(f"《{name}》" in headline for name in forms):
        return True
    if mostly_in(forms, whole) or _partly_in(forms, whole, headline):
        return True
    # No site has the name of one event among its words.
    if any(len(form) >= _SENTENCE and form in headline and not looks_like_publisher(form) for form in forms):
        return True
    return _are_phrases(forms, headline, whole, own)


def _without_site(words: Sequence[str], own: str, title: str, headline: str, text: str) -> tuple[str, ...]:
    """Return the words without the names of site, paper and column, which the title has behind the headline.

    Portals print the keywords there, too (…|李克强|国务院|医疗_临江网): three of them vouch for the others.
    """
    parts = _MARKS.split(title)[1:]
    printed = frozenset(re.split(r"[|｜_]", title)[1:-1])
    printed = printed if len(printed.intersection(words)) >= _SEVERAL - 1 else frozenset()
    # 临江手机报 and 临江手机报webapp on a page of 临江手机报, whose reporters the text names; 临江新媒体 on a page of 临江网.
    stem = own.removesuffix("网")
    kept: list[str] = []
    for word in words:
        form = squash(word)
        outlet = word not in printed and ends_like_outlet(word)
        named = outlet and (
            word in parts
            or (word in title and word not in text)
            # 临江网 on a page of 临江日报临江网, whose dateline names it
            or (len(word) >= _SITE and own.endswith(word))
        )
        begins = len(own) >= _SITE and form.startswith(own) and _IS_OF_SITE.fullmatch(form, len(own))
        shortened = stem and stem != own and word not in text and form.startswith(stem)
        behind = word not in headline and title.endswith("-" + word)  # behind _ stands a keyword, too
        if not (named or begins or behind or (shortened and _IS_OF_SITE.fullmatch(form, len(stem)))):
            kept.append(word)
    return tuple(kept)


def ends_like_outlet(word: str) -> bool:
    """Return whether a word ends like the name of an outlet or office; words of two characters may by chance (干部, 法院)."""
    return (
        (looks_like_publisher(word) or word.endswith("媒体"))
        and (len(word) >= _SITE or word[-1] in "网报社台")
        and word not in _KINDS_OF_MEDIA
    )


def _are_words(title: Sequence[str], words: Sequence[str]) -> bool:
    """Return whether the last parts of a title are keywords, which platforms print there in place of the site's name."""
    return len(title) > _WORDS_BEHIND and title[-1] in words and not looks_like_publisher(title[-1])


def _of_the_trade(words: Sequence[str], headline: str, body: str) -> bool:
    """Return whether several words are those of a column on a trade (装修, 家居): none in the headline, few in the text.

    Names and terms (何晓婷, 浮标测量法) among a few words are the article's own.
    """
    if len(words) < _SEVERAL or any(squash(word) in headline for word in words):
        return False
    found = [word for word in words if word in body]
    terms = sum(len(word) >= _TERM for word in found)
    own = len(words) <= _FEW and terms >= min(_TERMS, len(words) // 2)
    return not own and len(found) * 4 < len(words) * 3


def _names_site(words: list[str], site: str, headline: str) -> bool:
    """Return whether all words are the place in the site's name, begin with it, or are made of that name's characters.

    Words that any authority has say nothing either, unless the headline has them.

    >>> site = "临江市人民政府门户网站"
    >>> _names_site(["临江", "政府", "网站", "信息公开"], site, ""), _names_site(["临江", "排污口"], site, "")
    (True, False)
    >>> _names_site(["临江", "信息公开"], site, "临江推进信息公开")
    False
    """
    places = tuple(word for word in words if word in site)
    common = _OF_AUTHORITIES.difference(word for word in words if word in headline)
    if places and all(word.startswith(places) or word in common for word in words):
        return True
    return len(words) > 1 and all(_shortens(word, site) for word in words)


def _shortens(word: str, name: str) -> bool:
    """Return whether a name has the characters of a word in their order (教体局 of 教育体育局)."""
    at = -1
    return all((at := name.find(character, at + 1)) >= 0 for character in word)


def _are_phrases(words: Sequence[str], headline: str, text: str, own: str) -> bool:
    """Return whether an editor's few words are phrases that a text says in other words.

    Of all of them, half of the pairs of letters occur; or of half of them, and of one that the text does not have as it is,
    in the headline.
    What a phrase shares with the site's `own` names says nothing; nor do names and columns, and words that begin alike.

    >>> text = "国新办：全国碳市场将扩大行业覆盖国新办举行发布会，全国碳市场将按照成熟一个、纳入一个的原则扩大行业覆盖。"
    >>> _are_phrases(["国新办发布会", "碳市场扩容"], text[:16], text, "中国网")
    True
    >>> _are_phrases(["碳市场", "碳市场信息网", "碳市场新闻"], text[:16], text, "中国网")
    False
    """
    beginnings = {word[:2] for word in words}
    if not 0 < len(words) <= _FEW or 2 * len(beginnings) <= len(words) > 1:
        return False
    other = [word for word in words if word not in text and not OF_COLUMN.search(word)]
    if len(words) == 1 and len(words[0]) < _SENTENCE:
        return False
    said = sum(word in text or shares(word, text, own) for word in words)
    if (
        1 < len(words) == said
        and not any(map(OF_COLUMN.search, words))
        and not any(map(looks_like_publisher, words))
    ):
        return True
    return 2 * said >= len(words) and any(
        shares(word, headline, own) for word in other if not looks_like_publisher(word)
    )


def shares(word: str, text: str, own: str = "") -> bool:
    """Return whether half of a phrase's pairs of letters occur in a text, those of the site's own names not counted.

    Of a phrase that has such, four pairs at least have to be left.

    >>> shares("河口市排污口现场会", "全省入海排污口整治现场会", "河口市人民政府"), shares("河口市排污口", "排污口整治", "河口市人民政府")
    (True, False)
    """
    pairs = [word[at : at + 2] for at in range(len(word) - 1)]
    left = [pair for pair in pairs if pair not in own]
    enough = len(word) >= _PHRASE and (len(left) == len(pairs) or len(left) >= _PAIRS)
    return enough and len(left) <= 2 * sum(pair in text for pair in left)


def _partly_in(words: list[str], text: str, headline: str) -> bool:
    """Return whether a third of an editor's few words occur, two at least: those of a site hardly ever do.

    One that is part of another says no more (水处理 beside 污水处理 on a site of that trade). Of words that the headline has two are enough.
    """
    if len(words) > _FEW:
        return False
    found = _told_apart([word for word in words if word in text])
    return found > 1 and (
        len(words) <= 3 * found or _told_apart([word for word in words if word in headline]) > 1
    )


def _told_apart(words: list[str]) -> int:
    """Return how many of the words are no part of another."""
    return sum(not any(word != other and word in other for other in words) for word in words)
