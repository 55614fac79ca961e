"""retail-copilot: answers questions about the shop by the words in them, and suggests what goes together."""

from collections import Counter
from itertools import combinations

from shop import lake
from shop.api import Refusal, Service


def build(tables):
    service = Service("retail-copilot", tables)

    def baskets():
        """The products that one customer ordered on one day."""
        found = {}
        for row in tables("orders"):
            found.setdefault((row["customer"], row["date"]), set()).add(row["product"])
        return list(found.values())

    def pairs():
        return Counter(pair for basket in baskets() for pair in combinations(sorted(basket), 2))

    def best_seller():
        units = Counter()
        for row in tables("orders"):
            units[row["product"]] += row["units"]
        return units.most_common(1)[0]

    answers = {
        ("best", "popular", "sells"): lambda: "{} sells best: {} units".format(*best_seller()),
        ("revenue", "turnover", "earn"): lambda: "Revenue is {:.2f}".format(
            sum(row["revenue"] for row in tables("orders"))
        ),
        ("stock", "left", "available"): lambda: "In stock: {} units".format(
            sum(row["stock"] for row in tables("products"))
        ),
        ("customers", "buyers", "many"): lambda: "{} customers have ordered".format(
            len({row["customer"] for row in tables("orders")})
        ),
    }

    @service.route("GET", "summary")
    def summary(_request):
        return {"understands": [" or ".join(words) for words in answers], "baskets": len(baskets())}

    @service.route("POST", "ask")
    def ask(request):
        question = request.body().get("question")
        if not isinstance(question, str) or question.strip() == "":
            raise Refusal(400, '"question" is missing')
        words = {word.strip("?.,!").lower() for word in question.split()}
        for known, answer in answers.items():
            if words & set(known):
                return {"question": question, "answer": answer()}
        return {"question": question, "answer": None, "understands": [" or ".join(each) for each in answers]}

    @service.route("GET", "products")
    def products(request):
        wanted = request.text("search", "").lower()
        return {"products": [row for row in tables("products") if wanted in row["name"].lower()]}

    @service.route("GET", "products/{id}")
    def product(request):
        found = [row for row in tables("products") if row["id"] == request.path["id"]]
        if not found:
            raise Refusal(404, "There is no such product")
        return found[0]

    @service.route("GET", "bundles")
    def bundles(request):
        often = pairs().most_common(request.number("limit", 5, 50))
        return {"bundles": [{"products": list(pair), "together": count} for pair, count in often]}

    @service.route("GET", "suggestions/{id}")
    def suggestions(request):
        wanted = request.path["id"]
        others = Counter()
        for pair, count in pairs().items():
            if wanted in pair:
                others[next(each for each in pair if each != wanted)] += count
        return {"product": wanted, "suggestions": [name for name, _count in others.most_common(3)]}

    @service.route("GET", "customers")
    def customers(_request):
        orders = Counter(row["customer"] for row in tables("orders"))
        return {"customers": [{"customer": name, "orders": count} for name, count in orders.most_common(10)]}

    @service.route("GET", "categories")
    def categories(_request):
        return {"categories": sorted({row["category"] for row in tables("products")})}

    return service


handler = build(lake.table)
