"""The answers of one element: field names from keys, and their meaning back."""

from dataclasses import dataclass, field
from itertools import pairwise

from django import forms

from assessments.models import Response
from assessments.queries.questionnaires import Question
from assessments.services.responses import Reply


def reply_state(answer: str) -> str:
    """Return the state that a chosen radio stands for."""
    if answer.isdecimal():
        return Response.State.ANSWERED
    return answer or Response.State.SKIPPED


class CommentField(forms.CharField):
    """Text whose line ends count as one character, as they do in a browser."""

    def to_python(self, value):
        return super().to_python(value).replace("\r\n", "\n")


class AnswerForm(forms.Form):
    """One answer: a level or a state, with its reason and comment."""

    answer = forms.CharField(required=False)
    reason = forms.CharField(required=False, max_length=500)
    comment = CommentField(required=False, max_length=10000)
    version = forms.IntegerField(required=False, min_value=0, max_value=2**31 - 1)
    key = forms.UUIDField(required=False)

    def __init__(self, *args, question: Question, **kwargs):
        super().__init__(*args, **kwargs)
        self.question = question

    def clean_answer(self):
        answer = self.cleaned_data["answer"]
        levels = {str(level) for level in self.question.indicator.levels}
        others = {Response.State.DONT_KNOW, Response.State.NOT_APPLICABLE, Response.State.SKIPPED}
        if answer and answer not in levels | others:
            raise forms.ValidationError("Choose one of the levels shown, or one of the two below.")
        policy = self.question.indicator.not_applicable
        if answer == Response.State.NOT_APPLICABLE and not policy.allowed:
            raise forms.ValidationError(
                "This question always applies. If unsure, choose “don’t know”."
            )
        return answer

    def clean(self):
        data = super().clean()
        lacks_reason = not data.get("reason") and "reason" not in self.errors
        if data.get("answer") == Response.State.NOT_APPLICABLE and lacks_reason:
            self.add_error("reason", "Give a reason, so that a reader can judge it.")
        return data

    def reply(self) -> Reply:
        """Return the valid reply; a reason is kept only with “not applicable”."""
        data = self.cleaned_data
        state = reply_state(data["answer"])
        answered = state == Response.State.ANSWERED
        return Reply(
            state=state,
            value=int(data["answer"]) if answered else None,
            reason=data["reason"] if state == Response.State.NOT_APPLICABLE else "",
            comment=data["comment"],
        )

    @property
    def base(self) -> int:
        return self.cleaned_data["version"] or 0


@dataclass
class AnswerField:
    """One question on the page, with what to show in it and what is wrong with it."""

    question: Question
    number: int
    answer: str = ""
    reason: str = ""
    comment: str = ""
    version: int = 0
    is_repeat: bool = False
    errors: dict[str, list[str]] = field(default_factory=dict)
    theirs: Response | None = None

    @classmethod
    def saved(cls, question: Question, number: int) -> "AnswerField":
        response = question.response
        if response is None:
            return cls(question, number)
        answer = response.value if response.state == Response.State.ANSWERED else response.state
        if response.state == Response.State.SKIPPED:
            answer = ""
        return cls(
            question, number, str(answer), response.reason, response.comment, response.version
        )

    @property
    def prefix(self):
        return self.question.prefix

    @property
    def first_error(self):
        """Return the input that the first error belongs to, for the summary's link."""
        if self.theirs:
            return f"{self.prefix}-keep"
        if "reason" in self.errors:
            return f"{self.prefix}-reason"
        if "comment" in self.errors:
            return f"{self.prefix}-comment"
        return f"{self.prefix}-1"

    @property
    def messages(self):
        return [message for messages in self.errors.values() for message in messages]

    @property
    def their_answer(self):
        return describe(self.theirs, self.question)

    @property
    def my_answer(self):
        state = reply_state(self.answer)
        value = int(self.answer) if state == Response.State.ANSWERED else None
        return describe(Response(state=state, value=value, reason=self.reason), self.question)


def describe(response: Response, question: Question) -> str:
    """Return an answer in words, for a reader choosing between two."""
    if response.state == Response.State.ANSWERED:
        return f"{response.value}. {question.indicator.levels.get(response.value, '')}"
    words = response.get_state_display().capitalize()
    return f"{words}. {response.reason}" if response.reason else words


class ElementForm:
    """The answers of one page: every valid one is kept, whatever is wrong with the others."""

    def __init__(self, questions: tuple[Question, ...], data=None):
        self.data = data
        self.fields = [
            AnswerField.saved(question, number)
            for number, question in enumerate(questions, start=1)
        ]
        for before, shown in pairwise(self.fields):
            shown.is_repeat = shown.question.indicator is before.question.indicator
        self.forms: list[tuple[AnswerField, AnswerForm]] = []
        if data is not None:
            self._bind()

    def _bind(self):
        for shown in self.fields:
            sent = self._sent(shown.prefix)
            if sent is None or self._choice(shown) == "theirs":
                continue
            form = AnswerForm(sent, question=shown.question)
            shown.answer = sent["answer"]
            shown.reason, shown.comment = sent["reason"], sent["comment"]
            shown.errors = {} if form.is_valid() else dict(form.errors)
            if self._is_undecided(shown):
                shown.theirs = shown.question.response
                shown.errors["keep"] = ["Choose which answer stays."]
            self.forms.append((shown, form))

    def _sent(self, prefix):
        """Return what was sent for one question; None when the page did not hold it."""
        if f"{prefix}-version" not in self.data:
            return None
        names = ("answer", "reason", "comment", "version")
        return {name: self.data.get(f"{prefix}-{name}", "") for name in names}

    def replies(self):
        """Yield each question with its valid reply and the version it was based on."""
        for shown, form in self.forms:
            if not shown.errors:
                yield shown, form.reply(), self._base(shown, form)

    def _base(self, shown, form):
        """Return the version to save on: the one shown, or theirs once the person has chosen."""
        choice = self._choice(shown)
        return int(choice) if choice.isdecimal() else form.base

    def _choice(self, shown):
        return self.data.get(f"{shown.prefix}-keep", "")[:9]

    def _is_undecided(self, shown):
        """Whether a conflict was shown and neither answer was chosen."""
        was_shown = f"{shown.prefix}-conflict" in self.data and shown.question.response
        return was_shown and not self._choice(shown).isdecimal()

    @property
    def failed(self):
        return [shown for shown in self.fields if shown.errors or shown.theirs]
