"""What is told to the author when something is wrong in a file: one line that editors parse, and a way out."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from enum import StrEnum

from sitegen.text.values import value


class Severity(StrEnum):
    """An error stops the build; a warning does so only with --strict; a note never does."""

    ERROR = "error"
    WARNING = "warning"
    NOTE = "note"


@value
class Diagnostic:
    """One finding in one file.

    `path` is as the user would type it; `line` and `column` count from 1 and are 0 where there is none.
    `code` is the stable number of the rule ("SG101"); `help` says what to do about it.
    """

    path: str
    message: str
    code: str
    line: int = 0
    column: int = 0
    help: str = ""
    source_line: str = ""
    severity: Severity = Severity.ERROR

    @property
    def location(self) -> str:
        """`path:line:col`, without the parts that are not known."""
        return ":".join([self.path, *(str(n) for n in (self.line, self.column) if n)])


class SitegenError(Exception):
    """The one error that sitegen raises on purpose: carries every diagnostic found, so that all come in one run."""

    def __init__(self, diagnostics: Diagnostic | Iterable[Diagnostic]) -> None:
        found = (diagnostics,) if isinstance(diagnostics, Diagnostic) else tuple(diagnostics)
        super().__init__("\n".join(f"{d.location}: {d.severity}[{d.code}]: {d.message}" for d in found))
        self.diagnostics = found

    def __reduce__(self) -> tuple[type[SitegenError], tuple[tuple[Diagnostic, ...]]]:
        """What another process needs to raise the same."""
        return SitegenError, (self.diagnostics,)


def unexpected(error: Exception, path: str = "sitegen") -> Diagnostic:
    """What is told of an error that nobody foresaw (SG900), with the file in which it came up where that is known."""
    hint = "this is a mistake in sitegen; run it again with SITEGEN_TRACEBACK=1 and report what it prints"
    return Diagnostic(path, f"{type(error).__name__}: {error}", "SG900", help=hint)


@contextmanager
def naming(path: str, *foreseen: type[Exception]) -> Iterator[None]:
    """What nobody foresaw and goes wrong inside is told of the file at `path`; SITEGEN_TRACEBACK lets it through."""
    try:
        yield
    except Exception as error:
        if isinstance(error, (SitegenError, *foreseen)) or os.environ.get("SITEGEN_TRACEBACK"):
            raise
        raise SitegenError(unexpected(error, path)) from error
