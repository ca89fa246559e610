"""Tags of other systems that a page would show as words are told, once a file, with the line of the first."""

from __future__ import annotations

import time

import pytest

from sitegen.read import read_text

HEAD = "---\ntitle: T\n---\n"


@pytest.mark.parametrize(
    ("body", "said"),
    [
        (
            'It rained.\n\nA wall. {{< figure src="wall.jpg" >}} It stood.\n',
            [(6, '`{{< figure src="wall.jpg" >}}` stands')],
        ),
        ("It rained.\n\nOn {% include map.html %} it stood.\n", [(6, "`{% include map.html %}` stands")]),
        ("{{ page.title }} and {{% notice %}} stood.\n", [(4, "as it is, and 1 more")]),
        (
            "See [[The quay|this]], and ![[quay.png]].\n",
            [(4, "`[[The quay|this]]` stands on the page as it is, and 1 more")],
        ),
        ("Write `{{< ref >}}` or `[[a]]`.\n\n```\n{% raw %}\n```\n", []),
        ("A row of a[[1]] and {a}, {{, 100 %} and <<b>>.\n", []),
        ("See [[1]](b.md).\n", []),
        ("It <b>rained</b>.<br>\n", [(4, "`<b>` stands on the page as it is, and 2 more")]),
        ('It rained.\n\n<figure class="x">\n<img src="a.png">\n</figure>\n', [(6, '`<figure class="x">` stands')]),
        ("Write \\<b>, `<i>` or &lt;u&gt; where a < b and <name> or <a@b.example>.\n", []),
        (
            "It rained. {# ask the lawyer #}\n\n{/* and so */}\n",
            [(4, "`{# ask the lawyer #}` stands on the page as it is, and 1")],
        ),
        (":::note\n\nIt rained.\n\n:::\n", [(4, "`:::note` stands")]),
        ("> [!note]- Look\n> It rained.\n", [(4, "`[!note]-` stands")]),
        ("It rained.\n{: .note}\n\n## On {.wide}\n", [(5, "`{: .note}` stands on the page as it is, and 1 more")]),
    ],
)
def test_tags_of_other_systems_are_told_with_the_line_of_the_first(body: str, said: list[tuple[int, str]]) -> None:
    told = [one for one in read_text(HEAD + body, "a.md").warnings if one.code == "SG370"]
    assert [one.line for one in told] == [line for line, _ in said]
    assert all(words in one.message for one, (_, words) in zip(told, said, strict=True))


def test_the_source_is_searched_once_however_many_tags_are_written_so_that_they_show() -> None:
    def seconds(times: int) -> float:
        started = time.process_time()
        read_text(HEAD + " ".join(f'&lt;b class="{number}"&gt;' for number in range(times)), "a.md")
        return time.process_time() - started

    seconds(10)
    assert seconds(3200) < 9 * seconds(800) + 0.05  # where it was searched for each, it would be 16
