"""Articles that lead to other sites: an editor's habit, or a site that has moved and left its lists in place.

One that does is told by `envnews status` alone. But where nothing else comes, and more in a row than the portal's habit
explains, its articles have gone, and that is told until one is found again.
"""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Final

from envnews.health.finding import Finding, Kind
from envnews.normalize import host_of

if TYPE_CHECKING:
    from envnews.store.crawl.elsewhere import Elsewhere

_FEWEST: Final = 5
"""Documents in a row from which it is no accident."""
_CHANCE: Final = 0.001
"""How probable a row may be, as a habit, to be told: of a portal whose every second document does, ten are needed."""
_HOSTS: Final = 3


def find_astray(elsewhere: Elsewhere) -> Finding | None:
    """Return a finding where the documents of a portal lead to other sites, and nothing else comes."""
    found = len(elsewhere.addresses)
    known = elsewhere.before + elsewhere.articles
    habit = elsewhere.before / known if known else 0.0
    if found < _FEWEST or habit**found >= _CHANCE:
        return None
    hosts = Counter(map(host_of, elsewhere.addresses)).most_common(_HOSTS)
    message = (
        f"{found} documents in a row lead to other sites, to {', '.join(host for host, _ in hosts)}, and no new article"
        f" was found since {elsewhere.since}: open one in a browser; if the site has moved, add its host to `hosts`"
    )
    return Finding(Kind.ELSEWHERE, "portal", message)
