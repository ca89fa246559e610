"""What a build takes from the one before, after a build that failed in between."""

from __future__ import annotations

from pathlib import Path

import pytest

from sitegen.build import build
from sitegen.build.refiling import ChangedNames
from sitegen.diagnostics import SitegenError


def test_an_article_that_came_while_the_knowledge_was_wrong_is_annotated_once_it_is_mended(tmp_path: Path) -> None:
    project, output = tmp_path / "project", tmp_path / "_site"
    (project / "articles").mkdir(parents=True)
    (project / "knowledge").mkdir()
    listed = project / "knowledge" / "a.yaml"
    listed.write_text("name: Ferry\nkind: term\n", encoding="utf-8")
    (project / "articles" / "first.md").write_text("# First\n\nThe Ferry left.\n", encoding="utf-8")
    build(project, output)
    listed.write_text("name: Ferry\nkind: boat\n", encoding="utf-8")
    (project / "articles" / "second.md").write_text("# Second\n\nThe Ferry came.\n", encoding="utf-8")
    with pytest.raises(SitegenError):
        build(project, output)
    listed.write_text("name: Ferry\nkind: term\n", encoding="utf-8")
    assert build(project, output).articles == 2
    assert 'data-entity="ferry"' in (output / "articles" / "second.html").read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("text", "stands"),
    [
        ("they shall wait", False),
        ("they shall wait in the hall", True),
        ("hall of the port", True),
        ("halls and more", True),
        ("whitehall, shall, hal", False),
        ("the half-hall", True),
        ("‘hall’", True),
        ("", False),
    ],
)
def test_a_word_of_a_name_stands_where_a_word_begins(text: str, stands: bool) -> None:
    assert ChangedNames(frozenset({"town-hall"}), frozenset({b"hall"})).stand_in(text.encode()) is stands
