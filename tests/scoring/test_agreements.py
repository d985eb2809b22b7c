"""Rule 9: agreement within a party."""

import pytest

from assessments.scoring import Agreement, ScoringError, agreement


def test_agreement_of_three():
    # mean 3; s^2 = (1 + 0 + 1) / 2 = 1; expected (25 - 1) / 12 = 2; r_wg = 1 - 1/2 = 0.5;
    # AD = (1 + 0 + 1) / 3 = 2/3.
    found = agreement([2, 3, 4], 5)

    assert found == Agreement(3, 0.5, pytest.approx(2 / 3, abs=1e-15), (2.0, 4.0))


def test_agreement_is_whole_when_all_say_the_same():
    assert agreement([4, 4, 4, 4], 5) == Agreement(4, 1.0, 0.0, (4.0, 4.0))


def test_agreement_never_falls_under_zero():
    # mean 3; s^2 = 16 / 3 > 2, so 1 - 2.67 is floored at 0; AD = 8 / 4 = 2.
    assert agreement([1, 5, 1, 5], 5) == Agreement(4, 0.0, 2.0, (1.0, 5.0))


def test_agreement_uses_the_number_of_options():
    # s^2 = 1; expected (9 - 1) / 12 = 2/3, so 1 - 1.5 is floored; on seven (49 - 1) / 12 = 4:
    # 1 - 1/4 = 0.75.
    assert agreement([1, 2, 3], 3).r_wg == 0.0
    assert agreement([1, 2, 3], 7).r_wg == 0.75


@pytest.mark.parametrize(
    ("values", "expected"),
    [
        ([], Agreement(0, None, None, None)),
        ([4], Agreement(1, None, None, (4.0, 4.0))),
        ([4, 1], Agreement(2, None, None, (1.0, 4.0))),
    ],
)
def test_agreement_under_three_is_the_spread_only(values, expected):
    assert agreement(values, 5) == expected


def test_agreement_refuses_a_scale_of_one():
    with pytest.raises(ScoringError) as error:
        agreement([1, 1, 1], 1)

    assert str(error.value) == "a scale of 1 options cannot show agreement"
