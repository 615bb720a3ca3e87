"""Many estimates on a pay scale: so few of them differ that each is worked out once and kept."""

from collections.abc import Sequence

from coding_salary.calculator import CURRENCY, ERROR, RESULTS, Block, Cells
from coding_salary.estimate import estimate
from coding_salary.levels import level_rows
from coding_salary.memo import Memo
from coding_salary.money import Money
from coding_salary.outcome import Estimate
from coding_salary.profile import market_of
from coding_salary.records import Value
from coding_salary.row_answers import QUESTIONS, Basis, Profiles, Reasons, RefusedError, Texts
from coding_salary.worth import LEVEL


class ScaleCalculator(Memo[Texts, tuple[str, int]]):
    """The results of rows of a market, with typical pay in steps of rounding, by the texts of their cells."""

    def __init__(self, basis: Basis) -> None:
        """Start with nothing known; raises ProfileError for a country that is not known."""
        super().__init__()
        self.basis = basis
        self.market = market_of(basis.bands, basis.answers)
        questions = [key for keys in QUESTIONS for key in keys]
        self.places = [basis.columns[key] for key in questions if key in basis.columns]
        self.profiles = Profiles(basis, questions)
        self.reasons = Reasons(basis)

    def __missing__(self, texts: Texts) -> tuple[str, int]:
        result = estimate(self.basis.bands, self.profiles.read(texts))
        values = _results(result)
        written = "".join(self.basis.piece(name, values.get(name)) for name in RESULTS)
        return self.keep(texts, (written, round(result.you.pay.typical / self.market.rounding)))

    def results(self, texts: Sequence[str], rows: Sequence[Cells], end: str = "") -> Block:
        """Return each text with its results and `end`; a row that is refused is noted and left empty."""
        block = Block()
        for text, cells in zip(texts, rows, strict=True):
            try:
                written, steps = self[tuple([cells[place] for place in self.places])]
            except RefusedError as refused:
                block.refuse(self.reasons.of(cells) if refused.reasons is None else refused.reasons)
                continue
            block.results.append(text + written + end)
            block.typical.append(steps)
        return block


def _results(result: Estimate) -> dict[str, Value]:
    level = result.you.level
    return {
        **level_rows(result)[-1]._asdict(),
        LEVEL: level.name if level else None,
        "margin": Money(result.market).amount(result.margin),
        CURRENCY: result.market.currency,
        ERROR: None,
    }
