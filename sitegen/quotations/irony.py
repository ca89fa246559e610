"""Words between marks that nobody says: titles, and words held at arm's length."""

from __future__ import annotations

from sitegen.quotations.attribution import Attribution, Placed
from sitegen.quotations.scene import Scene, words_of

_SMALL = frozenset(["the", "a", "an", "of", "in", "on", "to", "for", "and", "or", "with", "at", "from", "by", "is"])
_LONGEST_TITLE = 7
_LONGEST_IRONY = 2


def is_left_out(scene: Scene, place: Placed, attribution: Attribution) -> bool:
    """True for quoted words that are no speech."""
    words = [word for word in scene.tokens.words[place.first : place.last + 1] if word[0].isalnum()]
    if _is_title(words) and _stands_as_name(scene, place, attribution):
        return True
    if attribution.rule in {"after", "before", "continued", "mixed"}:
        return False
    if attribution.rule == "sentence":
        return len(words) <= 2 and _is_attribute(scene, place)
    return len(words) <= _LONGEST_IRONY and not _is_sentence(scene, place)


def _is_title(words: list[str]) -> bool:
    """True for two to seven words in title case: "The Long Winter"."""
    titled = all(word[0].isupper() or word[0].isdigit() or word.lower() in _SMALL for word in words)
    return titled and words[0][0].isupper() and 2 <= len(words) <= _LONGEST_TITLE


def _stands_as_name(scene: Scene, place: Placed, attribution: Attribution) -> bool:
    """True when the sentence treats the words as a name: "on the show “…”", not "he said, “…”"."""
    if attribution.rule in {"sentence", "none", "carried", "mixed"}:
        return not _is_sentence(scene, place) or attribution.rule == "mixed"
    before = scene.tokens.words[place.first - 1].lower() if place.first else ""
    return before in words_of("preposition") | words_of("determiner") | {"'s", "'"}


def _is_attribute(scene: Scene, place: Placed) -> bool:
    """True for “freedom” in "the “freedom” festival": a word of the reporter's own noun phrase."""
    words = scene.tokens.words
    before = words[place.first - 1].lower() if place.first else ""
    after = words[place.last + 1] if place.last + 1 < len(words) else "."
    return after[0].isalpha() and after.lower() not in words_of("preposition") and before not in {"as", "a"} | _SAYING


_SAYING = frozenset({"called", "dubbed", "labeled", "labelled", "termed", "deemed"})


def _is_sentence(scene: Scene, place: Placed) -> bool:
    inner = place.quoted.inner.of(scene.tokens.text)
    return inner[0].isupper() and inner[-1] in ".!?…"
