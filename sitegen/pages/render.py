"""Templates into strings: the environment that they share, and what is wrong with those of a theme."""

from __future__ import annotations

import re
import sys
from collections.abc import Callable, Hashable, Iterator, Mapping
from functools import cache, lru_cache
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
    UndefinedError,
    nodes,
)
from jinja2.runtime import Macro

from sitegen.cache.ready import made_once
from sitegen.diagnostics import Diagnostic, SitegenError
from sitegen.files.shipped import find_resource_folder
from sitegen.files.static_folder import find_static_files
from sitegen.pages import Page
from sitegen.pages.compiled import COMPILED
from sitegen.pages.generated import QuickEnvironment
from sitegen.pages.slim import slim
from sitegen.project.config import Config
from sitegen.project.messages import Interface, direction_of
from sitegen.text.near import nearest

_MOST_KEPT = 4096
"""So many of the dates and numbers that were written last are not put into words again."""
_MOST_WRITTEN = 8192
"""So many pieces of HTML that were written last are not written again."""


def _write(value: Hashable, macro: Macro, *more: Hashable) -> str:
    """What the macro writes of these values, which is all that it knows: `{{ card|once(entry_head) }}`."""
    return macro(value, *more)


def load_environment(theme: Path | None, **shared: Any) -> Environment:
    """The environment of all templates, to which `shared` is given besides what each page gives its own.

    A theme's file goes before ours; `default/…` always reaches ours.
    """
    ours = FileSystemLoader(find_resource_folder("templates"))
    theirs = [_ThemeLoader(theme / "templates")] if theme is not None else []
    environment = QuickEnvironment(
        loader=ChoiceLoader([*theirs, ours, PrefixLoader({"default": ours})]),
        auto_reload=False,
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
        bytecode_cache=COMPILED,
    )
    environment.globals.update(shared)
    environment.filters["direction"] = direction_of
    environment.filters["address"] = _shown_address
    environment.filters["once"] = lru_cache(maxsize=_MOST_WRITTEN)(_write)
    for name in ("day", "month", "rough_day", "number"):
        environment.filters[name] = _words_filter(environment, name)
    return environment


def _shown_address(url: str) -> str:
    """An address as people write it: president.example/en of https://www.president.example/en/."""
    return url.removeprefix("https://").removeprefix("http://").removeprefix("www.").removesuffix("/")


def _words_filter(environment: Environment, name: str) -> Callable[[Any], str]:
    """The method of that name of the catalogue that speaks on the pages; it is asked once for what it says often."""

    @lru_cache(maxsize=_MOST_KEPT, typed=True)
    def say(value: Any) -> str:
        return str(getattr(environment.globals["t"], name)(value))

    return say


def page_renderer(theme: Path | None) -> Callable[[Page], str]:
    """Makes the HTML of pages with the templates of a theme; each template is compiled once.

    Raises SitegenError (SG430) with every mistake that shows in the theme's templates before any page is made.
    """
    problems = tuple(_find_mistakes(load_environment(theme), theme / "templates")) if theme is not None else ()
    if problems:
        raise SitegenError(problems)
    return _Renderer(theme)


class _Renderer:
    """Renders pages. What all pages of a site are given are globals, so that what templates import is made once."""

    def __init__(self, theme: Path | None) -> None:
        self._theme = theme
        self._made: tuple[tuple[Config, Interface], Environment] | None = None

    def __call__(self, page: Page) -> str:
        shared, made = (page.frame.site, page.frame.t), self._made
        if made is None or made[0] != shared:
            made = shared, load_environment(self._theme, site=page.frame.site, t=page.frame.t)
            self._made = made
        return render(page, made[1])


def blocks_of(environment: Environment, template: str) -> Mapping[str, int]:
    """The named blocks of a template and of those that it extends, each with its line; none where a name is computed.

    Raises TemplateSyntaxError and TemplateNotFound.
    """
    blocks: dict[str, int] = {}
    seen: set[str] = set()
    while template and template not in seen:
        seen.add(template)
        tree = _parse(environment, template)
        blocks = {block.name: block.lineno for block in tree.find_all(nodes.Block)} | blocks
        template = _parent_of(tree)
    return blocks


def _find_mistakes(environment: Environment, folder: Path) -> Iterator[Diagnostic]:
    """Templates of a theme that cannot be read, and blocks in them that nothing would show."""
    for path in sorted(folder.rglob("*.html")):
        name = path.relative_to(folder).as_posix()
        try:
            environment.get_template(name)
            yield from _lost_blocks(environment, name, str(path))
        except TemplateSyntaxError as error:
            yield _mistake(error.filename or str(path), error.lineno, error)
        except TemplateNotFound as error:
            if error.name != name:  # else it is a link that leads out of the theme, which counts as absent
                yield _mistake(str(path), 1, error, _template_meant(environment, str(error.name)))
        except UnicodeDecodeError:
            yield Diagnostic(str(path), "the template is not UTF-8", "SG430", 1, help="save it as UTF-8")


def _template_meant(environment: Environment, name: str) -> str:
    """Which template may have been meant by the name of one that is not there, or which there are to extend."""
    known = [one for one in environment.list_templates() if one.endswith(".html")]
    near = nearest(name, known)
    meant = f"did you mean `{near}`? " if near else ""
    return f"{meant}The templates are: {', '.join(one for one in known if '/' not in one)}"


def _lost_blocks(environment: Environment, name: str, path: str) -> Iterator[Diagnostic]:
    """The outermost blocks of a template that the one which it extends does not have."""
    import difflib

    tree = _parse(environment, name)
    parent = _parent_of(tree)
    if parent == name:
        yield Diagnostic(path, "the template extends itself", "SG430", 1, help=f"write: default/{name}")
    elif parent and (known := blocks_of(environment, parent)):
        for block in _outer_blocks(tree):
            if block.name not in known:
                near = difflib.get_close_matches(block.name, known, n=1)
                hint = f"did you mean `{near[0]}`? " if near else ""
                message = f"{parent} has no block `{block.name}`, so that it would not be shown"
                yield Diagnostic(
                    path, message, "SG430", block.lineno, help=f"{hint}The blocks are: {', '.join(sorted(known))}"
                )


def _parse(environment: Environment, name: str) -> nodes.Template:
    loader = environment.loader
    source, path, _ = loader.get_source(environment, name) if loader else ("", "", None)
    return environment.parse(source, name, path)


def _parent_of(tree: nodes.Template) -> str:
    """The name of the template that this one extends; empty when there is none or it is computed."""
    extends = tree.find(nodes.Extends)
    return str(extends.template.value) if extends and isinstance(extends.template, nodes.Const) else ""


def _outer_blocks(node: nodes.Node) -> Iterator[nodes.Block]:
    for child in node.iter_child_nodes():
        if isinstance(child, nodes.Block):
            yield child
        else:
            yield from _outer_blocks(child)


class _ThemeLoader(FileSystemLoader):
    """Templates of a theme; a link that leads out of its folder is not followed."""

    def get_source(self, environment: Environment, template: str) -> tuple[str, str, Callable[[], bool]]:
        source, path, fresh = super().get_source(environment, template)
        if not any(Path(path).resolve().is_relative_to(Path(folder).resolve()) for folder in self.searchpath):
            raise TemplateNotFound(template)
        return source, path, fresh


def render(page: Page, environment: Environment) -> str:
    """The HTML of a page. Raises SitegenError (SG430) with file and line for a mistake in a template."""
    given = page.context
    try:
        return environment.get_template(page.template).render(given)
    except TemplateSyntaxError as error:
        raise SitegenError(_mistake(error.filename or error.name or page.template, error.lineno, error)) from error
    except UndefinedError as error:
        told, there = _asked_in_vain(str(error)) or (error, f"{page.template} is given: {', '.join(sorted(given))}")
        raise SitegenError(_mistake(*_place_of(error, page.template), told, there)) from error
    except Exception as error:  # a template may raise anything: 1 / 0, a missing attribute, a filter's own error
        raise SitegenError(_mistake(*_place_of(error, page.template), error)) from error


def static_files(theme: Path | None) -> Iterator[tuple[str, bytes]]:
    """Path below assets/ and content of every static file, ours and the theme's, which goes first."""
    folders = [find_resource_folder("static"), *([theme / "static"] if theme is not None else [])]
    files = {path.relative_to(folder).as_posix(): path for folder in folders for path in find_static_files(folder)}
    slimmed = _our_scripts(folders[0])
    for name, path in sorted(files.items()):
        yield name, slimmed[name] if name in slimmed and path.is_relative_to(folders[0]) else path.read_bytes()


@cache
def _our_scripts(folder: Path) -> Mapping[str, bytes]:
    """Our own scripts as they are sent, by their names."""

    def slimmed() -> tuple[tuple[str, bytes], ...]:
        return tuple((path.name, slim(path.read_text("utf-8")).encode("utf-8")) for path in sorted(folder.glob("*.js")))

    return dict(made_once("scripts", slimmed))


def _place_of(error: BaseException, template: str) -> tuple[str, int]:
    """File and line of the template where `error` was raised."""
    found = (template, 0)
    trace = error.__traceback__
    while trace is not None:
        if trace.tb_frame.f_code.co_filename.endswith(".html"):
            found = (trace.tb_frame.f_code.co_filename, trace.tb_lineno)
        trace = trace.tb_next
    return found


_NO_ATTRIBUTE = re.compile(r"'([\w.]+)\.(\w+) object' has no attribute '(\w+)'")
"""What Jinja says of a value of ours that is asked for what it does not have."""


def _asked_in_vain(complaint: str) -> tuple[str, str] | None:
    """What is told of a value of ours that does not have what a template asks of it, and what it has."""
    found = _NO_ATTRIBUTE.search(complaint)
    if found is None:
        return None
    module, kind, name = found.groups()
    there = [one for one in dir(getattr(sys.modules.get(module), kind, None)) if not one.startswith("_")]
    near = nearest(name, there)
    meant = f"did you mean `{near}`? " if near else ""
    return f"`{kind}` has no `{name}`", f"{meant}It has: {', '.join(there)}"


def _mistake(path: str, line: int, error: Exception | str, hint: str = "") -> Diagnostic:
    told = f"there is no template `{error}`" if isinstance(error, TemplateNotFound) else f"the template fails: {error}"
    return Diagnostic(path, told, "SG430", line, help=hint or "compare it with the built-in template of the same name")
