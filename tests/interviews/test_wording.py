"""Every class and every reason has words."""

from seutukuva.interviews import balances, told, wording


def test_every_class_and_reason_has_words() -> None:
    assert list(wording.CLASSES) == list(balances.CLASSES)
    codes = {code for name, code in vars(told).items() if name.isupper() and isinstance(code, str)}
    assert set(wording.REASONS) == codes - {told.EXACT, told.CLASS, told.HIDDEN}
    for klass in balances.CLASSES:
        assert wording.class_words(klass)
    for reason in wording.REASONS:
        assert wording.reason_words(reason)
