"""Read fields off the names that templates give their elements: class="source", id="author_baidu", rel="author".

Redesigns change names, but the words in them hardly vary: source, from and laiyuan, author and zuozhe, editor
and bianji, pubtime and date. They are asked where the visible labels leave a field open, and only
around the headline and below the text, where meta lines stand.
"""

from __future__ import annotations

import re
from functools import lru_cache
from itertools import islice
from typing import TYPE_CHECKING, Final, NamedTuple

from envnews.extract.page.blocks import Outline, inner_text, names_of
from envnews.extract.page.named import PAGE
from envnews.extract.people.no_names import is_prompt, is_qualification
from envnews.extract.people.outlets import looks_like_publisher
from envnews.extract.people.persons import REGIONS, are_persons, is_person
from envnews.extract.witnesses.account_links import (
    USER_PAGE,
    is_media_account,
    is_menu_entry,
    leads_to_account,
    stands_in_menu,
)
from envnews.model import Precision, Timestamp
from envnews.normalize import clean, clean_names, clean_source, find_date, parse_date
from envnews.patterns import compile_later

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from datetime import datetime

    from lxml import etree

    from envnews.extract.page.blocks import Block

_WORDS: Final = {
    "source": "source|sources|laiyuan|ly|media|medianame|from|comefrom|copyfrom|infosource|wherefrom|src",
    "author": "author|authors|zuozhe|zz|writer|reporter|journalist|byline|authorname|auth|au",
    "account": "username|nickname|account|nick",
    "member": "authi|signed",
    "editor": "editor|editors|bianji|zebian|zrbj|edit",
    "published_at": (
        "time|date|pubtime|pubdate|publishtime|publishdate|datetime|riqi|shijian|updatetime|fbsj"
        "|published|updated"
    ),
}
_BY_WORD: Final = {word: name for name, words in _WORDS.items() for word in words.split("|")}
# A word beside these names something else: the picture of the author, the number of comments, a button.
_OTHERS: Final = frozenset(
    {
        "avatar", "img", "icon", "pic", "photo", "logo", "btn", "btns", "button", "buttons", "detail", "share", "list", "more", "follow",
        "count", "num", "desc", "intro", "bio", "label", "tit", "comment", "comments", "cmt", "related", "rel",
        "about", "caption", "legend", "group", "wrap", "box", "bar", "ad", "ads", "read", "views", "hits", "tag", "tags",
        "nav", "menu", "copyright", "summary", "contact", "trs", "rich",
    },
)  # fmt: skip
_SIGNED: Final = "rich_media_meta_text"
"""Name of the element in which WeChat shows who signed an article, whatever the pen name, right before the account's.

Those of time, region and notes are named so, too.
"""
_OF_ACCOUNT: Final = "rich_media_meta_nickname"
_NOT_SIGNED: Final = ("js_ip", "publish_time", "post-date", "js_novel")
"""Begins of the ids of such others."""
_NAMING: Final = frozenset({"class", "id", "itemprop", "rel"})
_AGENCY: Final = ("bosszone", "jgname")
"""How the templates of Tencent's portals mark the agency (jigou) that a text is from; its class, where, marks breadcrumbs, too."""
_SPLIT: Final = re.compile(r"[^a-zA-Z]+|(?<=[a-z])(?=[A-Z])")
_LONGEST: Final = 40
"""Characters of an element that can be the value of one field."""
_ACCOUNT: Final = 9
"""Characters of a linked account that may hold more than its name."""
_PLACES: Final = 2
"""Places where a page names who wrote its text by a link; where there are more, they belong to other texts."""
_MOST: Final = 60
"""Elements inside a line that are looked at."""
_PEOPLE: Final = compile_later(
    r"^(?:[\u4e00-\u9fff·]{2,4}|[\u4e00-\u9fff]{1,8}·[\u4e00-\u9fff·]{2,12}|[A-Za-z][\w. '-]{1,30}|\d{1,4}[A-Za-z][A-Za-z0-9. '-]{0,26})$"
)


# 临江融媒 官方: what a platform says of an account.
_VERIFIED: Final = re.compile(r"\s+(?:官方|已?认证|[vV]|\+?关注|微博)$")
# <i class="fa fa-user"></i>江帆: blogs print symbols of a font where others have labels.
_USER_SYMBOL: Final = re.compile(r"(?:^|[\s-])(?:user|author)(?:$|[\s-])")
_BYLINE: Final = re.compile("byline|author|writer", re.IGNORECASE)
_EDITED: Final = re.compile(r"(?:编辑|編輯)(?![部室])|責編|责编|选稿|编校")
_CHIEF: Final = re.compile(r"^(?:栏目|频道|内容)主编\s?[:：]\s?")
"""Who answers for a column, in the element of its editors."""
_DESKS: Final = ("编辑部", "編輯部", "编辑室", "編輯室")
_OTHER_LABEL: Final = re.compile(
    r"(?:来源|來源|校对|审核|时间|日期|浏览|阅读|点击|图片|摄影)\s*[:：]|粉丝|关注|文章数"
)


_ACCOUNT_NAME: Final = re.compile(r"(?:author|user|media|account)[-_]?(?:name|home)", re.IGNORECASE)
_NICK: Final = compile_later(r"(?![A-Za-z ]+$)\w{4,12}")
# 第五版：时政 in an element of a paper's page that is named edit
_PAGE: Final = re.compile("第.{1,3}版")
_ACCOUNTS: Final = frozenset({"account", "member"})
_PICTURE: Final = ("figure", "figcaption", "picture")


class Hint(NamedTuple):
    """A value with the field that its element's name announces."""

    field: str
    value: Timestamp | str
    raw: str
    detail: str


@lru_cache(maxsize=4096)
def named_field(names: str) -> str | None:
    """Return the field that the class or id of an element announces, None where it announces none.

    >>> named_field("arti_source"), named_field("articleAuthor"), named_field("author-avatar"), named_field("m-con-time")
    ('source', 'author', None, 'published_at')
    >>> named_field("article-editor"), named_field("edit-summary"), named_field("contact-reporter")
    ('editor', None, None)
    """
    names = names.replace(_SIGNED, "signed").replace("rich_media", "")
    words = [word.lower() for word in _SPLIT.split(names) if word]
    if not _OTHERS.isdisjoint(words):
        return None
    fields = dict.fromkeys(_BY_WORD[word] for word in words if word in _BY_WORD)
    if fields.keys() == {"author", "member"}:
        return "member"
    # date-source holds both: the reader of meta lines takes it apart.
    return next(iter(fields)) if len(fields) == 1 else None


def read_hints(blocks: Iterable[Block], wanted: frozenset[str], base: datetime | None) -> list[Hint]:
    """Return the first value of each wanted field that an element's name announces.

    Args:
        blocks: Lines around headline and text.
        wanted: Fields that nothing displayed with a label has told.
        base: Time of the fetch, for relative dates.
    """
    found: dict[str, Hint] = {}
    sought = wanted | _ACCOUNTS
    accounts: set[str] = set()
    places: set[etree._Element | None] = set()
    for element in _elements(blocks):
        for attribute, stated in element.items():
            if attribute in _NAMING:
                name = named_field(str(stated))
                if name == "member" and _SIGNED in str(stated) and not _signs(element):
                    continue
            elif (attribute, stated) == _AGENCY or (attribute == "href" and is_media_account(str(stated))):
                name = "account"
            elif attribute == "href" and leads_to_account(element, str(stated)):
                name = "member"
                accounts.add(str(stated))
                places.add(next(islice(element.iterancestors(), 1, 2), None))
            else:
                continue
            if name in sought and name not in found:
                hint = _read(name, element, f"{attribute!s}={stated!s}", base)
                if name == "member" and hint is not None:
                    hint = _with_others(hint, element)
                if hint is not None and hint.field in wanted:
                    found.setdefault(hint.field, hint)
        hint = _by_tag(element, wanted, base)
        if hint is not None and hint.field in wanted:
            found.setdefault(hint.field, hint)
    # Lists of recommended texts name an account under each; who wrote one together stand side by side.
    listed = min(len(accounts), len(places)) > _PLACES
    return [hint for hint in found.values() if not (listed and hint.detail.startswith("href="))]


def _signs(element: etree._Element) -> bool:
    """Return whether an element of WeChat's meta line, or one that names the author besides, shows who signed the article."""
    if "author" in names_of(element):
        return True
    behind = next(element.itersiblings("span", "a", "em", "strong"), None)
    return (
        behind is not None
        and _OF_ACCOUNT in (behind.get("class") or "")
        and not (element.get("id") or "").startswith(_NOT_SIGNED)
        and clean(inner_text(element)) not in REGIONS
    )


def _by_tag(element: etree._Element, wanted: frozenset[str], base: datetime | None) -> Hint | None:
    """Return what an element tells by its tag: a time, the address of whoever wrote the text, a name behind a symbol."""
    if element.tag == "time" and "published_at" in wanted:
        return _read("published_at", element, "time", base)
    if "author" not in wanted:
        return None
    if element.tag == "address":
        # Mostly it is where an office stands (临江市滨河路8号).
        written = _BYLINE.search(
            " ".join(names_of(one) for one in (element, *islice(element.iterancestors(), 1)))
        )
        hint = _read("author", element, "address", base) if written else None
        return hint if hint is not None and hint.field == "author" else None
    symbol = element.tag == "i" and element.tail and _USER_SYMBOL.search(element.get("class") or "")
    if symbol and not stands_in_menu(element):
        hint = _people("member", clean(element.tail or ""), "symbol of a user")
        return hint if hint is not None and len(hint.raw) <= _LONGEST else None
    return None


def _elements(blocks: Iterable[Block]) -> Iterator[etree._Element]:
    """Yield the elements of each line once: those inside it first, then itself and the two around it."""
    seen: set[etree._Element] = set()
    # Lines ended by <br> share their element, which may be the whole page.
    for element in dict.fromkeys(block.element for block in blocks):
        if len(element):
            for one in islice(element.iter(), 1, _MOST):
                if one not in seen:
                    seen.add(one)
                    yield one
        around: etree._Element | None = element
        for _ in range(3):
            if around is None or around in seen or around.tag in PAGE:
                break
            seen.add(around)
            yield around
            around = around.getparent()


def _read(name: str, element: etree._Element, detail: str, base: datetime | None) -> Hint | None:
    raw = _shown(element)
    if name == "published_at":
        when = _time(raw, element, base)
        if when is not None and when.precision is Precision.DAY:
            when, raw = _with_time_beside(when, raw, element, base)
        return Hint(name, when, raw, detail) if when else None
    if not raw or len(raw) > _LONGEST or is_prompt(raw) or is_qualification(raw) or find_date(raw, base):
        return None
    if (name == "account" and element.tag == "li" and is_menu_entry(element)) or (
        name == "source" and (raw.startswith(("记者", "記者")) or _shows_picture(element))
    ):
        return None
    if len(raw) > _ACCOUNT and detail.startswith("href="):
        # Behind the name of an account stands what it says of itself.
        account, _, behind = raw.partition(" ")
        if behind and not raw.isascii() and not is_person(account):
            return _hint("source", clean_source(account), raw, detail)
    if name == "author" and any(is_media_account(link.get("href") or "") for link in element.iter("a")):
        name = "account"
    if name == "source":
        return _hint(name, clean_source(raw), raw, detail)
    return _people(name, raw, detail)


def _shows_picture(element: etree._Element) -> bool:
    """Return whether an element named media holds a picture, or what is said of one, rather than a medium's name."""
    return element.tag in _PICTURE or any(True for _ in element.iter(*_PICTURE))


def _people(name: str, raw: str, detail: str) -> Hint | None:
    """Read an element that names an author, an editor or an account."""
    if name == "editor":
        raw = _CHIEF.sub("", raw)
    names = clean_names(raw)
    outlet, _, people = names.partition("、") if names else ("", "", "")
    if people and looks_like_publisher(outlet) and are_persons(people):
        names = people  # 临江网 江帆
    if names is None or _PAGE.search(names) or any(is_prompt(part) for part in names.split("、")):
        return None
    if (name == "editor" and not raw.startswith(("记者", "記者", "作者"))) or _EDITED.search(raw):
        return _hint("editor", names, raw, detail)
    if _OTHER_LABEL.search(raw):
        return None
    # An outlet or account is where a text comes from, as on self-media pages.
    account = name == "account" or (name == "author" and _is_account_name(names, detail))
    human = is_human(names) or names.endswith(_DESKS)
    if is_person(names) or (name == "author" and not account and human):
        return Hint("author", names, raw, detail)
    # What is neither person nor outlet may be an office (给排水工程师); an account is displayed as such.
    if account or looks_like_publisher(names):
        return _hint("source", clean_source(raw), raw, detail)
    return Hint("author", names, raw, detail) if name == "member" else None


def _with_others(hint: Hint, link: etree._Element) -> Hint:
    """Return the author whose page a link leads to with those whom the next links beside it name (储百亮, 王月眉)."""
    names = [str(hint.value)]
    for other in link.itersiblings("a"):
        name = clean(inner_text(other))
        if hint.field != "author" or not USER_PAGE.search(other.get("href") or "") or not _PEOPLE.match(name):
            break
        names.append(name)
    return hint._replace(value="、".join(names)) if len(names) > 1 else hint


def _is_account_name(name: str, detail: str) -> bool:
    """Return whether the name in an element called author-name is an account's: no person's, and as long as few are."""
    return (
        _ACCOUNT_NAME.search(detail) is not None and _NICK.fullmatch(name) is not None and not is_person(name)
    )


def _shown(element: etree._Element) -> str:
    """Return what a reader sees of an element if it is one line, else nothing."""
    if not len(element):
        return " ".join((element.text or "").split())
    blocks = Outline(element, limit=3).blocks
    return _VERIFIED.sub("", blocks[0].spaced) if len(blocks) == 1 else ""


def is_human(names: str) -> bool:
    """Return whether the names are those of people rather than of an outlet or an account."""
    parts = names.split("、")
    return all(_PEOPLE.match(part) for part in parts) and (
        len(parts) > 1 or is_person(names) or not looks_like_publisher(names)
    )


def _hint(name: str, value: str | None, raw: str, detail: str) -> Hint | None:
    return Hint(name, value, raw, detail) if value and not is_prompt(value) else None


def _with_time_beside(
    day: Timestamp, raw: str, element: etree._Element, base: datetime | None
) -> tuple[Timestamp, str]:
    """Return a day with the time of day that stands in an element of its own behind it, and their words."""
    behind = element.getnext()
    text = f"{raw} {_shown(behind)}" if behind is not None and len(raw) <= _LONGEST else ""
    found = find_date(text, base) if text else None
    finer = found is not None and found.timestamp.precision is not Precision.DAY
    return (
        (found.timestamp, text)
        if finer and found is not None and found.timestamp.at.date() == day.at.date()
        else (day, raw)
    )


def _time(raw: str, element: etree._Element, base: datetime | None) -> Timestamp | None:
    stated = element.get("datetime")
    if stated and (when := parse_date(clean(stated), base)):
        return when
    if not raw or len(raw) > 80:
        return None
    found = find_date(raw, base)
    return found.timestamp if found else parse_date(clean(raw), base)
