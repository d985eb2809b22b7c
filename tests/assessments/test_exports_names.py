"""The names of wide columns."""

import re

from assessments.exports.names import variable_name
from frameworks.definitions import read
from frameworks.services import LIBRARY

LEGAL = re.compile(r"[A-Za-z][A-Za-z0-9_]{0,31}")


def test_variable_names_are_legal_and_unique_in_every_shipped_version():
    for path in LIBRARY.glob("*.yaml"):
        definition = read(path.read_text(encoding="utf-8"), path.name)
        names = [
            f"{variable_name(one.key, dyad_kind=kind.value, number=number)}{ending}"
            for one in definition.indicators()
            for kind in one.dyads
            for number in (1, 2, 199)
            for ending in ("", "_state")
        ]

        assert len({name.lower() for name in names}) == len(names)
        assert all(LEGAL.fullmatch(name) for name in names)


def test_variable_name_is_made_of_the_key_alone():
    key = "due-diligence.selection.reach"

    assert variable_name(key) == "dd_sel_reach_4swkj"
    assert variable_name(key, dyad_kind="client--intermediary") == "dd_sel_reach_4swkj_ci"
