"""The nouns for those who speak: people, what they are and do, bodies, texts."""

from __future__ import annotations

from functools import cache

from sitegen.quotations.article_context import words_of
from sitegen.text.wordlists import load_rows, load_words


@cache
def speaking_nouns() -> frozenset[str]:
    """Every noun that may be a speaker: of people, of bodies, of texts."""
    return people_nouns() | {row[1] for row in load_rows("speaking_nouns")}


@cache
def people_nouns() -> frozenset[str]:
    """Nouns for what people are and do, in the singular and the plural."""
    return singular_people() | people_plurals()


@cache
def singular_people() -> frozenset[str]:
    """Nouns for what one person is or does."""
    return load_words("role_nouns") | load_words("nominal_heads") | words_of("party_member")


@cache
def people_plurals() -> frozenset[str]:
    """Nouns for several people: mayors, deputies, friends."""
    people = singular_people()
    several = (row[1] for row in load_rows("speaking_nouns") if row[0] == "people" and row[1].endswith("s"))
    return (
        frozenset(several)
        | {f"{word}s" for word in people}
        | {f"{word[:-1]}ies" for word in people if word.endswith("y")}
    )
