"""The replica sites, one for each family of content management systems and each way of deviating from it."""

from __future__ import annotations

from envnews.demo.sites.base import Site
from envnews.demo.sites.guangdong import Guangdong
from envnews.demo.sites.h2o_china import H2oChina
from envnews.demo.sites.hanweb import Jiangsu, Zhejiang
from envnews.demo.sites.hbzhan import Hbzhan
from envnews.demo.sites.trs import Hubei, Mee, Shandong
from envnews.demo.sites.ucap import Heilongjiang, Sichuan

SITES: tuple[Site, ...] = (
    Mee(),
    Shandong(),
    Hubei(),
    Zhejiang(),
    Jiangsu(),
    Heilongjiang(),
    Sichuan(),
    Guangdong(),
    Hbzhan(),
    H2oChina(),
)

__all__ = ["SITES", "Site"]
