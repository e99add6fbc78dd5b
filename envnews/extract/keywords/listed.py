"""Read the words of a list beside the article's headline, which templates put into it: whole, cut up, or joined to site and column."""

from __future__ import annotations

import re
from difflib import SequenceMatcher
from functools import lru_cache
from typing import TYPE_CHECKING, Final

from envnews.extract.keywords.tags import LONGEST
from envnews.normalize import split_keywords, squash
from envnews.normalize.keywords import unique

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence

_FEW: Final = 10
"""Words of the longest list in which a template's own stand beside few others."""
_OF_TEMPLATES: Final = ("关键词", "关键字", "keywords", "标签", "栏目关键词")
"""What a template says where its editor typed nothing."""
_WHOLE: Final = LONGEST // 3 + 1
"""Characters of the shortest headline that is looked for in a list as a whole."""
_CUT_SHORT: Final = 4
"""Characters of the shortest beginning of a headline that is known as one."""
_ADDED: Final = re.compile(r"[(（](?:组图|多图|图文|附图|附表|视频|图集|图片|高清|[图圖])[)）]$")
"""What a headline says of its pictures."""
_SUBTITLE: Final = ("——", "--")
_CUT_UP: Final = 12
"""Letters of the shortest headline of which no editor types every word and which is known again edited, and"""
_PIECE: Final = 5
"""of its pieces on average."""
_EDITED: Final = 2
"""Letters of a headline that are edited after the list was written, and"""
_ALIKE: Final = 0.9
"""how much of both stays the same."""
_GLUED: Final = 4
"""Characters of the longest word that is glued to a headline in a list."""
_BARS: Final = re.compile(r"[|｜]")
_DASHES: Final = "-–—_"
"""What joins site, column and headline to one word; bars part words."""
_COMMAS: Final = ",，;；、|｜"


@lru_cache(maxsize=8)  # each list of a page is asked for several times
def stated_words(value: str, headline: str) -> tuple[str, ...]:
    """Return the words of a list as it states them, without the article's headline and what a template left to fill in.

    >>> stated_words("排污口,整治,临江网,关键词", "排污口整治现场会在临江召开")
    ('排污口', '整治', '临江网')
    >>> stated_words("临江网-时评-河长制要落在河上，不能只挂在墙上-河长制,排污口", "河长制要落在河上，不能只挂在墙上")
    ('河长制', '排污口')
    >>> stated_words('整治,排污口,临江回应河口', '临江回应河口"直排"传言'), stated_words("渔民救起江豚,江豚,社会", "渔民救起江豚（图）")
    (('整治', '排污口'), ('江豚', '社会'))
    >>> stated_words("一口一策是什么意思,一口一策", "“一口一策”是什么意思")
    ('一口一策',)
    >>> stated_words("排污口 整治,治水之道--河长频道", "治水之道")
    ('排污口', '整治')
    """
    headline = as_listed(headline, value)
    if len(headline) >= _WHOLE:
        # Templates put the headline among the keywords, which blanks and commas would cut up.
        value = behind_headline(value, headline) or _without_headline(value, headline)
    words, letters = split_keywords(value), _letters(headline)
    # A quotation mark of the headline ends the attribute that states the list.
    end = len(words) - bool(words and len(words[-1]) >= _CUT_SHORT and headline.startswith(f'{words[-1]}"'))
    return tuple(
        word
        for word in words[_cut_up(words, headline) : end]
        if not _says_headline(word, headline, letters)
        and (len(words) > _FEW or word not in _OF_TEMPLATES)
        and word[0] not in "[{$<"
    )


def _letters(words: str) -> str:
    """Return words without marks and blanks; what is nothing else stays as it is."""
    return "".join(filter(str.isalnum, words)) or words


def _says_headline(word: str, headline: str, letters: str) -> bool:
    """Return whether a word is the headline, or that and the name of site or column behind a dash (…--党史频道)."""
    behind = word.removeprefix(headline) if len(headline) >= _CUT_SHORT else word
    return _letters(word) == letters or (behind != word and behind[:1] in _DASHES)


def as_listed(headline: str, value: str) -> str:
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
    whole = _letters(headline)
    said = ""
    for count, word in enumerate(words if len(whole) >= _CUT_UP else (), 1):
        said += _letters(word)
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


def is_headline(value: str, headline: str) -> bool:
    """Return whether a list is the headline, or was before a letter or two of that were edited, or with a word glued to its front.

    >>> is_headline("好莱坞因黑岩集团强推 陷入危机", "好莱坞因黑岩集团强推陷入了危机"), is_headline("排污口,整治", "排污口整治现场会召开")
    (True, False)
    >>> is_headline("专家称河口水质全面好转仍需时日", "河口水质全面好转仍需时日"), is_headline("专家,河口水质全面好转仍需时日", "河口水质全面好转仍需时日")
    (True, False)
    """
    form = squash(value)
    if form == headline:
        return True
    if len(headline) < _CUT_UP:
        return False
    before = form.removesuffix(headline)
    if len(before) <= _GLUED and before.isalnum() and value.startswith(before + headline[0]):
        return True
    near = abs(len(form) - len(headline)) <= _EDITED
    return near and SequenceMatcher(None, form, headline).ratio() >= _ALIKE


def printed_in_title(words: Collection[str], title: str) -> list[str]:
    """Return the words that a title has behind its headline, each behind a bar, as portals print an article's keywords.

    What stands behind _ there is the site and its columns.

    >>> printed_in_title(["段子", "情侣", "临江网"], "床上的一天|段子|情侣_时评|临江网")
    ['段子', '情侣']
    """
    return [word for word in _BARS.split(title.partition("_")[0])[1:] if word in words]


def topics_before(value: str, headline: str) -> tuple[str, ...] | None:
    """Return the words that a list has before the whole headline, None where it does not hold that.

    >>> topics_before("水务 水质,排污口整治到了最后一公里,数码", "排污口整治到了最后一公里"), topics_before("水质,整治", "排污口整治到了最后一公里")
    (('水务 水质',), None)
    """
    if len(headline) < _WHOLE or headline not in value:
        return None
    return unique(re.split(f"[{_COMMAS}]", value.partition(headline)[0]))
