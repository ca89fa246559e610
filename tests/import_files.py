"""Small files of each kind that `sitegen import` reads. All words in them are invented."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Mapping

from pictures import png

_WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"

DOCUMENT = """<w:p><w:pPr><w:pStyle w:val="Title"/></w:pPr><w:r><w:t>The ferry sails again</w:t></w:r></w:p>
<w:p><w:r><w:t xml:space="preserve">“We waited for years,” said </w:t></w:r><w:r><w:rPr><w:b/></w:rPr>
<w:t>Ines Duarte</w:t>
</w:r><w:r><w:t>.</w:t></w:r><w:r><w:footnoteReference w:id="2"/></w:r></w:p>
<w:p><w:r><w:drawing><wp:inline xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing"
 xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"><wp:docPr id="1" name="x" descr="Two boats"/>
<a:graphic><a:graphicData><pic:pic xmlns:pic="http://schemas.openxmlformats.org/drawingml/2006/picture"><pic:blipFill>
<a:blip r:embed="rId1"/></pic:blipFill></pic:pic></a:graphicData></a:graphic></wp:inline></w:drawing></w:r></w:p>
<w:p><w:pPr><w:pStyle w:val="Caption"/></w:pPr><w:r><w:t>At the quay. Photo: Kelp</w:t></w:r></w:p>
<w:tbl><w:tr><w:tc><w:p><w:r><w:t>Port</w:t></w:r></w:p></w:tc><w:tc><w:p><w:r><w:t>Boats</w:t></w:r></w:p></w:tc></w:tr>
<w:tr><w:tc><w:p><w:r><w:t>Lisbon</w:t></w:r></w:p></w:tc><w:tc><w:p><w:r><w:t>4</w:t></w:r></w:p></w:tc></w:tr></w:tbl>"""
CORE = """<?xml version="1.0"?><cp:coreProperties
 xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties"
 xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:dcterms="http://purl.org/dc/terms/"><dc:title>Stale</dc:title>
<dc:creator>Ana Lima; Marta Oblak</dc:creator>
<dcterms:created>2026-01-02T23:30:00Z</dcterms:created></cp:coreProperties>"""


def zipped(files: Mapping[str, str | bytes]) -> bytes:
    """An archive with these files."""
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in files.items():
            archive.writestr(name, content)
    return held.getvalue()


def docx(body: str = DOCUMENT, more: Mapping[str, str | bytes] | None = None) -> bytes:
    """A document with this body, and with other parts."""
    relation = f'<Relationship Id="rId{{}}" Type="{_RELATIONS}/{{}}" Target="{{}}"/>'
    relations = f'<Relationships xmlns="{_PACKAGE}/relationships">{{}}</Relationships>'
    parts: dict[str, str | bytes] = {
        "[Content_Types].xml": f'<Types xmlns="{_PACKAGE}/content-types"><Default Extension="png" '
        'ContentType="image/png"/></Types>',
        "_rels/.rels": relations.format(relation.format(1, "officeDocument", "word/document.xml")),
        "word/document.xml": f'<w:document xmlns:w="{_WORD}" xmlns:r="{_RELATIONS}"><w:body>{body}</w:body>'
        "</w:document>",
        "word/_rels/document.xml.rels": relations.format(
            relation.format(1, "image", "media/image1.png")
            + relation.format(2, "footnotes", "footnotes.xml")
            + relation.format(3, "styles", "styles.xml")
        ),
        "word/styles.xml": f'<w:styles xmlns:w="{_WORD}">'
        + "".join(
            f'<w:style w:type="paragraph" w:styleId="{name}"><w:name w:val="{name}"/></w:style>'
            for name in ("Title", "Caption")
        )
        + "</w:styles>",
        "word/footnotes.xml": f'<w:footnotes xmlns:w="{_WORD}"><w:footnote w:id="2"><w:p><w:r><w:t>In May.</w:t></w:r>'
        "</w:p></w:footnote></w:footnotes>",
        "word/media/image1.png": png(30, 20),
        "docProps/core.xml": CORE,
    }
    return zipped({**parts, **(more or {})})


POST = """<item><title>The ferry sails again</title><link>https://news.example/2026/ferry/</link>
<dc:creator>ines</dc:creator><content:encoded><![CDATA[CONTENT]]></content:encoded>
<excerpt:encoded><![CDATA[]]></excerpt:encoded><wp:post_id>7</wp:post_id>
<wp:post_date>2026-01-02 23:30:00</wp:post_date><wp:post_name>ferry</wp:post_name><wp:status>STATUS</wp:status>
<wp:post_type>TYPE</wp:post_type><category domain="category" nicename="u">Uncategorized</category>
<category domain="post_tag" nicename="boats">Boats</category>
<wp:comment><wp:comment_id>1</wp:comment_id></wp:comment></item>"""


def wxr(*posts: tuple[str, str, str]) -> bytes:
    """An export with posts: content, status and type of each."""
    items = "".join(
        POST.replace("CONTENT", content).replace("STATUS", status).replace("TYPE", kind)
        for content, status, kind in posts
    )
    return f"""<?xml version="1.0" encoding="UTF-8" ?>
<rss version="2.0" xmlns:excerpt="http://wordpress.org/export/1.2/excerpt/"
 xmlns:content="http://purl.org/rss/1.0/modules/content/" xmlns:dc="http://purl.org/dc/elements/1.1/"
 xmlns:wp="http://wordpress.org/export/1.2/"><channel><title>Kelp News</title><link>https://news.example</link>
<language>en-GB</language><wp:author><wp:author_login>ines</wp:author_login>
<wp:author_email>ines@news.example</wp:author_email>
<wp:author_display_name><![CDATA[Ines Duarte]]></wp:author_display_name></wp:author>{items}</channel></rss>""".encode()


RSS = b"""<?xml version="1.0"?><rss version="2.0"><channel><title>Kelp News</title><link>https://news.example</link>
<language>en</language><item><title>One &amp; two</title><link>https://news.example/one</link>
<pubDate>Fri, 02 Jan 2026 23:30:00 -0500</pubDate><author>ana@news.example (Ana Lima)</author><category>Boats</category>
<description>&lt;p&gt;The ferry &lt;b&gt;sails&lt;/b&gt; &lt;a href="/two"&gt;again&lt;/a&gt;.&lt;/p&gt;</description>
<enclosure url="https://news.example/a.mp3" type="audio/mpeg" length="1"/></item></channel></rss>"""
ATOM = """<?xml version="1.0"?><feed xmlns="http://www.w3.org/2005/Atom" xml:lang="en"><title>Kelp News</title>
<entry><title type="html">A &lt;i&gt;tower&lt;/i&gt;</title><link href="https://news.example/tower"/>
<updated>2026-01-03T01:00:00+02:00</updated><author><name>Zoë Marsh</name></author><summary>In short.</summary>
<content type="xhtml"><div xmlns="http://www.w3.org/1999/xhtml"><p>The tower stands.</p></div></content></entry>
</feed>""".encode()

PAGE = """<!doctype html><html><head><title>The ferry sails again</title>
<meta property="article:published_time" content="2026-01-02"></head><body><nav><a href="/">Home</a></nav><article>
<h1>The ferry sails again</h1><p>The ferry to Tarma sails again after years in which nobody in the town could cross.</p>
<p>“We waited,” said Ines Duarte, the mayor of Tarma, who had asked for the boat in <em>every</em> letter she wrote.</p>
</article></body></html>"""
