"""What each rule and each feature of a language model means, and how an author can overrule it."""

from __future__ import annotations

from collections.abc import Mapping

from sitegen.quotations.syntax import OVER
from sitegen.text.parse import MODEL, READ

NAME_RULES: Mapping[str, str] = {
    "by_hand": "linked by hand in the article",
    "left_alone": "the article hides it: it is linked nowhere, and may still be who speaks",
    "hidden_with_name": "another name of what the article hides",
    "listed": "listed in knowledge/",
    "built_in": "in the built-in tables of countries, places and organisations",
    "structure": "the structure of the text gives it away",
    "weighed_person": "the text shows that this is a person",
    "weighed_organization": "the text shows that this is an organisation",
    "unsure_organization": "perhaps an organisation, but not certain enough for a page",
    "short_organization": "an acronym or short form of a name in the text",
    "short_name": "stands for a full name in the text",
    "weighed_place": "the text shows that this is a place",
    "no_town": "a country's name where no country is meant, and nothing shows a town",
    "unsure_place": "perhaps a place, but not certain enough for a page",
    "unsure_person": "perhaps a person, but not certain enough for a page",
    "namesakes": "several people could be meant",
    "unsure_short_name": "not sure enough to stand for the full name here",
    "unsure_single_name": "a single name of which too little is known",
    "below_line": "too little speaks for a name",
    "in_heading": "headings and code carry no annotations",
}

RULED_OUT: Mapping[str, str] = {
    "larger_name": "a name of its own, which means no country or place in the tables",
    "two_blocks": "stands across two paragraphs",
    "in_address": "a part of the address of a page",
    "shouted_word": "an ordinary word in capitals",
    "in_larger_name": "part of a larger name, as in British Airways",
    "in_illness": "what an illness is called after, as in West Nile virus",
    "in_title": "part of a title between quotation marks",
    "in_feature": "part of the name of a river or a sea, as in Congo River",
    "in_thing": "part of the name of an animal, a dish or a tool, as in French fries",
    "in_surname": "half of a hyphenated surname that the text has behind a given name",
    "after_opener": "part of a larger name, as in Bank of Ireland",
    "after_noun_of": "part of a larger name, as in University of Ohio",
    "in_place_name": "part of the name of another place, as in Dallas County",
    "is_campus": "part of the name of a university, as in University of California, Berkeley",
    "in_act": "part of the name of a law or firm, as in Licensing (Scotland) Act",
    "names_party": "part of the name of a party",
    "of_society": "part of the name of those who join in it, as in Kelp Owners of Norway",
    "is_language": "the language, not the country",
    "is_currency": "a currency",
    "is_honour": "an honour of players, All-American",
    "is_pronoun": "in capitals, where it may be the pronoun",
    "is_person": "part of a person's name, as in Chad Walker",
    "is_namesake": "somebody of that name, whom the text names in full and who speaks here",
    "is_town": "a town of that name, as in Lebanon, Ohio",
    "names_town": "a town of that name, as in Lebanon, Ohio",
    "means_other": "the text as a whole means something else by it",
    "names_cause": "people who stand for something, as in Americans for Tax Reform",
    "of_another_country": "a name that bodies of other countries have too, and the text speaks of none but others",
    "ambiguous_city": "common elsewhere, and the text does not name its country",
    "namesake_elsewhere": "borne elsewhere too, and the text names that state or country and not this one's",
    "borne_by_somebody": "what somebody in the text is called",
    "unsure_name": "a word that means other things too, and nothing here shows that it is the organisation",
    "among_capitals": "letters in a line of capitals",
    "in_venue": "part of the name of a venue, a prize or a competition, as in Barclays Center",
    "in_other_body": "part of the name of another body, as in Quayle & Boeing or Oxford University Press",
    "is_vehicle": "what the firm makes, as in a Honda",
    "namesakes": "several listed people have this name, and nothing here shows which of them is meant",
    "is_bare_abbreviation": "the short form of a state without a town or a party before it",
    "in_compound": "half of a name with a hyphen, as in Cedars-Sinai",
    "begins_compound": "the first half of a name with a hyphen, as in Oxford-AstraZeneca",
    "is_city": "the city of that name, not the state",
    "is_state": "the state of that name, not the city",
    "is_degree": "a doctor's degree, as in Ada Moran, MD",
    "begins_pair": "one of two countries that share a name, as in Japan-America Society",
    "names_street": "part of the name of a street or road, as in U.S. Route 66",
    "names_court": "part of the name of a court or an attorney's office, as in U.S. District Court",
    "names_event": "part of the name of an event, a law or an honour, as in Vietnam War",
    "names_body": "part of the name of a society, a school or a firm, as in British Medical Association",
    "in_firm": "part of the name of a firm, as in Holland & Knight",
    "is_family": "the name of a family",
    "goes_on": "part of a longer name, with the word behind it, as in Chicago Bulls",
    "ends_name": "part of a longer name, with the word before it, as in BBC Scotland",
    "in_foreign_name": "part of a name in another language, as in Universidad de Chile",
    "is_adjective": "no sea or country without its article, as in a Baltic port",
    "of_noble": "part of a title, as in Duke of Edinburgh",
}

SPEAKER_RULES: Mapping[str, str] = {
    "after": "“…,” X said",
    "before": "X said: “…”",
    "mixed": "X said it was “…”",
    "beside": "the name beside it, before a verb: “…,” X barked",
    "continued": "goes on after an interruption, or in the same paragraph",
    "carried": "from the paragraph before",
    "sentence": "the subject of the sentence",
    "signed": "named in a line of its own",
    "ranked": "the likeliest of those named around it",
    "clause": "a reported clause: X said that …",
    "none": "nobody is named",
    "author": "the author says so",
    "unsaid": "between marks, but nobody says it: a title, or words at arm's length",
    "denied": "the author says that nobody says these words, or puts them into others",
    "in_heading": "headings and code carry no annotations",
}

NEAREST: Mapping[str, str] = {
    "none": "a name beside these words, with a verb such as “said”",
    "pronoun": "the name in place of “{words}”",
    "beside": "“said” and {name} directly beside these words",
    "before": "{name} and “said” directly before the marks, behind them a colon",
    "clause": "“said that” behind {name}, or quotation marks around what was said",
    "carried": "“said” and {name} in this paragraph too",
    "continued": "“said” and {name} directly beside these words too",
}
"""What would name the speaker of a quotation, by what decided; where nothing stands here, as `beside`."""

WAYS_OUT: Mapping[str, str] = {
    "paste": "`paste` goes into {home}; where its key stands there already, what is inside of it joins the rest",
    "toml": "above the first line with a name in [brackets], for below it everything belongs to that name",
    "json": "behind a comma, inside the braces of the object",
    "or": "`or` tells what else may be said in that place, `here` holds for one mention alone",
    "by_author": "what the article says of itself is changed where it says so: in the link `[NAME](entity:ID)`, under "
    "`entities:`, `mentions:`, `quotations:` or `dates:`",
    "site": "for all articles: an entry in knowledge/, which `sitegen add NAME` drafts; or `ignore: [NAME]`, or "
    "`kinds: {NAME: place}`, in site.yaml",
}

_KINDS: Mapping[str, str] = {
    "person": "a person",
    "organization": "an organisation",
    "place": "a place",
    "people": "a people or a party",
    "other": "something else",
}
_WHO = "the language model"
SIGNS: Mapping[str, str] = (
    {
        "any": "to begin with",
        READ: f"{_WHO} has read it",
        f"{MODEL}nothing": f"{_WHO} does not mark it",
        f"{MODEL}mostly nothing": f"{_WHO} mostly does not mark it",
        f"{MODEL}often nothing": f"{_WHO} leaves it unmarked more than once",
        OVER: f"{_WHO} takes it for the subject of what the words hang on",
    }
    | {f"{MODEL}{kind}": f"{_WHO} marks it as {words}" for kind, words in _KINDS.items()}
    | {f"{MODEL}mostly {kind}": f"{_WHO} mostly marks it as {words}" for kind, words in _KINDS.items()}
    | {f"{MODEL}often {kind}": f"{_WHO} marks it more than once as {words}" for kind, words in _KINDS.items()}
    | {f"{MODEL}in {kind}": f"{_WHO} marks it as part of {words}" for kind, words in _KINDS.items()}
    | {f"{MODEL}part {kind}": f"{_WHO} marks part of it as {words}" for kind, words in _KINDS.items()}
)
"""What features say whose short names do not speak for themselves."""


def name_feature(feature: str) -> str:
    """What a feature says, for people to read."""
    return SIGNS.get(feature) or feature.replace(MODEL, f"{_WHO}: ")
