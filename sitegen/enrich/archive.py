"""What Wikidata has answered, kept in the project: a build needs no network, and nothing is asked twice.

The answers stand in knowledge/.wikidata/ as they came, each with the day and the address: Q….json for an item, and what
was searched in folders of their own. They may be removed at any time, and be kept under version control.
"""

from __future__ import annotations

import datetime
import hashlib
import json
import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from urllib.parse import quote, urlencode

from sitegen.diagnostics import Diagnostic, SitegenError
from sitegen.enrich.items import Item, at, listed, words_of
from sitegen.files.output_file import write_file
from sitegen.text.slugs import make_slug
from sitegen.text.values import value

FOLDER = ".wikidata"
"""Below knowledge/, where it is no entry."""
MOST_FOUND = 50
"""So many items are searched for at once, which is what the service allows."""

_QID = re.compile(r"Q[1-9][0-9]{0,11}")


@value
class Hit:
    """An item that a search found, and the label or alias by which it did."""

    qid: str
    label: str
    description: str
    matched: str


@dataclass
class Archive:
    """Answers of Wikidata, from the folder where they are there, else from `ask`, which is told a path with its query.

    With `refresh` each is asked anew, once. Its methods raise SitegenError as `Client.get_json` does.
    """

    folder: Path
    ask: Callable[[str], Any]
    refresh: bool = False
    asked: set[str] = field(default_factory=set)
    """The names of the files that were asked for by this archive."""

    def item(self, qid: str) -> Item:
        """The item. Raises SitegenError (SG778) where there is none."""
        answer = self._answer(f"{qid}.json", f"/wiki/Special:EntityData/{qid}.json")
        entities = at(answer, "entities")
        found = next(iter(entities.values()), None) if isinstance(entities, Mapping) else None
        if not isinstance(found, Mapping) or not is_qid(found.get("id")) or "missing" in found:
            raise SitegenError(Diagnostic(qid, "Wikidata has no such item", "SG778", help="look it up there"))
        return Item(found)

    def search(self, name: str, language: str) -> Sequence[Hit]:
        """The items that have this name, or one that begins so, as label or alias in a language, likeliest first."""
        asked = {"action": "wbsearchentities", "search": name, "language": language, "uselang": language}
        query = urlencode(asked | {"type": "item", "limit": MOST_FOUND, "format": "json"})
        answer = self._answer(f"search/{_file_name(language, name)}", f"/w/api.php?{query}")
        return [
            Hit(
                str(at(one, "id")),
                words_of(at(one, "label")),
                words_of(at(one, "description")),
                words_of(at(one, "match", "text")),
            )
            for one in listed(at(answer, "search"))
            if is_qid(at(one, "id"))
        ]

    def licence(self, image: str) -> str:
        """The short name of the licence of a picture, as far as it is told; else nothing."""
        asked = {"action": "query", "titles": f"File:{image}", "prop": "imageinfo", "iiprop": "extmetadata"}
        query = urlencode(asked | {"format": "json"}, quote_via=quote)
        answer = self._answer(f"image/{_file_name(image)}", f"/w/api.php?{query}")
        pages = at(answer, "query", "pages")
        page = next(iter(pages.values()), None) if isinstance(pages, Mapping) else None
        info = next(iter(listed(at(page, "imageinfo"))), None)
        return words_of(at(info, "extmetadata", "LicenseShortName", "value"))

    def _answer(self, name: str, path: str) -> Any:
        file = self.folder / name
        if not self.refresh or name in self.asked:
            kept = _kept(file)
            if kept is not None:
                return kept
        answer = self.ask(path)
        self.asked.add(name)
        if (wrong := at(answer, "error")) is not None:
            told = words_of(at(wrong, "info")) or "it does not say what is wrong"
            raise SitegenError(Diagnostic(path, f"Wikidata refuses the request: {told}", "SG778"))
        record = {"asked": datetime.date.today().isoformat(), "path": path, "answer": answer}
        write_file(file, json.dumps(record, ensure_ascii=False, indent=1) + "\n", "SG773")
        return answer


def is_qid(value: Any) -> bool:
    """Whether this is the id of an item."""
    return isinstance(value, str) and _QID.fullmatch(value) is not None


def _kept(file: Path) -> Any:
    """The answer in a file; None where there is none that can be read."""
    try:
        return at(json.loads(file.read_bytes()), "answer")
    except (OSError, ValueError, RecursionError):
        return None


def _file_name(*words: str) -> str:
    """A name for a file that no other words have."""
    digest = hashlib.blake2b("\0".join(words).encode("utf-8", "surrogatepass"), digest_size=4).hexdigest()
    return f"{make_slug(' '.join(words)) or 'name'}-{digest}.json"
