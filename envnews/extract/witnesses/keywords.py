"""Decide what the keywords of an article are: those shown, or those of a meta tag that says more; no site-wide lists."""

from __future__ import annotations

from itertools import islice
from typing import TYPE_CHECKING, Final, cast

from lxml import etree

from envnews.extract.headline.titles import site_name
from envnews.extract.keywords.appended import END_OF_TITLE, leading_words, shown_below
from envnews.extract.keywords.listed import is_headline, printed_in_title, stated_words
from envnews.extract.keywords.stated import OF_COLUMN, OF_MEDIA, ends_like_outlet, plausible_keywords, shares
from envnews.extract.keywords.tags import (
    displayed_keywords,
    hashtags,
    mostly_in,
    tagged_keywords,
    unlabelled_row,
)
from envnews.extract.people.outlets import looks_like_publisher
from envnews.extract.people.persons import is_person
from envnews.extract.witnesses.credited import FAR
from envnews.extract.witnesses.labels import OF_TAGS
from envnews.model import Origin
from envnews.normalize import split_keywords, squash

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from envnews.extract.body.layout import Layout
    from envnews.extract.choose import Witnesses
    from envnews.extract.page.blocks import Block
    from envnews.extract.page.document import Document
    from envnews.extract.witnesses.labels import MetaTags

_LABELS: Final = ("关键", "标签", "關鍵", "標籤", "字詞")
_ROW: Final = 20
"""Lines further below in which a row of words goes on."""
_LABELLED: Final = 160
"""Characters of a line that is a label and keywords."""
_TYPED: Final = 3
"""Words of the shortest list that comes before one that is longer by a word."""
_LONG_LIST: Final = 5
"""Words of a list that an editor or algorithm has typed for one article."""
_SENTENCE: Final = 8
"""Characters of the shortest headline that is none of an article's keywords."""
_HALVES: Final = 2
"""Tags into which a headline is cut; words of which it is made are more."""
_TERM: Final = 6
"""Characters of a term that is none of a trade's."""
_LINK_TEXTS: Final = etree.XPath("//a//text()", smart_strings=False)
_SHORT_LIST: Final = 4
"""Words of the longest list that one word of the headline makes the article's."""
_NAMES: Final = 2
"""Names of the site that editors add to an article's list, at most."""
_CUT_AT: Final = "｜|、/"
_WORDS: Final = 12
"""Lines that a label and its words take, each in an element of its own."""


def hear_keywords(
    document: Document,
    layout: Layout,
    tags: MetaTags,
    body: str,
    witnesses: Witnesses,
    *,
    stated: Mapping[str, str],
) -> None:
    """Hear the keywords that the page displays, and those of a label or of JSON-LD (`stated`) where they speak of this article.

    A label is heard beside displayed words only where it says no less: many templates show one word, or the column, of
    all that the editor typed.
    """
    headline = str(witnesses.peek("headline") or "")
    text = headline + body
    label = tags.label("keywords")
    shown = _displayed(layout, text, label[1] if label else "")
    if shown:
        own = _besides_headline(shown[0], headline)
        shown = (own, *shown[1:]) if own else None
    if shown:
        witnesses.add("keywords", Origin.GENERIC, *shown)
    # Testing a label against the whole text is costly, and JSON-LD says no more than what is shown.
    if not witnesses.has("keywords") or (shown and label):
        lists = _stated_lists(tags, {} if shown else stated)
        site = (tags.label("site") or ("", ""))[1] or site_name(document.title)
        heard = _of_article(
            lists, document, layout, witnesses, shown=shown[0] if shown else (), body=body, site=site
        )
        if heard and not (len(heard[1]) < _TYPED and _shown_more(heard[1], layout.below, text)):
            witnesses.add("keywords", *heard)
    if layout.whole and not witnesses.has("keywords"):
        _hear_links(layout, text, witnesses)
        _hear_list_of_links(_stated_lists(tags, stated), text, witnesses)


def _of_article(
    lists: Sequence[tuple[Origin, str, str]],
    document: Document,
    layout: Layout,
    witnesses: Witnesses,
    *,
    shown: Sequence[str],
    body: str,
    site: str,
) -> tuple[Origin, tuple[str, ...], str, str] | None:
    """Return the first list that speaks of the article and says no less than what is shown: origin, words, value, name."""
    headline = str(witnesses.peek("headline") or "")
    for origin, name, value in lists:
        found = _stated_keywords(value, document, layout, witnesses, body=body, site=site)
        if not found and _holds_all(words := split_keywords(value), shown):
            found = tuple(word for word in words if not ends_like_outlet(word))
        if not found:
            further = [
                split_keywords(other) for _, place, other in lists if place in OF_TAGS and place != name
            ]
            twice = _is_stated_twice(split_keywords(value), document.title, further, headline + body)
            found = stated_words(value, headline) if twice else ()
        if found and (not shown or says_no_less(found, shown, headline + body)):
            # Where the page displays the article's words, or the list is a template's with the whole headline in it, what
            # else stands there is the site's.
            told = "" if shown or headline in value else headline
            words = _as_stated(found, stated_words(value, headline), told, document.title + document.host)
            if shown and _letters(words) == _letters(shown) and _hold_marks(shown, words, value):
                words = tuple(shown)
            return origin, words, value, name
    return None


def _is_stated_twice(words: Sequence[str], title: str, tags: Sequence[Sequence[str]], text: str) -> bool:
    """Return whether the title prints three words of a list, names of outlets and columns not counted, or tags state it again.

    Templates fill tags with the site's words, too: the text has to know one of them.

    >>> title = "床上的一天|段子|情侣|热搜_临江网"
    >>> _is_stated_twice(["段子", "情侣", "热搜"], title, [], ""), _is_stated_twice(["时评", "新闻", "临江网"], "河长|时评|新闻|临江网", [], "")
    (True, False)
    >>> _is_stated_twice(["段子", "情侣"], "", [["情侣", "段子"]], "一对情侣"), _is_stated_twice(["环保"], "", [["环保"]], "排污口")
    (True, False)
    """
    printed = [
        word
        for word in printed_in_title(words, title)
        if not (ends_like_outlet(word) or word.lower() in OF_MEDIA or OF_COLUMN.search(word))
    ]
    if len(printed) >= _TYPED:
        return True
    return any(set(other) == set(words) for other in tags) and any(word in text for word in words)


def _as_stated(found: tuple[str, ...], typed: tuple[str, ...], headline: str, own: str) -> tuple[str, ...]:
    """Return a list as it is stated, or what of it speaks of the article.

    Where two of those words are the headline's, or one of a short list and no name of the site, the list is the article's,
    whatever a template appends to it. Else, where the names of site and columns are most of it, it is the template's, with a
    place for the article's, unless there are but two, of outlets or such that title or host have (`own`), and none of them is a
    channel's.

    >>> headline, title = "排污口整治现场会在临江召开", "排污口整治现场会在临江召开_新闻频道_临江网"
    >>> _as_stated(("排污口", "整治"), ("排污口", "整治", "水务", "环保", "要闻", "临江网"), headline, title)
    ('排污口', '整治', '水务', '环保', '要闻', '临江网')
    >>> _as_stated(("排污口",), ("排污口", "临江水务", "环保"), headline, title)
    ('排污口', '临江水务', '环保')
    >>> _as_stated(("临江",), ("临江", "工作动态", "政务公开"), headline, title)
    ('临江',)
    >>> _as_stated(("临江",), ("临江", "临江网", "河口日报"), headline, title)
    ('临江', '临江网', '河口日报')
    >>> _as_stated(("临江",), ("临江", "新闻频道", "临江网"), headline, title)
    ('临江',)
    """
    told = [word for word in found if word.lower() in headline.lower()]
    names = own.replace(headline, "")
    if len(told) > 1 or (len(typed) <= _SHORT_LIST and any(word not in names for word in told)):
        return typed
    further = [word for word in typed if word not in found]
    few = (
        len(further) <= _NAMES and OF_MEDIA.isdisjoint(further) and all(_names_site(w, own) for w in further)
    )
    return typed if few or len(found) * 2 >= len(typed) else found


def _names_site(word: str, own: str) -> bool:
    """Return whether a word is the name of an outlet or one that the page's title or host has, and of no channel."""
    return not word.endswith("频道") and (word.lower() in own.lower() or ends_like_outlet(word))


def _shown_more(words: Sequence[str], below: Sequence[Block], text: str) -> bool:
    """Return whether the page links below the text to the tags of a short list and to more."""
    tagged = tagged_keywords(below, text)
    return tagged is not None and set(words) < set(tagged[0])


def _hear_list_of_links(lists: Iterable[tuple[Origin, str, str]], text: str, witnesses: Witnesses) -> None:
    """Hear the list that holds all tags to which the page links below the text: they vouch for it where the text does not."""
    shown = cast("tuple[str, ...]", witnesses.peek("keywords") or ())
    for origin, name, value in lists:
        words = split_keywords(value)
        if _holds_all(words, shown) and says_no_less(words, shown, text):
            witnesses.add("keywords", origin, words, value, name)
            break


def _holds_all(stated: Sequence[str], shown: Sequence[str]) -> bool:
    """Return whether a list has all words that the page displays as the article's own, which vouch for it."""
    return len(shown) >= _TYPED and {*map(str.lower, shown)} <= {*map(str.lower, stated)}


def _besides_headline(words: tuple[str, ...], headline: str) -> tuple[str, ...]:
    """Return displayed words without the whole headline, which some editors make a tag as well; a word alone may be both (世界水日)."""
    whole = _letters([headline])
    return tuple(word for word in words if len(whole) < _SENTENCE or _letters([word]) != whole)


def _letters(words: Sequence[str]) -> str:
    """Return the letters of a list: two that have the same say the same words, which the page's links tell apart (论坛｜快讯)."""
    return "".join(filter(str.isalnum, "".join(words)))


def _hold_marks(shown: Sequence[str], words: Sequence[str], value: str) -> bool:
    """Return whether each displayed word that a list does not have stands in its tag with the mark at which the list was cut."""
    return all(word in words or (word in value and any(mark in word for mark in _CUT_AT)) for word in shown)


def _displayed(layout: Layout, text: str, label: str) -> tuple[tuple[str, ...], str, str] | None:
    """Return the keywords that the page displays, the line that has them, and how they were found."""
    around = (*layout.above, *layout.below)
    marked = hashtags(around)
    # Above a text some of the tags stand that are all below it.
    all_of_them = hashtags(layout.rest[:_ROW]) if marked else None
    if marked and all_of_them and set(marked[0]) < set(all_of_them[0]):
        marked = all_of_them
    several = marked is not None and len(marked[0]) > 1
    if found := (marked if several else displayed_keywords(around, text, layout.rest[:_ROW]) or marked):
        return *found, "labelled line"
    further = _labelled_further(layout.rest[:FAR], text, label)
    return (*further, "labelled line, further below the text") if further else None


def _stated_keywords(
    value: str, document: Document, layout: Layout, witnesses: Witnesses, *, body: str, site: str
) -> tuple[str, ...]:
    """Return what a label or JSON-LD says of this article: the keywords without the names of source and site."""
    headline = str(witnesses.peek("headline") or "")
    if is_headline(value.strip(" ,，"), squash(headline)):
        return ()
    source = witnesses.peek("source")
    host = f".{document.host}."  # 12371 on www.12371.cn
    found = plausible_keywords(value, headline, body, site, document.title) or shown_below(
        value, layout.below, layout.rest[:FAR], headline, document.title
    )
    own = tuple(
        word for word in found if (word != source or word in body) and f".{word.lower()}." not in host
    )
    words = stated_words(value, headline)
    return own or _told_by_no_link(words, document, headline + body) or leading_words(words, headline)


def _told_by_no_link(words: tuple[str, ...], document: Document, text: str) -> tuple[str, ...]:
    """Return a long list of which the text has a person's name or a long term, and neither links nor the title's end any word.

    The words of a site or its trade stand among its columns, and are short. Tables of pictures and last parts of a story
    say little of their lists.
    """
    alike = 2 * len({word[:2] for word in words}) <= len(words)  # 临江人社局, 临江人事考试
    told = any(word in text and (len(word) >= _TERM or is_person(word)) for word in words)
    if len(words) < _LONG_LIST or alike or not told:
        return ()
    shown = [document.title[-END_OF_TITLE:], *cast("list[str]", _LINK_TEXTS(document.root))]
    names = " ".join(shown)
    return () if any(word in names or looks_like_publisher(word) for word in words) else words


def says_no_less(stated: Sequence[str], shown: Sequence[str], text: str) -> bool:
    """Return whether the keywords that a label states tell no less of an article than those that its page shows.

    They do where they are no fewer, and all that is not shown occurs in the text: the site's own words do not.

    >>> says_no_less(("排污口", "整治"), ("排污口",), "排污口整治方案")
    True
    >>> says_no_less(("水环境",), ("排污口", "整治"), "水环境排污口整治方案")
    False
    >>> says_no_less(("排污口", "临江网"), ("排污口",), "排污口整治方案")
    False

    An editor's list counts as well where the page shows a word more, or all of it but a word that names no outlet, or
    but two for three that it shows: the terms under which the editor has filed the text. Nor does a shown word say more of which
    neither list nor text know anything, such as a service of the site.

    >>> says_no_less(("排污口", "整治", "方案"), ("排污口", "整治", "方案", "今天"), "排污口整治方案")
    True
    >>> says_no_less(("排污口", "整治", "方案", "自媒体"), ("排污口", "整治", "方案"), "排污口整治方案")
    True
    >>> says_no_less(("排污口", "整治", "方案"), ("翻译服务",), "排污口整治方案")
    True
    >>> says_no_less(("go", "排污口", "整治", "方案", "水务", "治水"), ("Go", "排污口", "整治", "方案"), "排污口整治方案")
    True
    """
    if len(stated) < len(shown):
        return (
            len(stated) >= _TYPED
            and len(stated) == len(shown) - 1
            and all(_is_told(word, shown, text) for word in stated)
        )
    displayed = frozenset(map(str.lower, shown))
    if len(stated) >= _TYPED and not any(_is_told(word, stated, text) for word in shown):
        return True
    untold = [word for word in stated if not (word.lower() in displayed or _is_told(word, shown, text))]
    whole = _holds_all(stated, shown) and len(stated) > len(shown)
    further = len(untold) == 1 or len(untold) * 3 <= len(shown) * 2
    return not untold or (whole and further and not any(map(ends_like_outlet, untold)))


def _is_told(word: str, shown: Sequence[str], text: str) -> bool:
    return word in shown or word in text or shares(word, text)


def _stated_lists(tags: MetaTags, stated: Mapping[str, str]) -> list[tuple[Origin, str, str]]:
    """Return the lists that labels and JSON-LD state, each with its origin and name, in their order of trust."""
    lists = [(Origin.LABEL, *label) for label in tags.labels("keywords")]
    if words := stated.get("keywords"):
        lists.append((Origin.STRUCTURED, "JSON-LD", words))
    return lists


def _hear_links(layout: Layout, text: str, witnesses: Witnesses) -> None:
    """Hear the links around the text that are called tags, or are a row of words below it of which it speaks."""
    below = layout.below
    tagged = tagged_keywords(below, text) or tagged_keywords(layout.above, text)
    people = {witnesses.peek("author"), witnesses.peek("editor")}
    if tagged and not (people.intersection(tagged[0]) or _says_nothing(tagged[0], witnesses)):
        witnesses.add("keywords", Origin.GENERIC, *tagged, "links called tags")
    elif row := unlabelled_row(below, text):
        witnesses.add("keywords", Origin.GENERIC, *row, "row of links below the text")


def _says_nothing(words: Sequence[str], witnesses: Witnesses) -> bool:
    """Return whether tags are words that any article may have (新闻), or the headline in pieces."""
    headline = squash(str(witnesses.peek("headline") or ""))
    cut = len(words) <= _HALVES and is_headline(" ".join(words), headline)
    return cut or OF_MEDIA.issuperset(map(str.lower, words))


def _labelled_further(lines: Sequence[Block], text: str, label: str) -> tuple[tuple[str, ...], str] | None:
    """Return the keywords of a labelled line behind lists or comments: half of them occur in the text, or they are the label's.

    Others are the site's.
    """
    for index, block in enumerate(lines):
        words = block.text
        if (
            ("关" in words or "标" in words or "關" in words or "標" in words)
            and len(words) <= _LABELLED
            and any(label in words for label in _LABELS)
            and not words.startswith("热门")
        ):
            found = displayed_keywords(islice(lines, index, index + _WORDS), text)
            if found and (mostly_in(found[0], text) or list(found[0]) == list(split_keywords(label))):
                return found
    return None
