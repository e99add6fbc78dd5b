"""Places and topics are found where they are meant, and only there."""

from __future__ import annotations

import pytest

from envnews.vocabulary import divisions, find_division, find_topics, named_places, topic_names


@pytest.mark.parametrize(
    ("text", "places"),
    [
        ("浙江省生态环境厅在杭州召开会议", "浙江省 杭州市"),
        ("我省与江苏、安徽联动", "江苏省 安徽省"),
        ("恩施州和甘孜藏族自治州", "恩施土家族苗族自治州 甘孜藏族自治州"),
        ("北京市朝阳区开展检查", "北京市"),
        ("辽宁朝阳市", "辽宁省 朝阳市"),
        ("来宾参观日照充足的白银矿区", ""),
        ("长江、黄河、南海、太湖流域", ""),
        ("浙江大学与中山大学的研究", ""),
        ("吉林市松花江", "吉林市"),
        ("海南藏族自治州与海南", "海南藏族自治州 海南省"),
        ("内蒙古自治区呼伦贝尔市", "内蒙古自治区 呼伦贝尔市"),
        ("南昌县水务局", ""),
    ],
)
def test_places_of_a_text(text: str, places: str) -> None:
    assert [place.name for place in named_places(text)] == places.split()


def test_every_full_name_is_found_alone() -> None:
    for division in divisions().values():
        assert [place.code for place in named_places(division.name)] == [division.code], division.name
        assert find_division(division.name) == division


def test_the_table_is_whole() -> None:
    provinces = [division for division in divisions().values() if division.is_province]
    assert len(provinces) == 34
    assert len({division.iso for division in provinces}) == 34
    assert len([d for d in divisions().values() if d.code.endswith("00") and not d.is_province]) == 333


@pytest.mark.parametrize(
    ("headline", "body", "topics"),
    [
        ("全省地表水水质月报", "", {"water"}),
        ("我省近岸海域水质优良率提升", "", {"water", "marine"}),
        ("海水水质公报", "", {"marine"}),
        ("重污染天气应急响应启动", "", {"air"}),
        ("建设用地土壤污染风险管控", "", {"soil"}),
        ("“无废城市”建设推进会召开", "", {"waste"}),
        ("噪声污染防治", "", {"noise"}),
        ("核与辐射安全检查", "", {"nuclear"}),
        ("生物多样性日活动", "", {"ecology"}),
        ("全国碳市场启动交易", "", {"climate"}),
        ("中央生态环境保护督察组进驻", "", {"inspection"}),
        ("公布一批环境违法典型案例", "", {"enforcement"}),
        ("建设项目环评审批公示", "", {"eia"}),
        ("新建20个自动监测站", "", {"monitoring"}),
        ("印发生态环境保护条例", "", {"policy"}),
        ("厅领导看望老干部", "", set()),
        ("会议召开", "空气质量改善。臭氧下降。PM2.5下降。", {"air"}),
        ("会议召开", "空气质量改善。", set()),
    ],
)
def test_topics_of_an_article(headline: str, body: str, topics: set[str]) -> None:
    assert {topic.code for topic in find_topics(headline, (), body)} == topics


def test_the_words_that_decided_are_told() -> None:
    [topic] = find_topics("臭氧污染", (), "臭氧。臭氧。细颗粒物。")
    assert topic.words == ("臭氧", "细颗粒物")


def test_every_topic_has_a_chinese_name() -> None:
    assert len(topic_names()) == 14
    assert all(topic_names().values())
