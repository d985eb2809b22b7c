"""Evidence: a link, or a file whose kind and size are checked."""

from pathlib import PurePath

from crispy_forms.helper import FormHelper
from django import forms
from django.conf import settings
from django.template.defaultfilters import filesizeformat

from assessments.models import Evidence

# What a file of each kind begins with; text has no mark of its own.
MARKS = {
    ".pdf": (b"%PDF-", "application/pdf"),
    ".png": (b"\x89PNG\r\n\x1a\n", "image/png"),
    ".jpg": (b"\xff\xd8\xff", "image/jpeg"),
    ".jpeg": (b"\xff\xd8\xff", "image/jpeg"),
    ".docx": (
        b"PK\x03\x04",
        "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    ),
    ".xlsx": (b"PK\x03\x04", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"),
    ".odt": (b"PK\x03\x04", "application/vnd.oasis.opendocument.text"),
    ".ods": (b"PK\x03\x04", "application/vnd.oasis.opendocument.spreadsheet"),
    ".csv": (b"", "text/csv"),
    ".txt": (b"", "text/plain"),
}


class EvidenceForm(forms.Form):
    title = forms.CharField(label="What is it?", max_length=200)
    url = forms.URLField(
        label="Link",
        required=False,
        max_length=500,
        assume_scheme="https",
        help_text="Where it can be read: an address that begins with https:// or http://.",
    )
    file = forms.FileField(label="Or a file", required=False)
    note = forms.CharField(
        label="What does it show?",
        required=False,
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 2}),
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.helper = FormHelper()
        self.helper.form_tag = False
        kinds = ", ".join(suffix.lstrip(".") for suffix in MARKS if suffix != ".jpeg")
        limit = filesizeformat(settings.EVIDENCE_MAX_BYTES)
        self.fields["file"].help_text = f"{kinds}; at most {limit}."

    def clean_url(self):
        url = self.cleaned_data["url"]
        if url and not url.startswith(("https://", "http://")):
            raise forms.ValidationError("A link begins with https:// or http://.")
        return url

    def clean_file(self):
        file = self.cleaned_data["file"]
        if file is None:
            return None
        if file.size > settings.EVIDENCE_MAX_BYTES:
            limit = filesizeformat(settings.EVIDENCE_MAX_BYTES)
            raise forms.ValidationError(f"This file is larger than {limit}. Send a smaller one.")
        suffix = PurePath(file.name).suffix.lower()
        if suffix not in MARKS:
            raise forms.ValidationError("Files of this kind are not taken. See the list below.")
        mark, self.content_type = MARKS[suffix]
        head = file.read(4096)
        file.seek(0)
        if not head.startswith(mark) or (not mark and b"\0" in head):
            raise forms.ValidationError(f"This file is not what its ending {suffix} says it is.")
        return file

    def clean(self):
        data = super().clean()
        if bool(data.get("url")) == bool(data.get("file")) and not self.errors:
            raise forms.ValidationError("Give either a link or a file.")
        return data

    def evidence(self) -> Evidence:
        """Return the unsaved evidence that the form describes."""
        data = self.cleaned_data
        if data["file"] is None:
            return Evidence(
                kind=Evidence.Kind.LINK, title=data["title"], url=data["url"], note=data["note"]
            )
        return Evidence(
            kind=Evidence.Kind.FILE,
            title=data["title"],
            note=data["note"],
            file=data["file"],
            filename=PurePath(data["file"].name).name[:200],
            content_type=self.content_type,
        )
