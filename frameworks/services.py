"""Load, publish and retire framework versions."""

from pathlib import Path

from django.db import transaction
from django.utils import timezone

from frameworks import rows
from frameworks.definitions import Definition, content_hash, decode, read, to_json
from frameworks.errors import (
    ChangeNoteMissing,
    NotAFrameworkEditor,
    VersionIsFixed,
    WrongStatus,
)
from frameworks.models import Framework, FrameworkVersion
from frameworks.permissions import may_edit_frameworks

LIBRARY = Path(__file__).resolve().parent / "library"
DRAFT = FrameworkVersion.Status.DRAFT
PUBLISHED = FrameworkVersion.Status.PUBLISHED
RETIRED = FrameworkVersion.Status.RETIRED


@transaction.atomic
def load_definition(*, text: str, name: str, by=None, status: str = DRAFT) -> FrameworkVersion:
    """Bring the version in `text` to at least `status`; loading the same file again does nothing.

    `by` is None when an operator or the installation itself loads. Raises DefinitionErrors for
    a faulty file and VersionIsFixed when the number is published with other content.
    """
    definition = read(text, name)
    framework = _locked_framework(definition)
    version = (
        framework.versions.select_related("framework").filter(number=definition.number).first()
    )
    if version is None:
        version = _create(framework, definition, by)
    elif version.content_hash != content_hash(definition):
        _replace(version, definition)
    if status == PUBLISHED and version.is_draft:
        _freeze(version, by)
    return version


def load_library() -> list[FrameworkVersion]:
    """Load and publish every shipped definition; those already there stay as they are."""
    return [
        load_definition(text=decode(path.read_bytes(), path.name), name=path.name, status=PUBLISHED)
        for path in sorted(LIBRARY.glob("*.yaml"))
    ]


def create_draft_from_upload(*, text: str, name: str, by) -> FrameworkVersion:
    """Make or replace a draft from an editor's file; raises like `load_definition`."""
    if not may_edit_frameworks(by):
        raise NotAFrameworkEditor
    return load_definition(text=text, name=name, by=by)


@transaction.atomic
def publish_version(*, version: FrameworkVersion, by) -> FrameworkVersion:
    """Freeze a draft for ever; raises WrongStatus and ChangeNoteMissing."""
    if not may_edit_frameworks(by):
        raise NotAFrameworkEditor
    version = _lock(version)
    if not version.is_draft:
        raise WrongStatus(version, DRAFT)
    _freeze(version, by)
    return version


@transaction.atomic
def retire_version(*, version: FrameworkVersion, by) -> FrameworkVersion:
    """Take a published version out of the choices for new assessments; filed ones keep it."""
    if not may_edit_frameworks(by):
        raise NotAFrameworkEditor
    version = _lock(version)
    if not version.is_published:
        raise WrongStatus(version, PUBLISHED)
    version.status = RETIRED
    version.save(update_fields=["status"])
    return version


def _lock(version: FrameworkVersion) -> FrameworkVersion:
    found = FrameworkVersion.objects.select_for_update(of=("self",)).select_related("framework")
    return found.get(pk=version.pk)


def _locked_framework(definition: Definition) -> Framework:
    """Return the framework, made when new; its lock lets one load at a time go on."""
    Framework.objects.get_or_create(key=definition.key)
    return Framework.objects.select_for_update().get(key=definition.key)


def _create(framework: Framework, definition: Definition, by) -> FrameworkVersion:
    version = FrameworkVersion(framework=framework, number=definition.number, created_by=by)
    _fill(version, definition)
    return version


def _replace(version: FrameworkVersion, definition: Definition) -> None:
    if not version.is_draft:
        raise VersionIsFixed(version)
    rows.remove(version)
    _fill(version, definition)


def _fill(version: FrameworkVersion, definition: Definition) -> None:
    version.name = definition.name
    version.content = to_json(definition)
    version.content_hash = content_hash(definition)
    version.change_note = definition.change_note
    version.save()
    rows.insert(version, definition)


def _freeze(version: FrameworkVersion, by) -> None:
    if not version.change_note:
        raise ChangeNoteMissing(version)
    version.status = PUBLISHED
    version.published_at = timezone.now()
    version.published_by = by
    version.save(update_fields=["status", "published_at", "published_by"])
