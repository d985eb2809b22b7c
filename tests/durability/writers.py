"""One connection that saves answers as the page's script does, and keeps what was promised."""

import http.client
import json
import uuid
from dataclasses import dataclass, field
from urllib.parse import urlencode, urlsplit

from django.urls import reverse

TOKEN = "t" * 32


def new_key() -> str:
    return str(uuid.uuid4())


@dataclass(frozen=True)
class Save:
    """One save as it was sent."""

    respondent: str
    indicator: str
    dyad: str
    value: int = 1
    comment: str = ""
    version: int = 0
    key: str = field(default_factory=new_key)


class Writer:
    def __init__(self, server: str, session: str):
        self.connection = http.client.HTTPConnection(urlsplit(server).netloc, timeout=60)
        self.headers = {
            "Content-Type": "application/x-www-form-urlencoded",
            "Accept": "application/json",
            "Cookie": f"sessionid={session}; csrftoken={TOKEN}",
            "X-CSRFToken": TOKEN,
        }

    def send(self, save: Save) -> tuple[int, dict]:
        """Send one save; return the status and what the server says."""
        content = {
            "indicator": save.indicator,
            "dyad": save.dyad,
            "state": "answered",
            "value": save.value,
            "comment": save.comment,
            "version": save.version,
            "key": save.key,
        }
        path = reverse("assessments:answer-save", args=[save.respondent])
        self.connection.request("POST", path, urlencode(content), self.headers)
        answer = self.connection.getresponse()
        body = answer.read()
        is_json = answer.headers.get_content_type() == "application/json"
        return answer.status, json.loads(body) if is_json else {"body": body.decode()}
