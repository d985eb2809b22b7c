"""Who may do what with a relationship and its assessments."""

from assessments.models import Assessment, Relationship
from assessments.querysets import WRITERS


def may_manage(user, relationship) -> bool:
    """Say whether `user` may change the relationship, open rounds, close and reopen."""
    return Relationship.objects.manageable_by(user).filter(pk=relationship.pk).exists()


def may_work_on(user, relationship) -> bool:
    """Say whether `user` may add respondents and enter answers for the owner."""
    return Relationship.objects.workable_by(user).filter(pk=relationship.pk).exists()


def may_join(user, relationship) -> bool:
    """Say whether `user` may answer for a party that their own organisation stands as."""
    if not user.is_authenticated:
        return False
    mine = user.memberships.filter(role__in=WRITERS).values("organisation")
    return relationship.parties.filter(organisation__in=mine).exists()


def is_of_owner(user, relationship) -> bool:
    """Say whether `user` belongs to the owner, in any role."""
    if relationship.owner_id is None or not user.is_authenticated:
        return False
    return user.memberships.filter(organisation=relationship.owner_id).exists()


def may_see_scores(user, assessment: Assessment) -> bool:
    """Say whether `user` may see the combined figures of an assessment they can reach.

    The owner's people and readers of shipped cases may at any time; a
    counterpart only once the assessment is closed, so that nobody's figures move
    under their eyes while answers come in.
    """
    relationship = assessment.round.relationship
    if not relationship.is_own or not assessment.is_open:
        return True
    return is_of_owner(user, relationship)
