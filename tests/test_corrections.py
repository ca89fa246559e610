"""What an author says against what was found: obeyed, found again after edits, or told; never lost in silence."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from sitegen.annotate import annotate
from sitegen.annotate.told import told_of_corrections
from sitegen.build import build
from sitegen.build.made import make
from sitegen.diagnostics import SitegenError
from sitegen.export.formats import FORMATS, article_files
from sitegen.files.text_file import LoadedFile
from sitegen.knowledge import KnowledgeBase, builtin_knowledge
from sitegen.model import Annotated, Entity, Kind, Quotation, Role, SpeakerRule
from sitegen.read import read_text
from sitegen.read.loading import LoadedArticle
from sitegen.text.letters import clean

TEXT = """The harbour master, Ines Duarte, met Jonas Vell, a clerk, in Norway.

“We wait,” Duarte said. “No more.”

Vell said that the ferry was late and must go.

“It is old,” she added. He called Ashby Combe a “quiet town” for a while.

## Old “news”

Ashby Combe was silent. Cole, Battle and Washington approached. Vera Holm, who came, said: “I left.”

“We wait for the quay.” “We wait for a dam.”

Nobody came on Monday, the clerks of the port had told us. Nobody came on Friday either.
"""


class Case:
    """An article with these keys, annotated."""

    def __init__(self, keys: str, text: str = TEXT, *entities: Entity) -> None:
        source = f"---\ntitle: A test\n{keys}\n---\n\n{text}"
        known = {entity.id: entity for entity in (*builtin_knowledge(), *entities)}
        knowledge = KnowledgeBase(tuple(known[one] for one in sorted(known)))
        self.annotated: Annotated = annotate(read_text(source, "a.md").article, knowledge)
        self.text = self.annotated.article.text
        self.told = told_of_corrections(self.annotated, LoadedArticle(LoadedFile("a.md", source.encode())))

    @property
    def quotations(self) -> dict[str, Quotation]:
        return {" / ".join(s.span.of(self.text) for s in one.segments): one for one in self.annotated.quotations}

    @property
    def speakers(self) -> dict[str, str]:
        return {
            words: f"{one.speaker.name}, {one.speaker.entity_id}" if one.speaker is not None else ""
            for words, one in self.quotations.items()
        }

    @property
    def ids(self) -> list[tuple[str, str]]:
        return [(mention.span.of(self.text), mention.entity_id) for mention in self.annotated.mentions]

    @property
    def codes(self) -> list[tuple[str, str, int]]:
        return [(one.code, str(one.severity), one.line) for one in self.told]


def of_quotation(keys: str) -> Case:
    return Case(f"quotations:\n  - {{{keys}}}")


USUAL = Case("").speakers


def test_the_usual_annotations_are_as_these_tests_want_them() -> None:
    assert USUAL["“We wait,” / “No more.”"] == "Ines Duarte, ines-duarte"
    assert USUAL["the ferry was late and must go"] == "Jonas Vell, jonas-vell"
    assert "“It is old,”" in USUAL
    assert Case("").told == ()
    assert Case("").annotated.applied == ()


@pytest.mark.parametrize(
    ("keys", "words", "speaker"),
    [
        ("quote: It is old, speaker: jonas-vell", "“It is old,”", "Jonas Vell, jonas-vell"),
        ("quote: It is old, speaker: Officials", "“It is old,”", "Officials, "),
        ('quote: It is old, speaker: ""', "“It is old,”", ""),
        ("quote: It is old, speaker: norway", "“It is old,”", "Norway, norway"),
        ("quote: No more, speaker: vera-holm", "“We wait,” / “No more.”", "Vera Holm, vera-holm"),
        ("quote: It is old, speaker: peter-halmos", "“It is old,”", "Peter Halmos, peter-halmos"),
    ],
)
def test_another_speaker(keys: str, words: str, speaker: str) -> None:
    case = of_quotation(keys)
    assert case.speakers[words] == speaker
    assert {other: name for other, name in case.speakers.items() if other != words} == {
        other: name for other, name in USUAL.items() if other != words
    }
    quotation = case.quotations[words]
    assert quotation.rule is SpeakerRule.AUTHOR
    assert quotation.confidence == (1.0 if speaker else 0.0)
    assert case.told == ()


@pytest.mark.parametrize(
    ("speaker", "meant"),
    [
        ("Jonas Vell", "Jonas Vell, jonas-vell"),
        ("Vell", "Jonas Vell, jonas-vell"),
        ("Vera  Holm", "Vera Holm, vera-holm"),
        ("Ashby Combe", "Ashby Combe, "),
        ("Vellmann", "Vellmann, "),
        ("Norway", "Norway, "),
    ],
)
def test_words_that_name_one_who_can_speak_mean_whom_they_name(speaker: str, meant: str) -> None:
    keys = f"entities: {{Ashby Combe: {{kind: place}}}}\nquotations:\n  - {{quote: No more, speaker: {speaker}}}"
    assert Case(keys).speakers["“We wait,” / “No more.”"] == meant


def test_a_name_that_two_have_stays_words() -> None:
    bearers = [
        Entity(one, Kind.PERSON, name, aliases=("Vell",)) for one, name in (("a", "Ada Vell"), ("o", "Odile Vell"))
    ]
    text = TEXT.replace("Jonas Vell, a clerk", "Ada Vell and Odile Vell")
    keys = "quotations:\n  - {quote: No more, speaker: Vell}"
    assert Case(keys, text, *bearers).speakers["“We wait,” / “No more.”"] == "Vell, "
    assert Case(keys, text, bearers[0]).speakers["“We wait,” / “No more.”"] == "Ada Vell, a"


def test_a_surname_that_stands_nowhere_alone_means_its_only_bearer() -> None:
    keys, words = "quotations:\n  - {quote: No more, speaker: Quill}", "“We wait,” / “No more.”"
    text = TEXT + "\nThe mayor, Anders Quill, said that it rained.\n"
    two = text + "\nThe baker, Pia Quill, said that it snowed.\n"
    assert Case(keys, text).speakers[words] == "Anders Quill, anders-quill"
    assert Case(keys, two).speakers[words] == "Quill, "
    assert Case(f'entities: {{Pia Quill: ""}}\n{keys}', two).speakers[words] == "Quill, "


def test_capitals_tell_only_where_the_words_stand_with_them_somewhere() -> None:
    assert of_quotation("quote: it is OLD, not: true").codes == [("SG351", "note", 4)]
    case = of_quotation("quote: IT IS OLD, speaker: jonas-vell")
    assert (case.codes, case.speakers["“It is old,”"]) == ([("SG351", "note", 4)], "Jonas Vell, jonas-vell")
    text = TEXT + "\n“it was Old,” Vell said. “it was old,” Vell said.\n"
    assert Case("quotations:\n  - {quote: it was Old, not: true}", text).codes == []
    assert [code for code, *_ in Case("quotations:\n  - {quote: IT WAS OLD, not: true}", text).codes] == ["SG350"]


def test_the_words_of_a_speaker_are_the_nearest_or_none() -> None:
    def words(speaker: str) -> str | None:
        said = of_quotation(f"quote: It is old, speaker: {speaker}")
        found = said.quotations["“It is old,”"].speaker
        assert found is not None
        return found.span and found.span.of(said.text)

    assert words("jonas-vell") == "Vell"
    assert words("the clerks of the port") == "the clerks of the port"
    assert words("Officials") is None
    assert words("poland") is None


@pytest.mark.parametrize(
    ("keys", "segments"),
    [
        ("quote: the ferry was late, ends: was late", ["the ferry was late"]),
        ("quote: the ferry was late, starts: was late", ["was late and must go"]),
        ("quote: quiet town, starts: a “quiet, ends: for a while, kind: indirect", ["a “quiet town” for a while"]),
        ("quote: No more, ends: wait", ["“We wait,”"]),
        ("quote: We wait, suffix: Duarte said, starts: No more", ["“No more.”"]),
        ("quote: It is old, starts: is old", ["is old,”"]),
        ("quote: I left, starts: who came", ["who came, said: “I left.”"]),
        ("quote: We wait for the quay, ends: a dam", ["“We wait for the quay.” “We wait for a dam.”"]),
        ("quote: must go, ends: It is old", ["the ferry was late and must go.", "“It is old"]),
    ],
)
def test_other_first_and_last_words(keys: str, segments: list[str]) -> None:
    case = of_quotation(keys)
    assert {one.code for one in case.told} <= {"SG363"}
    assert " / ".join(segments) in case.speakers


def test_a_quotation_keeps_who_says_it_when_its_words_change() -> None:
    case = of_quotation("quote: the ferry was late, ends: was late")
    one = case.quotations["the ferry was late"]
    assert case.speakers["the ferry was late"] == "Jonas Vell, jonas-vell"
    assert (one.rule, one.confidence) == (SpeakerRule.AUTHOR, 1.0)


def test_nobody_says_it() -> None:
    case = of_quotation("quote: It is old, not: true")
    assert set(USUAL) - set(case.speakers) == {"“It is old,”"}
    assert case.told == ()


@pytest.mark.parametrize(
    ("keys", "words", "kind"),
    [
        ("quote: Nobody came on Monday", "Nobody came on Monday", "indirect"),
        ("quote: Nobody came on Monday, kind: direct", "Nobody came on Monday", "direct"),
        (
            "quote: Nobody came, suffix: on Monday, ends: the port",
            "Nobody came on Monday, the clerks of the port",
            "indirect",
        ),
        ("quote: quiet town, kind: direct", "“quiet town”", "direct"),
    ],
)
def test_a_new_quotation_or_kind(keys: str, words: str, kind: str) -> None:
    case = of_quotation(keys)
    assert case.told == ()
    assert {segment.kind for segment in case.quotations[words].segments} == {kind}


def test_a_new_quotation_takes_the_marks_around_it() -> None:
    text = "The so-called “tin boat” was there, and nobody came."
    assert "“tin boat”" not in Case("", text).speakers
    case = Case("quotations:\n  - {quote: tin boat, speaker: Officials}", text)
    assert case.speakers == {"“tin boat”": "Officials, "}
    assert [str(s.kind) for q in case.annotated.quotations for s in q.segments] == ["direct"]


def test_what_the_author_says_goes_before_what_was_found_there() -> None:
    case = of_quotation("quote: He called, starts: she added, ends: a “quiet")
    assert "she added. He called Ashby Combe a “quiet" in case.speakers
    assert "“quiet town”" not in case.speakers


@pytest.mark.parametrize(
    ("keys", "code", "severity", "said"),
    [
        ("quote: Nobody came", "SG350", "error", ["in two places", "line 21", "Monday", "Friday", "[Nobody came]"]),
        ("quote: We wait", "SG350", "error", ["in 3 places"]),
        ("quote: the ferry was quite late and must really go", "SG351", "note", ["[the ferry was late and must go]"]),
        ("quote: penguins breed in winter", "SG352", "warning", ["does not stand in the text"]),
        ("quote: the clerks of a town have never told me", "SG352", "warning", ["the nearest is line 21"]),
        ("quote: It is old, starts: No such words", "SG353", "error", ["No such words", "line 13"]),
        ("quote: It is old, ends: No such words", "SG353", "error", ["No such words"]),
        ("quote: It is old, starts: for a while, ends: No more", "SG353", "error", ["before it begins"]),
        ("quote: Old “news”", "SG354", "error", ["nobody says"]),
        ("quote: a while, starts: called, ends: was silent", "SG354", "error", ["nobody says"]),
        ("quote: Old Ashby, speaker: norway", "SG352", "warning", ["does not stand"]),
        ("quote: was silent, not: true", "SG356", "warning", ["no quotation"]),
    ],
)
def test_what_does_not_hold_is_told(keys: str, code: str, severity: str, said: list[str]) -> None:
    case = of_quotation(keys)
    assert case.codes == [(code, severity, 4)]
    for words in said:
        assert words in case.told[0].message, case.told
    assert case.told[0].help
    if code != "SG351":
        assert case.speakers == USUAL


@pytest.mark.parametrize(
    "second",
    ["quote: ferry was late, speaker: Officials", "quote: Vell said, ends: was late", "quote: must go, not: true"],
)
def test_two_corrections_of_the_same_words_are_a_mistake(second: str) -> None:
    case = Case(f"quotations:\n  - {{quote: the ferry was late, speaker: norway}}\n  - {{{second}}}")
    assert case.codes == [("SG355", "error", 5)]


def test_prefix_and_suffix_choose_a_place() -> None:
    for keys in ("suffix: on Friday", "prefix: had told us."):
        case = of_quotation(f"quote: Nobody came, {keys}, ends: either")
        assert "Nobody came on Friday either" in case.speakers
        assert case.told == ()


def test_the_note_says_what_to_write_and_that_is_right() -> None:
    first = of_quotation("quote: the ferry was quite late and must really go, speaker: norway")
    assert first.speakers["the ferry was late and must go"] == "Norway, norway"
    words = re.findall(r"`(quote: [^`]*)`", first.told[0].help)
    second = of_quotation(f"{words[0]}, speaker: norway")
    assert second.speakers == first.speakers
    assert second.told == ()


def test_offsets_are_right_in_a_text_with_decomposed_letters() -> None:
    text = "Zoe\u0308 Lind came. The cafe\u0301 is closed, she said. Nobody le\u0301 ft."
    case = Case("quotations:\n  - {quote: Nobody lé ft, speaker: zoe-lind}", text)
    (span,) = (s.span for q in case.annotated.quotations for s in q.segments if q.rule is SpeakerRule.AUTHOR)
    assert clean(span.of(case.text)) == "Nobody lé ft"
    assert case.annotated.applied[0].span == span


@pytest.mark.parametrize(
    ("keys", "words", "code", "said"),
    [
        ("quote: must go, ends: and must really go", "the ferry was late and must go", "SG351", ["[and must go]"]),
        ("quote: must go, starts: that old ferry was", "that the ferry was late and must go", "SG351", ["[that the"]),
        ("quote: must go, starts: FERRY, ends: must", "ferry was late and must", "SG351", ["[ferry]"]),
        ("quote: quiet town, starts: called, ends: a", "called Ashby Combe a “quiet town” for a", "SG363", ["[a]"]),
    ],
)
def test_new_first_and_last_words_are_found_again_and_told(keys: str, words: str, code: str, said: list[str]) -> None:
    case = of_quotation(keys)
    assert [(one[0], one[1]) for one in case.codes] == [(code, "note")]
    assert words in case.speakers
    assert all(part in case.told[0].message for part in said), case.told[0].message
    (written,) = re.findall(r"write `((?:starts|ends)): [^`]*`", case.told[0].help)
    new = re.sub(rf"{written}: [^,]*", re.findall(r"`(.*)`", case.told[0].help)[0], keys)
    assert (of_quotation(new).codes, words in of_quotation(new).speakers) == ([], True)


def test_words_that_stand_in_longer_words_alone_are_told() -> None:
    text = "The undertow took the oar.\n\n“No,” said Ada Vell, a clerk. 他说他不来。\n"
    assert Case("mentions:\n  - {quote: tow took the, name: tow, kind: term}", text).codes == [("SG351", "note", 4)]
    assert Case("quotations:\n  - {quote: 他不来, speaker: norway}", text).codes == []


# names


def test_a_name_with_a_kind_is_of_that_kind_and_no_speaker() -> None:
    text = "Ashby Combe, a fisherman, was there. “It rains,” he said. Combe slept."
    assert ("Ashby Combe", "ashby-combe") in Case("", text).ids
    case = Case("entities:\n  Ashby Combe: {kind: place}", text)
    (found,) = case.annotated.found
    assert (found.id, found.kind, found.certainty) == ("ashby-combe", Kind.PLACE, 1.0)
    assert "ashby-combe" not in str(case.speakers)


def test_a_name_that_is_nobodys_becomes_one_with_its_short_forms() -> None:
    text = "The Quiet Tern sails. Odra Kessel left on Monday. “We wait,” Kessel said."
    case = Case("entities:\n  Quiet Tern: {kind: organization}\n  Odra Kessel: {kind: person}", text)
    assert case.ids == [("Quiet Tern", "quiet-tern"), ("Odra Kessel", "odra-kessel"), ("Kessel", "odra-kessel")]
    assert case.speakers["“We wait,”"] == "Odra Kessel, odra-kessel"


def test_a_kind_that_is_taken_gives_the_id_its_kind() -> None:
    case = Case("entities:\n  Norway: {kind: person}", "Norway left. Norway sang.")
    assert case.ids == [("Norway", "norway-person"), ("Norway", "norway-person")]


@pytest.mark.parametrize(
    ("keys", "code", "severity"),
    [
        ("Ashby Combe: {kind: country}", "SG358", "error"),
        ("Ashby Combe: {id: norway, kind: place}", "SG358", "error"),
        ("Norway: {role: mayor}", "SG358", "error"),
        ("Ines Duarte: {role: mayor}", "SG359", "warning"),
    ],
)
def test_a_kind_or_role_that_cannot_be_is_told(keys: str, code: str, severity: str) -> None:
    duarte = Entity("ines-duarte", Kind.PERSON, "Ines Duarte", roles=(Role("pilot"),))
    case = Case(f"entities:\n  {keys}", TEXT, duarte)
    assert case.codes == [(code, severity, 4)]


def test_the_author_gives_somebody_a_role() -> None:
    case = Case("entities:\n  Vera Holm: {role: State's Attorney}\n  Ines Duarte: {role: mayor}\n  Monday: {role: dog}")
    roles = {entity.id: [role.title for role in entity.roles] for entity in case.annotated.found}
    assert roles["vera-holm"] == ["State's Attorney"]
    assert roles["ines-duarte"] == ["mayor"]
    assert roles["monday"] == ["dog"]
    listed = Case("entities:\n  Vera Holm: {role: judge}", TEXT, Entity("vera-holm", Kind.PERSON, "Vera Holm"))
    assert [(one.id, one.roles[0].title) for one in listed.annotated.told if one.roles] == [("vera-holm", "judge")]


@pytest.mark.parametrize("keys", ["entities:\n  Vell:\n  Cole: vera-holm", "entities: {Cole: vera-holm, Vell: ~}"])
def test_a_name_with_nothing_behind_it_is_not_passed_over(keys: str) -> None:
    with pytest.raises(SitegenError) as caught:
        Case(keys)
    (told,) = caught.value.diagnostics
    assert (told.code, told.help.startswith('write `Vell: ""` to hide the name')) == ("SG361", True)
    assert told.line in (3, 4)


def test_one_mention_of_several() -> None:
    text = "Cole, Battle and Washington approached. They flew to Washington. “No,” said Washington."
    usual = Case("", text).ids
    keys = "mentions:\n  - {quote: Battle and Washington approached, name: Washington, entity: ines-duarte}"
    case = Case(keys, text, Entity("ines-duarte", Kind.PERSON, "Ines Duarte"))
    at = text.index("Washington")
    assert [m.entity_id for m in case.annotated.mentions if m.span.start == at] == ["ines-duarte"]
    assert [one for one in case.ids if one[1] != "ines-duarte"] == [
        one for n, one in enumerate(usual) if n or one[0] != "Washington"
    ]
    kind = Case("mentions:\n  - {quote: to Washington, name: Washington, kind: organization}", text)
    assert ("Washington", "washington-organization") in kind.ids
    none = Case('mentions:\n  - {quote: to Washington, name: Washington, entity: ""}', text)
    assert text.index("Washington. “") not in {m.span.start for m in none.annotated.mentions}


@pytest.mark.parametrize(
    ("said", "of_ship", "of_hall"),
    [
        ({"ferry Vera Holm": "term"}, "vera-holm-term", "vera-holm"),
        ({"ferry Vera Holm": "term", "to Vera Holm": "place"}, "vera-holm-term", "vera-holm-place"),
    ],
)
def test_names_of_several_kinds_have_an_id_each(said: dict[str, str], of_ship: str, of_hall: str) -> None:
    text = "Vera Holm, the mayor, left. “We wait,” Holm said. The ferry Vera Holm was late. Nobody came to Vera Holm.\n"
    of_mayor = "vera-holm"
    keys = (f"\n  - {{quote: {quote}, name: Vera Holm, kind: {kind}}}" for quote, kind in said.items())
    case = Case("mentions:" + "".join(keys), text)
    full = [entity_id for words, entity_id in case.ids if words == "Vera Holm"]
    assert full == [of_mayor, of_ship, of_hall]
    assert case.speakers["“We wait,”"] == "Vera Holm, vera-holm", "in other articles she has that id, too"
    kinds = {entity.id: entity.kind for entity in case.annotated.found}
    assert (kinds[of_mayor], kinds[of_ship]) == (Kind.PERSON, Kind.TERM)
    assert case.told == ()


def test_one_name_with_two_kinds_in_all_of_an_article() -> None:
    case = Case("entities: {Larkmoor: {kind: place}, LARKMOOR: {kind: organization}}", "Larkmoor met LARKMOOR.")
    assert case.ids == [("Larkmoor", "larkmoor"), ("LARKMOOR", "larkmoor-organization")]
    assert case.told == ()


@pytest.mark.parametrize(
    ("keys", "code"),
    [
        ("quote: in Norway, name: Sweden, entity: norway", "SG357"),
        ("quote: Nobody came, name: Nobody, entity: norway", "SG350"),
        ("quote: penguins of Chile, name: Chile, entity: norway", "SG352"),
        ("quote: Ashby Combe was very silent. Cole, name: Cole, kind: person", "SG351"),
    ],
)
def test_a_mention_that_is_not_there_is_told(keys: str, code: str) -> None:
    assert [one[0] for one in Case(f"mentions:\n  - {{{keys}}}").codes] == [code]


@pytest.mark.parametrize(
    ("keys", "codes"),
    [
        ("entities: {Vera Holm: {kind: person}}", ["SG362"]),
        ("entities: {Vera Holm: {role: judge}}", ["SG362"]),
        ("mentions: [{quote: What Vera Holm wants, name: Vera Holm, kind: person}]", ["SG362"]),
        ("entities: {Vera Holm: ''}", []),
        ("entities: {Jonas Vell: {kind: place}}", ["SG362"]),
        ("entities: {Ada: norway, Ada Quill: norway}", ["SG362"]),
        ("entities: {Ada Quill: norway, Norway: ''}", ["SG362"]),
        ("mentions: [{quote: Ada Quill came, name: Ada, entity: norway}]\nentities: {Norway: ''}", ["SG362"]),
        ("mentions: [{quote: Ada Quill came, name: Ada, entity: norway}]", []),
    ],
)
def test_what_goes_before_all_places_of_a_name_is_told(keys: str, codes: list[str]) -> None:
    text = "Ada Quill came to Norway.\n\n## What Vera Holm wants\n\nSee [Jonas Vell](https://example.org) now.\n"
    case = Case(keys, text)
    assert [one.code for one in case.told] == codes
    assert all(str(one.severity) == "warning" and "line" in one.message for one in case.told)


def test_two_corrections_of_one_mention_are_a_mistake() -> None:
    one = "{quote: in Norway, name: Norway, entity: norway}"
    assert [code for code, *_ in Case(f"mentions:\n  - {one}\n  - {one}").codes] == ["SG355"]


@pytest.mark.parametrize(
    ("keys", "line", "said"),
    [
        ("quotations:\n  - {speaker: norway}", 4, "`quote` is missing"),
        ("quotations:\n  - {quote: It is old, not: true, speaker: norway}", 4, "no speaker"),
        ("quotations:\n  - {quote: It is old, kind: spoken}", 4, "direct"),
        ("quotations:\n  - {quote: It is old, speeker: x}", 4, "unknown key"),
        ('quotations:\n  - {quote: "…"}', 4, "some words"),
        ("mentions:\n  - {quote: in Norway, name: Norway}", 4, "either"),
        ("entities:\n  Ines Duarte: {}", 4, "says nothing"),
        ("entities:\n  Ines Duarte: {kind: ship}", 4, "person"),
        ("entities:\n  Ines Duarte: [a]", 4, "mapping"),
        ('entities:\n  Ines Duarte: {id: "", role: mayor}', 4, "left alone"),
    ],
)
def test_mistakes_in_the_keys_have_a_line(keys: str, line: int, said: str) -> None:
    with pytest.raises(SitegenError) as error:
        Case(keys)
    (told,) = error.value.diagnostics
    assert told.line == line
    assert said in told.message + told.help


# on a site


def write(root: Path, files: dict[str, str]) -> Path:
    for path, content in files.items():
        (root / path).parent.mkdir(parents=True, exist_ok=True)
        (root / path).write_text(content, encoding="utf-8")
    return root


A = """---
title: One
date: 2026-01-01
quotations:
  - {quote: It is old, speaker: jonas-vell}
---

The mayor came. “It is old,” she added. See [the clerk](entity:jonas-vell).
"""
B = "---\ntitle: Two\ndate: 2026-01-02\n---\n\nJonas Vell, a clerk, met Ines Duarte. “We wait,” Vell said.\n"


def test_an_id_that_another_article_prints_can_be_written(tmp_path: Path) -> None:
    root = write(tmp_path / "site", {"articles/a.md": A, "articles/b.md": B})
    build(root, tmp_path / "out")
    page = (tmp_path / "out/people/jonas-vell.html").read_text(encoding="utf-8")
    assert "../articles/a.html#q1" in page
    assert "It is old" in page
    for form in FORMATS.values():
        made = make(root).site
        assert "Jonas Vell" in "".join((form.render(made), *(text for _, text in article_files(made, form))))


def test_an_id_that_nobody_has_is_a_mistake_even_when_only_the_other_article_changed(tmp_path: Path) -> None:
    root = write(tmp_path / "site", {"articles/a.md": A, "articles/b.md": B})
    build(root, tmp_path / "out")
    write(root, {"articles/b.md": B.replace("Jonas Vell", "Jonas Velt").replace("Vell", "Velt")})
    with pytest.raises(SitegenError) as error:
        build(root, tmp_path / "out")
    assert [(one.code, one.path[-4:], one.line) for one in error.value.diagnostics] == [("SG204", "a.md", 5)]
    assert "`jonas-velt`" in error.value.diagnostics[0].help


def test_a_kind_where_an_id_stands_tells_how_kinds_are_written(tmp_path: Path) -> None:
    root = write(tmp_path / "site", {"articles/a.md": "---\ntitle: A\nentities:\n  Norway: place\n---\nNorway came.\n"})
    with pytest.raises(SitegenError) as error:
        build(root, tmp_path / "out")
    assert [(one.code, "`{kind: place}`" in one.help) for one in error.value.diagnostics] == [("SG204", True)]


def test_a_mistyped_speaker_suggests_somebody_who_can_speak(tmp_path: Path) -> None:
    knowledge = "- {name: Jona Valle, kind: place}\n- {name: Joan Vallee, kind: person}\n"
    text = A.replace("jonas-vell}", "jona-vallee}").replace(" See [the clerk](entity:jonas-vell).", "")
    root = write(tmp_path / "site", {"articles/a.md": text, "knowledge/k.yaml": knowledge})
    with pytest.raises(SitegenError) as error:
        build(root, tmp_path / "out")
    assert [one.help for one in error.value.diagnostics] == ["did you mean `joan-vallee`?"]


def test_names_are_ignored_and_have_their_kind_on_the_whole_site(tmp_path: Path) -> None:
    files = {
        "site.yaml": "ignore: [Ines Duarte]\nkinds: {Ashby Combe: place}\n",
        "articles/a.md": "---\ntitle: One\n---\n\n"
        "Ines Duarte, the mayor, came. “It is old,” Duarte said in Ashby Combe.\n",
        "articles/b.md": "---\ntitle: Two\nentities: {Ines Duarte: norway}\n---\n\n"
        "Ines Duarte came. Julia Ashby Combe, a clerk, slept.\n",
    }
    root = write(tmp_path / "site", files)
    assert not build(root, tmp_path / "out").warnings
    out = tmp_path / "out"
    assert (out / "places/ashby-combe.html").is_file()
    assert not (out / "people/ines-duarte.html").exists()
    assert 'data-by="Ines Duarte"' in (out / "articles/a.html").read_text(encoding="utf-8")
    assert 'href="../countries/norway.html"' in (out / "articles/b.html").read_text(encoding="utf-8")
    assert "ashby-combe" not in (out / "articles/b.html").read_text(encoding="utf-8").replace("julia-ashby-combe", "")


def test_a_listed_name_that_is_ignored_is_told(tmp_path: Path) -> None:
    files = {
        "site.yaml": "title: T\nignore: [Ola Kessar]\nkinds:\n  Quay: term\n",
        "knowledge/k.yaml": "- {name: Ola Kessar, kind: person}\n- {name: Wharf, kind: term, aliases: [Quay]}\n",
        "articles/a.md": "---\ntitle: One\n---\n\nOla Kessar came to the Quay.\n",
    }
    built = build(write(tmp_path / "site", files), tmp_path / "out")
    assert [(one.code, one.line) for one in built.warnings] == [("SG150", 2), ("SG150", 4)]


def test_a_role_is_taken_from_somebody() -> None:
    case = Case('entities:\n  Jonas Vell: {role: ""}')
    assert [entity.roles for entity in Case("").annotated.found if entity.id == "jonas-vell"] != [()]
    assert [entity.roles for entity in case.annotated.found if entity.id == "jonas-vell"] == [()]
    assert case.told == ()
    assert ("Jonas Vell", "jonas-vell") in case.ids


DATED = TEXT + "\nIt was built in the year of the storm, and opened in May 2019.\n"


@pytest.mark.parametrize(
    ("keys", "words", "value"),
    [
        ("quote: Nobody came on Monday, words: Monday, means: 2026-03-02", "Monday", "2026-03-02"),
        ("quote: Nobody came on Monday, words: Monday, means: 2 March 2026", "Monday", "2026-03-02"),
        ("quote: Monday, means: 2026-03", "Monday", "2026-03"),
        ("quote: Monday, means: 2026-W11", "Monday", "2026-W11"),
        ("quote: in the year of the storm, means: 1987", "in the year of the storm", "1987"),
        ("quote: opened in May 2019, words: in May 2019, means: 2018-05-20", "in May 2019", "2018-05-20"),
        ('quote: Nobody came on Monday, words: Monday, means: ""', "Monday", ""),
        ('quote: opened in May 2019, words: "2019", means: ""', "May 2019", ""),
    ],
)
def test_the_author_says_what_a_date_means(keys: str, words: str, value: str) -> None:
    case = Case(f"date: 2026-03-11\ndates:\n  - {{{keys}}}", DATED)
    meant = {date.span.of(case.text): date.value for date in case.annotated.dates}
    assert meant.get(words, "") == value
    assert meant["Friday"] == "2026-03-06"
    assert case.told == ()
    assert case.annotated.dates == tuple(sorted(case.annotated.dates, key=lambda date: date.span))


def test_a_date_in_another_language_and_in_letters_that_are_stored_apart() -> None:
    case = Case(
        "lang: de\ndates:\n  - {quote: im Frühjahr, means: 2026-04}", "Der Kran kommt im Fru\u0308hjahr wieder.\n"
    )
    assert [(date.span.of(case.text), date.value) for date in case.annotated.dates] == [
        ("im Fru\u0308hjahr", "2026-04")
    ]


@pytest.mark.parametrize(
    ("keys", "code"),
    [
        ("- {quote: Nobody came on Monday, words: Friday, means: 2026}", "SG357"),
        ("- {quote: Nobody came in June, means: 2026}", "SG352"),
        ("- {quote: Nobody came, means: 2026}", "SG350"),
        ("- {quote: Norway, means: 2026}", "SG371"),
        ("- {quote: Monday, means: 2026}\n  - {quote: on Monday, means: 2025}", "SG355"),
    ],
)
def test_a_date_that_cannot_be_is_told(keys: str, code: str) -> None:
    case = Case(f"date: 2026-03-11\ndates:\n  {keys}")
    assert [told[0] for told in case.codes] == [code]


@pytest.mark.parametrize("means", ["2026-02-30", "2026-13", "2026-W54", "Monday", "20", "true"])
def test_a_day_that_there_is_not_is_a_mistake(means: str) -> None:
    with pytest.raises(SitegenError, match="a day is written 2026-10-05"):
        read_text(f"---\ntitle: A\ndates:\n  - {{quote: Monday, means: {means}}}\n---\n\n{TEXT}", "a.md")
