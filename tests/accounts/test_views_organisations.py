"""The organisation pages: members see, managers change, strangers find nothing."""

import pytest
from django.urls import reverse

from accounts.models import Invitation, Membership, Organisation, User
from accounts.services import add_member, grant_platform_role, invite_colleague

SEEING = [("owner", 200), ("colleague", 200), ("stranger", 404), (None, 302)]
CHANGING = [("owner", 302), ("colleague", 403), ("stranger", 404), (None, 302)]


@pytest.fixture
def sign_in(client, request):
    def as_(name):
        if name:
            client.force_login(request.getfixturevalue(name))
        return client

    return as_


def page(organisation):
    return reverse("accounts:organisation-detail", args=[organisation.pk])


@pytest.mark.parametrize(("who", "status"), SEEING)
def test_organisation_detail_access(sign_in, organisation, colleague, who, status):
    assert sign_in(who).get(page(organisation)).status_code == status


@pytest.mark.parametrize(("who", "status"), CHANGING)
@pytest.mark.parametrize("route", ["member-role", "member-remove", "invitation-revoke"])
def test_changes_are_for_managers(sign_in, organisation, owner, colleague, who, status, route):
    third = User.objects.create_user("third@example.org", "x")
    membership = add_member(organisation=organisation, user=third, role="viewer")
    invitation = invite_colleague(organisation=organisation, role="viewer", by=owner).invitation
    target = invitation if route == "invitation-revoke" else membership
    url = reverse(f"accounts:{route}", args=[organisation.pk, target.pk])

    response = sign_in(who).post(url, {"role": "contributor"})

    assert response.status_code == status
    invitation.refresh_from_db()
    changed = {
        "member-role": Membership.objects.filter(user=third, role="contributor").exists(),
        "member-remove": not Membership.objects.filter(user=third).exists(),
        "invitation-revoke": invitation.state == Invitation.State.REVOKED,
    }
    assert changed == {**dict.fromkeys(changed, False), route: who == "owner"}


@pytest.mark.parametrize(("who", "status"), CHANGING)
def test_invitation_create_access(sign_in, organisation, colleague, who, status):
    url = reverse("accounts:invitation-create", args=[organisation.pk])

    response = sign_in(who).post(url, {"role": "viewer"})

    assert response.status_code == status
    assert Invitation.objects.count() == (1 if who == "owner" else 0)


@pytest.mark.parametrize(("who", "status"), CHANGING)
def test_organisation_edit_access(sign_in, organisation, colleague, who, status):
    url = reverse("accounts:organisation-edit", args=[organisation.pk])

    response = sign_in(who).post(url, {"name": "Renamed"})

    organisation.refresh_from_db()
    assert response.status_code == status
    assert organisation.name == ("Renamed" if who == "owner" else "Drishtee")


def test_a_managers_reach_ends_at_their_organisation(sign_in, organisation, owner, stranger):
    foreign = Membership.objects.get(user=stranger)

    for route in ["member-role", "member-remove"]:
        url = reverse(f"accounts:{route}", args=[organisation.pk, foreign.pk])
        assert sign_in("owner").post(url, {"role": "viewer"}).status_code == 404

    assert Membership.objects.get(user=stranger).role == "manager"


def test_new_link_is_shown_once(sign_in, organisation):
    client = sign_in("owner")
    url = reverse("accounts:invitation-create", args=[organisation.pk])

    first = client.post(url, {"role": "viewer"}, follow=True)
    second = client.get(page(organisation))

    link = first.context["new_link"]
    assert client.get(link).status_code == 200
    assert link in first.content.decode()
    assert link not in second.content.decode()


def test_invitation_create_with_a_bad_address_keeps_the_input(sign_in, organisation):
    url = reverse("accounts:invitation-create", args=[organisation.pk])

    response = sign_in("owner").post(url, {"role": "viewer", "email": "not an address"})

    assert response.status_code == 422
    assert 'value="not an address"' in response.content.decode()


def test_colleagues_do_not_see_invitations(sign_in, organisation, owner, colleague):
    invite_colleague(organisation=organisation, role="viewer", by=owner, email="hush@example.org")

    assert "hush@example.org" in sign_in("owner").get(page(organisation)).content.decode()
    assert "hush@example.org" not in sign_in("colleague").get(page(organisation)).content.decode()


def test_the_last_manager_is_told_why_they_stay(sign_in, organisation, owner):
    membership = Membership.objects.get(user=owner)
    url = reverse("accounts:member-remove", args=[organisation.pk, membership.pk])

    response = sign_in("owner").post(url, follow=True)

    assert "needs a manager" in response.content.decode()
    assert Membership.objects.filter(pk=membership.pk).exists()


def test_a_member_may_leave(sign_in, organisation, colleague):
    membership = Membership.objects.get(user=colleague)
    url = reverse("accounts:member-remove", args=[organisation.pk, membership.pk])
    client = sign_in("colleague")

    assert client.get(url).status_code == 200
    client.post(url)

    assert client.get(page(organisation)).status_code == 404


def test_anybody_signed_in_may_start_an_organisation(sign_in, stranger):
    response = sign_in("stranger").post(reverse("accounts:organisation-create"), {"name": "Fresh"})

    made = Organisation.objects.get(name="Fresh")
    assert response.url == page(made)
    assert stranger.organisation_ids(roles=["manager"]) >= {made.pk}


def test_organisation_create_without_a_name_keeps_the_page(sign_in, stranger):
    response = sign_in("stranger").post(
        reverse("accounts:organisation-create"), {"country": "Peru"}
    )

    assert response.status_code == 422
    assert 'value="Peru"' in response.content.decode()


def test_organisation_list_shows_mine_only(sign_in, organisation, stranger):
    response = sign_in("owner").get(reverse("accounts:organisation-list"))

    assert [o.name for o in response.context["organisations"]] == ["Drishtee"]
    assert "Elsewhere" not in response.content.decode()


@pytest.mark.parametrize("members", [1, 30])
def test_organisation_detail_queries(
    sign_in, organisation, owner, members, django_assert_num_queries
):
    for number in range(members - 1):
        user = User.objects.create_user(f"member{number}@example.org", "x")
        add_member(organisation=organisation, user=user, role="viewer")
        invite_colleague(organisation=organisation, role="viewer", by=owner)
    client = sign_in("owner")

    with django_assert_num_queries(5):
        response = client.get(page(organisation))

    assert len(response.context["page"].members) == members


@pytest.mark.parametrize("count", [1, 30])
def test_organisation_list_queries(sign_in, owner, count, django_assert_num_queries):
    for number in range(count):
        organisation = Organisation.objects.create(name=f"Organisation {number}")
        add_member(organisation=organisation, user=owner, role="viewer")
    client = sign_in("owner")

    with django_assert_num_queries(4):
        response = client.get(reverse("accounts:organisation-list"))

    assert len(response.context["organisations"]) == count


@pytest.mark.parametrize("url", ["/organisations/", "/account/"])
@pytest.mark.parametrize(
    ("role", "words"),
    [
        ("framework-editor", 'under <a href="/frameworks/">Frameworks</a>'),
        ("researcher", "published cases and examples</a>; each has an export"),
        ("operator", "<code>python manage.py create_user ADDRESS</code>"),
        (None, None),
    ],
)
def test_a_platform_role_is_told_where_its_work_is(client, url, role, words):
    user = User.objects.create_user("role@example.org", "x")
    if role:
        grant_platform_role(user=user, role=role)
    client.force_login(user)

    page = client.get(url).content.decode()

    assert words in page if role else "What else you can do here" not in page
