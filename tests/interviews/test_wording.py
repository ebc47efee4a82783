"""Every class and every reason has words."""

from seutukuva.interviews import balances, told, wording


def test_every_class_and_reason_has_words() -> None:
    assert list(wording.CLASSES) == list(balances.CLASSES)
    assert set(wording.REASONS) == set(told.REASONS)
    for klass in balances.CLASSES:
        assert wording.class_words(klass)
    for reason in told.REASONS:
        assert wording.reason_words(reason)
