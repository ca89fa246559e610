"""A preview as a program of its own: who is answered, how many may stall it, how quickly it follows and ends."""

from __future__ import annotations

import json
import os
import re
import select
import signal
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from commands import fork, run_sitegen

from sitegen.cli import cli

STORY = "---\ntitle: Late\n---\n“It is late,” said Ines Duarte, the harbour master of Lisbon. Edit {}.\n"


class Running:
    """A preview in a process of its own."""

    def __init__(self, project: Path, *words: str) -> None:
        self.project = project
        read_end, write_end = os.pipe()
        with open(os.devnull, "rb") as nothing:
            streams = (nothing.fileno(), write_end, write_end)
            self.process = fork(("serve", str(project), *words), project.parent, streams)
        os.close(write_end)
        self.process.stdout = os.fdopen(read_end, encoding="utf-8")
        self.lines: list[str] = []
        self._ready = threading.Event()
        threading.Thread(target=self._read, daemon=True).start()
        assert self._ready.wait(20), self.lines
        found = re.search(r"at http://([^/:]+|\[.*\]):(\d+)(/\S*) ", self.told)
        assert found, self.told
        self.port = int(found[2])

    def _read(self) -> None:
        assert self.process.stdout is not None
        for line in self.process.stdout:
            self.lines.append(line)
            if "Ctrl-C" in line:
                self._ready.set()
        self._ready.set()

    @property
    def told(self) -> str:
        return "".join(self.lines)

    def wait_to_tell(self, words: str, within: float = 5.0) -> None:
        deadline = time.monotonic() + within
        while words not in self.told:
            assert time.monotonic() < deadline, f"{words!r} was not told:\n{self.told}"
            time.sleep(0.01)

    def connect(self) -> socket.socket:
        return socket.create_connection(("127.0.0.1", self.port), timeout=5)

    def ask(self, path: str = "/", *headers: str, host: str = "", method: str = "GET") -> tuple[int, str, str]:
        """Status, headers and content of the answer to exactly this request."""
        host = host or f"127.0.0.1:{self.port}"
        lines = (f"{method} {path} HTTP/1.1", f"Host: {host}", "Connection: close", *headers, "", "")
        with self.connect() as connection:
            connection.sendall("\r\n".join(lines).encode("latin-1"))
            answer = b"".join(iter(lambda: connection.recv(65536), b"")).decode("utf-8", "replace")
        head, _, content = answer.partition("\r\n\r\n")
        return int(head.split()[1]) if head else 0, head.lower(), content

    def listen(self, path: str = "/") -> socket.socket:
        """An open stream of events."""
        connection = self.connect()
        request = f"GET /.sitegen/events?path={path} HTTP/1.1\r\nHost: 127.0.0.1:{self.port}\r\n\r\n"
        connection.sendall(request.encode())
        return connection

    def wait_for(self, words: str, path: str = "/articles/late.html", within: float = 10.0) -> None:
        """Ask for the page until it has these words."""
        deadline = time.monotonic() + within
        while time.monotonic() < deadline:
            if words in self.ask(path)[2]:
                return
            time.sleep(0.01)
        raise AssertionError(f"{words!r} did not come within {within} s:\n{self.told}")

    def stop(self, how: int = signal.SIGINT) -> tuple[int, bool]:
        """Exit status, and whether it took less than five seconds, of which a busy machine may need some."""
        begun = time.monotonic()
        self.process.send_signal(how)
        try:
            return self.process.wait(10), time.monotonic() - begun < 5
        finally:
            self.process.kill()


Start = Callable[..., Running]


def make_project(place: Path) -> Path:
    folder = place / "project"
    (folder / "static").mkdir(parents=True)
    (folder / "late.md").write_text(STORY.format(0), encoding="utf-8")
    (folder / "static" / "kept.txt").write_text("kept")
    (place / "secret.txt").write_text("hidden treasure")
    (folder / "static" / "link.txt").symlink_to(place / "secret.txt")
    (folder / "static" / "folder").symlink_to(place)
    return folder


@pytest.fixture
def project(tmp_path: Path) -> Path:
    return make_project(tmp_path)


@pytest.fixture(scope="module")
def running(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Running]:
    """One preview for all tests that change nothing."""
    one = Running(make_project(tmp_path_factory.mktemp("serve")), "--port", "0")
    yield one
    one.process.kill()
    one.process.wait(10)


@pytest.fixture
def start(project: Path) -> Iterator[Start]:
    running: list[Running] = []

    def start_one(*words: str) -> Running:
        running.append(Running(project, *(words or ("--port", "0"))))
        return running[-1]

    yield start_one
    for one in running:
        one.process.kill()
        one.process.wait(10)


def write(path: Path, content: str) -> None:
    path.write_text(content, encoding="utf-8")


def test_nothing_outside_the_site_can_be_had(running: Running) -> None:
    outside = running.project.parent
    assert running.ask("/kept.txt")[2] == "kept"
    for path in (
        "/link.txt",
        "/folder/secret.txt",
        "/../secret.txt",
        "/..%2fsecret.txt",
        "/%2e%2e/secret.txt",
        "/%2e%2e%2fsecret.txt",
        "/%252e%252e%252fsecret.txt",
        "/..\\secret.txt",
        "/..%5csecret.txt",
        "/static/../../secret.txt",
        "//secret.txt",
        f"/{outside}/secret.txt",
        f"//{outside}/secret.txt",
        f"/file:{outside}/secret.txt",
        f"http://127.0.0.1:{running.port}/../secret.txt",
        f"/kept.txt%00{outside}/secret.txt",
        "/kept.txt/../../secret.txt",
        "/late.md",
        "/site.yaml",
        "/@fs/etc/passwd",
        "/.git/config",
    ):
        status, _, content = running.ask(path)
        assert status in {400, 404}, path
        assert "treasure" not in content
        assert "harbour master of Lisbon. Edit" not in content


def test_folders_are_not_listed(running: Running) -> None:
    for path in ("/assets/", "/assets", "/articles/", "/.sitegen/", "/static/"):
        status, _, content = running.ask(path)
        assert status == 404
        assert "style.css</a>" not in content
        assert "late.html" not in content


@pytest.mark.parametrize("host", ["evil.example", "evil.example:{}", "localhost:1", "127.1:{}", "localhost:0{}"])
def test_other_names_are_refused(running: Running, host: str) -> None:
    for path in ("/", "/.sitegen/events", "/.sitegen/live.js"):
        status, head, content = running.ask(path, host=host.format(running.port))
        assert status == 403
        assert "access-control" not in head
        assert "harbour" not in content
    assert running.ask("/", host=f"localhost:{running.port}")[0] == 200


def test_other_origins_are_refused(running: Running) -> None:
    for origin in ("http://evil.example", "null", "http://1.2.3.4:1", f"https://127.0.0.1:{running.port}"):
        status, head, _ = running.ask("/", f"Origin: {origin}")
        assert (status, "access-control" in head) == (403, False)
    assert running.ask("/", f"Origin: http://127.0.0.1:{running.port}")[0] == 200
    assert running.ask("/", f"Origin: http://localhost:{running.port}")[0] == 403
    assert running.ask("/", "Origin: null", method="OPTIONS")[0] == 403


@pytest.mark.parametrize(
    "request_line", ["GET / HTTP/1.1\r\n\r\n", "GET / HTTP/1.0\r\n\r\n", "GET / HTTP/1.1\r\nHost: a\r\nHost: b\r\n\r\n"]
)
def test_a_request_without_one_host_is_refused(running: Running, request_line: str) -> None:
    with running.connect() as connection:
        connection.sendall(request_line.encode())
        assert connection.recv(200).split()[1] in {b"400", b"403"}


def test_only_this_machine_is_listened_to(running: Running) -> None:
    found = socket.getaddrinfo(socket.gethostname(), None, socket.AF_INET)
    for own in {"127.0.0.2", *(str(address[0]) for *_, address in found)} - {"127.0.0.1"}:
        with pytest.raises(OSError, match="refused"):
            socket.create_connection((own, running.port), timeout=2)


def test_all_addresses_when_asked(start: Start) -> None:
    running = start("--port", "0", "--host", "0.0.0.0")
    assert "Everybody who can reach this machine" in running.told
    assert running.ask("/")[0] == 200
    assert running.ask("/", host=f"{socket.gethostname()}:{running.port}")[0] == 200
    assert running.ask("/", host=f"evil.example:{running.port}")[0] == 403
    assert running.ask("/", host=f"0.0.0.0:{running.port}")[0] == 403


def test_stalled_clients_hold_nobody_up(start: Start, project: Path) -> None:
    running = start()
    stalled = [running.connect() for _ in range(50)]
    for number, connection in enumerate(stalled):
        connection.sendall(b"GET / HT" if number % 2 else b"GET / HTTP/1.1\r\nHost: 127.0.0.1\r\nX-Slow: a")
    streams = [running.listen() for _ in range(50)]  # and none of them ever reads
    assert running.ask("/")[0] == 200, "and within the seconds after which a connection of the test gives up"
    write(project / "late.md", STORY.format("after the stalled"))
    running.wait_for("Edit after the stalled.")
    for connection in stalled[:2]:
        connection.sendall(b"TP/1.1\r\n")
    assert running.stop() == (0, True)
    for connection in (*stalled, *streams):
        connection.close()


def test_the_last_of_many_quick_edits_is_shown(start: Start, project: Path) -> None:
    running = start()
    for number in range(1, 201):
        write(project / "late.md", STORY.format(number))
        time.sleep(0.002)
    running.wait_for("Edit 200.")
    assert len(re.findall("late.md:", running.told)) < 100, "bursts are one rebuild"


def test_an_open_page_hears_of_an_edit(start: Start, project: Path) -> None:
    running = start()
    page = running.ask("/articles/late.html")[2]
    known = "&".join(f"{k}={v}" for k, v in re.findall(r'data-(page|files|styles)="(\w+)"', page))
    with running.listen(f"/articles/late.html&{known}") as stream:
        heard = b""
        while b"retry: 500" not in heard:
            heard += stream.recv(65536)
        assert not select.select([stream], [], [], 0.5)[0], "nothing has changed"
        write(project / "late.md", STORY.format("for the open page"))
        heard = stream.recv(65536)
    assert b"event: reload" in heard


def test_a_mistake_is_told_here_and_there_and_then_mended(start: Start, project: Path) -> None:
    running = start()
    write(project / "late.md", "---\ntitle: Late\nautor: me\n---\nBroken.\n")
    running.wait_for("1 mistake")
    page = running.ask("/articles/late.html")[2]
    assert "late.md:3" in page
    assert "did you mean" in page
    assert "Edit 0." in page, "the last good build"
    running.wait_to_tell("late.md:3:1: error[SG10")
    write(project / "late.md", STORY.format("mended"))
    running.wait_for("Edit mended.")
    assert "mistake" not in running.ask("/articles/late.html")[2]


def test_a_mistake_at_the_start_is_shown_and_then_mended(start: Start, project: Path) -> None:
    write(project / "late.md", "---\ntitle: [\n---\nBroken.\n")
    running = start()
    status, _, page = running.ask("/")
    assert status == 500
    assert "late.md:" in page
    write(project / "late.md", STORY.format("mended"))
    running.wait_for("Edit mended.")
    assert running.ask("/")[0] == 200


def test_a_warning_is_told_when_it_is_new(start: Start, project: Path) -> None:
    write(project / "other.txt", "A story without a headline.\n")
    running = start()
    for number in range(3):
        write(project / "late.md", STORY.format(f"w{number}"))
        running.wait_for(f"Edit w{number}.")
    assert running.told.count("warning[SG310]") == 1
    write(project / "another.txt", "One more of them.\n")
    running.wait_for("One more", "/")
    running.wait_to_tell("another.txt:1: warning[SG310]")
    assert running.told.count("warning[SG310]") == 3


def test_nothing_is_written(start: Start, project: Path) -> None:
    def everything() -> list[str]:
        return sorted(str(path) for path in project.parent.rglob("*"))

    before = everything()
    running = start()
    running.ask("/")
    write(project / "late.md", STORY.format("one"))
    running.wait_for("Edit one.")
    running.stop()
    assert everything() == before


def test_a_project_site_is_rehearsed(start: Start) -> None:
    running = start("--port", "0", "--base-path", "/repo")
    assert "/repo/ " in running.told
    assert running.ask("/repo/articles/late")[0] == 200
    assert running.ask("/articles/late")[0] == 404
    assert 'href="/repo/index.html"' in running.ask("/repo/nothing/deep")[2]


def test_the_default_port_gives_way_and_a_given_one_does_not(start: Start, project: Path) -> None:
    with socket.socket() as taken:
        taken.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            taken.bind(("127.0.0.1", 8000))
            taken.listen()
        except OSError:
            pass  # somebody else has it: just as well
        running = start("--format", "text")
        assert running.port > 8000
        assert "8000 is taken" in running.told
        words = [sys.executable, "-m", "sitegen", "serve", str(project), "--port", str(running.port)]
        done = subprocess.run(words, capture_output=True, text=True, check=False, timeout=20)
        assert done.returncode == 1
        assert f"error[SG701]: port {running.port} is taken" in done.stderr


@pytest.mark.parametrize("how", [signal.SIGINT, signal.SIGTERM])
def test_it_stops_at_once_and_quietly(start: Start, how: signal.Signals) -> None:
    running = start()
    streams = [running.listen() for _ in range(3)]
    time.sleep(0.1)
    assert running.stop(how) == (0, True)
    assert "Traceback" not in running.told
    for stream in streams:
        stream.close()


def test_it_stops_in_the_middle_of_a_rebuild(start: Start, project: Path) -> None:
    (project / "theme" / "templates").mkdir(parents=True)
    running = start()
    endless = "{% for a in range(99999) %}{% for b in range(99999) %}{% endfor %}{% endfor %}"
    write(project / "theme" / "templates" / "article.html", endless)
    write(project / "late.md", STORY.format("never seen"))
    time.sleep(0.8)
    assert running.ask("/articles/late")[0] == 200, "answers meanwhile"
    assert "never seen" not in running.ask("/articles/late")[2]
    assert running.stop() == (0, True)


@pytest.mark.parametrize("words", ["..", "/a/../b", "/a b", "/<x>", "/.sitegen", "/a?b", "//evil.example/%2e"])
def test_a_base_path_that_is_none_is_refused(words: str, project: Path) -> None:
    from click.testing import CliRunner

    assert CliRunner().invoke(cli, ["serve", str(project), "--base-path", words]).exit_code == 2


def asked(running: Running, name: str, body: str, *headers: str) -> tuple[int, Any]:
    """Status and JSON of the desk's answer to a page of the preview."""
    page = running.ask("/articles/late.html")[2]
    token = re.search(r'desk.js" data-token="([\w-]+)"', page)
    assert token
    own = (f"Origin: http://127.0.0.1:{running.port}", f"X-Sitegen-Token: {token[1]}", "Content-Type: application/json")
    length = f"Content-Length: {len(body.encode())}\r\n\r\n{body}"
    status, _, content = running.ask(f"/.sitegen/desk/{name}", *own, *headers, length, method="POST")
    return status, json.loads(content[: content.rindex("}") + 1])


def test_a_correction_goes_to_the_file_and_comes_to_the_page(start: Start, project: Path) -> None:
    running = start("--port", "0", "--review")
    state = json.loads(running.ask("/.sitegen/desk/article?path=/articles/late.html")[2])
    mention = next(one for one in state["mentions"] if one["words"] == "Ines Duarte")
    page = running.ask("/articles/late.html")[2]
    assert f'id="{mention["fragment"]}"' in page
    at = {"start": mention["start"], "end": mention["end"]}
    move = {"act": "hide", "article": "late.md", "at": at}
    status, seen = asked(running, "preview", json.dumps({"move": move, "digests": state["digests"]}))
    assert (status, seen["files"][0]["path"]) == (200, "late.md")
    assert asked(running, "write", json.dumps({"move": move, "digests": seen["digests"]}))[0] == 200
    assert (project / "late.md").read_text().startswith('---\ntitle: Late\nentities:\n  Ines Duarte: ""\n---\n“It')
    deadline = time.monotonic() + 10
    while f'id="{mention["fragment"]}"' in running.ask("/articles/late.html")[2]:
        assert time.monotonic() < deadline, "the page is made anew"
        time.sleep(0.01)
    assert asked(running, "undo", "{}")[0] == 200
    assert (project / "late.md").read_text() == STORY.format(0)


def test_a_desk_is_not_held_up_by_stalled_clients(start: Start, project: Path) -> None:
    running = start("--port", "0", "--review")
    stalled = [running.connect() for _ in range(50)]
    token = re.search(r'data-token="([\w-]+)"', running.ask("/articles/late.html")[2])
    assert token
    head = f"POST /.sitegen/desk/write HTTP/1.1\r\nHost: 127.0.0.1:{running.port}\r\nX-Sitegen-Token: {token[1]}\r\n"
    own = (
        f"Origin: http://127.0.0.1:{running.port}\r\nContent-Type: application/json\r\nContent-Length: 60000\r\n\r\n{{"
    )
    for connection in stalled:
        connection.sendall((head + own).encode())
    assert asked(running, "undo", "{}")[0] == 422
    assert running.stop() == (0, True)
    for connection in stalled:
        connection.close()
    assert (project / "late.md").read_text() == STORY.format(0)


@pytest.mark.parametrize("host", ["0.0.0.0", "::", "192.0.2.1"])
def test_a_desk_that_others_could_reach_is_refused(host: str, project: Path) -> None:
    done = run_sitegen("serve", str(project), "--review", "--host", host, "--port", "0", cwd=project)
    assert done.returncode == 1
    assert "error[SG750]" in done.stderr
    assert "Traceback" not in done.stderr


def test_without_review_pages_have_no_desk(running: Running) -> None:
    assert "desk" not in running.ask("/articles/late.html")[2]
    for name in ("desk.js", "desk.css", "desk/article?path=/articles/late.html", "desk/entities?q=a"):
        assert running.ask(f"/.sitegen/{name}")[0] == 404


def test_an_address_that_is_none_is_refused(project: Path) -> None:
    words = [sys.executable, "-m", "sitegen", "serve", str(project), "--host", "192.0.2.1"]
    done = subprocess.run(words, capture_output=True, text=True, check=False, timeout=20)
    assert done.returncode == 1
    assert "error[SG702]" in done.stderr
