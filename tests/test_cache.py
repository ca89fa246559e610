"""The cache beside the output may be removed, damaged, copied or shared at any moment: the site is always right."""

from __future__ import annotations

import hashlib
import multiprocessing
import os
import random
import shutil
import sqlite3
import threading
import time
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest
from commands import fork, run_sitegen
from edited_project import SECOND, Files, clean_second, contents, first_project, outcome, trust_stamps, write

from sitegen.build import build
from sitegen.cache.written import read_files
from sitegen.diagnostics import SitegenError
from sitegen.files import yaml_events

CACHE = ".out.sitegen-cache"
DATABASE = "articles.db"


@pytest.fixture(scope="module")
def clean(tmp_path_factory: pytest.TempPathFactory) -> Files:
    """What a clean build makes of the second project."""
    return clean_second(tmp_path_factory.mktemp("clean"))


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """The first project, built into `out` beside it."""
    write(tmp_path / "project", {}, first_project())
    build(tmp_path / "project", tmp_path / "out", jobs=1)
    return tmp_path / "project"


@pytest.fixture
def annotated(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The articles that builds annotate."""
    from sitegen.build import annotating

    seen: list[str] = []
    real = annotating.annotate

    def counting(article, *given):
        seen.append(article.path)
        return real(article, *given)

    monkeypatch.setattr(annotating, "annotate", counting)
    return seen


def test_entries_of_files_that_are_as_they_were_are_not_parsed_again(
    project: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    parsed: list[str] = []
    real = yaml_events.values_of
    monkeypatch.setattr(yaml_events, "values_of", lambda text: parsed.append(text) or real(text))
    write(project, {}, SECOND)
    build(project, project.parent / "out", jobs=1)
    assert [text for text in parsed if "kind:" in text] == []
    things = project / "knowledge/more/things.yaml"
    things.write_text(things.read_text(encoding="utf-8") + "\n- {name: Jetty, kind: term}\n", encoding="utf-8")
    for _ in range(2):
        build(project, project.parent / "out", jobs=1)
        assert [text for text in parsed if "kind:" in text] == ["- {name: Jetty, kind: term}\n"]
        (project / "articles/more.md").write_text("# More\n\nOdile Varga left.\n", encoding="utf-8")


def beside(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir() if path.name not in ("project", "clean"))


def rebuilt(project: Path, name: str = "out") -> Files:
    """What the next build makes of the second project."""
    write(project, {}, SECOND)
    output = project.parent / name
    build(project, output, jobs=1)
    return contents(output)


def _truncate(cache: Path) -> None:
    os.truncate(cache / DATABASE, (cache / DATABASE).stat().st_size // 2)


def _by_folder(cache: Path) -> None:
    (cache / DATABASE).unlink()
    (cache / DATABASE / "inside").mkdir(parents=True)


def _folder_by_text(cache: Path) -> None:
    shutil.rmtree(cache)
    cache.write_text("mine", encoding="utf-8")


def _folder_by_link(cache: Path) -> None:
    cache.rename(cache.with_name("moved"))
    cache.symlink_to("moved")


def _other_file(cache: Path) -> None:
    content = (cache / DATABASE).read_bytes()
    (cache / DATABASE).unlink()
    (cache / "beside").write_bytes(b"")  # so that the copy has another file number
    (cache / DATABASE).write_bytes(content)
    (cache / "beside").unlink()


@pytest.mark.parametrize(
    "damage",
    [
        lambda cache: (cache / DATABASE).unlink(),
        shutil.rmtree,
        _truncate,
        lambda cache: (cache / DATABASE).write_bytes(b""),
        lambda cache: (cache / DATABASE).write_bytes(b"mine\n" * 1000),
        lambda cache: (cache / DATABASE).chmod(0),
        lambda cache: (cache / f"{DATABASE}-wal").write_bytes(b"mine"),
        _by_folder,
        _folder_by_text,
        _folder_by_link,
        _other_file,
    ],
)
def test_damage_of_every_kind_costs_time_alone(project: Path, clean: Files, damage: Callable[[Path], object]) -> None:
    damage(project.parent / CACHE)
    assert rebuilt(project) == clean
    assert rebuilt(project) == clean


@pytest.mark.parametrize("seed", range(6))
def test_flipped_bytes_show_on_no_page(project: Path, clean: Files, seed: int) -> None:
    chance = random.Random(seed)
    database = project.parent / CACHE / DATABASE
    with open(database, "r+b") as file:
        for _ in range(chance.choice((1, 10, 100))):
            file.seek(chance.randrange(database.stat().st_size))
            file.write(bytes([chance.randrange(256)]))
    shutil.rmtree(project.parent / "out")  # so that everything is taken from the cache
    assert rebuilt(project) == clean
    assert rebuilt(project) == clean


@pytest.mark.parametrize("step", ["annotate", "write"])
@pytest.mark.parametrize("name", [CACHE, f"{CACHE}/{DATABASE}"])
def test_it_may_be_removed_during_a_build(project: Path, clean: Files, step: str, name: str) -> None:
    write(project, {}, SECOND)
    gone = project.parent / name

    def remove(told: str, done: int, total: int) -> None:
        if told == step and gone.exists():
            shutil.rmtree(gone) if gone.is_dir() else gone.unlink()

    build(project, project.parent / "out", jobs=1, watch=remove)
    assert contents(project.parent / "out") == clean
    assert rebuilt(project) == clean


def test_a_copied_one_is_not_trusted(project: Path, clean: Files, annotated: list[str]) -> None:
    copy = project.parent / "copy"
    copy.mkdir()
    for name in ("project", "out", CACHE):
        shutil.copytree(project.parent / name, copy / name)
    assert rebuilt(copy / "project") == clean
    assert len(annotated) == 11
    assert rebuilt(copy / "project") == clean
    assert len(annotated) == 11


def test_one_of_another_version_is_thrown_away(
    project: Path, clean: Files, annotated: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("sitegen.cache.database.print_of_sitegen", lambda: b"another")
    assert rebuilt(project) == clean
    assert len(annotated) == 11


def test_without_a_cache_it_goes_and_what_is_not_of_it_stays(project: Path, clean: Files) -> None:
    kept = project.parent / CACHE / "notes.txt"
    kept.write_text("mine", encoding="utf-8")
    write(project, {}, SECOND)
    build(project, project.parent / "out", cache=False, jobs=1)
    assert contents(project.parent / "out") == clean
    assert [path.name for path in kept.parent.iterdir()] == ["notes.txt"]
    kept.unlink()
    build(project, project.parent / "out", cache=False, jobs=1)
    assert beside(project.parent) == ["out"]


def test_a_failed_build_leaves_site_and_cache(project: Path, clean: Files, annotated: list[str]) -> None:
    before = contents(project.parent / "out")
    for path, wrong in (("site.yaml", b"titel: x\n"), ("articles/bad.md", b"[no](nowhere.md)\n")):
        write(project, {}, SECOND | {path: wrong})
        with pytest.raises(SitegenError):
            build(project, project.parent / "out", jobs=1)
        assert contents(project.parent / "out") == before
        if path not in SECOND:
            (project / path).unlink()
    assert rebuilt(project) == clean
    assert annotated.count("articles/story.md") == 0


def test_a_first_build_that_fails_leaves_nothing(tmp_path: Path) -> None:
    write(tmp_path / "project", {}, {"a.md": b"[no](nowhere.md)\n"})
    assert outcome(tmp_path / "project", tmp_path / "new" / "out")[0] == "wrong"
    assert beside(tmp_path) == []


@pytest.mark.parametrize("name", ["index.html", "articles/story.html", "quotations.json", "assets/style.css"])
@pytest.mark.parametrize("settled", [-1.0, 1e9])
def test_a_file_of_the_site_that_somebody_changed_is_put_right(
    project: Path, clean: Files, name: str, settled: float, monkeypatch: pytest.MonkeyPatch
) -> None:
    trust_stamps(monkeypatch, settled)
    rebuilt(project)
    file = project.parent / "out" / name
    file.write_bytes(file.read_bytes().replace(b"0", b"1"))
    assert rebuilt(project) == clean
    file.unlink()
    assert rebuilt(project) == clean
    file.unlink()
    file.symlink_to(project / "site.yaml")
    assert rebuilt(project) == clean
    assert not file.is_symlink()


def test_a_manifest_that_somebody_changed_is_put_right(project: Path, clean: Files) -> None:
    rebuilt(project)
    manifest = project.parent / "out" / ".sitegen"
    first, *lines = manifest.read_text(encoding="utf-8").splitlines(keepends=True)
    manifest.write_text(first + "".join("0" * 64 + line[64:] for line in lines), encoding="utf-8")
    assert rebuilt(project) == clean


def test_an_output_that_is_gone_is_made_whole_and_another_has_its_own(
    project: Path, clean: Files, annotated: list[str]
) -> None:
    shutil.rmtree(project.parent / "out")
    assert rebuilt(project) == clean
    assert annotated == ["articles/more.md"]
    assert rebuilt(project, "other") == clean
    assert beside(project.parent) == [".other.sitegen-cache", CACHE, "other", "out"]


def test_two_folders_take_turns_though_pages_come_and_go(project: Path) -> None:
    numbers = []
    for turn in range(6):
        write(project, {}, {f"articles/more{turn}.md": b"# More\n\nOdile Varga met Ola Kessar in Tarma.\n"})
        (project / f"articles/more{turn - 2}.md").unlink(missing_ok=True)
        build(project, project.parent / "out", jobs=1)
        numbers.append((project.parent / "out").stat().st_ino)
    assert numbers == numbers[:2] * 3


def test_how_files_were_written_is_kept_in_few_rows(project: Path) -> None:
    for turn in range(40):
        write(project, {}, {"articles/more.md": b"# More\n\nNobody came, %d times.\n" % turn})
        build(project, project.parent / "out", jobs=1)
        with closing(sqlite3.connect(project.parent / CACHE / DATABASE)) as database:
            (rows,) = database.execute("SELECT count(*) FROM files").fetchone()
            written = read_files(database)
        assert 4 * rows <= len(written)
        assert written.keys() | {".sitegen"} == contents(project.parent / "out").keys()
    assert {path: one.digest for path, one in written.items()} == {
        path: hashlib.sha256(content).hexdigest()
        for path, content in contents(project.parent / "out").items()
        if path != ".sitegen"
    }


def test_the_help_names_it(tmp_path: Path) -> None:
    told = " ".join(run_sitegen("build", "--help", cwd=tmp_path).stdout.split())
    assert ".OUTPUT.sitegen-cache" in told
    assert "--no-cache" in told


@pytest.mark.parametrize("outputs", [("out", "out", "out"), ("out", "two", "three")])
def test_builds_at_once_end_in_whole_sites(project: Path, clean: Files, outputs: tuple[str, ...]) -> None:
    write(project, {}, SECOND)
    failed: list[BaseException] = []

    def run(name: str) -> None:
        try:
            build(project, project.parent / name, jobs=1)
        except BaseException as error:
            failed.append(error)

    threads = [threading.Thread(target=run, args=(name,)) for name in outputs]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert failed == []
    for name in outputs:
        assert contents(project.parent / name) == clean


def test_killed_at_any_moment_the_next_build_makes_everything_right(project: Path, clean: Files) -> None:
    """Its processes end with it, and give its locks back; of what it left nothing stays."""
    chance = random.Random(1)

    def prepare() -> None:
        from sitegen.build import scout, workers

        workers.WORTH_A_PROCESS = scout.WORTH_A_SCOUT = 1

    words = ("build", "project", "--output", "out", "--jobs", "2")
    with open(os.devnull, "r+b") as nothing:
        streams = (nothing.fileno(),) * 3
        for number in range(10):
            write(project, {}, SECOND | {"articles/more.md": b"# More\n\nDay %d in Tarma.\n" % number})
            command = fork(words, project.parent, streams, prepare=prepare)
            time.sleep(chance.random() * 0.5)
            command.kill()
            command.wait(10)
            if number % 3 == 2:
                assert rebuilt(project) == clean
                assert beside(project.parent) == [CACHE, "out"]
    assert rebuilt(project) == clean
    assert beside(project.parent) == [CACHE, "out"]
    assert sorted(path.name for path in (project.parent / CACHE).iterdir()) == [DATABASE, "site"]


@pytest.mark.parametrize("method", ["fork", "spawn"])
def test_several_processes_make_the_same(
    project: Path, clean: Files, method: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """However they are begun: what they are handed can be sent to another interpreter."""
    from sitegen.build import workers

    real = multiprocessing.get_context
    monkeypatch.setattr(workers, "WORTH_A_PROCESS", 1)
    monkeypatch.setattr(multiprocessing, "get_context", lambda _: real(method))
    write(project, {}, SECOND)
    build(project, project.parent / "out", jobs=2, cache=False)
    assert contents(project.parent / "out") == clean
