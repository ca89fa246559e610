"""The results of `build.py` as a table in Markdown and as a drawing: time over number of articles, both logarithmic."""

from __future__ import annotations

import math
import os
import platform
from collections.abc import Iterator, Mapping, Sequence
from html import escape
from pathlib import Path
from statistics import median

from measuring import Figure, growth, median_ratio
from speed import machine

WIDTH, HEIGHT, LEFT, RIGHT, TOP, BOTTOM = 720, 440, 64, 130, 48, 52
STAND_INS = ("sitegen-old", "hugo-auto")
"""To whom ratios are in rows in which the baseline takes no part."""
LABEL = 16
"""How far apart labels stand."""
SERIES = 6
"""How many colours the style sheet of the drawing has."""

_STYLE = """
text { font: 13px system-ui, sans-serif; fill: #222; } .title { font-size: 15px; font-weight: 600; }
.grid { stroke: #ccc; } .line { fill: none; stroke-width: 2.5; } .back { fill: #fff; }
.s0 { --c: #b3261e; } .s1 { --c: #1f5fbf; } .s2 { --c: #1b7a3d; } .s3 { --c: #8a4fbf; }
.s4 { --c: #9a6700; } .s5 { --c: #555; }
.line { stroke: var(--c); } .dot, text.name { fill: var(--c); }
text.name { paint-order: stroke; stroke: #fff; stroke-width: 4px; }
@media (prefers-color-scheme: dark) {
text { fill: #ddd; } text.name { stroke: #161616; } .grid { stroke: #444; } .back { fill: #161616; }
.s0 { --c: #ff8a80; } .s1 { --c: #82b1ff; } .s2 { --c: #7ed99b; } .s3 { --c: #cda4ff; }
.s4 { --c: #ffca66; } .s5 { --c: #bbb; }
}
"""


def machine_card(versions: Mapping[str, str]) -> str:
    """What the figures were measured on, as a list: processor, cores, memory, system, and who took part."""
    card = {
        "Processor and Python": machine(),
        "Cores": str(os.cpu_count()),
        "Memory": f"{_memory() / 2**30:.0f} GiB",
        "System": f"{platform.system()} {platform.release()}",
        "Load before": f"{os.getloadavg()[0]:.1f}",
        **versions,
    }
    return "".join(f"- {name}: {value}\n" for name, value in card.items())


def _memory() -> int:
    return os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES")


def markdown(title: str, card: str, figures: Sequence[Figure], baseline: str, drawing: str = "") -> str:
    """The whole report; `drawing` is the name of the picture beside it."""
    parts = [
        f"# {title}\n",
        card,
        f"![Seconds of a cold build over the number of articles]({drawing})\n" if drawing else "",
        "## Figures\n",
        "Medians of n rounds, contenders taken in turn. A ratio is the median of the ratios of each round "
        f"to `{baseline}`, and where that takes no part, to `{STAND_INS[0]}` or `{STAND_INS[1]}`.\n",
        _table(figures, baseline),
        _growth_table(figures),
    ]
    return "\n".join(part for part in parts if part)


def _table(figures: Sequence[Figure], baseline: str) -> str:
    head = "| row | articles | contender | n | median | least – most | ratio | CPU s | CPU ratio | note |\n"
    return head + "|---|--:|---|--:|--:|---|--:|--:|--:|---|\n" + "".join(_lines(figures, baseline))


def _lines(figures: Sequence[Figure], baseline: str) -> Iterator[str]:
    for figure in figures:
        base = base_of(figure, figures, baseline)
        cells = (
            figure.row,
            f"{figure.articles:,}" if figure.articles else "",
            figure.contender,
            str(len(figure.values)),
            in_words(figure.median, figure.unit),
            " – ".join(in_words(value, "") for value in (min(figure.values), max(figure.values)))
            if figure.values
            else "",
            _ratio(median_ratio(figure.values, base.values) if base else None),
            in_words(median(figure.cpu), "") if figure.cpu else "",
            _ratio(median_ratio(figure.cpu, base.cpu) if base and figure.cpu else None),
            figure.note,
        )
        yield f"| {' | '.join(cells)} |\n"


def base_of(figure: Figure, figures: Sequence[Figure], baseline: str) -> Figure | None:
    """The figure that this one is compared with: the baseline's of the same row and size, or who stands in for it."""
    same = {other.contender: other for other in figures if (other.row, other.articles) == (figure.row, figure.articles)}
    return next((same[name] for name in (baseline, *STAND_INS) if name in same), None)


def in_words(value: float, unit: str) -> str:
    """A number with three digits that mean something, or whole from a hundred on, and its unit; a dash for none."""
    if math.isnan(value):
        return "–"
    digits = max(0, 2 - math.floor(math.log10(value))) if value > 0 else 0
    return f"{value:,.{digits}f} {unit}".strip()


def _ratio(value: float | None) -> str:
    return "" if value is None else f"× {value:.2f}"


def _growth_table(figures: Sequence[Figure]) -> str:
    cold = growth([figure for figure in figures if figure.row == "cold build" and figure.values])
    if not cold:
        return ""
    head = "## Growth of a cold build\n\n| contender | articles | time |\n|---|---|--:|\n"
    return head + "".join(f"| {name} | {a:,} → {b:,} | × {value:.1f} |\n" for (name, a, b), value in cold.items())


def drawing(title: str, lines: Mapping[str, Sequence[tuple[int, float]]]) -> str:
    """An SVG of seconds over numbers of articles, a line a contender, readable on white and on black.

    `lines` holds points of a number of articles and seconds, both above nothing.
    """
    drawn = {name: line for name, line in lines.items() if line}
    points = [point for line in drawn.values() for point in line]
    across = _decades([articles for articles, _ in points] or [1])
    up = _decades([seconds for _, seconds in points] or [1])
    dots = {name: [(_x(n, across), _y(seconds, up)) for n, seconds in sorted(line)] for name, line in drawn.items()}
    labels = _apart({name: line[-1] for name, line in dots.items()})
    return "".join(
        (
            f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {HEIGHT}" role="img">',
            f"<title>{escape(title)}</title><style>{_STYLE}</style>",
            f'<rect class="back" width="{WIDTH}" height="{HEIGHT}"/>',
            f'<text class="title" x="{LEFT}" y="28">{escape(title)}</text>',
            *_grid(across, up),
            *(_line(place, line) for place, line in enumerate(dots.values())),
            *(_label(place, name, *labels[name]) for place, name in enumerate(dots)),
            "</svg>\n",
        )
    )


def _apart(ends: Mapping[str, tuple[float, float]]) -> dict[str, tuple[float, float]]:
    """The ends of lines from the top down, moved down where a label above would stand in the way."""
    placed: dict[str, tuple[float, float]] = {}
    for name, (x, y) in sorted(ends.items(), key=lambda item: item[1][1]):
        above = [other for left, other in placed.values() if left == x]
        placed[name] = (x, max([y, *(other + LABEL for other in above)]))
    return placed


def _decades(values: Sequence[float]) -> tuple[int, int]:
    """The powers of ten between which all values lie; at least one apart."""
    low = math.floor(math.log10(min(values)))
    return low, max(low + 1, math.ceil(math.log10(max(values))))


def _at(value: float, decades: tuple[int, int], begin: float, length: float) -> float:
    return round(begin + length * (math.log10(value) - decades[0]) / (decades[1] - decades[0]), 1)


def _x(articles: float, across: tuple[int, int]) -> float:
    return _at(articles, across, LEFT, WIDTH - LEFT - RIGHT)


def _y(seconds: float, up: tuple[int, int]) -> float:
    return _at(seconds, up, HEIGHT - BOTTOM, TOP + BOTTOM - HEIGHT)


def _grid(across: tuple[int, int], up: tuple[int, int]) -> Iterator[str]:
    for power in range(across[0], across[1] + 1):
        x = _x(10**power, across)
        yield f'<path class="grid" d="M{x} {TOP}V{HEIGHT - BOTTOM}"/>'
        yield f'<text x="{x}" y="{HEIGHT - BOTTOM + 20}" text-anchor="middle">{10**power:,}</text>'
    for power in range(up[0], up[1] + 1):
        y = _y(10**power, up)
        yield f'<path class="grid" d="M{LEFT} {y}H{WIDTH - RIGHT}"/>'
        yield f'<text x="{LEFT - 8}" y="{y + 4}" text-anchor="end">{10**power:,g} s</text>'
    yield f'<text x="{(LEFT + WIDTH - RIGHT) / 2}" y="{HEIGHT - 10}" text-anchor="middle">articles</text>'


def _line(place: int, dots: Sequence[tuple[float, float]]) -> str:
    path = "L".join(f"{x} {y}" for x, y in dots)
    marks = "".join(f'<circle class="dot" cx="{x}" cy="{y}" r="4"/>' for x, y in dots)
    return f'<g class="s{place % SERIES}"><path class="line" d="M{path}"/>{marks}</g>'


def _label(place: int, name: str, x: float, y: float) -> str:
    return f'<g class="s{place % SERIES}"><text class="name" x="{x + 10}" y="{y + 4}">{escape(name)}</text></g>'


def save_report(folder: Path, name: str, card: str, figures: Sequence[Figure], baseline: str) -> Path:
    """Write NAME.md, and NAME.svg where a cold build was measured, into the folder; give the path of the first."""
    folder.mkdir(parents=True, exist_ok=True)
    cold = [figure for figure in figures if figure.row == "cold build" and figure.values]
    lines = {
        contender: [(figure.articles, figure.median) for figure in cold if figure.contender == contender]
        for contender in dict.fromkeys(figure.contender for figure in cold)
    }
    if cold:
        (folder / f"{name}.svg").write_text(drawing("Seconds of a cold build", lines), "utf-8")
    path = folder / f"{name}.md"
    text = markdown(f"Builds measured on {name}", card, figures, baseline, f"{name}.svg" if cold else "")
    path.write_text(text, "utf-8")
    return path
