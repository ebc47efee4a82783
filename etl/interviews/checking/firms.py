"""The firm of each row: its business ID, its municipality and its industry."""

from __future__ import annotations

import numpy as np
import pyarrow as pa

from etl.interviews.checking import roles
from etl.interviews.checking.case import Case
from etl.interviews.checking.problems import ERROR, NOTE, WARNING, one_of
from etl.interviews.reading.cells import DATE, DATETIME
from etl.interviews.values import business_id as ids
from etl.interviews.values import distinct, industries, municipalities
from seutukuva.definitions import Question
from seutukuva.definitions.industries import versions
from seutukuva.texts import N_, _, ngettext

_NO_BUSINESS_ID = {
    ids.OF_DATE: N_(
        "The spreadsheet has made a date of this business ID. Make the column one of text and "
        "write the business ID again."
    ),
    ids.OF_CHECK_DIGIT: N_("The check digit of “{value}” does not fit: a digit is wrong."),
    ids.OF_FORM: N_("“{value}” is not a business ID."),
}
_LEFT_OUT = {
    industries.UNKNOWN: N_(
        "“{value}” is no industry of the classification; it is kept as text, and the firm is left "
        "out of figures by industry."
    ),
    industries.DATE: N_(
        "The spreadsheet has made a date of this industry code; the firm is left out of figures "
        "by industry."
    ),
    industries.NO_VERSION: N_(
        "The letter “{value}” means one industry in the classification of 2008 and another in "
        "that of 2025; the firm is left out of figures by industry."
    ),
}


def business_id(case: Case) -> pa.Array:
    """The business ID of each row in its own form; null where there is none that can be used."""
    question = case.asked("y_tunnus")
    if question is None:
        sentence = _(
            "No column holds business IDs: firms are told apart by name and municipality alone."
        )
        case.problems.file(NOTE, "business_id_not_asked", sentence)
        return roles.nothing(case)
    values, codes = roles.rows_of(case, question)
    country = case.defs.areas[case.defs.programme.country].country
    found = ids.read_all(values, country)
    column = case.column(question)
    is_date = case.sheet.of_kind(column, DATE, DATETIME) & (codes >= 0)
    # A date is no business ID, whatever its digits say: one more text, for all of them.
    codes = np.where(is_date, len(values), codes)
    found.append(ids.BusinessId("", ids.OF_DATE))
    _business_id_problems(case, column, found, codes)
    missing = int((codes < 0).sum())
    if missing and not question.required:
        sentence = ngettext(
            "{n} row has no business ID; its firm is known by name and municipality.",
            "{n} rows have no business ID; their firms are known by name and municipality.",
            missing,
        )
        case.problems.file(NOTE, "business_id_missing", sentence.format(n=missing))
    return roles.spread([one.id or None for one in found], codes)


def _business_id_problems(
    case: Case, column: int, found: list[ids.BusinessId], codes: np.ndarray
) -> None:
    told = roles.Told(case, column, [one.remark for one in found], codes)
    allowed = _("seven digits, a hyphen and a check digit, e.g. 2077474-0")
    if case.defs.areas[case.defs.programme.country].country != "FI":
        allowed = _("an organisation number with its check digit")
    for remark, sentence in _NO_BUSINESS_ID.items():
        told.tell(ERROR, remark, _(sentence), allowed)

    def mended(row: int) -> str:
        text = _("“{value}” was read as {business_id}: a zero in front was missing.")
        return text.replace("{business_id}", found[codes[row]].id)

    told.tell(NOTE, ids.PADDED, mended)
    told.tell(WARNING, ids.ZERO_LOST, mended, allowed)


def municipality(case: Case) -> pa.Array:
    """The area id of each row's municipality; null where there is none that is known."""
    question = case.asked("municipality")
    if question is None:
        return roles.nothing(case)
    reader = municipalities.Municipalities(case.defs, case.language)
    if question.options:
        chosen = distinct.of(case.given.options(question.id))
        codes = chosen.codes
        values = [_area_text(question, option) for option in chosen.values]
    else:
        texts, codes = roles.rows_of(case, question)
        values = texts.to_pylist()
    found = [reader.read(value) for value in values]
    told = roles.Told(case, case.column(question), [one.remark for one in found], codes)
    allowed = one_of(reader.own_names())

    def unknown(row: int) -> str:
        near = found[codes[row]].near
        sentence = _("There is no municipality “{value}”.")
        if not near:
            return sentence
        return f"{sentence} {_('Perhaps {names}?').format(names=one_of(near))}"

    def former(row: int) -> str:
        one = found[codes[row]]
        return _("{former} is part of {municipality} today and is counted there.").format(
            former=one.former, municipality=reader.name(one.area_id)
        )

    told.tell(ERROR, municipalities.UNKNOWN, unknown, allowed)
    told.tell(NOTE, municipalities.FORMER, former)
    outside = _(
        "“{value}” is not a municipality of the programme; the firm is kept and left out of the "
        "programme’s figures by municipality."
    )
    told.tell(WARNING, municipalities.OUTSIDE, outside, allowed)
    return roles.spread([one.area_id or None for one in found], codes)


def _area_text(question: Question, option: str) -> str:
    """What an option of a list of municipalities names: its id may be the code."""
    return (
        option.upper()
        if option.lower().startswith("ku") and option[2:].isdigit()
        else (question.options[option].title["fi"])
    )


def industry(case: Case, interviewed_on: pa.Array) -> tuple[pa.Array, pa.Array, pa.Array]:
    """Code, version of the classification and section of each row's industry.

    Args:
        interviewed_on: tells which version was in use where the row does not say.
    """
    question = case.asked("industry")
    if question is None:
        return roles.nothing(case), roles.nothing(case), roles.nothing(case)
    values, codes = _industry_texts(case, question)
    stated, stated_codes = _stated_versions(case)
    in_use, in_use_codes = _versions_in_use(case, interviewed_on)
    column = case.column(question)
    is_date = case.sheet.of_kind(column, DATE, DATETIME)
    rows = np.flatnonzero(codes >= 0)
    keys = np.stack([codes, stated_codes, in_use_codes, is_date]).astype(np.int64)[:, rows]
    apart, inverse = np.unique(keys, axis=1, return_inverse=True)
    reader = industries.Industries(case.defs.industries)
    found = [
        reader.read(values[text], stated[version], in_use[usual], bool(date))
        for text, version, usual, date in apart.T.tolist()
    ]
    at = np.full(case.sheet.n, -1, dtype=np.int64)
    at[rows] = inverse.reshape(-1)
    _industry_problems(case, column, found, at)
    return (
        roles.spread([one.code for one in found], at),
        roles.spread([one.version or None for one in found], at),
        roles.spread([one.section or None for one in found], at),
    )


def _industry_problems(
    case: Case, column: int, found: list[industries.Industry], at: np.ndarray
) -> None:
    told = roles.Told(case, column, [one.remark for one in found], at)
    allowed = _("a code of two to five digits, or a letter with the year of its classification")
    for remark, sentence in _LEFT_OUT.items():
        told.tell(WARNING, remark, _(sentence), allowed)

    def named(row: int) -> str:
        one = found[at[row]]
        title = case.defs.industries[one.version][one.section].title[case.language]
        return _("“{value}” was read as {letter}, {title} ({version}).").format(
            value="{value}", letter=one.section, title=title, version=one.version
        )

    told.tell(NOTE, industries.BY_NAME, named)


def _industry_texts(case: Case, question: Question) -> tuple[list[str], np.ndarray]:
    if not question.options:
        texts, codes = roles.rows_of(case, question)
        return texts.to_pylist(), codes
    chosen = distinct.of(case.given.options(question.id))
    return [_option_text(question, option) for option in chosen.values], chosen.codes


def _option_text(question: Question, option: str) -> str:
    """A list of industries has letters or divisions as its ids, or titles that name them."""
    bare = option.rpartition("_")[2].upper()
    return bare if bare.isdigit() or len(bare) == 1 else question.options[option].title["fi"]


def _stated_versions(case: Case) -> tuple[list[str], np.ndarray]:
    """The versions that rows name, the last "" for none, and which each row names."""
    question = case.asked("industry_version")
    if question is None:
        return [""], np.zeros(case.sheet.n, dtype=np.int64)
    told = distinct.of(roles.option(case, "industry_version"))
    texts = [
        f"{text} {question.options[text].title['fi']}" if question.options else text
        for text in told.values
    ]
    versions = [industries.version_of(text.replace("_", " ")) for text in texts]
    return [*versions, ""], np.where(told.codes < 0, len(versions), told.codes)


def _versions_in_use(case: Case, interviewed_on: pa.Array) -> tuple[list[str], np.ndarray]:
    """The versions, and which was in use: on the day of the interview, else as the round's month
    began; before all of them the first."""
    known = versions(case.defs.industries)
    days = interviewed_on.to_numpy(zero_copy_only=False).astype("datetime64[D]")
    days = np.where(np.isnat(days), np.datetime64(f"{case.upload['wave']}-01"), days)
    begins = np.array([day for day, _version in known], dtype="datetime64[D]")
    at = np.searchsorted(begins, days, side="right") - 1
    return [version for _day, version in known], np.maximum(at, 0)
