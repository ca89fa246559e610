"""Makes a project of invented news, with an article of 60 entities and 200 mentions: as large a page as is promised.

`python tests/made_site.py FOLDER` writes it, for what looks at its site from outside. The same bytes every time; the
words are in `made/`: frames hold {P} person, {C} country, {L} place, {O} organisation, {T} term, {S} and {s} for what
is said, {w} for a few words of it.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Iterator, Mapping, Sequence
from itertools import cycle, islice
from pathlib import Path

WORDS = Path(__file__).parent / "made"
STORY = "articles/tidal-barrier.html"
ENTITIES, MENTIONS = 60, 200
COUNTRIES = (
    *("Norway", "the Netherlands", "Denmark", "Kenya", "Hungary"),
    *("Ukraine", "Portugal", "Iceland", "France", "Morocco"),
)
SHORT_ARTICLES = (
    ("keys-found", "Two of three keys are found", "2024-02-20", "Locks"),
    ("eels-first", "The eels were there first", "2024-01-15", "Rivers"),
    ("gauge-moved", "An old gauge is moved by a hand’s breadth", "2023-11-02", "Rivers"),
)
SITE = "title: The Estuary Gazette\ndescription: Invented news of invented water.\narticles_per_page: 2\nlinking: all\n"
ABOUT = "# About\n\nNothing here is true. [The large article](../articles/tidal-barrier.md) is the longest.\n"
DRAWING = (
    '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 900 120" width="900" height="120">'
    '<path d="M0 90h900M60 90V30h90v60M240 90V30h90v60" fill="none" stroke="#777" stroke-width="6"/></svg>\n'
)


def write_project(folder: Path) -> Path:
    """Writes the project into `folder`, and returns it."""
    files = {
        "site.yaml": SITE,
        "pages/about.md": ABOUT,
        "knowledge/people.yaml": "".join(_people()),
        "knowledge/others.yaml": "".join(_others()),
        "articles/barrier.svg": DRAWING,
        "articles/tidal-barrier.md": _large_article(),
    }
    for number, (slug, title, date, tag) in enumerate(SHORT_ARTICLES):
        text = read("short.md").format_map({"title": title, "date": date, "tag": tag})
        files[f"articles/{slug}.md"] = Filler(start=number).fill(text.replace("<", "{").replace(">", "}"))
    return write_files(folder, files)


def write_files(folder: Path, files: Mapping[str, str]) -> Path:
    """Writes texts, by their paths, into `folder`, and returns it."""
    for path, text in files.items():
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_text(text, encoding="utf-8")
    return folder


def read(name: str) -> str:
    """One of the files with words."""
    return (WORDS / name).read_text(encoding="utf-8")


def rows(name: str) -> list[list[str]]:
    """The lines of a table, each cut at its bars."""
    return [line.split("|") for line in read(name).splitlines()]


class Names:
    """Names of one kind as news uses them: a new one now and then, between them the last one and the first few."""

    def __init__(self, names: Sequence[tuple[str, str]], start: int, period: int) -> None:
        self.new = list(names[start:]) + list(names[:start])
        self.period = period
        self.given: list[str] = []
        self.last, self.turn = "", 0

    def next(self) -> str:
        """A name not yet given, in full; else the short form of one that was."""
        turn = self.turn
        self.turn += 1
        if self.new and turn % self.period == 0:
            full, short = self.new.pop(0)
            self.given.append(short)
        else:
            known = [name for name in self.given if name != self.last] or self.given
            full = short = known[-1] if turn % self.period == 1 else known[turn % min(4, len(known))]
        self.last = short
        return full


class Filler:
    """Puts names and words into frames."""

    def __init__(self, start: int = 0) -> None:
        self.names = {
            "P": Names([(full, short) for full, short, *_ in rows("people.txt")], start, 3),
            "C": Names([(name, name) for name in COUNTRIES], start, 2),
            "L": Names([(name, name) for name, _ in rows("places.txt")], start, 3),
            "O": Names([(full, short) for full, short, _ in rows("organizations.txt")], start, 3),
            "T": Names([(name, name) for name, _ in rows("terms.txt")], start, 2),
        }
        self.spoken = islice(cycle(read("spoken.txt").splitlines()), start, None)
        self.mentions = 0

    def fill(self, frame: str) -> str:
        """The frame with all its places filled."""
        return re.sub(r"\{(\w)\}", lambda found: self._next(found[1]), frame)

    def _next(self, place: str) -> str:
        if place in self.names:
            self.mentions += 1
            return self.names[place].next()
        words = next(self.spoken)
        if place == "w":
            return " ".join(words.split()[-3:])
        return words[0].upper() + words[1:] if place == "S" else words


def _large_article() -> str:
    """Of as many mentions as are promised: frame after frame, and what is missing in one last sentence."""
    filler = Filler()
    parts = [read("opening.md")]
    for number, frame in enumerate(cycle(read("frames.txt").splitlines())):
        named = len(re.findall(r"\{[PCLOT]\}", frame))
        if filler.mentions + named > MENTIONS - 1:  # one is in the opening
            break
        if number == 24:
            parts.append(read("table.md"))
        if number % 3 == 2 and number != 26:
            parts[-1] += " " + filler.fill(frame)
        else:
            parts.append(filler.fill(frame))
    missing = MENTIONS - 1 - filler.mentions
    parts.append(
        f"It rained in {', in '.join(filler.fill('{L}') for _ in range(missing))}." if missing else "It rained."
    )
    return "\n\n".join(part.strip("\n") for part in (*parts, "[^keys]: There are three, and one of them fits.")) + "\n"


def _summary(place: int) -> str:
    """Of one sentence; of two for every sixth."""
    lines = read("summaries.txt").splitlines()
    return " ".join(lines[(place * 5 + part * 7) % len(lines)] for part in range(2 if place % 6 == 0 else 1))


def _people() -> Iterator[str]:
    offices = rows("organizations.txt")
    for place, (name, short, gender, role, country) in enumerate(rows("people.txt")):
        yield f'- name: {name}\n  kind: person\n  gender: {gender}\n  aliases: ["{short}"]\n  country: {country}\n'
        yield f'  summary: "{_summary(place)}"\n  roles:\n'
        yield f"    - {{title: apprentice at the {offices[place % 12][0]}, from: 1999, to: 2009-06}}\n"
        yield f"    - {{title: {role}, from: 2009-07-01{', to: 2024-09' if place % 3 == 0 else ''}}}\n"
        yield f"  facts: {{Born: {1950 + place}}}\n"
        if place % 2:
            yield f'  sources: [{{title: "Register of the coast, {place}", url: "https://example.org/{place}"}}]\n'


def _others() -> Iterator[str]:
    for place, (name, country) in enumerate(rows("places.txt")):
        yield f'- name: {name}\n  kind: place\n  country: {country}\n  summary: "{_summary(place + 3)}"\n'
    for place, (name, acronym, country) in enumerate(rows("organizations.txt")):
        yield f'- name: {name}\n  kind: organization\n  aliases: ["{acronym}"]\n  country: {country}\n'
        yield f'  summary: "{_summary(place + 8)}"\n  sources: [{{title: "Statutes, page {place}"}}]\n'
    for place, (name, plural) in enumerate(rows("terms.txt")):
        yield f'- name: {name}\n  kind: term\n  aliases: ["{plural}"]\n  summary: "{_summary(place + 11)}"\n'


if __name__ == "__main__":
    print(write_project(Path(sys.argv[1])))
