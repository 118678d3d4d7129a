"""Moving one brief within an order of choices."""


def moved(order: list[str], act: str, key: str) -> list[str]:
    """The order after one step up or down, put first, put last, or taken out; the same order for any other act."""
    rest = [other for other in order if other != key]
    place = order.index(key) if key in order else len(rest)
    places = {"up": place - 1, "down": place + 1, "first": 0, "last": len(rest)}
    if act == "out":
        return rest
    if not key or act not in places:
        return order
    target = max(0, min(places[act], len(rest)))
    return [*rest[:target], key, *rest[target:]]
