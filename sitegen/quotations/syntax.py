"""What a parse says of a phrase and of quoted words: is it the subject of the verb that they hang on?"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import field

from sitegen.quotations.article_context import ArticleContext, Phrase
from sitegen.quotations.marks import QuotedSpan
from sitegen.quotations.speech_verbs import verb_forms
from sitegen.text.parse import MODEL, READ, Parse
from sitegen.text.values import value

OVER = f"{MODEL}subject over the words"
"""The feature of the subject of a verb that the quoted words hang on."""

_STEPS = 4
"""How many heads up from the quoted words, or from a phrase to a subject, are looked at."""
_MARKS = frozenset({"punct", ""})
"""Relations that say nothing of what hangs on what."""
_SAME = frozenset({"appos", "compound", "flat", "nmod"})
"""Relations of a name to the noun that it is called by: the mayor, Ana Ruiz."""
_SHARING = frozenset({"conj", "advcl", "xcomp", "acl", "dep"})
"""Relations of a verb to another whose subject is its own too: Ruiz left and said."""


@value
class Syntax:
    """A text's parse, with the subject of each verb that has one; without a parse nothing is said of anything."""

    parse: Parse | None = None
    subjects: Mapping[int, int] = field(default_factory=dict)

    @classmethod
    def of(cls, parse: Parse | None) -> Syntax:
        """The syntax of a text."""
        if parse is None:
            return cls()
        found = (i for i, relation in enumerate(parse.relations) if relation.startswith("nsubj"))
        return cls(parse, {parse.heads[index]: index for index in found})

    def verbs_over(self, quoted: QuotedSpan) -> tuple[int, ...]:
        """The tokens outside the stretch that its words hang on, directly or over others, each once."""
        if self.parse is None:
            return ()
        return tuple(dict.fromkeys(_above(self.parse, quoted.first, quoted.last)))

    def subject(self, verb: int) -> int | None:
        """The subject of a verb, its own or that of the verb it goes on after."""
        for _ in range(_STEPS):
            if verb in self.subjects or self.parse is None:
                return self.subjects.get(verb)
            if self.parse.relations[verb] not in _SHARING:
                return None
            verb = self.parse.heads[verb]
        return None


def _above(parse: Parse, first: int, last: int) -> Iterator[int]:
    for index in range(first, last + 1):
        head = parse.heads[index]
        if first <= head <= last or parse.relations[index] in _MARKS:
            continue
        for _ in range(_STEPS):
            yield head
            head = parse.heads[head]
            if first <= head <= last:
                break


def features_of_subject(
    context: ArticleContext, syntax: Syntax, quoted: QuotedSpan, phrase: Phrase, above: tuple[int, ...]
) -> Iterator[str]:
    """How the phrase hangs on its verb, and the verb on the quoted words or they on it."""
    parse = syntax.parse
    if parse is None:
        return
    yield READ
    top = parse.top(phrase.first, phrase.last)
    yield f"{MODEL}{parse.relations[top]}"
    for _ in range(_STEPS):
        if parse.relations[top] not in _SAME:
            break
        top = parse.heads[top]
    subject = parse.relations[top].startswith("nsubj")
    verb = parse.heads[top]
    saying = "saying" if context.low[verb] in verb_forms() else "another verb"
    if subject:
        yield f"{MODEL}subject of {saying}"
    governing = [one for one in above if syntax.subject(one) == top]
    if governing:
        nearest = "said" if context.low[governing[0]] in verb_forms() else "done"
        yield OVER
        yield f"{OVER}, {nearest}"
        if governing[0] == above[0]:
            yield f"{OVER}, nearest"
    elif subject and quoted.first <= parse.heads[verb] <= quoted.last:
        yield f"{MODEL}subject under the words, {saying}"


def features_of_hanging(context: ArticleContext, syntax: Syntax, above: tuple[int, ...], whom: str) -> Iterator[str]:
    """For nobody and for who spoke before (`whom`): what the quoted words hang on."""
    if syntax.parse is None:
        return
    yield f"{READ}, {whom}"
    if not above:
        yield f"{MODEL}{whom}, the words hang on nothing"
    elif any(context.low[index] in verb_forms() for index in above):
        yield f"{MODEL}{whom}, the words hang on saying"
    else:
        yield f"{MODEL}{whom}, the words hang on another word"


def feature_of_choice(ranked: Sequence[Sequence[str]]) -> str:
    """Whether the parse agrees with the choice; `ranked` has the features of all candidates, the chosen one's first."""
    chosen, *others = ranked
    if OVER in chosen:
        return f"{MODEL}agrees"
    return f"{MODEL}prefers another" if any(OVER in features for features in others) else f"{MODEL}knows none"
