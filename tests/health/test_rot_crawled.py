"""Selectors that die, seen by whole crawls of replicas over HTTP: named, nobody else accused, over when mended."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

import pytest

from envnews.config import Configuration, PortalOverride
from envnews.demo.expected import expected_articles
from envnews.demo.server import ReplicaServer
from envnews.run.crawl import CrawlPlan, crawl
from envnews.run.outcome import WELL
from envnews.store.crawl.runs import Outcome
from tests.health.test_selector_rot import ROT

if TYPE_CHECKING:
    from pathlib import Path

    from envnews.demo.resource import Resource
    from envnews.run.summary import RunSummary

HEALTHY = ("gd-sthjt", "sc-sthjt")


class RottingServer(ReplicaServer):
    """The replicas, of which some have put on another look: the markup on which rules rest is gone from their articles."""

    def __init__(self) -> None:
        super().__init__()
        self.gone: dict[str, bytes] = {}
        """By portal, a regular expression of the markup that is gone."""
        self.new_look = b'"new-look'
        self._articles = {
            (urlsplit(url).netloc, urlsplit(url).path): article.portal
            for article in expected_articles()
            for url in article.urls
        }
        self._portals = {host: portal for (host, _), portal in self._articles.items()}

    def answer(self, host: str, target: str, form: str = "") -> Resource:
        """Return the answer to one request."""
        found = super().answer(host, target, form)
        markup = self.gone.get(self._portals.get(host, ""))
        if markup and (host, target.partition("?")[0]) in self._articles:
            return replace(found, body=re.sub(markup, self.new_look, found.body), modified=None)
        return found


@pytest.mark.slow
@pytest.mark.proves(
    "O9",
    "whole crawls over HTTP: body, then date selector of five portals gone from the replicas: named as drift once twenty"
    " pages are read, two portals beside them untouched, over with the first run after the markup is back",
)
@pytest.mark.parametrize(("part", "field"), [(0, "body"), (1, "published_at")])
def test_dead_selectors_are_named_by_whole_crawls(tmp_path: Path, part: int, field: str) -> None:
    """Each crawl reads all of a portal's ten to seventeen articles again, so two of them make twenty pages."""
    with RottingServer() as server:
        (tmp_path / "hosts").write_text(server.hosts_map_text(), encoding="utf-8")
        plan = CrawlPlan(
            (*ROT, *HEALTHY),
            database=tmp_path / "news.db",
            hosts_map=tmp_path / "hosts",
            full=True,
            jobs=2,
        )

        def outcomes(summary: RunSummary) -> dict[str, Outcome]:
            return {portal.portal: portal.outcome for portal in summary.portals}

        for _ in range(2):
            assert set(outcomes(crawl(plan)).values()) <= WELL
        server.gone = {portal: markup[part] for portal, markup in ROT.items()}
        began = crawl(plan).started_at
        found = crawl(plan)
        assert outcomes(found) == {
            portal: Outcome.SITE_CHANGED if portal in ROT else outcome
            for portal, outcome in outcomes(found).items()
        }
        assert {outcomes(found)[portal] for portal in HEALTHY} <= WELL
        for portal in found.portals:
            if portal.portal in ROT:
                told = re.search(
                    rf"\b{field}: rule .+? gave it on 0 of (\d+) pages since (\S+Z)", portal.message
                )
                assert told, portal
                assert int(told[1]) >= 20
                assert told[2] >= f"{began:%Y-%m-%dT%H:%M:%SZ}"
        lines = found.paragraph().splitlines()[1:]
        assert {line.split()[0] for line in lines} == set(ROT)
        server.gone = {}
        assert set(outcomes(crawl(plan)).values()) <= WELL


@pytest.mark.slow
def test_rules_that_are_mended_in_the_configuration_end_the_alarm(tmp_path: Path) -> None:
    with RottingServer() as server:
        (tmp_path / "hosts").write_text(server.hosts_map_text(), encoding="utf-8")
        plan = CrawlPlan(
            ("zj-sthjt",), database=tmp_path / "news.db", hosts_map=tmp_path / "hosts", full=True, jobs=1
        )
        crawl(plan)
        crawl(plan)
        server.gone = {"zj-sthjt": rb'id="zoom"'}
        server.new_look = b'id="newscontent"'
        crawl(plan)
        [drifted] = crawl(plan).portals
        assert (drifted.outcome, "body: rule #zoom gave it on 0 of" in drifted.message) == (
            Outcome.SITE_CHANGED,
            True,
        )
        useless = replace(plan, configuration=configured("#nowhere"))
        [still] = crawl(useless).portals
        assert (still.outcome, still.since) == (Outcome.SITE_CHANGED, drifted.since)
        mended = replace(plan, configuration=configured("#newscontent"))
        for _ in range(3):
            [well] = crawl(mended).portals
            assert well.outcome in WELL, well


def configured(selector: str) -> Configuration:
    return Configuration(portals={"zj-sthjt": PortalOverride(rules={"body": (selector,)})})
