"""Forms of the frameworks pages."""

from crispy_forms.helper import FormHelper
from django import forms

from frameworks.definitions import MAX_BYTES


class UploadForm(forms.Form):
    file = forms.FileField(
        label="Definition file",
        help_text="A YAML file of at most 2 MiB. It becomes a draft that only editors see.",
        widget=forms.ClearableFileInput(attrs={"accept": ".yaml,.yml"}),
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.helper = FormHelper()
        self.helper.form_tag = False

    def clean_file(self):
        file = self.cleaned_data["file"]
        if file.size > MAX_BYTES:
            raise forms.ValidationError("This file is larger than 2 MiB. Choose a smaller one.")
        return file
