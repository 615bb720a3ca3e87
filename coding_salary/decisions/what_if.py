"""What would move pay from here: each answer changed alone, to where pay is lowest and highest."""

from coding_salary.decisions.precedence import certified
from coding_salary.model.estimate import SurveyEstimate, typical_pay
from coding_salary.model.result import Estimate
from coding_salary.model.sharpening import Answer, Sharpening, sharpening
from coding_salary.table.bands import Bands
from coding_salary.table.factors import CREDENTIAL

AS_NOW = "as now"
NEXT_CREDENTIAL = "next cert"


def what_if(bands: Bands, estimate: Estimate) -> list[Sharpening]:
    """Return what each answer, given or not, could change: first what could move typical pay furthest."""
    found = sharpening(bands, estimate, given=True)
    if step := _next_credential(bands, estimate):
        found.append(step)
    return sorted(found, key=lambda each: -each.span)


def _next_credential(bands: Bands, estimate: Estimate) -> Sharpening | None:
    """Return what one more certification could add at the most; None where none is known to add anything."""
    profile, market = estimate.profile, estimate.market
    if not isinstance(estimate, SurveyEstimate) or profile.certs is None:
        return None
    pays = {
        cert: typical_pay(bands, profile._replace(certs=certified(market, profile.certs, cert)))
        for cert in market.words(CREDENTIAL)
        if cert not in profile.certs and not market.apprentice(cert)
    }
    best, now = max(pays, key=pays.__getitem__, default=""), estimate.you.pay.typical
    if not best or pays[best] <= now:
        return None
    return Sharpening(NEXT_CREDENTIAL, Answer(AS_NOW, now), Answer(best, pays[best]))
