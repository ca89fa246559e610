"""Looks at the output while the site is made: another process does so, where it is worth that."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import partial

from sitegen.build.split import split_off
from sitegen.cache.values import DamagedError, pack_value, unpack_value
from sitegen.publish.survey import Recorded, Survey, flat_survey, survey_from, take_survey

WORTH_A_SCOUT = 2000
"""So many files are looked at in less time than it takes to split off a process."""


@contextmanager
def scouted(output: str, twin: str | None, recorded: Recorded, jobs: int) -> Iterator[Callable[[], Survey]]:
    """What gives the survey of the output and its twin, which is begun now where a process is free for it.

    What has come or gone since is for who asks to look after. Where the process comes to nothing, the survey is taken
    when it is asked for.
    """
    here = partial(take_survey, output, twin, recorded)
    if jobs == 1 or len(recorded) < WORTH_A_SCOUT:
        yield here
        return
    with split_off(lambda: pack_value(flat_survey(here()))) as told:
        yield lambda: (_seen(told(), recorded) if told is not None else None) or here()


def _seen(told: bytes, recorded: Recorded) -> Survey | None:
    """What a scout has told; None where it came to nothing."""
    try:
        return survey_from(unpack_value(told), recorded)
    except DamagedError:
        return None
