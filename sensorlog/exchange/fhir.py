"""A person's log as a FHIR R4 bundle: a pseudonym, sessions as groups of observations, pain and scores.

Codes: LOINC 72514-3 (pain 0 to 10), 82291-6 (days of strength training a week), 29463-7 (body weight); ``PAPanel`` of
the HL7 Physical Activity implementation guide 1.0.1 for a session. Nobody has published codes for sets, and none are
made up for them: they are coded by text alone. No conformance to a profile is claimed.
"""

from __future__ import annotations

import json
import uuid
from collections.abc import Iterable, Mapping
from datetime import date, datetime, timedelta
from statistics import median
from typing import Any

from sensorlog.exchange.formats import ExportOrder
from sensorlog.exchange.log_models import LogDiaryEntry, LogPerson, LogRep, LogSession, LogSet, LogStanding
from sensorlog.exchange.package import new_private_file
from sensorlog.exchange.person_log import LogParts
from sensorlog.logbook import DiaryKind
from sensorlog.training import MEASURES, MeasureId, week_of

__all__ = ["bundle", "write_fhir"]

Resource = dict[str, Any]

_LOINC = "http://loinc.org"
_UCUM = "http://unitsofmeasure.org"
_CATEGORY = "http://terminology.hl7.org/CodeSystem/observation-category"
_ACTIVITY_GUIDE = "http://hl7.org/fhir/us/physical-activity/CodeSystem/pa-temporary-codes"
_NAMES = uuid.uuid5(uuid.NAMESPACE_DNS, "session-log.sensorlog")
"""Ids follow from what they name: the same log gives the same bundle."""
_ACTIVITY = (
    {"coding": [{"system": _CATEGORY, "code": "activity", "display": "Activity"}]},
    {"coding": [{"system": _ACTIVITY_GUIDE, "code": "PhysicalActivity", "display": "Physical Activity"}]},
)
_SURVEY = ({"coding": [{"system": _CATEGORY, "code": "survey", "display": "Survey"}]},)
_VITAL = ({"coding": [{"system": _CATEGORY, "code": "vital-signs", "display": "Vital Signs"}]},)
_SCORE = "{score}"


def write_fhir(order: ExportOrder) -> list[str]:
    """Write ``<stem>.fhir.json``; return its name."""
    name = f"{order.stem}.fhir.json"
    made = bundle(order.parts())
    with new_private_file(order.folder / name) as file:
        file.write(json.dumps(made, ensure_ascii=False, indent=1).encode())
    return [name]


def bundle(parts: LogParts) -> Resource:
    """Return the bundle: plain JSON, the same for the same log."""
    patient = _patient(parts.person)
    subject = {"reference": _url("person", parts.person.id)}
    entries: list[Resource] = [patient]
    days: set[date] = set()
    for _, session in parts.sessions:
        made = _session(session, subject)
        entries += made
        if made:
            days.add(date.fromisoformat(session.started[:10]))
    entries += _strength_days(days, subject, parts.person.id)
    for entry in parts.diary:
        entries += _felt(entry, subject)
    return {
        "resourceType": "Bundle",
        "type": "collection",
        "entry": [{"fullUrl": f"urn:uuid:{resource['id']}", "resource": resource} for resource in entries],
    }


def _id(*parts: str) -> str:
    return str(uuid.uuid5(_NAMES, "/".join(parts)))


def _url(*parts: str) -> str:
    return f"urn:uuid:{_id(*parts)}"


def _patient(person: LogPerson) -> Resource:
    """Return the patient: a pseudonym, and the random id of the log. Nothing else is known."""
    return {
        "resourceType": "Patient",
        "id": _id("person", person.id),
        "identifier": [{"type": {"text": "sensorlog person id"}, "value": person.id}],
        "name": [{"use": "anonymous", "text": person.pseudonym}],
    }


def _observation(
    name: tuple[str, ...],
    code: Resource,
    subject: Resource,
    category: Iterable[Mapping[str, Any]],
    effective: Mapping[str, Any],
    more: Mapping[str, Any],
) -> Resource:
    return {
        "resourceType": "Observation",
        "id": _id(*name),
        "status": "final",
        "category": [dict(each) for each in category],
        "code": code,
        "subject": dict(subject),
        **effective,
        **more,
    }


def _loinc(code: str, display: str) -> Resource:
    return {"coding": [{"system": _LOINC, "code": code, "display": display}]}


def _quantity(value: float, unit: str, code: str | None = None) -> Resource:
    return {"value": round(value, 4), "unit": unit, "system": _UCUM, "code": code or unit}


def _session(session: LogSession, subject: Resource) -> list[Resource]:
    """Return the group and its sets; nothing where no set stands."""
    start = datetime.fromisoformat(session.started)
    sets = [_set(session, start, each, each.stands, subject) for each in session.sets if each.stands is not None]
    if not sets:
        return []
    end = start + timedelta(seconds=max(0.0, *(each.end_s for each in session.sets)))
    group = _observation(
        ("session", session.id),
        {
            "coding": [{"system": _ACTIVITY_GUIDE, "code": "PAPanel", "display": "Physical Activity Panel"}],
            "text": "strength training session",
        },
        subject,
        _ACTIVITY,
        _period(start, end),
        {
            "identifier": [{"type": {"text": "sensorlog session id"}, "value": session.id}],
            "note": [{"text": _provenance(session)}, *({"text": note.text} for note in session.notes if note.text)],
            "hasMember": [{"reference": f"urn:uuid:{each['id']}"} for each in sets],
        },
    )
    return [group, *sets]


def _period(start: datetime, end: datetime) -> Resource:
    return {"effectivePeriod": {"start": _moment(start), "end": _moment(end)}}


def _moment(moment: datetime) -> str:
    return moment.isoformat(timespec="seconds")


def _provenance(session: LogSession) -> str:
    if session.recording is None:
        return f"Entered by hand; {session.software}."
    sha256 = session.recording.sha256 or "not known"
    return f"Recording SHA-256: {sha256}; analysis {session.analysis_version}; {session.software}."


def _set(session: LogSession, start: datetime, done: LogSet, stands: LogStanding, subject: Resource) -> Resource:
    components = [
        _component("exercise", {"valueString": stands.exercise or "unlabelled"}),
        *_amount("repetitions", stands.rep_count, "{repetitions}"),
        *_amount("load", stands.load_kg, "kg"),
        *_amount("time held", stands.held_s, "s"),
        *_amount("perceived effort, 0 to 10", stands.rpe, _SCORE),
        *_amount("repetitions in reserve", stands.reps_in_reserve, "{repetitions}"),
        *([_component("warm-up", {"valueBoolean": True})] if stands.warm_up else []),
        *([_component("side", {"valueString": stands.side})] if stands.side else []),
        *_measures([rep for rep in done.reps if rep.counts]),
    ]
    where = ", ".join(filter(None, (done.placement, done.clip_site)))
    method = f"motion sensor ({where or 'place not said'})" if done.source == "sensed" else "entered by hand"
    made = _observation(
        ("set", session.id, done.id),
        {"text": "strength training set"},
        subject,
        _ACTIVITY,
        _period(start + timedelta(seconds=done.start_s), start + timedelta(seconds=done.end_s)),
        {"method": {"text": method}, "component": components},
    )
    # Corrected by the person: FHIR's own word for a result that was changed after it was final.
    return made | {"status": "amended"} if stands.is_edited else made


def _component(text: str, value: Mapping[str, Any]) -> Resource:
    return {"code": {"text": text}, **value}


def _amount(text: str, value: float | None, unit: str) -> list[Resource]:
    return [] if value is None else [_component(text, {"valueQuantity": _quantity(value, unit.strip("{}"), unit)})]


def _measures(reps: list[LogRep]) -> list[Resource]:
    """Return what the sensor measured, as the median of the set's reps. What no rep has is left out."""
    trunk = [rep.trunk for rep in reps if rep.trunk is not None]
    named: tuple[tuple[str, str, list[float | None]], ...] = (
        ("mean velocity, median of repetitions", "m/s", [rep.mean_velocity_m_s for rep in reps]),
        ("range, median of repetitions", "m", [rep.rom_m for rep in reps]),
        ("trunk sensor: range of lean, median of repetitions", "rad", [each.inclination_range_rad for each in trunk]),
        (
            "trunk sensor: peak turning speed, median of repetitions",
            "rad/s",
            [each.angular_speed_peak_rad_s for each in trunk],
        ),
        ("trunk sensor: jerkiness, median of repetitions (0 is smooth)", "{score}", [each.jerkiness for each in trunk]),
    )
    found = []
    for text, unit, values in named:
        known = [value for value in values if value is not None]
        if known:
            found += _amount(text, median(known), unit)
    return found


def _strength_days(days: set[date], subject: Resource, person_id: str) -> list[Resource]:
    """Return days of training a week, from the first week with one to the last: those without any as well."""
    if not days:
        return []
    code = _loinc("82291-6", "Frequency of muscle-strengthening physical activity")
    made, week = [], week_of(min(days))
    while week <= max(days):
        count = sum(week_of(day) == week for day in days)
        last = week + timedelta(days=6)
        period = {"effectivePeriod": {"start": week.isoformat(), "end": last.isoformat()}}
        value = {"valueQuantity": _quantity(count, "d/wk")}
        made.append(_observation(("week", person_id, week.isoformat()), code, subject, _ACTIVITY, period, value))
        week += timedelta(weeks=1)
    return made


def _felt(entry: LogDiaryEntry, subject: Resource) -> list[Resource]:
    """Return an entry of the diary as an observation; kinds that a newer version added are left out."""
    day = {"effectiveDateTime": entry.day.isoformat()}
    note = {"note": [{"text": entry.note}]} if entry.note else {}
    name = ("diary", entry.id)
    match entry.kind:
        case DiaryKind.PAIN if entry.value is not None:
            code = _loinc("72514-3", "Pain severity - 0-10 verbal numeric rating [Score] - Reported")
            details = entry.details
            told = [_component("when", {"valueString": str(details.get("moment", "")).replace("_", " ") or "not said"})]
            if details.get("exercise"):
                told.append(_component("after a set of", {"valueString": str(details["exercise"])}))
            told.append(_component("new or worse", {"valueBoolean": bool(details.get("new_or_worse"))}))
            site = {"bodySite": {"text": str(details.get("site") or "not said").replace("_", " ")}}
            value = {"valueQuantity": _quantity(entry.value, "score", _SCORE), **site, "component": told}
            return [_observation(name, code, subject, _SURVEY, day, value | note)]
        case DiaryKind.SCORE if entry.value is not None:
            measure = str(entry.details.get("measure"))
            known = MEASURES.get(MeasureId(measure)) if measure in set(MeasureId) else None
            value = {"valueQuantity": _quantity(entry.value, "score", _SCORE)}
            code = {"text": measure if known is None else known.name}
            return [_observation(name, code, subject, _SURVEY, day, value | note)]
        case DiaryKind.BODY_WEIGHT if entry.value is not None:
            value = {"valueQuantity": _quantity(entry.value, "kg")}
            return [_observation(name, _loinc("29463-7", "Body weight"), subject, _VITAL, day, value | note)]
        case DiaryKind.SORENESS:
            sore: Resource = {"valueBoolean": bool(entry.details.get("excessive"))}
            code = {"text": "excessive muscle soreness"}
            return [_observation(name, code, subject, _SURVEY, day, sore | note)]
        case DiaryKind.FLARE_UP:
            code = {"text": "flare-up of pain"}
            return [_observation(name, code, subject, _SURVEY, day, {"valueBoolean": True} | note)]
    return []
