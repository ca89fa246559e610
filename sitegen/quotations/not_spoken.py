"""Words between marks that nobody says: titles, and words held at arm's length.

What speaks for and against it is learned: see `tables/spoken_weights.txt`.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise

from sitegen.model import SpeakerRule
from sitegen.quotations.article_context import SUBJECT_PRONOUNS, ArticleContext, is_adverb, is_name_word, words_of
from sitegen.quotations.attribution import Attribution
from sitegen.quotations.marks import QuotedSpan
from sitegen.quotations.reports import only_names
from sitegen.quotations.speech_verbs import verb_forms
from sitegen.text.weights import BIAS
from sitegen.text.wordlists import load_words

_SMALL = frozenset(["the", "a", "an", "of", "in", "on", "to", "for", "and", "or", "with", "at", "from", "by", "is"])
_ENDINGS = frozenset(",.!?…-–—")
_WORDS_OF_TITLE = 2
_LONGEST_TERM = 5
"""Tokens of a name that a bracket defines, at most."""
_BEFORE_TERM = frozenset(
    {"the", "or", "and", ",", "collectively", "together", "hereinafter", "hereafter", "“", "”", '"'}
)
_BEHIND_TERM = frozenset({")", "or", "and", ","})
_LONGEST_OWNER = 6
"""Tokens of the name of a station or a paper, at most."""
_SEVERAL = 7
"""Tokens, marks and all."""
_LENGTHS = (0, 1, 2, 3, 4, 6, 8, 12)


def is_surely_spoken(context: ArticleContext, quoted: QuotedSpan, attribution: Attribution) -> bool:
    """True for what a comma, a colon or its length ties to the report beside it, and for the rest of a quotation."""
    if quoted.marks.block is not None:
        return True
    if is_surely_title(context, quoted):
        return False
    if attribution.joined:
        return True
    tied = {
        SpeakerRule.AFTER: quoted.marks.inner.of(context.tokens.text).rstrip()[-1:] in {",", "!", "?"}
        or _opens_before_comma(context, quoted),
        SpeakerRule.BEFORE: quoted.first > 0 and context.word[quoted.first - 1] == ":",
        SpeakerRule.SIGNED: quoted.first > 0 and context.word[quoted.first - 1] == ":",
    }
    if attribution.rule not in tied:
        return False
    several = quoted.last - quoted.first >= _SEVERAL
    return tied[attribution.rule] or (several and not _is_title(_words_in(context, quoted)))


def _opens_before_comma(context: ArticleContext, quoted: QuotedSpan) -> bool:
    """True for “It is late”, said X: the stretch opens its sentence, and the comma stands behind the marks."""
    return context.tokens.opens_sentence(quoted.first) and context.word[quoted.last + 1] == ","


def tells_of_speaker(context: ArticleContext, quoted: QuotedSpan, attribution: Attribution) -> bool:
    """True for words that tell who somebody is whose words stand before: “…,” said X, who runs a “no-kill” shelter."""
    report = attribution.report
    if report is None or report.form != "inverted" or not report.last < quoted.first:
        return False
    between = context.low[report.ends + 1 : quoted.first]
    apart = any(mark == "," and word in {"who", "whose"} for mark, word in pairwise(between))
    return apart and context.quoted_at[report.first - 1] >= 0 and verb_forms().keys().isdisjoint(between)


def is_surely_title(context: ArticleContext, quoted: QuotedSpan) -> bool:
    """True for several words in title case behind the noun for a work, and for what only has that name.

    The film “The Long Winter”; her book, “The Long Winter”; a folder named “winter”, a method called “weeding”.
    """
    at = quoted.first - 1
    before = context.low[_before_owner(context, at)] if quoted.first else ""
    if at > 1 and before == "as" and context.word[at - 1] == "such":
        return context.low[at - 2] in words_of("wording")
    if before in words_of("named") or only_names(context, at) or _is_defined(context, quoted) or _is_known(context, at):
        return True
    inner = before if before != "," or at < 1 else context.low[at - 1]
    led = inner in load_words("work_nouns") or inner in words_of("performs") or before in words_of("before_work")
    if not (led or _is_called_work(context, quoted)):
        return False
    words = _words_in(context, quoted)
    if not _is_title(words):
        return False
    if _is_called_work(context, quoted) or _is_behind_preposition(context, quoted, words, before):
        return True
    if len(words) < _WORDS_OF_TITLE:
        return before == "," and context.low[at - 1] in load_words("work_nouns") and context.word[quoted.last].isalpha()
    if before == "," and quoted.first > 1:
        before = context.low[at - 1]
    return before in load_words("work_nouns") or before in words_of("performs")


def _is_known(context: ArticleContext, index: int) -> bool:
    """True behind "known as" and "known as the", where somebody or something bears the name: known as “Winter”."""
    at = index - (context.low[index] in {"the", "a", "an"})
    return at > 0 and context.low[at] == "as" and context.low[at - 1] == "known"


def _before_owner(context: ArticleContext, index: int) -> int:
    """The token before whose show it is: "on" in "On Kelp TV's “Long Morning”"; `index` where nobody's is told."""
    if context.word[index] != "'s":
        return index
    at = index - 1 - (context.word[index - 1].islower() and is_name_word(context.word[index - 2]))  # "Fox channel's"
    while index - at < _LONGEST_OWNER and (at in context.mention_at or is_name_word(context.word[at])):
        at -= 1
    return at if context.low[at] in words_of("before_work") else index


def _is_behind_preposition(context: ArticleContext, quoted: QuotedSpan, words: Sequence[str], before: str) -> bool:
    """True for several words behind "on" or "of": On “The Long Morning,” she said; not for a chant."""
    inner = quoted.marks.inner.of(context.tokens.text).rstrip()
    return len(words) >= _WORDS_OF_TITLE and before in words_of("before_work") and inner[-1:] not in {"!", "?"}


def _is_called_work(context: ArticleContext, quoted: QuotedSpan) -> bool:
    """True for “Winter,” the show that she hosts: behind the marks stands what it is."""
    at = quoted.last + 1 + (context.word[quoted.last + 1] == ",")
    if context.low[at] not in {"the", "a", "an", "his", "her", "their", "its"}:
        return False
    return any(context.low[behind] in load_words("work_nouns") for behind in (at + 1, at + 2))


def _is_defined(context: ArticleContext, quoted: QuotedSpan) -> bool:
    """True for the words that a bracket gives something as its name: (“Tidal” or the “Company”)."""
    if quoted.last - quoted.first > _LONGEST_TERM or context.word[quoted.last + 1] not in _BEHIND_TERM:
        return False
    if not _is_title(_words_in(context, quoted)):
        return False
    at = quoted.first - 1
    while context.tokens.in_sentence(at, quoted.first) and _is_beside_term(context.word[at]):
        at -= 1
    return at >= 0 and context.word[at] == "("


def _is_beside_term(word: str) -> bool:
    """True for what may stand before such a name in its bracket: another one, and the words between them."""
    return word in _BEFORE_TERM or word[0].isupper()


def _words_in(context: ArticleContext, quoted: QuotedSpan) -> list[str]:
    """The words of the stretch without its marks."""
    return [word for word in context.tokens.words[quoted.first : quoted.last + 1] if word[0].isalnum()]


def features_of_quoted(
    context: ArticleContext, quoted: QuotedSpan, attribution: Attribution, before: QuotedSpan | None
) -> tuple[str, ...]:
    """What the stretch shows, for and against being said."""
    own = (BIAS, *_shape(context, quoted, attribution), *_surroundings(context, quoted, before))
    parse = context.tokens.parse
    return own if parse is None else (*own, *parse.tags(quoted.first, quoted.last))


def _shape(context: ArticleContext, quoted: QuotedSpan, attribution: Attribution) -> Iterator[str]:
    """What the words themselves show, and how they were attributed."""
    inner = quoted.marks.inner.of(context.tokens.text).strip()
    words = _words_in(context, quoted)
    length = f"words {max(step for step in _LENGTHS if step <= len(words))}"
    shape = "title" if _is_title(words) else "capital" if inner[:1].isupper() else "small"
    yield length
    yield shape
    yield f"{shape}, {length}"
    yield f"rule {attribution.rule}"
    yield f"rule {attribution.rule}, {length if len(words) < 4 else 'long'}"
    yield f"rule {attribution.rule}, {shape}"
    yield f"ends {inner[-1:] if inner[-1:] in _ENDINGS else 'bare'}"
    if attribution.report is not None:
        base = verb_forms().get(context.word[attribution.report.last])
        yield f"cue {base.base if base is not None else 'according'}"
        yield f"form {attribution.report.form}"
    lowered = {word.lower() for word in words}
    if lowered & words_of("first_person"):
        yield "speaks of itself"
    if lowered & (words_of("auxiliary", "verb_like")):
        yield "verb inside"
    if not quoted.marks.closed:
        yield "unclosed"
    if words and context.low[0] in SUBJECT_PRONOUNS:
        yield "opens with a pronoun"
    if inner[:1] in "@#" or any(word[0].isdigit() for word in words):
        yield "digit or tag"


def _surroundings(context: ArticleContext, quoted: QuotedSpan, before: QuotedSpan | None) -> Iterator[str]:
    """What stands around the stretch in its sentence."""
    tokens = context.tokens
    inside = quoted.first and tokens.sentences[quoted.first - 1] == tokens.sentences[quoted.first]
    previous = context.word[quoted.first - 1] if inside else ""
    lower = previous.lower()
    yield f"before {_sort_of(context, quoted.first - 1, lower) if previous else 'nothing'}"
    if lower in words_of("telling"):
        yield f"before {lower}"
    if lower in load_words("work_nouns"):
        yield "after a work"
    following = quoted.last + 1
    goes_on = following < len(tokens) and tokens.sentences[following] == tokens.sentences[quoted.last]
    after = context.word[following] if goes_on else ""
    yield f"after {_sort_of(context, following, after.lower()) if after else 'nothing'}"
    if after.lower() in load_words("work_nouns"):
        yield "before a work"
    if lower in {"the", "a", "an", "his", "her", "their", "its", "'s", "this"}:
        yield f"determiner, then {_sort_of(context, following, after.lower()) if after else 'nothing'}"
    if before is not None and tokens.sentences[before.last] == tokens.sentences[quoted.first]:
        yield "second in its sentence"
        if quoted.first - before.last <= 3:
            yield "listed"
    if previous == "so-called" or (
        lower in words_of("calls") and quoted.first > 2 and context.word[quoted.first - 2] == "-"
    ):
        yield "so-called"


def _sort_of(context: ArticleContext, index: int, lower: str) -> str:
    """The class of a word beside the marks."""
    if not lower[0].isalnum():
        return lower if lower in {",", ".", ":", ";", "-", "—", "–", "(", ")", "'s"} else "mark"
    for kind in ("determiner", "preposition", "auxiliary", "conjunction", "subordinator", "subject_pronoun"):
        if lower in words_of(kind):
            return kind
    if lower in verb_forms():
        return "verb of saying"
    if context.word[index][:1].isupper():
        return "name"
    if is_adverb(lower):
        return "adverb"
    return "ed" if lower.endswith("ed") else "ing" if lower.endswith("ing") else "word"


def _is_title(words: list[str]) -> bool:
    """True for words in title case: "The Long Winter"."""
    titled = all(word[0].isupper() or word[0].isdigit() or word.lower() in _SMALL for word in words)
    return titled and bool(words) and words[0][0].isupper()
