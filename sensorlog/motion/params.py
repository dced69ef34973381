"""Every number of the counter, each with its reason. None belongs to an exercise, a sensor or a placement."""

from __future__ import annotations

from dataclasses import dataclass

__all__ = ["Params"]


@dataclass(frozen=True, slots=True)
class Params:
    """Numbers of the counter. Lengths in m, angles in rad, times in s; ``_ratio`` is relative to the set's usual."""

    count_rate_hz: float = 25.0
    """Movement of people lies below 5 Hz; 25 Hz leaves a stroke of 0.3 s its shape."""
    hole_s: float = 0.6
    """A longer silence is not interpolated: the quickest stroke would fit into it."""
    min_gap_s: float = 0.6
    """A shorter declared gap is interpolated, as any silence is: at 10 Hz one or two lost packets make one of 0.3 s."""
    tau_acc_s: float = 1.0
    """Time constant of the accelerometer correction of VQF; on lifts with gyroscope bias 1 s was better than 3 s."""
    tilt_spread_s: float = 0.35
    """Without a gyroscope up is a Gaussian mean of the force with this standard deviation: of the swing of a repetition
    of 3 s three quarters stay, of 1.5 s a third, and of steps almost nothing. From 0.3 to 0.4 s counts are the same."""
    tilt_ahead_s: float = 0.5
    """… which looks so far ahead, and comes that much later. Twice as much counts the same, less counts worse."""

    corner_hz: float = 0.06
    """Corner of the spring-damper integrator of vertical travel; the slowest repetition takes about 14 s."""
    slow_s: float = 5.0
    """Repetitions that take longer than this come too early through that corner, and lose a part of their travel: they
    are looked back at with each of their turns …"""
    slow_corner_hz: float = 0.03
    """… and from there on this corner is low enough, since gravity is known anew."""
    past_corner_hz: float = 0.1
    """The same with hindsight, where a higher corner costs neither phase nor much of a slow repetition."""
    slow_past_corner_hz: float = 0.06
    """… of which less is lost through this one with hindsight, since rest is told from movement by …"""
    set_rest_ratio: float = 0.4
    """… a change of force over half a stroke that is this part of the most that such a stroke takes: looked back at, it
    is 0.2 in pauses and 2 in strokes."""
    edge_s: float = 3.0
    """The last seconds of the past are not yet known from both sides."""
    home_s: float = 6.0
    """What travel creeps back to when a set is followed: where it was on average for about a repetition or two."""
    gravity_tau_s: float = 15.0
    """Gravity is learnt as the slow mean of vertical force (scale errors of 2 % are common) …"""
    still_gravity_tau_s: float = 1.0
    """… and quickly at rest, where nothing else is measured."""
    offset_m_s2: float = 0.15
    """Usual offset of a small accelerometer that nobody calibrated (data sheets: 20 mg, with soldering 40 mg)."""
    still_turn_rad_s: float = 0.06
    """Turning slower than 3.4 °/s; a held bar trembles by 1 to 3 °/s."""
    still_force_m_s2: float = 0.15
    """Vertical force that near to gravity; with the limit above, for ``still_s``: velocity is zero. Travelling 0.4 m in
    3 s takes no more than 0.3 m/s² anywhere; with 0.25 the slow ends of strokes were taken for rest."""
    still_change_m_s2: float = 0.04
    """… and its mean over 0.2 s changes by no more than this to the next: in 0.4 m within 3.5 s it does by 0.055 in the
    middle, where force passes through gravity, and by twice that at both ends; noise makes 0.02."""
    still_s: float = 0.24
    """Turning and force are within their limits for so long: longer than the turn of a stroke, shorter than a pause."""
    rest_s: float = 1.0
    """Longer at rest than people pause in a repetition: from there on travel is measured anew."""
    axis_tau_s: float = 4.0
    """Memory of the axis of turning: one or two repetitions."""

    usual_rep_s: float = 4.0
    """2 s up and 2 s down: a set that the person started and that lasts for three of these has had time to repeat."""
    travel_floor_m: float = 0.08
    """Smaller vertical strokes are within the error of double integration."""
    angle_floor_rad: float = 0.1
    """Smaller turns are sway and breathing."""
    spin_rad_s: float = 0.5
    """A mean turn rate above this over 10 s and more is gyroscope bias: 29 °/s, where data sheets say 1 to 5."""
    lever_m: float = 0.5
    """Angle × lever compares turning with travel: the length of a limb segment."""
    force_error_m_s2: float = 0.15
    """Error of vertical force at constant orientation: 1° of tilt."""
    force_error_per_rad_m_s2: float = 0.7
    """… and per radian of turning: axes differ in scale by a few percent, and up is some degrees off where it turns."""
    little_turn_rad: float = 0.25
    """A sensor that turns less than 14° in a cycle is tilted alike all the time, and gravity is known as at rest."""
    travel_limit_m: float = 2.2
    """No stroke of a person is longer; what says so is drift."""

    reversal_ratio: float = 0.35
    """A reversal counts if it is this part of the usual stroke: below is a sticking point, above a half repetition."""
    travel_reversal_ratio: float = 0.3
    """The same for travel: who squats half as deep by the knees goes down by a third."""
    shortest_ratio: float = 0.45
    """A stroke of a repetition has at least this part of the usual stroke …"""
    quick_tilt_s: float = 2.7
    """Reps that come sooner than this are smoothed by the mean that gives up without a gyroscope …"""
    quick_tilt_ratio: float = 0.25
    """… and half ones most: so little may be left of them."""
    half_ratio: float = 0.25
    """… and half a rep this part, where leaving it out makes the others alike …"""
    longest_ratio: float = 2.0
    """… and at most this."""
    whole_ratio: float = 0.55
    """The same where a rep has several parts, each with a reversal of its own: only the largest counts."""
    recurs: float = 0.6
    """The pose comes back: correlation of two periods with what was one period earlier. Burpees reach 0.6 to 0.95; what
    people do between sets stays below in 99.8 % of all moments."""
    recurs_least: float = 0.2
    """Where the pose comes back less than this nothing that turns is repetition."""
    recurs_surely: float = 0.9
    """Where it comes back like this in a period longer than a stride, the knocks at step rate are no steps: the weight
    meets the floor."""
    knocks_irregularity: float = 0.3
    """… as regularly as this: exercises vary by 0.13 there, walking that ends in standing by 0.5."""
    slowest_stride_s: float = 1.6
    """Two steps, of which people take 1.3 a second at least."""
    swing_rad: float = 0.25
    """… with at least this RMS swing about its mean (posture changes), …"""
    parts_s: float = 2.5
    """… and in a period of at least this length: nobody does several parts in less, and two strides take 2.2 s."""
    detour: float = 1.25
    """Of several parts is a movement whose pose goes that much farther than straight out and back: burpees 1.3 to 1.8,
    squats and bends at most 1.1."""
    thrown_m_s2: float = 3.0
    """The vertical force is off gravity by this much (RMS over a rep) where the body jumps, lands or drops: weightless
    for a tenth of the time alone is 0.3 g. Burpees reach 4 to 9, sit-ups 1 to 2.5."""
    other_course: float = 1.5
    """A first or last movement of several parts that goes that much farther from the mean of the others than they go
    from each other is none of them: steps, sitting and lying down mostly go 2 to 13 times as far."""
    turns_apart: float = 3.2
    """A rep whose turn rate differs from that of the others that many times as much as theirs differ is none: 13,400 of
    simulated sets come to 2.7, one of them to 3.0, and 1,180 of people to 1.3; letting go of the bar and standing up
    mostly comes to 4.7 and more."""
    several: float = 1.4
    """Between one and two: a period that is longer by this factor is another one, not the same."""
    rests_ratio: float = 0.5
    """Reps begin at the turns at which the person turns by less than this part of the least at the other turns."""
    min_reps: int = 3
    """Two alike may be coincidence (racking, picking up and putting down); three are a set."""
    irregularity: float = 0.2
    """Variation of stroke size plus variation of cycle time that a run of no size may have …"""
    irregularity_per_m: float = 2.0
    """… and per metre of its size: a small movement must be very regular to be more than fidgeting."""
    astray: float = 0.45
    """Part of all turning that may be about other axes than that of the movement: exercises 0.3, walking about 0.6."""
    doubt: float = 1.0
    """Variation of size and time, part of the turning that is astray, and spread of pose (rad): their sum in turning
    that is repetition. Exercises stay below 0.8, turning a thing over in the hands gives 1.2 and more."""
    little_doubt: float = 0.7
    """With more doubt than this one repetition more is waited for: three fidgets may be alike by chance."""
    unsteady: float = 1.0
    """The same where travel counts, with more spread than this (natural log) of the times of ways out and of ways back,
    together: 99 % of sets have 0.8 or less at their third repetition, fidgets and steps 1.1 to 1.2."""
    unsteady_turning: float = 0.55
    """The same where turning counts, of that spread plus the variation of size and of time; an angle has no drift: 98 %
    of sets have less at their third repetition, a drink or a look at the telephone three times over 0.57 to 1.2."""
    most_doubt: float = 1.75
    """However many repetitions there are, their doubt and that spread stay below this together: with four and more sets
    come to 1.45, fidgets that went over into walking to 2.1."""
    strange: float = 3.0
    """A stroke that lies this many spreads from the others is not of the set, if it also waits or ends unlike them; a
    way back that ends so many spreads of pose from the others has not come back."""
    elsewhere: float = 2.7
    """The same for way out and way back together, where the person stayed for a long time in between."""
    elsewhere_pose: float = 5.0
    """A rep whose turn lies this many spreads of pose from those of the others is none of the set …"""
    unlike: float = 2.5
    """… and one that begins and ends this many spreads from them and is that much larger or smaller."""
    returned_ratio: float = 0.7
    """A way down of less than this part of the usual one is creep or walking, none of a repetition."""
    long_wait_s: float = 1.5
    """A wait that is this much longer than any other at the same turn does not belong to the repetitions."""
    pause_s: float = 5.0
    """A stroke that comes after a pause this much longer than any before it is of another set: people pause for so long
    within one."""
    risen: float = 0.2
    """A way up of less than this part of the others, looked back at, is none; half reps come to 0.28 and more."""
    quicker_ratio: float = 2.0
    """A stroke that much quicker than any of its set before is a step or a shake, none of it."""
    min_stroke_s: float = 0.2
    """Repetitions faster than 0.5 s are shaking, steps or bouncing."""
    max_stroke_s: float = 10.0
    """Between two turns, with a pause of several seconds in it."""
    end_s: float = 6.0
    """A set is over after this long without a stroke …"""
    end_periods: float = 2.0
    """… or after this many usual repetitions, if that is longer, up to ``max_stroke_s``."""
    pose_rad: float = 0.35
    """At the same turn of two reps the sensor is tilted alike within 20° …"""
    pose_ratio: float = 0.2
    """… plus this part of its turning."""
    parts_pose_ratio: float = 0.6
    """… which is more in a movement of several parts, whose turns lie within them."""
    on_the_way_rad: float = 0.15
    """Half a rep turns where the whole ones pass, within 9°."""
    step_force_m_s2: float = 0.6
    """Walking shakes the body with more than this (RMS) …"""
    step_share: float = 0.85
    """… and this part of it comes at step rate …"""
    step_share_of_strides: float = 0.8
    """… or this, where something swings as quickly as an arm in strides: what turns in exercises has 0.77 there …"""
    step_share_of_tilt: float = 0.75
    """… or this, where up alone says how it swings, which is a mean of the force that steps shake …"""
    step_share_of_slow: float = 0.67
    """… or this, where something travels up and down more slowly than in ``slower_than_strides_s`` and hardly rests: of
    257 sets like that none has more than 0.57, and drift of travel in walking 0.77 and more."""
    slower_than_strides_s: float = 2.4
    """A stride and a half: in this time a press may still be as quick as steps are."""
    search_s: float = 40.0
    """How far back the beginning of a set is looked for: three of the slowest repetitions."""
    hole_ends_set_s: float = 60.0
    """A longer silence ends a set."""
    hold_turn_rad_s: float = 0.25
    """In a hold the sensor turns slower than 14 °/s: trembling and breathing, no movement …"""
    hold_slip_s: float = 0.5
    """… but for slips of this length …"""
    hold_s: float = 5.0
    """… and lasts at least this long."""
