"""analytics-service: what was sold, where and when."""

from collections import defaultdict

from shop import lake
from shop.api import Refusal, Service

GROUPS = ("product", "category", "region", "month")


def build(tables):
    service = Service("analytics-service", tables)

    def orders():
        return [{**row, "month": row["date"][:7]} for row in tables("orders")]

    def totals(key, rows):
        sums = defaultdict(lambda: {"units": 0, "revenue": 0.0})
        for row in rows:
            sums[row[key]]["units"] += row["units"]
            sums[row[key]]["revenue"] += row["revenue"]
        return [
            {key: name, "units": sum_["units"], "revenue": round(sum_["revenue"], 2)}
            for name, sum_ in sums.items()
        ]

    @service.route("GET", "summary")
    def summary(_request):
        rows = orders()
        revenue = round(sum(row["revenue"] for row in rows), 2)
        return {"orders": len(rows), "revenue": revenue, "average": round(revenue / len(rows), 2)}

    @service.route("GET", "revenue")
    def revenue(_request):
        return {"byCategory": totals("category", orders())}

    @service.route("GET", "regions")
    def regions(_request):
        return {"byRegion": totals("region", orders())}

    @service.route("GET", "trends")
    def trends(_request):
        return {"byMonth": sorted(totals("month", orders()), key=lambda each: each["month"])}

    @service.route("GET", "top-products")
    def top_products(request):
        sold = sorted(totals("product", orders()), key=lambda each: -each["revenue"])
        return {"products": sold[: request.number("limit", 5, 100)]}

    @service.route("GET", "orders")
    def some_orders(request):
        return {"orders": orders()[-request.number("limit", 20, 500) :]}

    @service.route("GET", "orders/{id}")
    def one_order(request):
        found = [row for row in orders() if str(row["id"]) == request.path["id"]]
        if not found:
            raise Refusal(404, "There is no such order")
        return found[0]

    @service.route("GET", "export")
    def export(_request):
        rows = orders()
        lines = [",".join(rows[0])] + [",".join(str(value) for value in row.values()) for row in rows]
        return {"csv": "\n".join(lines)}

    @service.route("POST", "query")
    def query(request):
        body = request.body()
        key = body.get("groupBy")
        if key not in GROUPS:
            raise Refusal(400, f'"groupBy" is one of {", ".join(GROUPS)}')
        wanted = body.get("region")
        return {"rows": totals(key, [row for row in orders() if wanted in (None, row["region"])])}

    return service


handler = build(lake.table)
