"""Countries before the names of organisations: part of the name, or a mention of their own."""

from __future__ import annotations

from dataclasses import replace

from sitegen.knowledge import KnowledgeBase
from sitegen.model import Kind
from sitegen.names.organizations.candidates import Candidate, SearchedText
from sitegen.names.organizations.lexicon import is_capital, is_people
from sitegen.text.wordlists import load_class, load_words


def beside_country(one: Candidate, text: SearchedText, knowledge: KnowledgeBase) -> Candidate | None:
    """The candidate without the country that it begins or ends with, where both are mentions: Polish Foreign Ministry.

    The name keeps the country, so that two ministries stay two. None where nothing but "Embassy" is left.
    """
    one = _before_country(one, text, knowledge)
    entity = knowledge.get(text.mentioned.get(one.first, ""))
    rest = _after_mention(one, text)
    if entity is None or rest > one.last or entity.kind not in (Kind.COUNTRY, Kind.PLACE):
        return one
    if entity.kind is Kind.COUNTRY and _is_listed(rest, one.last, text, knowledge):
        return replace(one, first=rest)
    words = text.tokens.words
    main = next((index - 1 for index in range(rest + 1, one.last + 1) if words[index] in ("of", "for")), one.last)
    if words[main] not in load_words("organization_state"):
        if entity.kind is Kind.COUNTRY and one.head and one.last > rest:
            return replace(one, first=rest)
        return one if one.head or entity.kind is not Kind.COUNTRY else None
    adjective = is_people(" ".join(words[one.first : rest]))
    if one.last == rest:
        return None if adjective or words[main] in load_class("name_classes", "abroad") else one
    return (
        replace(one, first=rest) if adjective or words[main] not in load_class("name_classes", "named_whole") else one
    )


def _before_country(one: Candidate, text: SearchedText, knowledge: KnowledgeBase) -> Candidate:
    """The candidate without a country at its end: "of Vietnam", that of a branch, an adjective of what follows."""
    words, last = text.tokens.words, one.last
    known = text.mentioned.get(last, "")
    entity = knowledge.get(known)
    if entity is None or entity.kind is not Kind.COUNTRY or last == one.first:
        return one
    while last > one.first and text.mentioned.get(last) == known:
        last -= 1
    if text.mentioned.get(last) == known:
        return one
    if is_people(words[last + 1]) and is_capital(words[last]):
        name = text.tokens.shadow[text.tokens.starts[one.first] : text.tokens.ends[last]]
        return replace(one, last=last, name=name, words=words[one.first : last + 1])
    last -= words[last] == "the"
    if words[last] == "of" and last - 1 > one.first:
        return replace(one, last=last - 1)
    shared = words[last] in load_class("name_classes", "of_countries")
    branch = is_capital(words[last]) and last not in text.mentioned and not shared
    return replace(one, last=last) if branch and not one.head else one


def _after_mention(one: Candidate, text: SearchedText) -> int:
    """The first token of the candidate after the mention that it begins with."""
    known = text.mentioned.get(one.first)
    rest = one.first
    while known is not None and rest <= one.last and text.mentioned.get(rest) == known:
        rest += 1
    return rest


def _is_listed(first: int, last: int, text: SearchedText, knowledge: KnowledgeBase) -> bool:
    """True when the tokens are the name of one listed organisation."""
    known = {text.mentioned.get(index, "") for index in range(first, last + 1)}
    entity = knowledge.get(known.pop()) if len(known) == 1 else None
    return entity is not None and entity.kind is Kind.ORGANIZATION
