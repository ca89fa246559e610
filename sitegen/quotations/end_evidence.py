"""What speaks for a reported clause ending at a joint of its sentence, or against it: features, weighed by a table."""

from __future__ import annotations

from collections.abc import Iterator

from sitegen.model import Gender
from sitegen.quotations.article_context import (
    SUBJECT_PRONOUNS,
    SUBORDINATORS,
    VERB_LIKE,
    ArticleContext,
    is_adverb,
    small_words,
    splits_number,
)
from sitegen.quotations.persons import gender_of_entity
from sitegen.quotations.reports import Report
from sitegen.quotations.speech_verbs import verb_forms
from sitegen.text.values import value
from sitegen.text.weights import BIAS

_DASHES = frozenset({"-", "–", "—", "--"})
_BARE = frozenset({"and", "but", "while", "as", "after", "when", "because", "though", "although"})
"""Words at which a clause may end without a comma."""
_FARTHEST = 8
"""How many tokens behind a joint its first finite verb is looked for."""
_STEPS = (0, 3, 5, 8, 12, 20, 30)
_SOON = 12
"""How many tokens behind a joint quoted words count."""
_OF_TIME = frozenset({"as", "after", "before"})
_PRONOUNS = SUBJECT_PRONOUNS
_TENSES = {
    **dict.fromkeys(("is", "are", "am", "'s", "'re", "do", "does"), "present"),
    **dict.fromkeys(("was", "were", "did"), "past"),
    **dict.fromkeys(("has", "have", "'ve"), "perfect"),
    "had": "past perfect",
    **dict.fromkeys(("would", "could", "might", "should"), "past modal"),
    **dict.fromkeys(("will", "can", "may", "must", "shall", "'ll"), "modal"),
}


@value
class Joint:
    """Where a clause may end: its last token then, how the joint is marked, and the first token behind it."""

    last: int
    mark: str
    opener: int


def joints_of(context: ArticleContext, first: int, end: int) -> tuple[Joint, ...]:
    """The commas, dashes, closing marks and conjunctions between two tokens at which the clause may end."""
    found: list[Joint] = []
    for at in range(first + 1, end):
        word, following = context.word[at], at + 1
        if context.quoted_at[at] >= 0:
            if word in {'"', "”", "''", "’", "'"} and context.quoted_at[following] < 0 and context.word[at - 1] == ",":
                found.append(Joint(at, "marks", following))
        elif word == "," and not splits_number(context, at):
            found.append(Joint(at - 1, "comma", following))
        elif word in _DASHES and not (context.tokens.glued(at) and context.tokens.glued(following)):
            if context.word[at - 1] not in _DASHES:
                found.append(Joint(at - 1, "dash", following + (context.word[following] in _DASHES)))
        elif word in _BARE and context.word[at - 1] not in _DASHES | {","} and not (found and found[-1].opener == at):
            found.append(Joint(at - 1, "bare", at))
    return tuple(joint for joint in found if joint.opener <= end)


def features_of_joint(context: ArticleContext, report: Report, first: int, joint: Joint, end: int) -> tuple[str, ...]:
    """What a joint of the clause that opens at `first` shows, for and against the clause ending there."""
    opener = _class_of(context, joint.opener)
    return (
        BIAS,
        *_of_joint(context, joint, opener),
        *_of_tenses(context, report, first, joint, opener, end),
        *_of_rest(context, report, first, joint, opener, end),
    )


def _of_joint(context: ArticleContext, joint: Joint, opener: str) -> Iterator[str]:
    """How the joint is marked, and the words beside it."""
    yield joint.mark
    yield f"opens {opener}"
    yield f"{joint.mark}, {opener}"
    before = context.word[joint.last]
    kind = "name" if before[:1].isupper() else "figure" if before[:1].isdigit() else "word"
    yield f"{joint.mark} behind {kind}, {opener}"


def _of_tenses(
    context: ArticleContext, report: Report, first: int, joint: Joint, opener: str, end: int
) -> Iterator[str]:
    """The first finite verb behind the joint, beside that of the clause and that of the cue."""
    cue = verb_forms().get(context.low[report.last])
    said = "none" if cue is None else "past" if cue.name == "participle" else cue.name
    inside = _tense(context, first, joint.last)
    behind = _tense(context, joint.opener, min(end, joint.opener + _FARTHEST))
    yield f"behind {behind}"
    yield f"{opener}: behind {behind}"
    yield f"{said}: {inside} and {behind}"


def _of_rest(context: ArticleContext, report: Report, first: int, joint: Joint, opener: str, end: int) -> Iterator[str]:
    """How the sentence began and goes on, how long its parts are, and whom a pronoun behind the joint means."""
    led = context.low[report.begins - 1]
    if led in SUBORDINATORS or led in _OF_TIME:
        yield f"in a clause of time or ground, {joint.mark} {opener}"
        yield "in a clause of time or ground"
    following = _next_comma(context, joint.opener, end)
    if following:
        kind = _resumption(context.low[following + 1])
        yield f"goes on with {kind}"
        yield f"goes on with {kind}, opens {opener}"
    yield f"tokens {_step(joint.last - first + 1)}"
    yield f"left {_step(end - joint.opener + 1)}"
    pronoun = next(
        (word for word in (context.low[joint.opener], context.low[joint.opener + 1]) if word in _PRONOUNS), ""
    )
    if pronoun:
        yield f"pronoun {_whose(context, report, pronoun)}"
        yield f"pronoun {_whose(context, report, pronoun)}, opens {opener}"
    if any(context.quoted_at[at] >= 0 for at in range(joint.opener, min(end, joint.opener + _SOON) + 1)):
        yield "quotes behind"


def _whose(context: ArticleContext, report: Report, pronoun: str) -> str:
    """Whether a pronoun can mean the speaker."""
    speaker = _pronoun_of(context, report)
    return "unknown" if not speaker else "of the speaker" if pronoun == speaker else "of another"


def _resumption(word: str) -> str:
    """What the sentence goes on with behind an aside."""
    if word in _TENSES or word in VERB_LIKE:
        return "verb"
    return "and" if word in {"and", "or", "but"} else "more"


def _next_comma(context: ArticleContext, first: int, end: int) -> int:
    """The next comma behind the joint, 0 where there is none."""
    commas = (at for at in range(first + 1, end) if context.word[at] == "," and context.quoted_at[at] < 0)
    return next((at for at in commas if not splits_number(context, at)), 0)


def _pronoun_of(context: ArticleContext, report: Report) -> str:
    """The pronoun that means the speaker, the empty string where the text does not say."""
    subject = report.subject
    if subject.kind == "pronoun":
        return context.low[subject.first]
    if subject.mention is None:
        return "they" if context.word[subject.last].endswith("s") else ""
    gender = gender_of_entity(context.entities[subject.mention.entity_id])
    return {Gender.FEMALE: "she", Gender.MALE: "he"}.get(gender, "" if context.is_person(subject.mention) else "it")


def _tense(context: ArticleContext, first: int, last: int) -> str:
    """The tense of what may be the first finite verb between two tokens, and whether it tells."""
    for at in range(first, last + 1):
        word = context.word[at]
        if context.quoted_at[at] >= 0:
            continue
        if word in _TENSES:
            return _TENSES[word]
        form = verb_forms().get(word)
        if form is not None and form.name in {"past", "s", "participle"}:
            return "telling past" if form.name != "s" else "telling"
        if word in VERB_LIKE or (word.endswith("ed") and word.islower() and len(word) > 4):
            return "known"
    return "none"


def _class_of(context: ArticleContext, index: int) -> str:
    """The word itself where it is a small one, else what it looks like."""
    word, lower = context.word[index], context.low[index]
    if lower in small_words():
        return "pronoun" if lower in SUBJECT_PRONOUNS - {"it", "who"} else lower
    form = verb_forms().get(word)
    if form is not None:
        return f"telling {form.name}"
    if context.quoted_at[index] >= 0:
        return "quoted"
    if not word[:1].isalpha():
        return "figure" if word[:1].isdigit() else "mark"
    if word[0].isupper():
        return "name"
    return "ly" if is_adverb(word) else next((end for end in ("ing", "ed", "s") if word.endswith(end)), "word")


def _step(value: int) -> int:
    """The highest step that the value reaches."""
    return max(step for step in _STEPS if step <= value)
