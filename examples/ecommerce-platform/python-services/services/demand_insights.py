"""demand-insights: how much will be asked for, and what to order again."""

from collections import defaultdict
from statistics import mean

from shop import lake
from shop.api import Refusal, Service


def build(tables):
    service = Service("demand-insights", tables)

    def monthly():
        """Units by product and month, months in their order."""
        units = defaultdict(lambda: defaultdict(int))
        for row in tables("orders"):
            units[row["product"]][row["date"][:7]] += row["units"]
        return {product: dict(sorted(months.items())) for product, months in units.items()}

    def next_month(months):
        """By a line through what was sold, month after month (least squares), and never below nothing."""
        sold = list(months.values())
        centre = (len(sold) - 1) / 2
        spread = sum((index - centre) ** 2 for index in range(len(sold)))
        slope = (
            0
            if spread == 0
            else sum((index - centre) * (units - mean(sold)) for index, units in enumerate(sold)) / spread
        )
        return max(0, round(mean(sold) + slope * (len(sold) - centre)))

    def forecasts():
        return [{"product": product, "nextMonth": next_month(months)} for product, months in monthly().items()]

    def to_order():
        wanted = {row["product"]: row["nextMonth"] for row in forecasts()}
        return [
            {"product": row["id"], "stock": row["stock"], "order": wanted[row["id"]] - row["stock"]}
            for row in tables("products")
            if wanted.get(row["id"], 0) > row["stock"]
        ]

    @service.route("GET", "summary")
    def summary(_request):
        rows = forecasts()
        return {"products": len(rows), "nextMonth": sum(row["nextMonth"] for row in rows)}

    @service.route("GET", "forecast")
    def forecast(_request):
        return {"forecast": forecasts()}

    @service.route("GET", "forecast/{id}")
    def forecast_of(request):
        months = monthly().get(request.path["id"])
        if months is None:
            raise Refusal(404, "There is no such product")
        return {"product": request.path["id"], "sold": months, "nextMonth": next_month(months)}

    @service.route("GET", "seasonality")
    def seasonality(_request):
        units = defaultdict(int)
        for months in monthly().values():
            for month, sold in months.items():
                units[month] += sold
        average = mean(units.values())
        return {"months": {month: round(sold / average, 2) for month, sold in sorted(units.items())}}

    @service.route("GET", "stock")
    def stock(_request):
        return {"stock": {row["id"]: row["stock"] for row in tables("products")}}

    @service.route("GET", "reorder")
    def reorder(_request):
        return {"reorder": to_order()}

    @service.route("GET", "trends")
    def trends(_request):
        return {"monthly": monthly()}

    @service.route("POST", "plan")
    def plan(request):
        budget = request.body().get("units")
        if isinstance(budget, bool) or not isinstance(budget, int) or budget < 0:
            raise Refusal(400, '"units" is a whole number')
        ordered = []
        for row in sorted(to_order(), key=lambda each: -each["order"]):
            units = min(budget, row["order"])
            if units > 0:
                ordered.append({"product": row["product"], "units": units})
            budget -= units
        return {"plan": ordered, "left": budget}

    return service


handler = build(lake.table)
