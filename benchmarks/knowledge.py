"""Measures how long a large base of entries takes to load, in seconds of processor time, the best of several runs:
from its files, and from what the cache of a build keeps of them while they are as they were.

    python benchmarks/knowledge.py [--entries 10000] [--runs 5] [--pictures mapping|path|none] [--plain]

The entries are invented, the same every time: people with offices, places and organisations, with aliases, a country, a
summary, facts, a source and a picture; with --plain names, aliases and a summary alone. Pictures that are plain paths
have no alternative text, which is told.
"""

from __future__ import annotations

import argparse
import tempfile
import time
from collections.abc import Iterator
from itertools import islice, product
from pathlib import Path

from made_words import GIVEN, OFFICES, SURNAME_BACK, SURNAME_FRONT

from sitegen.cache.values import pack_value, unpack_value
from sitegen.knowledge import builtin_knowledge, load_knowledge
from sitegen.knowledge.kept import Flat
from sitegen.text.values import uncollected

A_FILE = 1_000
"""So many entries stand in one file."""
KINDS = ("person", "person", "organization", "place")
COUNTRIES = ("poland", "norway", "kenya", "peru", "united-states")
IMAGES = {
    "mapping": 'image: {{file: portraits/{n}.jpg, alt: "{name} at a desk", credit: "Kelp Pictures, CC BY 4.0"}}',
    "path": "image: portraits/{n}.jpg",
    "none": "glossary: false",
}
ENTRY = """\
- id: entry-{n}
  kind: {kind}
  name: {name}
  aliases: ["{name} {n}", "N. {n} {name}"]
  summary: "{name} has been {office} for years, and is known for plain words about the state of the harbours."
  country: {country}
  facts: {{Born: "{year}", Number: "{n}"}}
  roles: [{{title: {office}, from: {year}-02, to: 2019}}, {{title: former {office}, from: 2020-01-15}}]
  sources: [{{title: The register, url: "https://example.org/register/{n}"}}]
  {image}
"""


def plain(entry: str) -> str:
    """The first lines of an entry: its id, kind, name, aliases and summary."""
    return "".join(entry.splitlines(keepends=True)[:5])


def entries(count: int, image: str) -> Iterator[str]:
    """So many entries as YAML."""
    names = product(SURNAME_BACK, SURNAME_FRONT, GIVEN)
    for n, (back, front, given) in enumerate(islice(names, count)):
        name = f"{given} {front}{back}"
        yield ENTRY.format(
            n=n,
            name=name,
            kind=KINDS[n % len(KINDS)],
            country=COUNTRIES[n % len(COUNTRIES)],
            office=OFFICES[n % len(OFFICES)],
            year=1950 + n % 50,
            image=image.format(n=n, name=name),
        )


def make_base(root: Path, count: int, image: str, *, is_plain: bool = False) -> Path:
    """The folder of a base with so many entries, whose pictures lie beside it; the pictures are empty files."""
    folder, portraits = root / "knowledge", root / "static" / "portraits"
    folder.mkdir()
    portraits.mkdir(parents=True)
    made = [plain(entry) if is_plain else entry for entry in entries(count, image)]
    for first in range(0, count, A_FILE):
        (folder / f"{first}.yaml").write_text("".join(made[first : first + A_FILE]), encoding="utf-8")
    for n in range(count):
        (portraits / f"{n}.jpg").touch()
    return folder


class Kept:
    """What the cache of a build keeps of the entries, as the bytes that it keeps."""

    def __init__(self, packed: bytes | None = None) -> None:
        self._before: dict[bytes, Flat] = dict(unpack_value(packed)) if packed is not None else {}

    def recall(self, key: bytes) -> Flat | None:
        """What was kept under this key, or None."""
        return self._before.get(key)

    def keep(self, key: bytes, entries: Flat) -> None:
        """Keep the entries of a file."""
        self._before[key] = entries

    def packed(self) -> bytes:
        """Everything, as bytes."""
        return pack_value(tuple(self._before.items()))


def seconds_taken(folder: Path, packed: bytes | None = None) -> tuple[float, int]:
    """Seconds that this process takes to load the base, and how many entities are known then. Where a build has kept
    the entries, it takes them up from these bytes.
    """
    begun = time.process_time()
    with uncollected():
        known = len(load_knowledge(folder, kept=Kept(packed) if packed is not None else None).entities)
    return time.process_time() - begun, known


def main() -> None:
    """Print the first run, which also loads what reads entries, and the best."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    parser.add_argument("--entries", type=int, default=10_000, help="how many entries the base has")
    parser.add_argument("--runs", type=int, default=5, help="how often it is loaded")
    parser.add_argument("--pictures", choices=IMAGES, default="mapping", help="how the entries name their pictures")
    parser.add_argument("--plain", action="store_true", help="entries with a name, aliases and a summary alone")
    asked = parser.parse_args()
    builtin_knowledge()
    with tempfile.TemporaryDirectory() as root:
        folder = make_base(Path(root), asked.entries, IMAGES[asked.pictures], is_plain=asked.plain)
        runs = [seconds_taken(folder) for _ in range(max(1, asked.runs))]
        kept = Kept()
        load_knowledge(folder, kept=kept)
        again = min(seconds_taken(folder, kept.packed())[0] for _ in range(max(1, asked.runs)))
    times = [seconds for seconds, _ in runs]
    told = f"first {times[0]:.3f} s, best {min(times):.3f} s, from the cache of a build {again:.3f} s"
    print(f"{asked.entries} entries, {runs[0][1]} entities: {told}")


if __name__ == "__main__":
    main()
