"""Measures in this process: queries and processor time of pages, charts and scoring.

Run as `python -m bench.inside WORLD FILE`; what was found is written to FILE.
"""

import json
import statistics
import sys
import time
from collections.abc import Callable
from pathlib import Path

from bench import ready  # noqa: F401 - models can be imported from here on

# isort: split
from django.contrib.auth import get_user_model
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from assessments import scoring
from assessments.charts.heat import heat
from assessments.charts.multiples import multiple
from assessments.charts.pages import elements, round_figures
from assessments.charts.profiles import profile
from assessments.charts.trends import trend
from assessments.models import Relationship
from assessments.queries.dashboard import dashboard, dyad_names
from assessments.queries.scorecards import submitted_survey
from bench.places import Places
from bench.requests import Page

STATEMENTS = ("SELECT", "INSERT", "UPDATE", "DELETE")
PAGE_REPEATS = 20
PURE_REPEATS = 200


def median(call: Callable[[], object], repeats: int) -> float:
    """Return the median of the processor seconds of `call`, the first of all left out."""
    call()
    taken = []
    for _ in range(repeats):
        started = time.process_time()
        call()
        taken.append(time.process_time() - started)
    return statistics.median(taken)


class Visitor:
    """Asks the product without a server in between."""

    def __init__(self, cookie: str):
        self.client = Client(SERVER_NAME="localhost")
        self.client.cookies.load(cookie)

    def ask(self, page: Page):
        if page.body:
            answer = self.client.generic(
                "POST", page.path, page.body, "application/x-www-form-urlencoded"
            )
        else:
            answer = self.client.get(page.path)
        content = answer.getvalue()
        if answer.status_code != 200:
            raise SystemExit(f"{page.path} answers {answer.status_code}: {content[:2000]!r}")
        return answer

    def queries(self, page: Page) -> int:
        with CaptureQueriesContext(connection) as captured:
            self.ask(page)
        return sum(one["sql"].startswith(STATEMENTS) for one in captured.captured_queries)


def pages(places: Places) -> dict[str, dict[str, float]]:
    """Return queries and milliseconds of each page, once everything is remembered."""
    visitor = Visitor(places.world["cookie"])
    found = {}
    for name, page in (
        ("form", places.form),
        ("dashboard", places.dashboard(is_open=False)),
        ("open dashboard", places.dashboard(is_open=True)),
        ("portfolio", places.portfolio),
    ):
        seconds = median(lambda page=page: visitor.ask(page), PAGE_REPEATS)
        found[name] = {"queries": visitor.queries(page), "ms": seconds * 1000}
    saves = places.saves(0, 3)
    visitor.ask(saves[0])
    found["save"] = {"queries": visitor.queries(saves[1])}
    return found | tables(places)


def tables(places: Places) -> dict[str, dict[str, float]]:
    visitor = Visitor(places.world["survey"]["cookie"])
    return {name: {"queries": visitor.queries(places.table(name))} for name in ("long", "wide")}


def charts(places: Places) -> dict[str, float]:
    """Return the seconds of four figures of a dashboard of four rounds."""
    data = dashboard(_relationship(places, is_open=False), user=get_user_model().objects.first())
    card, rows = data.scorecard, data.history[-1].standings
    shown = elements(rows, card.stages_reached)
    rounds = [round_figures(sitting) for sitting in data.history]
    names = dyad_names(data.dyads)
    return {
        "profile": median(lambda: profile(shown), PURE_REPEATS),
        "heat": median(
            lambda: heat(card, data.definition, names, card.stages_reached), PURE_REPEATS
        ),
        "trend": median(lambda: trend(rounds), PURE_REPEATS),
        "multiple": median(lambda: multiple(shown, 0), PURE_REPEATS),
    }


def scores(places: Places) -> dict[str, float]:
    """Return the seconds of reading an assessment of six people, scoring it, and keeping it."""
    relationship = _relationship(places, is_open=False)
    assessment = relationship.rounds.last().assessments.get()
    survey = submitted_survey(assessment)
    return {
        "answers": len(survey.answers),
        "bytes": len(json.dumps(assessment.scorecard)),
        "read": median(lambda: submitted_survey(assessment), PAGE_REPEATS),
        "score": median(survey.score, PAGE_REPEATS),
        "stored": median(lambda: scoring.Scorecard.from_json(assessment.scorecard), PAGE_REPEATS),
    }


def _relationship(places: Places, *, is_open: bool) -> Relationship:
    return Relationship.objects.get(pk=places.dashboard(is_open=is_open).path.split("/")[2])


if __name__ == "__main__":
    held = Places.read(Path(sys.argv[1]))
    measured = {"pages": pages(held), "charts": charts(held), "scores": scores(held)}
    Path(sys.argv[2]).write_text(json.dumps(measured))
