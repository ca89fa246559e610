"""Templates into strings: the one place that knows Jinja."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path
from typing import Any

from jinja2 import (
    ChoiceLoader,
    Environment,
    FileSystemLoader,
    PrefixLoader,
    StrictUndefined,
    TemplateNotFound,
    TemplateSyntaxError,
    pass_context,
)
from jinja2.runtime import Context

from sitegen.errors import Diagnostic, SitegenError
from sitegen.interface import direction_of
from sitegen.pages import Page
from sitegen.resources import find_resource_folder


def load_environment(theme: Path | None) -> Environment:
    """The environment of all templates. A theme's file goes before ours; `default/…` always reaches ours."""
    ours = FileSystemLoader(find_resource_folder("templates"))
    theirs = [_ThemeLoader(theme / "templates")] if theme is not None else []
    environment = Environment(
        loader=ChoiceLoader([*theirs, ours, PrefixLoader({"default": ours})]),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
    environment.filters["direction"] = direction_of
    for name in ("day", "month", "rough_day", "number"):
        environment.filters[name] = _words_filter(name)
    return environment


def _words_filter(name: str) -> Callable[[Context, Any], str]:
    """The method of that name of the catalogue that speaks on the page."""

    @pass_context
    def say(context: Context, value: Any) -> str:
        return str(getattr(context["t"], name)(value))

    return say


def page_renderer(theme: Path | None) -> Callable[[Page], str]:
    """Makes the HTML of pages with the templates of a theme; each template is compiled once."""
    return partial(render, environment=load_environment(theme))


class _ThemeLoader(FileSystemLoader):
    """Templates of a theme; a link that leads out of its folder is not followed."""

    def get_source(self, environment: Environment, template: str) -> tuple[str, str, Callable[[], bool]]:
        source, path, fresh = super().get_source(environment, template)
        if not any(Path(path).resolve().is_relative_to(Path(folder).resolve()) for folder in self.searchpath):
            raise TemplateNotFound(template)
        return source, path, fresh


def render(page: Page, environment: Environment) -> str:
    """The HTML of a page. Raises SitegenError (SG430) with file and line for a mistake in a template."""
    try:
        return environment.get_template(page.template, globals={"t": page.context["t"]}).render(page.context)
    except TemplateSyntaxError as error:
        raise SitegenError(_mistake(error.filename or error.name or page.template, error.lineno, error)) from error
    except Exception as error:  # a template may raise anything: 1 / 0, a missing attribute, a filter's own error
        raise SitegenError(_mistake(*_place_of(error, page.template), error)) from error


def static_files(theme: Path | None) -> Iterator[tuple[str, bytes]]:
    """Path below assets/ and content of every static file, ours and the theme's, which goes first."""
    folders = [find_resource_folder("static"), *([theme / "static"] if theme is not None else [])]
    files = {
        path.relative_to(folder).as_posix(): path
        for folder in folders
        for path in sorted(folder.rglob("*"))
        if path.is_file() and not path.name.startswith(".") and path.resolve().is_relative_to(folder.resolve())
    }
    for name, path in sorted(files.items()):
        content = path.read_bytes()
        yield name, _without_comments(content) if name.endswith(".js") and path.is_relative_to(folders[0]) else content


def _without_comments(script: bytes) -> bytes:
    """Our own script without indentation and without the lines that are comments; a theme's is sent as it is."""
    lines = (line.strip() for line in script.decode("utf-8").splitlines())
    return "".join(f"{line}\n" for line in lines if line and not line.startswith("//")).encode("utf-8")


def _place_of(error: BaseException, template: str) -> tuple[str, int]:
    """File and line of the template where `error` was raised."""
    found = (template, 0)
    trace = error.__traceback__
    while trace is not None:
        if trace.tb_frame.f_code.co_filename.endswith(".html"):
            found = (trace.tb_frame.f_code.co_filename, trace.tb_lineno)
        trace = trace.tb_next
    return found


def _mistake(path: str, line: int, error: Exception) -> Diagnostic:
    hint = "compare it with the built-in template of the same name"
    return Diagnostic(path, f"the template fails: {error}", "SG430", line, help=hint)
