"""What an employer with a ladder of grades asks for: a role on it, and a certification that counts."""

from collections.abc import Mapping
from typing import TYPE_CHECKING

from coding_salary.profile.answers import CERT
from coding_salary.reading.words import listed
from coding_salary.table.bands import Bands
from coding_salary.table.factors import ROLE
from coding_salary.table.ladder import LadderRole

if TYPE_CHECKING:
    from coding_salary.profile.profile import Profile


def refusals(bands: Bands, profile: "Profile") -> Mapping[str, str]:
    """Return why an employer cannot pay somebody, by the question whose answer is in the way.

    Certifications that are not known are taken to be what is asked for. Raises TableError when a CSV table
    of the scale is wrong.
    """
    market, employer, role, certs = profile.market, profile.employer, profile.role, profile.certs
    if employer not in bands.markets[market].scales:
        return {}
    scale = bands.paying(market, employer).scale
    if scale is None:
        return {}
    if role and role not in scale.posts:
        message = f"the grade of role {role} is not known for employer {employer}"
        return {ROLE: f"{message}: use {listed(scale.posts)}, or another employer"}
    post = scale.posts[role] if role else scale.post
    if not isinstance(post, LadderRole) or certs is None or not post.accepted or {*certs} & {*post.accepted}:
        return {}
    verb = "does" if len(certs) == 1 else "do"
    held = f"{listed(certs, 'and')} {verb} not" if certs else "none is held"
    asked = f"employer {employer} asks for a certification that counts for {post.name}"
    return {CERT: f"{asked}, and {held}: use {listed(post.accepted)}"}
