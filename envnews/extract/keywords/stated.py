"""Tell the keywords that a meta tag states of an article from those of its site."""

from __future__ import annotations

import re
from difflib import SequenceMatcher
from typing import TYPE_CHECKING, Final

from envnews.extract.keywords.tags import LONGEST, mostly_in
from envnews.extract.people.outlets import is_outlet, looks_like_publisher
from envnews.normalize import split_keywords, squash
from envnews.normalize.keywords import unique
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
_OF_TEMPLATES: Final = ("关键词", "关键字", "keywords", "标签", "栏目关键词")
"""What a template says where its editor typed nothing."""
_SENTENCE: Final = 8
"""Characters of the shortest phrase that may stand alone: a headline in other words."""
_OF_COLUMN: Final = compile_later(
    r"(?:信息|动态|公告|通知|公示|新闻|资讯|要闻|专栏|栏目|法规|政策|指南|大全|集团|学校|大学|学院|医院|公司|协会)$"
)
"""Ends of columns and houses, which a site states of all its articles."""
_PHRASE: Final = 4
"""Characters of the shortest phrase that may be said in other words."""
_WORDS_BEHIND: Final = 3
"""Parts of a title of which the last ones may be keywords."""
_WHOLE: Final = LONGEST // 3 + 1
"""Characters of the shortest headline that is looked for in a list as a whole."""
_SUBTITLE: Final = ("——", "--")
_ADDED: Final = re.compile(r"[(（][^()（）]{1,4}[)）]$")
"""What a headline says of its pictures."""
_CUT_UP: Final = 12
"""Letters of the shortest headline of which no editor types every word, and"""
_EDITED: Final = 2
_ALIKE: Final = 0.9
_PIECE: Final = 5
"""of its pieces on average."""
_DASHES: Final = "-–—_"
"""What joins site, column and headline to one word; bars part words."""
_COMMAS: Final = ",，;；、|｜"
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
    headline = _as_listed(headline, value)
    form = squash(headline)
    stated = tuple(word for word in stated_words(value, headline) if not _HOST.fullmatch(word))
    text = headline + body
    behind = behind_headline(value, headline) is not None
    if behind or _is_headline(value.strip(" ,，"), form):  # the latter as forums do
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
    if alone or _names_site(words, site) or (own not in form and form not in own and _names_site(words, own)):
        return ()
    kept = _without_site(words, own, title, form, text)
    if all(word.lower() in OF_MEDIA for word in kept):
        return ()
    if len(kept) < len(stated) and not any(word in text or len(word) > _COLUMN for word in kept):
        return ()  # 临江市水务局,通知公告
    # The column's own name, which the title has, says nothing of the text.
    told = [word for word in kept if word not in title or squash(word) in form]
    return () if _of_the_trade(told, form, body) else kept


def _is_headline(value: str, headline: str) -> bool:
    """Return whether a list is the headline, or was before a letter or two of that were edited.

    >>> _is_headline("好莱坞因黑岩集团强推 陷入危机", "好莱坞因黑岩集团强推陷入了危机"), _is_headline("排污口,整治", "排污口整治现场会召开")
    (True, False)
    """
    form = squash(value)
    if form == headline:
        return True
    near = len(headline) >= _CUT_UP and abs(len(form) - len(headline)) <= _EDITED
    return near and SequenceMatcher(None, form, headline).ratio() >= _ALIKE


def _beside_headline(value: str, words: Sequence[str], headline: str, text: str) -> tuple[str, ...]:
    """Return the words of which the article speaks in a list that has the whole headline, too, as templates set it among columns.

    What stands before it is a topic; in a short list so may be what stands behind.

    >>> headline = "索尼新机评测：可能不会买的最佳手机"
    >>> _beside_headline(f"SONY 索尼,{headline},数码,通信", ["数码", "通信"], headline, headline)
    ('SONY 索尼',)
    >>> _beside_headline(f"{headline},索尼,推荐,首页", ["索尼", "推荐", "首页"], headline, headline)
    ('索尼',)
    """
    if len(headline) < _WHOLE or headline not in value:
        return ()
    topic = unique(re.split(f"[{_COMMAS}]", value.partition(headline)[0]))
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


def stated_words(value: str, headline: str) -> tuple[str, ...]:
    """Return the words of a list as it states them, without the article's headline and what a template left to fill in.

    >>> stated_words("排污口,整治,临江网,关键词", "排污口整治现场会在临江召开")
    ('排污口', '整治', '临江网')
    >>> stated_words("临江网-时评-河长制要落在河上，不能只挂在墙上-河长制,排污口", "河长制要落在河上，不能只挂在墙上")
    ('河长制', '排污口')
    >>> stated_words('整治,排污口,临江回应河口', '临江回应河口"直排"传言'), stated_words("渔民救起江豚,江豚,社会", "渔民救起江豚（图）")
    (('整治', '排污口'), ('江豚', '社会'))
    """
    headline = _as_listed(headline, value)
    if len(headline) >= _WHOLE:
        # Templates put the headline among the keywords, which blanks and commas would cut up.
        value = behind_headline(value, headline) or _without_headline(value, headline)
    words = split_keywords(value)
    # A quotation mark of the headline ends the attribute that states the list.
    end = len(words) - bool(words and len(words[-1]) >= _PHRASE and headline.startswith(f'{words[-1]}"'))
    return tuple(
        word
        for word in words[_cut_up(words, headline) : end]
        if word != headline and (len(words) > _FEW or word not in _OF_TEMPLATES) and word[0] not in "[{$<"
    )


def _as_listed(headline: str, value: str) -> str:
    """Return a headline as a list has it, without what it says of its pictures, which lists leave out."""
    return headline if headline in value else _ADDED.sub("", headline)


def _cut_up(words: Sequence[str], headline: str) -> int:
    """Return how many of the first words are the headline cut up at its blanks; 0 where it is not in them.

    The words into which a machine has cut one are its keywords.

    >>> _cut_up(["新规今日施行", "河道采砂须持证上岗", "首页"], "新规今日施行 河道采砂须持证上岗")
    2
    >>> _cut_up(["新规", "今日", "施行", "河道", "采砂", "须", "持证", "上岗"], "新规今日施行 河道采砂须持证上岗")
    0
    """
    whole = "".join(filter(str.isalnum, headline))
    said = ""
    for count, word in enumerate(words if len(whole) >= _CUT_UP else (), 1):
        said += "".join(filter(str.isalnum, word))
        if said == whole:
            return count if count * _PIECE <= len(whole) else 0
        if not whole.startswith(said):
            break
    return 0


def behind_headline(value: str, headline: str) -> str | None:
    """Return the words that a list has behind site, column and headline, all of it in one word with the first of them.

    >>> behind_headline("临江网-时评-河长制要落在河面上-河长制,排污口", "河长制要落在河面上")
    '河长制,排污口'
    """
    if len(headline) < _WHOLE or headline not in value:
        return None
    before, _, behind = value.partition(headline)
    words = behind.lstrip(f"{_DASHES} ")
    joined = _is_joined(before) and words != behind and not behind.startswith(_SUBTITLE)
    joined = joined and not any(mark in before for mark in _COMMAS)
    return words if joined and words.strip(" ,，") else None


def _without_headline(value: str, headline: str) -> str:
    """Return a list without the headline, and site and column joined to its front (临江网-时评-headline)."""
    before, found, behind = value.partition(headline)
    if behind.startswith(_SUBTITLE):
        behind = ""  # its subtitle
    if found and _is_joined(before):
        before = before[: max(map(before.rfind, _COMMAS)) + 1]
    return before + behind.replace(headline, "")


def _is_joined(before: str) -> bool:
    """Return whether what stands before a headline ends with a dash, with or without a blank (临江网 - )."""
    return before.rstrip().endswith(tuple(_DASHES))


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


def _names_site(words: list[str], site: str) -> bool:
    """Return whether all words are the place in the site's name, begin with it, or are made of that name's characters."""
    places = tuple(word for word in words if word in site)
    if places and all(word.startswith(places) for word in words):
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
    other = [word for word in words if word not in text and not _OF_COLUMN.search(word)]
    if len(words) == 1 and len(words[0]) < _SENTENCE:
        return False
    said = sum(word in text or shares(word, text, own) for word in words)
    if (
        1 < len(words) == said
        and not any(map(_OF_COLUMN.search, words))
        and not any(map(looks_like_publisher, words))
    ):
        return True
    return 2 * said >= len(words) and any(
        shares(word, headline, own) for word in other if not looks_like_publisher(word)
    )


def shares(word: str, text: str, own: str = "") -> bool:
    """Return whether half of a phrase's pairs of letters occur in a text, those of the site's own names left out."""
    pairs = [word[at : at + 2] for at in range(len(word) - 1)]
    return len(word) >= _PHRASE and 2 * sum(pair in text and pair not in own for pair in pairs) >= len(pairs)


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
