"""Writes the bill of materials of a release: what sitegen needs when it runs, as it is locked, in CycloneDX 1.6.

    python tools/make_sbom.py [OUTPUT]

Everything comes from requirements.lock and pyproject.toml, so that the same commit gives the same bytes. What an extra
asks for (dask, deploy, spacy) is `optional`; what only tests and development need is not in it.
"""

from __future__ import annotations

import json
import re
import sys
import tomllib
import uuid
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parent.parent
sys.path.insert(0, str(ROOT))

import sitegen  # noqa: E402  found by the line above where it is not installed

NOT_OF_A_RELEASE = frozenset({"dev", "fuzz", "test"})
"""Extras that no user of sitegen installs."""

_PIN = re.compile(r"(?P<name>[\w.-]+)==(?P<version>[^\s;\\]+)(?: *; *(?P<marker>[^\\]+?))? *\\?")
_NAME = re.compile(r"[\w.-]+")


@dataclass(frozen=True, slots=True)
class Locked:
    """A package of the lock: which version, where it is needed at all, its hashes, and who asks for it."""

    name: str
    version: str
    marker: str
    hashes: tuple[str, ...]
    via: frozenset[str]

    @property
    def ref(self) -> str:
        """Its package URL."""
        return f"pkg:pypi/{self.name}@{self.version}"


def read_lock(text: str) -> dict[str, Locked]:
    """The packages of a lock that uv wrote, by their normal names."""
    return {one.name: one for one in map(_locked, re.split(r"\n(?=\w)", text.strip())) if one is not None}


def _locked(entry: str) -> Locked | None:
    first, *rest = entry.split("\n")
    pin = _PIN.fullmatch(first.strip())
    if pin is None:
        return None
    hashes = tuple(re.findall(r"--hash=sha256:([0-9a-f]{64})", entry))
    via = (line.strip(" #").removeprefix("via").strip() for line in rest if line.lstrip().startswith("#"))
    asking = frozenset(normal(found[0]) for line in via if (found := _NAME.match(line)))
    return Locked(normal(pin["name"]), pin["version"], (pin["marker"] or "").strip(), hashes, asking)


def normal(name: str) -> str:
    """A name as package indexes compare it (PEP 503)."""
    return re.sub(r"[-_.]+", "-", name).lower()


def needed(lock: Mapping[str, Locked], asked: Iterable[str]) -> set[str]:
    """The names of all packages that these need, themselves among them."""
    found: set[str] = set()
    waiting = [normal(name) for name in asked]
    while waiting:
        name = waiting.pop()
        if name in lock and name not in found:
            found.add(name)
            waiting += (other for other, one in lock.items() if name in one.via)
    return found


def make_sbom(lock: Mapping[str, Locked], project: Mapping[str, Any], version: str) -> dict[str, Any]:
    """The bill of materials of this version of the project."""
    always = needed(lock, _names(project["dependencies"]))
    extras = (asked for extra, asked in project["optional-dependencies"].items() if extra not in NOT_OF_A_RELEASE)
    optional = needed(lock, (name for asked in extras for name in _names(asked))) - always
    shown = [lock[name] for name in sorted(always | optional)]
    root = f"pkg:pypi/{project['name']}@{version}"
    direct = sorted(lock[name].ref for name in map(normal, _names(project["dependencies"])) if name in lock)
    return {
        "$schema": "http://cyclonedx.org/schema/bom-1.6.schema.json",
        "bomFormat": "CycloneDX",
        "specVersion": "1.6",
        "serialNumber": f"urn:uuid:{uuid.uuid5(uuid.NAMESPACE_URL, ' '.join((root, *(one.ref for one in shown))))}",
        "version": 1,
        "metadata": {
            "component": {
                "type": "application",
                "bom-ref": root,
                "name": project["name"],
                "version": version,
                "purl": root,
                "description": project["description"],
                "licenses": [{"expression": project["license"]}],
            }
        },
        "components": [_component(one, "required" if one.name in always else "optional") for one in shown],
        "dependencies": [
            {"ref": root, "dependsOn": direct},
            *({"ref": one.ref, "dependsOn": sorted(_below(one.name, shown))} for one in shown),
        ],
    }


def _names(asked: Iterable[str]) -> Iterator[str]:
    for requirement in asked:
        found = _NAME.match(requirement)
        if found:
            yield found[0]


def _below(name: str, shown: Iterable[Locked]) -> Iterator[str]:
    return (one.ref for one in shown if name in one.via)


def _component(one: Locked, scope: str) -> dict[str, Any]:
    """A package, with the hashes of all files of it that the lock allows."""
    hashes = [{"alg": "SHA-256", "content": content} for content in one.hashes]
    files = [{"type": "distribution", "url": one.ref, "hashes": hashes}]
    component = {"type": "library", "bom-ref": one.ref, "name": one.name, "version": one.version, "scope": scope}
    marker = [{"name": "python:marker", "value": one.marker}] if one.marker else []
    return component | {"purl": one.ref, "externalReferences": files} | ({"properties": marker} if marker else {})


def main() -> int:
    """Write it to the path that is given, else to standard output."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    lock = read_lock((ROOT / "requirements.lock").read_text(encoding="utf-8"))
    text = json.dumps(make_sbom(lock, project, sitegen.__version__), indent=2, ensure_ascii=False) + "\n"
    if len(sys.argv) > 1:
        Path(sys.argv[1]).write_text(text, encoding="utf-8", newline="\n")
    else:
        sys.stdout.write(text)
    return 0


if __name__ == "__main__":
    sys.exit(main())
