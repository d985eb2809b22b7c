"""Say no to somebody who may see a thing but not do this with it."""

from django.shortcuts import render


def refuse(request, why: str, status: int = 403):
    """Return a page that says why, and changes nothing."""
    return render(request, "assessments/refused.html", {"why": why}, status=status)
