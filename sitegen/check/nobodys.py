"""Names that the author writes and that are nobody’s: in site.yaml, and speakers that are mere words by a slip."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Set
from pathlib import Path

from sitegen.check.rows import Row, Topic
from sitegen.model import Annotated, Entity, Kind, SpeakerRule, Written
from sitegen.project.config import Config
from sitegen.read.site_names import SiteNames, spelled
from sitegen.read.sources import shown_path
from sitegen.text.folding import fold
from sitegen.text.near import near_words, slips
from sitegen.text.values import value

_SPEAKING = frozenset({Kind.PERSON, Kind.ORGANIZATION})
_MOST_NEAR = 20
"""For so many names that no article has a near one is looked for."""


@value
class PlainSpeaker:
    """Words that an author names as a speaker, which are nobody’s name in that article, and where that is written."""

    words: str
    written: Written


def site_names_in(config: Config, text: str) -> Set[str]:
    """How the names of site.yaml are spelled that stand in a text."""
    return SiteNames.of(config.ignore, config.kinds).spelled_in(text)


def site_name_rows(config: Config, there: Set[str], entities: Iterable[Entity]) -> Iterator[Row]:
    """A row for each name of site.yaml that none of the spellings is, with one of the entities that may be meant."""
    known = tuple(dict.fromkeys(name for entity in entities for name in (entity.name, *entity.aliases)))
    absent = (one for one in config.named if spelled(one.name) not in there)
    for number, one in enumerate(absent):
        near = near_words(one.name, known) if number < _MOST_NEAR else ()
        meant = next((name for name in near if name != one.name), "")
        hint = f"did you mean “{meant}”?" if meant else "write it as the articles do, or take it out"
        message = "a name in site.yaml that stands in no article"
        yield Row(Topic.UNUSED, one.name, message, hint, "site.yaml", one.line, one.column, code="SG797")


def plain_speakers(annotated: Annotated) -> Iterator[PlainSpeaker]:
    """The speakers of an article whom its author names by words that are nobody’s there."""
    said = annotated.article.corrections
    if said is None:
        return
    by_author = (one.speaker for one in annotated.quotations if one.rule is SpeakerRule.AUTHOR)
    words = {speaker.name for speaker in by_author if speaker is not None and not speaker.entity_id}
    for one in said.quotations:
        if one.speaker in words:
            yield PlainSpeaker(one.speaker or "", one.written)


def plain_speaker_rows(said: Iterable[PlainSpeaker], entities: Iterable[Entity], root: Path) -> Iterator[Row]:
    """A row for each of these that is the name of somebody else on the site, or one slip away from one."""
    said = tuple(said)
    known = _called(entities) if said else {}
    meant = {words: _meant(words, known) for words in dict.fromkeys(one.words for one in said)}
    for one in said:
        name, ids = meant[one.words]
        if ids:
            same = fold(name) == fold(one.words)
            likely = "is the name of" if same else f"is nearly “{name}”, the name of"
            who = f"`{ids[0]}`" if len(ids) == 1 else f"{len(ids)} known ones"
            path = shown_path(Path(one.written.path), root)
            place = (path, one.written.line, one.written.column)
            hint = f"write `speaker: {ids[0]}` where that is who speaks"
            message = f"a speaker as mere words, without a link, that {likely} {who}"
            yield Row(Topic.CORRECTIONS, one.words, message, hint, *place, code="SG798")


def _called(entities: Iterable[Entity]) -> Mapping[str, list[str]]:
    """By each name of those who may speak, surnames of persons too, the ids of those who have it."""
    known: dict[str, list[str]] = {}
    for entity in entities:
        if entity.kind in _SPEAKING:
            surname = entity.name.rpartition(" ")[2] if entity.kind is Kind.PERSON else entity.name
            for name in dict.fromkeys((entity.name, *entity.aliases, surname)):
                known.setdefault(name, []).append(entity.id)
    return known


def _meant(words: str, known: Mapping[str, list[str]]) -> tuple[str, list[str]]:
    """The name that the words are, or nearly are, and who has it; nobody where words are no name."""
    if words in known:
        return words, known[words]
    near = near_words(words, known) if words[:1].isupper() else ()
    name = next((one for one in near if slips(words, one, 1) <= 1), "")
    return name, known.get(name, [])
