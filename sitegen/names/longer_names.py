"""Whether a country or place is a part of a longer name, judged by the run of capitals that it stands in.

The longest name comes first: what "Tornau Derby", "Kelpwatch Norway" or "Princess of Holmvik" name is no place. Words
that stand beside a country without making one name with it do not count: offices, people, parties, weekdays, bodies
of which every state has one, and everything in a line whose words all have capitals.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache

from sitegen.knowledge.countries import country_entities, load_countries, place_entities
from sitegen.knowledge.given_names import is_given_name
from sitegen.names.organizations.lexicon import heads, is_office, is_people
from sitegen.names.people.lexicon import Sort, forms_of_saying, is_role_noun, sort_of
from sitegen.names.surroundings import Surroundings
from sitegen.text.wordlists import load_class, load_rows, load_words


def names_event(around: Surroundings) -> bool:
    """True before a word that makes the name of an event, a law or an honour: Holmvik Games, Norwegian Music Awards."""
    return any(word in load_words("event_heads") for word in _shared(around))


def names_body(around: Surroundings) -> bool:
    """True before the name of a society, school or firm: Norwegian Kelp Association, East of Holmvik League."""
    shared = _shared(around)
    words = _before_small(shared)
    goes_on = len(words) < len(shared) and shared[len(words)] in _OF
    of_members = bool(words) and words[-1] in load_class("name_classes", "of_members")
    if not words or (around.spelling in LIKE_ADJECTIVES and not of_members):
        return False
    if len(words) + goes_on < _SEVERAL and not (around.before == "of" and around.word(-2)[:1].isupper()):
        return False
    return of_members or words[-1] in load_class("name_classes", "society") or heads().get(words[-1]) in _SORTS


def names_street(around: Surroundings) -> bool:
    """True before the word for a street or road that ends there or has a number: Norwegian Street, U.S. Route 33."""
    behind = around.behind()
    if not behind or behind[0] not in _streets() or around.in_headline or around.glued(1):
        return False
    return len(behind) == 1 or behind[1][0].isdigit()


def names_court(around: Surroundings) -> bool:
    """True for the United States in the name of one of their courts, and before an attorney's office.

    U.S. Circuit Court of Appeals.
    """
    if around.spelling not in LIKE_ADJECTIVES or around.glued(1):
        return False
    if around.after == "Attorney" and around.word(2) == "'s" and around.word(3) == "Office":
        return True
    return around.after in load_class("name_classes", "court_front") and around.word(2) == "Court"


def begins_pair(around: Surroundings) -> bool:
    """True for the first of two countries before the word for what they have in common: Norway-Japan Kelp Fund."""
    joined = around.after == "-" and around.glued(1) and around.glued(2) and not is_no_place(around.word(2))
    by = 3
    while joined and around.word(by)[:1].isupper() and not around.glued(by):
        by += 1
    last = around.word(by - 1)
    shared = last in load_class("name_classes", "society") or heads().get(last) in _SORTS
    return joined and by > _AFTER_PAIR and shared and not around.in_headline


def names_cause(around: Surroundings) -> bool:
    """True for a people before what they stand for: Jamaicans For Justice, Americans for Tax Reform."""
    word, behind = around.after, around.word(2)
    return word.lower() == "for" and behind[:1].isupper() and is_people(around.spelling) and not around.in_headline


def goes_on(around: Surroundings) -> bool:
    """True for a name, no adjective, right before a word that makes one longer name with it: Tornau Otters."""
    following = _shared(around)
    if not following or is_people(around.spelling):
        return False
    word = following[0]
    if around.spelling in LIKE_ADJECTIVES and (
        sort_of(word) not in (Sort.NAME, Sort.ORDINARY) or not _ends_there(around, following)
    ):
        return False
    if is_given_name(word) or sort_of(word) not in (Sort.NAME, Sort.ORDINARY, Sort.BODY) or _stands_apart(word):
        return False
    return not _is_envoy(around, following)


def leads_on(around: Surroundings) -> bool:
    """True for an organisation right before more of its name: Kelp Board Case Reports, Kelpwatch Norway.

    Not before an office, a person, a party's people or a day, nor where a noun follows that it belongs to, as in
    "its Kelpwatch Vinter website".
    """
    following = _shared(around)
    if not following or is_people(following[0]) or is_given_name(following[0]):
        return False
    if any(following[0] in load_words(words) for words in ("months", "weekdays", "party_people")):
        return False
    behind = around.word(len(following) + 1)
    if behind in forms_of_saying() and len(following) > 1 and all(sort_of(word) is Sort.NAME for word in following):
        return False
    goes_on = sort_of(following[0]) in _OF_BODIES or following[-1] in load_class("name_classes", "society")
    return goes_on and not (behind.islower() and _may_be_noun(behind))


def ends_name(around: Surroundings) -> bool:
    """True for a name, no adjective, right behind a word that makes one longer name with it: Kelpwatch Norway."""
    word = around.before
    if word == "-" and around.glued(-1):
        return around.word(-2) in _WHOLE and not is_people(around.spelling)
    if not word[:1].isupper():
        return False
    if _has_chief(around):
        return not around.glued(-1) and not (is_given_name(word) or _stands_apart(word) or around.in_headline)
    if is_people(around.spelling) or around.glued(-1) or _leads_to_office(around) or around.in_headline:
        return False
    if word in load_class("name_classes", "agency_front"):
        return not _is_before_noun(around)
    if around.after_body:
        return word not in load_words("organization_parties") and not _is_before_noun(around)
    if _stands_apart(word) or not _may_begin(around, word):
        return False
    return not _is_before_noun(around)


def in_firm(around: Surroundings) -> bool:
    """True beside an & that makes one name with a word that is no place: Norway & Vask, Marsh & Holmvik Kelp & Tar."""
    beside = [around.word(2 * by) for by in (-1, 1) if around.word(by) == "&"]
    if around.after[:1].isupper() and "&" in (following := around.behind()):
        offices = map(is_office, following[: following.index("&")])
        return around.spelling not in LIKE_ADJECTIVES and not (any(offices) or around.in_headline)
    return any(word[:1].isupper() and not _stands_apart(word) for word in beside) and not around.in_headline


def in_foreign_name(around: Surroundings) -> bool:
    """True beside a small word of another language that makes a name with it: Feria de Holmvik, Holmvik del Mar."""
    small = load_class("name_classes", "foreign_of")
    if around.after in small and around.word(2)[:1].isupper():
        return True
    return around.before in small and around.word(-2)[:1].isupper()


def is_adjective(around: Surroundings) -> bool:
    """True for the name of a sea without "Sea" that has no article, as in "its Baltic unit"; and for Emirates so.

    So is "the mid-Atlantic states".
    """
    if around.spelling not in load_class("name_classes", "with_article"):
        return False
    of_coast = around.before == "-" and around.after in ("states", "state", "region", "coast")
    return of_coast or not any(around.word(-by).lower() == "the" for by in (1, 2, 3))


def of_noble(around: Surroundings) -> bool:
    """True behind a title of nobility that is called after the place: Duchess of Holmvik."""
    return around.before == "of" and around.word(-2) in load_class("name_classes", "noble")


def of_society(around: Surroundings) -> bool:
    """True for the country in whose name people join: Kelp Owners of Norway, Democracy for Norway."""
    noun, inside = around.word(-2), not around.tokens.opens_sentence(around.first - 2)
    if around.before not in ("of", "for") or not (noun[:1].isupper() and inside) or is_people(around.spelling):
        return False
    if noun in load_words("event_heads"):
        return False
    joined = around.before == "for" and not is_office(noun) and sort_of(noun) not in (Sort.NAME, Sort.ACRONYM)
    plural = noun.endswith("s") and sort_of(noun) not in (Sort.NAME, Sort.ACRONYM) and not is_people(noun)
    return (joined or plural) and not around.in_headline


def _may_begin(around: Surroundings, word: str) -> bool:
    """True when the word before may be the name's first: one whose capital does not come from its sentence."""
    if word in load_words("months") or word in load_words("weekdays") or is_office(word):
        return False
    sort, earlier = sort_of(word), around.word(-2)
    if sort is Sort.ADDRESS or (sort is Sort.TITLE and not earlier[:1].isupper()):
        return False
    if sort is Sort.STRANGER and not earlier[:1].isupper():
        return False
    if sort is Sort.NAME and around.spelling in LIKE_ADJECTIVES:
        return True
    inside = earlier[:1].isalnum() and not around.tokens.opens_sentence(around.first - 1)
    return inside or (word.isupper() and len(word) > 1) or sort is Sort.BODY or word in heads()


def _ends_there(around: Surroundings, following: Sequence[str]) -> bool:
    """True where one word follows in the run, and no noun behind it: UK Kelp, but not the UK Brexit talks."""
    word = around.word(2)
    ends = not word.islower() or word in load_class("name_classes", "no_noun") or word in forms_of_saying()
    return len(following) == 1 and ends


def _is_before_noun(around: Surroundings) -> bool:
    """True before a word in small letters that may be a noun, but no member of a body: the Harkin Norway trip."""
    word = around.after
    if not word.islower() or around.glued(1):
        return False
    return word not in load_class("name_classes", "of_body") and _may_be_noun(word)


def _may_be_noun(word: str) -> bool:
    """True for a word in small letters that is no verb and none of those that stand between names."""
    if word in load_class("name_classes", "no_noun") or word.endswith("n't"):
        return False
    return is_role_noun(word) or not word.endswith(("s", "ed"))


def _before_small(words: Sequence[str]) -> Sequence[str]:
    """The capitalised words before the first small one."""
    return words[: next((at for at, word in enumerate(words) if word.islower() and word != "'s"), len(words))]


def _has_chief(around: Surroundings) -> bool:
    """True behind a strange word and before whom firms have and countries have not: Kelpwatch Norway CEO."""
    chief = around.after in load_class("name_classes", "chief_of_firm") or (
        around.after == "chief" and around.word(2) == "executive"
    )
    return chief and sort_of(around.before) is Sort.NAME and not is_people(around.spelling)


def _leads_to_office(around: Surroundings) -> bool:
    return any(is_office(word) for word in around.behind())


def _shared(around: Surroundings) -> Sequence[str]:
    """The capitals behind a name that may go on with it; none in a headline and where an office is among them."""
    following = around.behind()
    return () if not following or _leads_to_office(around) or around.in_headline else following


def _is_envoy(around: Surroundings, following: Sequence[str]) -> bool:
    """True where a full name stands behind a country that ends an office: the envoy to Norway Ines Duarte."""
    at = -2 if around.before == "the" and around.spelling in _with_article() else -1
    named = len(following) > 1 and all(sort_of(word) is Sort.NAME for word in following[:2])
    return named and around.word(at) in _OF_OFFICES


@cache
def _streets() -> frozenset[str]:
    """The words for what is a street: Street, Road, Route."""
    kinds = (row[0] for row in load_rows("place_kinds") if row[1:] == ("street",))
    return frozenset(kinds) | load_class("name_classes", "road")


@cache
def _with_article() -> frozenset[str]:
    """The names of countries that have an article: Netherlands."""
    named = (country for country in load_countries() if country.in_sentence.startswith("the "))
    return frozenset(name for country in named for name in country.names)


def _stands_apart(word: str) -> bool:
    """True for a word that makes no longer name with a country or place beside it."""
    return word in _names_of_places() or any(word in load_words(words) for words in _APART)


def is_no_place(word: str) -> bool:
    """True for a word that is no country, people or well-known place."""
    return word not in _names_of_places()


@cache
def _names_of_places() -> frozenset[str]:
    entities = (*country_entities(), *place_entities())
    return frozenset(name for entity in entities for name in (entity.name, *entity.aliases))


_APART = ("no_name_parts", "organization_state", "organization_parties", "party_people")
LIKE_ADJECTIVES = frozenset({"U.S.", "U.S", "US", "U.K.", "U.K", "UK", "United States", "United Kingdom"})
"""Names of countries that stand before every noun, so that they are seldom a part of one name with it."""
_WHOLE = frozenset({"All", "Pan", "Trans"})
"""Before a hyphen and a country they begin a name: the All-Norway League."""
_SEVERAL = 2
_AFTER_PAIR = 3
"""Where the words begin that two countries share, counted from the first of them."""
_OF = frozenset({"of", "for"})
_SORTS = frozenset({"school", "firm", "press", "team", "house", "form"})
_OF_BODIES = frozenset({Sort.NAME, Sort.ORDINARY, Sort.BODY, Sort.STRANGER})
_OF_OFFICES = frozenset({"of", "to", "for"})
