"""Module variables, mutable defaults, function attributes: what notebooks are full of."""

calls = 0
velocity = {}


def remember(x, seen=[]):  # noqa: B006
    seen.append(x)
    remember.last = x
    return len(seen)


def program():
    global calls
    calls += 1
    velocity["w"] = velocity.get("w", 0) + 1
    remember(1)
    return remember(2) == 2 and remember.last == 2 and calls == velocity["w"] == 1
