"""What is kept between runs."""

from autograder.store.results import Store, StoreError

__all__ = ["Store", "StoreError"]
