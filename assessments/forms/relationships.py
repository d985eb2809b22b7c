"""Describe a relationship, open a round, and say who answers."""

from crispy_forms.helper import FormHelper
from django import forms
from django.db.models import Q
from django.utils import timezone

from accounts.models import Organisation
from assessments.models import Assessment, Party, Relationship
from assessments.services.errors import NotReady
from assessments.services.relationships import PartyDraft, RoundDraft, check_chain
from frameworks.models import FrameworkVersion

DATE = {"type": "date"}


def tagless() -> FormHelper:
    """Return a helper for forms whose page writes the form tag and its buttons."""
    helper = FormHelper()
    helper.form_tag = False
    return helper


class RelationshipDetailsForm(forms.ModelForm):
    """What a relationship is called, and when it runs."""

    class Meta:
        model = Relationship
        fields = ["name", "service", "country", "started", "ended"]
        labels = {
            "name": "Name of the relationship",
            "service": "What work is done",
            "country": "Country of the sub-contractors",
            "started": "Contract began",
            "ended": "Contract ended",
        }
        help_texts = {
            "name": "As people call it, such as “Invoice entry for the Halden archive”.",
            "started": "Leave empty before the contract.",
        }
        widgets = {
            "started": forms.DateInput(attrs=DATE, format="%Y-%m-%d"),
            "ended": forms.DateInput(attrs=DATE, format="%Y-%m-%d"),
        }

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.helper = tagless()

    def clean(self):
        data = super().clean()
        started, ended = data.get("started"), data.get("ended")
        if started and ended and ended < started:
            self.add_error("ended", "The contract cannot end before it began.")
        return data


class RelationshipForm(RelationshipDetailsForm):
    """A new relationship: its details, and the chain from client to sub-contractors."""

    owner = forms.ModelChoiceField(
        Organisation.objects.none(), label="Your organisation", empty_label=None
    )
    our_role = forms.ChoiceField(
        label="Your organisation is the",
        choices=Party.Role.choices,
        initial="intermediary",
        help_text="Leave its place below empty, or name it first there.",
    )
    client = forms.CharField(label="Client", max_length=200, required=False)
    intermediaries = forms.CharField(
        label="Intermediary",
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text="Usually one. If several, one a line, nearest the client first.",
    )
    sub_contractors = forms.CharField(
        label="Sub-contractors in poor communities",
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text="One a line: a telecentre, a team, a small enterprise.",
    )

    places = {
        "client": (Party.Role.CLIENT, "Name the client."),
        "intermediaries": (Party.Role.INTERMEDIARY, "Name the intermediary."),
        "sub_contractors": (Party.Role.SUB_CONTRACTOR, "Name at least one sub-contractor."),
    }
    field_order = [
        "name", "service", "country", "owner", "our_role", "client", "intermediaries",
        "sub_contractors", "started", "ended",
    ]  # fmt: skip

    def __init__(self, *args, user, **kwargs):
        super().__init__(*args, **kwargs)
        managed = Q(memberships__user=user, memberships__role="manager")
        self.fields["owner"].queryset = Organisation.objects.filter(managed)
        if len(self.fields["owner"].queryset) == 1:
            self.initial.setdefault("owner", self.fields["owner"].queryset[0].pk)

    def clean_intermediaries(self):
        return self._names("intermediaries", 4)

    def clean_sub_contractors(self):
        return self._names("sub_contractors", 40)

    def _names(self, field, most):
        names = [line.strip() for line in self.cleaned_data[field].splitlines() if line.strip()]
        if any(len(name) > 200 for name in names):
            raise forms.ValidationError("Keep each name under 200 characters.")
        if len(set(names)) != len(names):
            raise forms.ValidationError("The same name stands here twice.")
        if len(names) > most:
            raise forms.ValidationError(f"At most {most}, one a line.")
        return names

    def clean(self):
        data = super().clean()
        for field, (role, missing) in self.places.items():
            if data.get(field) or field in self.errors:
                continue
            if data.get("our_role") == role and data.get("owner"):
                name = data["owner"].name
                data[field] = name if field == "client" else [name]
            else:
                self.add_error(field, missing)
        if not self.errors:
            try:
                check_chain(self.parties())
            except NotReady as error:
                raise forms.ValidationError(str(error)) from None
        return data

    def parties(self) -> list[PartyDraft]:
        """Return the chain; the owner stands in it as the first party of the chosen role."""
        data = self.cleaned_data
        drafts = [PartyDraft(data["client"], Party.Role.CLIENT, 0)]
        for tier, name in enumerate(data["intermediaries"], start=1):
            drafts.append(PartyDraft(name, Party.Role.INTERMEDIARY, tier))
        last = len(data["intermediaries"]) + 1
        for name in data["sub_contractors"]:
            drafts.append(PartyDraft(name, Party.Role.SUB_CONTRACTOR, last))
        ours = next(place for place, one in enumerate(drafts) if one.role == data["our_role"])
        one = drafts[ours]
        drafts[ours] = PartyDraft(one.name, one.role, one.tier, data["owner"])
        return drafts

    def relationship(self) -> Relationship:
        """Return the unsaved relationship that the form describes."""
        self.instance.owner = self.cleaned_data["owner"]
        return self.instance


class SubContractorForm(forms.Form):
    name = forms.CharField(label="Name of the sub-contractor", max_length=200)
    note = forms.CharField(label="Anything to tell it apart", max_length=200, required=False)

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.helper = tagless()


class RoundForm(forms.Form):
    label = forms.CharField(
        label="Name of the round",
        max_length=80,
        help_text="Such as “First round”.",
    )
    as_of = forms.DateField(
        label="The day it describes", widget=forms.DateInput(attrs=DATE, format="%Y-%m-%d")
    )
    phase = forms.ChoiceField(
        label="When in the contract", choices=Assessment.Phase.choices, initial="in-flight"
    )
    stages_reached = forms.MultipleChoiceField(
        label="Stages reached so far",
        widget=forms.CheckboxSelectMultiple,
        help_text="Stages you have not reached are neither asked nor scored.",
    )

    def __init__(self, *args, relationship, version: FrameworkVersion, **kwargs):
        super().__init__(*args, **kwargs)
        self.helper = tagless()
        self.relationship = relationship
        self.version = version
        stages = version.definition.stages
        self.fields["stages_reached"].choices = [(stage.key, stage.name) for stage in stages]
        self.fields["label"].initial = f"Round {relationship.rounds.count() + 1}"
        self.fields["as_of"].initial = timezone.localdate()
        self.fields["stages_reached"].initial = [stage.key for stage in stages]

    def clean_label(self):
        label = self.cleaned_data["label"]
        if self.relationship.rounds.filter(label=label).exists():
            raise forms.ValidationError("This relationship has a round of this name already.")
        return label

    def clean(self):
        data = super().clean()
        last = self.version.definition.stages[-1].key
        before = data.get("phase") == Assessment.Phase.EX_ANTE
        if before and last in data.get("stages_reached", ()):
            self.add_error(
                "stages_reached",
                "Before the contract, the last stage has not been reached. Leave it out, or "
                "choose another phase.",
            )
        return data

    def draft(self) -> RoundDraft:
        data = self.cleaned_data
        return RoundDraft(
            label=data["label"],
            as_of=data["as_of"],
            framework_version=self.version,
            phase=data["phase"],
            stages_reached=tuple(data["stages_reached"]),
        )
