"""The benchmark of speed measures what it says: news with names, places and quotations, the same each time."""

import importlib.util
import sys
from pathlib import Path
from types import ModuleType

import pytest

from sitegen.annotate import annotate_text
from sitegen.names import judge


def load(name: str) -> ModuleType:
    path = Path(__file__).parent.parent / "benchmarks" / f"{name}.py"
    spec = importlib.util.spec_from_file_location(f"benchmark_{name}", path)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def test_made_news_gives_the_annotator_something_to_do() -> None:
    speed = load("speed")
    texts = speed.make_texts(3)
    assert texts == speed.make_texts(3)
    assert len(set(texts)) == 3
    annotated = annotate_text(texts[0])
    assert len(annotated.found) > 3
    assert len(annotated.mentions) > 20
    assert len(annotated.quotations) > 10


def test_speed_is_measured_over_all_texts() -> None:
    speed = load("speed")
    assert speed.seconds_taken(()) < speed.seconds_taken(speed.make_texts(5))


def test_texts_come_from_the_folder_or_not_at_all(tmp_path: Path) -> None:
    speed = load("speed")
    assert speed.read_texts(tmp_path / "absent") == ()
    (tmp_path / "a.dev.jsonl").write_text('{"text": "One."}\n\n{"text": "Two."}\n', encoding="utf-8")
    assert speed.read_texts(tmp_path) == ("One.", "Two.")


NEWS = """HALVIK QUITS THE CLUB

The mayor, Ines Halvik, left Osterby, Norway, on Monday. “I am tired,” Halvik said. It rained. “It is late,” she said.

The spokesman said Halvik had called it “a mess.” Nothing “new” came of the “Blue Ferry” play, Ines Halvik told NATO.

The Osterby Ferry Board of Norway met in Pello. In Ardmoor, Oklahoma, it rained. The World Health Organization said no.

He lives near Dortmund, in Lebanon, Ohio, speaks French and reads British Airways notes.

Foreign Minister Trzaska left early. They think of Quill Mandrake, the director of the institute. Piet Moll told Ada.

They knew of Boyan Trask. Of Trask nobody knew. Rosalind, Tim and Jana slept. They read Corvin Signation there.

Fort Hamilton fell. Dallas County voted. They spoke French to a Chad Walker.
"""


@pytest.fixture
def ablation(monkeypatch: pytest.MonkeyPatch) -> ModuleType:
    monkeypatch.syspath_prepend(str(Path(__file__).parent.parent / "benchmarks"))
    monkeypatch.delitem(sys.modules, "accuracy", raising=False)
    return load("ablation")


def test_every_group_that_is_left_out_is_missed_and_comes_back(ablation: ModuleType) -> None:
    document = {"id": "news", "text": NEWS}
    whole = ablation.annotate_without("nothing", [document])
    rules = [group for group in ablation.groups() if not group.startswith("names: ")]
    same = [group for group in rules if ablation.annotate_without(group, [document]) == whole]
    assert same == ["nothing"]
    assert ablation.annotate_without("nothing", [document]) == whole


def test_every_group_of_features_has_weights_that_go_and_come_back(ablation: ModuleType) -> None:
    whole = judge.hundredths()
    for group in (group for group in ablation.groups() if group.startswith("names: ")):
        (instead,) = ablation.groups()[group].values()
        assert 0 < len(instead()) < len(whole)
        ablation.annotate_without(group, [{"id": "news", "text": NEWS}])
        assert judge.hundredths() is whole


TEXT = "Ines Duarte said the ferry was late on Monday. Kelp said it was “fine”."
DOCUMENT = {
    "text": TEXT,
    "quotes": [
        {"start": 17, "end": 35, "kind": "indirect", "speaker": "Ines Duarte"},
        {"start": 65, "end": 69, "kind": "partial", "speaker": "Kelp"},
    ],
    "entities": [{"start": 0, "end": 11, "type": "person"}, {"start": 47, "end": 51, "type": "org"}],
}
PAGE = {
    "quotes": [
        {"start": 17, "end": 45, "kind": "indirect", "speaker": "D", "rule": "clause"},
        {"start": 65, "end": 69, "kind": "partial", "rule": "mixed", "speaker": "D"}
        | {"speaker_start": 0, "speaker_end": 11},
    ],
    "entities": [{"start": 5, "end": 11, "type": "person"}, {"start": 47, "end": 51, "type": "person"}],
}


@pytest.mark.parametrize(
    ("line", "kind"),
    [
        ("a:17\twrong span\t'D'\t'D'\t''", "wrong span · too long at its end"),
        ("a:65\twrong mouth\t'D'\t'Kelp'\t''", "wrong mouth · mixed, a name"),
        ("a:17\tno quotation\t'D'\tNone\t''", "no quotation · clause"),
        ("a:5\tperson: cut or other kind\t'Duarte'\t[]\t''", "person: cut or other kind · cut"),
        ("a:47\tperson: cut or other kind\t'Kelp'\t[]\t''", "person: cut or other kind · is org"),
        ("a:0\trole\t'Kelp: firm'\t[]\t''", "role"),
        ("a:0\tperson: missed\tNone\t'Kelp'\t''", None),
        ("a:17\tnot named\tNone\t'Kelp'\t''", None),
    ],
)
def test_a_false_statement_is_sorted_by_what_is_false(line: str, kind: str | None) -> None:
    found = load("truth").false_statements([line], {"a": DOCUMENT}, {"a": PAGE})
    assert list(found) == ([kind] if kind else [])


def test_a_false_card_counts_once_a_page() -> None:
    lines = [f"{place}\tperson: none such\t'Kelp'\t[]\t''" for place in ("a:0", "a:47", "b:0")]
    lines.append("a:47\tperson: cut or other kind\t'Kelp'\t[]\t''")
    found = load("truth").false_statements(lines, {"a": DOCUMENT, "b": DOCUMENT}, {"a": PAGE, "b": PAGE})
    assert {kind: len(several) for kind, several in found.items()} == {"person: none such": 2}
