"""What the .gitignore files of a project name, by the rules of Git (gitignore(5), wildmatch)."""

from __future__ import annotations

import os
import re
from collections import deque
from collections.abc import Iterator

from sitegen.text.values import value

IGNORE_FILE = ".gitignore"
_MOST_BYTES = 1_000_000

_ITEM = r"\[:\w+:\]|\\.|[^]\\]"
_TOKEN = re.compile(
    rf"\\(?P<escaped>.)|(?P<stars>\*+)|(?P<any>\?)|\[(?P<but>[!^]?)(?P<set>\]?(?:{_ITEM})*)\]|(?P<plain>[^\\*?[])"
)
_ITEMS = re.compile(rf"{_ITEM}|\]")
_CLASSES = {
    "[:alnum:]": "0-9A-Za-z",
    "[:alpha:]": "A-Za-z",
    "[:digit:]": "0-9",
    "[:lower:]": "a-z",
    "[:upper:]": "A-Z",
    "[:punct:]": r"!-/:-@\[-`{-~",
    "[:space:]": r"\s",
    "[:xdigit:]": "0-9A-Fa-f",
}


@value
class Rule:
    """One line of a .gitignore: which paths it is about, and whether it names them or takes them back."""

    pattern: re.Pattern[str]
    names: bool
    is_path: bool
    """Whether the whole path below the folder of the .gitignore is looked at, or the name alone."""
    folders_only: bool


@value
class Ignored:
    """The rules of a folder and of those above it, the nearest first; for each folder its path and the last rule first.

    They tell of what stands in a folder that they do not name: whoever walks enters no other.
    """

    rules: tuple[tuple[str, tuple[Rule, ...]], ...] = ()

    def with_rules_of(self, folder: str) -> Ignored:
        """These rules and those that the .gitignore in `folder` adds. Raises OSError when it cannot be read."""
        path = os.path.join(folder, IGNORE_FILE)
        if os.path.islink(path) or not os.path.isfile(path):  # like Git, which follows no link here
            return self
        with open(path, "rb") as file:
            text = file.read(_MOST_BYTES).removeprefix(b"\xef\xbb\xbf").decode("utf-8", "surrogateescape")
        return Ignored(((folder, tuple(_rules(text))[::-1]), *self.rules))

    def names(self, path: str, is_folder: bool) -> bool:
        """Whether the rules name the file or folder at `path`: the last that is about it decides."""
        name = os.path.basename(path)
        for folder, rules in self.rules:
            inside = path[len(folder) :].lstrip(os.sep).replace(os.sep, "/")
            for rule in rules:
                if (is_folder or not rule.folders_only) and rule.pattern.fullmatch(inside if rule.is_path else name):
                    return rule.names
        return False


NOTHING = Ignored()
"""No rules."""


def _rules(text: str) -> Iterator[Rule]:
    """The rules in the order of their lines; like Git, lines are passed over that can name nothing."""
    for line in text.split("\n"):
        words = _trimmed(line.removesuffix("\r"))
        taken_back = words.startswith("!")
        glob = words.removeprefix("!")
        folders_only = glob.endswith("/")
        glob = glob.removesuffix("/")
        pattern = _compiled(glob.removeprefix("/"), "/" in glob)
        if pattern is not None and not line.startswith("#"):
            yield Rule(pattern, not taken_back, "/" in glob, folders_only)


def _trimmed(line: str) -> str:
    """The line without the spaces at its end; one that follows a backslash stays."""
    bare = line.rstrip(" ")
    is_escaped = (len(bare) - len(bare.rstrip("\\"))) % 2 == 1
    return f"{bare} " if is_escaped and bare != line else bare


def _compiled(glob: str, is_path: bool) -> re.Pattern[str] | None:
    """The pattern as a regular expression; None for one that matches nothing."""
    pieces: list[str] = []
    at = 0
    while at < len(glob):
        token = _TOKEN.match(glob, at)
        if token is None:
            return None
        at = token.end()
        if token["stars"] and is_path and _is_way(glob, token):
            pieces.append("(?:.*/)?" if at < len(glob) else ".*")
            at += 1
        else:
            pieces.append(_piece(token))
    try:
        return re.compile("".join(pieces), re.DOTALL) if pieces else None
    except re.error:
        return None


def _is_way(glob: str, stars: re.Match[str]) -> bool:
    """Whether stars stand for any number of folders: at least two, and nothing else between two slashes."""
    ends = (glob[stars.start() - 1 : stars.start()], glob[stars.end() : stars.end() + 1])
    return len(stars["stars"]) > 1 and all(end in ("", "/") for end in ends)


def _piece(token: re.Match[str]) -> str:
    """The regular expression of one token, which stands for nothing with a slash in it."""
    if token["stars"]:
        return "[^/]*"
    if token["any"]:
        return "[^/]"
    if token["set"] is not None:
        return f"(?!/)[{'^' if token['but'] else ''}{''.join(_members(_ITEMS.findall(token['set'])))}]"
    return re.escape(token["escaped"] or token["plain"])


def _members(items: list[str]) -> Iterator[str]:
    """What stands between the brackets of a set: classes, ranges and single letters."""
    waiting = deque(items)
    while waiting:
        item = waiting.popleft()
        yield _CLASSES.get(item, re.escape(item[-1]))
        if len(waiting) > 1 and waiting[0] == "-" and item not in _CLASSES:
            waiting.popleft()
            yield f"-{re.escape(waiting.popleft()[-1])}"
