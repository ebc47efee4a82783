"""Several answers in one cell, and one answer over several columns."""

from __future__ import annotations

from itertools import permutations

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from etl.interviews.matching.labels import Meanings
from etl.interviews.matching.mapping import propose
from etl.interviews.matching.multi import Splitter, is_marked
from seutukuva.interviews.keys import key
from tests.effort import grows_evenly
from tests.etl.interviews.forms import asking, option, question, read, table

pytestmark = pytest.mark.slow

PLATFORMS = question(
    "platforms",
    "multi",
    option("cicd", "CI/CD (GitHub Actions, GitLab CI, Jenkins)", "CI/CD"),
    option("docker", "Docker"),
    option("swarm", "Docker, swarm mode"),
    option("aws", "AWS"),
    option("c", "C"),
    option("cs", "C#"),
    option("other", "Muu", "Muu, mikä?"),
)
FORM = asking(PLATFORMS)
CICD = "CI/CD (GitHub Actions, GitLab CI, Jenkins)"


def parts(*cells: str) -> list[list[tuple[str, str | None]]]:
    """Texts and meanings of the parts of each cell."""
    found = Splitter(Meanings(FORM, PLATFORMS)).split_all(cells, [1] * len(cells))
    return [[(part.text, part.meaning.means) for part in one] for one in found]


def options(cell: str) -> list[str | None]:
    """The options of one cell."""
    return [means for _text, means in parts(cell)[0]]


@pytest.mark.parametrize(
    ("cell", "chosen"),
    [
        (f"Docker, {CICD}, AWS", ["docker", "cicd", "aws"]),
        (f"{CICD}", ["cicd"]),
        (f"{CICD};C#", ["cicd", "cs"]),
        ("ci/cd (github actions, gitlab ci, jenkins) | aws", ["cicd", "aws"]),
        ("CI/CD, AWS", ["cicd", "aws"]),
        ("Docker, swarm mode, AWS", ["swarm", "aws"]),
        # Between the words of that option stands a comma and nothing else.
        ("AWS; Docker", ["aws", "docker"]),
        ("AWS\nDocker\r\nC", ["aws", "docker", "c"]),
        ("AWS|null|C#", ["aws", "cs"]),
        ("Docker,", ["docker"]),
        ("AWS, AWS", ["aws"]),
        # One letter makes another word of a short one.
        ("Dockr, AWS", [None, "aws"]),
        ("CI/CD (GitHub Action, GitLab CI, Jenkins)", ["cicd"]),
        ("EOS", ["cannot_say"]),
        ("En tiedä, riippuu", ["cannot_say"]),
        ("AWS, EOS", ["aws"]),
        ("-", []),
        ("null", []),
        (" , ", []),
    ],
)
def test_a_cell_is_split_by_the_options_there_are(cell: str, chosen: list[str]) -> None:
    assert options(cell) == chosen


def test_what_no_option_explains_stays_as_it_was_written() -> None:
    assert parts("AWS, 401k, Docker", "Rust; AWS", "Muu: kahvila, baari, AWS") == [
        [("AWS", "aws"), ("401k", None), ("Docker", "docker")],
        [("Rust", None), ("AWS", "aws")],
        [("Muu: kahvila, baari", "other"), ("AWS", "aws")],
    ]


def test_commas_of_a_sentence_do_not_make_it_several_answers() -> None:
    once = "En tarjoa pilveä, teen sen itse, jos ehdin"
    assert parts(f"{once}, AWS") == [[(once, None), ("AWS", "aws")]]
    # What several respondents write is a label of its own.
    assert parts("Rust, Zig", "Zig, AWS", "Rust") == [
        [("Rust", None), ("Zig", None)],
        [("Zig", None), ("AWS", "aws")],
        [("Rust", None)],
    ]


def test_the_same_options_in_any_order() -> None:
    texts = {"cicd": CICD, "aws": "AWS", "swarm": "Docker, swarm mode", "cs": "C#"}
    for order in permutations(texts):
        assert options(", ".join(texts[one] for one in order)) == list(order)


# No option begins or ends with what stands between options.
LETTERS = st.text("abcdeåäö ()/+#,-;|", min_size=1, max_size=12).map(
    lambda text: text.strip(" ,;|") or "a"
)


@given(
    st.lists(LETTERS, min_size=2, max_size=6, unique_by=key),
    st.sampled_from([",", ";", "|", "\n", ", ", " ; ", "\r\n"]),
    st.randoms(use_true_random=False),
)
def test_joined_options_are_found_again(texts: list[str], mark: str, chance) -> None:
    pieces = {text: [key(one) for one in between(text)] for text in texts}
    # A form whose option is made of two others cannot be answered without doubt by anyone.
    assume(all(pieces.values()))
    singles = [one for own in pieces.values() for one in own]
    assume(len(set(singles)) == len(singles))
    states = {key(one) for one in ("", "-", "--", "---", ".", "null")}
    assume(not states & {*singles, *map(key, texts)})
    asked = question("many", "multi", *(option(f"o{at}", text) for at, text in enumerate(texts)))
    chosen = chance.sample(range(len(texts)), chance.randint(1, len(texts)))
    cell = mark.join(texts[at] for at in chosen)
    split = Splitter(Meanings(asking(asked), asked)).split_all([cell], [1])
    assert [part.meaning.means for part in split[0]] == [f"o{at}" for at in chosen]


def between(text: str) -> list[str]:
    """What stands between the separators of a text."""
    for mark in ";|\n":
        text = text.replace(mark, ",")
    return [one.strip() for one in text.split(",") if one.strip()]


@given(st.text(max_size=80))
def test_no_cell_breaks_the_splitting_and_nothing_is_lost(cell: str) -> None:
    for part in parts(cell)[0]:
        assert part[1] is not None or part[0] in cell


MARKED = ["Docker", "x", "X", "1", "TRUE", "kyllä", "✓", True, 1]
UNMARKED = [None, "", "0", "ei", "FALSE", "-", "null", False, 0]


def test_a_column_for_each_option_marked_in_any_way() -> None:
    rows = [["AWS", mark, "x"] for mark in MARKED] + [["AWS", mark, None] for mark in UNMARKED]
    made = table(["AWS", "Docker", "C#"], *rows)
    found = propose(made, FORM)
    assert [(one.question, one.option) for one in found.columns] == [
        ("platforms", "aws"), ("platforms", "docker"), ("platforms", "cs"),
    ]  # fmt: skip
    answered = read(made, found, FORM)["platforms"]
    n = len(MARKED)
    assert [(one["response"], one["option"]) for one in answered] == [
        *((at, name) for at in range(n) for name in ("docker", "aws", "cs")),
        *((n + at, "aws") for at in range(len(UNMARKED))),
    ]
    assert {one["state"] for one in answered} == {"answered"}


@pytest.mark.parametrize(
    "heading",
    ["Platforms: {}", "Platforms [{}]", "Platforms – {}", "Platforms - {}", "3. Platforms: {}"],
)
def test_headings_of_question_and_option(heading: str) -> None:
    made = table([heading.format(CICD), heading.format("Docker")], ["x", None], [None, "x"])
    found = propose(made, FORM)
    assert [(one.question, one.option) for one in found.columns] == [
        ("platforms", "cicd"), ("platforms", "docker"),
    ]  # fmt: skip
    assert [one["option"] for one in read(made, found, FORM)["platforms"]] == ["cicd", "docker"]


def test_the_column_of_what_else_holds_text() -> None:
    made = table(["Platforms: AWS", "Platforms: Muu, mikä?"], ["x", "oma sali"], [None, "-"])
    assert read(made, propose(made, FORM), FORM)["platforms"] == [
        {"response": 0, "option": "aws", "number": None, "text": None, "state": "answered"},
        {"response": 0, "option": "other", "number": None, "text": "oma sali", "state": "answered"},
    ]


def test_a_cell_of_an_option_that_nobody_understands_is_kept_as_text() -> None:
    made = table(["Platforms: AWS", "Platforms: Docker"], ["joskus", "x"])
    found = propose(made, FORM)
    assert [(one.label, one.means) for one in found.labels if one.how == "none"] == [
        ("joskus", None)
    ]
    assert [(one["option"], one["text"]) for one in read(made, found, FORM)["platforms"]] == [
        ("docker", None), (None, "joskus"),
    ]  # fmt: skip


def test_an_option_of_two_questions_belongs_to_the_columns_beside_it() -> None:
    other = question("tools", "multi", option("saw", "Saha"), option("else", "Muu"))
    form = asking(PLATFORMS, other)
    made = table(["AWS", "Docker", "Muu", "Saha", "Muu (2)"], ["x"] * 5, ["x", "x", "", "", "x"])
    found = propose(made, form)
    assert [(one.question, one.option) for one in found.columns] == [
        ("platforms", "aws"), ("platforms", "docker"), ("platforms", "other"),
        ("tools", "saw"), ("tools", "else"),
    ]  # fmt: skip


def test_one_heading_that_is_an_option_is_not_enough() -> None:
    made = table(["AWS", "Something"], ["x", "a"], ["x", "b"])
    assert [one.question for one in propose(made, FORM).columns] == [None, None]


def test_columns_that_name_the_same_option_count_once() -> None:
    made = table(["First", "Second"], ["AWS", "aws"], ["Docker", "Muu kone"])
    both = {"question": "platforms", "option": None}
    found = propose(made, FORM, corrections={"columns": {"0": both, "1": both}})
    answered = read(made, found, FORM)["platforms"]
    assert [(one["response"], one["option"]) for one in answered] == [
        (0, "aws"), (1, "docker"), (1, "other"),
    ]  # fmt: skip


@pytest.mark.parametrize(
    "sign",
    [" ", *(pytest.param(one, marks=pytest.mark.slow) for one in (",", "(", "1 ", "a,", "\n"))],
)
def test_an_endless_cell_takes_no_endless_time(sign: str) -> None:
    def taken(signs: str) -> None:
        made = table(["Platforms" + signs], [signs + "x"])
        propose(made, FORM)
        everything = {"columns": {"0": {"question": "platforms", "option": None}}}
        read(made, propose(made, FORM, corrections=everything), FORM)

    assert grows_evenly(taken, sign * 15_000)


def test_an_option_called_no_is_chosen_where_its_own_column_says_so() -> None:
    asked = question("help", "multi", option("none", "Ei"), option("money", "Rahaa"))
    meanings = Meanings(asking(asked), asked)
    assert is_marked("Ei", meanings, "none") is True
    assert is_marked("Ei", meanings, "money") is False
    assert is_marked("0", meanings, "none") is False
