"""Asking a service: who asks, how long it waits, how much it reads, and where it never goes."""

from __future__ import annotations

import datetime
import email.utils
import ipaddress
from collections.abc import Iterator

import pytest
from wikidata_server import Service, as_json, running

from sitegen.diagnostics import SitegenError
from sitegen.enrich import client as client_module
from sitegen.enrich.addresses import RefusedError, checked, is_public
from sitegen.enrich.client import MOST_REDIRECTS, MOST_TRIES, Client, seconds_of

PATH = "/x"


@pytest.fixture
def service() -> Iterator[Service]:
    with running(Service()) as one:
        yield one


def code_of(client: Client) -> str:
    with pytest.raises(SitegenError) as caught:
        client.get_json(PATH)
    (one,) = caught.value.diagnostics
    return one.code


def test_it_says_who_asks(service: Service) -> None:
    service.replies[PATH] = [as_json({"a": 1})]
    assert Client(service.home, "sitegen/9 (about)").get_json(PATH) == {"a": 1}
    assert service.agents == {"sitegen/9 (about)"}


@pytest.mark.parametrize("status", [429, 503])
def test_a_busy_service_is_waited_for_as_long_as_it_asks(service: Service, status: int) -> None:
    waited: list[float] = []
    service.replies[PATH] = [(status, {"Retry-After": "7"}, b""), (status, {}, b""), as_json(1)]
    assert Client(service.home, "a", sleep=waited.append).get_json(PATH) == 1
    assert waited == [7, client_module.FIRST_WAIT * 2]


def test_a_service_that_stays_busy_is_left_alone(service: Service) -> None:
    waited: list[float] = []
    service.replies[PATH] = [(429, {"Retry-After": "1"}, b"")] * 9
    assert code_of(Client(service.home, "a", sleep=waited.append)) == "SG779"
    assert (len(service.asked), len(waited)) == (MOST_TRIES, MOST_TRIES - 1)


def test_a_service_that_asks_for_hours_is_not_waited_for(service: Service) -> None:
    waited: list[float] = []
    service.replies[PATH] = [(429, {"Retry-After": "7200"}, b"")] * 9
    assert code_of(Client(service.home, "a", sleep=waited.append)) == "SG779"
    assert (len(service.asked), waited) == (1, [])


def test_a_moment_to_come_back_at() -> None:
    later = datetime.datetime.now(datetime.UTC) + datetime.timedelta(seconds=40)
    assert 30 < seconds_of(email.utils.format_datetime(later, usegmt=True), 5) <= 40
    assert seconds_of(email.utils.format_datetime(later - datetime.timedelta(days=1)), 5) == 0
    assert seconds_of("soon", 5) == 5


def test_redirects_at_home_are_followed(service: Service) -> None:
    service.replies[PATH] = [(303, {"Location": "/y?z=1"}, b"")]
    service.replies["/y"] = [as_json([1])]
    assert Client(service.home, "a").get_json(PATH) == [1]
    assert service.asked == [PATH, "/y?z=1"]


def test_redirects_come_to_an_end(service: Service) -> None:
    service.replies[PATH] = [(302, {"Location": PATH}, b"")] * 99
    assert code_of(Client(service.home, "a")) == "SG778"
    assert len(service.asked) == MOST_REDIRECTS + 1


def test_a_redirect_to_another_service_on_this_machine_is_refused(service: Service) -> None:
    with running(Service()) as other:
        service.replies[PATH] = [(302, {"Location": f"{other.home}/secret"}, b"")]
        assert code_of(Client(service.home, "a")) == "SG777"
        assert other.asked == []


AWAY = [
    "http://127.0.0.1/",
    "https://127.0.0.1/",
    "https://localhost/",
    "https://10.0.0.1/",
    "https://192.168.1.1/",
    "https://172.16.0.9/",
    "https://169.254.169.254/latest/meta-data",
    "https://0.0.0.0/",
    "https://[::1]/",
    "https://[fe80::1]/",
    "https://[fd00::1]/",
    "https://[::ffff:10.0.0.1]/",
    "https://[64:ff9b::a00:1]/",
    "https://2130706433/",
    "http://93.184.215.14/",
    "file:///etc/passwd",
    "ftp://93.184.215.14/",
    "https://a:b@93.184.215.14/",
    "https://",
    "https://[::1/",
]


@pytest.mark.parametrize("away", AWAY)
def test_a_redirect_to_a_private_address_is_refused(service: Service, away: str) -> None:
    service.replies[PATH] = [(302, {"Location": away}, b"")]
    assert code_of(Client(service.home, "a")) == "SG777"


def test_a_name_is_refused_when_one_of_its_addresses_is_private() -> None:
    for places in (["10.0.0.1"], ["93.184.215.14", "127.0.0.1"], ["fe80::1%eth0"], []):
        with pytest.raises(RefusedError):
            checked("https://a.example/", "https://a.example", lambda host, port, found=places: found)
    target = checked("https://a.example/x?y", "https://a.example", lambda host, port: ["93.184.215.14"])
    assert (target.host, target.port, target.path, target.places) == ("a.example", 443, "/x?y", ("93.184.215.14",))


def test_a_home_with_a_name_may_not_lead_to_this_machine() -> None:
    client = Client("https://www.wikidata.org", "a", resolve=lambda host, port: ["127.0.0.1"])
    assert code_of(client) == "SG777"


@pytest.mark.parametrize(("digits", "public"), [("8.8.8.8", True), ("224.0.0.1", False), ("2002:a00:1::", False)])
def test_public_addresses(digits: str, public: bool) -> None:
    assert is_public(ipaddress.ip_address(digits)) is public


BAD = [
    ("no JSON", (200, {}, b"<html>"), "SG778"),
    ("nested too deeply", (200, {}, b"[" * 200_000), "SG778"),
    ("another status", (500, {}, b""), "SG778"),
    ("a redirect to nowhere", (302, {}, b""), "SG778"),
    ("cut short", (200, {"Content-Length": "99"}, b"{}"), "SG776"),
]


@pytest.mark.parametrize(("what", "reply", "code"), BAD, ids=[case[0] for case in BAD])
def test_answers_that_are_none(
    service: Service, what: str, reply: tuple[int, dict[str, str], bytes], code: str
) -> None:
    service.replies[PATH] = [reply]
    assert code_of(Client(service.home, "a")) == code


def test_what_is_too_large_is_not_read_on(service: Service, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(client_module, "MOST_BYTES", 1000)
    service.replies[PATH] = [(200, {}, b"1" * 1001)]
    assert code_of(Client(service.home, "a")) == "SG776"


def test_what_comes_too_slowly_is_given_up(service: Service, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(client_module, "LONGEST_ANSWER", -1.0)
    service.replies[PATH] = [as_json(1)]
    assert code_of(Client(service.home, "a")) == "SG776"


def test_what_does_not_prove_who_it_is_is_not_asked(service: Service) -> None:
    assert code_of(Client(service.home.replace("http:", "https:"), "a")) == "SG776"
    assert service.asked == []


def test_nobody_there() -> None:
    with running(Service()) as gone:
        home = gone.home
    assert code_of(Client(home, "a")) == "SG776"
