"""What people type about themselves, their organisation and their colleagues."""

from django import forms

from accounts.managers import normalise_email
from accounts.models import Invitation, Membership, Organisation, User


class OrganisationForm(forms.ModelForm):
    class Meta:
        model = Organisation
        fields = ["name", "country"]
        help_texts = {"country": "Optional. Where its main office is."}


class InvitationForm(forms.ModelForm):
    class Meta:
        model = Invitation
        fields = ["role", "email"]
        help_texts = {
            "email": "Optional. Without it you copy the link and pass it on yourself.",
            "role": "Managers run the organisation, contributors answer, viewers only read.",
        }

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["role"].choices = Membership.Role.choices
        self.fields["role"].initial = Membership.Role.CONTRIBUTOR


class MemberRoleForm(forms.ModelForm):
    class Meta:
        model = Membership
        fields = ["role"]


class NameForm(forms.ModelForm):
    class Meta:
        model = User
        fields = ["name"]

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["name"].widget.attrs["autocomplete"] = "name"
        self.fields["name"].required = True


class RegistrationForm(forms.Form):
    """A new account for somebody who holds an invitation."""

    name = forms.CharField(
        label="Your name",
        max_length=150,
        widget=forms.TextInput(attrs={"autocomplete": "name"}),
    )
    email = forms.EmailField(
        label="E-mail address",
        help_text="You sign in with it.",
        widget=forms.EmailInput(attrs={"autocomplete": "email"}),
    )
    password = forms.CharField(
        label="Password",
        strip=False,
        help_text="At least 12 characters. A few unrelated words work well.",
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
    )

    def clean_email(self) -> str:
        return normalise_email(self.cleaned_data["email"])
