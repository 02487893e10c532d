"""How often is the grader wrong: right programs that lose points, wrong ones that do not, unlucky draws.

    python -m benchmarks.accuracy --only relu --seeds 20

Three measurements, each with the upper 95% bound of its rate:

(a) false alarms: every reference rewritten in dozens of styles (``styles``) that provably change the source and, by
    a test that knows nothing of the checks (``twins``), keep its meaning;
(b) misses: every single edit of every reference (``mutants``), without those that the same test cannot tell from the
    reference;
(c) luck: the checks of random answers, on the reference, a thousand times.

``units`` finds the source that belongs to an exercise and makes programs of changed versions of it; ``arguments`` draws
what a function may be called with, from its docstring; ``crew`` does the work in processes that may hang or die.
"""
