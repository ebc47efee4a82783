"""Questionnaires and the rules of interviewing: the project's own are complete; wrong ones fail."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from seutukuva import definitions, settings
from seutukuva.definitions import LANGUAGES, Option, Question
from seutukuva.definitions.interviewing import ROLES, TOPICS
from seutukuva.errors import DefinitionError
from seutukuva.interviews.keys import key

pytestmark = pytest.mark.slow

FOUND = definitions.load()
FORM = FOUND.questionnaires["company_interview"]
QUESTIONS = list(FORM.questions.values())
CHOICES = [one for one in QUESTIONS if one.options]
# What statistics, needs and protection of a firm rest on.
NEEDED_ROLES = [role for role in ROLES if role != "wave"]
BLOCKS = [
    *("firm", "interview", "outlook", "labour", "skills", "growth", "investment", "succession"),
    *("exports", "finance", "network", "site", "municipality", "needs", "words", "contact"),
]


def _id(one: Question) -> str:
    return one.id


# ---------------------------------------------------------------- the project's own


def test_the_form_asks_in_every_block_and_counts_every_topic() -> None:
    assert list(FORM.blocks) == BLOCKS
    assert list(dict.fromkeys(one.block for one in QUESTIONS)) == BLOCKS
    for role in NEEDED_ROLES:
        assert FORM.of_role(role), role
    for topic in TOPICS:
        assert FORM.of_topic(topic), topic


def test_the_outlook_is_that_of_the_national_barometer() -> None:
    asked = [one.id for one in FORM.of_topic("balance") if one.block == "outlook"]
    assert asked == [
        *("situation", "business_outlook", "turnover_outlook", "profitability_outlook"),
        *("solvency_outlook", "investment_outlook", "product_development_outlook"),
        *("personnel_outlook", "export_outlook"),
    ]
    for name in asked[1:]:
        scores = [one.score for one in FORM.questions[name].options.values()]
        assert scores == [1, 0, -1], "three options: share of rising minus share of falling"
    scores = [one.score for one in FORM.questions["situation"].options.values()]
    assert scores == [1, 0.5, 0, -0.5, -1]


def _texts() -> Iterator[tuple[str, definitions.Text]]:
    yield "title", FORM.title
    yield "description", FORM.description
    yield "cannot_say_title", FORM.cannot_say_title
    yield from FORM.blocks.items()
    for question in QUESTIONS:
        yield question.id, question.title
        for text in (question.help, question.unit):
            if any(text.values()):
                yield question.id, text
        for option in question.options.values():
            yield f"{question.id}.{option.id}", option.title
    for one in (*FOUND.interviewing.service_groups.values(), *FOUND.interviewing.themes.values()):
        yield one.id, one.title


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_wording_stands_in_every_language(language: str) -> None:
    for name, text in _texts():
        assert text[language].strip() == text[language] != "", name
        assert "  " not in text[language] and "\u00ad" not in text[language], name


def test_a_heading_leads_to_one_question_however_it_is_spelt() -> None:
    taken: dict[str, str] = {}
    for question in QUESTIONS:
        for heading in (*question.title.values(), *question.synonyms):
            assert taken.setdefault(key(heading), question.id) == question.id, heading


@pytest.mark.parametrize("question", CHOICES, ids=_id)
def test_a_label_leads_to_one_option_however_it_is_spelt(question: Question) -> None:
    taken: dict[str, str] = {}
    for option in question.options.values():
        for label in (*option.title.values(), *option.synonyms, option.id):
            assert taken.setdefault(key(label), option.id) == option.id, label


def test_size_classes_leave_no_number_out() -> None:
    question = FORM.of_role("size_class")
    assert question
    classes = list(question.options.values())
    assert classes[0].low == 0
    for one, following in zip(classes, classes[1:], strict=False):
        assert following.low == (one.high or 0) + 1
    assert classes[-1].high is None


def test_every_need_goes_to_a_group_and_every_group_has_needs() -> None:
    (needs,) = FORM.of_topic("need")
    routed = {one.service_group for one in needs.options.values() if one.id != "none"}
    assert routed == set(FOUND.interviewing.service_groups)
    assert needs.options["none"].service_group == ""
    areas = {code for one in needs.options.values() for code in one.development_areas}
    assert areas == {area.code for area in FOUND.programme.development_areas}
    owners = {area.code: area.owner for area in FOUND.programme.development_areas}
    for group in FOUND.interviewing.service_groups.values():
        assert group.organisation in {owners[code] for code in group.development_areas}, group.id


def test_yes_and_no_of_a_plan_are_told_apart() -> None:
    for question in FORM.of_topic("plan"):
        meanings = {one.meaning for one in question.options.values()}
        assert {"yes", "no"} <= meanings, question.id


def test_personal_data_is_told_by_its_role() -> None:
    personal = [one.id for one in QUESTIONS if one.is_personal]
    assert personal == [
        *("interviewer", "contact_name", "contact_role", "contact_email", "contact_phone"),
    ]


def test_the_rules_of_interviewing_are_the_programmes() -> None:
    rules = FOUND.interviewing
    assert (rules.shown, rules.exist, rules.rounds) == (5, 3, (4, 10))
    assert rules.summaries_from == ("KS", "SSYP", "WITAS", "POKE")
    assert len(rules.themes) >= 12
    for theme in rules.themes.values():
        assert len(set(theme.words)) == len(theme.words) >= 8, theme.id
        assert all(word == word.lower() for word in theme.words), theme.id


# ---------------------------------------------------------------- wrong ones


@pytest.fixture
def folders(tmp_path: Path) -> tuple[Path, Path]:
    """Copies of the definitions that a test may break."""
    one, two = tmp_path / "definitions", tmp_path / "programmes"
    shutil.copytree(settings.definitions_folder(), one)
    shutil.copytree(settings.programmes_folder(), two)
    return one, two


def _form(folders: tuple[Path, Path]) -> Path:
    folder = folders[1] / FOUND.programme.id / "questionnaires"
    return folder / "company_interview.toml"


def _refusal(folders: tuple[Path, Path], file: Path, old: str, new: str) -> DefinitionError:
    text = file.read_text(encoding="utf-8")
    assert old in text
    file.write_text(text.replace(old, new, 1), encoding="utf-8")
    with pytest.raises(DefinitionError) as refused:
        definitions.read(*folders)
    assert file.name in str(refused.value)
    return refused.value


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        ('valid_from = "2025-08-01"\n', "", "valid_from"),
        ('id = "outlook"', 'id = "Outlook"', "is no id"),
        ('id = "outlook"', 'id = "firm"', "stands twice"),
        ('id = "situation"', 'id = "business_outlook"', "stands twice"),
        ('role = "response_id"', 'role = "y_tunnus"', "stands twice"),
        ('role = "response_id"', 'role = "shoe_size"', "shoe_size"),
        ('block = "outlook"', 'block = "outlok"', "outlok"),
        ('scale = "changed"', 'scale = "change"', "change"),
        ('score = 0.5, title = { fi = "Parantunut', 'score = 0.4, title = { fi = "P', "0.4"),
        ('meaning = "maybe"', 'meaning = "perhaps"', "perhaps"),
        ('topic = "balance"\nscale = "changed"', 'topic = "balance"\nscale = "yes_no"', "score"),
        ('type = "choice"\ntopic = "balance"', 'type = "text"\ntopic = "balance"', "options"),
        ('type = "number"\nrole = "personnel"', 'type = "text"\nrole = "personnel"', "number"),
        ('type = "text"\nrole = "contact_name"', 'type = "date"\nrole = "contact_nam"', "role"),
        ('role = "contact_name"', 'role = "contact_name"\ntopic = "free_text"', "person"),
        ("low = 1800\nhigh = 2100", "low = 2100\nhigh = 1800", "below low"),
        ('{ id = "p0_1", low = 0, high = 1', '{ id = "p0_1", high = 1', "lowest"),
        ('"EOS", "Ei osaa sanoa"', '"EOS", "-"', "belongs to"),
        ('synonyms = ["Asema", ', 'synonyms = ["asema", "Kunta", ', "municipality"),
        ('"paranevat", "parempi"', '"paranevat", "huonompi"', "belongs to"),
        ('"Puh.", "Puh"', '"Puh.", 5', "is not a text"),
        ('nb = "Om bedriften"', 'no = "Om bedriften"', "nb"),
        ('max_length = 60\n', 'maximum = 60\n', "maximum"),
        ('service_group = "start_up"', 'service_group = "startup"', "startup"),
        ('role = "y_tunnus"', 'role = "y_tunnus"\ndevelopment_areas = ["A9"]', "A9"),
        ('id = "p2_4"', 'id = "p2_4", development_areas = ["A7"]', "A7"),
    ],
)  # fmt: skip
def test_a_wrong_form_is_refused_by_file_and_key(
    folders: tuple[Path, Path], old: str, new: str, told: str
) -> None:
    assert told in str(_refusal(folders, _form(folders), old, new))


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        ("exist = 3", "exist = 6", "exist"),
        ("shown = 5", "shown = 2", "shown"),
        ("classes_below = 10", "classes_below = 4", "classes_below"),
        ("dominance = 0.75", "dominance = 80", "dominance"),
        ("rounds = [4, 10]", "rounds = [4, 13]", "rounds"),
        ("rounds = [4, 10]", 'rounds = ["April"]', "rounds"),
        ('"WITAS", "POKE"]', '"WITAS", "POKEE"]', "POKEE"),
        ('organisation = "KS"', 'organisation = "KSS"', "KSS"),
        ("days = 7", "days = 0", "days"),
        ('id = "municipal"', 'id = "start_up"', "stands twice"),
        ('development_areas = ["A1"]', 'development_areas = ["B1"]', "B1"),
        ('words = ["osaajapula", ', 'words = ["*", ', "one letter"),
        ('id = "training"\ndevelopment_areas', 'id = "skill_shortage"\ndevelopment_areas', "twice"),
    ],
)
def test_wrong_rules_are_refused_by_file_and_key(
    folders: tuple[Path, Path], old: str, new: str, told: str
) -> None:
    file = _form(folders).parent.parent / "interviews.toml"
    assert told in str(_refusal(folders, file, old, new))


def test_an_error_says_in_which_file_question_and_key(folders: tuple[Path, Path]) -> None:
    old = 'id = "grade_municipality"\nblock = "municipality"\ntype = "number"'
    error = _refusal(folders, _form(folders), old, old.replace("number", "numeral"))
    at = [one.id for one in QUESTIONS].index("grade_municipality") + 1
    assert f"company_interview.toml: question[{at}].type" in str(error)
    assert "text, choice, multi, number, date" in str(error)


def test_a_programme_without_interviews_has_safe_rules(folders: tuple[Path, Path]) -> None:
    folder = _form(folders).parent.parent
    shutil.rmtree(folder / "questionnaires")
    (folder / "interviews.toml").unlink()
    found = definitions.read(*folders)
    assert not found.questionnaires
    assert (found.interviewing.shown, found.interviewing.exist) == (5, 3)


def test_a_changed_form_stands_beside_the_earlier_one(folders: tuple[Path, Path]) -> None:
    text = _form(folders).read_text(encoding="utf-8").replace("2025-08-01", "2027-02-01", 1)
    (_form(folders).parent / "an_interview_of_2027.toml").write_text(text, encoding="utf-8")
    found = definitions.read(*folders).questionnaires
    assert list(found) == ["company_interview", "an_interview_of_2027"], "the oldest first"
    assert {one.family for one in found.values()} == {"company_interview"}


def test_options_of_a_scale_are_the_same_in_each_of_its_questions() -> None:
    shared: dict[str, Option] = dict(FORM.questions["turnover_outlook"].options)
    assert dict(FORM.questions["export_outlook"].options) == shared
