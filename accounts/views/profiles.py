"""What a person sees and changes about themselves."""

from django.contrib import messages
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from accounts.forms import NameForm
from accounts.queries import my_organisations, platform_roles_of
from accounts.services import rename_user


@require_http_methods(["GET", "HEAD", "POST"])
def profile(request):
    form = NameForm(request.POST or None, initial={"name": request.user.name})
    if request.method == "POST" and form.is_valid():
        rename_user(user=request.user, name=form.cleaned_data["name"])
        messages.success(request, "Your name is saved.")
        return redirect("accounts:profile")
    context = {
        "form": form,
        "organisations": my_organisations(request.user),
        "platform_roles": platform_roles_of(request.user),
    }
    status = 422 if form.errors else 200
    return render(request, "accounts/profile.html", context, status=status)
