"""The shipped table, every place of its first market, and generated profiles of it."""

from hypothesis import strategies as st

from coding_salary.profile.profile import Profile
from coding_salary.table.load import default_path, load
from coding_salary.table.places import area_place, nation, state
from coding_salary.table.side_tables import load_areas

SHIPPED = load(default_path())
US = SHIPPED.markets["US"]
AREAS = [area_place(US, area) for area in load_areas(US, SHIPPED.path)]
NATION = nation(US)
PLACES = [NATION, *(state(US, code) for code in US.states), *AREAS]
FACTORS = US.factors
optional = lambda values: st.none() | st.sampled_from(list(values))  # noqa: E731
profiles = st.builds(
    Profile,
    market=st.just("US"),
    place=st.sampled_from(PLACES),
    certs=st.none()
    | st.lists(st.sampled_from(list(FACTORS["credential"].values)), max_size=5, unique=True).map(tuple),
    years=st.none() | st.floats(0, 60),
    employer=optional(FACTORS["employer"].values),
    education=optional(FACTORS["education"].values),
    role=optional(FACTORS["role"].values),
    specialty=optional(FACTORS["specialty"].values),
    remote=st.sampled_from([None, True, False]),
    as_of=st.sampled_from([None, None, "2024-02", "2026-11"]),
)
