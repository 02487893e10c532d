"""A course of small references, to be changed in tests."""
