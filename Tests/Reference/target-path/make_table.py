"""Target path indicator of Eurostat and Open SDG, by the published formulas in 50 decimal digits.

Run: python3 make_table.py > formulas.csv
Source of the formulas: Open SDG, open-sdg/sdg-build, sdg/ProgressMeasure.py: compound growth between two years, observed
over required; bands at 0.95, 0.60 and 0; "achieved" when the value meets the target already; score by two straight
lines. Nothing of that file runs here: a difference to Open SDG in rounding or in cases that the formulas leave open
would not show.
"""

from decimal import Decimal, getcontext

getcontext().prec = 50

# name, base year, base, last year, last, deadline, goal, direction (1: at least, -1: at most)
CASES = [
    ("doubles in time", 2015, "100", 2020, "141.5", 2025, "200", 1),
    ("a little slower", 2015, "100", 2020, "139", 2025, "200", 1),
    ("ahead", 2015, "100", 2020, "128", 2030, "200", 1),
    ("moderate", 2015, "100", 2020, "118", 2030, "200", 1),
    ("limited", 2015, "100", 2020, "105", 2030, "200", 1),
    ("stands still", 2015, "100", 2020, "100", 2030, "200", 1),
    ("moves away", 2015, "100", 2020, "90", 2030, "200", 1),
    ("moves far away", 2015, "100", 2020, "40", 2030, "200", 1),
    ("twice as fast", 2015, "100", 2017, "121", 2030, "205", 1),
    ("achieved early", 2015, "100", 2020, "210", 2030, "200", 1),
    ("achieved exactly at the deadline", 2015, "100", 2025, "200", 2025, "200", 1),
    ("missed at the deadline", 2015, "100", 2025, "190", 2025, "200", 1),
    ("above the goal from the start, falls", 2015, "300", 2020, "250", 2030, "200", 1),
    ("falls below a goal it had met", 2015, "210", 2020, "190", 2030, "200", 1),
    ("a fall, in time", 2015, "500", 2020, "430", 2030, "320", -1),
    ("a fall, too slow", 2015, "500", 2020, "480", 2030, "300", -1),
    ("a rise where a fall is asked", 2015, "500", 2020, "520", 2030, "300", -1),
    ("a ceiling kept", 2015, "250", 2020, "290", 2030, "300", -1),
    ("a ceiling broken", 2015, "250", 2020, "310", 2030, "300", -1),
    ("billions of dollars", 2016, "523456789.12", 2023, "1420000000", 2026, "2000000000", 1),
    ("small growth", 2010, "1000", 2023, "1000.5", 2030, "1001", 1),
]


def growth(start, end, years):
    return (end / start) ** (Decimal(1) / years) - 1


def status(ratio, achieved):
    if achieved:
        return "achieved"
    if ratio >= Decimal("0.95"):
        return "substantial"
    if ratio >= Decimal("0.6"):
        return "moderate"
    return "limited" if ratio >= 0 else "deterioration"


def score(ratio):
    if ratio >= Decimal("0.6"):
        return min(Decimal("7.1429") * ratio - Decimal("4.2857"), Decimal(5))
    return max(Decimal("4.1667") * ratio - Decimal("2.5"), Decimal(-5))


print("case,base_year,base,last_year,last,deadline,goal,direction,observed,required,ratio,status,score")
for name, base_year, base, last_year, last, deadline, goal, direction in CASES:
    first, now, target = Decimal(base), Decimal(last), Decimal(goal)
    observed = growth(first, now, last_year - base_year)
    required = growth(first, target, deadline - base_year)
    ratio = direction * observed / abs(required)
    achieved = direction * now >= direction * target
    numbers = [format(+x, ".20e") for x in (observed, required, ratio)]
    row = [base_year, base, last_year, last, deadline, goal, direction, *numbers, status(ratio, achieved)]
    print(",".join([name.replace(",", ";"), *map(str, row), format(score(ratio), ".20e")]))
