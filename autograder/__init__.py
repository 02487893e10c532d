"""Autograder and exercises for deep learning from scratch in NumPy."""
