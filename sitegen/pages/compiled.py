"""What templates compile to: kept while the program runs, and of our own templates beside them, for the next run."""

from __future__ import annotations

import os
from pathlib import Path

from jinja2 import BytecodeCache, compiler
from jinja2.bccache import Bucket

from sitegen.cache.maker import print_of_sitegen
from sitegen.files.bytecode import keep_bytecode, read_bytecode
from sitegen.files.shipped import find_resource_folder


class CompiledTemplates(BytecodeCache):
    """What templates compile to, kept while the program runs: jinja2 knows each by its name and its source.

    What ours compile to is kept beside them, too, as Python keeps it of modules. Nothing that a project brings is.
    """

    def __init__(self) -> None:
        self._kept: dict[str, bytes] = {}

    def get_cache_key(self, name: str, filename: str | None = None) -> str:
        """What a template is known by: its name, and the file that it was read from."""
        return f"{name}|{filename}"

    def load_bytecode(self, bucket: Bucket) -> None:
        """Fill the bucket, when this source was compiled before."""
        kept = self._kept.get(bucket.key) or self._read(bucket)
        if kept is not None:
            bucket.bytecode_from_string(kept)

    def dump_bytecode(self, bucket: Bucket) -> None:
        """Keep what the source in the bucket was compiled to."""
        self._kept[bucket.key] = compiled = bucket.bytecode_to_string()
        ours = _our_file(bucket.key)
        if ours is not None:
            keep_bytecode(ours, _made_of(bucket), compiled)

    def _read(self, bucket: Bucket) -> bytes | None:
        ours = _our_file(bucket.key)
        return read_bytecode(ours, _made_of(bucket)) if ours is not None else None


def _our_file(key: str) -> Path | None:
    """Beside which file it is kept what the template of that key compiles to: one of ours; None for a theme's."""
    name, _, path = key.partition("|")
    folder = find_resource_folder("templates")
    return folder / name.replace("/", ".") if Path(path).is_relative_to(folder) else None


def _made_of(bucket: Bucket) -> bytes:
    """What compiled templates hang on: the source of one, the path of its file, sitegen and jinja2 as they are."""
    status = os.stat(compiler.__file__)
    compiled_by = (print_of_sitegen(), compiler.__file__, status.st_size, status.st_mtime_ns)
    return repr((bucket.key, bucket.checksum, compiled_by)).encode()


COMPILED = CompiledTemplates()
