"""How a stretch that may be a name stands: in its run of capitals, in its line, and among the others of the text."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence, Set
from functools import lru_cache

from sitegen.knowledge.given_names import is_given_name
from sitegen.names.organizations.lexicon import heads
from sitegen.names.people.lexicon import Sort, is_role_noun, sort_of
from sitegen.names.stretches import Stretch
from sitegen.text.tokens import Tokens
from sitegen.text.values import value

_JOINERS = frozenset({"of", "for", "on", "and", "&", "in", "'s", "-", "to"})
"""Small words over which a name may go on."""
_CLOSING = frozenset({".", "!", "?", "”", '"', "’", "…", ":", ")", "''"})
"""What the last line of a paragraph ends with."""
_LONGEST_TITLE, _LONGEST_LINE, _LONGEST_LABEL = 25, 12, 3
"""Words of a headline, of a line that is no sentence, and of a heading or a button."""
_BESIDE = frozenset(".,;:!?)”\"'’") | {"'s"}
"""What stands behind a name without a space."""
_ADDRESSED = frozenset({"person: address", "person: title", "person: role"})
_SAYS = frozenset({"person: says after", "person: says before"})


_TIMES = ("", "times 1", "times 2", "times 3", "times 3", "times 3", "times 6")
"""By how often a name stands in the text."""
_BONDS = ("bound before", "bound behind", "free", "inside")
_ALWAYS = {bond: f"always {bond}" for bond in _BONDS}
_IN_LINES = {kind: f"in {kind}" for kind in ("text", "table", "title", "label", "line")}
_SIDES = {
    side: {sort: f"{side} it {'name' if sort is Sort.ORDINARY else sort.name.lower()}" for sort in Sort}
    for side in ("before", "behind")
}


def features_of_standing(
    tokens: Tokens, spans: Mapping[str, Sequence[Stretch]], features: Mapping[str, Set[str]]
) -> Iterator[tuple[str, Sequence[str]]]:
    """Each name with its features, given its places and what is known of it already."""
    places = _Places(tokens, {at for places in spans.values() for at in places})
    words = {key: tokens.words[places[0][0] : places[0][1] + 1] for key, places in spans.items()}
    among = _Others.of(words, features)
    for key, stretches in spans.items():
        yield (
            key,
            [
                *places.features(stretches),
                *_of_words(words[key]),
                *among.features(words[key], features[key]),
                *_of_rest(key, spans),
            ],
        )


def _of_rest(key: str, spans: Mapping[str, Sequence[Stretch]]) -> Iterator[str]:
    """Whether the name stands elsewhere without its first word."""
    first, _, rest = key.partition(" ")
    if rest and first[:1].isupper() and len(spans.get(rest, ())) > len(spans[key]):
        yield "stands without its first word"


def _kinds_of_lines(tokens: Tokens) -> dict[int, str]:
    """For each leaf block whether it is running text, a headline, a label, a line or a row of a table."""
    figures = frozenset(word for word in tokens.vocabulary if word[0].isdigit())
    return {
        tokens.leaves[line.start]: _kind_of_line(tokens.words[line.start : line.stop], figures)
        for line in tokens.blocks
    }


def _kind_of_line(words: Sequence[str], of_figures: Set[str]) -> str:
    figures = sum(map(of_figures.__contains__, words))
    if figures > 2 and figures >= 0.3 * len(words):
        return "table"
    if words[-1] in _CLOSING:
        return "text"
    written = [word[0] for word in words if word[0].isalpha()]
    if len(written) > _LONGEST_TITLE:
        return "text"
    capitals = sum(map(str.isupper, written))
    if written and capitals >= 0.6 * len(written):
        return "title" if len(written) > _LONGEST_LABEL else "label"
    return "line" if len(written) <= _LONGEST_LINE else "text"


class _Places:
    """How names stand at their places in a text."""

    def __init__(self, tokens: Tokens, stretches: Collection[Stretch]) -> None:
        self._tokens = tokens
        self._lines = _kinds_of_lines(tokens)
        """What kind of text each leaf block is."""
        self._inside = frozenset(_inside_others(stretches))

    def features(self, places: Sequence[Stretch]) -> list[str]:
        """How a name stands wherever it does: how often, in what lines, bound in longer runs or free."""
        tokens, times = self._tokens, len(places)
        kinds = {self._lines[tokens.leaves[first]] for first, _ in places}
        shown = [_TIMES[min(times, len(_TIMES) - 1)], *[_IN_LINES[kind] for kind in kinds]]
        if "text" not in kinds:
            shown.append("never in text")
        led = bound = free = inside = 0
        for first, last in places:
            before, after = tokens.before[first], tokens.behind[last]
            shown += _before(tokens, first, before)
            shown += _behind(tokens, last, after)
            leads = before[:1].isupper() and not tokens.openings[first - 1]
            behind = after[:1].isupper()
            led += leads
            bound += behind
            free += not (leads or behind)
            inside += (first, last) in self._inside
        for bond, often in zip(_BONDS, (led, bound, free, inside), strict=True):
            if often:
                shown.append(_ALWAYS[bond] if often == times else bond)
        return shown


def _inside_others(stretches: Iterable[Stretch]) -> Iterator[Stretch]:
    """The stretches that a longer one holds."""
    reached = -1
    for first, last in sorted(stretches, key=lambda at: (at[0], -at[1])):
        if last <= reached:
            yield first, last
        reached = max(reached, last)


def _before(tokens: Tokens, first: int, word: str) -> tuple[str, ...]:
    """What sort of word stands before a name, and whether the name may go on there over a small word."""
    glued = ("glued before",) if tokens.glued(first) else ()
    if word[:1].isupper():
        return (*glued, _SIDES["before"][sort_of(word)])
    joined = word in _JOINERS and tokens.sentence_word(first - 2, first)[:1].isupper()
    return (*glued, f"joined before by {word}") if joined else glued


def _behind(tokens: Tokens, last: int, word: str) -> tuple[str, ...]:
    """The same for the word behind a name."""
    glued = ("glued behind",) if word and word not in _BESIDE and tokens.glued(last + 1) else ()
    if word[:1].isupper():
        return (*glued, _SIDES["behind"][sort_of(word)])
    if word not in _JOINERS or not _goes_on(tokens, last):
        return glued
    joined = (*glued, f"joined behind by {word}")
    return (*joined, f"body joined behind by {word}") if tokens.words[last] in heads() else joined


def _goes_on(tokens: Tokens, last: int) -> bool:
    """True where a capital follows the small word behind the name, perhaps after an article."""
    following = tokens.sentence_word(last + 2, last)
    return (tokens.sentence_word(last + 3, last) if following == "the" else following)[:1].isupper()


@lru_cache(maxsize=20_000)
def _of_words(words: tuple[str, ...]) -> tuple[str, ...]:
    """What the words themselves show."""
    return tuple(_shown_by(words))


def _shown_by(words: tuple[str, ...]) -> Iterator[str]:
    yield f"words {min(len(words), 4)}"
    yield f"shape {''.join(map(_shape, words[:5]))}"
    yield f"first {sort_of(words[0]).name.lower() if words[0][0].isupper() else 'small'}"
    yield f"last {sort_of(words[-1]).name.lower() if words[-1][0].isupper() else 'small'}"
    if is_role_noun(words[0].lower()):
        yield "first role"
    if len(words) > 1 and is_given_name(words[0]):
        yield "given name first"


def _shape(word: str) -> str:
    if word.isupper() and len(word) > 1:
        return "X"
    return "x" if word[0].islower() else "A" if word[0].isalpha() else "0"


@value
class _Others:
    """The words of all names in a text, by where they stand in them."""

    first: Counter[str]
    last: Counter[str]
    """Of names with several words."""
    surnames: frozenset[str]
    """The last words of what may be persons' full names."""
    given: frozenset[str]
    """The first words of the same."""

    @classmethod
    def of(cls, words: Mapping[str, Sequence[str]], features: Mapping[str, Set[str]]) -> _Others:
        """From the words of each name, and its features."""
        several = {key: name for key, name in words.items() if len(name) > 1}
        full = [name for key, name in several.items() if "person" in features[key] and _may_be_full(features[key])]
        return cls(
            Counter(name[0] for name in several.values()),
            Counter(name[-1] for name in several.values()),
            frozenset(name[-1] for name in full),
            frozenset(name[0] for name in full),
        )

    def features(self, words: Sequence[str], features: Set[str]) -> Iterator[str]:
        """How a name stands to the others of its text; `features` are those that it has already."""
        if len(words) > 1:
            if self.last[words[-1]] > 1:
                yield "last word shared"
            return
        word = words[0]
        if self.last[word]:
            yield "ends longer"
        if self.first[word]:
            yield "begins longer"
        yield from self._of_single(word, features)

    def _of_single(self, word: str, features: Set[str]) -> Iterator[str]:
        """Whether a single word is the surname of somebody named in full; where it is not, what else it may be."""
        if word in self.surnames:
            yield "surname of a full name"
            return
        yield "no full name"
        if word in self.given:
            yield "given name of a full name"
        elif not _ADDRESSED.isdisjoint(features):
            yield "no full name, addressed"
        else:
            yield "no full name, given name" if is_given_name(word) else "no full name, bare"
        if not _SAYS.isdisjoint(features):
            yield "no full name, says"


def with_evidence(features: Set[str], feature: str) -> Set[str]:
    """The features of a name when it has one more, with what that says of a name without a full one."""
    shown = {*features, feature}
    if "no full name" not in features:
        return shown
    if feature in _ADDRESSED:
        shown = shown - {"no full name, given name", "no full name, bare"} | {"no full name, addressed"}
    return shown | {"no full name, says"} if feature in _SAYS else shown


def _may_be_full(features: Collection[str]) -> bool:
    """True for what may be the full name of a person."""
    return "body: unlikely person" not in features
