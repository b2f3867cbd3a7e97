"""Writes a ledger of made-up trade of any size, drawn from the adjustment's own model and blurred into statements.

    python3 benchmarks/synthetic.py OUT --partners 200 [--no-world] [--seed 1]

One country trades with so many partners. Of each partner ten series are spoken of: exports, imports and turnover, the
exports of four products, two of them within a third, and those of two regions of the country and a province of the
partner; about fifty statements, in the proportions of the shipped ledger: levels, growth, shares, figures of the
first months of a year, mirror statistics, exact and one-sided words. With the world's exports, imports and turnover
stated, all partners are parts of one whole and every series is linked to every other; without, each partner stands
apart. Two hundred partners are 2,000 series and about 10,000 statements.
"""

import argparse
import csv
import math
import pathlib
import random

FIRST_YEAR, LAST_YEAR = 2014, 2023
YEARS = range(FIRST_YEAR, LAST_YEAR + 1)
REGIONS = ("BY-RA", "BY-RB")
PRODUCTS = (("food", ""), ("dairy", "food"), ("meat", "food"), ("timber", ""))
# How many statements speak of one series, and of what kind they are.
STATEMENTS_OF_SERIES = (3, 3, 4, 5, 6, 7, 8, 9)
KINDS = (("level", 50), ("growth", 26), ("months", 18), ("share", 6))
QUALIFIERS = (("exact", 52), ("over", 26), ("about", 11), ("almost", 9), ("range", 1), ("up to", 1))
MIRRORED = 0.01


def choice(rng, weighted):
    return rng.choices([word for word, _ in weighted], [weight for _, weight in weighted])[0]


def volatility(size):
    return min(max(0.24 * (size / 1e9) ** -0.20, 0.10), 0.60)


def concentration(size):
    return min(max(90 * (size / 1e9) ** 0.55, 5), 600)


def path(rng, first):
    """A yearly random walk with drift, as levels."""
    drift = rng.gauss(0.06, 0.06)
    levels = [first]
    for _ in YEARS[1:]:
        levels.append(levels[-1] * math.exp(drift + volatility(first) * rng.gauss(0, 1)))
    return levels


def part(rng, whole, share, others=None):
    """A share of a whole that wanders from year to year and, with the other parts, stays below it."""
    logit = math.log(share / (1 - share))
    levels = []
    for year, level in enumerate(whole):
        room = 0.97 * level - (sum(other[year] for other in others) if others else 0)
        levels.append(min(level / (1 + math.exp(-logit)), 0.9 * room))
        logit += rng.gauss(0, 0.15)
    return levels


def digits(value, count=3):
    return f"{float(f'{value:.{count}g}'):.10g}"


def amount(value):
    for name, unit in (("billion", 1e9), ("million", 1e6), ("thousand", 1e3)):
        if value >= unit:
            return f"{digits(value / unit)} {name}"
    return digits(value)


def blurred(rng, value, text):
    """A figure in words that are true of a value; `text` writes a number."""
    slack = abs(rng.gauss(0, 1))
    word = choice(rng, QUALIFIERS)
    if word == "exact":
        return text(value)
    if word == "about" or text is not amount and word == "range":
        return "about " + text(value * math.exp(0.04 * rng.gauss(0, 1)))
    if word == "over":
        return "over " + text(value * math.exp(-0.06 * slack) * 0.995)
    if word in ("almost", "up to"):
        return f"{word} {text(value * math.exp((0.04 if word == 'almost' else 0.12) * slack) * 1.005)}"
    return f"{digits(value * 0.85 / 1e6)}..{digits(value * 1.2 / 1e6)} million"


class Writer:
    """Draws statements on series and keeps them."""

    def __init__(self, rng):
        self.rng = rng
        self.rows = []
        self.said = set()
        self.months = {}

    def portion(self, key, year, count, concentration):
        """The share of a year in its first months: all that is said of one year comes from the same twelve months."""
        if (key, year) not in self.months:
            self.months[key, year] = [self.rng.gammavariate(concentration / 12, 1) for _ in range(12)]
        months = self.months[key, year]
        return sum(months[:count]) / sum(months)

    def add(self, key, period, kind, figure, known_on, base="", origin=""):
        # A ledger says nothing twice.
        if (key, period, kind) in self.said:
            return
        self.said.add((key, period, kind))
        reporter, partner, indicator, product = key
        self.rows.append({
            "id": f"s{len(self.rows) + 1}", "reporter": reporter, "partner": partner, "indicator": indicator,
            "product": product, "entity": "", "period": period, "kind": kind, "figure": figure,
            "unit": "USD" if kind == "level" else "", "base": base, "origin": origin, "known_on": known_on,
            "source": "made-up", "locator": "", "note": ""})

    def describe(self, key, levels, whole=None):
        """Statements on one series. `whole` is the base and levels of what it is a share of."""
        rng = self.rng
        for number in range(rng.choice(STATEMENTS_OF_SERIES)):
            year = rng.randrange(len(levels))
            kind = "level" if number == 0 else choice(rng, KINDS)
            if kind == "growth" and year > 0:
                ratio = blurred(rng, levels[year] / levels[year - 1], lambda value: "x" + digits(value))
                self.add(key, YEARS[year], "growth", ratio, f"{YEARS[year] + 1}-02-15")
            elif kind == "months":
                months = rng.choice((3, 6, 9, 10))
                portion = self.portion(key, YEARS[year], months, concentration(levels[year]))
                period = f"{YEARS[year]}-01/{YEARS[year]}-{months:02}"
                self.add(
                    key, period, "level", blurred(rng, levels[year] * portion, amount),
                    f"{YEARS[year]}-{months + 2:02}-10")
            elif kind == "share" and whole:
                base, whole_levels = whole
                percent = blurred(rng, 100 * levels[year] / whole_levels[year], lambda value: digits(value, 2) + "%")
                self.add(key, YEARS[year], "share", percent, f"{YEARS[year] + 1}-02-15", base=base)
            else:
                isMirrored = rng.random() < MIRRORED and key[1] != "W"
                value = levels[year] * (math.exp(rng.gauss(0, 0.25)) if isMirrored else 1)
                self.add(
                    key, YEARS[year], "level", blurred(rng, value, amount), f"{YEARS[year] + 1}-02-15",
                    origin=key[1] if isMirrored else "")


def ledger(partners, world, seed):
    """The areas and statements of a ledger."""
    rng = random.Random(seed)
    areas = [("W", "World", ""), ("BY", "Belarus", "")] + [(code, f"Region {code}", "BY") for code in REGIONS]
    writer = Writer(rng)
    totals = {"exports": [0.0] * len(YEARS), "imports": [0.0] * len(YEARS)}
    for number in range(1, partners + 1):
        partner = f"X{chr(ord('A') + number // 1000)}-{number}"
        province = f"{partner}-1"
        areas += [(partner, f"Partner {number}", ""), (province, f"Province of partner {number}", partner)]
        first = 1e9 * math.exp(rng.gauss(-1.5, 1.5))
        exports, imports = path(rng, first), path(rng, first * math.exp(rng.gauss(0, 0.7)))
        for name, levels in (("exports", exports), ("imports", imports)):
            totals[name] = [total + level for total, level in zip(totals[name], levels)]
        turnover = [one + other for one, other in zip(exports, imports)]
        writer.describe(("BY", partner, "exports", ""), exports)
        writer.describe(("BY", partner, "imports", ""), imports)
        writer.describe(("BY", partner, "turnover", ""), turnover)
        share_of_exports = ("exports", exports)
        food = part(rng, exports, 0.3)
        dairy = part(rng, food, 0.4)
        meat = part(rng, food, 0.25, [dairy])
        timber = part(rng, exports, 0.2, [food])
        wholes = (share_of_exports, ("exports/food", food), ("exports/food", food), share_of_exports)
        for (product, _), levels, whole in zip(PRODUCTS, (food, dairy, meat, timber), wholes):
            writer.describe(("BY", partner, "exports", product), levels, whole)
        region = part(rng, exports, 0.35)
        other = part(rng, exports, 0.2, [region])
        for code, levels in zip(REGIONS, (region, other)):
            writer.describe((code, partner, "exports", ""), levels)
        writer.describe(("BY", province, "exports", ""), part(rng, exports, 0.3))
    if world:
        for name, levels in totals.items():
            for year, level in zip(YEARS, levels):
                writer.add(("BY", "W", name, ""), year, "level", amount(1.03 * level), f"{year + 1}-02-15")
    return areas, writer.rows


def write(path, columns, rows):
    with open(path, "w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(columns)
        writer.writerows(rows)


def main(out, partners, world=True, seed=1):
    """Writes a ledger; returns how many series and statements it has."""
    out = pathlib.Path(out)
    out.mkdir(parents=True, exist_ok=True)
    areas, statements = ledger(partners, world, seed)
    write(out / "areas.csv", ("code", "name", "parent"), areas)
    write(out / "products.csv", ("code", "name", "parent"), [(code, code, parent) for code, parent in PRODUCTS])
    indicators = [(code, code.capitalize(), "flow", "money") for code in ("turnover", "exports", "imports")]
    write(out / "indicators.csv", ("code", "name", "nature", "unit_kind"), indicators)
    write(
        out / "sources.csv", ("id", "title", "publisher", "published", "url"),
        [("made-up", "Made-up trade", "benchmarks/synthetic.py", "2024", "")])
    write(out / "statements.csv", statements[0].keys(), [row.values() for row in statements])
    series = {(row["reporter"], row["partner"], row["indicator"], row["product"]) for row in statements}
    return len(series), len(statements)


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description="Writes a ledger of made-up trade.")
    parser.add_argument("out")
    parser.add_argument("--partners", type=int, default=200)
    parser.add_argument("--no-world", action="store_true")
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()
    print("%d series, %d statements" % main(options.out, options.partners, not options.no_world, options.seed))
