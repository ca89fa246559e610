"""`sitegen enrich`: drafts filled from Wikidata, here a server on this machine with items that were made up."""

from __future__ import annotations

import json
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest
from commands import run_sitegen
from wikidata_server import Service, human, item, item_snak, office, running, snak, statement, time_snak

from sitegen.build import build
from sitegen.diagnostics import SitegenError
from sitegen.enrich import wikidata
from sitegen.enrich.writing import Change
from sitegen.knowledge import load_knowledge
from sitegen.model import Gender

NORWAY, FRANCE, WOMAN = "Q20", "Q142", "Q6581072"
VARGA = "Q90000001"

PEOPLE = """\
# Ours.

- name: Odile Varga # the mayor
  kind: person
  status: draft

# Below: others.
- name: Per Lindqvist
  kind: person
  summary: He pilots.
"""


@pytest.fixture
def project(tmp_path: Path) -> Path:
    (tmp_path / "knowledge").mkdir()
    (tmp_path / "knowledge" / "people.yaml").write_text(PEOPLE, encoding="utf-8")
    (tmp_path / "site.yaml").write_text("title: The quay\nbase_url: https://quay.example\n", encoding="utf-8")
    (tmp_path / "a.md").write_text("# A quay\n\nOdile Varga waved.\n", encoding="utf-8")
    return tmp_path


@pytest.fixture
def service(monkeypatch: pytest.MonkeyPatch) -> Iterator[Service]:
    with running(Service()) as one:
        one.add(
            item("Q90000010", "mayor of Larkmoor", de="Rathaus"),
            item("Q90000011", "Minister of Harbours"),
            item(
                VARGA,
                "Odile Varga",
                "Norwegian politician",
                human(
                    statement(item_snak("P21", WOMAN)),
                    statement(item_snak("P27", NORWAY)),
                    statement(time_snak("P569", "1961-04-02")),
                    statement(snak("P856", "https://varga.example", "string")),
                    statement(snak("P18", "Odile Varga 2019.jpg", "string")),
                    office("Q90000010", "2023-11"),
                    office("Q90000011", "2015-01-20", "2019", "preferred"),
                    office("Q90000011"),
                    office("Q90000011", "2019", "2018"),
                    office("Q90000011", "2001", "2002", "deprecated"),
                ),
                de="norwegische Politikerin",
            ),
        )
        one.licences["File:Odile Varga 2019.jpg"] = "CC BY-SA 4.0"
        monkeypatch.setattr(wikidata, "HOST", one.home)
        yield one


def run(project: Path, *words: str) -> subprocess.CompletedProcess[str]:
    return run_sitegen("enrich", *words, cwd=project)


def people(project: Path) -> str:
    return (project / "knowledge" / "people.yaml").read_text(encoding="utf-8")


ADDED = """\
  gender: female
  country: norway
  summary: Norwegian politician
  roles:
    - title: Minister of Harbours
      from: 2015-01-20
      to: "2019"
    - title: Mayor of Larkmoor
      from: "2023-11"
  facts:
    Born: "2 April 1961"
  url: https://varga.example
  sources:
    - title: "Wikidata: Q90000001"
      url: https://www.wikidata.org/wiki/Q90000001
"""


def test_a_draft_is_filled_and_all_else_stays(project: Path, service: Service) -> None:
    done = run(project, "--write")
    assert done.returncode == 0
    assert people(project) == PEOPLE.replace("  status: draft\n", "  status: draft\n" + ADDED)
    assert "note[SG784]: left out 2 offices of Odile Varga" in done.stderr
    assert "Odile Varga 2019.jpg (licence: CC BY-SA 4.0)" in done.stderr
    assert done.stderr.endswith("Wrote 1 file\n")
    assert load_knowledge(project / "knowledge").get("odile-varga") is None
    accepted = people(project).replace("  status: draft\n", "")
    (project / "knowledge" / "people.yaml").write_text(accepted, encoding="utf-8")
    entity = load_knowledge(project / "knowledge").get("odile-varga")
    assert entity is not None
    assert (entity.gender, entity.country) == (Gender.FEMALE, "norway")
    assert [(role.since, role.until) for role in entity.roles] == [("2015-01-20", "2019"), ("2023-11", "")]


def test_it_is_shown_first_and_nothing_is_written(project: Path, service: Service) -> None:
    done = run(project)
    assert done.returncode == 0
    assert people(project) == PEOPLE
    lines = done.stdout.splitlines()
    assert lines[0] == "odile-varga: Q90000001, Odile Varga, Norwegian politician"
    assert [f"+{line}" for line in ADDED.splitlines()] == [line for line in lines if line[:2] == "+ "]
    assert not [line for line in lines if line[:1] == "-" and line[:3] != "---"]
    assert done.stderr.endswith("Nothing is written yet: --write changes 1 file\n")


def test_nothing_is_asked_twice_unless_that_is_said(project: Path, service: Service) -> None:
    run(project)
    asked = list(service.asked)
    assert len(asked) == len(set(asked)) == 5
    assert run(project, "--write").returncode == 0
    assert service.asked == asked
    run(project, "odile-varga", "--refresh")
    assert len(service.asked) > len(asked)
    kept = json.loads((project / "knowledge" / ".wikidata" / f"{VARGA}.json").read_text(encoding="utf-8"))
    assert set(kept) == {"asked", "path", "answer"}
    assert kept["answer"]["entities"][VARGA]["id"] == VARGA


def test_an_entry_that_names_its_item_is_not_searched(project: Path, service: Service) -> None:
    run(project, "--write")
    before = people(project)
    service.asked.clear()
    done = run(project, "--refresh", "--write")
    assert "Nothing to add" in done.stderr
    assert people(project) == before
    assert not [path for path in service.asked if "wbsearchentities" in path]


def test_a_build_needs_no_network_and_passes_over_what_is_kept(project: Path, service: Service) -> None:
    run(project, "--write")
    service.asked.clear()
    built = build(project, project / "_site")
    assert service.asked == []
    assert [one for one in built.warnings if ".wikidata" in one.path] == []


def test_requests_say_who_asks(project: Path, service: Service) -> None:
    run(project)
    (agent,) = service.agents
    assert agent.startswith("sitegen/")
    assert "https://" in agent


def test_what_a_person_wrote_stays(project: Path, service: Service) -> None:
    own = "name: Odile Varga\nkind: person\nsummary: Ours.\nroles: [{title: pilot}]\nsources:\n- title: A book\n"
    (project / "knowledge" / "people.yaml").write_text(own, encoding="utf-8")
    assert run(project, "odile-varga", "--write").returncode == 0
    text = people(project)
    assert text.startswith(own)
    assert "summary: Norwegian" not in text
    assert "Minister" not in text
    assert 'sources:\n- title: A book\n- title: "Wikidata: Q90000001"\n' in text


def test_the_words_are_those_of_the_sites_language(project: Path, service: Service) -> None:
    (project / "site.yaml").write_text("language: de-AT\n", encoding="utf-8")
    assert run(project, "--write").returncode == 0
    assert "  summary: Norwegische Politikerin\n" in people(project)
    assert '    Geboren: "2. April 1961"\n' in people(project)


def test_without_a_description_in_the_sites_language_there_is_no_summary(project: Path, service: Service) -> None:
    (project / "site.yaml").write_text("language: fr\n", encoding="utf-8")
    run(project, "--write")
    assert people(project).count("summary:") == 1


def test_of_several_none_is_taken_until_one_is_picked(project: Path, service: Service) -> None:
    service.add(item("Q90000002", "Odile Varga", "French painter", human(statement(item_snak("P27", FRANCE)))))
    service.add(item("Q90000003", "Odile Varga", "a ship", {"P31": [statement(item_snak("P31", "Q11446"))]}))
    done = run(project, "--write")
    assert people(project) == PEOPLE
    assert done.returncode == 0
    assert done.stdout.splitlines() == [
        "odile-varga: called Odile Varga in Wikidata are",
        "  Q90000001: Odile Varga, Norwegian politician",
        "  Q90000002: Odile Varga, French painter",
        "  Q90000003: Odile Varga, a ship (no: no person)",
    ]
    assert (
        "knowledge/people.yaml:3: warning[SG781]: 2 items of Wikidata may be Odile Varga; none was taken" in done.stderr
    )
    assert "--pick odile-varga=Q90000001" in done.stderr
    assert run(project, "--pick", "odile-varga=Q90000002", "--write").returncode == 0
    assert "  country: france\n" in people(project)


@pytest.mark.parametrize("key", ["country: france", "gender: male"])
def test_who_is_not_meant_by_what_the_entry_says_is_left_out(project: Path, service: Service, key: str) -> None:
    text = PEOPLE.replace("  status: draft\n", f"  status: draft\n  {key}\n")
    (project / "knowledge" / "people.yaml").write_text(text, encoding="utf-8")
    done = run(project, "--write")
    assert people(project) == text
    assert f"and the entry says {key.partition(': ')[2]})" in done.stdout
    assert "warning[SG780]" in done.stderr


def test_of_very_many_none_is_certain(project: Path, service: Service) -> None:
    for number in range(12):
        service.add(item(f"Q900001{number}", "Odile Varga", "a ship", {"P31": [statement(item_snak("P31", "Q11446"))]}))
    done = run(project, "--write")
    assert "more than 12 items of Wikidata may be Odile Varga" in done.stderr
    assert people(project) == PEOPLE


def test_a_longer_name_is_another_one(project: Path, service: Service) -> None:
    service.items[VARGA]["labels"]["en"]["value"] = "Odile Varga Prize"
    assert "warning[SG780]" in run(project, "--write").stderr
    assert people(project) == PEOPLE


def test_what_is_picked_must_be_of_the_kind(project: Path, service: Service) -> None:
    done = run(project, "--pick", "odile-varga=Q90000010", "--write")
    assert "warning[SG782]: Q90000010 is no person" in done.stderr
    assert people(project) == PEOPLE


def test_the_dead_hold_no_office_that_has_no_end(project: Path, service: Service) -> None:
    service.items[VARGA]["claims"]["P570"] = [statement(time_snak("P570", "2024"))]
    assert run(project, "--write").returncode == 0
    assert '    Died: "2024"\n' in people(project)
    assert "Mayor of Larkmoor" not in people(project)


def test_other_calendars_and_two_countries_are_left_out(project: Path, service: Service) -> None:
    claims = service.items[VARGA]["claims"]
    claims["P569"] = [statement(time_snak("P569", "1561-04-02", "Q1985786"))]
    claims["P27"].append(statement(item_snak("P27", FRANCE)))
    run(project, "--write")
    assert "facts:" not in people(project)
    assert "country:" not in people(project)


ODD = [
    {},
    {"labels": [], "descriptions": None, "claims": []},
    {"claims": {"P31": "Q5", "P39": [None, {"mainsnak": {"snaktype": "somevalue"}}]}},
    {"claims": {"P569": [{"mainsnak": {"snaktype": "value", "datavalue": {"value": {"time": 7, "precision": "x"}}}}]}},
]


@pytest.mark.parametrize("odd", ODD)
def test_what_is_not_in_the_format_counts_as_absent(project: Path, service: Service, odd: dict[str, object]) -> None:
    person = human()
    service.items[VARGA] = {"id": VARGA, "claims": person} | odd
    claims = odd.get("claims")
    if isinstance(claims, dict):
        service.items[VARGA]["claims"] = {**claims, **person}
    done = run(project, "--pick", f"odile-varga={VARGA}", "--write")
    assert "Traceback" not in done.stderr
    assert "SG900" not in done.stderr


def test_one_item_that_is_gone_stops_no_other(project: Path, service: Service) -> None:
    done = run(project, "--pick", "per-lindqvist=Q99", "odile-varga", "--write")
    assert done.returncode == 1
    assert "knowledge/people.yaml:8: error[SG778]: nothing was learned about Per Lindqvist" in done.stderr
    assert "  country: norway\n" in people(project)


def test_no_connection_is_told(project: Path, service: Service, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(wikidata, "HOST", "http://127.0.0.1:1")
    done = run(project, "--write")
    assert done.returncode == 1
    assert "error[SG776]" in done.stderr
    assert people(project) == PEOPLE


@pytest.mark.parametrize(
    ("words", "status", "told"),
    [
        (("odile-vargas",), 1, "did you mean `odile-varga` (Odile Varga)?"),
        (("nobody-at-all",), 1, "`sitegen add nobody-at-all --write` drafts one"),
        (("--pick", "odile-varga"), 2, "is not written ID=Q…"),
        (("--pick", "odile-varga=../x"), 2, "is not written ID=Q…"),
    ],
)
def test_mistakes_have_a_way_out(
    project: Path, service: Service, words: tuple[str, ...], status: int, told: str
) -> None:
    done = run(project, *words)
    assert done.returncode == status
    assert told in done.stderr
    assert service.asked == []


PLACES = [
    ("kind: place\n", {"P625": [statement(snak("P625", {"latitude": 60.0}, "globecoordinate"))]}, True),
    ("kind: place\n", {"P571": [statement(time_snak("P571", "1999"))]}, False),
    ("kind: organization\n", {"P571": [statement(time_snak("P571", "1999"))]}, True),
    ("kind: organization\n", human(), False),
    ("kind: term\n", {"P31": [statement(item_snak("P31", "Q4167410"))]}, False),
    ("kind: term\n", {}, True),
]


@pytest.mark.parametrize(("kind", "claims", "fits"), PLACES)
def test_the_kind_must_fit(
    project: Path, service: Service, kind: str, claims: dict[str, list[dict[str, object]]], fits: bool
) -> None:
    text = f"name: Larkmoor\nstatus: draft\n{kind}"
    (project / "knowledge" / "people.yaml").write_text(text, encoding="utf-8")
    located = {"P17": [statement(item_snak("P17", NORWAY))]}
    service.add(item("Q90000020", "Larkmoor", "town in Norway", claims | located))
    run(project, "--write")
    assert ("country: norway" in people(project)) is fits
    assert "gender" not in people(project)


def test_a_file_that_changes_meanwhile_is_not_written(project: Path, service: Service) -> None:
    path = project / "knowledge" / "people.yaml"
    with pytest.raises(SitegenError):
        Change(path, "people.yaml", PEOPLE + "# old\n", "new").write()
    assert people(project) == PEOPLE
