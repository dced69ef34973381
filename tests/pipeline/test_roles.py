"""A role belongs to the set: a sensor may sit elsewhere in the next one."""

from __future__ import annotations

from itertools import pairwise

from hypothesis import given, settings
from hypothesis import strategies as st

from sensorlog.events import Event, Rep, SessionEvent, SessionEventKind
from sensorlog.imu import Placement, Role
from sensorlog.pipeline import Pipeline, SessionFold, role_of
from sensorlog.profiles import Registry
from tests.pipeline.sessions import Session, key, pipeline, squats, with_lost_link

SITES = st.one_of(
    st.none(), st.text(max_size=50), st.integers(), st.lists(st.text()), st.sampled_from(["T12", "sternum"])
)


IN_SET_1_S, BETWEEN_S = 20.0, 32.0


def moved(session: Session, t_s: float, role: Role, sensor: str = "bar") -> Session:
    session = key(session, t_s, SessionEventKind.ROLE, placement=role.placement.value, clip_site=role.clip_site)
    return [
        SessionEvent(item.t_ns, item.kind, sensor, item.data)
        if isinstance(item, SessionEvent) and item.kind is SessionEventKind.ROLE and item.sensor is None
        else item
        for item in session
    ]


def fold_of(session: Session, cuts: list[int] | None = None, analysis: Pipeline | None = None) -> SessionFold:
    analysis = analysis or pipeline()
    fold = SessionFold()
    for start, end in pairwise([0, *sorted(cuts or []), len(session)]):
        fold.apply(session[start:end], analysis.push(session[start:end]))
    fold.apply([], analysis.finish())
    return fold


WRIST = Role(Placement.WRIST, "left wrist")


def test_sets_carry_the_role_that_their_sensor_had() -> None:
    fold = fold_of(moved(squats(), BETWEEN_S, WRIST))
    assert [(one.set_id, one.rep_count, one.role) for one in fold.confirmed_sets] == [
        ("bar/1", 5, Role(Placement.BAR)),
        ("bar/2", 4, WRIST),
    ]
    assert fold.roles == {"bar": WRIST}


def test_a_set_that_is_open_ends_with_the_move_and_keeps_its_role() -> None:
    fold = fold_of(moved(squats(), IN_SET_1_S, WRIST))
    first, *rest = fold.confirmed_sets
    assert first.role == Role(Placement.BAR)
    assert first.end_s is not None
    assert first.end_s <= IN_SET_1_S
    assert 3 <= first.rep_count < 5
    assert all(one.role == WRIST for one in rest)
    assert rest[-1].rep_count == 4


def test_a_sensor_that_is_set_up_again_stays_where_the_person_put_it() -> None:
    session = with_lost_link(moved(squats(), BETWEEN_S, WRIST), 34.0, 36.0)
    fold = fold_of(session)
    assert [one.role for one in fold.confirmed_sets] == [Role(Placement.BAR), WRIST]
    assert fold.roles == {"bar": WRIST}


def test_saying_the_same_again_changes_nothing() -> None:
    fold = fold_of(moved(squats(), IN_SET_1_S, Role(Placement.BAR)))
    assert fold.sets == fold_of(squats()).sets


def test_moving_one_sensor_leaves_the_others_alone() -> None:
    both = squats(Placement.BAR, Placement.TRUNK)
    fold = fold_of(moved(both, IN_SET_1_S, WRIST, "trunk"))
    first, second = fold.confirmed_sets
    assert (first.set_id, first.rep_count, first.role) == ("bar/1", 5, Role(Placement.BAR))
    assert (second.rep_count, second.role) == (4, fold.roles[second.sensor])
    assert fold.roles == {"bar": Role(Placement.BAR), "trunk": WRIST}


def test_whoever_asks_for_the_analysis_may_know_better() -> None:
    analysis = Pipeline(Registry(), Placement.TRUNK)
    fold = fold_of(moved(squats(), BETWEEN_S, WRIST), analysis=analysis)
    assert [one.role.placement for one in fold.confirmed_sets] == [Placement.TRUNK, Placement.TRUNK]
    assert [one.role.clip_site for one in fold.confirmed_sets] == [None, "left wrist"]


@settings(max_examples=5, deadline=None)
@given(data=st.data())
def test_however_items_are_cut_the_sets_and_roles_are_the_same(data: st.DataObject) -> None:
    session = moved(moved(squats(), IN_SET_1_S, WRIST), BETWEEN_S, Role(Placement.WRIST, "right wrist"))
    cuts = data.draw(st.lists(st.integers(0, len(session)), max_size=30))
    assert fold_of(session, cuts).sets == fold_of(session).sets


def test_ids_stay_unique_through_every_move() -> None:
    analysis = pipeline()
    session = moved(moved(squats(), IN_SET_1_S, WRIST), BETWEEN_S, Role())
    events: list[Event] = analysis.push(session) + analysis.finish()
    last = {event.rep_id: event for event in events if isinstance(event, Rep)}
    for one in fold_of(session).confirmed_sets:
        assert all(last[rep.rep_id] == rep for rep in one.reps)


@given(placement=st.one_of(st.none(), st.text(max_size=10), st.sampled_from([*Placement])), clip_site=SITES)
def test_a_role_from_anywhere_is_sound(placement: str | None, clip_site: object) -> None:
    role = role_of({"placement": placement, "clip_site": clip_site})  # type: ignore[dict-item]
    assert role.placement in Placement
    assert role.clip_site is None or (0 < len(role.clip_site) <= 40 and role.clip_site.isprintable())


def test_a_role_of_a_sensor_that_never_comes_does_no_harm() -> None:
    fold = fold_of(moved(squats(), IN_SET_1_S, WRIST, "elsewhere"))
    assert [one.rep_count for one in fold.confirmed_sets] == [5, 4]
