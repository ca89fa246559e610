"""The preview answers under its own names, to its own pages, and to nobody else."""

from __future__ import annotations

import pytest

from sitegen.serve.guard import bracketed, guard_for, is_loopback

ALLOWED = [
    ("127.0.0.1", 8000, {"host": "127.0.0.1:8000"}),
    ("127.0.0.1", 8000, {"host": "localhost:8000"}),
    ("127.0.0.1", 8000, {"host": "LOCALHOST:8000"}),
    ("localhost", 8000, {"host": "127.0.0.1:8000"}),
    ("::1", 8000, {"host": "[::1]:8000"}),
    ("127.0.0.1", 8000, {"host": "[::1]:8000"}),
    ("localhost", 8000, {"host": "[::1]:8000", "origin": "http://[::1]:8000"}),
    *[("127.0.0.1", 8000, {"host": name}) for name in ("127.0.0.1", "localhost", "[::1]")],
    ("0:0::1", 8000, {"host": "[::1]:8000"}),
    ("127.0.0.5", 8000, {"host": "127.0.0.5:8000"}),
    ("127.0.0.1", 80, {"host": "localhost"}),
    ("127.0.0.1", 80, {"host": "localhost:80"}),
    ("192.168.1.7", 8000, {"host": "192.168.1.7:8000"}),
    ("Desk.example", 8000, {"host": "desk.example:8000"}),
    ("0.0.0.0", 8000, {"host": "localhost:8000"}),
    ("0.0.0.0", 8000, {"host": "192.168.1.7:8000"}),
    ("::", 8000, {"host": "192.168.1.7:8000"}),
    ("127.0.0.1", 8000, {"host": "localhost:8000", "origin": "http://localhost:8000"}),
    ("127.0.0.1", 8000, {"host": "localhost:8000", "sec-fetch-site": "same-origin", "sec-fetch-mode": "cors"}),
    ("127.0.0.1", 8000, {"host": "localhost:8000", "sec-fetch-site": "none", "sec-fetch-mode": "navigate"}),
    (
        "127.0.0.1",
        8000,
        {
            "host": "localhost:8000",
            "sec-fetch-site": "cross-site",
            "sec-fetch-mode": "navigate",
            "sec-fetch-dest": "document",
        },
    ),
]


@pytest.mark.parametrize(("listens_at", "port", "headers"), ALLOWED)
def test_its_own_pages_are_answered(listens_at: str, port: int, headers: dict[str, str]) -> None:
    assert guard_for(listens_at, port).refusal(headers, "192.168.1.7") == ""


FOREIGN_HOSTS = [
    "",
    "evil.example",
    "evil.example:8000",
    "localhost:80",
    "localhost:8001",
    "localhost:08000",
    "localhost:8000.evil.example",
    "localhost:8000@evil.example",
    "localhost.:8000",
    "localhost.evil.example:8000",
    "localhost.",
    "[::1",
    "::1",
    "::1:8000",
    "[::1]:80",
    "[0:0:0:0:0:0:0:1]:8000",
    "[::1%25lo]:8000",
    "127.0.0.1:8000 ",
    "127.0.0.1:+8000",
    "127.0.0.1:８０００",
    "127.1:8000",
    "2130706433:8000",
    "0x7f000001:8000",
    "0177.0.0.1:8000",
    "127.0.0.2:8000",
    "127.000.000.001:8000",
    "0.0.0.0:8000",
    "[::ffff:127.0.0.1]:8000",
    "192.168.1.7:8000",
    "10.0.0.1:8000",
]


@pytest.mark.parametrize("host", FOREIGN_HOSTS)
def test_another_name_is_refused(host: str) -> None:
    assert guard_for("127.0.0.1", 8000).refusal({"host": host}, "127.0.0.1")


def test_no_name_is_refused() -> None:
    assert guard_for("127.0.0.1", 8000).refusal({}, "127.0.0.1")


@pytest.mark.parametrize(
    "origin",
    [
        "null",
        "",
        "http://evil.example",
        "http://localhost",
        "http://localhost:3000",
        "https://localhost:8000",
        "http://127.0.0.1:8000",
        "http://1.2.3.4:8000",
        "http://localhost:8000/",
        "http://localhost:8000.evil.example",
        "http://evil.example#http://localhost:8000",
        "file://",
        "chrome-extension://abc",
    ],
)
def test_another_origin_is_refused(origin: str) -> None:
    assert guard_for("127.0.0.1", 8000).refusal({"host": "localhost:8000", "origin": origin})


@pytest.mark.parametrize(
    ("site", "mode", "dest"),
    [
        ("cross-site", "no-cors", "script"),
        ("cross-site", "no-cors", "image"),
        ("cross-site", "cors", "empty"),
        ("same-site", "no-cors", "script"),
        ("cross-site", "navigate", "object"),
        ("cross-site", "navigate", ""),
        ("anything", "", ""),
    ],
)
def test_what_another_site_would_take_into_its_own_page_is_refused(site: str, mode: str, dest: str) -> None:
    headers = {"host": "localhost:8000", "sec-fetch-site": site, "sec-fetch-mode": mode, "sec-fetch-dest": dest}
    assert guard_for("127.0.0.1", 8000).refusal(headers)


@pytest.mark.parametrize("host", ["evil.example:8000", "10.0.0.1:8000", "192.168.1.8:8000", "192.168.1.7:8001"])
def test_at_all_addresses_only_the_one_the_request_came_in_at_is_allowed(host: str) -> None:
    assert guard_for("0.0.0.0", 8000).refusal({"host": host}, "192.168.1.7")


def test_a_single_address_does_not_answer_for_the_others() -> None:
    for host in ("localhost:8000", "localhost", "[::1]:8000"):
        assert guard_for("192.168.1.7", 8000).refusal({"host": host}, "192.168.1.7")
    assert guard_for("192.168.1.7", 8000).refusal({"host": "192.168.1.8:8000"}, "192.168.1.8")


@pytest.mark.parametrize(
    ("host", "written"),
    [("::1", "[::1]"), ("::ffff:192.168.1.7", "192.168.1.7"), ("127.0.0.1", "127.0.0.1"), ("desk", "desk")],
)
def test_addresses_are_written_in_one_way(host: str, written: str) -> None:
    assert bracketed(host) == written


@pytest.mark.parametrize(
    ("host", "loopback"), [("127.0.0.1", True), ("::1", True), ("localhost", True), ("0.0.0.0", False), ("desk", False)]
)
def test_who_can_reach_it(host: str, loopback: bool) -> None:
    assert is_loopback(host) is loopback
