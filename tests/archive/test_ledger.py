"""A claim's state on a date, and who answers whom."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from briefings.archive import index
from briefings.model import Claim, Figure, Status
from briefings.model.article import Verdict
from tests.records import NOW, article, claim, records

MAY = date(2030, 5, 1)


def day(number: int) -> date:
    return MAY + timedelta(days=number - 1)


def ledger_of(*claims: Claim) -> Any:
    of: dict[str, list[Claim]] = {}
    for it in claims:
        of.setdefault(it.article, []).append(it)
    return index(records(article(id_, *its) for id_, its in of.items()), NOW).ledger


def test_a_claim_is_claimed_until_somebody_else_denies_it() -> None:
    bridge = claim("2030-05-01/bridge#open")
    denial = claim(
        "2030-05-03/reply#shut", by="mayor", relation="denies", answers="2030-05-01/bridge#open"
    )
    ledger = ledger_of(denial, bridge)
    states = [ledger.state(bridge, day(n)).state for n in (1, 2, 3, 4)]
    assert states == ["claimed", "claimed", "disputed", "disputed"]
    assert ledger.state(bridge, day(4)).by == denial.id
    assert list(ledger.disputes) == [denial, bridge]
    assert list(ledger.state_changes) == [(day(3), bridge.id)]


def test_nobody_disputes_a_claim_by_denying_their_own_words() -> None:
    bridge = claim("2030-05-01/bridge#open", by="tarn orvania")
    retreat = claim("2030-05-02/a#b", by="tarn", relation="denies", answers=bridge.id)
    assert ledger_of(retreat, bridge).state(bridge).state == "claimed"
    joint = claim("2030-05-02/a#c", by="tarn mayor", relation="denies", answers=bridge.id)
    assert ledger_of(joint, bridge).state(bridge).state == "disputed"


def test_to_confirm_or_amend_disputes_nothing() -> None:
    bridge = claim("2030-05-01/bridge#open")
    answers = [
        claim("2030-05-02/a#b", by="mayor", relation="confirms", answers=bridge.id),
        claim("2030-05-02/a#c", by="mayor", relation="amends", answers=bridge.id),
    ]
    assert ledger_of(*answers, bridge).state(bridge).state == "claimed"


def test_an_editors_entry_stands_against_a_later_denial() -> None:
    status = (Status(day(2), "confirmed", "wire", "Seen by a reporter"),)
    bridge = claim("2030-05-01/bridge#open", status=status)
    denial = claim("2030-05-03/a#b", by="mayor", relation="denies", answers=bridge.id)
    ledger = ledger_of(denial, bridge)
    assert [change.state for change in ledger.history(bridge)] == ["claimed", "confirmed"]
    assert list(ledger.disputes) == [denial]


def test_an_editors_dispute_counts_though_it_rests_on_the_denial_itself() -> None:
    denial = claim(
        "2030-05-05/a#b", by="mayor", relation="denies", answers="2030-05-01/bridge#open"
    )
    status = (Status(day(2), "confirmed", "wire"), Status(day(5), "disputed", denial.id))
    bridge = claim("2030-05-01/bridge#open", status=status)
    ledger = ledger_of(denial, bridge)
    assert [it.state for it in ledger.history(bridge)] == ["claimed", "confirmed", "disputed"]
    assert list(ledger.disputes) == [denial, bridge]


def test_an_editors_entry_ends_a_dispute() -> None:
    bridge = claim("2030-05-01/bridge#open", status=(Status(day(5), "withdrawn", "wire"),))
    denial = claim("2030-05-03/a#b", by="mayor", relation="denies", answers=bridge.id)
    ledger = ledger_of(denial, bridge)
    states = [(change.on, change.state) for change in ledger.history(bridge)]
    assert states == [(day(1), "claimed"), (day(3), "disputed"), (day(5), "withdrawn")]
    assert list(ledger.disputes) == []


def test_a_later_article_tells_nothing_of_a_day_before_it() -> None:
    bridge = claim("2030-05-01/bridge#open")
    denial = claim(
        "2030-05-04/reply#shut", "mayor", "2030-05-02", relation="denies", answers=bridge.id
    )
    ledger = ledger_of(denial, bridge)
    states = [ledger.state(bridge, day(n)).state for n in (2, 3, 4)]
    assert states == ["claimed", "claimed", "disputed"]
    assert [(it.on, it.state) for it in ledger.history(bridge)][1:] == [(day(2), "disputed")]
    assert [ledger.answers_by(bridge, day(n)) for n in (3, 4)] == [[], [denial]]
    assert list(ledger.state_changes) == [(day(4), bridge.id)]
    assert ledger.last_change(bridge) == day(4)


def test_no_state_changes_before_its_claim_was_told() -> None:
    entry = (Status(day(2), "withdrawn", "wire"),)
    bridge = claim("2030-05-05/bridge#open", on="2030-05-01", status=entry)
    ledger = ledger_of(bridge)
    assert list(ledger.state_changes) == [(day(5), bridge.id)]
    assert ledger.last_change(bridge) == day(5)


def test_answers_are_told_oldest_first() -> None:
    bridge = claim("2030-05-01/bridge#open")
    late = claim("2030-05-04/x#late", by="mayor", relation="denies", answers=bridge.id)
    early = claim("2030-05-02/y#early", by="lorvia", relation="denies", answers=bridge.id)
    ledger = ledger_of(late, early, bridge)
    assert [answer.id for answer in ledger.answers[bridge.id]] == [early.id, late.id]
    assert ledger.answered(late) == bridge
    assert ledger.state(bridge).on == day(2)


def counted(id_: str, by: str = "tarn", on: str = "", **values: Any) -> Claim:
    return claim(id_, by, on, kind="figure", figure=Figure(5, 5, "boats", key="boats"), **values)


def test_figures_by_key_newest_first_and_by_the_month_of_their_article() -> None:
    old = counted("2030-05-01/a#n", regions=("norvik",))
    new = counted("2030-06-01/b#n", by="mayor", on="2030-05-30")
    other = claim("2030-06-02/c#n", figure=Figure(5, 5))
    ledger = ledger_of(other, new, old)
    assert ledger.by_figure == {"boats": [new, old]}
    assert ledger.figures_by_month == {("boats", "2030-05"): [old], ("boats", "2030-06"): [new]}
    assert ledger.figures_by_region == {"norvik": ("boats",)}
    assert ledger.figures_by_actor == {"mayor": ("boats",), "tarn": ("boats",)}


def test_what_became_of_a_sources_claims() -> None:
    entry = (Status(day(2), "confirmed", "mirror"),)
    both = claim("2030-05-01/a#both", status=entry)
    denial = claim("2030-05-03/b#no", by="mayor", relation="denies", answers=both.id)
    own = claim("2030-05-03/b#own", relation="denies", answers="2030-05-01/a#alone")
    ledger = ledger_of(
        own,
        denial,
        claim("2030-05-02/c#gone", status=(Status(day(4), "withdrawn", "wire"),), source="mirror"),
        claim("2030-05-01/d#seen", status=(Status(day(4), "disputed", "mirror"),)),
        claim("2030-05-01/a#alone"),
        both,
    )
    outcomes = {key: [of.id for of in claims] for key, claims in ledger.outcomes.items()}
    assert outcomes == {
        ("wire", "disputed"): [denial.id, both.id, "2030-05-01/d#seen"],
        ("wire", "confirmed"): [both.id],
        ("mirror", "withdrawn"): ["2030-05-02/c#gone"],
    }


@given(
    denials=st.lists(st.tuples(st.integers(1, 9), st.sampled_from(["tarn", "mayor"]))),
    entries=st.lists(st.tuples(st.integers(1, 9), st.sampled_from(["confirmed", "refuted"]))),
    asked=st.integers(1, 10),
)
def test_state_agrees_with_the_rule_as_it_is_told(
    denials: list[tuple[int, str]], entries: list[tuple[int, str]], asked: int
) -> None:
    """The latest entry by then; else disputed, if another actor denied it by then; else claimed."""
    entries = sorted(entries, key=lambda entry: entry[0])
    bridge = claim(
        "2030-05-01/bridge#open",
        status=tuple(Status(day(n), is_, "wire") for n, is_ in entries),  # type: ignore[arg-type]
    )
    replies = [
        claim(f"2030-05-{n:02}/r{i}#no", by=by, relation="denies", answers=bridge.id)
        for i, (n, by) in enumerate(denials)
    ]
    replies.sort(key=lambda reply: reply.on, reverse=True)
    said = [is_ for n, is_ in entries if n <= asked]
    denied = any(n <= asked and by != "tarn" for n, by in denials)
    expected = said[-1] if said else "disputed" if denied else "claimed"
    assert ledger_of(*replies, bridge).state(bridge, day(asked)).state == expected


def told(ledger: Any, *claims: Claim) -> list[list[tuple[int, str]]]:
    """The states of some claims, each with its day of May."""
    return [[(it.on.day, it.state) for it in ledger.history(claim)] for claim in claims]


def denial_of(claim_: Claim, id_: str, by: str = "mayor", on: str = "", **values: Any) -> Claim:
    return claim(id_, by, on, relation="denies", answers=claim_.id, **values)


def test_a_denial_is_disputed_as_what_it_denies_is() -> None:
    bridge = claim("2030-05-01/bridge#open")
    shut = denial_of(bridge, "2030-05-03/reply#shut")
    ledger = ledger_of(shut, bridge)
    assert told(ledger, bridge, shut) == [
        [(1, "claimed"), (3, "disputed")],
        [(3, "claimed"), (3, "disputed")],
    ]
    assert [ledger.state(it).by for it in (bridge, shut)] == [shut.id, bridge.id]
    assert [ledger.rivals(it) for it in (bridge, shut)] == [[shut], [bridge]]


def test_who_denies_what_came_later_is_disputed_once_that_is_known() -> None:
    bridge = claim("2030-05-05/bridge#open", on="2030-05-04")
    shut = denial_of(bridge, "2030-05-03/reply#shut")
    ledger = ledger_of(shut, bridge)
    assert [ledger.state(shut, day(n)).state for n in (3, 4, 5)] == [
        "claimed",
        "claimed",
        "disputed",
    ]
    assert told(ledger, shut) == [[(3, "claimed"), (4, "disputed")]]
    assert list(ledger.state_changes) == [(day(5), shut.id)]


def test_a_denial_of_a_denial_is_a_dispute_of_its_own() -> None:
    bridge = claim("2030-05-01/bridge#open")
    shut = denial_of(bridge, "2030-05-03/reply#shut")
    reopened = denial_of(shut, "2030-05-05/again#reopened", by="tarn")
    ledger = ledger_of(reopened, shut, bridge)
    assert [it[-1] for it in told(ledger, bridge, shut, reopened)] == [
        (3, "disputed"),
        (3, "disputed"),
        (5, "disputed"),
    ]
    assert ledger.rivals(shut) == [bridge, reopened]


def test_to_deny_ones_own_words_disputes_neither_side() -> None:
    bridge = claim("2030-05-01/bridge#open", by="tarn orvania")
    retreat = denial_of(bridge, "2030-05-02/a#b", by="orvania")
    ledger = ledger_of(retreat, bridge)
    assert told(ledger, bridge, retreat) == [[(1, "claimed")], [(2, "claimed")]]
    assert list(ledger.disputes) == []


def test_to_confirm_or_amend_a_disputed_claim_is_no_dispute() -> None:
    bridge = claim("2030-05-01/bridge#open")
    shut = denial_of(bridge, "2030-05-03/reply#shut")
    for relation in ("confirms", "amends"):
        answer = claim("2030-05-04/x#so", "lorvia", relation=relation, answers=bridge.id)
        assert told(ledger_of(answer, shut, bridge), answer) == [[(4, "claimed")]]


def test_an_entry_on_one_side_decides_nothing_for_the_other() -> None:
    verdicts: tuple[Verdict, ...] = ("confirmed", "refuted")
    for verdict in verdicts:
        entry = (Status(day(5), verdict, "wire"),)
        bridge = claim("2030-05-01/bridge#open", status=entry)
        shut = denial_of(bridge, "2030-05-03/reply#shut")
        assert [it[-1] for it in told(ledger_of(shut, bridge), bridge, shut)] == [
            (5, verdict),
            (3, "disputed"),
        ]
        bridge = claim("2030-05-01/bridge#open")
        shut = denial_of(bridge, "2030-05-03/reply#shut", status=entry)
        assert [it[-1] for it in told(ledger_of(shut, bridge), bridge, shut)] == [
            (3, "disputed"),
            (5, verdict),
        ]


def test_a_dispute_ends_as_either_side_is_withdrawn() -> None:
    entry = (Status(day(5), "withdrawn", "wire"),)
    bridge = claim("2030-05-01/bridge#open")
    shut = denial_of(bridge, "2030-05-03/reply#shut", status=entry)
    ledger = ledger_of(shut, bridge)
    assert told(ledger, bridge) == [[(1, "claimed"), (3, "disputed"), (5, "claimed")]]
    assert ledger.state(bridge).by == shut.id
    assert [ledger.state(bridge, day(n)).state for n in (4, 5)] == ["disputed", "claimed"]
    assert list(ledger.disputes) == []
    assert (day(5), bridge.id) in ledger.state_changes
    bridge = claim("2030-05-01/bridge#open", status=entry)
    shut = denial_of(bridge, "2030-05-03/reply#shut")
    ledger = ledger_of(shut, bridge)
    assert told(ledger, shut) == [[(3, "claimed"), (3, "disputed"), (5, "claimed")]]
    assert (day(5), shut.id) in ledger.state_changes


def test_of_several_denials_each_has_to_be_withdrawn() -> None:
    bridge = claim("2030-05-01/bridge#open")
    first = denial_of(bridge, "2030-05-02/x#first", status=(Status(day(6), "withdrawn", "wire"),))
    again = Status(day(9), "confirmed", "mirror")
    second = denial_of(
        bridge, "2030-05-04/y#second", "lorvia", status=(Status(day(7), "withdrawn", "wire"), again)
    )
    ledger = ledger_of(second, first, bridge)
    assert [(it.on.day, it.state, it.by) for it in ledger.history(bridge)] == [
        (1, "claimed", None),
        (2, "disputed", first.id),
        (7, "claimed", second.id),
        (9, "disputed", second.id),
    ]


def test_a_withdrawn_side_leaves_the_entries_of_the_other() -> None:
    bridge = claim("2030-05-01/bridge#open", status=(Status(day(4), "disputed", "wire"),))
    shut = denial_of(bridge, "2030-05-03/reply#shut", status=(Status(day(5), "withdrawn", "wire"),))
    assert told(ledger_of(shut, bridge), bridge) == [
        [(1, "claimed"), (3, "disputed"), (4, "disputed")]
    ]


def test_both_sides_change_when_either_does() -> None:
    """A denial is told beside what it denies, and the other way round."""
    bridge = claim("2030-05-01/bridge#open", status=(Status(day(8), "confirmed", "wire"),))
    shut = denial_of(bridge, "2030-05-03/reply#shut")
    ledger = ledger_of(shut, bridge)
    assert [ledger.last_change(it) for it in (bridge, shut)] == [day(8), day(8)]
