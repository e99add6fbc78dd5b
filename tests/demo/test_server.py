"""The replica server: real HTTP, several hosts on one port, validators, both editions."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from http.client import HTTPConnection, HTTPResponse

import pytest

from envnews.demo import ReplicaServer

LIST = "/ywdt/hjywnews/"
EDITED = "/dtxx/hbyw/202206/t20220624_4005820.html"

Ask = Callable[..., tuple[HTTPResponse, bytes]]


@pytest.fixture
def server() -> Iterator[ReplicaServer]:
    with ReplicaServer() as running:
        yield running


@pytest.fixture
def ask(server: ReplicaServer) -> Iterator[Ask]:
    connection = HTTPConnection(*server.address, timeout=5)

    def send(
        target: str, host: str = "www.mee.gov.cn", method: str = "GET", body: str = "", **headers: str
    ) -> tuple[HTTPResponse, bytes]:
        named = {name.replace("_", "-"): value for name, value in headers.items()}
        connection.request(method, target, body or None, {"Host": host} | named)
        response = connection.getresponse()
        return response, response.read()

    yield send
    connection.close()


def test_hosts_map_names_every_host_with_the_same_address(server: ReplicaServer) -> None:
    lines = [line.split() for line in server.hosts_map_text().splitlines()]
    assert {"www.mee.gov.cn", "m.hbzhan.com", "www.sdein.gov.cn"} <= {host for host, _ in lines}
    assert {address for _, address in lines} == {f"127.0.0.1:{server.address[1]}"}


def test_one_connection_answers_for_several_hosts(ask: Ask, server: ReplicaServer) -> None:
    _, ministry = ask(LIST)
    _, province = ask("/dtyw/hbyw/", host="sthjt.hubei.gov.cn:80")
    assert "中华人民共和国生态环境部".encode() in ministry
    assert "湖北省生态环境厅".encode() in province
    assert server.requests == {"www.mee.gov.cn": 1, "sthjt.hubei.gov.cn": 1}


@pytest.mark.parametrize(
    ("name", "validator"), [("If_None_Match", "ETag"), ("If_Modified_Since", "Last-Modified")]
)
def test_a_conditional_request_is_answered_with_304(
    ask: Ask, server: ReplicaServer, name: str, validator: str
) -> None:
    first, body = ask(LIST)
    second, nothing = ask(LIST, **{name: first.headers[validator]})
    assert (first.status, second.status) == (200, 304)
    assert body
    assert not nothing
    assert server.statuses["www.mee.gov.cn", 304] == 1


def test_if_none_match_counts_more_than_if_modified_since(ask: Ask) -> None:
    first, _ = ask(LIST)
    second, _ = ask(LIST, If_None_Match='"other"', If_Modified_Since=first.headers["Last-Modified"])
    assert second.status == 200


def test_dynamic_sites_send_no_validators(ask: Ask) -> None:
    response, _ = ask("/news/detail/151511.html", host="www.hbzhan.com")
    assert "ETag" not in response.headers
    assert "Last-Modified" not in response.headers


def test_the_second_edition_changes_edited_pages_and_no_others(ask: Ask, server: ReplicaServer) -> None:
    host, other = "sthj.shandong.gov.cn", "/dtxx/hbyw/202206/t20220617_4005104.html"
    before, kept = ask(EDITED, host=host), ask(other, host=host)
    server.edition = 2
    after, still = ask(EDITED, host=host), ask(other, host=host)
    assert "共328个".encode("gbk") in before[1]
    assert "共329个".encode("gbk") in after[1]
    assert before[0].headers["ETag"] != after[0].headers["ETag"]
    assert kept[0].headers["ETag"] == still[0].headers["ETag"]


def test_head_has_the_length_and_no_body(ask: Ask) -> None:
    full, body = ask(LIST)
    head, nothing = ask(LIST, method="HEAD")
    assert head.headers["Content-Length"] == full.headers["Content-Length"] == str(len(body))
    assert not nothing


def test_dataproxy_answers_a_form_by_post_and_a_query_by_get(ask: Ask) -> None:
    target = "/module/web/jpage/dataproxy.jsp?startrecord=5&endrecord=6&perpage=2"
    _, posted = ask(target, host="sthjt.jiangsu.gov.cn", method="POST", body="columnid=83554&unitid=4083554")
    _, got = ask(f"{target}&columnid=83554", host="sthjt.jiangsu.gov.cn")
    assert posted == got
    assert posted.count(b"<record>") == 2
    assert b"<totalrecord>7</totalrecord>" in posted


def test_dataproxy_answers_a_group_by_its_number(ask: Ask) -> None:
    target = "/module/web/jpage/dataproxy.jsp?page=1&appid=1&columnid=83554"
    _, group = ask(target, host="sthjt.jiangsu.gov.cn")
    assert group.count(b"<record>") == 3


@pytest.mark.parametrize(
    ("target", "host", "status", "kind"),
    [
        ("/dtxx/hbyw/202207/t20220712_4007702.html", "sthj.shandong.gov.cn", 404, "text/html"),
        ("/robots.txt", "sthjt.zj.gov.cn", 200, "text/plain"),
        ("/ywdt/gsgg/202206/W020220630390011223301.pdf", "www.mee.gov.cn", 200, "application/pdf"),
        ("/anything", "www.example.com", 421, "text/plain; charset=utf-8"),
    ],
)
def test_other_addresses(ask: Ask, target: str, host: str, status: int, kind: str) -> None:
    response, body = ask(target, host=host)
    assert (response.status, response.headers["Content-Type"]) == (status, kind)
    assert body


def test_the_address_of_a_server_that_does_not_run_is_an_error() -> None:
    with pytest.raises(RuntimeError, match="context manager"):
        ReplicaServer().hosts_map_text()
