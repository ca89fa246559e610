"""From a planned site to its files on disk: what would be as it is stays, the rest is made, by several processes."""

from __future__ import annotations

import datetime
import hashlib
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import cached_property, partial
from itertools import groupby, islice
from pathlib import Path
from typing import NamedTuple

from sitegen.build.cache import Cache
from sitegen.build.inputs import Inputs, Planned, Prints, Taken, Taker
from sitegen.build.made import Made
from sitegen.build.outputs import files_beside, planned_files, render_file, render_page
from sitegen.build.workers import LARGEST_SHARE, Sent, Watch, Workers, unwatched
from sitegen.cache.last import Built
from sitegen.cache.written import WrittenFile, WrittenFiles
from sitegen.pages import Page
from sitegen.pages.frame import PlannedFile
from sitegen.pages.render import page_renderer
from sitegen.pages.sitemap import Listed
from sitegen.publish import KeptFiles, OutputFile, Publishable, Stage, StagedFile, free_addresses
from sitegen.publish.manifest import format_manifest
from sitegen.publish.paths import MANIFEST
from sitegen.publish.staging import workplace_of
from sitegen.publish.survey import Survey
from sitegen.publish.tree import exists, stamps_of
from sitegen.text.values import value


class Printed(NamedTuple):
    """A file that was written, how the sitemap lists it, and its print, where that was taken."""

    file: StagedFile
    listed: Listed | None
    taken: Taken | None


@value(slots=False)
class Printer(Sent):
    """Makes planned files by their numbers and writes them to a stage; a process is handed it once for many of them.

    It is asked for several at a time where they are made of the same.
    """

    planned: Sequence[Planned]
    theme: Path | None
    stage: Stage
    taker: Taker | None = None
    """Who takes the prints of the files, where these are not known yet."""

    @cached_property
    def _render(self) -> Callable[[Page], str]:
        return page_renderer(self.theme)

    def prepare(self) -> None:
        """Compile the templates. Raises SitegenError: SG430 for every mistake that shows in them."""
        assert self._render is not None

    def __call__(self, numbers: Sequence[int]) -> list[Printed]:
        """The files with these numbers, written."""
        return [self._put(self.planned[number]) for number in numbers]

    def _put(self, planned: Planned) -> Printed:
        taken = self.taker(planned) if self.taker is not None else None
        if isinstance(planned, PlannedFile):
            return Printed(self.stage.put(planned.path, render_file(planned), planned.origin), None, taken)
        page = render_page(planned, self._render)
        return Printed(self.stage.put(planned.path, page.content, planned.origin), page.listed, taken)


def tasks_of(planned: Sequence[Planned], numbers: Iterable[int]) -> list[tuple[int, ...]]:
    """The numbers, those together whose files are made of the same.

    Such tasks take long: no share has two, and none is left for the end. Pages come last, for one takes about as long
    as another, so that all who take shares of them end at about the same time.
    """
    tasks = [tuple(group) for _, group in groupby(numbers, lambda number: _part_of(planned[number]) or number)]
    long, short = ([task for task in tasks if (len(task) > 1) is is_long] for is_long in (True, False))
    rest = iter(sorted(short, key=lambda task: not isinstance(planned[task[0]], PlannedFile)))
    step = min(LARGEST_SHARE - 1, -(-len(short) // max(len(long), 1)))
    return [*(task for one in long for task in (one, *islice(rest, step))), *rest]


def _part_of(planned: Planned) -> str:
    return planned.part if isinstance(planned, PlannedFile) else ""


@dataclass
class Edition:
    """All files of a site, and which of them stand in the output already as they would be made.

    `before` are those of the site that stands; who is asked to `look` tells what is there of them.
    """

    made: Made
    target: str
    cache: Cache
    before: WrittenFiles
    look: Callable[[], Survey]
    planned: tuple[Planned, ...] = field(init=False)
    prints: Prints = field(init=False)
    inputs_before: Inputs | None = field(init=False)
    written: dict[str, WrittenFile] = field(default_factory=dict)
    _survey: Survey = field(init=False)
    _untouched: frozenset[str] = field(init=False)
    _kept: frozenset[int] = field(init=False)

    def __post_init__(self) -> None:
        self.planned = (*self.made.pages, *planned_files(self.made.site))
        self.inputs_before = self.cache.inputs()
        self.prints = Prints(self.made.site, self.planned, self.inputs_before, self.before.prints)
        if not self.prints.all_are_others:
            self.prints.take()

    def _see(self, survey: Survey) -> None:
        """Take note of what stands in the output: which files are as they were written, and as they would be made."""
        self._survey = survey
        self._untouched = frozenset(survey.recorded.keys() - survey.output.missing)
        untouched = self._untouched
        self._kept = frozenset([number for number, path in self.prints.staying() if path in untouched])

    def _see_again(self) -> None:
        """Take note of what has changed there since."""
        survey = self._survey.renewed(self.target)
        if survey is not self._survey:
            self._see(survey)

    @cached_property
    def beside(self) -> tuple[OutputFile, ...]:
        """The files that are no planned ones, of a site whose planned files are all known."""
        listed = (_listed(planned.path, self._row(planned.path)) for planned in self.made.pages)
        return tuple(files_beside(self.made.site, (one for one in listed if one is not None)))

    def _row(self, path: str) -> WrittenFile:
        return self.written.get(path) or self.before[path]

    def is_published(self) -> bool:
        """Whether the output has this edition already, and beside it stands nothing that a killed build has left."""
        self._see(self.look())
        if len(self._kept) < len(self.planned):
            return False
        self._see_again()
        if len(self._kept) < len(self.planned):
            return False
        paths = self._addresses.union([file.path for file in self.beside])
        stands = all(self._is_same(file) for file in self.beside)
        if not stands or paths != self.before.keys() or exists(workplace_of(self.target)):
            return False
        manifest = Path(self.target, MANIFEST).read_bytes() if stamps_of(f"{self.target}/{MANIFEST}") else b""
        return manifest == format_manifest(self.before.digests)

    def _is_same(self, file: OutputFile) -> bool:
        return file.path in self._untouched and self.before.digests[file.path] == _digest(file)

    @property
    def size(self) -> int:
        """Bytes of all files of an edition that is published."""
        return sum(self.before.sizes.values())

    def files(self, stage: Stage, workers: Workers, watch: Watch = unwatched) -> Iterator[Publishable]:
        """Every file of an edition that is not published, written to the stage or to be written there.

        A file that cannot have its address is not made: whoever publishes the files tells why.
        """
        self._see_again()
        free = self._free_addresses()
        kept = self._kept
        yield self._staying([number for number in sorted(kept) if free[number]])
        fresh = [number for number, is_free in enumerate(free) if is_free and number not in kept]
        taker = self.prints.taker if self.prints.all_are_others else None
        printer = Printer(self.planned, self.made.site.config.theme, stage, taker)
        if fresh:
            printer.prepare()
        tasks = tasks_of(self.planned, fresh)
        for numbers, made in zip(tasks, workers.map(printer, tasks, partial(watch, "write")), strict=True):
            for number, (file, listed, taken) in zip(numbers, made, strict=True):
                if taken is not None:
                    self.prints.note(number, taken)
                self.written[file.path] = _written(file, self.prints[number], listed)
                yield file
        left = (planned for planned, is_free in zip(self.planned, free, strict=True) if not is_free)
        yield from (OutputFile(planned.path, b"", planned.origin) for planned in left)
        for other in self.beside if all(free) else ():
            yield self._put_beside(stage, other)

    @cached_property
    def _addresses(self) -> frozenset[str]:
        """The paths of the planned files."""
        return frozenset(self.prints.paths)

    @cached_property
    def _all_stood(self) -> bool:
        """Whether the site that stands has every planned file, as it is or as it was: so no two have one address."""
        return len(self._addresses) == len(self.planned) and self._addresses <= self.before.keys()

    def _free_addresses(self) -> list[bool]:
        """For each planned file whether it can have its address."""
        if self._all_stood:
            return [True] * len(self.planned)
        return free_addresses((planned.path, planned.origin) for planned in self.planned)

    def _staying(self, numbers: Sequence[int]) -> KeptFiles:
        """Planned files, by their numbers, that stand as they would be made."""
        digests, sizes = self.before.digests, self.before.sizes
        paths = [self.prints.paths[number] for number in numbers]
        return KeptFiles(
            sums={path: digests[path] for path in paths},
            size=sum([sizes[path] for path in paths]),
            origins=lambda: [(one.path, one.origin) for one in map(self.planned.__getitem__, numbers)],
            free=self.before.keys() if self._all_stood else (),
            survey=self._survey,
        )

    def _put_beside(self, stage: Stage, file: OutputFile) -> OutputFile | StagedFile:
        """The file, kept where it stands, else written; its address is looked at first."""
        row = self.before.get(file.path)
        if row is not None and self._is_same(file):
            stage.keep_another(file.path)
            return StagedFile(file.path, row.digest, row.size, file.origin)
        return file

    def remember(self, before: bytes | None, built: Built) -> None:
        """Keep in the cache how the files were written, once they are published, and what was built of what."""
        for file in self.beside:
            stamps = stamps_of(f"{self.target}/{file.path}")
            self.written[file.path] = WrittenFile(b"", _digest(file), len(file.content), stamps, None)
        gone = self.before.keys() - self._addresses - {file.path for file in self.beside}
        self.cache.replace_files(self.before, self.written, gone)
        self.cache.keep_inputs(self.prints.inputs, self.inputs_before)
        self.cache.keep_postings(self.made.site.postings)
        self.cache.remember(before, built, self.target)
        self.cache.commit()


def _written(file: StagedFile, print_: bytes, listed: Listed | None) -> WrittenFile:
    day = (listed.modified.isoformat() if listed.modified else "") if listed is not None else None
    return WrittenFile(print_, file.digest, file.size, file.stamps, day)


def _digest(file: OutputFile) -> str:
    return hashlib.sha256(file.content).hexdigest()


def _listed(path: str, row: WrittenFile) -> Listed | None:
    if row.listed is None:
        return None
    return Listed(path, datetime.date.fromisoformat(row.listed) if row.listed else None)
