"""What people are told of an estimate on a pay scale."""

from collections.abc import Iterator

from coding_salary.formats.sheet import Sentence
from coding_salary.model.facts import years_text
from coding_salary.model.money import Money
from coding_salary.model.result import Estimate
from coding_salary.model.scale import ScalePosition
from coding_salary.reading.words import listed
from coding_salary.report.estimate import casual_hourly
from coding_salary.table.bands import Bands
from coding_salary.table.indexes import month_name


def basis(bands: Bands, estimate: Estimate) -> str:
    """Say which scale the pay stands on."""
    market, scale = estimate.market, standing_of(estimate).scale
    source = bands.sources[estimate.occupation.source]
    return (
        f"Stands on a pay scale, not a survey: {scale.title}, {estimate.place.name},"
        f" as of {month_name(market.date)}; {source.publisher} ({source.id})."
        f" Amounts are in {market.currency}."
    )


def sentences(estimate: Estimate) -> Iterator[Sentence]:
    """Yield what low, typical and high are, how the grade is known, and what casuals earn."""
    standing = standing_of(estimate)
    yield Sentence("points", _points(standing))
    yield Sentence("grade", _grade(standing))
    if added := _supplement(standing, Money(estimate.market)):
        yield Sentence("supplement", added)
    if loading := casual(estimate):
        yield Sentence("casual", loading)


def casual(estimate: Estimate) -> str:
    """Say what somebody without paid leave earns an hour; nothing where no loading is known."""
    market, loading = estimate.market, estimate.market.casual_loading
    if not loading:
        return ""
    hourly = Money(market).hourly(casual_hourly(estimate))
    more = f"{loading.share * 100:g} % more an hour, {hourly}"
    return f"A casual earns {more}: {loading.label} ({loading.source})."


def standing_of(estimate: Estimate) -> ScalePosition:
    """Return where an estimate on a scale was read."""
    assert isinstance(estimate.basis, ScalePosition)
    return estimate.basis


def _points(standing: ScalePosition) -> str:
    if standing.width:
        usual = standing.scale.named([standing.usual])
        return (
            f"Low and high are the lowest and the highest pay point that may be meant, typical is of {usual}."
        )
    years = f" after {years_text(standing.years)} in it" if standing.years else ""
    return f"The scale leaves no range: it sets one pay point for {_named(standing)}{years}."


def _grade(standing: ScalePosition) -> str:
    """Say what the grade rests on, and when its top is reached."""
    post, scale = standing.post, standing.scale
    tops = (
        f"{years_text(scale.grades[grade].starts[-1])} in {scale.grades[grade].label}"
        for grade in standing.grades
    )
    return (
        f"{post.label} in {_named(standing)}: {post.evidence} evidence ({', '.join(post.sources)})."
        f" The top is reached after {listed(tops, 'and')}; years count from the day in the grade."
    )


def _supplement(standing: ScalePosition, money: Money) -> str:
    """Say what the region adds to each point; nothing where it adds nothing."""
    supplement = standing.region.supplement
    if not supplement:
        return ""
    least, most = (money.text(money.amount(amount)) for amount in (supplement.least, supplement.most))
    rule = f"{supplement.share * 100:g} % of the point, {least} at least and {most} at most"
    return f"Amounts include the {supplement.label}: {rule} ({supplement.source})."


def _named(standing: ScalePosition) -> str:
    return standing.scale.named(standing.grades)
