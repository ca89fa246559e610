"""`sitegen deploy`, against a bare repository on the disk: what is published, what stays, what is refused."""

from __future__ import annotations

import contextlib
import io
import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from unittest.mock import patch

import pytest

from sitegen.cli import main
from sitegen.deploy import Target, deploy
from sitegen.deploy.git import public_address
from sitegen.diagnostics import SitegenError

STORY = "LISBON — “It is late,” said Ines Duarte, the harbour master.\n"
PAGES = "refs/heads/gh-pages"


def git(folder: Path, *words: str) -> str:
    done = subprocess.run(["git", "-C", str(folder), *words], capture_output=True, text=True, check=True)
    return done.stdout.strip()


@pytest.fixture(autouse=True)
def author(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """Git as it is for a user with a name and no other settings."""
    (tmp_path / "gitconfig").write_text("[user]\nname = Ada\nemail = ada@example.org\n[init]\ndefaultBranch = main\n")
    monkeypatch.setenv("GIT_CONFIG_GLOBAL", str(tmp_path / "gitconfig"))
    monkeypatch.setenv("GIT_CONFIG_SYSTEM", os.devnull)
    monkeypatch.setenv("GIT_CEILING_DIRECTORIES", str(tmp_path))
    for name in [name for name in os.environ if name.startswith(("GIT_COMMITTER", "GIT_AUTHOR", "SITEGEN_"))]:
        monkeypatch.delenv(name)


@pytest.fixture
def remote(tmp_path: Path) -> Path:
    """A bare repository, empty."""
    git(tmp_path, "init", "-q", "--bare", "remote.git")
    return tmp_path / "remote.git"


@pytest.fixture
def project(tmp_path: Path, remote: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A project in a repository, committed; one stands in it."""
    folder = tmp_path / "project"
    (folder / "articles").mkdir(parents=True)
    (folder / "articles" / "late.txt").write_text(STORY, encoding="utf-8")
    (folder / "site.yaml").write_text("title: The Harbour News\n")
    (folder / ".gitignore").write_text("/_site/\n")
    git(folder, "init", "-q")
    git(folder, "remote", "add", "origin", str(remote))
    save(folder)
    monkeypatch.chdir(folder)
    return folder


def save(folder: Path) -> None:
    git(folder, "add", "-A")
    git(folder, "commit", "-q", "--allow-empty", "-m", "Write")


def change(folder: Path, path: str, text: str) -> None:
    (folder / path).parent.mkdir(parents=True, exist_ok=True)
    (folder / path).write_text(text, encoding="utf-8")
    save(folder)


@dataclass(frozen=True)
class Done:
    """How the command ended, and what it said."""

    returncode: int
    stdout: str
    stderr: str


class Terminal(io.StringIO):
    """A keyboard on which somebody has typed already."""

    def isatty(self) -> bool:
        return True


def run(*words: str, typed: str | None = None, **environment: str) -> Done:
    """`sitegen deploy` on the command line; without anything typed there is nobody to be asked."""
    said, told = io.StringIO(), io.StringIO()
    with (
        patch.dict(os.environ, environment),
        patch.object(sys, "argv", ["sitegen", "deploy", *words]),
        patch.object(sys, "stdin", io.StringIO() if typed is None else Terminal(typed)),
        contextlib.redirect_stdout(said),
        contextlib.redirect_stderr(told),
        pytest.raises(SystemExit) as left,
    ):
        main()
    return Done(int(str(left.value.code)), said.getvalue(), told.getvalue())


def published(remote: Path, path: str) -> str:
    return git(remote, "show", f"{PAGES}:{path}")


def files(remote: Path) -> set[str]:
    return set(git(remote, "ls-tree", "-r", "--name-only", PAGES).split("\n"))


def history(remote: Path) -> int:
    return int(git(remote, "rev-list", "--count", PAGES))


def somebody_pushes(tmp_path: Path, remote: Path, name: str, files: dict[str, str], branch: str = "gh-pages") -> None:
    """A commit on the remote's branch by somebody else."""
    other = tmp_path / name
    existing = git(remote, "branch", "--list", branch)
    git(tmp_path, "clone", "-q", *(["--branch", branch] if existing else []), str(remote), name)
    if not existing:
        git(other, "checkout", "-q", "--orphan", branch)
    for path, text in files.items():
        change(other, path, text)
    git(other, "push", "-q", "origin", branch)


def state(project: Path) -> tuple[str, ...]:
    """Everything git has in the project, the branch of the site and the remote's branches apart."""
    refs = git(project, "for-each-ref", "--format=%(refname) %(objectname)").split("\n")
    mine = [ref for ref in refs if "gh-pages" not in ref]
    index = (project / ".git" / "index").read_bytes().hex()
    head = (project / ".git" / "HEAD").read_text() + (project / ".git" / "config").read_text()
    return (*mine, index, head, git(project, "status", "--porcelain", "--ignored"))


def test_the_site_is_published_and_nothing_else_changes(project: Path, remote: Path) -> None:
    before = state(project)
    done = run()
    assert done.returncode == 0, done.stderr
    assert done.stdout.startswith("Published ")
    assert "on origin/gh-pages" in done.stdout
    assert {"index.html", "articles/late.html", "assets/style.css", ".nojekyll", ".sitegen"} <= files(remote)
    assert "articles/late.txt" not in files(remote)
    assert state(project) == before
    assert git(project, "rev-parse", PAGES) == git(remote, "rev-parse", PAGES)
    commit = git(project, "rev-parse", "HEAD")[:10]
    assert git(remote, "log", "-1", "--format=%an|%s", PAGES).startswith(f"Ada|Publish {commit} with sitegen ")


def test_a_second_time_it_adds_to_the_history(project: Path, remote: Path) -> None:
    run()
    change(project, "articles/early.txt", STORY.replace("late", "early"))
    (project / "articles" / "late.txt").unlink()
    save(project)
    done = run("--message", "Second\n\nwith a body")
    assert done.returncode == 0, done.stderr
    assert history(remote) == 2
    assert "articles/early.html" in files(remote)
    assert "articles/late.html" not in files(remote)
    assert git(remote, "log", "-1", "--format=%B", PAGES) == "Second\n\nwith a body"


def test_what_is_published_already_is_not_published_again(project: Path, remote: Path) -> None:
    run()
    done = run()
    assert (done.returncode, history(remote)) == (0, 1)
    assert done.stdout.startswith("Nothing to publish")


def test_from_another_clone_it_goes_on_from_the_remote(project: Path, remote: Path, tmp_path: Path) -> None:
    run()
    git(project, "push", "-q", "origin", "main")
    git(tmp_path, "clone", "-q", "--branch", "main", str(remote), "clone")
    change(tmp_path / "clone", "articles/early.txt", STORY)
    done = run(str(tmp_path / "clone"))
    assert done.returncode == 0, done.stderr
    assert history(remote) == 2
    change(project, "articles/third.txt", STORY)
    assert run().returncode == 0
    assert history(remote) == 3
    assert "articles/early.html" not in files(remote)


def test_a_project_below_the_root_of_the_repository(project: Path, remote: Path, tmp_path: Path) -> None:
    change(project, "news/one.txt", STORY)
    (project / "draft.md").write_text("not committed, and not below news/")
    done = run("news")
    assert done.returncode == 0, done.stderr
    assert "articles/one.html" in files(remote)
    assert "articles/late.html" not in files(remote)


def test_another_remote_and_another_branch(project: Path, remote: Path, tmp_path: Path) -> None:
    git(project, "remote", "rename", "origin", "host")
    done = run("--remote", "host", "--branch", "site/live")
    assert done.returncode == 0, done.stderr
    assert git(remote, "branch", "--list", "--format=%(refname:short)") == "site/live"


def test_cname_of_the_branch_stays(project: Path, remote: Path, tmp_path: Path) -> None:
    run()
    somebody_pushes(tmp_path, remote, "github", {"CNAME": "news.example", ".well-known/token": "abc"})
    change(project, "articles/early.txt", STORY)
    done = run()
    assert done.returncode == 0, done.stderr
    assert published(remote, "CNAME") == "news.example"
    assert published(remote, ".well-known/token") == "abc"
    assert "to be seen at https://news.example/" in done.stdout
    assert 'rel="canonical" href="https://news.example/' in published(remote, "articles/early.html")
    assert run().stdout.startswith("Nothing to publish")


def test_cname_of_the_project_goes_before(project: Path, remote: Path, tmp_path: Path) -> None:
    somebody_pushes(tmp_path, remote, "github", {"CNAME": "old.example"})
    change(project, "static/CNAME", "new.example\n")
    done = run()
    assert done.returncode == 0, done.stderr
    assert published(remote, "CNAME") == "new.example"
    (project / "static" / "CNAME").unlink()
    save(project)
    assert run().returncode == 0
    assert "CNAME" not in files(remote), "what the project took back is not kept"


@pytest.mark.parametrize(
    ("theirs", "words"),
    [
        ({"README.md": "Documentation"}, "did not write, such as `README.md`"),
        ({".sitegen": "forged", "a.html": "x"}, "did not write, such as `"),
    ],
)
def test_a_branch_of_somebody_else_is_left_alone(
    theirs: dict[str, str], words: str, project: Path, remote: Path, tmp_path: Path
) -> None:
    somebody_pushes(tmp_path, remote, "other", {"CNAME": "theirs.example", **theirs})
    before = git(remote, "rev-parse", PAGES)
    done = run()
    assert done.returncode == 1
    assert "SG726" in done.stderr
    assert words in done.stderr
    assert "--force" in done.stderr
    assert git(remote, "rev-parse", PAGES) == before
    assert git(project, "branch", "--list", "gh-pages") == ""
    assert run("--force").returncode == 0
    assert git(remote, "merge-base", before, PAGES) == before, "the history stays"
    assert published(remote, "CNAME") == "theirs.example"
    assert not set(theirs) - {".sitegen"} & files(remote)


def test_pages_changed_by_hand_are_not_replaced_unasked(project: Path, remote: Path, tmp_path: Path) -> None:
    run()
    somebody_pushes(tmp_path, remote, "other", {"index.html": "by hand", "extra.html": "mine"})
    change(project, "articles/early.txt", STORY)
    done = run()
    assert done.returncode == 1
    assert "SG726" in done.stderr
    assert "changed by hand, such as `index.html`" in done.stderr
    assert published(remote, "index.html") == "by hand"
    assert run("--force").returncode == 0
    assert published(remote, "index.html") != "by hand"
    assert published(remote, "extra.html") == "mine"


@pytest.mark.parametrize("name", ["secret", os.fsdecode(b"secr\xe9t"), "secret?"])
def test_what_no_site_can_have_is_not_lost_unasked(name: str, project: Path, remote: Path, tmp_path: Path) -> None:
    run()
    git(tmp_path, "clone", "-q", "--branch", "gh-pages", str(remote), "other")
    if name == "secret":
        (tmp_path / "other" / name).symlink_to("/etc/passwd")
    else:
        (tmp_path / "other" / name).write_text("mine")
    save(tmp_path / "other")
    git(tmp_path / "other", "push", "-q")
    done = run()
    assert "would be lost" in done.stderr
    assert "holds `secr" in done.stderr
    assert run("--force").returncode == 0
    assert not [path for path in files(remote) if "secr" in path]


@pytest.mark.parametrize(("typed", "status"), [("n\n", 1), ("\n", 1), ("y\n", 0)])
def test_on_a_terminal_it_asks(typed: str, status: int, project: Path, remote: Path, tmp_path: Path) -> None:
    somebody_pushes(tmp_path, remote, "other", {"README.md": "Documentation"})
    done = run(typed=typed)
    assert done.returncode == status
    assert "such as `README.md`. Replace them? Its history stays. [y/N]" in done.stderr
    assert history(remote) == 2 - status


def test_what_is_in_order_is_not_asked(project: Path, remote: Path) -> None:
    run()
    change(project, "articles/early.txt", STORY)
    done = run(typed="")
    assert done.returncode == 0
    assert "[y/N]" not in done.stderr


def test_in_python_one_is_asked_too(project: Path, remote: Path, tmp_path: Path) -> None:
    somebody_pushes(tmp_path, remote, "other", {"README.md": "Documentation"})
    questions: list[str] = []

    def answer(question: str) -> bool:
        questions.append(question)
        return len(questions) > 1

    with pytest.raises(SitegenError):
        deploy(project, Target(), answer)
    done = deploy(project, Target(), answer)
    assert done.is_new
    assert [question.split(" ")[0] for question in questions] == ["origin/gh-pages"] * 2


def test_somebody_pushes_meanwhile(
    project: Path, remote: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    run()
    mine = git(project, "rev-parse", PAGES)
    change(project, "articles/early.txt", STORY)

    from sitegen import deploy as room

    def build_slowly(*words: object, **more: object) -> object:
        somebody_pushes(tmp_path, remote, "quick", {"extra.html": "quick"})
        return plain(*words, **more)

    plain = room.build
    monkeypatch.setattr(room, "build", build_slowly)
    with pytest.raises(SitegenError) as caught:
        deploy(project, Target(), lambda question: False)
    assert [(d.code, "meanwhile" in d.message) for d in caught.value.diagnostics] == [("SG727", True)]
    assert git(project, "rev-parse", PAGES) == mine, "the branch here is as it was"
    assert history(remote) == 2
    assert published(remote, "extra.html") == "quick"
    monkeypatch.undo()
    assert deploy(project, Target(), lambda question: False).is_new
    assert published(remote, "extra.html") == "quick"


def test_a_push_that_is_refused(project: Path, remote: Path) -> None:
    hook = remote / "hooks" / "pre-receive"
    hook.write_text("#!/bin/sh\necho 'this branch is protected' >&2\nexit 1\n")
    hook.chmod(0o755)
    done = run()
    assert done.returncode == 1
    assert "SG727" in done.stderr
    assert "this branch is protected" in done.stderr
    assert git(project, "branch", "--list", "gh-pages") == ""
    hook.unlink()
    assert run().returncode == 0


def no_repository(project: Path) -> None:
    shutil.rmtree(project / ".git")


def no_commit(project: Path) -> None:
    shutil.rmtree(project / ".git")
    git(project, "init", "-q")


def no_remote(project: Path) -> None:
    git(project, "remote", "remove", "origin")


def other_remote(project: Path) -> None:
    git(project, "remote", "rename", "origin", "upstream")


def remote_away(project: Path) -> None:
    git(project, "remote", "set-url", "origin", "/nowhere/at/all.git")


def changed(project: Path) -> None:
    (project / "articles" / "late.txt").write_text("Changed.", encoding="utf-8")


def new_file(project: Path) -> None:
    (project / "new.txt").write_text("New.", encoding="utf-8")
    (project / "newer.txt").write_text("New.", encoding="utf-8")


def detached(project: Path) -> None:
    git(project, "checkout", "-q", "--detach")


def checked_out(project: Path) -> None:
    git(project, "checkout", "-q", "-b", "gh-pages")


def checked_out_beside(project: Path) -> None:
    git(project, "worktree", "add", "-q", "-b", "gh-pages", "../beside")


def bad_article(project: Path) -> None:
    change(project, "articles/bad.md", "---\ndate: someday\n---\nHello.\n")


def own_commits(project: Path) -> None:
    run()
    git(project, "update-ref", PAGES, git(project, "commit-tree", "-p", PAGES, "-m", "Mine", f"{PAGES}^{{tree}}"))


def nobody(project: Path) -> None:
    Path(os.environ["GIT_CONFIG_GLOBAL"]).write_text("[user]\nname = Ada\n")


@pytest.mark.parametrize(
    ("spoil", "code", "words"),
    [
        (no_repository, "SG721", "git finds no repository here: not a git repository"),
        (no_commit, "SG721", "no commit yet"),
        (no_remote, "SG722", "git remote add origin"),
        (other_remote, "SG722", "`upstream`"),
        (changed, "SG723", "`articles/late.txt`"),
        (new_file, "SG723", "`new.txt` and 1 more"),
        (detached, "SG723", "HEAD is detached"),
        (checked_out, "SG724", "checked out"),
        (checked_out_beside, "SG724", "checked out"),
        (own_commits, "SG724", "git branch -D gh-pages"),
        (remote_away, "SG725", "/nowhere/at/all.git"),
        (nobody, "SG728", "user.email"),
        (bad_article, "SG", "articles/bad.md:2:"),
    ],
)
def test_what_is_refused_is_told_and_changes_nothing(
    spoil: Callable[[Path], None], code: str, words: str, project: Path, remote: Path
) -> None:
    spoil(project)
    refs = git(project, "for-each-ref") if (project / ".git").exists() else ""
    theirs = git(remote, "for-each-ref")
    done = run()
    assert done.returncode == 1, done.stdout
    assert f"error[{code}" in done.stderr
    assert words in done.stderr
    assert "help:" in done.stderr or code == "SG"
    assert "Traceback" not in done.stderr
    assert (git(project, "for-each-ref") if refs else "") == refs
    assert git(remote, "for-each-ref") == theirs


def test_a_detached_state_is_published_when_one_insists(project: Path, remote: Path) -> None:
    detached(project)
    assert run("--force").returncode == 0
    assert "index.html" in files(remote)


@pytest.mark.parametrize("branch", ["-x", "a..b", "with space", "", "HEAD^", "a\\b"])
def test_a_name_that_no_branch_can_have(branch: str, project: Path, remote: Path) -> None:
    done = run(f"--branch={branch}")
    assert done.returncode == 1
    assert "SG722" in done.stderr


def test_a_remote_that_looks_like_an_option(project: Path, remote: Path) -> None:
    done = run("--remote=--upload-pack=touch hacked")
    assert "SG722" in done.stderr
    assert not (project / "hacked").exists()


def test_without_git_it_says_so(project: Path, tmp_path: Path) -> None:
    done = run(PATH=str(tmp_path / "empty"))
    assert done.returncode == 1
    assert "there is no git on this computer" in done.stderr


def test_without_the_extra_it_says_how_to_install_it(project: Path) -> None:
    with patch.dict(sys.modules, {"ghp_import": None}):
        done = run()
    assert done.returncode == 1
    assert "pip install 'sitegen-press[deploy]'" in done.stderr


def test_where_the_branch_was_deleted_there_it_is_made_anew(project: Path, remote: Path) -> None:
    run()
    git(remote, "update-ref", "-d", PAGES)
    done = run()
    assert done.returncode == 0, done.stderr
    assert "index.html" in files(remote)


def test_the_public_address(project: Path, remote: Path) -> None:
    change(project, "site.yaml", "base_url: https://file.example/news\n")
    assert "https://file.example/news/" in run().stdout
    assert "https://here.example/" in run("--base-url", "https://here.example").stdout
    assert 'href="https://here.example/articles/late.html"' in published(remote, "articles/late.html")
    assert "https://env.example/" in run(SITEGEN_BASE_URL="https://env.example").stdout


@pytest.mark.parametrize(
    ("remote_address", "address"),
    [
        ("git@github.com:Ada/news.git", "https://ada.github.io/news"),
        ("https://github.com/ada/news", "https://ada.github.io/news"),
        ("https://github.com/ada/news.git/", "https://ada.github.io/news"),
        ("https://token@github.com/ada/my.news.git", "https://ada.github.io/my.news"),
        ("ssh://git@github.com/ada/ada.github.io.git", "https://ada.github.io"),
        ("git@gitlab.com:ada/news.git", ""),
        ("https://example.org/github.com/ada/news", ""),
        ("/srv/git/news.git", ""),
        ("", ""),
    ],
)
def test_where_github_shows_a_repository(remote_address: str, address: str) -> None:
    assert public_address(remote_address) == address
