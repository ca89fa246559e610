"""Where the keys of an article stand: in its front matter, or in the file beside it."""

from __future__ import annotations

from itertools import takewhile
from pathlib import PurePosixPath

from sitegen.diagnostics import Diagnostic, SitegenError
from sitegen.files.text_file import lines_with_ends
from sitegen.read.head import ENDS, FENCE, Form, find_head
from sitegen.read.loading import LoadedArticle
from sitegen.text.values import value

_BOM = "\ufeff"


@value
class Home:
    """A file with the YAML in it: all from `begin` to `end`. `fence` stands around it where there was none."""

    shown: str
    """Its path below the project folder."""
    text: str
    """The whole file as it is, line ends and all; empty where there is none yet."""
    begin: int
    end: int
    fence: str = ""
    is_new: bool = False

    @property
    def yaml(self) -> str:
        """The YAML as it is."""
        return self.text[self.begin : self.end]

    def with_yaml(self, yaml: str) -> str:
        """The text of the file with other YAML; everything around it stays."""
        new = f"{self.fence}{yaml}{self.fence}"
        first = next(lines_with_ends(self.text), "")
        break_ = first[len(first.rstrip("\r\n")) :] or "\n"
        new = new if self.yaml else new.replace("\n", break_)
        return self.text[: self.begin] + new + self.text[self.end :]


def home_of(loaded: LoadedArticle) -> Home:
    """Where the keys of an article stand, or will. Raises SitegenError SG755 where they are not YAML, or not UTF-8."""
    path = PurePosixPath(loaded.file.shown)
    if path.suffix.lower() == ".md":
        if loaded.file.told:
            message, hint = "is not UTF-8, and is not written here", "save the file as UTF-8, and do it again"
            raise SitegenError(Diagnostic(loaded.file.shown, message, "SG755", help=hint))
        return _front_matter(loaded.file.shown, loaded.file.content.decode("utf-8"))
    shown = path.with_suffix(".yaml").as_posix()
    if loaded.beside is None:
        return Home(shown, "", 0, 0, is_new=True)
    text = loaded.beside.content.decode("utf-8")
    return Home(shown, text, 0, len(text))


def _front_matter(shown: str, text: str) -> Home:
    begin = len(_BOM) if text.startswith(_BOM) else 0
    lines = list(lines_with_ends(text, begin))
    is_fenced = bool(lines) and lines[0].rstrip() == FENCE
    head = None if is_fenced else find_head(text[begin:], shown)
    if head is not None and head.at and head.form is Form.YAML:
        begin, head, is_fenced = begin + head.at, None, True
        lines = list(lines_with_ends(text, begin))
    if head is not None:
        what = "without a line of --- before it" if head.form is Form.YAML else f"in {head.form}"
        message = f"has its front matter {what}, which is not written here"
        hint = "write the front matter as YAML, between lines of ---, and do it again"
        raise SitegenError(Diagnostic(shown, message, "SG755", help=hint))
    if not is_fenced:
        return Home(shown, text, begin, begin, fence=f"{FENCE}\n")
    begin += len(lines[0])
    inside = takewhile(lambda line: line.rstrip() not in ENDS[FENCE], lines[1:])
    return Home(shown, text, begin, begin + sum(map(len, inside)))
