"""A site is published whole or not at all, and nothing is lost that sitegen did not write."""

from __future__ import annotations

import ast
import errno
import hashlib
import os
import random
import signal
import sys
import threading
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import suppress
from pathlib import Path
from typing import cast

import pytest

from sitegen.diagnostics import Diagnostic, SitegenError
from sitegen.publish import (
    KeptFiles,
    OutputFile,
    Publishable,
    Published,
    Stage,
    publish,
    staging,
    swap,
)
from sitegen.publish.manifest import HEADER
from sitegen.publish.survey import take_survey
from sitegen.publish.tree import Stamps, stamps_of

resource = pytest.importorskip("resource")

OLD = {"index.html": "old home", "articles/harbour.html": "old harbour", "articles/gone.html": "soon gone"}
NEW = {"index.html": "new home", "articles/harbour.html": "new harbour", "people/ada-brook.html": "Ada Brook"}

STRANGERS = {
    ".git/HEAD": "ref: refs/heads/main",
    ".git/hooks/deep/x": "",
    "CNAME": "news.example",
    "articles/mine": "m",
}
"""Files that somebody else put into the output."""

FILE_SYSTEM = (
    "open",
    "write",
    "close",
    "mkdir",
    "chmod",
    "link",
    "rename",
    "listdir",
    "scandir",
    "lstat",
    "rmdir",
    "unlink",
)
"""The calls of the system that publishing uses; the exchange and the flush are counted apart."""

Sites = Mapping[str, str]


def files(site: Sites) -> Iterator[OutputFile]:
    return (OutputFile(path, text.encode()) for path, text in site.items())


def put(folder: Path, site: Sites) -> None:
    for path, text in site.items():
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_text(text)


def what_stands(folder: Path) -> dict[str, str]:
    """Every file but the manifest, with its text or its target."""
    return {
        path.relative_to(folder).as_posix(): f"-> {os.readlink(path)}" if path.is_symlink() else path.read_text()
        for path in folder.rglob("*")
        if (path.is_symlink() or path.is_file()) and path.name != ".sitegen"
    }


def codes(error: pytest.ExceptionInfo[SitegenError]) -> list[str]:
    return [diagnostic.code for diagnostic in error.value.diagnostics]


@pytest.fixture
def output(tmp_path: Path) -> Path:
    """An output that holds the old site and what strangers put there."""
    folder = tmp_path / "out" / "site"
    publish(files(OLD), folder)
    put(folder, STRANGERS)
    return folder


def beside(output: Path) -> list[str]:
    return sorted(path.name for path in output.parent.iterdir() if path != output)


class TestContent:
    def test_the_output_holds_the_files_and_says_which_are_ours(self, tmp_path: Path) -> None:
        published = publish(files(NEW), tmp_path / "a" / "b")
        assert published == Published(tmp_path / "a" / "b", 3, 28)
        assert what_stands(tmp_path / "a" / "b") == NEW
        header, *lines = (tmp_path / "a" / "b" / ".sitegen").read_text().splitlines(keepends=True)
        assert header == HEADER
        assert [line.split()[1] for line in lines] == sorted(NEW)
        assert beside(tmp_path / "a" / "b") == []

    def test_a_new_site_replaces_the_old_one_and_leaves_the_rest(self, output: Path) -> None:
        publish(files(NEW), output)
        assert what_stands(output) == NEW | STRANGERS
        assert beside(output) == []

    def test_folders_without_pages_go_and_those_of_others_stay(self, output: Path) -> None:
        (output / "uploads").mkdir()
        publish(files({"index.html": "only"}), output)
        publish(files({"a/b/c.html": "deep"}), output)
        publish(files({"index.html": "only"}), output)
        assert sorted(path.name for path in output.iterdir() if path.is_dir()) == [".git", "articles", "uploads"]

    def test_what_others_wrote_keeps_its_permissions_times_and_links(self, output: Path) -> None:
        (output / "latest").symlink_to("articles/mine")
        (output / "nowhere").symlink_to("/nonexistent")
        os.chmod(output / "CNAME", 0o640)
        os.utime(output / "CNAME", ns=(1, 10**18 + 1))
        os.chmod(output / ".git" / "hooks", 0o555)
        os.utime(output / ".git", ns=(1, 10**18 + 7))
        before = {path: path.lstat() for path in output.rglob("*")}
        publish(files(OLD), output)
        for path, status in before.items():
            if path.name == ".sitegen" or path.relative_to(output).as_posix() in (*OLD, "articles"):
                continue
            now = path.lstat()
            assert (now.st_mode, now.st_uid, now.st_mtime_ns) == (status.st_mode, status.st_uid, status.st_mtime_ns)

    def test_everybody_may_read_the_site_whatever_the_umask(self, tmp_path: Path) -> None:
        mask = os.umask(0o077)
        try:
            publish(files(NEW), tmp_path / "deep" / "site")
        finally:
            os.umask(mask)
        for path in (tmp_path / "deep", *(tmp_path / "deep").rglob("*")):
            assert path.stat().st_mode & 0o777 == (0o755 if path.is_dir() else 0o644), path

    def test_a_listed_file_that_was_edited_is_ours(self, output: Path) -> None:
        (output / "index.html").write_text("edited by hand")
        publish(files(NEW), output)
        assert (output / "index.html").read_text() == "new home"

    def test_the_same_file_written_by_hand_stays_the_hand_s(self, output: Path) -> None:
        publish(files(NEW | {"CNAME": "news.example"}), output)
        assert "CNAME" not in (output / ".sitegen").read_text()
        publish(files(NEW), output)
        assert (output / "CNAME").read_text() == "news.example"

    def test_the_bytes_of_the_manifest_depend_on_the_files_alone(self, tmp_path: Path) -> None:
        publish(files(NEW), tmp_path / "one")
        publish(files(OLD), tmp_path / "two")
        publish(files(dict(reversed(NEW.items()))), tmp_path / "two")
        assert (tmp_path / "one" / ".sitegen").read_bytes() == (tmp_path / "two" / ".sitegen").read_bytes()

    @pytest.mark.parametrize("names", [(), (".git",), ("CNAME", ".nojekyll", ".git")])
    def test_a_folder_without_a_site_may_be_empty_or_hold_a_repository(self, tmp_path: Path, names: list[str]) -> None:
        folder = tmp_path / "site"
        folder.mkdir()
        for name in names:
            (folder / name).mkdir()
        publish(files(NEW), folder)
        assert what_stands(folder) == NEW


IMPOSSIBLE = [
    # path, word of the message
    ("", "empty"),
    ("/etc/cron.d/x", "absolute"),
    ("../x", "leaves"),
    ("a/../../x", "leaves"),
    ("a//x", "without a name"),
    ("./x", "without a name"),
    ("a/", "without a name"),
    ("a\\..\\x", "character"),
    ("a\0b", "character"),
    ("a\nb", "character"),
    ("C:/x", "character"),
    ("con", "Windows"),
    ("a/Aux.html", "Windows"),
    ("a/lpt1.tar.gz", "Windows"),
    ("point.", "point"),
    ("space /x", "space"),
    ("\ud800", "Unicode"),
    ("ü" * 128, "longer"),
    (".sitegen", "list"),
    (".Sitegen/x", "list"),
]

POSSIBLE = [
    "a",
    "a/b/c.html",
    "..a",
    "a..b/x",
    "…",
    "ü" * 127,
    "console.html",
    "com10",
    ".nojekyll",
    "a b",
    "x/.sitegen",
]

CLASHES = [
    ("A.html", "a.html"),
    ("Ärger.html", "A\u0308rger.html"),
    ("stra\u00dfe", "STRASSE"),
    ("a", "a/b"),
    ("a/b", "A"),
    ("same", "same"),
    ("x/y/z", "X/Y"),
]

NO_CLASHES = [("a.html", "b.html"), ("a", "a.html"), ("A/x", "a/y"), ("resume", "résumé"), ("a/b", "b/a")]


IN_THE_WAY = [
    ("CNAME", "other"),
    ("cname", "news.example"),
    (".git", "file where a folder is"),
    ("CNAME/x", "folder where a file is"),
    ("articles/mine/x", "x"),
]


class TestAddresses:
    @pytest.mark.parametrize(("path", "word"), IMPOSSIBLE)
    def test_refused(self, output: Path, path: str, word: str) -> None:
        with pytest.raises(SitegenError, match=word) as error:
            publish([OutputFile("ok", b""), OutputFile(path, b"", "pages/x.md")], output)
        assert codes(error) == ["SG420"]
        assert what_stands(output) == OLD | STRANGERS

    def test_accepted(self, tmp_path: Path) -> None:
        publish((OutputFile(f"{n}/{path}", b"") for n, path in enumerate(POSSIBLE)), tmp_path / "site")
        assert len(what_stands(tmp_path / "site")) == len(POSSIBLE) - 1, "the file named .sitegen is not looked at"

    @pytest.mark.parametrize(("one", "other"), CLASHES)
    def test_two_files_at_one_address(self, output: Path, one: str, other: str) -> None:
        with pytest.raises(SitegenError) as error:
            publish([OutputFile(one, b"1", "first.md"), OutputFile(other, b"1", "second.md")], output)
        assert codes(error) == ["SG421"]
        assert all(word in str(error.value) for word in (one, other, "first.md", "second.md"))
        assert what_stands(output) == OLD | STRANGERS

    @pytest.mark.parametrize(("one", "other"), NO_CLASHES)
    def test_two_files_at_two_addresses(self, tmp_path: Path, one: str, other: str) -> None:
        assert publish(files({one: "1", other: "2"}), tmp_path / "site").files == 2

    def test_all_mistakes_come_in_one_run(self, output: Path) -> None:
        def wrong() -> Iterator[OutputFile]:
            yield from (OutputFile(path, b"") for path in ("..", "a", "A", "nul"))
            raise SitegenError(())

        with pytest.raises(SitegenError) as error:
            publish(wrong(), output)
        assert codes(error) == ["SG420", "SG421", "SG420"]

    @pytest.mark.parametrize(("path", "text"), IN_THE_WAY)
    def test_a_stranger_s_file_in_the_way(self, output: Path, path: str, text: str) -> None:
        with pytest.raises(SitegenError) as error:
            publish(files(NEW | {path: text}), output)
        assert set(codes(error)) == {"SG504"}
        assert what_stands(output) == OLD | STRANGERS
        assert beside(output) == []

    def test_a_link_in_the_output_leads_nobody_out(self, output: Path, tmp_path: Path) -> None:
        (tmp_path / "outside").mkdir()
        (output / "people").symlink_to(tmp_path / "outside")
        with pytest.raises(SitegenError, match="people"):
            publish(files(NEW), output)
        assert list((tmp_path / "outside").iterdir()) == []


PLACES = ("/", "..", ".", "{home}", "{home}/..", "{home}/project", "{home}/work", "{home}/link-to-project", "~root")


class TestPlace:
    @pytest.fixture
    def home(self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
        for name in ("home/project/articles", "home/work/here"):
            (tmp_path / name).mkdir(parents=True)
        monkeypatch.setenv("HOME", str(tmp_path / "home"))
        monkeypatch.chdir(tmp_path / "home" / "work" / "here")
        return tmp_path / "home"

    @pytest.mark.parametrize("place", PLACES)
    def test_where_no_site_may_stand(self, home: Path, place: str) -> None:
        (home / "link-to-project").symlink_to(home / "project")
        output = Path(place.format(home=home)).expanduser()
        with pytest.raises(SitegenError) as error:
            publish(files(NEW), output, protected=[home / "project"])
        assert codes(error) == ["SG501"]
        assert sorted(path.name for path in home.iterdir()) == ["link-to-project", "project", "work"]

    @pytest.mark.parametrize("place", ["{home}/project/_site", "{home}/new", "out", "../out", "{home}/project-2"])
    def test_where_one_may(self, home: Path, place: str) -> None:
        output = Path(place.format(home=home))
        publish(files(NEW), output, protected=[home / "project"])
        assert what_stands(output) == NEW

    def test_a_folder_of_somebody_else_is_left_alone(self, tmp_path: Path) -> None:
        put(tmp_path / "photos", {"cat.jpg": "cat"})
        with pytest.raises(SitegenError, match=r"cat\.jpg") as error:
            publish(files(NEW), tmp_path / "photos")
        assert codes(error) == ["SG503"]
        assert what_stands(tmp_path) == {"photos/cat.jpg": "cat"}

    def test_a_link_a_file_and_a_false_manifest_are_refused(self, tmp_path: Path) -> None:
        (tmp_path / "empty").mkdir()
        (tmp_path / "link").symlink_to(tmp_path / "empty")
        put(tmp_path, {"file": "f", "false/.sitegen": "mine", "cut/.sitegen": HEADER + "00", "folder/.sitegen/x": "x"})
        for name, code in (("link", 2), ("file", 2), ("file/site", 2), ("false", 6), ("cut", 6), ("folder", 6)):
            with pytest.raises(SitegenError) as error:
                publish(files(NEW), tmp_path / name)
            assert codes(error) == [f"SG50{code}"], name
        assert list((tmp_path / "empty").iterdir()) == []

    def test_a_forged_manifest_removes_nothing_outside(self, output: Path, tmp_path: Path) -> None:
        put(tmp_path, {"precious": "p"})
        forged = "".join(f"{'0' * 64}  {path}\n" for path in ("../../precious", str(tmp_path / "precious"), ".git/.."))
        (output / ".sitegen").write_text(HEADER + forged)
        publish(files({"people/a.html": "a"}), output)
        assert (tmp_path / "precious").read_text() == "p"
        assert what_stands(output) == OLD | STRANGERS | {"people/a.html": "a"}


class Fault:
    """Stands in for the calls of the system; the one whose turn it is does not do its work (a close does)."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch, turn: int, strike: Callable[[], None]) -> None:
        self.turn, self.count, self.strike, self.close = turn, 0, strike, os.close
        for name in FILE_SYSTEM:
            monkeypatch.setattr(os, name, self.counted(getattr(os, name)))
        monkeypatch.setattr(swap, "_exchange", self.counted(swap._exchange))

    def counted(self, call: Callable[..., object]) -> Callable[..., object]:
        def stand_in(*arguments: object, **named: object) -> object:
            self.count += 1
            struck = self.count == self.turn
            if struck and call is not self.close:
                self.strike()
            result = call(*arguments, **named)
            if struck:
                self.strike()
            return result

        return stand_in


def io_error() -> None:
    raise OSError(errno.EIO, "Input/output error")


def no_exchange(one: bytes, other: bytes) -> int:
    return errno.ENOSYS


SMALL_OLD, SMALL_NEW = {"index.html": "old", "a/x": "1", "same": "s"}, {"index.html": "new", "b/y": "2", "same": "s"}
KEPT = {"CNAME": "c", ".git/HEAD": "h"}


@pytest.fixture(params=["exchange", "two renames"])
def one_step(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> bool:
    """Whether the system can exchange folders."""
    if request.param != "exchange":
        monkeypatch.setattr(swap, "_exchange", no_exchange)
    return bool(request.param == "exchange")


def recorded_in(output: Path, site: Sites) -> dict[str, Stamps]:
    """The files of the site that stand in the output, and their stamps."""
    stood = what_stands(output) if output.exists() else {}
    same = {path: stamps_of(str(output / path)) for path, text in stood.items() if site.get(path) == text}
    return {path: stamps for path, stamps in same.items() if stamps is not None}


def publish_with_twin(site: Sites, output: Path) -> None:
    """Publish as a build does that has a cache: what is the same is kept, and the site before is the twin."""
    folder = Path(staging.cache_of(str(output)))
    folder.mkdir(parents=True, exist_ok=True)

    def staged(stage: Stage) -> Iterator[Publishable]:
        survey = take_survey(str(output), stage.folder, recorded_in(output, site))
        kept = [path for path in survey.recorded if path in site]
        digests = {path: hashlib.sha256(site[path].encode()).hexdigest() for path in kept}
        size = sum(len(site[path]) for path in kept)
        yield KeptFiles(digests, size, lambda: ((path, "") for path in kept), kept, survey)
        for path in site.keys() - kept:
            yield stage.put(path, site[path].encode())

    publish(staged, output, twin=staging.twin_of(str(output)))


def publish_alone(site: Sites, output: Path) -> None:
    publish(files(site), output)


@pytest.fixture(params=[publish_alone, publish_with_twin])
def publishing(request: pytest.FixtureRequest) -> Callable[[Sites, Path], None]:
    """How sites are published."""
    return cast("Callable[[Sites, Path], None]", request.param)


class TestTwin:
    """The site before is made the next one."""

    def test_sites_follow_each_other(self, tmp_path: Path) -> None:
        output = tmp_path / "site"
        chance = random.Random(1)
        written = [0] * 8
        for turn in range(60):
            for _ in range(chance.choice((0, 1, 3))):
                written[chance.randrange(8)] += 1
            site = {"index.html": f"{turn % 3}"} | {
                f"{'deep/er/' * (n % 2 + text % 2)}{n}": f"{text}" for n, text in enumerate(written) if text % 4
            }
            publish_with_twin(site, output)
            mine = {"mine": f"{turn}", "deep/mine": "m"} if turn > 20 else {}
            assert what_stands(output).items() >= site.items()
            assert what_stands(output).keys() - site.keys() <= {"mine", "deep/mine"}
            put(output, mine)
            assert what_stands(output) == site | mine
            twin = tmp_path / ".site.sitegen-cache" / "site"
            assert [path for path in twin.rglob("*") if path.name == "mine"] == []
        assert beside(output) == [".site.sitegen-cache"]

    def test_two_folders_take_turns(self, tmp_path: Path) -> None:
        output = tmp_path / "site"
        numbers: list[int] = []
        for text in "abcdef":
            publish_with_twin({"index.html": text, "one": "same", "other": "same"}, output)
            numbers.append(output.stat().st_ino)
        assert numbers == numbers[:2] * 3

    def test_what_is_the_same_is_neither_linked_nor_written(
        self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        site = {f"{number}": "same" for number in range(50)}
        publish_with_twin(site, tmp_path / "site")
        publish_with_twin(site | {"7": "other"}, tmp_path / "site")
        touched: list[str] = []
        for name in ("link", "unlink"):
            real = getattr(os, name)
            monkeypatch.setattr(
                os, name, lambda *given, real=real, **more: (touched.append(given[0]), real(*given, **more))
            )
        publish_with_twin(site | {"7": "other", "8": "other"}, tmp_path / "site")
        assert sorted(os.path.basename(path) for path in touched) == [".sitegen", "7", "7", "8"]

    def test_an_old_site_of_which_little_is_left_takes_no_room(self, tmp_path: Path) -> None:
        output, twin = tmp_path / "site", tmp_path / ".site.sitegen-cache" / "site"
        for text in "abc":
            publish_with_twin({f"{number}": text for number in range(9)} | {"same": "s"}, output)
            assert {(twin / path).stat().st_ino for path in "012345678"} == {
                (output / path).stat().st_ino for path in "012345678"
            }
        publish_with_twin({f"{number}": "c" for number in range(8)} | {"same": "s"}, output)
        assert (twin / "8").read_text() == "c"

    @pytest.mark.parametrize("harm", ["removed", "another file", "a link", "a folder", "a file of somebody's"])
    def test_a_twin_that_is_no_twin_does_no_harm(self, tmp_path: Path, harm: str) -> None:
        output = tmp_path / "site"
        publish_with_twin(OLD, output)
        twin = Path(staging.twin_of(str(output)))
        one = twin / "articles" / "harbour.html"
        if harm == "removed":
            one.unlink()
        elif harm == "another file":
            one.unlink()
            one.write_text("forged")
        elif harm == "a link":
            one.unlink()
            one.symlink_to(output / "index.html")
        elif harm == "a folder":
            one.unlink()
            put(one, {"deep": "d"})
        else:
            put(twin, {"precious/x": "p"})
        publish_with_twin(OLD | {"index.html": "newer"}, output)
        assert what_stands(output) == OLD | {"index.html": "newer"}

    def test_what_is_written_to_the_old_site_at_the_last_moment_is_handed_over(
        self, output: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        real = swap._exchange

        def late(one: bytes, other: bytes) -> int:
            put(output, {"articles/late": "l"})
            return real(one, other)

        monkeypatch.setattr(swap, "_exchange", late)
        for text in ("1", "2", "3"):
            publish_with_twin(OLD | {"index.html": text}, output)
            assert what_stands(output) == OLD | {"index.html": text} | STRANGERS | {"articles/late": "l"}

    def test_a_disk_without_hard_links_has_no_twin(self, output: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        def no_links(*_: object, **__: object) -> None:
            raise OSError(errno.EPERM, "Operation not permitted")

        monkeypatch.setattr(os, "link", no_links)
        for text in ("1", "2", "3"):
            publish_with_twin(NEW | {"index.html": text}, output)
            assert what_stands(output) == NEW | {"index.html": text} | STRANGERS


class TestFaults:
    """Every call of the system fails in turn, or is the last one before the process is killed."""

    @pytest.fixture(autouse=True)
    def publish_so(self, publishing: Callable[[Sites, Path], None]) -> None:
        self.publish = publishing
        self.beside = [".site.sitegen-cache"] if publishing is publish_with_twin else []

    def start(self, tmp_path: Path, turn: int) -> Path:
        output = tmp_path / f"{turn}" / "site"
        for site in ({"z": ""}, SMALL_OLD):
            self.publish(site, output)
        put(output, KEPT)
        return output

    def first(self, one_step: bool) -> int:
        """The first turn to try: without an exchange the calls up to there are the same."""
        return 1 if one_step else 45

    def check_next_build(self, output: Path) -> None:
        self.publish(SMALL_OLD, output)
        assert what_stands(output) == SMALL_OLD | KEPT
        assert beside(output) == self.beside

    def test_an_error_at_every_call_in_turn(self, tmp_path: Path, one_step: bool) -> None:
        told: list[Diagnostic] = []
        for turn in range(self.first(one_step), 1000):
            output = self.start(tmp_path, turn)
            with pytest.MonkeyPatch.context() as patch:
                fault = Fault(patch, turn, io_error)
                try:
                    self.publish(SMALL_NEW, output)
                    expected = SMALL_NEW | KEPT
                except SitegenError as error:
                    expected = SMALL_OLD | KEPT
                    told.append(error.diagnostics[0])
            assert what_stands(output) == expected, turn
            self.check_next_build(output)
            if fault.count < turn:
                break
        assert 60 < turn < 999
        assert {diagnostic.code for diagnostic in told} == {"SG505"}
        assert all(diagnostic.help for diagnostic in told)

    def test_an_interrupt_at_every_call_in_turn(self, tmp_path: Path) -> None:
        def interrupt() -> None:
            raise KeyboardInterrupt

        for turn in range(1, 1000):
            output = self.start(tmp_path, turn)
            with pytest.MonkeyPatch.context() as patch:
                fault = Fault(patch, turn, interrupt)
                with suppress(KeyboardInterrupt):
                    self.publish(SMALL_NEW, output)
            assert what_stands(output) in (SMALL_OLD | KEPT, SMALL_NEW | KEPT), turn
            self.check_next_build(output)
            if fault.count < turn:
                break
        assert 60 < turn < 999

    def test_killed_before_every_call_in_turn(self, tmp_path: Path, one_step: bool) -> None:
        for turn in range(self.first(one_step), 1000):
            output = self.start(tmp_path, turn)
            child = os.fork()
            if not child:
                Fault(pytest.MonkeyPatch(), turn, lambda: os.kill(os.getpid(), signal.SIGKILL))
                self.publish(SMALL_NEW, output)
                os._exit(0)
            killed = os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) != 0
            if one_step or output.exists():
                assert what_stands(output) in (SMALL_OLD | KEPT, SMALL_NEW | KEPT), turn
            self.check_next_build(output)
            if not killed:
                break
        assert 60 < turn < 999

    def test_the_source_of_the_files_fails(self, output: Path) -> None:
        def broken() -> Iterator[OutputFile]:
            yield from files(NEW)
            raise ZeroDivisionError

        with pytest.raises(ZeroDivisionError):
            publish(broken(), output)
        assert what_stands(output) == OLD | STRANGERS
        assert beside(output) == []

    def test_a_file_that_grows_too_large(self, output: Path) -> None:
        limits = resource.getrlimit(resource.RLIMIT_FSIZE)
        resource.setrlimit(resource.RLIMIT_FSIZE, (10_000, limits[1]))
        try:
            with pytest.raises(SitegenError) as error:
                publish(files(NEW | {"large": "x" * 20_000}), output)
        finally:
            resource.setrlimit(resource.RLIMIT_FSIZE, limits)
        assert codes(error) == ["SG505"]
        assert what_stands(output) == OLD | STRANGERS
        assert beside(output) == []

    def test_a_folder_that_could_not_be_made_leaves_none_above_it(self, tmp_path: Path) -> None:
        with pytest.raises(SitegenError):
            publish(files({"..": ""}), tmp_path / "a" / "b" / "c")
        assert list(tmp_path.iterdir()) == []

    def test_a_disk_without_hard_links_gets_copies(self, output: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        def no_links(*_: object, **__: object) -> None:
            raise OSError(errno.EPERM, "Operation not permitted")

        (output / "link").symlink_to("/nonexistent")
        os.chmod(output / "CNAME", 0o640)
        before = (output / "CNAME").stat()
        monkeypatch.setattr(os, "link", no_links)
        publish(files(NEW), output)
        assert what_stands(output) == NEW | STRANGERS | {"link": "-> /nonexistent"}
        now = (output / "CNAME").stat()
        assert (now.st_mode, now.st_mtime_ns) == (before.st_mode, before.st_mtime_ns)


class TestMeanwhile:
    """What others do while a site is published."""

    def during(self, act: Callable[[], object]) -> Iterator[OutputFile]:
        yield from files(NEW)
        act()

    def publish_and_then(self, output: Path, monkeypatch: pytest.MonkeyPatch, act: Callable[[], object]) -> Published:
        """Publish, and act in the last moment before the folders change places."""
        real = swap._exchange

        def late(one: bytes, other: bytes) -> int:
            act()
            return real(one, other)

        monkeypatch.setattr(swap, "_exchange", late)
        return publish(files(NEW), output)

    def test_a_file_that_comes_in_the_last_moment_is_kept(self, output: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        late = {"late.txt": "just in time", ".git/objects/ab": "object", "CNAME": "other.example"}

        def write() -> None:
            (output / "CNAME").unlink()
            put(output, late)

        assert self.publish_and_then(output, monkeypatch, write).warnings == ()
        assert what_stands(output) == NEW | STRANGERS | late
        assert beside(output) == []

    def test_a_late_file_at_our_own_address_is_kept_aside(self, output: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        published = self.publish_and_then(output, monkeypatch, lambda: put(output, {"people/ada-brook.html": "mine"}))
        assert [warning.code for warning in published.warnings] == ["SG508"]
        assert Path(published.warnings[0].path).read_text() == "mine"
        assert what_stands(output) == NEW | STRANGERS
        publish(files(OLD), output)
        assert what_stands(output) == OLD | STRANGERS | {"people/ada-brook.html": "mine"}, "its place is free now"
        assert beside(output) == []

    def test_a_reader_always_meets_a_whole_page(self, output: Path) -> None:
        stop = threading.Event()
        met: set[str] = set()

        def read() -> None:
            while not stop.is_set():
                met.add((output / "articles/harbour.html").read_text())

        reader = threading.Thread(target=read)
        reader.start()
        try:
            for site in (NEW, OLD) * 20:
                publish(files(site), output)
        finally:
            stop.set()
            reader.join()
        assert met == {"old harbour", "new harbour"}

    def test_many_builds_at_once_end_in_one_whole_site(self, tmp_path: Path) -> None:
        sites = [{f"{n}/{page}.html": f"{n} {page}" for page in range(5)} | {"index.html": f"{n}"} for n in range(6)]
        problems: list[BaseException] = []

        def build(site: Sites) -> None:
            try:
                for _ in range(4):
                    publish(files(site), tmp_path / "site")
            except BaseException as error:
                problems.append(error)

        threads = [threading.Thread(target=build, args=[site]) for site in sites]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        assert problems == []
        assert what_stands(tmp_path / "site") in sites
        assert beside(tmp_path / "site") == []

    def test_a_build_does_not_wait_for_ever(self, output: Path) -> None:
        begun = time.monotonic()
        with (
            staging.locked_workplace(str(output)),
            pytest.raises(SitegenError, match="SG507"),
            staging.locked_workplace(str(output), patience=0.05),
        ):
            pass
        assert 0.05 < time.monotonic() - begun < 30

    def test_what_is_not_ours_beside_the_output_stays(self, output: Path) -> None:
        work = Path(staging.workplace_of(str(output)))
        put(work, {"diary": "mine"})
        assert [warning.path for warning in publish(files(NEW), output).warnings] == [str(work / "diary")]
        assert (work / "diary").read_text() == "mine"


WRITERS = {"publish", "new", "importing", "files", "cache"}
"""Who writes: the site, the beginning of a project, what is imported into it, single files for exports, the cache."""


def test_nothing_else_in_sitegen_writes_to_the_disk() -> None:
    package = Path(swap.__file__).parent.parent
    writers = {"write_text", "write_bytes", "mkdir", "makedirs", "rmtree", "unlink", "rmdir", "rename", "copytree"}
    for path in package.rglob("*.py"):
        name = path.relative_to(package).with_suffix("")
        if name.parts[0] in WRITERS or name.as_posix() in WRITERS:
            continue
        calls = (node for node in ast.walk(ast.parse(path.read_text())) if isinstance(node, ast.Attribute))
        assert not {call.attr for call in calls} & writers, path


@pytest.mark.skipif(sys.platform != "linux", reason="elsewhere files are brought to the disk one by one, at the end")
def test_much_is_brought_to_the_disk_before_all_is_written(output: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    flushed = threading.Event()
    monkeypatch.setattr("sitegen.publish.early.WORTH_A_FLUSH", 1000)
    monkeypatch.setattr("sitegen.publish.early.flush", lambda folder: flushed.set())

    def files() -> Iterator[OutputFile]:
        yield OutputFile("a.txt", b"x" * 600)
        assert not flushed.is_set()
        yield OutputFile("b.txt", b"x" * 600)
        assert flushed.wait(10)
        flushed.clear()
        yield OutputFile("c.txt", b"x" * 600)
        assert not flushed.is_set()

    publish(files(), output)
