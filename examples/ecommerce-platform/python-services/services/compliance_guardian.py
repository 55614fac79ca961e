"""compliance-guardian: which orders break a rule, and which customers have consented."""

from shop import lake
from shop.api import Refusal, Service


def build(tables):
    service = Service("compliance-guardian", tables)

    def broken(order, rule):
        if rule["region"] not in ("*", order["region"]):
            return False
        if rule["category"] not in ("*", order["category"]):
            return False
        return order[rule["field"]] > rule["most"]

    def violations():
        rules = tables("rules")
        return [
            {"order": order["id"], "rule": rule["id"], "says": rule["says"], "value": order[rule["field"]]}
            for order in tables("orders")
            for rule in rules
            if broken(order, rule)
        ]

    @service.route("GET", "summary")
    def summary(_request):
        found = violations()
        return {"rules": len(tables("rules")), "violations": len(found), "orders": len(tables("orders"))}

    @service.route("GET", "rules")
    def rules(_request):
        return {"rules": tables("rules")}

    @service.route("GET", "rules/{id}")
    def rule(request):
        found = [row for row in tables("rules") if row["id"] == request.path["id"]]
        if not found:
            raise Refusal(404, "There is no such rule")
        return {**found[0], "violations": sum(each["rule"] == found[0]["id"] for each in violations())}

    @service.route("GET", "violations")
    def all_violations(request):
        return {"violations": violations()[: request.number("limit", 50, 500)]}

    @service.route("GET", "consents")
    def consents(_request):
        rows = tables("consents")
        return {"asked": len(rows), "given": sum(row["given"] == "yes" for row in rows)}

    @service.route("GET", "risk")
    def risk(_request):
        orders = tables("orders")
        found = violations()
        regions = {order["id"]: order["region"] for order in orders}
        return {
            "regions": {
                region: round(
                    sum(regions[each["order"]] == region for each in found)
                    / sum(order["region"] == region for order in orders),
                    3,
                )
                for region in sorted(set(regions.values()))
            }
        }

    @service.route("GET", "report")
    def report(_request):
        lines = [f"{each['order']}: {each['says']} ({each['value']})" for each in violations()]
        return {"report": lines}

    @service.route("POST", "check")
    def check(request):
        order = request.body()
        missing = [name for name in ("region", "category", "units", "revenue") if name not in order]
        if missing:
            raise Refusal(400, f'"{missing[0]}" is missing')
        return {"breaks": [rule["id"] for rule in tables("rules") if broken(order, rule)]}

    return service


handler = build(lake.table)
