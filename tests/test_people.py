"""Persons whom nobody listed are found by what stands around their names; what is no person is left alone."""

from __future__ import annotations

import time
from itertools import pairwise

import pytest
from annotated_text import Case, bare, cases_of, mark_names

from sitegen.annotate import annotate_text, article_of_text
from sitegen.knowledge import KnowledgeBase, builtin_knowledge
from sitegen.knowledge.given_names import gender_of
from sitegen.model import Entity, Gender, Kind, Role
from sitegen.names import find_names
from sitegen.names.people import People
from sitegen.names.people.evidence import weights
from sitegen.site.thresholds import above_threshold

LISTED = Entity(
    "marta-silvan",
    Kind.PERSON,
    "Marta Silvan",
    aliases=("the Harbour Queen",),
    roles=(Role("Transport Minister"),),
)
KNOWN = KnowledgeBase(tuple(sorted((*builtin_knowledge(), LISTED), key=lambda entity: entity.id)))


def people(text: str, knowledge: KnowledgeBase | None = None) -> People:
    names = find_names(article_of_text(text), knowledge or builtin_knowledge())
    return People(tuple(entity for entity in names.found if entity.kind is Kind.PERSON), names.mentions)


def marked(text: str, knowledge: KnowledgeBase | None = None) -> str:
    """The text with every person as [words|id]."""
    knowledge = knowledge or builtin_knowledge()
    found = people(text, knowledge)
    persons = {entity.id for entity in (*found.found, *knowledge) if entity.kind is Kind.PERSON}
    return mark_names(text, (mention for mention in found.mentions if mention.entity_id in persons))


@pytest.mark.parametrize("case", cases_of("names", "persons", "nobody", "namesakes"), ids=str)
def test_persons_are_found_as_marked(case: Case) -> None:
    assert marked(case.text) == case.marked


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("Rosa 2 does not run on it. The studio said Rosa 2 would, and Rosa 2 sells well.", []),
        ("Quallix said it was late. Costs rose, Quallix said.", []),
        ("State miner Quallix said it was late.", []),
        ("Mr Quallix said it was late.", ["Quallix"]),
        ("Quallix, 48, said it was late.", ["Quallix"]),
        ("“It is late,” Rosa said.", ["Rosa"]),
        ("Quallix said he was late.", ["Quallix"]),
        ("They walked to Quorl Fell Hill. A dog slept near Velda Noss.", []),
        ("Engineer Quallon Hill wept. Velda Hill slept.", ["Quallon Hill"]),
        ("They came with Quallon Hill. “No,” Hill said.", ["Quallon Hill"]),
        ("Mayor Anna Brodeur won. Foes met the Mirabeau Brodeur in May.", ["Anna Brodeur"]),
        ("Mayor Anna Brodeur won. They call her Crooked Anna, or Iron Anna Brodeur.", ["Anna Brodeur"]),
        ("Mayor Anna Brodeur won. Engineer Mirabeau Brodeur wept.", ["Anna Brodeur", "Mirabeau Brodeur"]),
        ("He starred in “Mad Orlo” and “Billy Quallon.” They ran at dawn.", []),
        ("He played in “Billy Quallon.” Actor Billy Quallon wept.", ["Billy Quallon"]),
        ("The law went to the Virginia House of Elders in May.", []),
        ("It was like the Oscar-Harold debates.", []),
        ("They met at Walter Hall. Anna Hall saw the Nautilus, and a Jack Russell, and fled.", ["Anna Hall"]),
        ("A barrel for Mercedes broke in Beverly Hills.", []),
        ("Mercedes, 48, slept. They saw an Anna Brandt exhibit.", ["Anna Brandt", "Mercedes"]),
        ("He was governor of Quabia state. Quabia said no.", []),
        ("My wife Pippa slept.", ["Pippa"]),
        ("They met Anna Brandt and Stevie Wonder, who joked.", ["Anna Brandt"]),
        ("It sold Heinz beans, and Brent crude rose.", []),
        ("They met Anna Brandt and Stevie, who joked.", ["Anna Brandt", "Stevie"]),
    ],
)
def test_a_name_beside_which_nothing_shows_a_person_is_on_no_page(text: str, shown: list[str]) -> None:
    found = above_threshold([annotate_text(text)])[0].found
    assert [entity.name for entity in found if entity.kind is Kind.PERSON] == shown


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("Retailer Karen Vesk said sales fell.", Kind.ORGANIZATION),
        ("The law firm Karen Vesk said no.", Kind.ORGANIZATION),
        ("He left the company Karen Vesk founded.", Kind.PERSON),
        ("He spoke for the Kelp Organisation Karen Vesk knew.", Kind.PERSON),
        ("Former Norway wing Karen Vesk said no.", Kind.PERSON),
    ],
)
def test_whoever_is_called_a_firm_is_one(text: str, kind: Kind) -> None:
    assert [entity.kind for entity in annotate_text(text).found if entity.name == "Karen Vesk"] == [kind]


@pytest.mark.parametrize(
    ("text", "roles", "country"),
    [
        ("Liam Doran, the chief operating officer, wept.", ["chief operating officer"], ""),
        ("They freed Anas Holt, Haji Mali Khan and Hafiz Rind, who left.", [], ""),
        ("Anas Holt, High Court Judge, left.", ["High Court Judge"], ""),
        ("Its former owner, Holt's uncle Lachie, died. Scott Holt wept.", [], ""),
        ("Its former owner, Scott Holt, died.", ["former owner"], ""),
        ("Barnett Holt, a Norway scholar, left.", ["Norway scholar"], ""),
        ("Barnett Holt, a Norwegian scholar, left.", ["Norwegian scholar"], "norway"),
        ("Kelp Farmers' Union president Barnett Holt left.", ["Kelp Farmers' Union president"], ""),
        ("Norway's Union president Barnett Holt left. Norway's Health Minister Liam Vesk slept.", [], "norway"),
        ("Barnett Holt, the Norway captain, left.", ["Norway captain"], "norway"),
        ("Norway's minister Barnett Holt left.", ["minister"], "norway"),
    ],
)
def test_a_role_and_its_country_are_those_of_whoever_stands_there(text: str, roles: list[str], country: str) -> None:
    found = next(entity for entity in annotate_text(text).found if "Holt" in entity.name or "Doran" in entity.name)
    assert ([role.title for role in found.roles], found.country) == (roles, country)


def test_a_namesake_is_left_out_where_the_other_was_spoken_of_long_ago() -> None:
    pause = " The lake was quiet. Boats came and went. It rained. The shop closed. Nobody swam. The night fell."
    text = f"Karl Lindqvist came.{pause} Vera Lindqvist arrived. “Good,” Lindqvist said."
    assert people(text).mentions[-1].entity_id == "vera-lindqvist"


LISTED_CASES = {
    "a listed person wins": "[Marta Silvan|marta-silvan] spoke. [Silvan|marta-silvan] left.",
    "with a middle name": "Engineer [Marta J. Silvan|marta-silvan] spoke.",
    "by title and surname": "Transport Minister [Silvan|marta-silvan] spoke.",
}


@pytest.mark.parametrize("text", LISTED_CASES.values(), ids=LISTED_CASES.keys())
def test_listed_persons_are_not_found_twice(text: str) -> None:
    assert marked(bare(text), KNOWN) == text
    assert people(bare(text), KNOWN).found == ()


def test_a_surname_alone_is_not_a_listed_person() -> None:
    assert marked("In Silvan the shops are closed.", KNOWN) == "In Silvan the shops are closed."


ROLES = [
    ("Polish Foreign Minister Bogumil Trzaska left.", ["Polish Foreign Minister"], "poland"),
    ("Ukraine’s President Bogdan Hrytsak left.", ["President"], "ukraine"),
    (
        "“No,” said Quill Mandrake, the director of the Tidal Institute in Berlin.",
        ["director of the Tidal Institute in Berlin"],
        "",
    ),
    ("Jorun Halvik, 48, a fisherman from the island, waved.", ["fisherman from the island"], ""),
    ("The harbour master Jorun Halvik waved.", ["harbour master"], ""),
    ("The school bus driver Jorun Halvik waved.", ["school bus driver"], ""),
    ("The crew met captain Jorun Halvik.", ["captain"], ""),
    ("The board wants director Jorun Halvik.", ["director"], ""),
    ("The mayor of Holmvik, Jorun Halvik, said so.", ["mayor of Holmvik"], ""),
    ("The head of the port authority, Jorun Halvik, said so.", ["head of the port authority"], ""),
    ("A friend of the mayor, Jorun Halvik, said so. “Go,” Halvik said.", [], ""),
    ("His wife, Anna Brodeur, waved.", [], ""),
    ("Anna Brodeur said nothing.", [], ""),
]


@pytest.mark.parametrize(("text", "titles", "country"), ROLES)
def test_the_text_gives_roles(text: str, titles: list[str], country: str) -> None:
    (person,) = people(text).found
    assert [role.title for role in person.roles] == titles
    assert [span.of(text) for span in person.evidence] == titles
    assert person.country == country


ROLES_BEFORE = [
    ("White Harbour Press Secretary Nora Bell left.", "White Harbour Press Secretary"),
    ("She asked White Harbour press secretary Nora Bell to leave.", "White Harbour press secretary"),
    ("In the wake of Representative Nora Bell the room fell silent.", "Representative"),
    ("He welcomed the endorsement of Tornau Gov. Nora Bell.", "Tornau Gov."),
    ("The real Prince Nora Bell met was old.", "Prince"),
    ("On Tuesday President Nora Bell said no.", "President"),
    ("Following President Nora Bell’s remarks, the bank said no.", ""),
    ("Talent manager Nora Bell said no.", "Talent manager"),
    ("Tornau-based performance poet Nora Bell said no.", "Tornau-based performance poet"),
    ("Police approached soccer player Nora Bell on Monday.", ""),
    ("They spoke to sports editor Nora Bell about it.", "sports editor"),
    ("He flew to Tornau to meet party president Nora Bell.", "party president"),
    ("They did not offend party president Nora Bell.", "party president"),
    ("It helps to fire campaign manager Nora Bell.", "campaign manager"),
    ("They want to re-elect Sen. Nora Bell in May.", "Sen."),
    ("He flew to Tornau alongside former president Nora Bell.", "former president"),
    ("They should back presumptive party nominee Nora Bell.", "presumptive party nominee"),
    ("They will replace coach Nora Bell in May.", "coach"),
    ("They are expected to host Nora Bell in May.", ""),
    ("They will host Nora Bell in May.", ""),
    ("According to host Nora Bell it rained.", "host"),
    ("They spoke to harbour master Nora Bell about it.", "harbour master"),
    ("That is what leading land academic Nora Bell has said.", "leading land academic"),
    ("She beat the defending champion Nora Bell.", "defending champion"),
    ("She beat defending champion Nora Bell.", ""),
    ("“No,” Tornau planetary scientist Nora Bell said.", "Tornau planetary scientist"),
    ("“No,” chairman, CEO and president Nora Bell said.", "chairman, CEO and president"),
    ("The comedian and author Nora Bell said no.", "comedian and author"),
    ("The mayor and Governor Nora Bell met.", "Governor"),
    ("Tornau Housing and Urban Renewal Secretary Nora Bell said no.", "Tornau Housing and Urban Renewal Secretary"),
    ("The Holm and Strand Committee Chairman Nora Bell said no.", ""),
    ("The Council for the Welfare of Holmvik chairman Nora Bell said no.", ""),
    ("The Holmvik Union (HU) chairman Nora Bell said no.", ""),
    ("Tornau County State’s Attorney Nora Bell said no.", "Tornau County State’s Attorney"),
    ("They met Bank of Holmvik Governor Nora Bell.", "Bank of Holmvik Governor"),
    ("Head of news Nora Bell said no.", "Head of news"),
    ("Then editor-in-chief Nora Bell said no.", "editor-in-chief"),
    ("Respiratory consultant Dr Nora Bell said no.", "Respiratory consultant"),
    ("Senators Nora Bell and Ida Holt voted no.", ""),
    ("A wealthy hotelier Nora Bell knows was there.", ""),
    ("A Hold The Harbour committee member Nora Bell left. Nora Bell, 48, said no.", ""),
    ("Mayor Fires Tornau Coach Nora Bell After Long Night\n\nNora Bell, 48, said no.", ""),
    ("Moran’s lawyer, Nora Bell, said no.", "lawyer"),
    ("The clerk, the mayor, Nora Bell, and others met.", ""),
    ("Democrat Nora Bell said no.", "Democrat"),
    ("Harbour trust director, Nora Bell, said no.", "Harbour trust director"),
    ("Holm TV adventurer, presenter and author, Nora Bell, left.", "Holm TV adventurer, presenter and author"),
    ("Reading West MP Nora Bell said no.", ""),
    ("Year 11 pupil Nora Bell, 15, said no.", ""),
    ("They were led by his own captain, Nora Bell.", ""),
    ("Formula 1 driver Nora Bell said no.", "Formula 1 driver"),
    ("Commonwealth's Attorney Nora Bell said no.", "Commonwealth's Attorney"),
    ("Det Con Nora Bell said no.", "Det Con"),
    ("Dep Ch Con Nora Bell said no.", "Dep Ch Con"),
    ("State Auditor Nora Bell said no.", "State Auditor"),
    ("They met the future MP Nora Bell.", "future MP"),
    ("Scrum-half Nora Bell scored.", "Scrum-half"),
    ("West Tornau MP Nora Bell said no.", "West Tornau MP"),
    ("The head of his media office, Nora Bell, said no.", ""),
    ("In time the Tornau coaches, Nora Bell, Ida Holt and Per Lind, said no.", ""),
    ("Long before they had a candidate, Nora Bell was ill. “No,” Bell said.", ""),
    ("According to a poll of the voters, Nora Bell leads. “No,” Bell said.", ""),
    ("While he backed the rival as the nominee, Nora Bell slept. “No,” Bell said.", ""),
    ("As a farmer, Nora Bell feels at home. “No,” Bell said.", "farmer"),
    ("Over the years, as a judge, Nora Bell met many. “No,” Bell said.", "judge"),
    ("They spoke of the judge, Nora Bell of Tornau.", "judge"),
    ("They spoke of the judge, Nora Bell, who left.", "judge"),
    ("The harbour’s former driver, Nora Bell said no.", "former driver"),
    ("Det.-Sgt. Nora Bell said no.", "Det.-Sgt."),
    ("Last month, then-Prime Minister Nora Bell said no.", "then-Prime Minister"),
    ("They voted for the party of the then-president, Nora Bell.", "then-president"),
    ("The envoy of the Secretary-General for Norway Nora Bell said no.", ""),
]
ROLES_BEHIND = [
    ("Nora Bell, now the mayor of Holmvik, said no.", "mayor of Holmvik"),
    ("Nora Bell, chief economist at Holmvik Bank, said no.", "chief economist at Holmvik Bank"),
    ("Nora Bell, Holmvik Bank’s chief economist, said no.", "chief economist"),
    ("Nora Bell, the chairman and chief executive of Ferro, said no.", "chairman and chief executive of Ferro"),
    (
        "Nora Bell, head of Tornau’s relief and aid centre, left.",
        "head of Tornau’s relief and aid centre",
    ),
    ("Nora Bell, president of the club and a former judge, said no.", "president of the club"),
    ("Nora Bell, the mayor of Tornau and Ida Holt met.", "mayor of Tornau"),
    ("Nora Bell, Labour leader Ida Holt and Per Lind met.", ""),
    ("Nora Bell, professor of physics at Holmvik University said no.", "professor of physics at Holmvik University"),
    ("Nora Bell, a lawyer representing the family, said no.", "lawyer"),
    ("Nora Bell, a teacher who keeps bees, said no.", "teacher"),
    ("Nora Bell, the former mayor, on Monday said no.", "former mayor"),
    ("Nora Bell, a research fellow, said no.", "research fellow"),
    ("Nora Bell, fellow teachers and Ida Holt met.", ""),
    ("The new driver, Nora Bell’s daughter Ida, said no.", ""),
    ("Nora Bell is now the mayor of Holmvik.", "mayor of Holmvik"),
    ("Nora Bell was a member of the council until 2014.", "member of the council"),
    ("Nora Bell was not the mayor of Holmvik. Bell said so.", ""),
    ("Nora Bell became the first woman to row the lake alone. Bell said so.", ""),
    ("“No,” said ACLU executive Director Nora Bell.", ""),
    ("Nora Bell, head, and others left. Bell said so.", ""),
    ("They met University of Texas at Austin professor Nora Bell.", "University of Texas at Austin professor"),
    ("Nora Bell became the first governor to win a seat there.", ""),
    ("Nora Bell was the Holmvik Player of the Year. Bell said so.", "Holmvik Player of the Year"),
    ("Nora Bell, an artist of the year, said no.", "artist of the year"),
    ("Nora Bell, a former mayor of the town last year, said no.", "former mayor of the town"),
    ("Nora Bell, adviser to the mayor, said no.", "adviser to the mayor"),
    ("When he called Nora Bell, Tornau chief of staff Ida Holt was away.", ""),
    ("Nora Bell is a survivor of sex trafficking and lives in Tornau.", "survivor of sex trafficking"),
    ("Nora Bell, director of Guard the Coast, said no.", ""),
    ("Nora Bell, the former secretary of state bidding for it, left.", "former secretary of state"),
    ("Nora Bell, a master of spare Norwegian writing in a body of work, won.", ""),
    ("Nora Bell, the agent for 30 years until she left, won.", ""),
    ("Nora Bell, the nominee for 2016, won.", "nominee for 2016"),
    ("Nora Bell, a Republican running for mayor, won.", "Republican"),
    ("“Nora Bell is a politician,” said Ida Holt.", ""),
    ("In an interview with Nora Bell, the candidate said no. “No,” Bell said.", ""),
    ("Having sent it to Nora Bell, the minister stated that it was late. “No,” Bell said.", ""),
    ("He met Nora Bell, a contractor accused of spying.", "contractor"),
    ("Nora Bell, the head of the boat club said no.", "head of the boat club"),
    ("“No,” Nora Bell, a clerk for the club told the paper.", "clerk for the club"),
    ("Nora Bell, an aide said, is ill. “No,” Bell said.", ""),
    ("Nora Bell, a founder of the kelp-loving think tank Vask, said no.", "founder of the kelp-loving think tank Vask"),
    ("Nora Bell, another critic of the cross-border trucking deal, said no.", ""),
    ("Nora Bell, president of the heating, roads and security division of Ferro, said no.", ""),
    ("Nora Bell, the head of Tornau, Holm-based kelp firm Ferro, said no.", ""),
    ("Nora Bell, the chief executive of a Tornau-based roofing and building firm, said no.", ""),
    ("Nora Bell, an heir to the Quayle & Quayle fortune, said no.", "heir to the Quayle & Quayle fortune"),
    ("Nora Bell, an official under Presidents Liam and Per Lind, said no.", ""),
    ("Nora Bell, an aide to senators such as Per Lind, said no.", "aide to senators"),
    ("Nora Bell, director of the A.F.L.-C.I.O., said no.", "director of the A.F.L.-C.I.O."),
    ("They met Treasurer Nora Bell, Secretary of State Connie Lawson and others.", "Treasurer"),
    ("Nora Bell, its chief restructuring officer, left.", "chief restructuring officer"),
    ("Nora Bell, the lone official to speak, urged them to go.", ""),
    ("Nora Bell became the fourth-youngest player to score.", ""),
    ("Nora Bell, the only senator who voted no, left.", ""),
    ("Nora Bell, an adviser to ministers who voted no, left.", "adviser to ministers"),
    ("Nora Bell, the West Halvik trader who voted no, left.", "West Halvik trader"),
]


@pytest.mark.parametrize(("text", "title"), ROLES_BEFORE + ROLES_BEHIND)
def test_a_role_is_a_whole_noun_phrase_or_none(text: str, title: str) -> None:
    (person,) = [one for one in people(text).found if one.name == "Nora Bell"]
    assert [role.title for role in person.roles] == [title] * bool(title)
    assert [span.of(text) for span in person.evidence] == [title] * bool(title)


def test_a_short_name_is_given_roles_and_a_fuller_role_holds_a_shorter_one() -> None:
    (person,) = people("Gov. Nora Bell spoke. “No,” Tornau Gov. Bell said. Later former judge Bell left.").found
    assert [role.title for role in person.roles] == ["Tornau Gov.", "former judge"]


GENDERS = [
    ("Mrs. Kwame Adomako spoke.", Gender.FEMALE),
    ("Spokeswoman Robin Hale said so.", Gender.FEMALE),
    ("Zbynek, no. Piotr Trzaska said so.", Gender.MALE),
    ("Judge Robin Hale said so.", Gender.UNKNOWN),
    ("His wife, Kim Hale, waved.", Gender.FEMALE),
]


@pytest.mark.parametrize(("text", "gender"), GENDERS)
def test_gender_is_told_where_it_is_sure(text: str, gender: Gender) -> None:
    assert people(text).found[-1].gender is gender


@pytest.mark.parametrize(
    ("name", "gender"),
    [
        ("Jean-Luc Moreau", Gender.MALE),
        ("Ms. Okafor", Gender.FEMALE),
        ("Dr. Amina Diallo", Gender.FEMALE),
        ("Kim Jong Un", Gender.UNKNOWN),
        ("J. K. Wetherby", Gender.UNKNOWN),
        ("", Gender.UNKNOWN),
    ],
)
def test_a_name_shows_a_gender(name: str, gender: Gender) -> None:
    assert gender_of(name) is gender


def test_a_found_person_never_takes_the_id_of_something_else() -> None:
    hill = Entity("rosalind-thackery", Kind.PLACE, "Thackery Hill")
    knowledge = KnowledgeBase((hill,))
    (person,) = people("Mayor Rosalind Thackery said so.", knowledge).found
    assert person.id == "rosalind-thackery-person"


def test_mentions_are_sorted_and_do_not_overlap() -> None:
    text = " ".join(case.text for case in cases_of("names", "persons"))
    spans = [mention.span for mention in people(text).mentions]
    assert all(one.end <= other.start for one, other in pairwise(spans))


def _seconds(persons: int) -> float:
    letters = "abcdefghijklmnopqrst"
    names = (f"Anna Q{letters[n // 20 % 20]}x{letters[n % 20]}e{letters[n // 400]} Munch" for n in range(persons))
    text = " ".join(f"Mayor {name} said so. Munch said no." for name in names)
    started = time.process_time()
    assert people(text).found
    return time.process_time() - started


def test_time_grows_with_the_text_even_where_all_have_one_surname() -> None:
    _seconds(20)
    short, long = (min(_seconds(persons) for _ in range(3)) for persons in (200, 800))
    assert long < 11 * max(short, 0.01)  # where each looked at all others it would be 16


@pytest.mark.parametrize(
    "text",
    [
        "In June",
        "Ma.",
        "Ma. Theresa",
        "S Juston",
        "• G",
        "Mrs",
        "his wife",
        "13 April",
        "Volarex, whose",
        "and Max, 6, said",
    ],
)
def test_a_text_may_begin_and_end_with_what_is_read_together_with_its_neighbours(text: str) -> None:
    assert all(one.name in text for one in people(text).found)


def test_the_weights_are_readable() -> None:
    assert weights(True).of(["title"]) > 0 > weights(True).of(["acronym"])


BODIES = {
    "the airline": ("The airline Volarex said on Monday it would cut jobs. Volarex shares fell.", False),
    "the bank": ("She left after ten years at the bank Credivia. Credivia said it was sorry.", False),
    "the firm behind it, which has": (
        "The mill is of Volarex, a software firm. Volarex, whose chief is ill, left.",
        False,
    ),
    "a twin, a lawyer who has": ("The mill is of Volarex, a lawyer. Volarex, whose son is ill, left.", True),
    "a twin without the noun": ("The driver Volarex said on Monday that he was tired.", True),
    "a person known in full": ("Anna Brodeur paid. The company Brodeur founded said no more.", True),
}


@pytest.mark.parametrize(("text", "is_person"), BODIES.values(), ids=BODIES)
def test_what_a_noun_calls_a_body_is_nobody(text: str, is_person: bool) -> None:
    assert bool(people(text).found) is is_person
