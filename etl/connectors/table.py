"""A table as its metadata describe it: which variable is what, what to ask, in how many parts."""

from __future__ import annotations

import math
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from etl.connectors.wanted import Wanted, area_id, listed, period
from seutukuva.definitions.model import Source
from seutukuva.errors import ShapeChanged

VERSION_SUFFIX = re.compile(r"_\d+_\d{8}$")  # classification and its date, new every January
YEAR_SUFFIX = re.compile(r"\s+\d{4}$")  # "Alue 2026"
CONTENTS_NAMES = ("contentscode", "tiedot", "contents")
TOTAL_CODES = ("sss", "tot", "total", "totsa", "totalt", "t")
TOTAL_LABELS = (
    "yhteensä",
    "sammanlagt",
    "total",
    "totalt",
    "i alt",
    "begge kjønn",
    "båda könen",
    "both sexes",
    "samtliga",
)


@dataclass(frozen=True, slots=True)
class Variable:
    """One variable of a table.

    Attributes:
        total: the code of its total, "" when none is known.
        eliminable: may be left out of a query, which then answers its total.
        role: "time" | "geo" | "metric" | "" as the metadata say.
    """

    code: str
    text: str
    values: tuple[str, ...]
    texts: tuple[str, ...]
    eliminable: bool = False
    total: str = ""
    role: str = ""


@dataclass(frozen=True, slots=True)
class Selected:
    """The chosen codes of one variable; ``codelist`` names a grouping made by the server."""

    variable: str
    codes: tuple[str, ...]
    is_time: bool = False
    codelist: str = ""


@dataclass(frozen=True, slots=True)
class Plan:
    """What to ask of a table: chosen codes a variable, what is left out, what was not found."""

    selected: tuple[Selected, ...]
    left_out: tuple[str, ...] = ()
    warnings: tuple[str, ...] = ()

    @property
    def cells(self) -> int:
        """Number of cells of the answer."""
        return math.prod(len(s.codes) for s in self.selected)


def stem(code: str) -> str:
    """``alue_23_20260101`` → ``alue``; other codes unchanged but for case."""
    return VERSION_SUFFIX.sub("", code).casefold()


def find_variable(
    variables: Sequence[Variable], role: str, names: Sequence[str], *, where: str
) -> Variable | None:
    """The variable that plays a role: exact code, stem, text, then time flag or role.

    Returns:
        None when no variable fits.

    Raises:
        ShapeChanged: several fit equally well.
    """
    texts = {n.casefold() for n in names}
    stems = {stem(n) for n in names}
    for fits in (
        lambda v: v.code in names,
        lambda v: stem(v.code) in stems,
        lambda v: v.text.casefold() in texts or YEAR_SUFFIX.sub("", v.text).casefold() in texts,
        lambda v: _plays(v, role),
    ):
        found = [v for v in variables if fits(v)]
        if len(found) == 1:
            return found[0]
        if found:
            codes = listed(v.code for v in found)
            raise ShapeChanged(f"one variable for {role}", codes, where=where, todo=_NAME_IT)
    return None


_NAME_IT = "name the variable in the source's [dimensions]"


def _plays(variable: Variable, role: str) -> bool:
    if role == "time":
        return variable.role == "time"
    if role == "area":
        return variable.role == "geo"
    if role == "contents":
        return variable.role == "metric" or variable.code.casefold() in CONTENTS_NAMES
    return False


def roles(variables: Sequence[Variable], source: Source, *, where: str) -> dict[str, Variable]:
    """The variable of each role of the source, as far as the table has it.

    Raises:
        ShapeChanged: one variable would play two roles.
    """
    asked: dict[str, Sequence[str]] = {"area": (), "time": (), "contents": (), **source.dimensions}
    found: dict[str, Variable] = {}
    for role, names in asked.items():
        if variable := find_variable(variables, role, tuple(names), where=where):
            found[role] = variable
    codes = [v.code for v in found.values()]
    twice = sorted({c for c in codes if codes.count(c) > 1})
    if twice:
        raise ShapeChanged("one role a variable", listed(twice), where=where, todo=_NAME_IT)
    return found


def find_value(
    variable_codes: Sequence[str], texts: Sequence[str], declared: str, *, suffix: bool
) -> str | None:
    """The code that a declared value means: exact, by case, by suffix after "-", by text.

    ``suffix`` allows ``vaesto`` for ``vaerak-vaesto`` and the reverse (contents only).
    """
    if declared in variable_codes:
        return declared
    low = declared.casefold()
    candidates = [
        [c for c in variable_codes if c.casefold() == low],
        [c for c in variable_codes if suffix and _same_suffix(c.casefold(), low)],
        [c for c, t in zip(variable_codes, texts, strict=True) if t.casefold() == low],
    ]
    for found in candidates:
        if len(found) == 1:
            return found[0]
    return None


def _same_suffix(code: str, declared: str) -> bool:
    """Only a prefix may differ: ``vaerak-vaesto`` and ``vaesto``, in either direction."""
    return code.partition("-")[2] == declared or code == declared.partition("-")[2] != ""


def is_total(declared: str) -> bool:
    """Whether a declared value is one of the usual codes of a total."""
    return declared.casefold() in TOTAL_CODES


def find_total(variable: Variable) -> str:
    """The code of a variable's total; "" when it cannot be told."""
    if variable.total:
        return variable.total
    for code in variable.values:
        if code.casefold() in TOTAL_CODES:
            return code
    for code, text in zip(variable.values, variable.texts, strict=True):
        if text.casefold() in TOTAL_LABELS:
            return code
    return variable.values[0] if len(variable.values) == 1 else ""


def plan(variables: Sequence[Variable], source: Source, wanted: Wanted, *, where: str) -> Plan:
    """What to ask of the table so that every wanted series is answered.

    Every variable is either asked with explicit codes or, where it has no nameable total but may
    be eliminated, left out and said to be.

    Raises:
        ShapeChanged: a variable, its total, the areas, the periods or all contents are missing.
    """
    played = roles(variables, source, where=where)
    _require(played, source, wanted, variables, where)
    of = {v.code: role for role, v in played.items()}
    selected, left_out, warnings = [], [], []
    for variable in variables:
        role = of.get(variable.code, "")
        if role == "area":
            selected.append(_areas(variable, source, where))
        elif role == "time":
            selected.append(_periods(variable, source, where))
        else:
            codes, missing = _codes(variable, role, wanted, where)
            warnings += [f"{variable.code}: no value {m!r} in the table" for m in missing]
            if codes:
                selected.append(Selected(variable.code, codes))
            else:
                left_out.append(variable.code)
    return Plan(tuple(selected), tuple(left_out), tuple(warnings))


def _require(
    played: Mapping[str, Variable],
    source: Source,
    wanted: Wanted,
    variables: Sequence[Variable],
    where: str,
) -> None:
    """Area, time and contents must be there, and whatever the indicators choose a part of."""
    for role in ("area", "time", "contents", *source.dimensions):
        names = source.dimensions.get(role, ())
        optional = role == "area" and not names
        if role not in (*played, "area", "time", "contents"):
            # a table without sexes answers for both of them: what is meant by their total
            optional = all(v is None or is_total(v) for v in wanted.values(role))
        if role not in played and not optional:
            expected = f"a variable for {role}" + (f" ({', '.join(names)})" if names else "")
            raise ShapeChanged(
                expected, listed(v.code for v in variables), where=where, todo=_NAME_IT
            )


def _areas(variable: Variable, source: Source, where: str) -> Selected:
    areas = source.areas
    codes = tuple(c for c in variable.values if area_id(c, source))
    if areas.codelist and not codes:
        # a grouping of the server has codes that the table itself does not list
        codes = tuple(c for c in areas.only if area_id(c, source))
    if not codes:
        raise ShapeChanged(
            f"areas of kind {', '.join(areas.kinds)}",
            listed(variable.values),
            where=where,
            todo="check [areas] of the source's definition",
        )
    return Selected(variable.code, codes, codelist=areas.codelist)


def _periods(variable: Variable, source: Source, where: str) -> Selected:
    first = source.time_from
    codes = []
    for code, text in zip(variable.values, variable.texts, strict=True):
        found = period(code, text)
        if found and found >= first:
            codes.append(code)
    if not codes:
        raise ShapeChanged("periods", listed(variable.values), where=where)
    return Selected(variable.code, tuple(codes), is_time=True)


def _codes(
    variable: Variable, role: str, wanted: Wanted, where: str
) -> tuple[tuple[str, ...], list[str]]:
    """The codes to ask of one variable, and declared values that it does not have."""
    suffix = role == "contents"
    declared = wanted.contents if suffix else (wanted.values(role) if role else (None,))
    codes, missing = set(), []
    for value in declared:
        code: str | None
        if value is None:
            code = find_total(variable)
            if not code and not variable.eliminable:
                raise ShapeChanged(
                    f"a total of {variable.code}",
                    listed(variable.values),
                    where=where,
                    todo="select a value of that dimension in the indicators of the source",
                )
        else:
            code = find_value(variable.values, variable.texts, value, suffix=suffix)
        if code:
            codes.add(code)
        elif value is not None:
            missing.append(value)
    if missing and not codes:
        expected = f"{variable.code} with {listed(missing)}"
        raise ShapeChanged(expected, listed(variable.values), where=where, todo=_CHECK_VALUES)
    if codes and None in declared and not find_total(variable):
        # leaving the variable out and asking for its parts cannot be one query
        raise ShapeChanged(f"a total of {variable.code}", "none", where=where, todo=_CHECK_VALUES)
    return tuple(c for c in variable.values if c in codes), missing


_CHECK_VALUES = "check the values that the indicators of this source select"


def split(whole: Plan, most_cells: int, most_values: int = 0) -> Iterator[Plan]:
    """Parts that each hold at most ``most_cells`` cells (and codes, where that is limited too).

    The largest variable that is not time is cut first; time only when all others are at one
    code. Together the parts hold every cell of the whole once.
    """
    values = sum(len(s.codes) for s in whole.selected)
    too_many_values = bool(most_values) and values > most_values
    if whole.cells <= most_cells and not too_many_values:
        yield whole
        return
    cuttable = [s for s in whole.selected if len(s.codes) > 1]
    if not cuttable:
        yield whole  # a single cell; the server itself has to say what is wrong
        return
    largest = max(cuttable, key=lambda s: (not s.is_time, len(s.codes)))
    size = max(1, most_cells // (whole.cells // len(largest.codes)))
    if too_many_values:
        size = min(size, max(1, most_values - (values - len(largest.codes))))
    size = min(size, len(largest.codes) - 1)
    for start in range(0, len(largest.codes), size):
        part = replace(largest, codes=largest.codes[start : start + size])
        chosen = tuple(part if s is largest else s for s in whole.selected)
        yield from split(replace(whole, selected=chosen), most_cells, most_values)
