"""What a move says of one quotation or one mention is written so that the annotator finds it, and it holds."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from desk_project import Author, make_project

from sitegen.desk.state import state_of
from sitegen.diagnostics import SitegenError


@pytest.fixture
def author(tmp_path: Path) -> Author:
    return Author(make_project(tmp_path))


def said(author: Author) -> list[tuple[str, str | None]]:
    """The quotations of the article, with the names of their speakers."""
    found = (one for one in state_of(author.scene())["quotations"] if one["segments"])
    return [(one["words"], one["speaker"] and one["speaker"]["name"]) for one in found]


def named(author: Author, words: str) -> list[tuple[str | None, str]]:
    """Whom each mention with these words means, and its kind."""
    return [(one["id"], one["kind"]) for one in state_of(author.scene())["mentions"] if one["words"] == words]


LATE, NOBODY = ("“It is late again,”", "Ines Duarte"), ("“Nobody told me anything,”", "Oskar Lindqvist")

QUOTATIONS = [
    (
        ("speaker", "Nobody told", {"speaker": "ines-duarte"}),
        "+quotations:\n+  - quote: Nobody told me\n+    speaker: ines-duarte\n",
        [LATE, (NOBODY[0], "Ines Duarte")],
    ),
    (
        ("speaker", "late again", {"speaker": ""}),
        '+quotations:\n+  - quote: It is late\n+    speaker: ""\n',
        [(LATE[0], None), NOBODY],
    ),
    (
        ("speaker", "late again", {"speaker": "No: a sailor"}),
        '+quotations:\n+  - quote: It is late\n+    speaker: "No: a sailor"\n',
        [(LATE[0], "No: a sailor"), NOBODY],
    ),
    (
        ("unsaid", "Nobody told", {}),
        "+quotations:\n+  - quote: Nobody told me\n+    not: true\n",
        [LATE],
    ),
    (
        ("span", "Nobody told", {"to": {"exact": "told me anything"}}),
        "+quotations:\n+  - quote: told me anything,\n+    starts: told me\n",
        [LATE, ("told me anything,”", "Oskar Lindqvist")],
    ),
    (
        ("span", "Nobody told", {"to": {"exact": "“Nobody told me anything,” Lindqvist said"}}),
        "+quotations:\n+  - quote: Nobody told me\n+    ends: Lindqvist said\n",
        [LATE, ("“Nobody told me anything,” Lindqvist said", "Oskar Lindqvist")],
    ),
    (
        ("form", "late again", {"form": "partial"}),
        "+quotations:\n+  - quote: It is late\n+    kind: partial\n",
        [LATE, NOBODY],
    ),
    (
        ("quotation", "Duarte waited for two hours", {"speaker": "ines-duarte", "form": "indirect"}),
        "+quotations:\n+  - quote: Duarte waited for two hours\n+    speaker: ines-duarte\n+    kind: indirect\n",
        [LATE, ("Duarte waited for two hours", "Ines Duarte"), NOBODY],
    ),
]


@pytest.mark.parametrize(("move", "lines", "expected"), QUOTATIONS)
def test_a_quotation(author: Author, move: tuple[str, str, dict[str, Any]], lines: str, expected: Any) -> None:
    act, words, keys = move
    assert author.added(author.move(act, words, **keys)) == {"articles/ferry.md": lines}
    assert said(author) == expected
    author.move("withdraw", words, scope="here")
    assert said(author) == [LATE, NOBODY]


def test_a_quotation_has_one_correction(author: Author) -> None:
    author.move("speaker", "Nobody told", speaker="ines-duarte")
    told = author.added(author.move("form", "me anything", form="partial"))
    assert told == {"articles/ferry.md": "+    kind: partial\n"}
    told = author.added(author.move("unsaid", "Nobody told"))
    assert told == {"articles/ferry.md": "-    speaker: ines-duarte\n-    kind: partial\n+    not: true\n"}
    told = author.added(author.move("speaker", "Nobody told", speaker="A sailor"))
    assert told == {"articles/ferry.md": "-    not: true\n+    speaker: A sailor\n"}
    assert said(author) == [LATE, (NOBODY[0], "A sailor")]
    author.move("speaker", "late again", speaker="A sailor")
    assert [len(one["places"]) for one in state_of(author.scene())["corrections"]] == [1, 1]


MENTIONS = [
    (
        ("hide", "Duarte", 1, {}),
        '+mentions:\n+  - quote: Duarte waited for\n+    name: Duarte\n+    entity: ""\n',
        [(None, ""), ("ines-duarte", "person")],
    ),
    (
        ("entity", "Duarte", 2, {"entity": "oskar-lindqvist"}),
        "+mentions:\n+  - quote: Duarte went home\n+    name: Duarte\n+    entity: oskar-lindqvist\n",
        [("ines-duarte", "person"), ("oskar-lindqvist", "person")],
    ),
    (
        ("kind", "Duarte", 2, {"kind": "place"}),
        "+mentions:\n+  - quote: Duarte went home\n+    name: Duarte\n+    kind: place\n",
        [("ines-duarte", "person"), ("duarte", "place")],
    ),
    (
        ("accept", "Duarte", 1, {}),
        "+mentions:\n+  - quote: Duarte waited for\n+    name: Duarte\n+    entity: ines-duarte\n",
        [("ines-duarte", "person"), ("ines-duarte", "person")],
    ),
]


@pytest.mark.parametrize(("move", "lines", "expected"), MENTIONS)
def test_one_mention(author: Author, move: tuple[str, str, int, dict[str, Any]], lines: str, expected: Any) -> None:
    act, words, nth, keys = move
    assert author.added(author.move(act, words, nth, scope="here", **keys)) == {"articles/ferry.md": lines}
    assert named(author, "Duarte") == expected


def test_a_mention_has_one_correction(author: Author) -> None:
    author.move("hide", "Duarte", 1, scope="here")
    told = author.added(author.move("kind", "Duarte", 1, scope="here", kind="place"))
    assert told == {"articles/ferry.md": '-    entity: ""\n+    kind: place\n'}
    author.move("hide", "Duarte", 2, scope="here")
    assert named(author, "Duarte") == [("duarte", "place"), (None, "")]
    author.move("withdraw", "Duarte", 1, scope="here")
    assert named(author, "Duarte") == [("ines-duarte", "person"), (None, "")]


NAMES = [
    ({"act": "kind", "kind": "place"}, {"articles/ferry.md": "+entities:\n+  Ashby Combe: {kind: place}\n"}, "place"),
    (
        {"act": "kind", "kind": "place", "scope": "everywhere"},
        {"site.yaml": "+kinds:\n+  Ashby Combe: place\n"},
        "place",
    ),
    ({"act": "hide", "scope": "everywhere"}, {"site.yaml": "+ignore:\n+  - Ashby Combe\n"}, ""),
    ({"act": "hide"}, {"articles/ferry.md": '+entities:\n+  Ashby Combe: ""\n'}, ""),
    ({"act": "accept"}, {"articles/ferry.md": "+entities:\n+  Ashby Combe: ashby-combe\n"}, "person"),
]


@pytest.mark.parametrize(("keys", "files", "kind"), NAMES)
def test_a_name(author: Author, keys: dict[str, Any], files: dict[str, str], kind: str) -> None:
    assert author.added(author.move(words="Ashby Combe", **keys)) == files
    assert [one for _, one in named(author, "Ashby Combe")] == [kind]


def test_a_role_is_kept_beside_an_id(author: Author) -> None:
    author.move("role", "Ines Duarte", role="Captain: acting")
    told = author.added(author.move("accept", "Ines Duarte"))
    assert told == {
        "articles/ferry.md": '-  Ines Duarte: {role: "Captain: acting"}\n'
        '+  Ines Duarte: {id: ines-duarte, role: "Captain: acting"}\n'
    }
    state = state_of(author.scene())
    assert [one["role"] for one in state["mentions"] if one["id"] == "ines-duarte"] == ["Captain: acting"] * 3
    told = author.added(author.move("kind", "Ines Duarte", kind="person"))
    assert told == {
        "articles/ferry.md": '-  Ines Duarte: {id: ines-duarte, role: "Captain: acting"}\n'
        '+  Ines Duarte: {role: "Captain: acting", kind: person}\n'
    }


def test_on_the_whole_site_a_name_is_ignored_or_has_a_kind(author: Author) -> None:
    author.move("hide", "Ashby Combe", scope="everywhere")
    assert [one["corrected"] for one in state_of(author.scene())["mentions"]][-1] == "everywhere"
    told = author.added(author.move("kind", "Ashby Combe", scope="everywhere", kind="place"))
    assert told == {"site.yaml": "-ignore:\n-  - Ashby Combe\n+kinds:\n+  Ashby Combe: place\n"}
    told = author.added(author.move("hide", "Ashby Combe", scope="everywhere"))
    assert told == {"site.yaml": "-kinds:\n-  Ashby Combe: place\n+ignore:\n+  - Ashby Combe\n"}
    author.move("withdraw", "Ashby Combe", scope="everywhere")
    assert named(author, "Ashby Combe") == [("ashby-combe", "person")]


@pytest.mark.parametrize(
    ("act", "words", "keys", "code"),
    [
        ("speaker", "Nobody told", {"speaker": "nobody-knows"}, "SG204"),
        ("kind", "Ashby Combe", {"kind": "country"}, "SG358"),
        ("kind", "Ashby Combe", {"kind": "country", "scope": "everywhere"}, "SG105"),
    ],
)
def test_what_a_build_would_refuse_is_not_written(
    author: Author, act: str, words: str, keys: dict[str, Any], code: str
) -> None:
    before = (author.folder / "articles" / "ferry.md").read_bytes()
    with pytest.raises(SitegenError, match=code):
        author.move(act, words, **keys)
    assert (author.folder / "articles" / "ferry.md").read_bytes() == before


def test_a_wider_move_takes_the_place_of_a_narrower_one(author: Author) -> None:
    author.move("kind", "Ashby Combe", scope="here", kind="term")
    author.move("kind", "Ashby Combe", kind="organization")
    state = state_of(author.scene())
    assert [one["key"] for one in state["corrections"]] == ["entities"]
    author.move("kind", "Ashby Combe", kind="place", scope="everywhere")
    assert state_of(author.scene())["corrections"] == ()
    assert named(author, "Ashby Combe") == [("ashby-combe", "place")]


def test_an_id_that_another_article_writes_does_not_go(author: Author) -> None:
    author.move("speaker", "Nobody told", speaker="ines-duarte", article="articles/ferry.md")
    for article in ("articles/ferry.md", "articles/note.txt"):
        with pytest.raises(SitegenError, match=r"articles/ferry\.md.*SG204"):
            author.move("alias", "Ines Duarte", article=article, entity="oskar-lindqvist")
    assert "aliases" not in (author.folder / "knowledge" / "people.yaml").read_text()


def dates(author: Author) -> list[tuple[str, str, bool]]:
    """The dates of the article, what they mean, and whether its author says so."""
    return [(one["words"], one["value"], one["corrected"]) for one in state_of(author.scene())["dates"]]


def test_a_date_means_another_day_then_none_then_what_it_meant(author: Author) -> None:
    before = dates(author)
    assert before == [("Friday", "2026-03-13", False)]
    prepared = author.move("date", "Friday", means="2026-03-06")
    lines = "+dates:\n+  - quote: Friday. Duarte went\n+    words: Friday\n+    means: 2026-03-06\n"
    assert author.added(prepared) == {"articles/ferry.md": lines}
    assert dates(author) == [("Friday", "2026-03-06", True)]
    prepared = author.move("date", "Friday", means="")
    assert author.added(prepared) == {"articles/ferry.md": '-    means: 2026-03-06\n+    means: ""\n'}
    assert prepared.label == "“Friday” is no date"
    assert dates(author) == [("Friday", "", True)]
    author.move("withdraw", "Friday")
    assert dates(author) == before
    assert "dates" not in (author.folder / "articles/ferry.md").read_text()


def test_selected_words_become_a_date(author: Author) -> None:
    author.move("date", "two hours", means="2026-W11")
    assert ("two hours", "2026-W11", True) in dates(author)
    author.move("date", "two hours", means="6 March 2026")
    assert ("two hours", "2026-03-06", True) in dates(author)


@pytest.mark.parametrize(
    ("words", "means", "code"),
    [
        ("Friday", "next week or so", "SG105"),
        ("Friday", "2026-02-30", "SG105"),
        ("Oskar Lindqvist", "2026-03-06", "SG371"),
    ],
)
def test_what_is_no_date_is_not_written(author: Author, words: str, means: str, code: str) -> None:
    with pytest.raises(SitegenError) as caught:
        author.move("date", words, means=means)
    assert [one.code for one in caught.value.diagnostics] == [code]
