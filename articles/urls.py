"""The addresses of the pages."""

from django.urls import path, register_converter
from django.urls.converters import StringConverter

from articles.views import (
    accounts,
    again,
    annotation,
    articles,
    history,
    ingestion,
    merging,
    naming,
    outlets,
    quotes,
    review,
    speakers,
    suggestions,
    welcome,
    workbench,
)


class Slug(StringConverter):
    """A slug in any script; NUL, which no row can hold, is in no address."""

    regex = r"[^/\x00]+"


register_converter(Slug, "name")

app_name = "articles"
urlpatterns = [
    path("", quotes.statements, name="statements"),
    path("samples/", welcome.load_samples, name="samples"),
    path("articles/", articles.article_list, name="articles"),
    path("articles/add/", ingestion.add, name="add"),
    path("articles/again/", again.again_page, name="again"),
    path("articles/preview/", ingestion.preview, name="preview"),
    path("articles/<int:pk>/", articles.article, name="article"),
    path("articles/<int:pk>/history/", history.of_article, name="article-history"),
    path("articles/<int:pk>/missed/", workbench.add_missed, name="missed"),
    path("articles/<int:pk>/undo/", workbench.undo_last, name="article-undo"),
    path("articles/<int:pk>/keys/", workbench.switch_keys, name="article-keys"),
    path("quotes/<int:pk>/", annotation.quote, name="quote"),
    path("quotes/<int:pk>/<act>/", annotation.act, name="act"),
    path("speakers/", speakers.speaker_list, name="speakers"),
    path("suggest/speakers/", suggestions.suggest, name="suggest"),
    path("suggest/choices/", suggestions.choices, name="choices"),
    path("review/", review.queue, name="review"),
    path("review/keys/", review.switch_keys, name="review-keys"),
    path("review/agreement/", review.agreement_page, name="agreement"),
    path("speakers/duplicates/", merging.suggestions, name="duplicates"),
    path("speakers/<name:slug>/", speakers.speaker, name="speaker"),
    path("speakers/<name:slug>/history/", history.of_speaker, name="speaker-history"),
    path("speakers/<name:slug>/edit/", naming.edit, name="speaker-edit"),
    path("speakers/<name:slug>/names/", naming.names, name="speaker-names"),
    path("speakers/<name:slug>/undo/", naming.undo, name="speaker-undo"),
    path("speakers/<name:slug>/merge/", merging.merge, name="speaker-merge"),
    path("speakers/<name:slug>/split/", merging.split, name="speaker-split"),
    path("speakers/<name:slug>/apart/", merging.tell_apart, name="speaker-apart"),
    path("history/", history.feed, name="history"),
    path("history/undo-last/", history.undo_last, name="undo-last"),
    path("history/<uuid:key>/", history.entry, name="entry"),
    path("accounts/", accounts.accounts, name="accounts"),
    path("accounts/own/", accounts.own_account, name="own-account"),
    path("accounts/<int:pk>/", accounts.account, name="account"),
    path("accounts/invite/", accounts.invite, name="invite"),
    path("accounts/invitations/<int:pk>/withdraw/", accounts.withdraw, name="withdraw"),
    path("join/<link>/", accounts.join, name="join"),
    path("outlets/", outlets.outlet_list, name="outlets"),
    path("outlets/<name:slug>/", outlets.outlet, name="outlet"),
]
