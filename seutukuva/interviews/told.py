"""What is told of a round of interviews: figures, reasons why there is none, nothing of a firm.

Free of language: ids, numbers and codes; `wording` has the words. A group is told in one of three
ways: EXACT, with its figures; CLASS, by a class of its balance; HIDDEN, with a reason only.

Numbers of firms are rounded at random (`rounding`), and so do not add up. Shares, balances, means
and intervals are calculated from rounded counts.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from seutukuva.interviews.balances import Balance
from seutukuva.interviews.changes import Change

# Firms are grouped by one of these at a time, never by two.
DIMENSIONS = ("municipality", "section", "size_class")
EXACT, CLASS, HIDDEN = "exact", "class", "hidden"
# Why a figure is not told, or only as a class.
NOBODY = "nobody"  # there are no interviews
FEW_FIRMS = "few_firms"  # fewer firms than a group needs, or nobody
FEW = "few"  # rounded to 0: hardly any firm gave this answer, or none
NEARLY_ALL = "nearly_all"  # rounded to the base: nearly all firms gave this answer, or all
SMALL = "small"  # enough firms for a class, too few for figures
DOMINATED = "dominated"  # one or two firms may make up most of it
NO_WEIGHTS = "no_weights"  # too little is known for weights
ALL_ONLY = "all_only"  # weighted figures are of all firms only
NO_STOCK = "no_stock"  # the number of firms there are is not known
NOT_COMPARABLE = "not_comparable"  # the group has no figure in the other round
FEW_TO_CLAIM = "few_to_claim"  # too few firms to speak of a difference


@dataclass(frozen=True, slots=True)
class Group:
    """Which firms: `dimension` "" and `id` "" are all of them; else one of `DIMENSIONS` and an
    area id, a section of industry (`sections`), or an option of the size question."""

    dimension: str = ""
    id: str = ""


ALL = Group()


@dataclass(frozen=True, slots=True)
class CoverageRow:
    """Firms interviewed of one group, against how many there are.

    Attributes:
        firms: firms interviewed, rounded; 0 stands for none or hardly any.
        stock: firms there are; None where not known.
        stock_indicator, stock_period: where that is from; "" where not known.
        share: firms interviewed in per cent of the stock; None where `firms` is 0.
        firm_share, stock_share: the group's share in per cent of all interviewed, of all firms
            of the groups with a known stock.
        difference: firm_share − stock_share in points, above zero where the group is asked more
            often than its size says.
        reason: "" or why something is missing: FEW, NO_STOCK.
    """

    group: Group
    firms: int
    stock: int | None = None
    stock_indicator: str = ""
    stock_period: str = ""
    share: float | None = None
    firm_share: float | None = None
    stock_share: float | None = None
    difference: float | None = None
    reason: str = ""


@dataclass(frozen=True, slots=True)
class GroupBalance:
    """The balance of one question in one group.

    Attributes:
        told: EXACT, CLASS or HIDDEN.
        reason: why not exact: SMALL, NEARLY_ALL or FEW_FIRMS.
        firms: firms in the base, rounded; None where the group has too few for figures.
        balance: where EXACT.
        klass: one of balances.CLASSES where EXACT or CLASS, never a clear one of SMALL groups; ""
            where HIDDEN.
        weighted: by personnel or stock, where asked for: of all firms only.
        weighted_reason: NO_WEIGHTS or ALL_ONLY where it is asked for and not told; else "".
        is_claimable: enough firms to speak of a difference.
        is_clear: and better or worse is beyond chance, with all that is listed together.
    """

    group: Group
    told: str
    reason: str = ""
    firms: int | None = None
    balance: Balance | None = None
    klass: str = ""
    weighted: Balance | None = None
    weighted_reason: str = ""
    is_claimable: bool = False
    is_clear: bool = False


@dataclass(frozen=True, slots=True)
class GroupChange:
    """How a group's balance changed from the earlier round.

    Attributes:
        told: EXACT or HIDDEN.
        reason: why hidden; FEW_TO_CLAIM of an exact change that is too uncertain to speak of.
        direction: "up" or "down" where there are firms enough, and the change is beyond chance
            with all that is listed together; else "".
    """

    group: Group
    told: str
    reason: str = ""
    before: Balance | None = None
    after: Balance | None = None
    change: Change | None = None
    direction: str = ""


@dataclass(frozen=True, slots=True)
class QuestionBalance:
    """One question of topic "balance": all firms first, then the groups of each dimension."""

    question: str
    groups: tuple[GroupBalance, ...]
    changes: tuple[GroupChange, ...] = ()

    @property
    def all(self) -> GroupBalance:
        """The balance of all firms."""
        return self.groups[0]

    def of(self, dimension: str) -> tuple[GroupBalance, ...]:
        """The groups of a dimension."""
        return tuple(one for one in self.groups if one.group.dimension == dimension)


@dataclass(frozen=True, slots=True)
class Count:
    """How many firms of a group gave an answer.

    Attributes:
        told: EXACT or HIDDEN.
        reason: of EXACT "", FEW or NEARLY_ALL; of HIDDEN FEW_FIRMS or SMALL.
        firms: firms in the base, rounded, as in `share`; None where HIDDEN.
        count: firms that gave the answer, rounded; None where HIDDEN, FEW or NEARLY_ALL.
        share: `count` in per cent of `firms`.
        before_count, before_share, change: those of the earlier round, and share − before_share
            in points; None where one of them is not told as a number.
    """

    group: Group
    told: str
    reason: str = ""
    firms: int | None = None
    count: int | None = None
    share: float | None = None
    before_count: int | None = None
    before_share: float | None = None
    change: float | None = None

    @property
    def as_told(self) -> int:
        """How often, for an order: nearly all are as many as there are, hardly any are 0."""
        return (self.firms if self.reason == NEARLY_ALL else self.count) or 0


@dataclass(frozen=True, slots=True)
class Item:
    """One answer of a question, or one theme: its counts, all firms first.

    Attributes:
        id: option id, or theme id; of a plan "yes" and "maybe", for all options that mean it.
        meaning: "yes", "maybe", "no" of an answer about a plan; else "".
        service_group: who a need is taken to; else "".
    """

    id: str
    counts: tuple[Count, ...]
    meaning: str = ""
    service_group: str = ""

    @property
    def all(self) -> Count:
        """The count of all firms."""
        return self.counts[0]

    def of(self, dimension: str) -> tuple[Count, ...]:
        """The groups of a dimension."""
        return tuple(one for one in self.counts if one.group.dimension == dimension)


@dataclass(frozen=True, slots=True)
class Mentions:
    """Counted answers of one question: growth and plans in the form's order, others with the most
    frequent of all firms first.

    Attributes:
        question: its id; "" of themes, which are of all free text.
        topic: "need", "skill", "plan", "growth" or "theme".
        is_multi: a firm may give several.
    """

    question: str
    topic: str
    items: tuple[Item, ...]
    is_multi: bool = False


@dataclass(frozen=True, slots=True)
class GroupMean:
    """The mean of a group's grades.

    Attributes:
        told: EXACT or HIDDEN.
        reason: FEW_FIRMS, up to where a difference may be spoken of.
        firms: firms that gave a grade, rounded; None where HIDDEN.
        low, high: 95 % interval within the scale.
    """

    group: Group
    told: str
    reason: str = ""
    firms: int | None = None
    mean: float | None = None
    low: float | None = None
    high: float | None = None
    before_mean: float | None = None


@dataclass(frozen=True, slots=True)
class Grades:
    """One question of topic "grade" answered in numbers: all firms first, then groups."""

    question: str
    groups: tuple[GroupMean, ...]


@dataclass(frozen=True, slots=True)
class Numbers:
    """Answers in numbers of all firms together: never by group.

    Attributes:
        told: EXACT or HIDDEN.
        reason: FEW_FIRMS or DOMINATED.
        firms: firms that gave a number, rounded.
        total: rounded at random to a multiple of `unit`; 0 stands for less than one, and None
            of percentages.
        mean: the rounded total of `firms` firms; None where that is 0.
        unit: of the total, also of percentages; 0 where hidden.
    """

    question: str
    told: str
    reason: str = ""
    firms: int | None = None
    total: float | None = None
    mean: float | None = None
    unit: float = 0.0


@dataclass(frozen=True, slots=True)
class Quotation:
    """What a firm wrote, with its permission, without what tells who it is."""

    question: str
    text: str


@dataclass(frozen=True, slots=True)
class WaveResults:
    """One round of interviews as it is told.

    Attributes:
        wave, before: ids of the round and of the earlier one it is compared with ("" without).
        firms: firms interviewed, rounded; None where fewer than `shown`.
        waiting: whether answers wait until enough have come to be shown together.
        leaving: whether answers that have been withdrawn are still in the figures, until then.
        reason: FEW_FIRMS where nothing can be told, NOBODY without interviews, else "".
        coverage: all first, then by dimension.
        balances, needs, skills, plans, growth, grades: one a question, in the form's order.
        numbers: questions answered in numbers of a unit.
        themes: themes of free text, one `Mentions` over all free-text questions; None where no
            words were given.
        quotations: in no order that tells who wrote them.
        weights: "" (one firm, one vote), "personnel" or "stock".
        development_area: code of the development area it is limited to; "" for all.
    """

    wave: str
    before: str = ""
    is_demonstration: bool = False
    firms: int | None = None
    waiting: bool = False
    leaving: bool = False
    reason: str = ""
    coverage: tuple[CoverageRow, ...] = ()
    balances: tuple[QuestionBalance, ...] = ()
    needs: tuple[Mentions, ...] = ()
    skills: tuple[Mentions, ...] = ()
    plans: tuple[Mentions, ...] = ()
    growth: tuple[Mentions, ...] = ()
    grades: tuple[Grades, ...] = ()
    numbers: tuple[Numbers, ...] = ()
    themes: Mentions | None = None
    quotations: tuple[Quotation, ...] = field(default=())
    weights: str = ""
    development_area: str = ""
