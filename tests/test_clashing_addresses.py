"""Names that cannot be addresses: told where the author wrote them, or given another address where nobody wrote one."""

from __future__ import annotations

from pathlib import Path

import pytest

from sitegen.build import build
from sitegen.diagnostics import Diagnostic, SitegenError
from sitegen.knowledge import load_knowledge
from sitegen.model import Kind
from sitegen.names.added import id_of_kind
from sitegen.read import read_text
from sitegen.text.slugs import NOT_FOR_PAGES


def project(root: Path, **files: str) -> Path:
    for name, content in {"articles/a.md": "# A\n\nWords.\n", **files}.items():
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        (root / name).write_text(content, encoding="utf-8")
    return root


def mistakes(root: Path) -> list[Diagnostic]:
    with pytest.raises(SitegenError) as caught:
        build(root, root.parent / "site", cache=False)
    return list(caught.value.diagnostics)


def test_a_tag_without_a_page_is_told_where_it_is_written(tmp_path: Path) -> None:
    files = {
        "articles/b.md": "---\ntitle: The index of May\ntags:\n  - prices\n  - Index\n---\nWords.\n",
        "articles/c.txt": "The index fell.\n",
        "articles/c.yaml": "title: C\ntags: [boats, AUX]\n",
        "articles/d.md": "---\ntitle: D\ntags: [index]\n---\nWords.\n",
    }
    told = mistakes(project(tmp_path / "in", **files))
    places = [(Path(one.path).name, one.line, one.column, one.code) for one in told]
    assert places == [("c.yaml", 2, 15, "SG403"), ("b.md", 5, 5, "SG403")]
    assert "`tags/index.html`" in told[1].message


@pytest.mark.parametrize(
    ("entry", "place"),
    [
        ("name: Index\nkind: organization\n", (1, 1)),
        ("name: Ana Roza\nkind: person\nid: index\n", (3, 1)),
        ("name: Nul\nkind: term\n", (1, 1)),
        ("- name: Ferry\n  kind: term\n- name: Aux\n  kind: place\n", (3, 3)),
    ],
)
def test_an_id_without_a_page_is_told_where_it_is_written(tmp_path: Path, entry: str, place: tuple[int, int]) -> None:
    (tmp_path / "a.yaml").write_text(entry)
    with pytest.raises(SitegenError) as caught:
        load_knowledge(tmp_path)
    assert [(one.code, one.line, one.column) for one in caught.value.diagnostics] == [("SG205", *place)]


def test_a_term_may_be_called_index(tmp_path: Path) -> None:
    (tmp_path / "a.yaml").write_text("name: Index\nkind: term\n")
    assert load_knowledge(tmp_path).get("index")


def test_what_ships_with_sitegen_has_pages() -> None:
    assert not [one.id for one in load_knowledge(Path("nowhere")) if one.id in NOT_FOR_PAGES]


def test_what_is_found_gets_another_address(tmp_path: Path) -> None:
    settings = "kinds: {Index: organization, Aux: place, Con: person}\n"
    root = project(tmp_path / "in", **{"site.yaml": settings, "articles/a.md": "# A\n\nIndex and Aux saw Con.\n"})
    build(root, tmp_path / "out", cache=False)
    for page in ("organizations/index-organization.html", "places/aux-place.html", "people/con-person.html"):
        assert (tmp_path / "out" / page).is_file()
    known = load_knowledge(tmp_path / "nowhere")
    assert id_of_kind("index", Kind.TERM, "Index", known) == "index-term"


def test_paths_as_windows_writes_them_are_read(tmp_path: Path) -> None:
    saved = "<h1>C</h1><p>The ferry came late, and nobody was there.</p><p>See <a href='in\\b.md'>B</a>.</p>"
    pictures = r"![a](in\ferry.png) ![b](..\static\map.png) ![c](\static\map.png) ![d](<.\in\my ferry.png>)"
    root = project(
        tmp_path / "in",
        **{
            "articles/a.md": f"# A\n\nSee {pictures} and [B](in\\b.md).\n",
            "articles/in/b.md": "# B\n\nSee ![e](..\\..\\static\\map.png) and [A](..\\a.md).\n",
            "articles/c.html": saved,
            **dict.fromkeys(("articles/in/ferry.png", "articles/in/my ferry.png", "static/map.png"), "x"),
        },
    )
    build(root, tmp_path / "out", cache=False)
    page = (tmp_path / "out/articles/a.html").read_text(encoding="utf-8")
    for address in ("../files/articles/in/ferry.png", "../map.png", "../files/articles/in/my%20ferry.png", "b.html"):
        assert f'="{address}"' in page
    page = (tmp_path / "out/articles/b.html").read_text(encoding="utf-8")
    assert '="../map.png"' in page
    assert '="a.html"' in page
    assert '="b.html"' in (tmp_path / "out/articles/c.html").read_text(encoding="utf-8")


@pytest.mark.parametrize("written", [r"in\gone.png", r"in\\gone.png", r"..\in\gone.png", "in/gone.png"])
def test_a_missing_picture_is_told_with_its_line_however_it_is_written(tmp_path: Path, written: str) -> None:
    (one,) = mistakes(project(tmp_path / "in", **{"articles/a.md": f"# A\n\nWords.\n\nSee ![a]({written}).\n"}))
    assert (one.code, one.line, one.column) == ("SG410", 5, 10)


@pytest.mark.parametrize(
    ("written", "address"),
    [(r"my\_ferry.png", "my_ferry.png"), (r"a\.png", "a.png"), (r"..a\.png", "..a.png"), ("a.png", "a.png")],
)
def test_an_escape_of_markdown_stays_one(written: str, address: str) -> None:
    article = read_text(f"See ![x]({written}).\n", "a.md").article
    assert [atom.get("src") for atom in article.atoms] == [address]
