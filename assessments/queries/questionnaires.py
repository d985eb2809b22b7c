"""A respondent's questions as value objects: pages, counts and what comes next."""

from dataclasses import dataclass, field

from assessments.models import Dyad, Evidence, Party, Respondent, Response, StageSubmission
from frameworks.definitions import Component, Element, Indicator, Stage


@dataclass(frozen=True)
class Question:
    """One item for one respondent: an indicator about one dyad, and the response if any."""

    indicator: Indicator
    indicator_id: int
    stage: Stage
    element: Element
    component: Component | None
    dyad: Dyad | None
    role: str
    response: Response | None
    names: dict[int, str] = field(default_factory=dict)
    evidence: tuple[Evidence, ...] = ()
    own_party_id: int | None = None

    @property
    def prefix(self):
        """Return the name that the inputs of this question share; short, as pages repeat it."""
        return f"i{self.indicator_id}" + (f"-{self.dyad.pk.hex[:8]}" if self.dyad else "")

    @property
    def leaf(self):
        """Return the key of the page it stands on: its component's, or its element's."""
        return f"{self.element.key}.{self.component.key}" if self.component else self.element.key

    @property
    def leaf_name(self):
        return (self.component or self.element).name

    @property
    def text(self):
        return self.indicator.text_for(self.role)

    @property
    def about(self):
        """Return whom the question is about, in the words of its two parties."""
        return f"{self.dyad.upstream} and {self.dyad.downstream}" if self.dyad else ""

    @property
    def other(self) -> Party | None:
        """Return the party across from one's own; None unless one answers for oneself."""
        if self.dyad is None:
            return None
        ends = {self.dyad.upstream_id: self.dyad.downstream}
        ends[self.dyad.downstream_id] = self.dyad.upstream
        return ends.get(self.own_party_id)

    @property
    def options(self):
        """Return each level with its short name and its descriptor, lowest first."""
        levels = self.indicator.levels
        return [(value, self.names.get(value, ""), levels[value]) for value in sorted(levels)]

    @property
    def chosen_text(self):
        """Return the descriptor of the level that was answered."""
        return self.indicator.levels.get(self.response.value, "") if self.response else ""

    @property
    def dyad_key(self):
        return self.dyad.key if self.dyad else ""

    @property
    def is_answered(self):
        """Whether the person has decided: a level, don't know, or not applicable."""
        return self.response is not None and self.response.state != Response.State.SKIPPED


@dataclass(frozen=True)
class LeafTask:
    """One page of questions: a component, or an element that has none."""

    first: Question
    asked: int
    answered: int

    @property
    def is_done(self):
        return self.answered == self.asked


@dataclass(frozen=True)
class StageTasks:
    stage: Stage
    submission: StageSubmission | None
    leaves: tuple[LeafTask, ...]

    @property
    def left(self):
        return sum(task.asked - task.answered for task in self.leaves)

    @property
    def is_submitted(self):
        return self.submission is not None and self.submission.counts


def _leaf_tasks(questions):
    leaves = {}
    for question in questions:
        leaves.setdefault(question.leaf, []).append(question)
    return tuple(
        LeafTask(group[0], len(group), sum(one.is_answered for one in group))
        for group in leaves.values()
    )


@dataclass(frozen=True)
class Questionnaire:
    """Everything one respondent is asked, in the order of the framework."""

    respondent: Respondent
    questions: tuple[Question, ...]
    submissions: dict = field(default_factory=dict)

    @property
    def stages(self):
        """The stages with questions, in order."""
        return tuple(dict.fromkeys(question.stage.key for question in self.questions))

    def of_stage(self, stage_key):
        return tuple(one for one in self.questions if one.stage.key == stage_key)

    def of_leaf(self, leaf):
        return tuple(one for one in self.questions if one.leaf == leaf)

    @property
    def minutes(self):
        """Return about how long all of it takes, at half a minute a question."""
        return 5 * -(-len(self.questions) // 10)

    @property
    def is_open(self):
        return self.respondent.assessment.is_open

    @property
    def answered(self):
        return sum(question.is_answered for question in self.questions)

    def tasks(self):
        """Return the stages with their elements and how much of each is answered."""
        return [
            StageTasks(
                stage=questions[0].stage,
                submission=self.submission(key),
                leaves=_leaf_tasks(questions),
            )
            for key in self.stages
            if (questions := self.of_stage(key))
        ]

    def neighbours(self, leaf):
        """Return the pages before and after on the list; None at either end."""
        keys = list(dict.fromkeys(question.leaf for question in self.questions))
        place = keys.index(leaf)
        before = keys[place - 1] if place else None
        after = keys[place + 1] if place + 1 < len(keys) else None
        return before, after

    def find(self, indicator_key, dyad_key):
        for question in self.questions:
            if question.indicator.key == indicator_key and question.dyad_key == (dyad_key or ""):
                return question
        return None

    def submission(self, stage_key):
        return self.submissions.get(stage_key)

    def is_locked(self, stage_key):
        submission = self.submission(stage_key)
        return submission is not None and submission.counts
