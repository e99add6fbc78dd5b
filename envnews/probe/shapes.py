"""The form of a site's article addresses, told from many of them.

Addresses are brought into a form in which numbers are placeholders; the form that most headlines of the
site's lists have is that of its articles, and the number that differs is the document's. What comes out is
a regular expression as portals declare it (`article_url`).
"""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING
from urllib.parse import parse_qsl, urlsplit

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Sequence

_HEX = re.compile(r"(?<![0-9a-z])[0-9a-f]{32}(?![0-9a-z])")
_UUID = re.compile(r"[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}", re.IGNORECASE)
_NUMBER = re.compile(r"\d+")
_ID_PARAMETER = re.compile(
    r"(?:^|_)(?:id|aid|nid|newsid|articleid|infoid|contentid|docid|no)$|id$", re.IGNORECASE
)
_DIRECTORIES = r"(?:[\w.%~-]+/)*"
_MOST_DIRECTORIES = 12


@dataclass(frozen=True, slots=True, order=True)
class Form:
    """The form of an address: its file and its parameters, numbers and hashes as placeholders.

    Attributes:
        file: Last segment of the path, with `#` for numbers, `@` for 32 hexadecimal digits or a UUID.
        parameters: Names of the query's parameters, and the values of those that are words.
        depth: Segments at the end of the path that `file` stands for: 2 for `/123/index.html`.
    """

    file: str
    parameters: tuple[tuple[str, str], ...] = ()
    depth: int = 1

    @property
    def numbered(self) -> bool:
        """Whether the address holds anything that could be a document's number."""
        return any(mark in self.file for mark in "#@") or any(
            value in {"#", "@"} for _, value in self.parameters
        )


def form_of(url: str) -> Form:
    """Return the form of an address.

    >>> form_of("http://a.cn/hbyw/202207/t20220722_1001.html").file, form_of("http://a.cn/show.asp?id=7&c=hb")
    ('t#_#.html', Form(file='show.asp', parameters=(('id', '#'), ('c', 'hb')), depth=1))
    """
    parts = urlsplit(url)
    segments = parts.path.split("/")
    depth = 1
    file = _marked(segments[-1])
    if not any(mark in file for mark in "#@") and not parts.query and len(segments) > 2:
        above = _marked(segments[-2])
        if re.fullmatch(r"[#@_-]+", above) and (not file or file.startswith(("index.", "c.", "content."))):
            file, depth = f"{above}/{file}", 2
    parameters = tuple(
        (name, _marked(value)) for name, value in parse_qsl(parts.query, keep_blank_values=True)
    )
    return Form(file, parameters, depth)


def _marked(text: str) -> str:
    return _NUMBER.sub("#", _HEX.sub("@", _UUID.sub("@", text)))


def article_url(hosts: Sequence[str], groups: Sequence[Collection[str]], avoid: Iterable[str] = ()) -> str:
    """Return the regular expression of article addresses.

    Args:
        hosts: Hosts, with port where there is one.
        groups: Addresses of articles, those of one form together.
        avoid: Addresses that it must not match: those of lists.
    """
    avoid = tuple(avoid)
    for literal in (False, True):
        pieces = [_piece(group, literal=literal) for group in groups]
        pattern = _joined(hosts, pieces)
        if not any(re.search(pattern, url) for url in avoid):
            return pattern
    return pattern


@dataclass(frozen=True, slots=True)
class _Piece:
    """What stands before, in and behind the document's number in the addresses of one form."""

    before: str
    number: str
    after: str


def _joined(hosts: Sequence[str], pieces: Sequence[_Piece]) -> str:
    named = "|".join(map(re.escape, hosts))
    start = rf"^https?://{named if len(hosts) == 1 else f'(?:{named})'}/"
    if len(pieces) == 1:
        (piece,) = pieces
        return f"{start}{piece.before}(?P<document_id>{piece.number}){piece.after}$"
    ways = "|".join(f"{piece.before}(?={piece.number}{piece.after}$)" for piece in pieces)
    numbers = "|".join(dict.fromkeys(piece.number for piece in pieces))
    ends = "|".join(dict.fromkeys(piece.after for piece in pieces))
    return f"{start}(?:{ways})(?P<document_id>{numbers})(?:{ends})$"


def _piece(urls: Collection[str], *, literal: bool) -> _Piece:
    form = form_of(next(iter(urls)))
    tails = [_tail(url, form.depth) for url in urls]
    dated = all(re.search(r"\d{4}", head) for head, _ in tails)
    telling = dated or "@" in form.file or re.match(r"[A-Za-z][\w-]*#", form.file) is not None
    directories = _directories({head for head, _ in tails}, literal=literal, telling=telling)
    if any(mark in form.file for mark in "#@"):
        before, number, after = _in_file(form.file, [file for _, file in tails])
        query = r"\?\S+" if form.parameters else ""
        if _clash(urls, form.depth):  # numbers that start anew every day: the document is known by its path
            return _Piece("", directories + before + number, after + query)
        return _Piece(directories + before, number, after + query)
    file = re.escape(form.file)
    name = _id_parameter(form, urls)
    if name is None:
        return _Piece(
            directories,
            rf"[\w%.~-]+?(?={re.escape(_extension(form.file))}$)",
            re.escape(_extension(form.file)),
        )
    return _Piece(f"{directories}{file}{_query(form, name)}", r"\d+", _query_after(form))


def _tail(url: str, depth: int) -> tuple[str, str]:
    segments = urlsplit(url).path.lstrip("/").split("/")
    return "/".join(segments[:-depth]), "/".join(segments[-depth:])


def _directories(heads: Collection[str], *, literal: bool, telling: bool) -> str:
    """Return what matches the directories of addresses: those that were seen, or any.

    Args:
        heads: Directories that were seen, without slashes around them.
        literal: Only those, whatever else speaks for more.
        telling: Whether the file alone tells an article, so that columns nobody has seen may be any.
    """
    seen = sorted({tuple(map(_segment, head.split("/"))) if head else () for head in heads})
    if literal or (len(seen) == 1 and not telling):
        ways = ["".join(f"{segment}/" for segment in way) for way in seen[:_MOST_DIRECTORIES]]
        return ways[0] if len(ways) == 1 else f"(?:{'|'.join(ways)})"
    dated: list[str] = []
    for segments in zip(*map(reversed, seen), strict=False):
        if len(set(segments)) > 1 or not segments[0].startswith(r"\d"):
            break
        dated.insert(0, f"{segments[0]}/")
    return _DIRECTORIES + "".join(dated)


def _segment(segment: str) -> str:
    if segment.isdigit():
        return rf"\d{{{len(segment)}}}" if len(segment) in {4, 6, 8} else r"\d+"
    return (
        r"[\w.%~-]+"
        if _NUMBER.search(segment) and not re.fullmatch(r"[\d-]+", segment)
        else _marked_pattern(segment)
    )


def _marked_pattern(segment: str) -> str:
    return _NUMBER.sub(lambda found: r"\d+", re.escape(segment))


def _in_file(file: str, names: Sequence[str]) -> tuple[str, str, str]:
    """Return what stands before, in and behind the number of a file: of several the last that differs."""
    marks = [place for place, mark in enumerate(file) if mark in "#@"]
    values = [re.fullmatch(_as_pattern(file, groups=True), name) for name in names]
    varied = [
        place for place in range(len(marks)) if len({found[place + 1] for found in values if found}) > 1
    ]
    chosen = varied[-1] if varied else len(marks) - 1
    at = marks[chosen]
    before, after = _as_pattern(file[:at]), _as_pattern(file[at + 1 :])
    number = r"[0-9a-f-]{32,36}" if file[at] == "@" else r"\d+"
    return before, number, after


def _as_pattern(file: str, *, groups: bool = False) -> str:
    number, word = (r"(\d+)", r"([0-9a-fA-F-]{32,36})") if groups else (r"\d+", r"[0-9a-fA-F-]{32,36}")
    return "".join(number if mark == "#" else word if mark == "@" else re.escape(mark) for mark in file)


def _clash(urls: Collection[str], depth: int) -> bool:
    """Return whether documents of different directories carry the same number."""
    places: dict[str, set[str]] = defaultdict(set)
    for url in urls:
        head, file = _tail(url, depth)
        places[file].add(re.sub(r"[^\d]", "", head))
    return sum(len(heads) > 1 for heads in places.values()) * 10 > len(places)


def _id_parameter(form: Form, urls: Collection[str]) -> str | None:
    """Return the parameter that numbers the documents: called so, or the one with the most values."""
    numbered = [name for name, value in form.parameters if value in {"#", "@"}]
    if not numbered:
        return None
    values: dict[str, set[str]] = defaultdict(set)
    for url in urls:
        for name, value in parse_qsl(urlsplit(url).query):
            values[name].add(value)
    return max(
        numbered,
        key=lambda name: (
            len(values[name]) > len(urls) // 2,
            bool(_ID_PARAMETER.search(name)),
            len(values[name]),
        ),
    )


def _query(form: Form, until: str) -> str:
    """Return what matches the query up to the number of a parameter; parameters that are words are demanded."""
    words = [(name, value) for name, value in form.parameters if re.fullmatch(r"[A-Za-z_]+", value)]
    demanded = "".join(rf"(?=\S*\b{re.escape(name)}={value}\b)" for name, value in words)
    return rf"\?{demanded}(?:\S*&)?{re.escape(until)}="


def _query_after(form: Form) -> str:
    return "" if len(form.parameters) == 1 else r"(?:&\S*)?"


def _extension(file: str) -> str:
    return f".{file.rpartition('.')[2]}" if "." in file else ""
