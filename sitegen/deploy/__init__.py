"""A site on a branch: built into a folder of its own, committed on top of what is there, pushed, never forced.

ghp-import makes the commit, without touching index or work tree; git is asked what has to be known before. The files of
the branch that sitegen did not write, such as the CNAME that GitHub puts there, stay. When anything fails, the branch
is as it was, here and there.
"""

from __future__ import annotations

import contextlib
import subprocess
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import NoReturn

import sitegen
from sitegen.build import build
from sitegen.deploy.branch import Tip, keep_files, names_of, read_tip, read_tree
from sitegen.deploy.git import Repository, find_work_tree, public_address
from sitegen.diagnostics import Diagnostic, SitegenError
from sitegen.project.config import load_config
from sitegen.text.values import value

Consent = Callable[[str], bool]
"""Is asked a question of yes or no."""


@value
class Target:
    """The branch of a remote, as the user named them."""

    remote: str = "origin"
    branch: str = "gh-pages"

    @property
    def here(self) -> str:
        """The ref of the branch in this repository."""
        return f"refs/heads/{self.branch}"

    @property
    def there(self) -> str:
        """The ref with which this repository remembers the remote's branch."""
        return f"refs/remotes/{self.remote}/{self.branch}"

    def __str__(self) -> str:
        return f"{self.remote}/{self.branch}"


@value
class Deployed:
    """What was done: the commit at the tip now, whether it is new, its number of files, the site's address if known."""

    target: Target
    commit: str
    is_new: bool
    files: int
    address: str
    warnings: tuple[Diagnostic, ...] = ()


def deploy(
    source: Path,
    target: Target,
    consent: Consent,
    *,
    message: str = "",
    base_url: str | None = None,
    strict: bool = False,
    future: bool = False,
) -> Deployed:
    """Build the project in `source` and publish it on the branch `target` of its Git repository.

    What is doubtful is asked with `consent`. Without a `base_url`, here or in site.yaml, the address at which GitHub
    Pages will show the site is taken. Raises SitegenError: SG720 something is not installed, SG721 no repository,
    SG722 no such remote or branch, SG723 the state of the project, SG724 of the branch here, SG725 of the remote,
    SG726 no consent, SG727 a refused push, SG728 nobody to commit as, SG729 no commit; and as `build` does.
    """
    _require_importer()
    repository = _repository(source)
    _check_target(repository, target)
    _check_source(repository, source, consent)
    tip = read_tip(repository, _fetch(repository, target))
    if tip.strangeness and not consent(f"{target} {tip.strangeness}. Replace them? Its history stays."):
        hint = "name another branch, or say --force to replace them (its history stays)"
        _refuse(str(target), f"the branch {tip.strangeness}", "SG726", hint)
    with tempfile.TemporaryDirectory(prefix="sitegen-deploy-") as folder:
        site = Path(folder).resolve() / "site"
        address = base_url or _address(repository, source, target, tip)
        built = build(source, site, strict=strict, base_url=address or None, future=future)
        keep_files(tip, site)
        names = names_of(repository, site)
        is_new = names != tip.names or not repository.commit(target.there)
        if is_new:
            with _branch_as_it_was(repository, target):
                _commit(repository, target, site, message or _message(repository))
                _push(repository, target)
    return Deployed(target, repository.commit(target.there), is_new, len(names), address, built.warnings)


def _require_importer() -> None:
    try:
        import ghp_import  # noqa: F401
    except ImportError:
        hint = "install it with: pip install 'sitegen-press[deploy]'"
        _refuse("ghp-import", "this command needs ghp-import, which is not installed", "SG720", hint)


def _repository(source: Path) -> Repository:
    repository, complaint = find_work_tree(source)
    if repository is None:
        hint = "run `git init` there, commit, and add a remote; or publish the output of `sitegen build` by other means"
        _refuse(str(source), f"git finds no repository here: {complaint}", "SG721", hint)
    if not repository.commit("HEAD"):
        _refuse(str(source), "this Git repository has no commit yet", "SG721", "commit your files first")
    if not repository.has_author():
        hint = 'git config user.name "Your Name" && git config user.email you@example.org'
        _refuse("git", "git does not know in whose name to commit", "SG728", hint)
    return repository


def _check_target(repository: Repository, target: Target) -> None:
    if not repository.address(target.remote):
        known = ", ".join(f"`{name}`" for name in repository.ask("remote").line.split())
        hint = f"the remotes are {known}" if known else f"add it: git remote add {target.remote} ADDRESS"
        _refuse(target.remote, "there is no remote of this name", "SG722", hint)
    if repository.ask("check-ref-format", target.here).status or target.branch.startswith("-"):
        _refuse(target.branch, "no branch can have this name", "SG722", "gh-pages is the usual one")
    if repository.is_checked_out(target.branch):
        message = "this branch is checked out, and publishing would replace what is on it"
        _refuse(target.branch, message, "SG724", "switch to the branch of your sources, or name another with --branch")


def _check_source(repository: Repository, source: Path, consent: Consent) -> None:
    if changes := repository.changes(source):
        more = f" and {len(changes) - 1} more" if len(changes) > 1 else ""
        message = f"there are changes that are not committed: `{changes[0]}`{more}"
        _refuse(str(source), message, "SG723", "commit them, stash them, or list them in .gitignore")
    if repository.is_detached:
        state = repository.commit("HEAD")[:10]
        if not consent(f"The state {state} is on no branch (HEAD is detached). Publish it?"):
            hint = "switch to a branch, or say --force"
            _refuse(str(source), f"the state {state} is on no branch (HEAD is detached)", "SG723", hint)


def _fetch(repository: Repository, target: Target) -> str:
    """The commit to build upon: the tip of the remote's branch, else of ours; empty when there is neither."""
    asked = repository.ask("ls-remote", "--heads", target.remote, target.here)
    if not asked.status and asked.line:
        refspec = f"+{target.here}:{target.there}"
        asked = repository.ask("fetch", "--quiet", "--no-tags", "--no-write-fetch-head", target.remote, refspec)
    elif not asked.status:
        repository.ask("update-ref", "-d", target.there)
    if asked.status:
        hint = "look at its address with `git remote -v`, at your network, and at your right to read it"
        _refuse(target.remote, f"the remote does not answer: {asked.complaint}", "SG725", hint)
    here, there = repository.commit(target.here), repository.commit(target.there)
    if here and there and not repository.is_ancestor(here, there):
        hint = f"push it, or remove it with `git branch -D {target.branch}`"
        _refuse(target.branch, f"the branch has commits here that {target.remote} does not have", "SG724", hint)
    return there or here


def _address(repository: Repository, source: Path, target: Target, tip: Tip) -> str:
    """The public address of the site: what site.yaml says, else its own domain, else where GitHub shows it."""
    with contextlib.suppress(SitegenError):  # told by the build
        if told := load_config(source).base_url:
            return told
    own = source / "static" / "CNAME"
    domain = own.read_bytes() if own.is_file() else tip.kept.get("CNAME", b"")
    name = domain.decode("utf-8", "replace").strip()
    if name and not any(char in name for char in " \n/"):
        return f"https://{name}"
    return public_address(repository.address(target.remote))


def _message(repository: Repository) -> str:
    return f"Publish {repository.commit('HEAD')[:10]} with sitegen {sitegen.__version__}"


@contextlib.contextmanager
def _branch_as_it_was(repository: Repository, target: Target) -> Iterator[None]:
    """When what is done inside fails, the branch here is put back."""
    before = repository.commit(target.here)
    try:
        yield
    except BaseException:
        repository.ask("update-ref", *(() if before else ("-d",)), target.here, *((before,) if before else ()))
        raise


def _commit(repository: Repository, target: Target, site: Path, message: str) -> None:
    """Commit the files of `site` on the branch here, on top of the remote's."""
    from ghp_import import GhpError, ghp_import

    try:
        with contextlib.chdir(repository.root):
            ghp_import(str(site), remote=target.remote, branch=target.branch, mesg=message)
    except (GhpError, OSError, TypeError, subprocess.SubprocessError) as error:  # TypeError: its own way to fail
        hint = "look at what git said above; nothing was published"
        raise SitegenError(Diagnostic(str(target), "the commit could not be made", "SG729", help=hint)) from error
    tree = read_tree(repository, repository.commit(target.here))
    if {path: name for path, (_, name) in tree.items()} != names_of(repository, site):
        _refuse(str(target), "the commit does not hold the site", "SG729", "run it again; nothing was published")


def _push(repository: Repository, target: Target) -> None:
    before = repository.commit(target.there)
    pushed = repository.ask("push", "--quiet", target.remote, f"{target.here}:{target.here}")
    if not pushed.status:
        repository.ask("update-ref", target.there, repository.commit(target.here))
        return
    now = repository.ask("ls-remote", "--heads", target.remote, target.here).line.split("\t")[0]
    if now and now != before:
        _refuse(str(target), "somebody else pushed to the branch meanwhile", "SG727", "run the command again")
    hint = "look at your right to push there, and at the rules that protect the branch"
    _refuse(str(target), f"the remote refused the push: {pushed.complaint}", "SG727", hint)


def _refuse(path: str, message: str, code: str, hint: str) -> NoReturn:
    raise SitegenError(Diagnostic(path, message, code, help=hint))
