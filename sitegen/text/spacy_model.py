"""A spaCy model of the user's choosing, asked for entity labels and dependencies. Nothing else imports spaCy.

spaCy is imported when a model is first used. A model is an installed package, known by its name: nothing is loaded
from a path and nothing is downloaded.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.util import find_spec
from typing import Any

from sitegen.text.parse import Parse
from sitegen.text.spans import ATOM
from sitegen.text.tokens import Tokens
from sitegen.text.values import value

LONGEST_PIECE = 20_000
"""Characters of a block that are parsed at once: a parser's memory grows with them."""
_BATCH = 64
"""Pieces that are read together; never those of two articles, so that each is read alike in whatever company."""
NEEDED = ("ner", "parser")
"""The parts that a model must have."""

_SPARED = (
    "tagger",
    "attribute_ruler",
    "morphologizer",
    "lemmatizer",
    "senter",
    "textcat",
    "textcat_multilabel",
    "entity_linker",
    "spancat",
)
"""Parts of models whose answers nobody reads here."""
_KINDS = {
    "PERSON": "person",
    "PER": "person",
    "ORG": "organization",
    "GPE": "place",
    "LOC": "place",
    "FAC": "place",
    "NORP": "people",
}
"""What the labels of OntoNotes and of WikiNER come to; all others are something else."""
_AMOUNTS = frozenset({"DATE", "TIME", "PERCENT", "MONEY", "QUANTITY", "ORDINAL", "CARDINAL"})
"""Labels of what is no name."""


class UnfitModelError(ValueError):
    """A model that cannot be used: what is wrong, and the way out."""

    def __init__(self, message: str, help: str) -> None:
        super().__init__(message)
        self.message = message
        self.help = help


@value
class Model:
    """An installed model that was found fit; its name and version tell its answers from those of others."""

    name: str
    """Of the package, as it is imported: en_core_web_sm."""
    version: str
    spacy: str
    """The version of spaCy itself."""
    language: str = "en"
    """Of the texts that it reads, without a region."""

    def reads(self, language: str) -> bool:
        """True for texts in this language, such as en-GB; empty means that of the site."""
        return not language or _base(language) == self.language

    def parse(self, tokens: Tokens) -> Parse:
        """The reading of a text, block by block."""
        pieces = tuple(_pieces(tokens))
        plain = tokens.shadow.replace(ATOM, " ")
        texts = (plain[tokens.starts[first] : tokens.ends[last]] for first, last in pieces)
        reading = _Reading.empty(len(tokens))
        for (first, last), document in zip(pieces, _load(self.name).pipe(texts, batch_size=_BATCH), strict=True):
            reading.add(tokens, first, last, document)
        return reading.parse()


def find_model(name: str, language: str = "en") -> Model:
    """The installed model of that name, fit for texts in `language`. Raises UnfitModelError when there is none."""
    package = name.replace("-", "_")
    if find_spec("spacy") is None:
        raise UnfitModelError("spaCy is not installed", 'pip install "sitegen-press[spacy]"')
    from importlib.metadata import entry_points  # slow to load

    installed = sorted(entry.name for entry in entry_points(group="spacy_models"))
    if package not in installed:
        known = f"; installed: {', '.join(installed)}" if installed else ""
        hint = f"install the package of the model in the same environment{known}"
        raise UnfitModelError(f"there is no spaCy model {name!r}", hint)
    return _fit(package, language)


def _fit(package: str, language: str) -> Model:
    import spacy

    try:
        pipeline = _load(package)
    except Exception as error:  # whatever a broken package raises
        message = f"the spaCy model {package!r} cannot be loaded: {' '.join(str(error).split())[:200]}"
        raise UnfitModelError(message, "install it anew, in the version made for this spaCy") from error
    meta: dict[str, Any] = pipeline.meta
    from importlib.metadata import version

    here = version("spacy")
    wanted = meta.get("spacy_version", "")
    if wanted and not spacy.util.is_compatible_version(here, wanted):
        message = f"the spaCy model {package!r} was made for spaCy {wanted}; this is {here}"
        raise UnfitModelError(message, "install a version of the model that fits")
    lacking = [part for part in NEEDED if part not in pipeline.pipe_names]
    if lacking:
        message = f"the spaCy model {package!r} has no {' and no '.join(lacking)}"
        raise UnfitModelError(message, "name a model that marks entities and parses sentences, such as en_core_web_sm")
    if pipeline.lang != _base(language):
        message = f"the spaCy model {package!r} reads {pipeline.lang!r}; the articles are in {language!r}"
        raise UnfitModelError(message, "name a model for the language of the articles")
    return Model(package, str(meta.get("version", "")), here, pipeline.lang)


def _base(language: str) -> str:
    return language.split("-")[0].lower()


@cache
def _load(package: str) -> Any:
    """The model, loaded once in each process."""
    import warnings

    import spacy

    with warnings.catch_warnings():
        warnings.simplefilter("ignore", UserWarning)  # a version that does not fit is told as an error
        return spacy.util.load_model_from_package(package, exclude=list(_SPARED))


def _pieces(tokens: Tokens) -> Iterator[tuple[int, int]]:
    """First and last tokens of the blocks; what is too long is cut between sentences, or else between tokens."""
    first, cut = 0, 0
    for index in range(1, len(tokens) + 1):
        if index == len(tokens) or tokens.leaves[index] != tokens.leaves[first]:
            yield first, index - 1
            first = cut = index
            continue
        if tokens.sentences[index] != tokens.sentences[index - 1]:
            cut = index
        if tokens.ends[index] - tokens.starts[first] > LONGEST_PIECE:
            cut = cut if cut > first else index
            yield first, cut - 1
            first = cut


@dataclass(slots=True)
class _Reading:
    """A parse while it is made."""

    kinds: list[str]
    numbers: list[int]
    heads: list[int]
    relations: list[str]
    entities: int = 0

    @classmethod
    def empty(cls, size: int) -> _Reading:
        return cls([""] * size, [-1] * size, list(range(size)), [""] * size)

    def parse(self) -> Parse:
        return Parse(tuple(self.kinds), tuple(self.numbers), tuple(self.heads), tuple(self.relations))

    def add(self, tokens: Tokens, first: int, last: int, document: Any) -> None:
        """Lay the reading of the tokens `first` to `last` over them, by the characters that they share."""
        start = tokens.starts[first]
        ours = [self._covering(tokens, start + word.idx, first) for word in document]
        shared = _shared(tokens, start, first, last, document)
        for index, words in shared.items():
            self._lay(index, [document[number] for number in words], ours)
        for entity in document.ents:
            named = [word for word in entity if not word.is_space]
            if named and entity.label_ not in _AMOUNTS:
                end = named[-1].idx + len(named[-1].text)
                self._mark(tokens, start + named[0].idx, start + end, entity.label_)

    @staticmethod
    def _covering(tokens: Tokens, offset: int, first: int) -> int:
        return max(first, tokens.at(offset))

    def _lay(self, index: int, words: Sequence[Any], ours: Sequence[int]) -> None:
        """The head of one of our tokens, from the word in it that the others depend on."""
        inside = {word.i for word in words}
        top = next((word for word in words if word.head.i not in inside or word.head.i == word.i), words[0])
        self.heads[index] = ours[top.head.i]
        self.relations[index] = top.dep_

    def _mark(self, tokens: Tokens, start: int, end: int, label: str) -> None:
        first, last = tokens.at(start), tokens.at(end - 1)
        first += tokens.ends[first] <= start
        for index in range(first, last + 1):
            self.kinds[index] = _KINDS.get(label, "other")
            self.numbers[index] = self.entities
        self.entities += 1


def _shared(tokens: Tokens, start: int, first: int, last: int, document: Any) -> dict[int, list[int]]:
    """The numbers of the words that share characters with each of our tokens; a token without any is left out."""
    shared: dict[int, list[int]] = {}
    index = first
    for word in document:
        begin, end = start + word.idx, start + word.idx + len(word.text)
        if word.is_space:
            continue
        while index < last and tokens.ends[index] <= begin:
            index += 1
        here = index
        while here <= last and tokens.starts[here] < end:
            if tokens.ends[here] > begin:
                shared.setdefault(here, []).append(word.i)
            here += 1
    return shared
