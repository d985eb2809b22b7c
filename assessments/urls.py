"""Addresses of relationships, assessments, answers and exports."""

from django.urls import path

from assessments.views import (
    answers,
    assessments,
    dashboard,
    documents,
    evidence,
    exports,
    figures,
    portfolio,
    relationships,
    submissions,
)

app_name = "assessments"

RELATIONSHIP = "relationships/<uuid:pk>"
ASSESSMENT = "assessments/<uuid:pk>"
ANSWERS = "answers/<uuid:pk>"
DYAD = "<slug:dyad>"
INDICATOR = "<str:indicator>"

urlpatterns = [
    path("relationships/", portfolio.relationship_list, name="relationship-list"),
    path("relationships/new/", relationships.relationship_create, name="relationship-create"),
    path("relationships/import/", documents.document_import, name="document-import"),
    path(f"{RELATIONSHIP}/", dashboard.relationship_detail, name="relationship-detail"),
    path(f"{RELATIONSHIP}/edit/", relationships.relationship_edit, name="relationship-edit"),
    path(
        f"{RELATIONSHIP}/sub-contractors/new/",
        relationships.sub_contractor_create,
        name="sub-contractor-create",
    ),
    path(f"{RELATIONSHIP}/rounds/new/", relationships.round_create, name="round-create"),
    path(
        f"{RELATIONSHIP}/export/long.csv",
        exports.relationship_export_long,
        name="relationship-export-long",
    ),
    path(f"{ASSESSMENT}/", assessments.assessment_detail, name="assessment-detail"),
    path(f"{ASSESSMENT}/people/new/", assessments.respondent_create, name="respondent-create"),
    path(f"{ASSESSMENT}/close/", assessments.assessment_close, name="assessment-close"),
    path(f"{ASSESSMENT}/reopen/", assessments.assessment_reopen, name="assessment-reopen"),
    path(f"{ASSESSMENT}/arithmetic/", dashboard.score_xray, name="score-xray"),
    path(f"{ASSESSMENT}/figures/<slug:name>.json", figures.chart_figure, name="chart-figure"),
    path(f"{ASSESSMENT}/export/", exports.export_choices, name="export-choices"),
    path(f"{ASSESSMENT}/export/long.csv", exports.export_long, name="export-long"),
    path(f"{ASSESSMENT}/export/wide.csv", exports.export_wide, name="export-wide"),
    path(f"{ASSESSMENT}/export/codebook.csv", exports.export_codebook, name="export-codebook"),
    path(f"{ASSESSMENT}/export/document.yaml", exports.export_document, name="export-document"),
    path(f"{ANSWERS}/", answers.answer_tasks, name="answer-tasks"),
    path(f"{ANSWERS}/save/", answers.answer_save, name="answer-save"),
    path(f"{ANSWERS}/preview/", submissions.answer_preview, name="answer-preview"),
    path(f"{ANSWERS}/check/<slug:stage>/", submissions.answer_check, name="answer-check"),
    path(
        f"{ANSWERS}/check/<slug:stage>/take-back/",
        submissions.answer_take_back,
        name="answer-take-back",
    ),
    path(f"{ANSWERS}/evidence/{INDICATOR}/new/", evidence.evidence_create, name="evidence-create"),
    path(
        f"{ANSWERS}/evidence/{INDICATOR}/{DYAD}/new/",
        evidence.evidence_create,
        name="evidence-create",
    ),
    path(f"{ANSWERS}/elements/<str:leaf>/", answers.answer_element, name="answer-element"),
    path("evidence/<uuid:pk>/", evidence.evidence_download, name="evidence-download"),
    path("evidence/<uuid:pk>/remove/", evidence.evidence_remove, name="evidence-remove"),
]
