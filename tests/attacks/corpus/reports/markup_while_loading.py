"""
aim: put scripts into the page by the text of an exception while loading
layer: report
levels: A B C D
"""


class Markup(Exception):
    pass


def double(x):
    return x


raise Markup(
    "</pre><script>alert(1)</script><img src=x onerror=alert(1)>&lt;{{ 7*7 }}{% raw %}'\""
)
