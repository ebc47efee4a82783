"""What a consequence analysis holds, section by section, and which indicators tell it.

The contents are those that a region in transition must document (business and employment of the
last ten years, forecasts of the next ten, migration, commuting, age and sex, education, the
municipality's economy).
"""

from __future__ import annotations

from dataclasses import dataclass

from seutukuva.texts import N_


@dataclass(frozen=True, slots=True)
class Part:
    """One section that is told by indicators.

    Attributes:
        rows: for each row of its table, the indicators that can tell it: the one with the newest
            figure does. The first row that can be compared over ten years gives the sentence,
            the first with a course the chart.
    """

    id: str
    title: str
    rows: tuple[tuple[str, ...], ...]


# Of the parts of a country: of a whole one they are nothing or everything by definition.
OF_PARTS = ("net_migration_between_municipalities", "workplace_self_sufficiency")

# What a reader of the first minute needs, by the id of its section.
FIRST_MINUTE = ("population", "business", "employment", "population_ahead")

JOBS = Part(
    "business",
    N_("Jobs and firms"),
    (
        ("jobs",),
        ("enterprise_stock", "business_establishments"),
        ("enterprise_openings",),
        ("enterprise_closures",),
        ("enterprise_opening_rate",),
    ),
)
EMPLOYMENT = Part(
    "employment",
    N_("Employment and unemployment"),
    (
        ("employed_residents",),
        ("employment_rate", "employed_share_of_population"),
        ("unemployment_share", "unemployment_share_yearly_mean", "unemployed_of_labour_force"),
        ("unemployed_jobseekers",),
        ("long_term_unemployed",),
        ("unemployed_under_25",),
        ("labour_force",),
    ),
)
MIGRATION = Part(
    "migration",
    N_("Moving in and out"),
    (
        ("net_migration_between_municipalities",),
        ("in_migration_between_municipalities", "in_movers"),
        ("out_migration_between_municipalities", "out_movers"),
        ("net_immigration",),
        ("net_migration",),
        ("natural_increase",),
    ),
)
COMMUTING = Part(
    "commuting",
    N_("Commuting"),
    (
        ("workplace_self_sufficiency",),
        ("employed_in_home_municipality_share",),
        ("in_commuters",),
        ("out_commuters",),
        ("employed_in_home_municipality",),
    ),
)
AGES = Part(
    "ages",
    N_("Age and sex"),
    (
        ("share_over_64",),
        ("share_under_15",),
        ("share_15_64",),
        ("demographic_dependency_ratio", "dependency_ratio_wellbeing_data"),
        ("mean_age",),
        ("population_women",),
        ("population_men",),
    ),
)
EDUCATION = Part(
    "education",
    N_("Education"),
    (
        ("tertiary_share",),
        ("upper_secondary_or_higher_share",),
        ("education_level_index", "education_level_index_long"),
        ("degree_holders",),
        ("young_outside_education",),
    ),
)
MUNICIPAL = Part(
    "municipal_economy",
    N_("The municipality’s economy"),
    (
        ("loan_stock_per_capita",),
        ("annual_contribution_margin_per_capita",),
        ("tax_revenue_per_capita",),
        ("group_loan_stock_per_capita",),
        ("relative_indebtedness",),
        ("social_health_net_costs_per_capita",),
        ("education_culture_net_costs_per_capita",),
    ),
)
POPULATION = Part(
    "population",
    N_("Population"),
    (("population",), ("live_births",), ("deaths",)),
)

EMPLOYMENT_AHEAD = Part(
    "employment_ahead",
    N_("Employment ahead"),
    (
        ("jobs",),
        ("employed_residents",),
        ("employment_rate",),
        ("unemployment_share",),
        ("unemployment_share_yearly_mean",),
    ),
)
MIGRATION_AHEAD = Part(
    "migration_ahead",
    N_("Moving and natural increase ahead"),
    (
        ("net_migration",),
        ("net_migration_between_municipalities",),
        ("natural_increase",),
    ),
)
MUNICIPAL_AHEAD = Part(
    "municipal_economy_ahead",
    N_("The municipality’s economy ahead"),
    (
        ("loan_stock_per_capita",),
        ("annual_contribution_margin_per_capita",),
        ("tax_revenue_per_capita",),
    ),
)
