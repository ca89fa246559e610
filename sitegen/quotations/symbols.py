"""Speakers without a name in words: names blacked out, @handles, #tags, and symbols beside a name."""

from __future__ import annotations

from functools import cache
from unicodedata import category

from sitegen.quotations.article_context import ArticleContext, Phrase, is_name_word

_MASKS = frozenset("_*") | frozenset(map(chr, range(0x2580, 0x2600)))
"""What names are blacked out with: block elements, underscores, asterisks."""
_PICTURES = frozenset({"So", "Sk", "Cf", "Mn", "Me", "Cs", "Co"})
"""Classes of signs that are no letter and no mark of a sentence: emoji, with what joins and colours them."""
_LONGEST = 8
"""How many tokens a handle or what stands between square brackets may have."""


def symbolic_before(context: ArticleContext, end: int) -> Phrase | None:
    """The subject that ends at `end` when it is no name in words: a mask, a handle, a tag, or nothing but symbols."""
    word = context.word[end]
    if word in _MASKS:
        return _masked(context, _start_of_run(context, end), end)
    if word == "]":
        opening = next((at for at in range(end - 1, end - _LONGEST, -1) if context.word[at] == "["), -1)
        apart = context.word[end - 1].islower() and is_name_word(context.word[opening - 1])
        return _masked(context, opening, end) if not apart and _is_cut_out(context, opening + 1, end - 1) else None
    if is_symbol(word):
        start = before_symbols(context, end)
        return None if is_named(context, start) else _masked(context, start + 1, end)
    return _handle_ending(context, end)


def symbolic_after(context: ArticleContext, first: int) -> Phrase | None:
    """The same for the phrase behind an inverted verb, which begins at `first`."""
    word, last = context.word[first], first
    if word in {"@", "#"} and context.tokens.glued(first + 1):
        while context.tokens.glued(last + 1) and _spells_handle(context.word[last + 1]):
            last += 1
        return _handle(context, first, last) if last > first else None
    if word == "[":
        last = next((at for at in range(first + 1, first + _LONGEST) if context.word[at] == "]"), -1)
        return _masked(context, first, last) if _is_cut_out(context, first + 1, last - 1) else None
    while is_name_word(context.word[last]) and last < first + _LONGEST:
        last += 1
    begun = last
    while last < begun + _LONGEST and (context.word[last] in _MASKS or is_symbol(context.word[last])):
        last += 1
    blacked = last > begun and context.word[last - 1] in _MASKS
    alone = last > begun == first and not is_named(context, last)
    return _masked(context, begun, last - 1) if blacked or alone else None


def is_symbolic(context: ArticleContext, phrase: Phrase) -> bool:
    """True for a phrase that is a mask or a handle: nobody else can be meant."""
    handle = context.word[phrase.first - 1] == "@" and context.tokens.glued(phrase.first)
    return phrase.kind == "masked" or handle


def before_symbols(context: ArticleContext, end: int) -> int:
    """The last token at or before `end` that is no symbol, in "Ruiz 🙂 said" the name."""
    while end >= 0 and is_symbol(context.word[end]):
        end -= 1
    return end


def is_symbol(word: str) -> bool:
    """True for an emoji and the like."""
    return len(word) == 1 and word > "\x7f" and not word.isalnum() and _is_picture(word)


@cache
def _is_picture(sign: str) -> bool:
    return category(sign) in _PICTURES


def is_named(context: ArticleContext, index: int) -> bool:
    """True for a word that is known for a name, or looks like one."""
    return index in context.mention_at or is_name_word(context.word[index])


def _masked(context: ArticleContext, first: int, last: int) -> Phrase | None:
    return Phrase(first, last, "masked") if 0 <= first <= last < len(context.tokens) else None


def _start_of_run(context: ArticleContext, end: int) -> int:
    while end > 0 and context.word[end - 1] in _MASKS:
        end -= 1
    return end


def _is_cut_out(context: ArticleContext, first: int, last: int) -> bool:
    """True for what stands in square brackets for a name: [REDACTED], [name withheld]; not for a name, [Ruiz]."""
    if not 0 < first <= last:
        return False
    words = context.tokens.words[first : last + 1]
    shouted = all(word.isupper() or not word.isalpha() for word in words) and len(words[0]) > 1
    return last not in context.mention_at and (shouted or all(word.islower() for word in words if word.isalpha()))


def _handle_ending(context: ArticleContext, end: int) -> Phrase | None:
    first = end
    while first > end - _LONGEST and context.tokens.glued(first) and _spells_handle(context.word[first]):
        first -= 1
    return _handle(context, first, end) if first < end and context.word[first] in {"@", "#"} else None


def _handle(context: ArticleContext, mark: int, last: int) -> Phrase | None:
    """The words of a handle, @ left out; a tag is nobody's name."""
    return Phrase(mark + 1, last, "name") if context.word[mark] == "@" else _masked(context, mark, last)


def _spells_handle(word: str) -> bool:
    return word.isalnum() or word in {"_", "."}
