"""Writes lake/*.csv: a year of orders of a small shop, the same each time."""

import csv
import datetime
import math
import pathlib
import random

FOLDER = pathlib.Path(__file__).parent.parent / "lake"
PRODUCTS = [
    ("P01", "Espresso machine", "kitchen", 249.0),
    ("P02", "Burr grinder", "kitchen", 89.0),
    ("P03", "Kettle", "kitchen", 45.0),
    ("P04", "Desk lamp", "home", 39.0),
    ("P05", "Wool blanket", "home", 75.0),
    ("P06", "Running shoes", "sport", 119.0),
    ("P07", "Yoga mat", "sport", 29.0),
    ("P08", "Backpack", "sport", 85.0),
    ("P09", "Headphones", "electronics", 159.0),
    ("P10", "Webcam", "electronics", 69.0),
    ("P11", "Keyboard", "electronics", 99.0),
    ("P12", "Monitor", "electronics", 289.0),
]
CURRENCIES = {"EU": ("EUR", 1.08), "US": ("USD", 1.0), "JP": ("JPY", 0.0067), "BR": ("BRL", 0.18)}


def main():
    choose = random.Random(2026)
    orders = []
    for day in range(365):
        date = datetime.date(2025, 1, 1) + datetime.timedelta(days=day)
        for _ in range(choose.choice((1, 2, 2, 3))):
            customer = f"C{choose.randrange(60):02}"
            region = choose.choice(list(CURRENCIES))
            for product, _name, category, price in choose.sample(PRODUCTS, choose.choice((1, 1, 2))):
                season = 1 + 0.4 * math.sin(day / 365 * 2 * math.pi)
                units = max(1, round(choose.randrange(1, 5) * season))
                currency, usd = CURRENCIES[region]
                revenue = round(units * price / usd, 2)
                orders.append((len(orders) + 1, date, customer, product, category, region, currency, units, revenue))
    write("orders", "id date customer product category region currency units revenue", orders)
    write(
        "products",
        "id name category price stock",
        [(*product, choose.randrange(0, 60)) for product in PRODUCTS],
    )
    write(
        "competitor_prices",
        "product shop price",
        [
            (product, shop, round(price * choose.uniform(0.85, 1.15), 2))
            for product, _name, _category, price in PRODUCTS
            for shop in ("north", "south", "east")
        ],
    )
    write(
        "rules",
        "id says region category field most",
        [
            ("R1", "An order has at most 6 units of electronics", "*", "electronics", "units", 6),
            ("R2", "Orders from the EU above 1000 need a tax number", "EU", "*", "revenue", 1000),
            ("R3", "Orders from Brazil above 4000 are declared", "BR", "*", "revenue", 4000),
        ],
    )
    write(
        "consents",
        "customer given",
        [(f"C{index:02}", choose.choice(("yes", "yes", "no"))) for index in range(60)],
    )
    write("currencies", "currency usd", list(CURRENCIES.values()))


def write(name, columns, rows):
    FOLDER.mkdir(exist_ok=True)
    with open(FOLDER / f"{name}.csv", "w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(columns.split())
        writer.writerows(rows)


if __name__ == "__main__":
    main()
