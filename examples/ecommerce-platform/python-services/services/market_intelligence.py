"""market-intelligence: our prices next to those of competitors."""

from statistics import mean

from shop import lake
from shop.api import Refusal, Service


def build(tables):
    service = Service("market-intelligence", tables)

    def compared():
        rivals = {}
        for row in tables("competitor_prices"):
            rivals.setdefault(row["product"], []).append(row["price"])
        return [
            {
                "product": product["id"],
                "name": product["name"],
                "category": product["category"],
                "price": product["price"],
                "market": round(mean(rivals[product["id"]]), 2),
                "lowest": min(rivals[product["id"]]),
            }
            for product in tables("products")
            if product["id"] in rivals
        ]

    def gap(row):
        return round(100 * (row["price"] - row["market"]) / row["market"], 1)

    @service.route("GET", "summary")
    def summary(_request):
        rows = compared()
        dearer = [row for row in rows if row["price"] > row["market"]]
        return {"compared": len(rows), "dearerThanMarket": len(dearer)}

    @service.route("GET", "prices")
    def prices(_request):
        return {"prices": compared()}

    @service.route("GET", "prices/{id}")
    def price(request):
        found = [row for row in compared() if row["product"] == request.path["id"]]
        if not found:
            raise Refusal(404, "There is no such product")
        return {**found[0], "gapPercent": gap(found[0])}

    @service.route("GET", "gaps")
    def gaps(_request):
        rows = [{"product": row["product"], "gapPercent": gap(row)} for row in compared()]
        return {"gaps": sorted(rows, key=lambda row: -abs(row["gapPercent"]))}

    @service.route("GET", "position")
    def position(_request):
        rows = compared()
        cheapest = sum(row["price"] <= row["lowest"] for row in rows)
        return {"cheapest": cheapest, "of": len(rows)}

    @service.route("GET", "categories")
    def categories(_request):
        names = sorted({row["category"] for row in compared()})
        of = {name: [gap(row) for row in compared() if row["category"] == name] for name in names}
        return {"categories": [{"category": name, "gapPercent": round(mean(of[name]), 1)} for name in names]}

    @service.route("GET", "alerts")
    def alerts(request):
        limit = request.number("percent", 10, 100)
        return {"alerts": [row for row in compared() if gap(row) >= limit]}

    @service.route("POST", "simulate")
    def simulate(request):
        body = request.body()
        price = body.get("price")
        if isinstance(price, bool) or not isinstance(price, (int, float)) or price <= 0:
            raise Refusal(400, '"price" is a number above 0')
        found = [row for row in compared() if row["product"] == body.get("product")]
        if not found:
            raise Refusal(404, "There is no such product")
        return {"product": body["product"], "gapPercent": gap({**found[0], "price": price})}

    return service


handler = build(lake.table)
