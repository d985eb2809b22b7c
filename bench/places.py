"""The addresses that are measured, in the world that `bench.world` wrote."""

import json
import uuid
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlencode

from bench.requests import Page

ELEMENT = "outsourcing-strategy"  # ten questions for an intermediary
NEXT_ELEMENT = "contract-management"
SAVES_EACH = 6


@dataclass(frozen=True)
class Places:
    world: dict

    @classmethod
    def read(cls, file: Path) -> "Places":
        return cls(json.loads(file.read_text()))

    def page(self, path: str) -> Page:
        return Page(path, self.world["cookie"])

    def dashboard(self, *, is_open: bool) -> Page:
        """Return the dashboard of a relationship in the middle of the portfolio."""
        found = [one["id"] for one in self.world["relationships"] if one["is_open"] == is_open]
        return self.page(f"/relationships/{found[len(found) // 2]}/")

    @property
    def portfolio(self) -> Page:
        return self.page("/relationships/")

    @property
    def respondent(self) -> str:
        """The person whose forms are read; the first draft is an intermediary's."""
        return self.world["drafts"][0][0]

    @property
    def form(self) -> Page:
        return self.page(f"/answers/{self.respondent}/elements/{ELEMENT}/")

    @property
    def next_form(self) -> Page:
        return self.page(f"/answers/{self.respondent}/elements/{NEXT_ELEMENT}/")

    def table(self, name: str) -> Page:
        survey = self.world["survey"]
        return Page(f"/assessments/{survey['assessment']}/export/{name}.csv", survey["cookie"])

    def saves(self, part: int, parts: int) -> list[Page]:
        """Return saves of the answers of one share of the drafts, each a change to the last.

        Those of one person are far apart, as the people are sorted in rounds of their items.
        """
        people: dict[str, list] = {}
        for draft in self.world["drafts"]:
            people.setdefault(draft[0], []).append(draft)
        chosen = list(people.values())[part::parts]
        longest = max(len(one) for one in chosen)
        order = [one[at] for at in range(longest) for one in chosen if at < len(one)]
        return [page for time in range(SAVES_EACH) for page in self._saves(order, time)]

    def _saves(self, drafts: list, time: int) -> Iterator[Page]:
        for person, indicator, dyad, base in drafts:
            letter = {
                "indicator": indicator,
                "dyad": dyad,
                "answer": str(1 + time % 5),
                "state": "answered",
                "value": str(1 + time % 5),
                "reason": "",
                "comment": f"Change {time + 1}.",
                "version": base + time,
                "key": str(uuid.uuid4()),
            }
            yield Page(f"/answers/{person}/save/", self.world["cookie"], urlencode(letter))
