"""One area in all its indicators, by theme: the straightforward way."""

import pandas as pd
import plotly.express as px
import streamlit as st

st.set_page_config(page_title="Alueprofiili", layout="wide")


@st.cache_data
def read(name: str) -> pd.DataFrame:
    return pd.read_csv(f"{name}.csv", dtype={"period": str})


@st.cache_data
def newest_of(kind: str, country: str) -> pd.DataFrame:
    areas = read("areas")
    same = areas[(areas["kind"] == kind) & (areas["country"] == country)]
    figures = read("observations")
    figures = figures[figures["area_id"].isin(same["area_id"])].dropna(subset="value")
    figures = figures.sort_values(["indicator_id", "area_id", "period"])
    return figures.groupby(["indicator_id", "area_id"]).last().reset_index()


@st.cache_data
def spread_of(kind: str, country: str) -> pd.DataFrame:
    by_indicator = newest_of(kind, country).groupby("indicator_id")["value"]
    spread = by_indicator.quantile([0, 0.25, 0.5, 0.75, 1]).unstack()
    spread.columns = ["Pienin", "Alaneljännes", "Mediaani", "Yläneljännes", "Suurin"]
    return spread


def trend(values: list) -> str:
    if len(values) < 5:
        return "ei laskettu"
    steps = pd.Series(values[-5:]).diff().dropna()
    return "nousee" if (steps > 0).all() else "laskee" if (steps < 0).all() else "ennallaan"


def profile() -> pd.DataFrame:
    mine = read("observations")
    mine = mine[mine["area_id"] == own["area_id"]].dropna(subset="value")
    course = mine.sort_values("period").groupby("indicator_id")
    newest = newest_of(own["kind"], own["country"])
    group = newest[newest["area_id"].isin(peers["area_id"])]
    rank = group.assign(
        rank=group.groupby("indicator_id")["value"].rank(ascending=False, method="min"),
        of=group.groupby("indicator_id")["value"].transform("size"),
    )
    rank = rank[rank["area_id"] == own["area_id"]].set_index("indicator_id")
    newest = newest.assign(
        place=newest.groupby("indicator_id")["value"].rank(pct=True).mul(100).round()
    )
    newest = newest[newest["area_id"] == own["area_id"]].set_index("indicator_id")
    table = indicators.set_index("indicator_id").join(course["period"].last(), how="inner")
    table["Tunnusluku"] = table["title"] + " (" + table["unit"] + ")"
    table["Ajankohta"] = table["period"]
    table["Arvo"] = course["value"].last()
    table["Muutos"] = course["value"].apply(lambda values: values.diff().iloc[-1])
    table["Kehitys"] = course["value"].apply(list)
    table["Suunta"] = table["Kehitys"].map(trend)
    table = table.join(spread_of(own["kind"], own["country"]))
    table["Verrokkien mediaani"] = group.groupby("indicator_id")["value"].median()
    table["Sija"] = rank["rank"]
    table["Verrokkeja"] = rank["of"]
    table["Paikka"] = newest["place"]
    return table


def pyramid() -> None:
    ages = read("ages")
    counted = ages[ages["area_id"] == own["area_id"]]
    if counted.empty:
        return
    shown = counted[counted["period"].isin([counted["period"].min(), counted["period"].max()])]
    by_age = shown.groupby(["period", "age"])["value"].sum().reset_index()
    st.plotly_chart(
        px.bar(by_age, x="value", y="age", color="period", orientation="h", barmode="overlay")
    )
    st.dataframe(by_age.pivot(index="age", columns="period", values="value"))


indicators, areas = read("indicators"), read("areas")
where, whom, what = st.columns(3)
name = where.selectbox("Alue", sorted(areas["name"].unique()), key="area")
group = whom.selectbox("Vertaa", ["Oma seutukunta", "Kaikki samanlaiset"], key="peers")
theme = what.selectbox("Teema", ["Kaikki", *indicators["theme_id"].unique()], key="theme")
own = areas[areas["name"] == name].iloc[0]
peers = areas[(areas["kind"] == own["kind"]) & (areas["country"] == own["country"])]
if group == "Oma seutukunta" and own["kind"] == "municipality":
    peers = peers[peers["subregion_id"] == own["subregion_id"]]

st.title(name)
table = profile()
for theme_id, part in table.groupby("theme_id", sort=False):
    if theme not in ("Kaikki", theme_id):
        continue
    st.header(theme_id)
    top = part.iloc[0]
    st.markdown(f"{top['Tunnusluku']} oli {top['Arvo']:.1f} ({top['Ajankohta']}).")
    st.dataframe(
        part.loc[:, "Tunnusluku":"Verrokkeja"],
        hide_index=True,
        column_config={"Kehitys": st.column_config.LineChartColumn()},
    )
    st.plotly_chart(
        px.scatter(part, x="Paikka", y="Tunnusluku", range_x=[0, 100]), key=f"place {theme_id}"
    )
    if theme_id == "population":
        pyramid()
st.download_button("Lataa CSV", table.to_csv(index=False), "profiili.csv")
