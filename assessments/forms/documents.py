"""The upload of an assessment document."""

from crispy_forms.helper import FormHelper
from django import forms

from accounts.models import Organisation

MAX_BYTES = 2 * 1024 * 1024


class DocumentForm(forms.Form):
    organisation = forms.ModelChoiceField(
        Organisation.objects.none(),
        label="Organisation it will belong to",
        empty_label=None,
    )
    file = forms.FileField(
        label="Assessment document",
        help_text="A YAML or JSON file of at most 2 MiB, for example one exported here.",
        widget=forms.ClearableFileInput(attrs={"accept": ".yaml,.yml,.json"}),
    )

    def __init__(self, *args, organisations, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["organisation"].queryset = organisations
        self.helper = FormHelper()
        self.helper.form_tag = False

    def clean_file(self):
        file = self.cleaned_data["file"]
        if file.size > MAX_BYTES:
            raise forms.ValidationError("This file is larger than 2 MiB. Choose a smaller one.")
        return file
