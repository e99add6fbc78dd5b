"""Say why a field has its value: the order of trust, its reason, and what decided on this page."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from envnews.extract.choose import trust_order

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from envnews.model import Witness

REASONS: Final[Mapping[str, str]] = {
    "headline": "the rule was written for it, the label is typed by the editor, the line that the title repeats is"
    " what readers see, OpenGraph and JSON-LD carry the site's name",
    "published_at": "what the page displays comes before what machines wrote, for editors backdate what is displayed",
    "source": "the displayed 来源 comes before the label, which many templates fill with the site's own name",
    "keywords": "a label is heard where it speaks of this article and says no less than the page shows",
}
_DISPLAYED: Final = "what the page displays comes before what only machines read"


def why(witnesses: Sequence[Witness]) -> str:
    """Return in a sentence why the chosen one of a field's witnesses won.

    Args:
        witnesses: All witnesses of one field, as an extraction has them; one of them is chosen.
    """
    chosen = next(witness for witness in witnesses if witness.chosen)
    others = [witness for witness in witnesses if not witness.chosen]
    if not others:
        return f"{chosen.origin} is the only witness"
    order = trust_order(chosen.field)
    first = min((witness.origin for witness in witnesses), key=order.index)
    ranking = f"{' > '.join(order)}: {REASONS.get(chosen.field, _DISPLAYED)}"
    if chosen.origin is not first:
        return f"{chosen.origin} says the same time more exactly than {first}, which comes first in {ranking}"
    equals = sum(witness.origin is chosen.origin for witness in others)
    among = f", the first of {equals + 1} of this origin," if equals else ""
    return f"{chosen.origin}{among} comes first in {ranking}"
