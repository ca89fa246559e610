"""A floor under what pages say: invented news of several kinds, annotated whole, and the demo without a false word."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache
from pathlib import Path

import pytest

from sitegen.annotate import annotate_text
from sitegen.annotate.records import shown_record_of
from sitegen.build.made import make
from sitegen.knowledge import builtin_knowledge
from sitegen.site.thresholds import shown_speaker

ROOT = Path(__file__).parent.parent

Statement = tuple[str, ...]

POLITICS = """The mayor of Tornau, Ines Duarte, said on Monday that the harbour would close for a year. “We have \
waited long enough,” Duarte said.

Her opponent, Emil Stroud, said the plan would cost jobs. “Nobody asked the crews,” he said. The Tornau \
Harbour Board announced the appointment of a new director, but it denied the claims of the union.

According to Carla Voss, a spokeswoman for the Ministry of Transport, the work will begin in June. \
Duarte’s office did not answer questions. In Norway, where the ferries are built, the news was met with relief."""

SPORT = """Tamsin Bride added a third in the last minute, and Larkhill Rovers beat Osterby United 3-1 on Saturday.

“It was our best half of the season,” said Bride, the captain. Coach Piet Mollema claimed victory for the whole club. \
“I am proud of them,” Mollema told reporters.

Osterby goalkeeper Ruth Calder said she had never seen such a storm. The club plays in Germany next week."""

COURTS = """A court in Velden sentenced Oskar Venn to six years on Friday for the robbery of a bank.

Prosecutor Vera Holm said that Venn had planned the crime for months. “The sentence is long overdue,” Holm said. His \
lawyer, Jonas Brandt, said he would appeal.

The police said in a statement that two other men were still sought. Venn, 48, was arrested in Denmark last year."""

MARKETS = """Shares in Kelp Holdings fell 3.4 percent on Tuesday after the company announced a loss.

“The year was difficult,” said Nora Bell, the chief executive of Kelp Holdings. She said the firm would sell \
its offices in Austria. Analyst Henrik Salo said he expected no dividend.

The index added a third of a point. Kelp Holdings had bought its rival, Larkhill Energy Ltd, in 2019."""

WANTED: dict[str, tuple[set[Statement], set[Statement]]] = {
    POLITICS: (
        {
            ("person", "Ines Duarte"),
            ("person", "Emil Stroud"),
            ("person", "Carla Voss"),
            ("org", "Tornau Harbour Board"),
            ("org", "Ministry of Transport"),
            ("place", "Tornau"),
            ("country", "Norway"),
            ("role", "Ines Duarte", "mayor of Tornau"),
            ("role", "Carla Voss", "spokeswoman for the Ministry of Transport"),
        },
        {
            ("the harbour would", "Ines Duarte"),
            ("We have waited", "Ines Duarte"),
            ("the plan would", "Emil Stroud"),
            ("Nobody asked the", "Emil Stroud"),
            ("the work will", "Carla Voss"),
        },
    ),
    SPORT: (
        {
            ("person", "Tamsin Bride"),
            ("person", "Piet Mollema"),
            ("person", "Ruth Calder"),
            ("org", "Larkhill Rovers"),
            ("org", "Osterby United"),
            ("country", "Germany"),
            ("role", "Tamsin Bride", "captain"),
            ("role", "Piet Mollema", "Coach"),
            ("role", "Ruth Calder", "Osterby goalkeeper"),
        },
        {
            ("It was our", "Tamsin Bride"),
            ("I am proud", "Piet Mollema"),
            ("she had never", "Ruth Calder"),
        },
    ),
    COURTS: (
        {
            ("person", "Oskar Venn"),
            ("person", "Vera Holm"),
            ("person", "Jonas Brandt"),
            ("place", "Velden"),
            ("country", "Denmark"),
            ("role", "Vera Holm", "Prosecutor"),
        },
        {
            ("Venn had planned", "Vera Holm"),
            ("The sentence is", "Vera Holm"),
            ("he would appeal.", "Jonas Brandt"),
            ("two other men", "police"),
        },
    ),
    MARKETS: (
        {
            ("person", "Nora Bell"),
            ("person", "Henrik Salo"),
            ("org", "Kelp Holdings"),
            ("org", "Larkhill Energy Ltd"),
            ("country", "Austria"),
            ("role", "Nora Bell", "chief executive of Kelp Holdings"),
            ("role", "Henrik Salo", "Analyst"),
        },
        {
            ("The year was", "Nora Bell"),
            ("the firm would", "Nora Bell"),
            ("he expected no", "Henrik Salo"),
        },
    ),
}


@cache
def shown(text: str) -> tuple[frozenset[Statement], frozenset[Statement]]:
    """What a page of the text states: names and roles, and who says what."""
    record = shown_record_of(annotate_text(text), builtin_knowledge(), "news")
    names = {(one["type"], one["name"]) for one in record["entities"]}
    roles = {("role", one["name"], one["role"].removeprefix("the ")) for one in record["roles"]}
    said = {
        (" ".join(text[one["start"] :].split()[:3]), one["speaker"]) for one in record["quotes"] if "speaker" in one
    }
    return frozenset(names | roles), frozenset(said)


def share(some: Iterable[Statement], of: Iterable[Statement]) -> float:
    """How many of the second are in the first."""
    whole = set(of)
    return len(whole & set(some)) / len(whole)


@pytest.mark.parametrize(
    ("what", "right", "found"), [(0, 0.95, 0.7), (1, 0.9, 0.85)], ids=["names and roles", "speech"]
)
def test_what_invented_news_shows_is_right_and_most_of_it_is_shown(what: int, right: float, found: float) -> None:
    stated = {(text[:20], *one) for text in WANTED for one in shown(text)[what]}
    wanted = {(text[:20], *one) for text, both in WANTED.items() for one in both[what]}
    assert share(wanted, stated) >= right, sorted(stated - wanted)
    assert share(stated, wanted) >= found, sorted(wanted - stated)


def test_every_quotation_of_the_demo_has_its_speaker_on_the_page() -> None:
    articles = make(ROOT / "seeds").site.annotated
    assert all(one.quotations for one in articles)
    assert not [one for article in articles for one in article.quotations if shown_speaker(one) is None]
