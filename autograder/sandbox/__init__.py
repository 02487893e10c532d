"""Running submissions apart: calls and answers, the worker process, the wire."""
