"""Gives the targets of fuzz_targets.py random bytes, for so many minutes; what none of them may do is kept and told.

    python tools/fuzz.py [--minutes 10] [--corpus FOLDER] [TARGET …]

With atheris (extra `fuzz`) the bytes are led by what they reach in the code; without it they are put together of pieces
and changed at random. What was worth keeping lies in FOLDER/TARGET/ and is where the next run begins.
Exit status: 0 when nothing was found, 1 with the path of the bytes that did it. Run it again with --only PATH.
"""

from __future__ import annotations

import argparse
import os
import random
import subprocess
import sys
import time
from collections.abc import Sequence
from hashlib import sha256
from importlib.util import find_spec
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent.parent))

from fuzz_targets import TARGETS, Target, runs

LONGEST = 4096
"""Bytes of an input."""


def main() -> int:
    """Fuzz what was asked for, in turn; the exit status."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n", 1)[0])
    parser.add_argument(
        "targets", nargs="*", metavar="TARGET", help=f"of {', '.join(TARGETS)}; all of them without any"
    )
    parser.add_argument("--minutes", type=float, default=10.0, help="for all targets together")
    parser.add_argument("--corpus", type=Path, default=Path(".fuzz"), help="where inputs are kept")
    parser.add_argument("--only", type=Path, help="run one target on this file alone")
    parser.add_argument("--led", action="store_true", help=argparse.SUPPRESS)
    asked = parser.parse_args()
    names = asked.targets or list(TARGETS)
    if unknown := [name for name in names if name not in TARGETS]:
        parser.error(f"no such target: {', '.join(unknown)}; there are {', '.join(TARGETS)}")
    if asked.only:
        return int(not _told(names[0], TARGETS[names[0]], asked.only.read_bytes()))
    seconds = asked.minutes * 60 / len(names)
    if asked.led:
        return _led(TARGETS[names[0]], seconds, asked.corpus)
    found = [name for name in names if not _fuzzed(name, seconds, asked.corpus / name.replace(" ", "-"))]
    print(f"found in: {', '.join(found)}" if found else "nothing found")
    return int(bool(found))


def _told(name: str, target: Target, data: bytes) -> bool:
    print(f"{name}: {'read' if runs(target, data) else 'refused'}")
    return True


def _fuzzed(name: str, seconds: float, corpus: Path) -> bool:
    """Whether nothing was found in this time."""
    corpus.mkdir(parents=True, exist_ok=True)
    if find_spec("atheris") is None:
        print(f"{name}: {seconds:.0f} s, at random (atheris is not installed)", flush=True)
        found = search(TARGETS[name], seconds, random.Random(), corpus)
        if found:
            print(f"{name}: see {found}", flush=True)
        return found is None
    print(f"{name}: {seconds:.0f} s, led by atheris", flush=True)
    command = [sys.executable, __file__, "--led", name, "--minutes", str(seconds / 60), "--corpus", str(corpus)]
    return subprocess.run(command, check=False).returncode == 0


def _led(target: Target, seconds: float, corpus: Path) -> int:
    """One target under atheris, which ends the process."""
    import atheris

    words = corpus.with_suffix(".dict")
    pieces = sorted({"".join(f"\\x{byte:02x}" for byte in piece.encode()) for piece in target.pieces})
    words.write_text("".join(f'"{piece}"\n' for piece in pieces), encoding="ascii")
    (corpus / "sound").write_bytes(target.sound)
    atheris.instrument_all()
    limits = (f"-max_total_time={round(seconds)}", f"-max_len={LONGEST}", "-timeout=20", "-rss_limit_mb=3000")
    kept = (f"-dict={words}", f"-artifact_prefix={corpus}{os.sep}find-", "-print_final_stats=0", "-verbosity=0")
    atheris.Setup([sys.argv[0], *limits, *kept, str(corpus)], lambda data: (runs(target, data), None)[1])
    atheris.Fuzz()
    return 0


def search(target: Target, seconds: float, chance: random.Random, corpus: Path) -> Path | None:
    """The bytes that made a target fail, kept in `corpus`; None when the time has passed without any."""
    known = [path.read_bytes() for path in sorted(corpus.glob("*"))[:500] if path.is_file()]
    known.append(target.sound)
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        data = _changed(chance.choice(known), target.pieces, chance)[:LONGEST]
        try:
            is_read = runs(target, data)
        except Exception as error:
            found = corpus / f"find-{sha256(data).hexdigest()[:16]}"
            found.write_bytes(data)
            print(f"{type(error).__name__}: {error}", file=sys.stderr)
            return found
        if is_read and len(known) < 500:
            known.append(data)
    return None


def _changed(data: bytes, pieces: Sequence[str], chance: random.Random) -> bytes:
    """The bytes with a few things put in, taken out or written twice."""
    for _ in range(chance.randint(1, 6)):
        begin = chance.randint(0, len(data))
        end = min(len(data), begin + chance.choice((0, 0, 1, 4, 20)))
        middle = chance.choice(
            (
                chance.choice(pieces).encode(),
                chance.choice(pieces).encode() * chance.choice((1, 2, 30)),
                data[begin:end] * 2,
                b"",
                chance.randbytes(chance.randint(1, 3)),
                chr(chance.choice((0, 0x85, 0xAD, 0x301, 0x2029, 0xFFFC, 0xFEFF, 0x1F600, 0x5D0))).encode(),
            )
        )
        data = data[:begin] + middle + data[end:]
    return data


if __name__ == "__main__":
    sys.exit(main())
