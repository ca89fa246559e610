"""Articles in the memory of the preview: packed, and unpacked when they are asked for."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from sitegen.build.packing import Packed, unpack_annotated, unpack_namings, unpack_quoted, unpack_words
from sitegen.model import Annotated
from sitegen.site.rows import Naming, Quoted


class PackedStore:
    """Packed articles by their keys, which can be exchanged for later ones."""

    def __init__(self, packed: Mapping[int, Packed]) -> None:
        self._packed = dict(packed)

    def annotated(self, key: int) -> Annotated:
        """The article with its annotations."""
        return unpack_annotated(self._packed[key].annotated)

    def quoted(self, key: int) -> Sequence[Quoted]:
        """Its quotations as other pages show them."""
        return unpack_quoted(self._packed[key].quoted)

    def namings(self, entity_id: str, keys: Sequence[int]) -> Sequence[Sequence[Naming]]:
        """For each of the articles the passages that name an entity."""
        return [unpack_namings(dict(self._packed[key].namings)[entity_id]) for key in keys]

    def words(self, keys: Sequence[int]) -> Sequence[Sequence[str]]:
        """For each of the articles its words."""
        return [unpack_words(self._packed[key].words) for key in keys]

    def exchange(self, packed: Mapping[int, Packed]) -> None:
        """Put these in the place of what has their keys."""
        self._packed |= packed
