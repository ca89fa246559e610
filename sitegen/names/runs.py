"""Runs of capitalised words: where one begins, how it goes on, and where words that belong to no name cut it."""

from __future__ import annotations

from collections.abc import Callable, Container, Iterator, Set

from sitegen.text.tokens import Tokens, is_capital

Step = Callable[[int], int | None]
"""From the last token of a run to the capitalised one with which it goes on; None where it ends."""
Belongs = Callable[[int, int | None], bool]
"""Is the word at a token part of the name that began at another, or the beginning of one where none has?"""


def find_runs(tokens: Tokens, step: Step, joints: Set[str], closed: Container[int] = ()) -> Iterator[range]:
    """The tokens of each run, in order of text; none holds another, and none begins at a `closed` token.

    `joints` are the words without a capital over which a step may lead; before others it is not tried.
    """
    goes_on = tokens.capital_words | joints
    reached = 0
    for index in tokens.capitals:
        if index >= reached and index not in closed:
            reached = (run_from(index, step) if tokens.behind[index] in goes_on else index) + 1
            yield range(index, reached)


def run_from(first: int, step: Step, longest: int | None = None) -> int:
    """The last token of the run that begins at `first`; no step is made from one that is `longest` tokens on."""
    last = first
    while longest is None or last - first < longest:
        following = step(last)
        if following is None:
            break
        last = following
    return last


def find_breaks(tokens: Tokens, run: range, belongs: Belongs) -> Iterator[tuple[int | None, int]]:
    """Where what is no part of a name cuts the run: the first token of the name that it ends, None for none, and it.

    The run's own end comes last. Words without a capital are never asked about.
    """
    start: int | None = None
    for index in run:
        if not is_capital(tokens.words[index]):
            continue
        if belongs(index, start):
            start = index if start is None else start
        else:
            yield start, index
            start = None
    yield start, run.stop
