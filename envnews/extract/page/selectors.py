"""Evaluate the selectors of rules: parsel's CSS dialect or XPath, compiled once per process.

Rules name a handful of places on every page, nearly all by tag, class and child (`div.info > h2::text`), and
XPath spends most of its time on finding the first element of such a path. So these are walked in Python: an
id is found in libxml2's table, the elements of a tag are listed once per page (`Places`), and the steps from
there look at few elements. All other selectors are XPath as a whole.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING, Final, TypeAlias, cast

from cssselect import SelectorError
from lxml import etree
from parsel.csstranslator import HTMLTranslator

from envnews.errors import ConfigurationError

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

Node: TypeAlias = "etree._Element | str"  # noqa: SLF001 - the only name lxml has for it
"""What a selector finds: elements, or strings for ::text and ::attr()."""

_TRANSLATOR = HTMLTranslator()
_STEP: Final = re.compile(
    r"(?P<joint>^|\s*>\s*|\s+)(?P<tag>[a-z][a-z0-9]*)?(?:#(?P<id>[\w-]+)|(?P<classes>(?:\.[\w-]+)+))?"
    r"(?:\[(?P<name>[a-z-]+)(?:(?P<operator>\*?=)(?P<quote>[\"'])(?P<value>[^\"'\[\]]+)(?P=quote))?\])?"
    r"(?P<first>:nth-child\(1\)|:first-child)?"
)
_ENDING: Final = re.compile(r"::text$|::attr\(([\w-]+)\)$")
_UNREAD: Final = ("script", "style")
"""Elements whose text is none."""
_BY_ID = etree.XPath("id($name)", smart_strings=False)


TELLING: Final = ("title", "base", "meta", "script", "textarea", "embed", "time")
"""Tags of the elements that tell of the page as a whole, and of players and times, which every page is searched for, too."""


class Places:
    """The elements of one tree by tag, each tag listed once; rules ask for `div` again and again.

    Args:
        root: The tree. It must not change while the places are used; `forget` them when it does.
    """

    def __init__(self, root: etree._Element) -> None:
        self.root = root
        self._classed: dict[str, list[tuple[str, etree._Element]]] = {}
        self._telling: dict[str, list[etree._Element]] = {}

    def telling(self, tag: str) -> list[etree._Element]:
        """Return the elements of one of the tags `TELLING`; a walk for all costs hardly more than for one."""
        if not self._telling:
            self._telling = {name: [] for name in TELLING}
            for element in self.root.iter(*TELLING):
                self._telling[str(element.tag)].append(element)
        return self._telling[tag]

    def classed(self, tag: str | None) -> list[tuple[str, etree._Element]]:
        """Return the elements of a tag that have a class, and what it says; None stands for any tag."""
        tag = tag or "*"
        found = self._classed.get(tag)
        if found is None:
            found = [(stated, one) for one in self.root.iter(tag) if (stated := one.get("class"))]
            self._classed[tag] = found
        return found

    def forget(self) -> None:
        """Forget all, for the tree has changed."""
        self._classed.clear()
        self._telling.clear()


@dataclass(frozen=True, slots=True)
class Attribute:
    """A condition on an attribute: `[title]`, `[name="PubDate"]`, `[style*="25px"]`."""

    name: str
    operator: str | None
    value: str

    def admits(self, element: etree._Element) -> bool:
        """Return whether the element's attribute is as the condition says."""
        stated = element.get(self.name)
        if stated is None:
            return False
        return self.value in stated if self.operator == "*=" else not self.operator or self.value == stated


@dataclass(frozen=True, slots=True)
class Step:
    """One element of a path: `> td.title:first-child`."""

    child: bool
    tag: str | None
    id: str | None
    classes: frozenset[str]
    attribute: Attribute | None
    first: bool

    def admits(self, element: etree._Element) -> bool:
        """Return whether classes, attribute and place of an element are those of the step."""
        if self.attribute is not None and not self.attribute.admits(element):
            return False
        if self.classes and not self.classes.issubset((element.get("class") or "").split()):
            return False
        return not self.first or element.getprevious() is None

    def heads(self, places: Places) -> list[etree._Element]:
        """Return the elements that the step finds in the whole tree."""
        if self.id is not None:
            named = cast("list[etree._Element]", _BY_ID(places.root, name=self.id))  # noqa: SLF001 - as above
            return [one for one in named if self.tag in {None, one.tag} and self.admits(one)]
        if self.classes:
            known = next(iter(self.classes))
            # Most elements have one class, and most steps ask for nothing else.
            plain = len(self.classes) == 1 and self.attribute is None and not self.first
            return [
                one
                for stated, one in places.classed(self.tag)
                if known in stated and ((plain and stated == known) or self.admits(one))
            ]
        return [one for one in places.root.iter(self.tag or "*") if self.admits(one)]

    def inside(self, element: etree._Element) -> list[etree._Element]:
        """Return the elements that the step finds from the one before it."""
        if self.child:
            return [one for one in element.iterchildren(self.tag or "*") if self.admits(one)]
        found = [one for one in element.iter(self.tag or "*") if self.admits(one)]
        return found[1:] if found and found[0] is element else found


@dataclass(frozen=True, slots=True)
class Selector:
    """A compiled selector: the steps of a simple path and what is wanted of its elements; XPath for any other."""

    steps: tuple[Step, ...]
    attribute: str | None
    text: bool
    whole: etree.XPath

    def __call__(self, places: Places) -> list[Node]:
        """Return what the selector finds, in document order."""
        if not self.steps:
            return _evaluate(self.whole, places.root)
        found = self.steps[0].heads(places)
        for step in self.steps[1:]:
            if len(found) > 1:
                # Of elements inside one another only the whole XPath gives what it finds once and in order.
                return _evaluate(self.whole, places.root)
            found = step.inside(found[0]) if found else []
        if self.attribute is not None:
            return [value for one in found if (value := one.get(self.attribute)) is not None]
        if not self.text:
            return cast("list[Node]", found)
        # The texts of elements inside one another are mixed; again XPath knows their order.
        return (
            _own_texts(found[0]) if len(found) == 1 else _evaluate(self.whole, places.root) if found else []
        )


@lru_cache(maxsize=4096)
def compile_selector(selector: str) -> Selector:
    """Return the compiled selector.

    Args:
        selector: XPath if it begins with `/`, `./` or `(`, otherwise CSS; `::text` and `::attr(name)` work.

    Raises:
        ConfigurationError: The selector is not valid; the message quotes it.
    """
    try:
        if selector.startswith(("/", "./", "(")):
            return Selector((), None, text=False, whole=etree.XPath(selector, smart_strings=False))
        whole = etree.XPath(_TRANSLATOR.css_to_xpath(selector), smart_strings=False)
    except (etree.XPathError, SelectorError, ValueError) as error:
        raise _invalid(selector, error) from error
    ending = _ENDING.search(selector)
    steps = _steps(selector[: ending.start()] if ending else selector)
    return Selector(steps, ending[1] if ending else None, text=bool(ending and not ending[1]), whole=whole)


def select(places: Places, selector: str) -> list[Node]:
    """Return elements or strings that the selector finds, in document order.

    Raises:
        ConfigurationError: It is not valid; functions and prefixes of XPath are known only when they are met.
    """
    try:
        return compile_selector(selector)(places)
    except etree.XPathEvalError as error:
        raise _invalid(selector, error) from error


def select_all(places: Places, selector: str) -> list[etree._Element]:
    """Return the elements that the selector finds; strings of ::text and ::attr() are none."""
    return [node for node in select(places, selector) if not isinstance(node, str)]


def select_elements(places: Places, selectors: tuple[str, ...]) -> tuple[list[etree._Element], str]:
    """Return the elements of the first selector that finds any, and that selector."""
    for selector in selectors:
        elements = select_all(places, selector)
        if elements:
            return elements, selector
    return [], ""


def text_of(node: Node) -> str:
    """Return the text of an element, its parts separated by a space, scripts left out; or the string itself."""
    if isinstance(node, str) or not len(node):
        return " ".join(((node if isinstance(node, str) else node.text) or "").split())
    # Hardly any place that a rule names holds a script.
    plain = next(node.iter(*_UNREAD), None) is None
    parts = cast("Iterable[str]", node.itertext()) if plain else _read_texts(node)
    return " ".join(" ".join(parts).split())


def _read_texts(element: etree._Element) -> Iterator[str]:
    """Yield the texts of an element without those of scripts; XPath's time grows with the square of their number."""
    for event, inner in etree.iterwalk(element, events=("start", "end")):
        if event == "start" and inner.text and inner.tag not in _UNREAD:
            yield inner.text
        elif event == "end" and inner.tail and inner is not element:
            yield inner.tail


def _steps(path: str) -> tuple[Step, ...]:
    """Return the steps of a path of tags, ids, classes, children and descendants; nothing for any other path."""
    steps: list[Step] = []
    end = 0
    while end < len(path):
        found = _STEP.match(path, end)
        if found is None or found.end() == found.end("joint"):
            return ()
        classes = frozenset((found["classes"] or "").split(".")) - {""}
        child = found["joint"].strip() == ">"
        if steps and (found["id"] is not None or not found["joint"]):
            return ()
        attribute = (
            Attribute(found["name"], found["operator"], found["value"] or "") if found["name"] else None
        )
        steps.append(Step(child, found["tag"], found["id"], classes, attribute, first=bool(found["first"])))
        end = found.end()
    return tuple(steps)


def _own_texts(element: etree._Element) -> list[Node]:
    """Return the texts that stand directly in an element."""
    return [text for text in (element.text, *(child.tail for child in element)) if text]


def _evaluate(path: etree.XPath, root: etree._Element) -> list[Node]:
    found = path(root)
    return cast("list[Node]", found) if isinstance(found, list) else [str(found)]


def _invalid(selector: str, error: Exception) -> ConfigurationError:
    return ConfigurationError(f"selector {selector!r} is not valid: {error}; see docs/add-a-portal.md")
