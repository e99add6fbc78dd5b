"""Synthetic articles with the statistics of real ones, and queries of all lengths and frequencies on them."""

from __future__ import annotations

import random
from itertools import accumulate
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

TERMS = [
    "生态环境",
    "水质",
    "空气质量",
    "水质监测",
    "大气污染",
    "污染防治",
    "环境影响评价",
    "环评",
    "排污许可证",
    "细颗粒物",
    "臭氧",
    "PM2.5",
    "PM10",
    "河长制",
    "断面",
    "优良率",
    "生态环境厅",
    "生态环境局",
    "督察",
    "整改",
    "通报",
    "违法",
    "处罚",
    "黑臭水体",
    "饮用水源地",
    "土壤污染",
    "固体废物",
    "危险废物",
    "碳达峰",
    "碳中和",
    "噪声",
    "VOCs",
    "氮氧化物",
    "化学需氧量COD",
    "氨氮",
    "总磷",
    "自动监测站",
    "执法",
    "企业",
    "长江",
    "黄河",
    "太湖",
    "湿地",
    "自然保护区",
    "生物多样性",
    "核与辐射",
    "应急",
    "海洋污染",
]
COMMON = (
    "的一是在不了有和人这中大为上个国我以要他时来用们生到作地于出就分对成会可主发年动同工也能下过子说产种面而方后多定行学法所民得"
    "经十三之进着等部度家电力里如水化高自二理起小物现实加量都两体制机当使点从业本去把性好应开它合还因由其些然前外天政四日那社义事"
)
"""The hundred and more commonest characters of Chinese prose, in about their order."""


def vocabulary(size: int = 30_000, seed: int = 1) -> list[str]:
    """Return words in the order of their frequency: characters of GB 2312's first level in Zipf's proportions."""
    rng = random.Random(seed)  # noqa: S311 - reproducible
    level = [
        bytes((row, cell)).decode("gb2312", "ignore")
        for row in range(0xB0, 0xD8)
        for cell in range(0xA1, 0xFF)
    ]
    rest = [character for character in level if character and character not in COMMON]
    rng.shuffle(rest)
    characters = [*COMMON, *rest]
    weights = list(accumulate(1 / (rank + 25) ** 1.4 for rank in range(len(characters))))
    words = ["的"]
    for rank in range(size):
        if rank % 7 == 0 and rank // 7 < len(TERMS):
            words.append(TERMS[rank // 7])
        words.append(
            "".join(rng.choices(characters, cum_weights=weights, k=rng.choice((1, 2, 2, 2, 2, 3, 4))))
        )
    return words


def texts(count: int, seed: int = 1) -> Iterator[tuple[str, str]]:
    """Yield headlines and bodies of about 1,150 characters; each body returns to its own topics."""
    rng, words = random.Random(seed), vocabulary()  # noqa: S311 - reproducible
    weights = list(accumulate(1 / (rank + 6) for rank in range(len(words))))
    phrases = ["".join(rng.choices(words, cum_weights=weights, k=rng.randint(2, 6))) for _ in range(20_000)]
    phrase_weights = list(accumulate(1 / (rank + 20) for rank in range(len(phrases))))
    for _ in range(count):
        length = int(min(max(rng.lognormvariate(5.75, 0.5), 25), 1500))
        drawn = rng.choices(words, cum_weights=weights, k=length)
        set_phrases = iter(rng.choices(phrases, cum_weights=phrase_weights, k=length))
        topics, clauses, at = drawn[:25], [], 0
        while at < length:
            clause = drawn[at : at + rng.randint(4, 12)]
            at += len(clause)
            if rng.random() < 0.7:
                clause[0] = next(set_phrases)
            clause[-1] = rng.choice(topics)
            if rng.random() < 0.12:
                clause.append(f"{rng.randint(1, 999)}.{rng.randint(0, 9)}微克")
            clauses.append(
                "".join(clause) + rng.choice("，，，、。；") + ("\n" if rng.random() < 0.08 else "")
            )
        yield "".join(drawn[: rng.randint(5, 10)]), "".join(clauses)


def queries(articles: Sequence[tuple[str, str]], count: int, seed: int = 7) -> list[str]:
    """Return queries of 1 to 12 characters: known terms and passages, across punctuation, Latin and digits too."""
    rng, asked = random.Random(seed), list(TERMS)  # noqa: S311 - reproducible
    while len(asked) < count:
        text = rng.choice(rng.choice(articles))
        length = rng.choice((1, 2, 2, 3, 3, 4, 4, 5, 6, 8, 10, 12))
        start = rng.randrange(max(1, len(text) - length))
        asked.append(text[start : start + length])
    return [query for query in asked[:count] if query.strip()]
