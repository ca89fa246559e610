"""site.yaml and its defaults."""

from __future__ import annotations

from pathlib import Path

import pytest

from sitegen.diagnostics import SitegenError
from sitegen.project.config import Config, load_config


def test_no_file_gives_the_defaults(tmp_path: Path) -> None:
    assert load_config(tmp_path) == Config(root=tmp_path)


def test_what_is_written_is_taken(tmp_path: Path) -> None:
    (tmp_path / "site.yaml").write_text("title: NO\nbase_url: https://example.org/news/\nlinking: first\n")
    config = load_config(tmp_path)
    assert (config.title, config.base_url, config.linking) == ("NO", "https://example.org/news", "first")


@pytest.mark.parametrize(
    ("text", "code", "help_words"),
    [
        ("titel: x\n", "SG103", "title"),
        ("linking: some\n", "SG105", ""),
        ("base_url: ftp://example.org\n", "SG105", ""),
        ("base_url: https://example.org/?page=1\n", "SG105", ""),
        ("base_url: 'https://example.org/#top'\n", "SG105", ""),
        ("image: nowhere.png\n", "SG107", "put it there"),
        ("image: ../site.png\n", "SG107", "put it there"),
        ("image: drawing.svg\n", "SG105", ""),
        ("theme: nowhere\n", "SG106", "make it"),
        (f"theme: {'long' * 1000}\n", "SG106", "make it"),
        ('theme: "a\\0b"\n', "SG106", "make it"),
        ("theme: ../elsewhere\n", "SG106", "make it"),
        ("language: '<b>'\n", "SG105", ""),
    ],
)
def test_a_mistake_has_a_line(tmp_path: Path, text: str, code: str, help_words: str) -> None:
    (tmp_path / "site.yaml").write_text(text)
    (tmp_path / "site.png").write_bytes(b"x")
    with pytest.raises(SitegenError) as caught:
        load_config(tmp_path)
    first = caught.value.diagnostics[0]
    assert (first.path, first.line, first.code) == ("site.yaml", 1, code)
    assert help_words in first.help


def test_a_picture_in_static_is_found(tmp_path: Path) -> None:
    (tmp_path / "static").mkdir()
    (tmp_path / "static/preview.PNG").write_bytes(b"x")
    for written in ("preview.PNG", "static/preview.PNG"):
        (tmp_path / "site.yaml").write_text(f"image: {written}\n")
        assert load_config(tmp_path).image == "preview.PNG"


def test_everything_that_is_missing_is_told_at_once(tmp_path: Path) -> None:
    (tmp_path / "site.yaml").write_text("image: nowhere.png\ntheme: nowhere\n")
    with pytest.raises(SitegenError) as caught:
        load_config(tmp_path)
    assert sorted((one.code, one.line) for one in caught.value.diagnostics) == [("SG106", 2), ("SG107", 1)]


def test_a_theme_folder_is_found(tmp_path: Path) -> None:
    (tmp_path / "theme").mkdir()
    assert load_config(tmp_path).theme == (tmp_path / "theme").resolve()
