"""The Python that templates are compiled to: that of Jinja, without what it asks again at each place and each call."""

from __future__ import annotations

from collections.abc import Callable, MutableMapping
from functools import partial
from keyword import iskeyword
from types import CodeType
from typing import Any

from jinja2 import Environment, Template, nodes
from jinja2.compiler import CodeGenerator, Frame, optimizeconst
from jinja2.runtime import Context, Macro
from jinja2.utils import missing
from markupsafe import Markup, escape

from sitegen.pages.frame import Url
from sitegen.project.messages import Interface

_marked: Callable[[str], Markup] = partial(str.__new__, Markup)
"""Words that are HTML, marked as such without looking first what they are."""
_OURS = """
asks_nothing = environment.asks_nothing
escape = environment.escape
Macro = environment.macro
"""
_ESCAPES = (("&", "&amp;"), (">", "&gt;"), ("<", "&lt;"), ("'", "&#39;"), ('"', "&#34;"))


def _escape(value: Any) -> str:
    """The value as HTML. Most are HTML already, or words with nothing to escape, which need not be looked through."""
    kind = type(value)
    written: str = value
    if kind is str:
        if "&" in written or "<" in written or ">" in written or '"' in written or "'" in written:
            for mark, escaped in _ESCAPES:
                written = written.replace(mark, escaped)
        return written
    if kind is Markup:
        return written
    if not hasattr(value, "__html__") and type(written := str(value)) is str:
        return _escape(written)
    return escape(value)


class _PlainMacro(Macro):
    """A macro that is given its values in their order, and writes HTML wherever it is called."""

    def __call__(self, *given: Any, **named: Any) -> str:
        """What the macro writes of these values."""
        more = self._argument_count - len(given)
        if named or more < 0:
            return super().__call__(*given, **named)
        return _marked(self._func(*given, *(missing,) * more) if more else self._func(*given))


def _macro(
    environment: Environment,
    func: Callable[..., str],
    name: str,
    arguments: list[str],
    catch_kwargs: bool,
    catch_varargs: bool,
    caller: bool,
    autoescape: bool | None = None,
) -> Macro:
    """Jinja's constructor of macros, which gives plain ones where nothing else is asked of one."""
    kind = _PlainMacro if autoescape and not (catch_kwargs or catch_varargs or caller) else Macro
    return kind(environment, func, name, arguments, catch_kwargs, catch_varargs, caller, autoescape)


_ASK_NOTHING = frozenset({Interface, Url, _PlainMacro})
"""What is called without looking first what it wants to be given."""


class _Context(Context):
    """Names in a template. Calls what the frame gives without looking first what it wants to be given."""

    def call(self, called: Any, /, *given: Any, **named: Any) -> Any:
        """What `called` gives."""
        kind = type(called)
        if kind not in _ASK_NOTHING:
            return super().call(called, *given, **named)
        named.pop("_loop_vars", None)
        named.pop("_block_vars", None)
        if kind is _PlainMacro:
            return Macro.__call__(called, self.eval_ctx, *given, **named)
        return called(*given, **named)


class _Generator(CodeGenerator):
    """Python of templates in which what is there is asked for, and called, without a call of Jinja's.

    A block is handed on in one piece, not piece by piece through all blocks around it.
    """

    @optimizeconst
    def visit_Getattr(self, node: nodes.Getattr, frame: Frame) -> None:
        """Write how `node.name` is asked for; of what has no such attribute as Jinja asks it."""
        name = repr(node.attr)
        self.write("(_found if (_found := getattr((_of := ")
        self.visit(node.node, frame)
        self.write(f"), {name}, missing)) is not missing else environment.getattr(_of, {name}))")

    @optimizeconst
    def visit_Call(self, node: nodes.Call, frame: Frame, forward_caller: bool = False) -> None:
        """Write how something is called: at once where it asks for nothing, else as Jinja calls it."""
        if forward_caller or not _is_plain(node) or frame.eval_ctx.volatile or not frame.eval_ctx.autoescape:
            super().visit_Call(node, frame, forward_caller=forward_caller)
            return
        self.write("(_called(")
        for given in (*node.args, *node.kwargs):
            self.visit(given, frame)
            self.write(", ")
        self.write(") if type(_called := ")
        self.visit(node.node, frame)
        self.write(") in asks_nothing else context.call(_called")
        of_frame = (("_loop_vars", frame.loop_frame), ("_block_vars", frame.block_frame))
        self.signature(node, frame, {name: name for name, has_them in of_frame if has_them})
        self.write("))")

    def visit_Block(self, node: nodes.Block, frame: Frame) -> None:
        """Write how a block is written where another is."""
        if frame.buffer is None or frame.toplevel or node.required:
            super().visit_Block(node, frame)
            return
        context = self.derive_context(frame) if node.scoped else self.get_context_ref()
        self.writeline(f"{frame.buffer}.extend(context.blocks[{node.name!r}][0]({context}))", node)

    def enter_frame(self, frame: Frame) -> None:
        """Begin a scope; of a block with a list of what it writes."""
        super().enter_frame(frame)
        if frame.block_frame and frame.buffer is None:
            self.buffer(frame)

    def leave_frame(self, frame: Frame, with_python_scope: bool = False) -> None:
        """End a scope; a block hands on what it has written."""
        if frame.block_frame:
            self.writeline(f"yield concat({frame.buffer})")
        super().leave_frame(frame, with_python_scope)


def _is_plain(node: nodes.Call) -> bool:
    """Whether what is given is named one by one, and calls nothing: written twice it stays short."""
    given = (*node.args, *node.kwargs)
    names = [one.key for one in node.kwargs]
    calls = any(isinstance(one, nodes.Call) or one.find(nodes.Call) is not None for one in given)
    return not (calls or node.dyn_args or node.dyn_kwargs or any(map(iskeyword, names)))


class QuickEnvironment(Environment):
    """Templates that all have the same globals, which are compared at no cost, and that are written fast."""

    code_generator_class = _Generator
    context_class = _Context
    asks_nothing = _ASK_NOTHING
    escape = staticmethod(_escape)
    macro = staticmethod(_macro)

    def __init__(self, **options: Any) -> None:
        super().__init__(**options)
        self._found: dict[str, Template] = {}

    def get_template(
        self, name: str | Template, parent: str | None = None, globals: MutableMapping[str, Any] | None = None
    ) -> Template:
        """The template of that name, which is looked for once."""
        if not isinstance(name, str):
            return name
        found = self._found.get(name)
        if found is None:
            found = self._found[name] = super().get_template(name, parent, globals)
        return found

    def make_globals(self, d: MutableMapping[str, Any] | None) -> MutableMapping[str, Any]:
        """The globals of a template, which has none of its own."""
        return self.globals

    def _compile(self, source: str, filename: str) -> CodeType:
        """Jinja's hook for how Python is compiled that was generated of a template: with ours in place of its own."""
        return super()._compile(source + _OURS, filename)
