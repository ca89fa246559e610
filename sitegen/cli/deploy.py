"""`sitegen deploy`."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from sitegen.cli.options import building_options, count, default_source, source_argument, tell

if TYPE_CHECKING:
    from sitegen.deploy import Deployed


@click.command()
@source_argument
@click.option("--remote", default="origin", show_default=True, help="The remote to push to.")
@click.option("--branch", default="gh-pages", show_default=True, help="The branch to publish on.")
@click.option("--message", "-m", default="", help="The message of the commit.")
@click.option("--force", is_flag=True, help="Say yes to what would be asked. Nothing is ever pushed by force.")
@building_options
def deploy(
    source: Path | None,
    remote: str,
    branch: str,
    message: str,
    force: bool,
    base_url: str | None,
    future: bool,
    strict: bool,
    message_format: str,
) -> None:
    """Build the site and publish it on a branch, such as gh-pages.

    For hosts that show a branch, GitHub Pages among them. SOURCE must be committed. The site is added to the branch as
    a new commit; files there that sitegen did not write, such as CNAME, stay. Needs `sitegen-press[deploy]`.

    Example: sitegen deploy my-site --remote origin --branch gh-pages
    """
    from sitegen.deploy import Target
    from sitegen.deploy import deploy as deploy_site

    def consent(question: str) -> bool:
        return force or (sys.stdin.isatty() and click.confirm(question, err=True))

    target = Target(remote, branch)
    done = deploy_site(
        source or default_source(), target, consent, message=message, base_url=base_url, strict=strict, future=future
    )
    tell(done.warnings, message_format)
    click.echo(_summary(done))


def _summary(done: Deployed) -> str:
    if not done.is_new:
        return f"Nothing to publish: {done.target} holds this site already ({done.commit[:10]})"
    address = f", to be seen at {done.address}/" if done.address else ""
    return f"Published {count(done.files, 'file')} on {done.target} ({done.commit[:10]}){address}"
