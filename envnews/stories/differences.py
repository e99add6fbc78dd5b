"""What was taken out of a text and what was put in, sentence by sentence, as a person reads it.

Reprints are compared in their normal form: a change of punctuation, width or script is no difference. Versions of one
page are compared exactly, but for white space and width, as what makes a revision is.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import TYPE_CHECKING, Literal

from envnews.normalize import squash
from envnews.stories.facts import CHARACTER
from envnews.stories.normal import runs_of

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

_SENTENCE = re.compile(r"[^。！？!?；;\n]+[。！？!?；;]*[”’」』）)]*|\n")
_CLOSE = 400
"""Characters up to which two sentences are compared character by character."""


@dataclass(frozen=True, slots=True)
class Piece:
    """A part of one or both texts: `kept`, `cut` (only in the first) or `added` (only in the second)."""

    kind: Literal["kept", "cut", "added"]
    text: str


def differences(before: str, after: str, *, exact: bool = False) -> list[Piece]:
    """Return both texts as pieces in their order; the kept ones as the second text has them.

    Args:
        before: The first text.
        after: The second text.
        exact: Whether punctuation counts.

    >>> [(piece.kind, piece.text) for piece in differences("共22个断面。水质为优。", "共23个断面。水质为优。完。")]
    [('kept', '共'), ('cut', '22'), ('added', '23'), ('kept', '个断面。水质为优。'), ('added', '完。')]
    """
    key = squash if exact else _normal
    ours, theirs = _sentences(before, key), _sentences(after, key)
    first, second = ([key for key, _ in side] for side in (ours, theirs))
    pieces: list[Piece] = []
    for tag, a, b, c, d in SequenceMatcher(None, first, second, autojunk=False).get_opcodes():
        old, new = ("".join(text for _, text in side) for side in (ours[a:b], theirs[c:d]))
        if tag == "equal":
            pieces.append(Piece("kept", new))
        else:
            pieces += _within(old, new)
    return list(_merged(pieces))


def _normal(text: str) -> str:
    return "".join(runs_of(text))


def _sentences(text: str, key_of: Callable[[str], str]) -> list[tuple[str, str]]:
    """Return sentences with the keys they are compared by; line breaks and marks alone go with the sentence before."""
    found: list[tuple[str, str]] = []
    for part in _SENTENCE.findall(text):
        key = key_of(part)
        if found and not key:
            found[-1] = (found[-1][0], found[-1][1] + part)
        else:
            found.append((key, part))
    return found


def _within(old: str, new: str) -> Iterator[Piece]:
    """Compare two passages: by characters, numbers whole, if they are short and alike; else as one cut and one added."""
    ours, theirs = CHARACTER.findall(old), CHARACTER.findall(new)
    matcher = SequenceMatcher(None, ours, theirs, autojunk=False)
    if not (ours and theirs) or max(len(ours), len(theirs)) > _CLOSE or matcher.ratio() < 0.5:
        yield from (Piece("cut", old), Piece("added", new))
        return
    for tag, a, b, c, d in matcher.get_opcodes():
        if tag == "equal":
            yield Piece("kept", "".join(theirs[c:d]))
        else:
            yield from (Piece("cut", "".join(ours[a:b])), Piece("added", "".join(theirs[c:d])))


def _merged(pieces: Sequence[Piece]) -> Iterator[Piece]:
    waiting: Piece | None = None
    for piece in pieces:
        if not piece.text:
            continue
        if waiting and waiting.kind == piece.kind:
            waiting = Piece(piece.kind, waiting.text + piece.text)
            continue
        if waiting:
            yield waiting
        waiting = piece
    if waiting:
        yield waiting
