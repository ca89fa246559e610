"""Where mistakes are told to be: at paths as the project was named, and names and addresses as they are."""

from __future__ import annotations

from pathlib import Path

import pytest

from sitegen.build.made import as_typed
from sitegen.diagnostics import Diagnostic


@pytest.mark.parametrize(
    ("told", "code", "shown"),
    [
        ("articles/a.md", "SG401", "paper/articles/a.md"),
        ("static/lost.png", "SG210", "paper/static/lost.png"),
        ("{home}/theme/templates/home.html", "SG430", "paper/theme/templates/home.html"),
        ("/elsewhere/theme/templates/home.html", "SG430", "/elsewhere/theme/templates/home.html"),
        ("_site", "SG503", "_site"),
        ("articles/a.md", "SG774", "paper/articles/a.md"),
        ("odile-vargas", "SG774", "odile-vargas"),
        ("https://example.org/w/api.php", "SG776", "https://example.org/w/api.php"),
    ],
)
def test_a_place_is_told_as_it_is_seen_from_outside(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, told: str, code: str, shown: str
) -> None:
    monkeypatch.chdir(tmp_path)
    home = tmp_path / "paper"
    (home / "articles").mkdir(parents=True)
    (home / "articles" / "a.md").write_text("One.", encoding="utf-8")
    (seen,) = as_typed(Path("paper"), [Diagnostic(told.format(home=home), "no", code)])
    assert seen.path == shown
