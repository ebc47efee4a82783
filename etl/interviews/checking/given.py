"""What was answered, question by question: the long table of answers seen from the responses."""

from __future__ import annotations

from functools import cached_property

import numpy as np
import pyarrow as pa

ANSWERED, CANNOT_SAY, REFUSED, BLANK, INVALID = (
    "answered",
    "cannot_say",
    "refused",
    "blank",
    "invalid",
)


class Given:
    """Answers by question.

    Args:
        long: a row an answer, of a multiple choice a row an option: response (position of the data
            row), question, option, number, text, state.
        n: data rows.
    """

    def __init__(self, long: pa.Table, n: int) -> None:
        self.long = long.combine_chunks()
        self.n = n

    @cached_property
    def _questions(self) -> tuple[dict[str, int], np.ndarray]:
        return _coded(self.long["question"])

    @cached_property
    def _places(self) -> dict[str, np.ndarray]:
        """Question → places of its rows in the long table."""
        codes_of, codes = self._questions
        # Of a kind: else all of the codes would be copied to compare them.
        each = np.arange(len(codes_of) + 1, dtype=codes.dtype)
        if not (codes[1:] < codes[:-1]).any():
            bounds = np.searchsorted(codes, each)
            return {
                question: np.arange(bounds[code], bounds[code + 1])
                for question, code in codes_of.items()
            }
        order = np.argsort(codes, kind="stable")
        bounds = np.searchsorted(codes[order], each)
        return {
            question: order[bounds[code] : bounds[code + 1]] for question, code in codes_of.items()
        }

    @cached_property
    def response(self) -> np.ndarray:
        """The response of each answer."""
        return self.long["response"].to_numpy()

    @cached_property
    def _states(self) -> tuple[dict[str, int], np.ndarray]:
        return _coded(self.long["state"])

    def places(self, question: str, *states: str) -> np.ndarray:
        """Places in the long table of a question's answers in these states; of all without any."""
        places = self._places.get(question, np.empty(0, dtype=np.int64))
        if not states:
            return places
        codes_of, codes = self._states
        wanted = [codes_of[state] for state in states if state in codes_of]
        return places[np.isin(codes[places], wanted)]

    def rows(self, question: str, *states: str) -> np.ndarray:
        """Responses, each once and in order, that answered a question so."""
        return np.flatnonzero(self.has(question, *states))

    def has(self, question: str, *states: str) -> np.ndarray:
        """A truth for each response: it answered the question in one of these states."""
        found = np.zeros(self.n, dtype=bool)
        found[self.response[self.places(question, *states)]] = True
        return found

    def numbers(self, question: str) -> np.ndarray:
        """The number that each response gave; nan without one."""
        found = np.full(self.n, np.nan)
        places = self.places(question, ANSWERED)
        column = self.long["number"]
        found[self.response[places]] = column.take(pa.array(places)).to_numpy()
        return found

    def texts(self, question: str) -> pa.Array:
        """The text that each response gave; null without one."""
        return self._of("text", question)

    def options(self, question: str) -> pa.Array:
        """The (last) option that each response chose; null without one."""
        return self._of("option", question)

    def _of(self, name: str, question: str) -> pa.Array:
        places = self.places(question, ANSWERED)
        at = np.full(self.n, -1, dtype=np.int64)
        at[self.response[places]] = places
        column = self.long[name]
        if isinstance(column, pa.ChunkedArray):
            column = column.combine_chunks()
        if pa.types.is_dictionary(column.type):
            taken = column.indices.take(pa.array(at, mask=at < 0))
            return column.dictionary.cast(pa.string()).take(taken)
        return column.take(pa.array(at, mask=at < 0))


def _coded(column: pa.ChunkedArray) -> tuple[dict[str, int], np.ndarray]:
    """Value → code, and the code of each row."""
    whole = column.combine_chunks() if isinstance(column, pa.ChunkedArray) else column
    if isinstance(whole, pa.ChunkedArray):
        whole = pa.concat_arrays([chunk.cast(pa.string()) for chunk in whole.chunks])
    if not pa.types.is_dictionary(whole.type):
        whole = whole.dictionary_encode()
    names = whole.dictionary.to_pylist()
    return {name: code for code, name in enumerate(names)}, whole.indices.to_numpy()
