"""`sitegen import`: what each kind of file becomes, what is told, and what is refused."""

from __future__ import annotations

import base64
import re
import struct
from collections.abc import Mapping
from pathlib import Path

import pytest
from commands import run_sitegen
from import_files import ATOM, DOCUMENT, PAGE, RSS, docx, wxr, zipped
from pictures import png

from sitegen.build import build
from sitegen.importing import Became, Report, import_all, safety
from sitegen.importing.places import folder_at

Files = Mapping[str, str | bytes]


def put(root: Path, files: Files) -> Path:
    for path, content in files.items():
        (root / path).parent.mkdir(parents=True, exist_ok=True)
        (root / path).write_bytes(content if isinstance(content, bytes) else content.encode())
    return root


def imported(root: Path, files: Files, *names: str) -> Report:
    """What comes of importing these files, or all of them as a folder, into `site`."""
    put(root / "given", files)
    return import_all([root / "given" / name for name in names] or [root / "given"], root / "site")


def contents(root: Path) -> dict[str, bytes]:
    return {path.relative_to(root).as_posix(): path.read_bytes() for path in sorted(root.rglob("*")) if path.is_file()}


def test_a_document_comes_with_notes_pictures_and_tables(tmp_path: Path) -> None:
    report = imported(tmp_path, {"a.docx": docx()}, "a.docx")
    assert not report.problems
    assert (tmp_path / "site/articles/the-ferry-sails-again.md").read_text("utf-8") == (
        "---\ntitle: The ferry sails again\ndate: 2026-01-02\nauthor: [Ana Lima, Marta Oblak]\n---\n"
        "“We waited for years,” said **Ines Duarte**.[^1]\n\n"
        '![Two boats](/pictures/the-ferry-sails-again/picture-1.png "At the quay. Photo: Kelp")\n\n'
        "| Port | Boats |\n| --- | --- |\n| Lisbon | 4 |\n\n"
        "[^1]: In May.\n"
    )
    assert (tmp_path / "site/static/pictures/the-ferry-sails-again/picture-1.png").read_bytes() == png(30, 20)


@pytest.mark.parametrize("text", ["# A", "---\ntitle: a!\n---\n# A\n", "# A\n\n# A\n", "# **A** b", "<h1>A</h1>"])
def test_a_post_that_is_but_its_title_is_told(tmp_path: Path, text: str) -> None:
    report = imported(tmp_path, {"a.md": text}, "a.md")
    assert [(one.item.title, one.became) for one in report.written] == []
    assert [one.why for one in report.left_out] == ["it holds no text but its title"]


def test_a_post_of_another_heading_than_its_title_is_written(tmp_path: Path) -> None:
    imported(tmp_path, {"2026-01-02-a.md": "---\ntitle: B\n---\n# A\n"}, "2026-01-02-a.md")
    assert (tmp_path / "site/articles/a.md").read_text("utf-8") == "---\ntitle: B\ndate: 2026-01-02\n---\n# A\n"


def test_an_export_of_wordpress_comes_with_drafts_and_pages(tmp_path: Path) -> None:
    old = (
        'The ferry\nsails.\n\n[caption id="a"]<img src="https://news.example/wp-content/uploads/2026/01/boat-300x200.jpg"'
        ' alt="A boat" /> At the <b>quay</b>[/caption]\n\n[gallery ids="1,2"]<!--more-->'
        'See [1] and <a href="/x">this</a>.'
    )
    new = "<!-- wp:paragraph -->\n<p>Words of\na page.</p>\n<!-- /wp:paragraph -->\n"
    new += '<iframe src="https://v.example/1"></iframe>'
    files = {
        "e.xml": wxr(
            (old, "publish", "post"), (old, "draft", "post"), (new, "publish", "page"), ("", "inherit", "attachment")
        ),
        "uploads/2026/01/boat.jpg": b"a boat",
    }
    report = imported(tmp_path, files, "e.xml")
    assert not report.problems
    site = contents(tmp_path / "site")
    assert list(site) == [
        "articles/ferry-2026-01-02.md",
        "articles/ferry.md",
        "pages/ferry.md",
        "static/pictures/ferry/boat-300x200.jpg",
    ]
    assert site["articles/ferry.md"].decode() == (
        "---\ntitle: The ferry sails again\ndate: 2026-01-02\nauthor: Ines Duarte\ntags: [Boats]\nlang: en-GB\n"
        'source:\n  publisher: Kelp News\n  url: "https://news.example/2026/ferry/"\naliases: [/2026/ferry/]\n---\n'
        "The ferry\\\nsails.\n\n"
        '![A boat](/pictures/ferry/boat-300x200.jpg "At the quay")\n\n'
        "See \\[1\\] and [this](https://news.example/x).\n"
    )
    assert b"\ndraft: true\n---" in site["articles/ferry-2026-01-02.md"]
    assert site["pages/ferry.md"].endswith(b"---\nWords of a page.\n\n<!-- iframe https://v.example/1 -->\n")
    assert report.written[0].item.left_out == ('shortcode [gallery ids="1,2"]', "1 comment of a reader")
    assert [(one.origin.rpartition(": ")[2], one.why) for one in report.left_out] == [
        ("1 × attachment", "an export names pictures and does not hold them")
    ]
    assert b"ines@" not in b"".join(site.values())


def test_what_wordpress_writes_as_html_or_keeps_apart_comes(tmp_path: Path) -> None:
    content = (
        '<!-- wp:paragraph --><p>Words.<sup data-fn="u1" class="fn"><a href="#u1" id="u1-link">1</a></sup></p>'
        '<!-- /wp:paragraph --><!-- wp:block {"ref":12} /--><!-- wp:latest-posts /--><!-- wp:spacer {"a":"9px"} /-->'
    )
    notes = '<wp:postmeta><wp:meta_key>footnotes</wp:meta_key><wp:meta_value>[{"content":"A &lt;em>note&lt;/em>.",'
    notes += '"id":"u1"}]</wp:meta_value></wp:postmeta>'
    export = wxr((content, "publish", "post"))
    export = export.replace(b"The ferry sails again", b"Q&amp;amp;A: &lt;em>back&lt;/em> &amp;#8211; a &lt; b")
    export = export.replace(b"<![CDATA[]]>", b"<![CDATA[In <b>short</b> &amp; so]]>").replace(
        b">Boats<", b"><![CDATA[R&amp;D]]><"
    )
    export = export.replace(b"<wp:comment>", f"{notes}<wp:comment>".encode())
    report = imported(tmp_path, {"e.xml": export})
    text = (tmp_path / "site/articles/ferry.md").read_text("utf-8")
    assert 'title: "Q&A: back – a < b"' in text
    assert 'tags: ["R&D"]\nsummary: "In short & so"\n' in text
    assert text.endswith("---\nWords.[^1]\n\n[^1]: A *note*.\n")
    assert report.written[0].item.left_out[:2] == ('block wp:block {"ref":12}', "block wp:latest-posts")


def test_feeds_of_both_kinds_come(tmp_path: Path) -> None:
    report = imported(tmp_path, {"a.rss": RSS, "b.xml": ATOM})
    assert not report.problems
    site = contents(tmp_path / "site")
    assert site["articles/one-two.md"].decode() == (
        '---\ntitle: "One & two"\ndate: 2026-01-02\nauthor: Ana Lima\ntags: [Boats]\nlang: en\n'
        'source:\n  publisher: Kelp News\n  url: "https://news.example/one"\n---\n'
        "The ferry **sails** [again](https://news.example/two).\n"
    )
    assert report.written[0].item.left_out == ("enclosure https://news.example/a.mp3",)
    tower = site["articles/a-tower.md"].decode()
    assert tower.startswith('---\ntitle: A tower\ndate: 2026-01-03\nauthor: Zoë Marsh\nsummary: "In short."\n')
    assert tower.endswith("---\nThe tower stands.\n")


def test_what_a_feed_says_of_an_entry_is_words(tmp_path: Path) -> None:
    """What a feed escapes twice; without a summary of its own the library gives the text as one."""
    media = '<media:content xmlns:media="http://search.yahoo.com/mrss/" url="https://news.example/m.jpg"/>'
    rss = RSS.replace(b"Kelp News", b"Kelp &amp;amp; News").replace(b">Boats<", b"><![CDATA[R&amp;D]]><")
    atom = ATOM.replace(b"<summary>In short.</summary>", media.encode())
    report = imported(tmp_path, {"a.rss": rss, "b.xml": atom})
    site = contents(tmp_path / "site")
    assert b'tags: ["R&D"]' in site["articles/one-two.md"]
    assert b'publisher: "Kelp & News"' in site["articles/one-two.md"]
    assert b"summary" not in site["articles/a-tower.md"]
    assert report.written[1].item.left_out == ("picture https://news.example/m.jpg",)


def test_saved_pages_come_without_what_stands_around_them(tmp_path: Path) -> None:
    report = imported(tmp_path, {"sub/page.html": PAGE, "sub/empty.html": "<p>x</p>"})
    assert [(one.code, Path(one.path).name) for one in report.problems] == [("SG330", "empty.html")]
    text = (tmp_path / "site/articles/the-ferry-sails-again.md").read_text("utf-8")
    assert text.startswith("---\ntitle: The ferry sails again\ndate: 2026-01-02\n")
    assert "asked for the boat in *every* letter" in text
    assert "Home" not in text


def test_a_piece_of_a_page_comes_whole(tmp_path: Path) -> None:
    html = '<p>A ferry.</p><p class="button"><a href="https://news.example/x">Join</a></p><h3>Two</h3><p>Words</p>'
    imported(tmp_path, {"2026-01-02_ferry.html": html})
    text = (tmp_path / "site/articles/ferry.md").read_text("utf-8")
    assert text.endswith("date: 2026-01-02\n---\nA ferry.\n\n[Join](https://news.example/x)\n\n### Two\n\nWords\n")


def test_a_post_that_is_html_with_front_matter_comes_as_html(tmp_path: Path) -> None:
    head = "---\nlayout: post\ntitle: Night ferry\ndate: 2026-03-14\n---\n"
    imported(tmp_path, {"post.html": f"{head}<div>\n\n    <p>It sails *at* night.</p>\n</div>\n"})
    written = (tmp_path / "site" / "articles" / "post.md").read_text()
    assert written == "---\ntitle: Night ferry\ndate: 2026-03-14\n---\nIt sails \\*at\\* night.\n"


def test_pictures_that_were_saved_with_a_page_come_along(tmp_path: Path) -> None:
    figure = '<figure><img src="page_files/{}" alt="A boat" width=600><figcaption>At the quay.</figcaption></figure>'
    page = PAGE.replace("<p>“We", f"{figure.format('boat.png')}{figure.format('lost.png')}<p>“We")
    report = imported(tmp_path, {"page.html": page, "page_files/boat.png": png(600, 400)})
    assert not report.problems
    text = (tmp_path / "site/articles/the-ferry-sails-again.md").read_text("utf-8")
    assert '\n\n![A boat](/pictures/the-ferry-sails-again/boat.png "At the quay.")\n\n' in text
    assert "\n\n<!-- picture page_files/lost.png – At the quay. -->\n\n" in text
    assert report.written[0].item.left_out == ("picture page_files/lost.png",)
    assert report.written[0].pictures == 1


def test_a_folder_of_hugo_comes_with_its_pictures_and_tells_shortcodes(tmp_path: Path) -> None:
    files = {
        "hugo.toml": "title = 'x'",
        "content/_index.md": "# Home",
        "content/about.md": "---\ntitle: About\n---\nWe are us.",
        "content/posts/ferry/index.md": (
            '+++\ntitle = "Ferry"\ndate = 2026-01-02T23:30:00-05:00\ndraft = true\ntags = ["boats"]\n'
            'lastmod = 2026-01-05\naliases = ["/old/ferry/"]\n+++\n'
            '![A boat](boat.png "At the quay")\n\n{{< figure src="/img/quay.png" caption="The quay" >}}\n\n'
            "{{< youtube abc >}}\n\nThe <em>ferry</em>.[^1] `{{< kept >}}`\n\n![Far](https://other.example/x.png)\n\n"
            "[^1]: Not yet.\n"
        ),
        "content/posts/ferry/boat.png": png(3, 2),
        "static/img/quay.png": png(4, 2),
        "layouts/index.html": PAGE,
    }
    report = imported(tmp_path, files)
    assert not report.problems
    site = contents(tmp_path / "site")
    assert list(site) == [
        "articles/ferry.md",
        "pages/about.md",
        "static/pictures/ferry/boat.png",
        "static/pictures/ferry/quay.png",
    ]
    assert site["articles/ferry.md"].decode() == (
        "---\ntitle: Ferry\ndate: 2026-01-02\nupdated: 2026-01-05\ntags: [boats]\naliases: [/old/ferry/]\n"
        "draft: true\n---\n"
        '![A boat](/pictures/ferry/boat.png "At the quay")\n\n'
        '![The quay](/pictures/ferry/quay.png "The quay")\n\n'
        "The *ferry*.[^1] `{{< kept >}}`\n\n"
        "<!-- picture https://other.example/x.png (Far) -->\n\n"
        "[^1]: Not yet.\n"
    )
    told = {what for one in report.written for what in one.item.left_out}
    assert told == {"Hugo shortcode {{< youtube abc >}}", "picture https://other.example/x.png (Far)"}
    assert [one.why for one in report.left_out] == ["is the page of a list, and lists are made of what a site has"]


def test_a_folder_of_jekyll_comes_with_liquid_translated_or_told(tmp_path: Path) -> None:
    files = {
        "_config.yml": "title: x",
        "README.md": "# Readme",
        "about.md": "---\ntitle: About\n---\nWe.",
        "_posts/2026-01-02-the-ferry.md": (
            "---\nlayout: post\ntitle: Ferry\ncategories: boats\n---\n"
            '![A]({{ "/assets/a.png" | relative_url }})\n{: .wide}\n\n{% include note.html %}\n\n'
            "{% highlight python %}\nx = 1\n{% endhighlight %}\n\n{{ page.title }} sails.\n"
        ),
        "_drafts/tower.md": "---\ntitle: Tower\n---\nThe tower.",
        "_layouts/post.html": PAGE,
        "assets/a.png": png(3, 2),
    }
    report = imported(tmp_path, files)
    assert not report.problems
    site = contents(tmp_path / "site")
    assert list(site) == [
        "articles/the-ferry.md",
        "articles/tower.md",
        "pages/about.md",
        "static/pictures/the-ferry/a.png",
    ]
    assert site["articles/the-ferry.md"].decode() == (
        "---\ntitle: Ferry\ndate: 2026-01-02\ntags: [boats]\naliases: [/boats/2026/01/02/the-ferry.html]\n---\n"
        "![A](/pictures/the-ferry/a.png)\n\n```python\nx = 1\n```\n\nsails.\n"
    )
    assert b"draft: true" in site["articles/tower.md"]
    assert {what for one in report.written for what in one.item.left_out} == {
        "Liquid tag {% include note.html %}",
        "Liquid output {{ page.title }}",
    }


def links_in(site: Mapping[str, bytes], path: str) -> list[str]:
    return re.findall(r"\]\(([^()]*)\)", site[path].decode())


@pytest.mark.parametrize(
    "comment",
    [
        "{% comment %}\nask\n\n```\nthe lawyer\n```\n{%- endcomment -%}",
        *(
            "{::comment}\nask the lawyer\n{:/comment}",
            "{{/* ask the lawyer */}}",
            "{# ask the lawyer #}",
            "{/* ask the lawyer */}",
        ),
    ],
)
def test_comments_of_other_systems_are_no_words(tmp_path: Path, comment: str) -> None:
    report = imported(tmp_path, {"2026-01-02-a.md": f"---\ntitle: A\n---\nOne.\n\n{comment}\n\nTwo {{#b}}.\n"})
    assert (tmp_path / "site/articles/a.md").read_text("utf-8").endswith("---\nOne.\n\nTwo {#b}.\n")
    assert [one.partition(" ")[0] for one in report.written[0].item.left_out] == ["comment"]


def test_boxes_between_colons_leave_their_words(tmp_path: Path) -> None:
    text = ":::note[Look *here*]\nOne.\n:::\n\n::: {.callout-tip}\n\nTwo.\n\n:::\n\n:::tip Three\n\nFour.\n\n::::\n"
    report = imported(tmp_path, {"2026-01-02-a.md": f"---\ntitle: A\n---\n{text}"})
    written = (tmp_path / "site/articles/a.md").read_text("utf-8")
    assert written.endswith("---\n**Look *here***\n\nOne.\n\nTwo.\n\n**Three**\n\nFour.\n")
    assert len(report.written[0].item.left_out) == 3


def test_what_front_matter_holds_escaped_is_words(tmp_path: Path) -> None:
    """As WordPress hands it on to Jekyll, which writes it into pages as it is."""
    text = "---\ntitle: It&#8217;s Q&amp;A\ntags: [R&amp;D]\nexcerpt: So &amp; so\n---\n"
    imported(tmp_path, {"2026-01-02-a.md": f"{text}Words &amp; words.\n"})
    written = (tmp_path / "site/articles/a.md").read_text("utf-8")
    assert 'title: "It’s Q&A"' in written
    assert 'tags: ["R&D"]\nsummary: "So & so"\n---\nWords & words.\n' in written


def test_links_between_articles_of_hugo_lead_to_their_new_files(tmp_path: Path) -> None:
    text = (
        "---\ntitle: Ferry\ndate: 2026-01-02\n---\n"
        '[a]({{< ref "posts/tower.md" >}}) [b]({{< relref "tower#top" >}}) [c](/posts/tower/) [d](tower.md#top) '
        '[e]({{% ref "/about" %}}) [f](https://kelp.example/posts/tower/) [g]({{< ref "gone.md" >}}) [h](/files/a.pdf) '
        "[i](https://other.example/posts/tower/) [j](/elsewhere/) [k](#here) `[l](tower.md)` [m](/quay/)\n"
    )
    files = {
        "hugo.toml": 'baseURL = "https://kelp.example/"',
        "content/posts/ferry.md": text,
        "content/posts/tower.md": "---\ntitle: Tower\ndate: 2026-01-03\naliases: [/elsewhere]\n---\nThe tower stands.",
        "content/posts/2026/index.md": "---\ntitle: Quay\ndate: 2026-01-04\nurl: /quay/\n---\n[up](../ferry.md)",
        "content/about.md": "---\ntitle: About\n---\nWe. [The ferry](posts/ferry.md)",
    }
    report = imported(tmp_path, files)
    assert not report.problems
    site = contents(tmp_path / "site")
    assert links_in(site, "articles/ferry.md") == [
        *("tower.md", "tower.md#top", "tower.md", "tower.md#top", "../pages/about.md", "tower.md"),
        *("https://other.example/posts/tower/", "tower.md", "tower.md", "2026.md"),
    ]
    assert links_in(site, "pages/about.md") == ["../articles/ferry.md"]
    assert links_in(site, "articles/2026.md") == ["ferry.md"]
    assert b"aliases: [/quay/]" in site["articles/2026.md"]
    assert b"aliases: [/elsewhere, /posts/tower/]" in site["articles/tower.md"]
    told = [what for one in report.written for what in one.item.left_out]
    assert told == ["a link to ref gone", "a link to /files/a.pdf"]
    build(tmp_path / "site", tmp_path / "out")
    assert (tmp_path / "out/quay/index.html").exists()


def test_links_between_posts_of_jekyll_lead_to_their_new_files(tmp_path: Path) -> None:
    files = {
        "_config.yml": "permalink: /:year/:title/\n",
        "_posts/2026-01-02-ferry.md": (
            "---\ntitle: Ferry\n---\n[a]({% post_url 2026-01-03-tower %}) [b]({{ site.baseurl }}/2026/tower/#top) "
            "[c]({% link _posts/2026-01-03-tower.md %}) [d]({% post_url 2026-01-09-gone %}) [e](/about.html)\n"
        ),
        "_posts/2026-01-03-tower.md": "---\ntitle: Tower\n---\nThe tower stands.",
        "about.md": "---\ntitle: About\npermalink: /about-us/\n---\nWe. [f](/2026/ferry)",
    }
    report = imported(tmp_path, files)
    site = contents(tmp_path / "site")
    assert links_in(site, "articles/ferry.md") == ["tower.md", "tower.md#top", "tower.md"]
    assert links_in(site, "pages/about.md") == ["../articles/ferry.md"]
    assert b"aliases: [/2026/tower/]" in site["articles/tower.md"]
    assert b"aliases: [/about-us/]" in site["pages/about.md"]
    told = [what for one in report.written for what in one.item.left_out]
    assert told == ["a link to post_url 2026-01-09-gone", "a link to /about.html"]


def test_the_language_of_a_folder_is_that_of_its_articles_unless_it_is_english(tmp_path: Path) -> None:
    post = "---\ntitle: A\ndate: 2026-01-02\n{}---\nWords."
    files = {
        "hugo.toml": 'languageCode = "de_at"',
        "content/a.md": post.format(""),
        "content/b.md": post.format("lang: it\n"),
        "content/c.pl.md": post.format(""),
    }
    imported(tmp_path, files)
    site = contents(tmp_path / "site")
    spoken = {path: re.findall(r"^lang: (.+)$", text.decode(), re.MULTILINE) for path, text in site.items()}
    assert spoken == {"articles/a.md": ["de-at"], "articles/b.md": ["it"], "articles/c.md": ["pl"]}
    import_all(
        [put(tmp_path / "two", {"_config.yml": "lang: en\n", "_posts/2026-01-02-a.md": "Words."})], tmp_path / "en"
    )
    assert b"lang" not in (tmp_path / "en/articles/a.md").read_bytes()


@pytest.mark.parametrize(("spelled", "line"), [("de-DE", "lang: de-DE\n"), ("en-US", "")])
def test_a_document_says_in_which_language_it_is_spelled(tmp_path: Path, spelled: str, line: str) -> None:
    styles = f"<w:docDefaults><w:rPrDefault><w:rPr><w:lang w:eastAsia='x' w:val='{spelled}'/></w:rPr></w:rPrDefault>"
    space = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
    more = {"word/styles.xml": f"<w:styles {space}>{styles}</w:docDefaults></w:styles>"}
    imported(tmp_path, {"a.docx": docx(more=more)}, "a.docx")
    (path,) = (tmp_path / "site/articles").iterdir()
    assert "".join(re.findall(r"^lang: .+\n", path.read_text("utf-8"), re.MULTILINE)) == line


def test_notes_of_obsidian_link_each_other(tmp_path: Path) -> None:
    files = {
        "A note.md": "# A note\n\nSee [[Other note|the other]], [[deep/Third#Part]] and [[Gone]]. `[[Other note]]`\n",
        "Other note.md": "Back to [[A note]], [[#Part]]. ![[boat.png|200]] ![[sail.png|A sail]] ![[A note]]\n",
        "sub/x.md": "X %%ask the\nlawyer%% y, 5%% z.\n\n> [!note]- Look\n> Here.\n\n- [ ] a\n- [x] b\n",
        "sail.png": png(3, 2),
        "deep/Third.md": "Third to [[Other note]].\n",
    }
    report = imported(tmp_path, files)
    site = contents(tmp_path / "site")
    assert links_in(site, "articles/a-note.md") == ["other-note.md", "third.md#Part"]
    assert b"and Gone. `[[Other note]]`" in site["articles/a-note.md"]
    assert links_in(site, "articles/other-note.md") == ["a-note.md", "/pictures/other-note/sail.png", "a-note.md"]
    assert b", Part. <!-- picture boat.png --> ![A sail](" in site["articles/other-note.md"]
    assert site["articles/x.md"].endswith(b"---\nX y, 5\\%\\% z.\n\n> **Look**\n>\n> Here.\n\n- [ ] a\n- [x] b\n")
    assert [one.item.left_out for one in report.written] == [
        ("a link to ref Gone",),
        ("picture boat.png",),
        (),
        ("comment %%ask the lawyer%%", "the box [!note]: it is a quotation now"),
    ]


def test_a_reference_that_is_no_address_is_told(tmp_path: Path) -> None:
    report = imported(
        tmp_path, {"hugo.toml": "", "content/a.md": '---\ndate: 2026-01-02\n---\nAt {{< ref "b" >}} here.'}
    )
    (written,) = report.written
    assert written.item.left_out == ('Hugo shortcode {{< ref "b" >}}',)
    assert "invalid" not in (tmp_path / "site" / written.path).read_text("utf-8")


def test_settings_are_read_in_proportion_to_them(tmp_path: Path) -> None:
    put(tmp_path, {"hugo.toml": "  \n" * 30_000 + 'url = "https://late.example"'})
    assert folder_at(tmp_path, "a", "hugo").host == "https://late.example"


def test_names_that_two_files_have_lead_nowhere(tmp_path: Path) -> None:
    post = "---\ntitle: {}\ndate: 2026-01-02\n---\n"
    files = {
        "hugo.toml": "",
        "content/a/quay.md": post.format("A") + "Words.",
        "content/b/quay.md": post.format("B") + "Words.",
        "content/b/ferry.md": post.format("Ferry") + '[a]({{< ref "quay.md" >}})',
        "content/c/tower.md": post.format("Tower") + '[a]({{< ref "quay.md" >}}) [b]({{< ref "a/quay" >}})',
    }
    imported(tmp_path, files)
    site = contents(tmp_path / "site")
    assert links_in(site, "articles/ferry.md") == ["quay-2026-01-02.md"]
    assert links_in(site, "articles/tower.md") == ["quay.md"]


def test_links_between_posts_of_wordpress_lead_to_their_new_files(tmp_path: Path) -> None:
    link = '<a href="{}">x</a> '
    addresses = ("https://news.example/2026/ferry/", "http://www.news.example/2026/ferry#top", "/2026/ferry/", "/?p=7")
    body = "".join(
        map(link.format, (*addresses, "https://news.example/2026/other/", "https://far.example/2026/ferry/"))
    )
    other = wxr(("The ferry sails.", "publish", "post"), (body, "publish", "post")).decode()
    first, mark, rest = other.rpartition("https://news.example/2026/ferry/</link>")
    export = f"{first}https://news.example/2026/tower/</link>{rest}".replace(
        "ferry</wp:post_name>", "a</wp:post_name>", 1
    )
    export = export.replace("<wp:post_id>7", "<wp:post_id>8").replace("<wp:post_id>8", "<wp:post_id>7", 1)
    assert mark
    imported(tmp_path, {"e.xml": export}, "e.xml")
    site = contents(tmp_path / "site")
    assert links_in(site, "articles/ferry.md") == [
        *("a.md", "a.md#top", "a.md", "a.md"),
        *("https://news.example/2026/other/", "https://far.example/2026/ferry/"),
    ]


def test_further_types_of_posts_are_told_and_taken_when_asked(tmp_path: Path) -> None:
    posts = (("A report.", "publish", "report"), ("", "publish", "report"), ("{}", "publish", "wp_global_styles"))
    put(tmp_path, {"e.xml": wxr(("Words.", "publish", "post"), *posts)})
    report = import_all([tmp_path / "e.xml"], tmp_path / "one")
    assert [(one.origin.rpartition(": ")[2], one.why) for one in report.left_out] == [
        ("2 × report", "is neither a post nor a page; 1 with words: --type report takes them"),
        ("1 × wp_global_styles", "belongs to the look of that site"),
    ]
    report = import_all([tmp_path / "e.xml"], tmp_path / "two", types=("report",))
    assert sorted(contents(tmp_path / "two")) == ["articles/ferry-2026-01-02.md", "articles/ferry.md"]
    done = run_sitegen("import", "e.xml", "--into", "three", "--type", "report", "--dry-run", cwd=tmp_path)
    assert "Would import 2 articles" in done.stdout


def test_an_archive_is_a_folder(tmp_path: Path) -> None:
    report = imported(
        tmp_path, {"a.zip": zipped({"site/_posts/2026-01-02-a.md": "A ferry.", "site/_config.yml": ""})}, "a.zip"
    )
    assert [one.path for one in report.written] == ["articles/a.md"]
    assert not report.problems


def test_what_is_imported_builds_at_once(tmp_path: Path) -> None:
    put(tmp_path, {"a.docx": docx(), "e.xml": wxr(("The ferry.\n\nIt sails.", "publish", "post")), "f.rss": RSS})
    done = run_sitegen("import", "a.docx", "e.xml", "f.rss", "--into", "site", cwd=tmp_path)
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout.startswith("Imported 3 articles and 1 picture into site\n")
    assert done.stdout.endswith("Next: sitegen build site\n")
    assert build(tmp_path / "site", tmp_path / "out", cache=False).warnings == ()


def test_a_second_import_changes_nothing(tmp_path: Path) -> None:
    files = {"a.docx": docx(), "e.xml": wxr(("A.", "publish", "post"), ("B.", "publish", "post")), "f.rss": RSS}
    imported(tmp_path, files)
    before = contents(tmp_path / "site")
    again = imported(tmp_path, files)
    assert {one.became for one in again.written} == {Became.SAME}
    assert contents(tmp_path / "site") == before


def test_what_is_there_stays(tmp_path: Path) -> None:
    mine = {"articles/one-two.md": "Mine.", "static/pictures/the-ferry-sails-again/picture-1.png": "Mine too."}
    put(tmp_path / "site", mine)
    report = imported(tmp_path, {"a.docx": docx(), "f.rss": RSS})
    assert [one.became for one in report.written] == [Became.WRITTEN, Became.TAKEN]
    site = contents(tmp_path / "site")
    assert {path: site[path].decode() for path in mine} == mine
    assert site["static/pictures/the-ferry-sails-again/picture-1-2.png"] == png(30, 20)
    assert b"(/pictures/the-ferry-sails-again/picture-1-2.png" in site["articles/the-ferry-sails-again.md"]


def test_an_article_of_this_name_elsewhere_in_the_project_is_no_clash(tmp_path: Path) -> None:
    put(tmp_path / "site", {"articles/2025/one-two.txt": "Words of mine."})
    for became in (Became.WRITTEN, Became.SAME):
        report = imported(tmp_path, {"f.rss": RSS}, "f.rss")
        assert [(one.path, one.became) for one in report.written] == [("articles/one-two-2026-01-02.md", became)]
    build(tmp_path / "site", tmp_path / "out", cache=False)


def test_tags_that_can_have_no_page_are_told(tmp_path: Path) -> None:
    report = imported(tmp_path, {"f.rss": RSS.replace(b"Boats", b"Index")}, "f.rss")
    assert report.written[0].item.tags == ()
    assert report.written[0].item.left_out[1] == "the tag Index: it can have no page"


def test_what_a_document_shows_in_other_ways_is_told(tmp_path: Path) -> None:
    body = (
        '<w:p><m:oMath xmlns:m="x"><m:r><m:t>E</m:t></m:r></m:oMath></w:p>'
        "<w:p><w:r><w:rPr><w:vanish/></w:rPr><w:t>Hush</w:t></w:r></w:p>"
        "<w:p><w:pPr><w:rPr><w:vanish/></w:rPr></w:pPr><w:r><w:tab/></w:r><w:r><w:t>Words</w:t></w:r></w:p>"
    )
    report = imported(tmp_path, {"a.docx": docx(body)})
    assert report.written[0].item.left_out == ("1 formula", "1 hidden passage, shown now")


def test_a_picture_that_a_document_only_links_is_told(tmp_path: Path) -> None:
    relations = (
        '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" '
        'TargetMode="External" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/image" '
        'Target="file:///etc/hostname"/></Relationships>'
    )
    document = docx(DOCUMENT.replace("r:embed", "r:link"), {"word/_rels/document.xml.rels": relations})
    report = imported(tmp_path, {"a.docx": document})
    assert report.written[0].pictures == 0
    assert report.written[0].item.left_out == (
        "picture that the document does not hold (Two boats – At the quay. Photo: Kelp)",
    )


@pytest.mark.parametrize("files", [{"a.css": "x"}, {"sub/.hidden.md": "x"}, {"README.md": "x"}])
def test_a_folder_with_nothing_in_it_is_told(tmp_path: Path, files: Files) -> None:
    assert [(one.code, one.message) for one in imported(tmp_path, files).problems] == [
        ("SG850", "holds nothing that is imported")
    ]


def test_pictures_in_the_text_itself_are_taken_out_of_it(tmp_path: Path) -> None:
    picture = png(30, 20) + bytes(60)
    data = "data:image/png;base64," + base64.b64encode(picture).decode()
    small = "data:image/gif;base64,R0lGODlhAQABAAAAACw="
    content = f'<p>A <img src="{data}" alt="A boat"> and <img src="{small}" alt="nothing"></p>'
    report = imported(tmp_path, {"e.xml": wxr((content, "publish", "post"))})
    site = contents(tmp_path / "site")
    assert site["static/pictures/ferry/picture.png"] == picture
    assert b"A ![A boat](/pictures/ferry/picture.png) and <!-- picture data:image/gif" in site["articles/ferry.md"]
    assert report.written[0].item.left_out[1].startswith("picture data:image/gif;base64,R0")


def test_a_dry_run_writes_nothing(tmp_path: Path) -> None:
    put(tmp_path, {"f.rss": RSS})
    done = run_sitegen("import", "f.rss", "--into", "site", "--dry-run", cwd=tmp_path)
    assert done.stdout.splitlines()[:2] == ["Would import 1 article and 0 pictures into site", "  articles/one-two.md"]
    assert done.returncode == 0
    assert not (tmp_path / "site").exists()


def test_no_link_is_written_through(tmp_path: Path) -> None:
    (tmp_path / "elsewhere").mkdir()
    (tmp_path / "site").mkdir()
    (tmp_path / "site/articles").symlink_to(tmp_path / "elsewhere")
    assert [one.code for one in imported(tmp_path, {"f.rss": RSS}).problems] == ["SG860"]
    assert not contents(tmp_path / "elsewhere")


def test_pictures_outside_of_a_folder_are_not_read(tmp_path: Path) -> None:
    put(tmp_path, {"secret.png": b"x"})
    text = "![A](../../secret.png) ![B](/../secret.png) ![C](..\\\\..\\\\secret.png) ![D](link.png) words"
    put(tmp_path / "given", {"posts/a.md": text})
    (tmp_path / "given/posts/link.png").symlink_to(tmp_path / "secret.png")
    report = imported(tmp_path, {})
    assert [one.pictures for one in report.written] == [0]
    assert len(report.written[0].item.left_out) == 4


LAUGHS = '<!DOCTYPE lolz [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;">]><rss><channel>&b;</channel></rss>'
OUTSIDE = '<!DOCTYPE rss [<!ENTITY x SYSTEM "file:///etc/passwd">]><rss><channel><title>&x;</title></channel></rss>'


def lying(content: bytes, size: int) -> bytes:
    """The archive, which says that its first file is so many bytes long."""
    at = content.index(b"PK\1\2")
    return content[: at + 24] + struct.pack("<I", size) + content[at + 28 :]


HOSTILE = [
    ("a bomb of entities", "a.xml", LAUGHS, "SG853"),
    ("an entity of a file", "a.xml", OUTSIDE, "SG853"),
    ("the same in UTF-16", "a.xml", OUTSIDE.encode("utf-16"), "SG853"),
    ("cut XML", "a.xml", RSS[:300], "SG857"),
    ("no XML at all", "a.rss", b"hello", "SG857"),
    ("nothing", "a.xml", b"", "SG857"),
    ("XML of another kind", "a.xml", "<html><body/></html>", "SG850"),
    ("XML that is nested deep", "a.xml", "<rss>" + "<a>" * 5000, "SG857"),
    ("an unknown encoding", "a.xml", '<?xml version="1.0" encoding="x-none"?><rss/>', "SG857"),
    ("no archive", "a.docx", b"PK\3\4 no", "SG854"),
    ("an archive that is no document", "a.docx", zipped({"a.txt": "x"}), "SG859"),
    ("a document without text", "a.docx", zipped({"[Content_Types].xml": "<x/>"}), "SG859"),
    ("a document with entities", "a.docx", docx(more={"word/document.xml": LAUGHS}), "SG853"),
    ("a name that leads out", "a.zip", zipped({"../a.md": "x"}), "SG856"),
    ("an absolute name", "a.zip", zipped({"/tmp/a.md": "x"}), "SG856"),
    ("a name of Windows", "a.zip", zipped({"C:\\a.md": "x"}), "SG856"),
    ("backslashes that lead out", "a.zip", zipped({"a\\..\\..\\b.md": "x"}), "SG856"),
    ("a bomb", "a.zip", zipped({"a.md": b"\0" * 5_000_000}), "SG855"),
    ("a bomb in a document", "a.docx", docx(more={"word/media/b.png": b"\0" * 5_000_000}), "SG855"),
    ("a size that is a lie", "a.zip", lying(zipped({"a.md": "x" * 100}), 600_000_000), "SG855"),
    ("a size that is too small", "a.zip", lying(zipped({"a.md": "x" * 100}), 3), "SG854"),
    ("a page without an end", "a.html", "<a " * 5000, "SG331"),
    ("control characters", "a.md", b"x\0y", "SG304"),
    ("no UTF-8", "a.md", b"\xff\xfe\xfa", "SG303"),
    ("broken front matter", "a.md", "---\ntitle: [\n---\nx", "SG101"),
    ("another kind of file", "a.exe", b"MZ", "SG850"),
]


@pytest.mark.parametrize(("what", "name", "content", "code"), HOSTILE, ids=[case[0] for case in HOSTILE])
def test_what_is_hostile_or_broken_is_refused_in_one_line(
    tmp_path: Path, what: str, name: str, content: str | bytes, code: str
) -> None:
    report = imported(tmp_path, {name: content}, name)
    assert [one.code for one in report.problems] == [code], what
    assert report.problems[0].help
    assert not report.written
    assert not (tmp_path / "site").exists()


def test_one_broken_file_does_not_keep_the_others_out(tmp_path: Path) -> None:
    put(tmp_path, {"in/a.xml": LAUGHS, "in/f.rss": RSS})
    done = run_sitegen("import", "in", "--into", "site", cwd=tmp_path)
    assert done.returncode == 1
    assert done.stdout.startswith("Imported 1 article")
    assert re.search(r"in/a\.xml:1: error\[SG853\]", done.stderr)
    assert "Traceback" not in done.stderr


def test_large_files_are_refused_before_they_are_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(safety, "MOST_BYTES", 10)
    assert [one.code for one in imported(tmp_path, {"f.rss": RSS}, "f.rss").problems] == ["SG851"]


def test_without_the_libraries_the_way_out_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("mammoth", "feedparser"):
        monkeypatch.setitem(__import__("sys").modules, name, None)
    report = imported(tmp_path, {"a.docx": docx(), "f.rss": RSS})
    assert [(one.code, one.help) for one in report.problems] == [
        ("SG858", "install it with: pip install 'sitegen-press[import]'")
    ] * 2


def test_the_folder_is_where_one_stands(tmp_path: Path) -> None:
    put(tmp_path, {"sub/f.rss": RSS})
    for told in ("Imported 1 article", "Imported 0 articles"):
        done = run_sitegen("import", ".", cwd=tmp_path)
        assert done.stdout.startswith(told)
    assert (tmp_path / "articles/one-two.md").is_file()
    assert "There already, and the same: 1 article" in done.stdout


def test_front_matter_that_does_not_fit_is_told_and_the_rest_taken(tmp_path: Path) -> None:
    text = '{"title": "Ferry", "date": "2026-01-02", "slug": "Has Capitals", "colour": "red", "weight": 3}\nWords.\n'
    report = imported(tmp_path, {"content/a.md": text, "hugo.toml": "", "content/b.md": "---\ntitle: [\n---\nWords."})
    assert [one.code for one in report.problems] == ["SG101"]
    (written,) = report.written
    assert written.item.left_out == ("front matter `slug: Has Capitals`", "front matter `colour`")
    assert (tmp_path / "site" / written.path).read_text("utf-8") == (
        "---\ntitle: Ferry\ndate: 2026-01-02\naliases: [/has-capitals/]\n---\nWords.\n"
    )


def test_notes_without_days_make_a_site_and_are_called_as_their_files_are(tmp_path: Path) -> None:
    files = {"Old Quay.md": "Nobody moors there.\n", "deep/The Mill.md": "## Wheels\n\nTwo of them turn.\n"}
    imported(tmp_path, files)
    site = contents(tmp_path / "site")
    assert b"title: Old Quay\n" in site["articles/old-quay.md"]
    assert b"title: The Mill\n" in site["articles/the-mill.md"]
    assert build(tmp_path / "site", tmp_path / "out").articles == 2


def test_notes_stay_pages_beside_what_has_a_day(tmp_path: Path) -> None:
    imported(tmp_path, {"about.md": "# About\n\nUs.\n", "may.md": "---\ndate: 2026-05-02\n---\n# May\n\nWarm.\n"})
    assert {"pages/about.md", "articles/may.md"} <= set(contents(tmp_path / "site"))


def test_code_of_hugo_is_code(tmp_path: Path) -> None:
    code = '{{< highlight go "linenos=table" >}}\nx := *y\n{{< /highlight >}}'
    files = {
        "content/may.md": f"---\ndate: 2026-05-02\n---\nSee:\n\n{code}\n",
        "hugo.toml": "",
        "content/x.org": "* X\n",
    }
    report = imported(tmp_path, files)
    assert b"```go\nx := *y\n```" in contents(tmp_path / "site")["articles/may.md"]
    assert [one.why for one in report.left_out] == ["save them as Markdown (.md)"]


def test_collections_of_jekyll_are_told(tmp_path: Path) -> None:
    post = {"_posts/2026-05-02-may.md": "Warm.\n", "_config.yml": "title: X\n"}
    report = imported(tmp_path, {**post, "_people/ana.md": "---\nname: Ana\n---\nFisher.\n", "_site/x.md": "X\n"})
    assert [Path(one.origin).name for one in report.left_out] == ["ana.md"]


def test_frames_that_were_saved_with_a_page_are_none(tmp_path: Path) -> None:
    report = imported(tmp_path, {"Pier.html": PAGE, "Pier_files/ad.html": "<p>Boots!</p>", "x_files/y.html": PAGE})
    assert len(report.written) == 2
    assert not report.problems


ENTRY = """<entry><title>A &amp;amp; B</title><link href="https://news.example/a"/><published>2 May 2026</published>
<summary>The pier [&#8230;]</summary><content type="html">&lt;p&gt;The pier opens.&lt;/p&gt;
&lt;p&gt;The post &lt;a href="/a"&gt;A&lt;/a&gt; first appeared on &lt;a href="/"&gt;Kelp&lt;/a&gt;.&lt;/p&gt;</content>
</entry>"""


def test_what_systems_add_to_feeds(tmp_path: Path) -> None:
    head = '<feed xmlns="http://www.w3.org/2005/Atom"><title>K</title><author><name>Ana Lima</name></author>'
    feed = f"{head}{ENTRY}</feed>"
    imported(tmp_path, {"a.atom": feed}, "a.atom")
    (text,) = (words.decode() for path, words in contents(tmp_path / "site").items() if path.startswith("articles/"))
    assert "title: A & B\n" in text.replace('"', "")
    assert "author: Ana Lima\n" in text
    assert "date: 2026-05-02\n" in text
    assert "[" not in text.split("summary")[1].split("\n")[0]
    assert text.endswith("---\nThe pier opens.\n")


def test_the_name_of_a_post_in_letters_that_addresses_escape(tmp_path: Path) -> None:
    content = wxr(("Words.", "publish", "post")).replace(
        b"<wp:post_name>ferry", b"<wp:post_name>%d0%bf%d1%80%d0%b8%d1%81%d1%82"
    )
    imported(tmp_path, {"e.xml": content}, "e.xml")
    assert "articles/prist.md" in contents(tmp_path / "site")
