"""What git says when it is asked: about the work tree, its remotes, its branches."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
from collections.abc import Iterable
from pathlib import Path

from sitegen.diagnostics import Diagnostic, SitegenError
from sitegen.text.values import value

_HOSTED = re.compile(r"(?:https?://|ssh://|git://)?(?:[\w.-]+@)?github\.com[:/]([\w.-]+)/([\w.-]+?)(?:\.git)?/?")


@value
class Answer:
    """What a git command gave: its status, its output, and what it complained of."""

    status: int
    output: bytes
    complaint: str

    @property
    def line(self) -> str:
        """The output as one line of text."""
        return self.output.decode("utf-8", "replace").strip()


def ask_git(folder: Path, *words: str, text: bytes = b"") -> Answer:
    """What `git words…` says in `folder`, given `text` to read. Raises SitegenError (SG720) when there is no git."""
    program = shutil.which("git")
    if program is None:
        hint = "install git; everything else was not touched"
        raise SitegenError(Diagnostic("git", "there is no git on this computer", "SG720", help=hint))
    command = [program, "--no-optional-locks", "-C", str(folder), *words]
    done = subprocess.run(command, input=text, capture_output=True, check=False)
    return Answer(done.returncode, done.stdout, _reason(done.stderr.decode("utf-8", "replace").splitlines()))


def _reason(lines: Iterable[str]) -> str:
    """The line of git's complaint that says why, without the word before it."""
    found = [line.strip() for line in lines if line.strip() and not line.startswith(("hint:", "To ", "Cloning"))]
    told = next((line for line in found if line.startswith(("fatal:", "!", "remote:", "error:"))), "")
    return re.sub(r"^(fatal|error|remote): ?", "", told or "".join(found[:1]))


@value
class Repository:
    """The work tree that a project is in."""

    root: Path

    def ask(self, *words: str, text: bytes = b"") -> Answer:
        """What `git words…` says at the root."""
        return ask_git(self.root, *words, text=text)

    def commit(self, name: str) -> str:
        """The full name of the commit that `name` means, or an empty string."""
        found = self.ask("rev-parse", "--verify", "--quiet", "--end-of-options", f"{name}^{{commit}}")
        return "" if found.status else found.line

    @property
    def is_detached(self) -> bool:
        """Whether the state one works on belongs to no branch."""
        return self.ask("symbolic-ref", "--quiet", "HEAD").status != 0

    def changes(self, folder: Path) -> list[str]:
        """The paths below `folder` that are not as they were committed, new ones too."""
        found = ask_git(folder, "status", "--porcelain", "-z", "--no-renames", "--", ".")
        return [entry[3:] for entry in found.output.decode("utf-8", "replace").split("\0") if entry]

    def is_checked_out(self, branch: str) -> bool:
        """Whether a work tree of this repository stands on the branch."""
        trees = self.ask("worktree", "list", "--porcelain").output.decode("utf-8", "replace").splitlines()
        return f"branch refs/heads/{branch}" in trees

    def address(self, remote: str) -> str:
        """The address of the remote, or an empty string when there is no such remote."""
        if remote not in self.ask("remote").output.decode("utf-8", "replace").split("\n"):
            return ""
        return self.ask("remote", "get-url", remote).line

    def is_ancestor(self, old: str, new: str) -> bool:
        """Whether the commit `new` has `old` in its history."""
        return self.ask("merge-base", "--is-ancestor", old, new).status == 0

    def has_author(self) -> bool:
        """Whether git knows in whose name to commit."""
        return all(
            os.environ.get(f"GIT_COMMITTER_{word.upper()}") or self.ask("config", f"user.{word}").line
            for word in ("name", "email")
        )


def find_work_tree(folder: Path) -> tuple[Repository | None, str]:
    """The work tree that `folder` is in; else None, and what git complains of."""
    found = ask_git(folder, "rev-parse", "--show-toplevel")
    return (None, found.complaint) if found.status or not found.line else (Repository(Path(found.line)), "")


def public_address(remote_address: str) -> str:
    """Where GitHub Pages shows what is pushed to a repository there; empty for repositories elsewhere."""
    match = _HOSTED.fullmatch(remote_address)
    if match is None:
        return ""
    owner, name = match[1].lower(), match[2]
    return f"https://{owner}.github.io" + ("" if name.lower() == f"{owner}.github.io" else f"/{name}")
