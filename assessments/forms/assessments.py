"""Say who answers, close an assessment and reopen it."""

from django import forms

from assessments.forms.relationships import tagless
from assessments.models import Party


class RespondentForm(forms.Form):
    """Who answers: people of the owner add anybody's sheet, others join for their own party."""

    party = forms.ModelChoiceField(Party.objects.none(), label="Answers for", empty_label=None)
    who = forms.ChoiceField(
        label="Who answers",
        choices=[("me", "I answer myself"), ("other", "I enter what somebody else says")],
        widget=forms.RadioSelect,
        initial="me",
    )
    label = forms.CharField(
        label="Their name or part",
        required=False,
        max_length=120,
        help_text="Only when you enter for somebody else, such as “Owner of telecentre A, by "
        "telephone”.",
    )

    def __init__(self, *args, assessment, user, is_owners=True, **kwargs):
        super().__init__(*args, **kwargs)
        self.helper = tagless()
        self.sides = user.organisation_ids()
        parties = assessment.relationship.parties.in_order()
        if not is_owners:
            parties = parties.filter(organisation__in=self.sides)
            self.fields["who"].choices = self.fields["who"].choices[:1]
            del self.fields["label"]
        self.fields["party"].queryset = parties
        own = [party.pk for party in parties if party.organisation_id in self.sides]
        self.fields["party"].initial = own[0] if own else None

    def clean(self):
        data = super().clean()
        party = data.get("party")
        if data.get("who") == "other" and not data.get("label"):
            self.add_error("label", "Say whose answers you enter.")
        if data.get("who") == "other" and party and not self._may_speak_for(party):
            self.add_error(
                "party",
                f"{party} has people here who answer for themselves, so you cannot enter for them.",
            )
        if data.get("who") == "me" and party and not self._is_ours(party):
            self.add_error(
                "who",
                f"You do not belong to {party}. Choose “I enter what somebody else says”.",
            )
        return data

    def _may_speak_for(self, party):
        return party.organisation_id is None or party.organisation_id in self.sides

    def _is_ours(self, party):
        return party.organisation_id is not None and party.organisation_id in self.sides


class CloseForm(forms.Form):
    confirm = forms.BooleanField(label="Yes, close it and keep these scores")


class ReopenForm(forms.Form):
    reason = forms.CharField(
        label="Why is it reopened?", max_length=500, widget=forms.Textarea(attrs={"rows": 2})
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.helper = tagless()
