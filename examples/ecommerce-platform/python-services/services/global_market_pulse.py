"""global-market-pulse: how the markets of the world develop, in one currency."""

from collections import defaultdict

from shop import lake
from shop.api import Refusal, Service


def build(tables):
    service = Service("global-market-pulse", tables)

    def rates():
        return {row["currency"]: row["usd"] for row in tables("currencies")}

    def markets():
        """Revenue by region in US dollars, first and second half of the time, and what became of it."""
        orders = tables("orders")
        known = rates()
        middle = sorted(row["date"] for row in orders)[len(orders) // 2]
        sums = defaultdict(lambda: [0.0, 0.0])
        for row in orders:
            sums[row["region"]][row["date"] >= middle] += row["revenue"] * known[row["currency"]]
        return [
            {
                "region": region,
                "usd": round(before + after, 2),
                "growthPercent": round(100 * (after - before) / before, 1) if before else None,
            }
            for region, (before, after) in sorted(sums.items())
        ]

    @service.route("GET", "summary")
    def summary(_request):
        rows = markets()
        return {"markets": len(rows), "usd": round(sum(row["usd"] for row in rows), 2)}

    @service.route("GET", "markets")
    def all_markets(_request):
        return {"markets": markets()}

    @service.route("GET", "markets/{id}")
    def market(request):
        found = [row for row in markets() if row["region"] == request.path["id"]]
        if not found:
            raise Refusal(404, "There is no such market")
        return found[0]

    @service.route("GET", "currencies")
    def currencies(_request):
        return {"usd": rates()}

    @service.route("GET", "growth")
    def growth(_request):
        rows = [row for row in markets() if row["growthPercent"] is not None]
        return {"growth": sorted(rows, key=lambda row: -row["growthPercent"])}

    @service.route("GET", "pulse")
    def pulse(_request):
        growing = sum((row["growthPercent"] or 0) > 0 for row in markets())
        return {"growing": growing, "of": len(markets())}

    @service.route("GET", "alerts")
    def alerts(request):
        limit = request.number("percent", 10, 100)
        rows = [row for row in markets() if (row["growthPercent"] or 0) <= -limit]
        return {"alerts": rows}

    @service.route("POST", "convert")
    def convert(request):
        body = request.body()
        known = rates()
        amount, source, target = (body.get(name) for name in ("amount", "from", "to"))
        if isinstance(amount, bool) or not isinstance(amount, (int, float)):
            raise Refusal(400, '"amount" is a number')
        if source not in known or target not in known:
            raise Refusal(400, f'"from" and "to" are among {", ".join(known)}')
        return {"amount": round(amount * known[source] / known[target], 2), "currency": target}

    return service


handler = build(lake.table)
