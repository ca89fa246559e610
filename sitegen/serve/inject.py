"""What the preview adds to a page: its script, what is wrong, and leave for the script to listen."""

from __future__ import annotations

import re
from collections.abc import Sequence
from html import escape

from sitegen.diagnostics import Diagnostic
from sitegen.serve.snapshot import State
from sitegen.text.values import value

OWN = "/.sitegen/"
"""Below this the preview's own files stand. No file of a site can: `.sitegen` is the name of the manifest."""

_POLICY = re.compile(r'(<meta http-equiv="Content-Security-Policy" content=")([^"]*)(">)')
_HEAD_ENDS = re.compile(r"</head\s*>|<body[\s>]", re.IGNORECASE)


@value
class Ahead:
    """What a page has to show of the articles that a build holds back."""

    here: str | None = None
    """The day of the page's own article, where it is one of these; it may be empty."""
    pages: tuple[str, ...] = ()
    """The paths of the pages of all these articles."""


NONE_AHEAD = Ahead()


def add_preview(
    html: str, state: State, problems: Sequence[Diagnostic], token: str = "", ahead: Ahead = NONE_AHEAD
) -> str:
    """The page with the preview's script at its end and, when something is wrong, the problems in front of it.

    With a `token` it gets the script of the correction desk, too. Articles that are dated `ahead` are marked.
    """
    panel = render_panel(problems, "the page is that of the last good build")
    added = _held(ahead) + panel + _script(state, ahead.pages) + _desk(token)
    html = allow_connecting(html)
    end = html.rfind("</body>")
    return html + added if end < 0 else html[:end] + added + html[end:]


def allow_connecting(html: str) -> str:
    """The page with `connect-src 'self'` in its own content security policy; everything else in it stays.

    Only the policy in the head is touched. One that allows connections to the page's own origin stays as it is, as
    does one that states it in another form than sitegen's layout.
    """
    head = _HEAD_ENDS.search(html)
    found = _POLICY.search(html, 0, head.start() if head else len(html))
    if found is None:
        return html
    return html[: found.start(2)] + with_own_connections(found[2]) + html[found.end(2) :]


def with_own_connections(policy: str) -> str:
    """The policy with the page's own origin among those that it may connect to."""
    directives = [directive.split() for directive in policy.split(";")]
    for directive in directives:
        if directive and directive[0].lower() == "connect-src":
            sources = [source for source in directive[1:] if source.lower() not in {"'none'", "'self'"}]
            return policy.replace(" ".join(directive), " ".join((directive[0], "'self'", *sources)), 1)
    return f"{policy.rstrip().rstrip(';')}; connect-src 'self'"


def render_error_page(state: State, problems: Sequence[Diagnostic]) -> str:
    """A whole page for what is wrong, when there is no good build to show."""
    return (
        '<!doctype html>\n<html lang="en">\n<head>\n<meta charset="utf-8">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n<title>Cannot be built</title>\n'
        "</head>\n<body>\n"
        + render_panel(problems, "there is no good build to show yet")
        + _script(state)
        + "</body>\n</html>\n"
    )


def render_plain_page(title: str, words: str, address: str) -> str:
    """A small page with one link, for addresses outside the site."""
    return (
        f'<!doctype html>\n<html lang="en">\n<head>\n<meta charset="utf-8">\n<title>{escape(title)}</title>\n</head>\n'
        f'<body>\n<h1>{escape(title)}</h1>\n<p>{escape(words)} <a href="{escape(address)}">{escape(address)}</a></p>\n'
        "</body>\n</html>\n"
    )


def render_panel(problems: Sequence[Diagnostic], shown: str) -> str:
    """The problems in file order, in a panel that can be folded away; nothing when there are none.

    `shown` says what the page behind it is.
    """
    if not problems:
        return ""
    ordered = sorted(problems, key=lambda d: (d.path, d.line, d.column, d.code, d.message))
    count = "1 mistake" if len(ordered) == 1 else f"{len(ordered)} mistakes"
    return (
        f'<link rel="stylesheet" href="{OWN}live.css">\n<section id="sitegen-problems" role="alert">\n'
        f"<details open>\n<summary>{count}: {shown}</summary>\n<ol>\n"
        + "".join(f"<li>\n{_render_problem(problem)}</li>\n" for problem in ordered)
        + "</ol>\n</details>\n</section>\n"
    )


def _render_problem(problem: Diagnostic) -> str:
    rule = f"{problem.severity}[{escape(problem.code)}]"
    parts = [f"<p><code>{_text(problem.location)}</code>: {rule}: {_text(problem.message)}</p>"]
    if problem.source_line:
        number = f"{problem.line} | "
        caret = " " * (len(number) + max(problem.column - 1, 0)) + "^"
        parts.append(f"<pre>{number}{_text(problem.source_line)}\n{caret}</pre>")
    if problem.help:
        parts.append(f"<p>help: {_text(problem.help)}</p>")
    return "\n".join(parts) + "\n"


def _text(words: str) -> str:
    """Text for a page: escaped, and on one line as in the terminal."""
    return escape("".join(c if c.isprintable() else "�" for c in words.replace("\t", " ")))


def _desk(token: str) -> str:
    """What the correction desk needs of a page; nothing without a token."""
    if not token:
        return ""
    return (
        f'<link rel="stylesheet" href="{OWN}desk.css">\n'
        f'<script src="{OWN}desk.js" data-token="{escape(token)}" defer></script>\n'
    )


def _script(state: State, held: Sequence[str] = ()) -> str:
    marked = f' data-held="{escape(" ".join(held))}"' if held else ""
    return (
        f'<script src="{OWN}live.js" data-page="{state.page}" data-files="{state.files}" '
        f'data-styles="{state.styles}"{marked} defer></script>\n'
    )


def _held(ahead: Ahead) -> str:
    """The style of marks, and on the page of an article that a build holds back a word about it."""
    if not ahead.pages:
        return ""
    style = f'<link rel="stylesheet" href="{OWN}live.css">\n'
    if ahead.here is None:
        return style
    until = f"until {escape(ahead.here)}" if ahead.here else "for it is over"
    return f'{style}<p id="sitegen-held" role="note">Held back by <code>build</code> {until}.</p>\n'
