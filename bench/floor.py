"""The floor: Django answering one word, without middleware, under the same server."""

from django.conf import settings
from django.core.wsgi import get_wsgi_application
from django.http import HttpResponse  # noqa: TID251 - this is a view
from django.urls import path


def hello(request):
    return HttpResponse("hello", content_type="text/plain")


urlpatterns = [path("", hello)]
settings.configure(
    ROOT_URLCONF=__name__, ALLOWED_HOSTS=["127.0.0.1"], MIDDLEWARE=[], SECRET_KEY="floor" * 10
)
application = get_wsgi_application()
