"""What runs in the untrusted process: NumPy, msgspec and the standard library only.

The zygote loads this folder as the package `gradiente_worker`, away from the rest of `autograder`, so
no grading code, reference or expected value is ever in the memory of a process that executes a submission.
The grader imports `messages`, `values` and `wire` from here too: both sides share one definition.
"""
