"""What replicas of portals publish.

It is the same everywhere: columns of three pages and more, a pinned article, one in two columns, a row that leads to
another site, a notice that is an attachment only, a row whose page is gone; in the second edition one article is edited
and one is new.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from functools import cached_property
from typing import TYPE_CHECKING, Any

from envnews.model import CHINA_TIME

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

PUBLISHED = datetime(2022, 7, 25, 16, 42, 31, tzinfo=CHINA_TIME)
_DEEDS = (
    "部署近岸海域入海排污口整治", "通报空气质量改善情况", "开展危险废物专项检查", "公示建设项目环评审批意见", "调研重点流域水质达标工作",
    "发布生态环境监测年度公报", "推进农村黑臭水体治理", "组织核与辐射安全演练", "启动生物多样性本底调查", "约谈三家超标排放企业",
    "召开挥发性有机物治理现场会", "印发土壤污染防治工作方案",
)  # fmt: skip
_TEXTS = (
    "会议要求，各地要对照任务清单逐项销号，{n}个问题点位须在年底前全部完成整改，并向社会公开整改结果。",
    "现场检查发现，{n}家单位的在线监测数据与台账不一致，执法人员已依法取证，要求限期改正。",
    "下一步，将继续加密监测频次，在{n}个断面增设自动站，及时掌握水质变化趋势，为精准治污提供支撑。",
)


@dataclass(frozen=True, slots=True)
class Item:
    """One row of a list and the document behind it."""

    number: int
    headline: str
    time: datetime
    columns: tuple[str, ...]
    variant: int
    paragraphs: tuple[str, ...]
    attachment: str = ""
    gone: bool = False
    foreign: bool = False


class Published:
    """The rows of a site's lists, and the documents behind them, in two editions."""

    def __init__(self, site: Mapping[str, Any]) -> None:
        self.facts = site["facts"]
        self.layout = site["replica"]
        self.variants: Sequence[Mapping[str, Any]] = site["article"]
        self.columns: Mapping[str, str] = self.facts["columns"]

    def items(self, edition: int) -> list[Item]:
        """Return every row of every list."""
        return self._editions[edition]

    def documents(self, edition: int) -> list[Item]:
        """Return what a crawl must find: the rows whose pages are the site's and exist."""
        return [item for item in self.items(edition) if not item.gone and not item.foreign]

    @cached_property
    def _editions(self) -> dict[int, list[Item]]:
        first = list(self._first_edition())
        edited = next(item for item in first if item.variant == 0 and not item.attachment and not item.gone)
        changed = replace(edited, paragraphs=(*edited.paragraphs, "更正：文中点位数量以本页为准，特此说明。"))
        name = next(iter(self.columns))
        new = self._item(9990, PUBLISHED + timedelta(hours=2), (name,))
        return {1: first, 2: [new, *(changed if item is edited else item for item in first)]}

    def _first_edition(self) -> Iterator[Item]:
        names = list(self.columns)
        depth = self.layout.get("rows_per_column", 8)
        for place, name in enumerate(names):
            for row in range(depth):
                number, time = 2000 + 100 * place + row, PUBLISHED - timedelta(hours=7 * row + place)
                item = self._item(number, time, (name,))
                if place == 0 and row == 0:
                    yield replace(item, time=PUBLISHED - timedelta(days=200))  # pinned
                elif place == 0 and row == 1 and len(names) > 1:
                    yield replace(item, columns=(name, names[1]))
                elif place == 0 and row == 2:
                    yield replace(item, foreign=True)
                elif place == 0 and row == 3:
                    yield replace(item, paragraphs=(), attachment=f"P0202207{number}.pdf")
                elif place == 0 and row == 4:
                    yield replace(item, gone=True)
                else:
                    yield item

    def _item(self, number: int, time: datetime, columns: tuple[str, ...]) -> Item:
        headline = f"{self.facts['place']}{_DEEDS[number % len(_DEEDS)]}（第{number}期）"
        texts = (f"{time.month}月{time.day}日，{headline}，有关负责人出席并讲话。", *_TEXTS)
        paragraphs = tuple(text.format(n=number + place) for place, text in enumerate(texts))
        return Item(number, headline, time, columns, number % len(self.variants), paragraphs)

    def listed(self, column: str, edition: int) -> list[Item]:
        """Return the rows of a column in the order of its list."""
        return [item for item in self.items(edition) if column in item.columns]
