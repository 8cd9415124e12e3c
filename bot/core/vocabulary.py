"""Which names may the catalog use?

Closed lists: a name outside them is a fault at the start, never a silent surprise in a talk.
The crisis flags stand in ``bot.core.crisis`` and the conditions of triage rules in ``bot.core.triage``,
beside what they mean.
"""

from __future__ import annotations

INTENTS = frozenset(
    [
        "apply_benefit",
        "start_photo",
        "book_intake",
        "book_group_session",
        "change_appointment",
        "cancel_appointment",
        "ask_appointment",
        "ask_documents",
        "resume",
        "talk_to_human",
        "report_crisis",
        "ask_rights",
        "ask_obligations",
        "ask_eligibility",
        "ask_amount",
        "ask_decision_time",
        "ask_advance",
        "ask_search_period",
        "ask_information_duty",
        "ask_work_duty",
        "ask_language_requirement",
        "ask_assets",
        "ask_cohabitation",
        "ask_part_time_work",
        "ask_sanctions",
        "ask_objection",
        "ask_special_assistance",
        "ask_debt_help",
        "ask_housing_help",
        "ask_integration",
        "ask_holiday",
        "ask_support_person",
        "ask_privacy",
        "show_my_data",
        "erase_my_data",
        "complain",
        "greet",
        "goodbye",
        "thank",
        "affirm",
        "deny",
        "ask_bot",
        "ask_help",
        "explain_again",
        "change_language",
        "stop",
        "out_of_scope",
    ]
)
"""What a resident's message may be about."""

ROLES = frozenset(
    {
        "first_line",
        "integral_intaker",
        "specialist",
        "outreach_worker",
        "crisis_worker",
        "desk",
        "case_owner",
        "area_team",
        "session_staff",
    }
)
"""Who may take or decide a case.  The system is not among them: a person decides.

They are functions; the municipality's own name for each stands in the profile's ``terms``.
"""

EXCEPTIONS = frozenset(
    {
        "any_crisis_flag",
        "statusholder_route_requested",
        "exempt_stated_by_human",
        "health_stated_by_human",
        "urgent_reason_stated",
    }
)
"""Why a deadline or a compulsory meeting gives way (domain.md 1.12); a person judges it, no rule does."""

DOCUMENT_CONDITIONS = frozenset(
    {
        "always",
        "fixed_address",
        "applies_for_benefit",
        "had_income",
        "had_other_benefit",
        "language_requirement",
        "municipality_pays_health_insurance",
        "no_fixed_address",
        "own_business",
        "rents",
        "search_period",
        "wants_debt_help",
        "work_or_benefit_ended",
    }
)
"""When an item of the boodschappenlijst is asked for (domain.md 4.9)."""

REGISTERS = frozenset({"available_at_uwv", "available_in_brp"})
"""Where a municipality looks by itself instead of asking (Pw 17(1), 53a(1))."""

DEADLINE_UNITS = frozenset({"hours", "working_days", "days", "weeks"})
"""Units that a promise in time may have."""

DEADLINE_ANCHORS = frozenset({"first_contact", "now", "previous", "application"})
"""From when a promise counts; ``previous`` is the talk before it in its chain."""

SPOKEN = frozenset({"nl", "en", "ar", "ti", "tr", "fa", "so", "uk", "pl"})
"""Languages in which a session may be held: those that residents are understood in (domain.md 5.2)."""

SESSION_TOPICS = frozenset({"rights_duties", "group_intake", "quick_scan", "job_search", "theme"})
"""What a group session is about."""

AGENDA = frozenset({"rights_duties", "expectations", "quick_scan", "job_search", "theme"})
"""What is told in a group session."""

WHEN_FULL = frozenset({"next_session_within_deadline_else_individual", "individual"})
"""What happens when a group session has no free seat."""

BOOKERS = frozenset({"resident", "first_line", "system"})
"""Who books a talk; ``system``: it follows by itself on the talk before it."""

CONFIRMATIONS = frozenset({"printed", "optional_card", "letter", "sms", "email"})
"""Ways in which a resident gets an appointment in writing; ``letter`` goes to an address."""

CALENDAR_PLUGINS = frozenset({"own"})
"""Calendars in which talks can be booked."""

AGE_LIMITS = ("age_lt", "age_gte", "left_pro_vso_months_lt")
"""What an age rule may look at: years of age, or months since practical or special secondary school."""

AGE_EFFECTS = frozenset(
    {
        "search_period",
        "no_search_period",
        "no_waiting",
        "apply_in_first_talk",
        "group_session",
        "not_straight_to_training",
        "education_before_work",
        "education_or_work",
        "age_not_a_criterion",
    }
)
"""What a municipality or the law does for an age; told as an explanation, never as a yes or no."""

LAW_EFFECTS = frozenset(
    {"never_blocks", "session_is_an_offer", "offline_way_always", "figure_from_law_layer"}
)
"""How the law of a date overrules what a profile describes (domain.md 1.11)."""

TASKS = frozenset({"applications", "agencies", "report_back", "register_uwv", "cv"})
"""What a municipality may ask a resident to do; each has its words in ``locales`` as ``task.<id>``."""

CHANNEL_KINDS = frozenset(
    {
        "walk_in",
        "appointment",
        "phone",
        "web_national",
        "web_local",
        "web_local_booking",
        "partner_referral",
        "outreach",
        "invitation_letter",
        "call_up",
        "joint_service_desk",
        "paper",
        "own_initiative",
    }
)
"""Ways in that a municipality may describe (domain.md 1.12)."""
