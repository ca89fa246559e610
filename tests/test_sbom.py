"""The bill of materials of a release says what is needed, in which version, with the hashes of the lock."""

from __future__ import annotations

import json
import subprocess
import sys
import tomllib
from pathlib import Path

from make_sbom import make_sbom, read_lock

ROOT = Path(__file__).parent.parent
HASHES = ["a" * 64, "b" * 64]
LOCK = f"""\
boats==1.2 \\
    --hash=sha256:{HASHES[0]} \\
    --hash=sha256:{HASHES[1]}
    # via
    #   harbour (pyproject.toml)
    #   quays
ferries==3.0.1 ; sys_platform == 'win32' \\
    --hash=sha256:{HASHES[0]}
    # via boats
nets==0.1 \\
    --hash=sha256:{HASHES[0]}
    # via harbour (pyproject.toml)
Old_Quays==9 \\
    --hash=sha256:{HASHES[0]}
    # via nets
tests-only==4 \\
    --hash=sha256:{HASHES[0]}
    # via harbour (pyproject.toml)
"""
PROJECT = {
    "name": "harbour",
    "description": "A harbour.",
    "license": "MIT",
    "dependencies": ["boats>=1; python_version > '3'"],
    "optional-dependencies": {"nets": ["nets[all]>=0.1"], "test": ["tests-only"], "dev": ["harbour[test]"]},
}


def test_what_is_needed_is_listed_and_what_only_tests_need_is_not() -> None:
    sbom = make_sbom(read_lock(LOCK), PROJECT, "2.0")
    shown = [(one["name"], one["version"], one["scope"]) for one in sbom["components"]]
    assert shown == [
        ("boats", "1.2", "required"),
        ("ferries", "3.0.1", "required"),
        ("nets", "0.1", "optional"),
        ("old-quays", "9", "optional"),
    ]
    boats, ferries = sbom["components"][:2]
    assert boats["purl"] == "pkg:pypi/boats@1.2"
    assert [one["content"] for one in boats["externalReferences"][0]["hashes"]] == HASHES
    assert ferries["properties"] == [{"name": "python:marker", "value": "sys_platform == 'win32'"}]
    below = {one["ref"]: one["dependsOn"] for one in sbom["dependencies"]}
    assert below["pkg:pypi/harbour@2.0"] == ["pkg:pypi/boats@1.2"]
    assert below["pkg:pypi/boats@1.2"] == ["pkg:pypi/ferries@3.0.1"]


def test_ours_has_every_dependency_and_is_the_same_each_time(tmp_path: Path) -> None:
    for name in ("one", "two"):
        subprocess.run([sys.executable, ROOT / "tools" / "make_sbom.py", tmp_path / name], check=True)
    assert (tmp_path / "one").read_bytes() == (tmp_path / "two").read_bytes()
    sbom = json.loads((tmp_path / "one").read_text(encoding="utf-8"))
    assert (sbom["bomFormat"], sbom["specVersion"]) == ("CycloneDX", "1.6")
    asked = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]["dependencies"]
    assert len(sbom["dependencies"][0]["dependsOn"]) == len(asked)
    refs = [one["bom-ref"] for one in sbom["components"]]
    assert len(refs) == len(set(refs)) > 30
    assert all(one["externalReferences"][0]["hashes"] for one in sbom["components"])
    assert "pytest" not in {one["name"] for one in sbom["components"]}
