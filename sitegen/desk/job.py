"""A move, and what it is about: the words, what was found there, and the keys that stand in the files."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import cached_property
from typing import Any

from sitegen.desk.moves import Move
from sitegen.desk.scene import Scene
from sitegen.diagnostics import Diagnostic, SitegenError
from sitegen.explain.finding import NameFinding
from sitegen.files.text_file import read_text_file
from sitegen.files.yaml_edit import Edit
from sitegen.files.yaml_file import read_document
from sitegen.model import Entity, Origin
from sitegen.text.folding import fold
from sitegen.text.letters import clean
from sitegen.text.spans import Span
from sitegen.text.values import value
from sitegen.text.wording import words_of

SITE = "site.yaml"


@value
class FileEdits:
    """What is changed in one file: that at `shown` below the project folder."""

    shown: str
    edits: tuple[Edit, ...]


@value(slots=False)
class Job:
    """A move, and what it is about."""

    move: Move
    scene: Scene

    @cached_property
    def span(self) -> Span:
        return self.scene.span(self.move.at)

    @cached_property
    def text(self) -> str:
        return self.scene.article.text

    @cached_property
    def finding(self) -> NameFinding | None:
        return self.scene.name_at(self.span)

    @property
    def entity(self) -> Entity | None:
        return self.finding.entity if self.finding is not None else None

    @cached_property
    def name(self) -> str:
        """The name in the article that the move is about."""
        return self.move.name or clean(words_of(self.text, self.span))

    @cached_property
    def full_name(self) -> str:
        """The name for the whole site: that in full of somebody found."""
        found = self.entity
        return found.name if not self.move.name and found is not None and found.origin is Origin.FOUND else self.name

    @cached_property
    def keys(self) -> Mapping[str, Any]:
        """The keys of the article as they are."""
        home = self.scene.home
        value = read_document(plain_ends(home.yaml), home.shown).value
        return value if isinstance(value, dict) else {}

    @cached_property
    def site_keys(self) -> Mapping[str, Any]:
        """The keys of site.yaml as they are."""
        path = self.scene.grounds.root / SITE
        value = read_document(read_text_file(path, SITE), SITE).value if path.is_file() else {}
        return value if isinstance(value, dict) else {}

    def in_article(self, *edits: Edit) -> FileEdits:
        return FileEdits(self.scene.home.shown, edits)

    def key_of(self, held: Iterable[str], name: str) -> str:
        """The name as a file has it already, else as it is."""
        return next((one for one in held if fold(one) == fold(name)), name)


def plain_ends(text: str) -> str:
    return text.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n")


def impossible(job_path: str, message: str, hint: str) -> SitegenError:
    """The refusal (SG756) of a move that makes no sense."""
    return SitegenError(Diagnostic(job_path, message, "SG756", help=hint))
