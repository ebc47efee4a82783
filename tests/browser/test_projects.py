"""A funder's list comes in, its project goes into a basket and reports: the area's page follows."""

from __future__ import annotations

from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import choose, settled

pytestmark = pytest.mark.browser

CODE = "A99001"
LIST = """\
Koodi,Rahasto (ESR/EAKR),Projektin nimi,Ohjelma / osio,Tl,Viranomainen,Toiminnan tila,Aloituspvm,\
Päättymispvm,Toteuttajan nimi,Myönnetty EU- ja valtion rahoitus,Toteutunut EU- ja valtion rahoitus,\
Suunniteltu julkinen rahoitus yhteensä,Toteutunut julkinen rahoitus yhteensä
A99001,EAKR,Puualan kasvu, koulutus ja vienti,Länsi-Suomen EAKR-ohjelma,1,Keski-Suomen liitto,\
Toiminnassa,1.1.2026,31.12.2027,SSYP Kehitys Oy,100 000,40 000,150 000,60 000
A99002,EAKR,Toinen hanke,Länsi-Suomen EAKR-ohjelma,2,Keski-Suomen liitto,Toiminnassa,1.1.2026,\
31.12.2027,Esimerkkikunta,50 000,60 000,50 000,60 000
"""


def bring(page: Page, server: str, file: Path) -> None:
    """Import the list and accept it."""
    page.goto(f"{server}/lists?lang=en")
    settled(page)
    page.get_by_role("textbox", name="Day of the list").fill("31.10.2026")
    page.get_by_role("textbox", name="Day of the list").press("Enter")
    settled(page)
    page.locator('input[type="file"]').set_input_files(str(file))
    page.get_by_role("button", name="Accept and store").wait_for()
    settled(page)
    warnings = page.get_by_text("warning and accept it").or_(page.get_by_text("and accept them"))
    if warnings.count():
        warnings.first.click()
        settled(page)
    page.get_by_role("button", name="Accept and store").click()
    page.get_by_text("The projects of the list are on the page").wait_for()


def into_a_basket(page: Page, server: str) -> None:
    """Make a basket and put the project into it."""
    page.goto(f"{server}/baskets?lang=en")
    settled(page)
    page.get_by_role("textbox", name="Name").fill("Growth basket")
    choose(page, "Group that steers it", "SSYP")
    page.get_by_role("textbox", name="Started").fill("1.1.2026")
    page.get_by_role("button", name="Save", exact=True).first.click()
    page.get_by_text("Growth basket").first.wait_for()
    settled(page)
    choose(page, "Basket to open", "Growth basket")
    page.get_by_text("Add a project").wait_for()
    settled(page)
    choose(page, "Project", CODE)
    page.get_by_role("textbox", name="From").fill("1.1.2026")
    page.get_by_role("button", name="Save", exact=True).first.click()
    page.get_by_role("link", name="Puualan kasvu").first.wait_for()
    settled(page)


def test_from_a_list_to_the_page_of_the_development_area(
    own_server: str, page: Page, tmp_path: Path
) -> None:
    # Commas within names, unquoted, in the old encoding: one of the two shapes it is found in.
    file = tmp_path / "projektilista.csv"
    file.write_bytes(LIST.encode("latin-1"))
    bring(page, own_server, file)
    into_a_basket(page, own_server)
    expect(page.get_by_role("link", name="Puualan kasvu").first).to_be_visible()
    expect(page.get_by_text("40,000").first).to_be_visible()

    # Its owner places it in an area, with what is planned, and reports.
    page.goto(f"{own_server}/project?project={CODE}&lang=en")
    settled(page)
    page.get_by_text("Change what is known of the project").click()
    choose(page, "Development area", "A2")
    page.get_by_role("button", name="Save", exact=False).first.click()
    page.get_by_text("Saved.").first.wait_for()
    settled(page)
    page.get_by_role("tab", name="Decisions").click()
    page.get_by_text("Enter a decision").first.click()
    page.get_by_role("textbox", name="Decided on").fill("15.12.2025")
    page.get_by_role("textbox", name="New jobs", exact=True).first.fill("10")
    page.get_by_role("textbox", name="New jobs", exact=True).first.press("Tab")
    page.get_by_role("button", name="Save", exact=True).first.click()
    page.get_by_text("Saved.").first.wait_for()
    settled(page)

    page.goto(f"{own_server}/trends?area=A2&lang=en")
    settled(page)
    before = page.get_by_role("row").filter(has_text="New jobs").first
    expect(before).to_contain_text("10")
    expect(before).not_to_contain_text("4 of 10")

    page.goto(f"{own_server}/project?project={CODE}&lang=en")
    settled(page)
    page.get_by_text("Enter a report or realised figures").click()
    page.get_by_role("textbox", name="Figures up to").fill("31.10.2026")
    jobs = page.get_by_role("textbox", name="New jobs", exact=True).first
    jobs.fill("4")
    jobs.press("Tab")
    page.get_by_role("button", name="Save", exact=True).first.click()
    page.get_by_text("Saved.").first.wait_for()
    settled(page)

    page.goto(f"{own_server}/trends?area=A2&lang=en")
    settled(page)
    expect(page.get_by_role("row").filter(has_text="New jobs").first).to_contain_text("40.0%")

    page.goto(f"{own_server}/project?project={CODE}&lang=en")
    settled(page)
    page.get_by_role("tab", name="Who says what").click()
    page.get_by_text("Every figure that has been told").click()
    row = page.get_by_role("row").filter(has_text="New jobs").filter(has_text="31 October 2026")
    expect(row.first).to_contain_text("this computer")
