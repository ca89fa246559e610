"""Makes sitegen/tables/flags.json.gz from the npm package circle-flags.

    npm pack circle-flags && python tools/make_flags.py circle-flags-2.8.3.tgz

The package (MIT; NOTICE credits it) draws every flag as a square behind a round mask. What is done here: the flags of
the countries of countries.txt are taken, without the mask, for the style sheet cuts them round.
"""

from __future__ import annotations

import gzip
import json
import posixpath
import re
import sys
import tarfile
from pathlib import Path

from sitegen.knowledge.countries import load_countries

TABLE = Path(__file__).parent.parent / "sitegen" / "tables" / "flags.json.gz"
FOLDER = "package/flags"
_SQUARE = re.compile(r'<svg [^>]*viewBox="0 0 512 512">(.*)</svg>\s*', re.DOTALL)
_MASK = re.compile(
    r'<mask id="(\w)"><circle cx="256" cy="256" r="256" fill="#fff"/></mask><g mask="url\(#\1\)">(.*)</g>'
)
_ALLOWED = re.compile(r"</?(?:circle|clipPath|defs|ellipse|g|mask|path|rect|use)\b")


def main(package: Path) -> None:
    """Write the table."""
    with tarfile.open(package) as archive:
        flags = {country.alpha_2.lower(): _drawing(archive, country.alpha_2.lower()) for country in load_countries()}
    text = json.dumps(dict(sorted(flags.items())), separators=(",", ":"))
    TABLE.write_bytes(gzip.compress(text.encode(), mtime=0))
    print(f"{TABLE.name}: {len(flags)} flags, {TABLE.stat().st_size:,} bytes")


def _drawing(archive: tarfile.TarFile, code: str) -> str:
    """What is inside the square of a flag. A name that leads to another is followed."""
    member = archive.getmember(f"{FOLDER}/{code}.svg")
    while member.issym():
        member = archive.getmember(posixpath.normpath(f"{FOLDER}/{member.linkname}"))
    stream = archive.extractfile(member)
    square = _SQUARE.fullmatch(stream.read().decode() if stream is not None else "")
    if square is None:
        raise SystemExit(f"{code}.svg is no square of 512")
    masked = _MASK.fullmatch(square[1])
    drawing = masked[2] if masked is not None else square[1]
    strange = [tag for tag in re.findall(r"</?\w+", drawing) if not _ALLOWED.fullmatch(tag)]
    if strange or "href" in drawing.replace('href="#', "") or masked is None:
        raise SystemExit(f"{code}.svg holds what is not expected: {sorted(set(strange)) or 'another mask or a link'}")
    return drawing


if __name__ == "__main__":
    main(Path(sys.argv[1]))
