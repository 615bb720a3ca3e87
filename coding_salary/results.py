"""What the functions of the public Python interface return."""

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from coding_salary.report.base import PayReport


class Answer:
    """What a command says, as its JSON holds it; amounts of pay are for the `period` in it, in `currency`.

    A notebook shows the screen of the command. An answer that another process sent shows as text alone.

    >>> from coding_salary import estimate
    >>> found = estimate(cert="CPC", years=5)
    >>> "$52,500" in found._repr_html_()
    True
    >>> sorted(found._repr_mimebundle_())
    ['text/html', 'text/markdown', 'text/plain']
    """

    SHOWN: tuple[str, ...] = ("currency",)

    def __init__(self, report: "PayReport") -> None:
        """Work the answer out."""
        self._document: dict[str, Any] = dict(report.document())
        self._report: PayReport | None = report

    def to_dict(self) -> dict[str, Any]:
        """Return all of it, with the fields of `--format json`."""
        return self._document

    @property
    def notes(self) -> list[str]:
        """What must be said beside the amounts."""
        notes: list[str] = self._document["notes"]
        return notes

    @property
    def currency(self) -> str:
        """The currency of the amounts, such as USD."""
        return str(self._document["currency"])

    def _rows(self, name: str) -> list[dict[str, Any]]:
        rows: list[dict[str, Any]] = self._document[name]
        return rows

    def _repr_html_(self) -> str | None:
        """Return what a notebook shows; None for an answer of another process."""
        from coding_salary.formats.symbols import Display
        from coding_salary.formats.terminal.export import notebook

        return notebook(self._report.sheet(), Display()) if self._report else None

    def _repr_markdown_(self) -> str | None:
        """Return the same as Markdown, for a page without HTML."""
        from coding_salary.formats.markdown import markdown
        from coding_salary.formats.symbols import Display

        return markdown(self._report.sheet(), Display()) if self._report else None

    def _repr_mimebundle_(self, include: object = None, exclude: object = None) -> dict[str, str]:
        """Return each way in which it can be shown; a notebook picks what it wants of them itself."""
        del include, exclude
        shown = {"text/html": self._repr_html_(), "text/markdown": self._repr_markdown_()}
        return {"text/plain": repr(self)} | {kind: text for kind, text in shown.items() if text}

    def __getstate__(self) -> dict[str, Any]:
        return {"_document": self._document, "_report": None}

    def __repr__(self) -> str:
        shown = ", ".join(f"{name}={getattr(self, name)}" for name in self.SHOWN)
        return f"{type(self).__name__}({shown})"


class Estimate(Answer):
    """Pay of people like somebody: half of them earn between `low` and `high`, half more than `typical`."""

    SHOWN = ("low", "typical", "high", "currency")

    @property
    def you(self) -> dict[str, Any]:
        """The person's own row: pay at five percentiles, hourly pay, the position and the margin."""
        row: dict[str, Any] = self._document["you"]
        return row

    @property
    def levels(self) -> list[dict[str, Any]]:
        """The rows of the levels, such as entry, mid and senior."""
        return self._rows("levels")

    @property
    def low(self) -> float:
        """Pay that a quarter of such people do not reach."""
        return self._amount("low")

    @property
    def typical(self) -> float:
        """Pay in the middle of such people."""
        return self._amount("typical")

    @property
    def high(self) -> float:
        """Pay that a quarter of such people exceed."""
        return self._amount("high")

    def _amount(self, name: str) -> float:
        return self.you[name]  # type: ignore[no-any-return]


class Comparison(Answer):
    """The same person with something varied: `rows`, the best paid first.

    >>> from coding_salary import compare
    >>> compare("country", years=3)
    Comparison(currency=USD)
    """

    @property
    def currency(self) -> str:
        """The currency of the person's own pay; of a comparison of countries each row has its own."""
        return str(self._document.get("currency") or self._document["base"]["currency"])

    @property
    def rows(self) -> list[dict[str, Any]]:
        """A row for each variant."""
        return self._rows("rows")


class Offer(Answer):
    """An offer against people like somebody."""

    SHOWN = ("verdict", "percentile", "currency")

    @property
    def verdict(self) -> str:
        """How the offer is judged: `very_low`, `low`, `fair`, `high` or `very_high`."""
        return str(self._document["verdict"])

    @property
    def percentile(self) -> float | None:
        """The percentile of the offer among people like this one; None where nobody counts them."""
        percentile: float | None = self._document["percentile_like_you"]
        return percentile


class Offers(Answer):
    """Several offers side by side, like for like: `offers`, in the order given."""

    @property
    def offers(self) -> list[dict[str, Any]]:
        """A row for each offer, with its total and the amount that would make it equal to the best."""
        return self._rows("offers")


class Raise(Answer):
    """A raise: pay before and after it against people like somebody, the job's usual rise and prices."""

    SHOWN = ("percent", "before", "after")

    @property
    def percent(self) -> float:
        """The raise in percent."""
        return self._number("raise_percent")

    @property
    def before(self) -> float | None:
        """The percentile of the pay before among people like this one; None where nobody counts them."""
        return self._number("before_percentile_like_you")

    @property
    def after(self) -> float | None:
        """The percentile of the pay after it."""
        return self._number("after_percentile_like_you")

    def _number(self, name: str) -> float:
        return self._document[name]  # type: ignore[no-any-return]


class Boost(Answer):
    """The steps open to somebody: `steps`, the best paid first."""

    @property
    def steps(self) -> list[dict[str, Any]]:
        """A row for each step, with its gain, cost and months to break even."""
        return self._rows("steps")


class Path(Answer):
    """Pay year by year: `plans`, the first of which changes nothing."""

    @property
    def plans(self) -> list[dict[str, Any]]:
        """The plans by `name`, each with its `years`."""
        return self._rows("plans")
