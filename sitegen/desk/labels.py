"""A move in a few words, for its button and for taking it back."""

from __future__ import annotations

from collections.abc import Mapping

from sitegen.desk.moves import Act, Move, Scope
from sitegen.desk.scene import Scene
from sitegen.text.spans import shorten

_WHERE = {Scope.HERE: "here", Scope.ARTICLE: "in this article", Scope.EVERYWHERE: "in every article"}
_LABELS: Mapping[Act, str] = {
    Act.HIDE: "hide “{words}” {where}",
    Act.ENTITY: "“{words}” is {whom} {where}",
    Act.KIND: "“{words}” is of the kind {kind} {where}",
    Act.ROLE: "“{words}” is {role} {where}",
    Act.ACCEPT: "accept “{words}” {where}",
    Act.ENTRY: "a new entry: {whom}",
    Act.ALIAS: "“{words}” is another name of {whom}",
    Act.SPEAKER: "“{words}” is said by {speaker}",
    Act.SPAN: "other words than “{words}”",
    Act.FORM: "“{words}” is {form}",
    Act.UNSAID: "“{words}” is no quotation",
    Act.QUOTATION: "“{words}” is a quotation",
    Act.DATE: "“{words}” is {means}",
    Act.CHECKED: "checked by {by}",
    Act.WITHDRAW: "take the correction of “{words}” back {where}",
}
_LONGEST = 60
_MARKS = '“”„«»"'
"""The words of a quotation stand in marks of the label’s own."""


def label_of(move: Move, scene: Scene) -> str:
    """A move in a few words."""
    return _LABELS[move.act].format(
        words=move.name or shorten(scene.span(move.at).of(scene.article.text).strip(_MARKS), _LONGEST),
        where=_WHERE[move.scope],
        whom=move.entry.name if move.entry is not None else move.entity,
        kind=move.kind,
        role=move.role,
        form=move.form,
        means=move.means or "no date",
        by=move.by,
        speaker=move.speaker or "nobody",
    )
