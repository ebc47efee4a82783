"""A programme's year, entered: targets, marks, ideas, conclusions, actions, two editions."""

from __future__ import annotations

import datetime as dt

from seutukuva import access, definitions, records
from seutukuva.definitions.outlook import HORIZONS
from seutukuva.editions import register
from seutukuva.editions.register import Edition
from seutukuva.outlook import register as outlook
from seutukuva.outlook.register import Given

FIRST, SECOND = "2026-04", "2026-10"
# Whatever is typed may begin as a formula does, and hold what markup is made of.
NASTY = "=HYPERLINK(1) #strong[ä] $x$ <b>"
CONCLUSION = "Ikääntyminen ja osaajapula ratkaistaan yhdessä."


def targets() -> None:
    """Two targets of the sub-region: one that is behind, one of a share."""
    for kpi, baseline, target in (("jobs", 9000.0, 9800.0), ("tertiary_share", 20.0, 24.0)):
        area = next(
            one.code for one in definitions.load().programme.development_areas if kpi in one.kpis
        )
        body = {"development_area": area, "kpi": kpi, "area": "FI-SK138"}
        body |= {"baseline": baseline, "baseline_period": "2014", "target": target}
        body |= {"target_period": "2030", "decided_on": "2026-01-15"}
        records.append("kpi_target", body, by=access.LOCAL, source="test")


def marks(round_id: str, shift: int = 0) -> None:
    """Marks of one group for every area, theme and horizon; later ones are a class lower."""
    rules = definitions.load().outlook
    group = rules.author_groups[0]
    given = []
    for place, area in enumerate(rules.areas):
        for at, theme in enumerate(rules.themes):
            for ahead, horizon in enumerate(HORIZONS):
                score = max(-2, min(2, (place + at + ahead) % 4 - 1 - shift))
                reason = f"Perustelu {place + 1}: tilauskanta ja työvoiman saatavuus vaihtelevat."
                given.append(Given(round_id, area, theme, horizon, group, score, reason))
    outlook.save(given, {})


def meeting(round_id: str) -> None:
    """Conclusions and actions of a round; one of the actions is late."""
    for text in (CONCLUSION, NASTY):
        body = {"meeting": "m1", "round": round_id, "text": text}
        records.append("conclusion", body, by=access.LOCAL, source="test")
    for text, due, state in (
        ("Yhteinen rekrytointikampanja alueen oppilaitosten kanssa", "2026-05-31", "open"),
        ("Sukupolvenvaihdoskysely", "2027-01-31", "doing"),
        ("Ennakoinnin kalenteri julkaistu", "2026-06-30", "done"),
    ):
        body = {"meeting": "m1", "round": round_id, "text": text, "owner": "KS", "due": due}
        body |= {"state": state}
        if state == "done":
            body |= {"outcome": "Julkaistu", "done_on": "2026-06-20"}
        records.append("action", body, by=access.LOCAL, source="test")


def ideas() -> None:
    """Three ideas at the first stages."""
    stages = list(definitions.load().pipeline.stages)
    for at, title in enumerate(("Puuklusteri", "Digitaidot", NASTY)):
        body = {"title": title, "description": "Kuvaus", "origin": "bottom_up"}
        body |= {"development_area": "A2", "stage": stages[at], "stage_on": "2026-02-01"}
        body |= {"money_total": 120000.0 * (at + 1)}
        records.append("idea", body, by=access.LOCAL, source="test")


def edition(round_id: str, *, published: bool = False) -> Edition:
    """A frozen edition, in draft or published."""
    found = register.freeze(round_id, round=round_id)
    for state in ("presented", "approved", "published") if published else ():
        found = register.advance(found, state, on=dt.date.today(), organisation="SJR")
    return found


def year() -> tuple[Edition, Edition]:
    """Everything: the first edition published, the second a draft with more in it."""
    targets()
    marks(FIRST)
    meeting(FIRST)
    first = edition(FIRST, published=True)
    ideas()
    marks(SECOND, shift=1)
    meeting(SECOND)
    return first, edition(SECOND)
