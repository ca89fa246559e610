"""What docs/knowledge.md says of entries is so."""

from __future__ import annotations

import re
from pathlib import Path

from pydantic import BaseModel

from sitegen.knowledge import load_knowledge
from sitegen.knowledge.checks import LONGEST_SUMMARY, MOST_TOLD
from sitegen.project.entries import EntityEntry, PictureEntry, ReferenceEntry, RoleEntry

ROOT = Path(__file__).parent.parent
PAGE = (ROOT / "docs" / "knowledge.md").read_text(encoding="utf-8")


def keys(schema: type[BaseModel]) -> set[str]:
    return {field.alias or name for name, field in schema.model_fields.items()}


def test_every_key_has_its_row() -> None:
    rows = re.findall(r"^\| `(\w+)` \|", PAGE.split("## Every key")[1].split("\n## ")[0], re.MULTILINE)
    assert set(rows) == keys(EntityEntry)
    assert len(rows) == len(set(rows))


def test_the_keys_inside_others_are_named() -> None:
    named = set(re.findall(r"`(\w+)`", PAGE))
    for schema in (RoleEntry, ReferenceEntry, PictureEntry):
        assert keys(schema) <= named


def test_its_examples_load_and_nothing_is_to_be_said_of_them(tmp_path: Path) -> None:
    examples = re.findall(r"^```yaml\n(.+?)^```", PAGE, re.MULTILINE | re.DOTALL)
    assert len(examples) > 2
    (tmp_path / "static" / "portraits").mkdir(parents=True)
    (tmp_path / "static" / "portraits" / "ines-duarte.jpg").touch()
    (tmp_path / "knowledge").mkdir()
    for number, example in enumerate(examples):
        (tmp_path / "knowledge" / f"{number}.yaml").write_text(example, encoding="utf-8")
    knowledge = load_knowledge(tmp_path / "knowledge", tmp_path)
    assert knowledge.warnings == ()
    assert knowledge.get("ines-duarte") is not None


def test_every_code_that_the_checks_give_is_told() -> None:
    given = re.findall(r'"(SG2\d\d)"', (ROOT / "sitegen" / "knowledge" / "checks.py").read_text(encoding="utf-8"))
    assert set(given) <= set(re.findall(r"SG\d\d\d", PAGE))


def test_its_numbers_are_those_of_the_checks() -> None:
    assert PAGE.count(f"{LONGEST_SUMMARY} characters") == 2
    assert MOST_TOLD == 20
    assert "twenty are told one by one" in PAGE
