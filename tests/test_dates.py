"""Dates in a text, as annotated sentences: [the words|value]. What has no brackets is no date, or cannot be told."""

from __future__ import annotations

import datetime
import re
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sitegen.annotate import annotate, annotate_text
from sitegen.dates.values import first_day, value_of_month, value_of_week
from sitegen.knowledge import KnowledgeBase
from sitegen.model import Annotated, Entity, Kind
from sitegen.pages.body import LinksShown, weave_article
from sitegen.pages.dates import date_entries, find_explained_dates, label_of
from sitegen.project.config import Config
from sitegen.project.messages import load_interface
from sitegen.read import read_article
from sitegen.site.anchors import find_anchors
from sitegen.site.assembly import assemble

ENGLISH = load_interface()
WRITTEN = datetime.date(2023, 1, 21)
"""A Saturday."""


def annotated(text: str, day: datetime.date | None = WRITTEN) -> str:
    out, reached = [], 0
    for date in annotate_text(text, KnowledgeBase(()), date=day).dates:
        rough = "~" if date.approximate else ""
        out.append(f"{text[reached : date.span.start]}[{date.span.of(text)}|{rough}{date.value}]")
        reached = date.span.end
    return "".join(out) + text[reached:]


def bare(sentence: str) -> str:
    return re.sub(r"\[([^|\]]*)\|[^\]]*\]", r"\1", sentence)


def lines(table: str) -> list[str]:
    return [line for line in table.strip().splitlines() if line]


ABSOLUTE = """
The bridge opened on [21 January 2023|2023-01-21] in rain.
The bridge opened on [January 21, 2023|2023-01-21], in rain.
The bridge opened on [Jan. 21, 2023|2023-01-21], in rain.
The bridge opened on [Jan 21, 2023|2023-01-21] in rain.
The bridge opened on the [21st of January 2023|2023-01-21].
The bridge opened on [21st January 2023|2023-01-21].
The bridge opened on [January 21st, 2023|2023-01-21].
The bridge opened on [Sept. 3, 1998|1998-09-03].
The bridge opened on [2023-01-21|2023-01-21].
The bridge opened on [Saturday, January 21, 2023|2023-01-21].
The bridge opened on [Saturday 21 January 2023|2023-01-21].
The bridge opened on [Sat., Jan. 21, 2023|2023-01-21].
The flood of [January 2023|2023-01] and the one of [Feb. 2001|2001-02].
The flood of [January, 2023|2023-01], they said.
She left in [May 2014|2014-05] and came back in [March 2015|2015-03].
She left in [2014|2014].
She has rowed since [2014|2014], and will until [2030|2030].
Between [2014|2014] and [2016|2016] nothing was built.
The ferry ran from [1955|1955] to [1971|1971].
The ferry (built in [1955|1955]) and its sister ([1957|1957]).
The [2014|2014] harvest and his [2016|2016] speech.
The [2016|2016] elections and the [1976|1976] games.
The [1973|1973] Harbor Act is still law.
Her novel of [1987|1987] sold well.
By the end of [2021|2021] they had moved.
The rule dates back to [1896|1896].
The attack of [Sept. 11, 2001|2001-09-11], changed the port.
"""

NO_ABSOLUTE = """
A crowd of 2014 soldiers and 1,984 sheep.
They counted 2014 sheep.
In 2000 cases the valve had failed.
By 1500 votes the motion fell.
He paid $2014 for it, or 2014 dollars.
The room seats 2000 people and the hall 1500.
Flight 2014 was late, and so was Route 1066.
The part No. 2001 and the model F-2014.
At 1930 hours the lights went out.
It weighs 2,014 kg and 2014.5 pounds.
In 44 BC and in 1200 B.C. they rowed.
The 1990s were dry, and the 1890's too.
The Nile rose 2023-01-45 times.
On February 30, 2023 nothing happened.
On Friday, January 21, 2023, it rained.
The clerk read Section 1983 aloud.
Agenda 2030 and Expo 2020 are names.
On March 5, 2000 people marched.
A 2000 year old custom and the 1255 cases of last May.
The score was 1914-1880 in shots.
The line 2014/15 is closed.
"""

RELATIVE = """
The council said [Friday|2023-01-20] that it agreed.
The council said on [Friday|2023-01-20] that it will meet.
The council said [Saturday|2023-01-21] that it agreed.
The council met on [Monday|2023-01-16].
The council met late [Monday|2023-01-16] and again [Tuesday|2023-01-17] morning.
On [Thursday|2023-01-19], the council met.
On [Thursday|2023-01-19] night the council voted it down.
The council will meet on [Friday|2023-01-27].
The council will meet [Tuesday|2023-01-24], the mayor said.
On [Wednesday|2023-01-25], the council will vote.
The vote is on [Thursday|2023-01-26].
The vote is scheduled for [Thursday|2023-01-26].
The council plans to vote on [Thursday|2023-01-26].
The trial begins [Monday|2023-01-23].
The mayor is meeting the pilots on [Monday|2023-01-23].
The hearing will be held on [Monday|2023-01-23].
The hearing was held on [Monday|2023-01-16].
The talks failed to end the strike on [Monday|2023-01-16].
He won [Tuesday|2023-01-17]’s race.
He will skip [Tuesday|2023-01-24]'s race.
She has been ill since [Wednesday|2023-01-18].
The strike lasts; it has cost a lot since [Monday|2023-01-16].
The mayor spoke at a [Thursday|2023-01-19] rally.
He said he would sail on [Sunday|2023-01-22].
He told the crew [Friday|2023-01-20] that they might sail on [Sunday|2023-01-22].
They met on [Wednesday|2023-01-18] and [Thursday|2023-01-19].
The mayor came [this past Thursday|2023-01-19] and leaves [this coming Thursday|2023-01-26].
He resigned on [Friday, January 20|2023-01-20].
He resigned on [Monday, 12 December|2022-12-12].
She resigned on [Jan. 5|2023-01-05] and he on [20 December|2022-12-20].
The school reopens on [Feb. 6|2023-02-06].
On [Feb. 6|2023-02-06] the school will reopen.
The river rose in [November|2022-11] and fell in [December|2022-12].
The river has been low since [October|2022-10].
In [March|2023-03], the school will reopen.
The river rose in early [November|2022-11].
The river rose in mid-[November|2022-11].
It rained [yesterday|2023-01-20] and will rain [tomorrow|2023-01-22].
It rained [the day before yesterday|2023-01-19]; it will rain [the day after tomorrow|2023-01-23].
The council voted [last night|2023-01-20] and meets again [this evening|2023-01-21].
The council met [earlier today|2023-01-21].
It rained all of [last week|2023-W02], and [this week|2023-W03] too.
The lock closes [next week|2023-W04].
It rained a lot [last month|2022-12].
The lock opens [next month|2023-02].
[Last year|2022] the lock was dry; [this year|2023] it is full.
[Last year|2022]’s drought was worse.
The lock opens [next year|2024].
Later [this year|2023] the lock opens.
The ferry sank [three days ago|2023-01-18].
The ferry sank [two weeks ago|~2023-W01].
The ferry sank [a month ago|~2022-12], [two months ago|~2022-11] at most.
The ferry sank [18 months ago|~2021-07].
The ferry sank [a year ago|~2022].
The ferry sank almost [20 years ago|~2003].
The ferry sank [ten years ago|~2013] Sunday.
“We stopped on [Thursday|2023-01-19],” she said.
“We will sail on [Thursday|2023-01-26],” she said.
“[Last year|2022] was dry,” she said.
The pilots could not be reached on [Thursday|2023-01-19].
A court ruled on [Thursday|2023-01-19] that they may sail.
“We will sail,” she said [Thursday|2023-01-19].
The talks got off to a rocky start [Monday|2023-01-16].
The pilots visited Lund, Bergen, and Oslo on [Monday|2023-01-16].
The talks will kick off in Bergen on [Monday|2023-01-23].
The mayor says that the ferry sank on [Monday|2023-01-16].
The pilots have met on [Monday|2023-01-16].
The mayor will be at [Tuesday|2023-01-24]’s race and will skip [Friday|2023-01-27]’s.
He said it on [Tuesday, Jan. 10|2023-01-10], in the rain.
In a film, to be shown on [Tuesday|2023-01-24], the mayor spoke of the lock.
The locks will remain shut on [Monday|2023-01-23].
The locks remained shut on [Monday|2023-01-16].
The pilots agreed on [Thursday|2023-01-19] to meet again on Monday.
The trial begins in Bergen on [Monday|2023-01-23].
The lock opens to the public on [Monday|2023-01-23].
Voters go to the polls on [Thursday|2023-01-26].
The pilots could not return to Bergen on [Thursday|2023-01-19].
At a rally in Bergen on [Thursday|2023-01-19], the pilots sang.
The mayor, opening the Museum of Ice and Snow on [Thursday|2023-01-19], sang.
The race on [Thursday|2023-01-19] was long.
The race fell from its place in [November|2022-11], when it rained.
The pilot appeared before the court on [Thursday|2023-01-19].
The ferry sank on [8 August last year|2022-08-08] and rose in [May of last year|2022-05].
She rang on [2 January last year|2022-01-02], and he died on 4 January.
She rang on [9 August last year|2022-08-09], and the trial began on [18 January|2023-01-18].
The ferry will sail in [March next year|2024-03], and on [June 3 this year|2023-06-03] it rests.
The ferry sank in [November|2022-11]. [Last year|2022] it rose.
"""

NO_RELATIVE = """
She lives in the 1400 block of Kelp Street.
Kelpware will pay more than the closing price on Friday.
The probe struck it on time (00:14 BST Tuesday), far from here.
The Sunday Times wrote about Black Friday and Super Tuesday.
On Good Friday and on Easter Monday the ferry rests.
Ash Wednesday is quiet; Cyber Monday is not.
Every Friday the ferry rests, and each Monday it runs.
The ferry rests on Fridays.
On a Friday in spring the ferry rests.
The ferry rested one Monday.
The first Tuesday in November is election day.
The following Tuesday he left; that Thursday she followed.
The mayor says that they have nothing to lose when they host the pilots on Monday.
Sales have risen, and the pilots open their season in Lund on Monday.
The pilots were going to get married on Tuesday.
The office is open Monday to Friday, or Monday through Thursday.
The Monday-Friday boat is full.
She met Mr. Friday and Ms. Sunday.
The ferry sank on Friday the 13th.
The Friday of that week was cold.
Two weeks from Friday the ferry rests.
The ferry sank last Friday.
The ferry rests next Sunday.
Ferries may rest; a march may follow in august company.
May the best boat win. March on, they sang.
Theresa May left. April Ryan and August Wilson wrote to June Carter.
In May Hill they built boats.
A convoy of 20 March protesters.
Plans for March Madness and the March for Boats.
In May 10 people drowned.
The September 11 attacks, the July 4 picnic and the Jan. 6 riot.
On Jan. 6 he rowed.
The races of January 20-22 and of 20–22 January.
The races of Jan. 20 and 21.
The 17 November Movement has gone.
The March poll was close.
On Thursday and Wednesday they met.
He described the last year of school, his last month in office and the next week.
The leaders of tomorrow, a brighter tomorrow and tomorrow Never Dies.
Cases rose week after week, year over year.
A day or so later; some days ago; long ago; years ago.
The ferry sank more than a year ago.
The ferry sank 65 million years ago.
The ferry sank several weeks ago.
USA Today wrote it. Today, children learn to row.
“It will be late tomorrow,” she said.
“We lost yesterday,” he said.
The hearing was scheduled for Thursday.
The council agreed to meet on Thursday.
The lock is open to the public on Thursday.
The pilot leaves nobody in doubt on Thursday.
The election in July and a poll in June.
The council will answer Monday’s attack.
The results of Tuesday’s race will change the port.
Heading into Tuesday’s race, she led by a length.
They trained ahead of Tuesday’s race, and before Friday’s.
The crew prepared for Tuesday’s race.
They will sail because of the storm on Monday.
If she won the race on Thursday, he said, he would row.
He urged them to row on Thursday.
He was going to row on Thursday.
The shows are on Saturday nights.
He preached during Sunday services.
It was a rainy Thursday in port.
His mood is poor after the race Thursday.
On Thursday, the mayor has a speech scheduled.
The race on Thursday will be long.
The museum, to open on Thursday, cost a lot.
The council votes on Thursday, after it heard the pilots.
The pilots play Bergen on Thursday, having lost twice.
The mayor, who visits Bergen on Thursday, said nothing.
The locks remain shut on Thursday.
They rowed like there is no tomorrow.
The pilots, who won twice, open at home on Thursday.
The ferry was repaired before the race on Thursday.
The ferry was shut until a race in July.
They had a chance of winning the race on Thursday.
The mayor cancelled a scheduled talk on Thursday.
He spoke on “This Morning” and on Last Night.
The mayor anticipated that a talk with the pilots on Thursday would help.
The river was low in January.
In 1987 he rowed, and on Friday he won.
He left in 1987. In November he came back, and on 3 December he left.
In 1987 he rowed to Bergen and came back in November.
"""


@pytest.mark.parametrize("sentence", lines(ABSOLUTE))
@pytest.mark.parametrize("day", [WRITTEN, None])
def test_a_full_date_is_found_whenever_it_was_written(sentence: str, day: datetime.date | None) -> None:
    assert annotated(bare(sentence), day) == sentence


@pytest.mark.parametrize("sentence", lines(RELATIVE))
def test_a_date_is_resolved_from_the_day_of_writing(sentence: str) -> None:
    assert annotated(bare(sentence)) == sentence


@pytest.mark.parametrize("sentence", lines(RELATIVE))
def test_without_a_day_of_writing_nothing_is_resolved(sentence: str) -> None:
    assert annotated(bare(sentence), None) == bare(sentence)


@pytest.mark.parametrize("sentence", lines(NO_ABSOLUTE))
def test_what_is_no_date_stays_text(sentence: str) -> None:
    assert not [d for d in annotate_text(sentence, date=WRITTEN).dates if d.complete], annotated(sentence)


@pytest.mark.parametrize("sentence", lines(NO_RELATIVE))
def test_what_is_unsure_stays_text(sentence: str) -> None:
    assert not [d for d in annotate_text(sentence, date=WRITTEN).dates if not d.complete], annotated(sentence)


@pytest.mark.parametrize(
    ("written", "sentence"),
    [
        ("2023-06-14", "He said so in a statement [Tuesday|2023-06-13] night; the prize includes a debate Thursday."),
        ("2023-06-14", "She spoke at a rally [Monday|2023-06-12] of what a quiet Monday means."),
        ("2023-06-14", "The clerk was fined [last year|2022] and left; the mill ran for the last year and a half."),
        (
            "2023-06-14",
            "The board gathers in Lund on [Friday|2023-06-16]. Two vied for it [Monday|2023-06-12].",
        ),
        ("2023-06-14", "The mill shut in [May|2023-05], said police on [Monday|2023-06-12]."),
        ("2023-06-14", "It was shut on [06 April, 2018|2018-04-06], and on 6 April, 2018 boats left."),
        ("2023-01-18", "She left [last Friday|2023-01-13] and returns [next Tuesday|2023-01-24]."),
        ("2023-01-18", "She returns [this Friday|2023-01-20]; she left last Monday."),
        ("2023-01-18", "She left [Friday last week|2023-01-13] and on [Tuesday of this week|2023-01-17]."),
        ("2023-01-22", "It rained last week and will rain this week."),
        ("2023-01-31", "It rained [last month|2022-12]."),
        ("2024-12-30", "It rained [this week|2025-W01]."),
        ("2022-12-20", "She left on [Nov. 30|2022-11-30] and will be back on [Jan. 5|2023-01-05]."),
        ("2022-12-20", "She left on [Jan. 5|2022-01-05]. The race on Jan. 7?"),
        ("2016-10-20", "He said the [Nov. 8|2016-11-08] election was fair."),
        ("2024-03-01", "The bridge fell on [Feb. 29|2024-02-29]."),
        ("2023-03-01", "The bridge fell on Feb. 29."),
        ("0001-01-01", "The bridge fell yesterday, last week and last year."),
    ],
)
def test_the_day_of_writing_decides(written: str, sentence: str) -> None:
    assert annotated(bare(sentence), datetime.date.fromisoformat(written)) == sentence


@pytest.mark.parametrize(
    ("value", "label", "short", "first"),
    [
        ("2023-01-20", "Friday, 20 January 2023", "20 January 2023", "2023-01-20"),
        ("2023-W03", "the week of 16 January 2023", "the week of 16 January 2023", "2023-01-16"),
        ("2023-02", "February 2023", "February 2023", "2023-02-01"),
        ("2023", "2023", "2023", "2023-01-01"),
    ],
)
def test_a_value_is_told_in_words_and_begins_on_a_day(value: str, label: str, short: str, first: str) -> None:
    assert label_of(value, ENGLISH) == label
    assert label_of(value, ENGLISH, approximate=True) == f"about {label}"
    assert label_of(value, ENGLISH, short=True) == short
    assert first_day(value).isoformat() == first


def test_months_and_weeks_are_counted_over_the_end_of_the_year() -> None:
    assert [value_of_month(2023, n) for n in (-12, 0, 1, 13)] == ["2021-12", "2022-12", "2023-01", "2024-01"]
    assert value_of_week(datetime.date(2021, 1, 3)) == "2020-W53"


def read(tmp_path: Path, words: str, day: str = "2023-01-21") -> Annotated:
    path = tmp_path / "one.md"
    path.write_text(f"---\ntitle: One\n{f'date: {day}' if day else ''}\n---\n{words}\n", encoding="utf-8")
    return annotate(read_article(path, tmp_path).article, KnowledgeBase(()))


def woven(annotated: Annotated) -> str:
    site = assemble(Config(root=Path()), (annotated,), KnowledgeBase(()), ())
    return weave_article(
        annotated, site, LinksShown({}, {}), find_anchors(annotated, "all"), find_explained_dates(annotated)
    )


def times(html: str) -> list[str]:
    return re.findall(r"<time[^>]*>.*?</time>", html)


def test_a_date_that_ages_is_marked_and_explained_and_a_full_one_only_marked(tmp_path: Path) -> None:
    html = woven(read(tmp_path, "It sank on Friday. It sank in 2014. It sank on Friday."))
    assert [re.sub(r' (data|aria)-[^=]*="[^"]*"', "", t) for t in times(html)] == [
        '<time class="date" id="d1" datetime="2023-01-20">Friday</time>',
        '<time datetime="2014">2014</time>',
        '<time class="date" id="d3" datetime="2023-01-20">Friday</time>',
    ]
    assert re.findall('data-label="([^"]*)"', html) == ["20 January 2023"], "only the first is told in print"


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("It sank *on Friday* there.", "<em>on <time"),
        ("It sank on *Friday* there.", "<em><time"),
        ("## It sank on Friday", "on <time"),
        ("- It sank on Friday", "<li>It sank on <time"),
        ("> It sank on Friday", "on <time"),
        ('It sank [on Friday](https://example.org "x").', '<time datetime="2023-01-20">Friday</time></a>'),
    ],
)
def test_dates_stand_inside_the_typography(tmp_path: Path, words: str, expected: str) -> None:
    assert expected in woven(read(tmp_path, words))


@pytest.mark.parametrize(
    "words",
    [
        "It sank on `Friday` and\n\n    on Friday",
        "It sank on January *21, 2023* there.",
        "It sank on Jan*uary 21,* 2023.",
        "It sank on [January](https://example.org) 21, 2023.",
    ],
)
def test_code_holds_no_date_and_no_edge_cuts_one(tmp_path: Path, words: str) -> None:
    assert times(woven(read(tmp_path, words))) == []


def test_no_date_runs_over_two_blocks(tmp_path: Path) -> None:
    html = woven(read(tmp_path, "- It sank in January\n- 2014 boats\n- It sank on Friday\n- January 20, 2023"))
    assert [re.sub("<[^>]*>", "", t) for t in times(html)] == ["Friday", "January 20, 2023"]


@pytest.mark.parametrize(("year", "values"), [("1832", ["1832"]), ("2014", ["2014", "2022-11-30"])])
def test_a_story_of_long_ago_goes_on_in_the_next_paragraph(tmp_path: Path, year: str, values: list[str]) -> None:
    found = read(tmp_path, f"He left in {year}.\n\nOn 30 November he came back.")
    assert [date.value for date in found.dates] == values


def test_a_line_break_and_a_no_break_space_are_spaces(tmp_path: Path) -> None:
    found = read(tmp_path, "It sank on January\n21,\u00a02023 there.")
    assert [date.value for date in found.dates] == ["2023-01-21"]


def test_an_undated_article_explains_nothing(tmp_path: Path) -> None:
    found = read(tmp_path, "It sank on Friday, in 2014.", day="")
    assert [(moment.date.value, moment.key) for moment in find_explained_dates(found)] == [("2014", "")]
    assert date_entries(found.article.text, find_explained_dates(found), ENGLISH) == ()


def test_the_list_of_dates_stands_in_order_of_time(tmp_path: Path) -> None:
    found = read(tmp_path, "It sank on Friday, last month, this year, two years ago, in December, on Friday, Jan. 20.")
    entries = date_entries(found.article.text, find_explained_dates(found), ENGLISH)
    assert [(e.key, e.label, e.words, e.fragments) for e in entries] == [
        ("2021-about", "about 2021", "“two years ago”", ("d4",)),
        ("2022-12", "December 2022", "“last month”, “December”", ("d2", "d5")),
        ("2023", "2023", "“this year”", ("d3",)),
        ("2023-01-20", "Friday, 20 January 2023", "“Friday”, “Friday, Jan. 20”", ("d1", "d6")),
    ]


def test_dates_touch_no_mention_and_no_other_date() -> None:
    text = "The Friday Group met Monday. On Jan. 5, 2023, Norway and Monday Island signed the 2014 pact."
    knowledge = KnowledgeBase(
        (Entity("g", Kind.ORGANIZATION, "Friday Group"), Entity("i", Kind.PLACE, "Monday Island"))
    )
    found = annotate_text(text, knowledge, date=WRITTEN)
    spans = sorted([*(date.span for date in found.dates), *(mention.span for mention in found.mentions)])
    assert all(one.end <= two.start for one, two in pairwise(spans))
    assert [date.value for date in found.dates] == ["2023-01-16", "2023-01-05", "2014"]


@settings(deadline=None)
@given(st.text(alphabet="JanuryFid Mo20134,.-\n’s", max_size=60))
def test_any_text_gives_dates_in_order_with_values_that_html_takes(text: str) -> None:
    found = annotate_text(text, KnowledgeBase(()), date=WRITTEN).dates
    assert all(one.span.end <= two.span.start for one, two in pairwise(found))
    assert all(re.fullmatch(r"\d{4}(-\d\d(-\d\d)?|-W\d\d)?", date.value) for date in found)
