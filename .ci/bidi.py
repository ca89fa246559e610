"""A Firefox without a window, driven over WebDriver BiDi (W3C): it needs no driver beside the browser."""

from __future__ import annotations

import json
import re
import shutil
import subprocess
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from websockets.sync.client import ClientConnection, connect

KEYS = {"Tab": "\ue004", "Shift": "\ue008", "Alt": "\ue00a", "Escape": "\ue00c", "ArrowDown": "\ue015"}
SETTINGS = {
    "app.normandy.enabled": "false",
    "datareporting.policy.dataSubmissionEnabled": "false",
    "browser.region.update.enabled": "false",
}
"""Nobody is asked for anything."""


class Page:
    """A tab of a Firefox."""

    def __init__(self, socket: ClientConnection) -> None:
        self._socket, self._sent = socket, 0
        self.complaints: list[str] = []
        self.call("session.new", capabilities={})
        self.call("session.subscribe", events=["log.entryAdded"])
        self._tab = self.call("browsingContext.create", type="tab")["context"]  # the first one never has the focus

    def call(self, method: str, **params: Any) -> dict[str, Any]:
        """What the browser answers. Raises RuntimeError when it refuses."""
        self._sent += 1
        self._socket.send(json.dumps({"id": self._sent, "method": method, "params": params}))
        while (answer := json.loads(self._socket.recv(timeout=60))).get("id") != self._sent:
            told = answer.get("params", {})
            if told.get("level") in ("error", "warn"):
                self.complaints.append(told["text"])
        if answer["type"] == "error":
            raise RuntimeError(f"{method}: {answer['message']}")
        return dict(answer["result"])

    def visit(self, address: str, width: int = 1280, height: int = 900) -> None:
        """Opens a page in a window of this size, with the pointer in its corner."""
        self.call("browsingContext.setViewport", context=self._tab, viewport={"width": width, "height": height})
        self.move(1, 1)
        self.call("browsingContext.navigate", context=self._tab, url=address, wait="complete")

    def evaluate(self, expression: str) -> Any:
        """The value of an expression in the page, as JSON tells it. Raises RuntimeError for one that throws."""
        done = self.call(
            "script.evaluate",
            expression=f"JSON.stringify({expression}) ?? 'null'",
            target={"context": self._tab},
            awaitPromise=True,
        )
        if done["type"] == "exception":
            raise RuntimeError(done["exceptionDetails"]["text"])
        return json.loads(done["result"]["value"])

    def middle(self, selector: str) -> tuple[int, int]:
        """Where an element is in the window, once it has been scrolled there."""
        x, y = self.evaluate(
            f"""(e => {{
                e.scrollIntoView({{block: 'center', behavior: 'instant'}});
                const box = e.getClientRects()[0];
                return [box.x + box.width / 2, box.y + box.height / 2];
            }})(document.querySelector({json.dumps(selector)}))"""
        )
        return round(x), round(y)

    def move(self, x: int, y: int) -> None:
        """Moves the mouse there."""
        self._act("pointer", [{"type": "pointerMove", "x": x, "y": y}], pointerType="mouse")

    def tap(self, x: int, y: int) -> None:
        """Touches the window there."""
        way = {"type": "pointerMove", "x": x, "y": y}
        down, up = ({"type": kind, "button": 0} for kind in ("pointerDown", "pointerUp"))
        self._act("pointer", [way, down, {"type": "pause", "duration": 40}, up], pointerType="touch")

    def press(self, *keys: str) -> None:
        """Presses keys together, as in press("Alt", "ArrowDown")."""
        down = [{"type": "keyDown", "value": KEYS[key]} for key in keys]
        self._act("key", [*down, *({"type": "keyUp", "value": KEYS[key]} for key in reversed(keys))])

    def _act(self, kind: str, actions: Sequence[dict[str, Any]], **parameters: str) -> None:
        source = {"type": kind, "id": parameters.get("pointerType", kind), "actions": list(actions)}
        if parameters:
            source["parameters"] = parameters
        self.call("input.performActions", context=self._tab, actions=[source])


@contextmanager
def firefox(profile: Path) -> Iterator[Page]:
    """A Firefox with an empty profile in this folder. Raises TimeoutError when it does not come up in a minute."""
    path = next(filter(None, map(shutil.which, ("firefox-esr", "firefox"))))
    (profile / "user.js").write_text("".join(f'user_pref("{name}", {value});\n' for name, value in SETTINGS.items()))
    command = [path, "--headless", "--no-remote", "--profile", str(profile), "--remote-debugging-port", "0"]
    with (profile / "log.txt").open("w") as log, subprocess.Popen(command, stdout=log, stderr=log) as process:
        try:
            with connect(f"{_address(profile / 'log.txt')}/session", max_size=None) as socket:
                yield Page(socket)
        finally:
            process.terminate()


def _address(log: Path) -> str:
    for _ in range(600):
        if found := re.search(r"WebDriver BiDi listening on (ws://\S+)", log.read_text(errors="replace")):
            return found[1]
        time.sleep(0.1)
    raise TimeoutError(log.read_text(errors="replace")[-2000:])
