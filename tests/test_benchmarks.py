"""The benchmark of speed measures what it says: news with names, places and quotations, the same each time."""

import importlib.util
from pathlib import Path
from types import ModuleType

from sitegen.annotate import annotate_text


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
