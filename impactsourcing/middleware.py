"""What holds for every request and every answer, whatever the page."""

from urllib.parse import unquote

from django.http import HttpResponseBadRequest
from django.utils.cache import patch_cache_control


def refuse_nonsense(get_response):
    """Refuse what no browser sends and no database keeps: NUL in an address, strange charsets."""

    def middleware(request):
        address = unquote(request.get_full_path())
        charset = request.content_params.get("charset", "utf-8").lower()
        if "\0" in address or charset not in {"utf-8", "utf8"}:
            return HttpResponseBadRequest("This request cannot be read.", content_type="text/plain")
        return get_response(request)

    return middleware


def keep_private(get_response):
    """Let nobody on a shared computer go back to what a signed-in person saw."""

    def middleware(request):
        response = get_response(request)
        if request.user.is_authenticated and not response.has_header("Cache-Control"):
            patch_cache_control(response, private=True, no_store=True)
        return response

    return middleware
