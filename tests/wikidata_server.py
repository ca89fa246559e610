"""A server on this machine that answers as Wikidata does, with items that were made up."""

from __future__ import annotations

import json
import threading
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qs, urlsplit

Reply = tuple[int, Mapping[str, str], bytes]


def snak(property_id: str, value: Any, kind: str) -> dict[str, Any]:
    return {"snaktype": "value", "property": property_id, "datavalue": {"value": value, "type": kind}}


def item_snak(property_id: str, qid: str) -> dict[str, Any]:
    value = {"entity-type": "item", "numeric-id": int(qid[1:]), "id": qid}
    return snak(property_id, value, "wikibase-entityid")


def time_snak(property_id: str, day: str, calendar: str = "Q1985727") -> dict[str, Any]:
    precision = {4: 9, 7: 10, 10: 11}[len(day)]
    value = {
        "time": f"+{(day + '-00-00')[:10]}T00:00:00Z",
        "timezone": 0,
        "before": 0,
        "after": 0,
        "precision": precision,
        "calendarmodel": f"http://www.wikidata.org/entity/{calendar}",
    }
    return snak(property_id, value, "time")


def statement(mainsnak: dict[str, Any], rank: str = "normal", **qualifiers: dict[str, Any]) -> dict[str, Any]:
    return {
        "mainsnak": mainsnak,
        "type": "statement",
        "rank": rank,
        "qualifiers": {key: [value] for key, value in qualifiers.items()},
    }


def office(qid: str, began: str = "", ended: str = "", rank: str = "normal") -> dict[str, Any]:
    days = {"P580": began, "P582": ended}
    return statement(item_snak("P39", qid), rank, **{key: time_snak(key, day) for key, day in days.items() if day})


def item(
    qid: str, label: str, description: str = "", claims: Mapping[str, list[dict[str, Any]]] | None = None, **more: str
) -> dict[str, Any]:
    """An item with words in English, and in the languages of `more` (de="…") a description."""
    described = ({"en": description} if description else {}) | more
    return {
        "type": "item",
        "id": qid,
        "labels": {"en": {"language": "en", "value": label}},
        "descriptions": {code: {"language": code, "value": words} for code, words in described.items()},
        "aliases": [],
        "claims": claims or [],
        "sitelinks": {},
    }


def human(*claims: dict[str, Any]) -> dict[str, list[dict[str, Any]]]:
    together: dict[str, list[dict[str, Any]]] = {"P31": [statement(item_snak("P31", "Q5"))]}
    for one in claims:
        together.setdefault(one["mainsnak"]["property"], []).append(one)
    return together


@dataclass
class Service:
    """What the server knows, and what it was asked."""

    home: str = ""
    items: dict[str, dict[str, Any]] = field(default_factory=dict)
    found: dict[str, list[str]] = field(default_factory=dict)
    """By the name that is searched, the ids of items."""
    licences: dict[str, str] = field(default_factory=dict)
    replies: dict[str, list[Reply]] = field(default_factory=dict)
    """By a path, what is answered there first, one after the other."""
    asked: list[str] = field(default_factory=list)
    agents: set[str] = field(default_factory=set)

    def add(self, *items: dict[str, Any]) -> None:
        for one in items:
            self.items[one["id"]] = one
            self.found.setdefault(one["labels"]["en"]["value"], []).append(one["id"])

    def reply(self, address: str) -> Reply:
        self.asked.append(address)
        parts = urlsplit(address)
        if self.replies.get(parts.path):
            return self.replies[parts.path].pop(0)
        if parts.path == "/w/api.php":
            return as_json(self._api({key: values[0] for key, values in parse_qs(parts.query).items()}))
        qid = parts.path.removeprefix("/wiki/Special:EntityData/").removesuffix(".json")
        found = self.items.get(qid)
        return as_json({"entities": {found["id"]: found}}) if found else (404, {}, b"<h1>Not Found</h1>")

    def _api(self, asked: Mapping[str, str]) -> Any:
        if asked["action"] == "wbsearchentities":
            hits = [self.items[qid] for qid in self.found.get(asked["search"], [])]
            return {"searchinfo": {"search": asked["search"]}, "search": [_hit(one) for one in hits], "success": 1}
        licence = self.licences.get(asked["titles"])
        info = [{"extmetadata": {"LicenseShortName": {"value": licence, "hidden": ""}}}] if licence else []
        return {"query": {"pages": {"-1": {"title": asked["titles"], "missing": "", "imageinfo": info}}}}


def _hit(one: dict[str, Any]) -> dict[str, Any]:
    label = one["labels"]["en"]["value"]
    told = one["descriptions"].get("en", {}).get("value", "")
    match = {"type": "label", "language": "en", "text": label}
    return {"id": one["id"], "title": one["id"], "label": label, "description": told, "match": match}


def as_json(value: Any) -> Reply:
    return 200, {"Content-Type": "application/json"}, json.dumps(value).encode()


@contextmanager
def running(service: Service) -> Iterator[Service]:
    """The service, answering at its `home` on a loopback address."""

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            service.agents.add(self.headers["User-Agent"])
            status, headers, body = service.reply(self.path)
            self.send_response(status)
            for name, value in {"Content-Length": str(len(body)), **headers}.items():
                self.send_header(name, value)
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, format: str, *args: Any) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True).start()
    service.home = f"http://127.0.0.1:{server.server_address[1]}"
    try:
        yield service
    finally:
        server.shutdown()
        server.server_close()
