"""Pure mathematics of verdicts: comparisons, gradient checks, distribution tests. No I/O, no processes."""
