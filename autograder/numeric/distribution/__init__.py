"""Whether random answers (initialisers, dropout masks) have the distribution they should have.

A comparison here is a family of hypothesis tests that share one budget, `false_fail`: whatever
the generator and however it is consumed, an answer that really has the wanted distribution, its
entries independent, is rejected with at most that probability. Every bound holds for the sample size
at hand (see `autograder.numeric.distribution.bounds`); the family is joined by the union bound.

Notes
-----
Entries that catch a mistake with probability above 0.999 at ``false_fail=1e-9``, little above the
fewest that do; the tests hold the comparisons to them.

====================================================  =======
mistake                                               entries
====================================================  =======
normal, variance 2 times or half of the wanted            550
normal, standard deviation 5% off                      25,000
uniform, limit 5% too large                               200
uniform, limit 5% too small                               700
uniform drawn where normal was wanted, same variance      450
normal drawn where uniform was wanted, same variance      100
mask, `keep_prob` off by 0.05 (from 0.5)               12,000
mask, `keep_prob` off by 0.05 (from 0.8)                8,500
normal, neighbours with correlation 0.1                25,000
====================================================  =======

One answer of 200 x 300, or a few of 100 x 200, is a good size for an exercise: 60,000 entries,
a few milliseconds. Not noticed: a mask with *exactly* the wanted number of entries kept, relations
between entries that are neither neighbours nor copies, and errors too small for the size.
"""

from autograder.numeric.distribution.continuous import drawn_from
from autograder.numeric.distribution.families import Distribution, Normal, Uniform
from autograder.numeric.distribution.masks import mask_drawn
from autograder.numeric.distribution.two_sample import same_distribution

__all__ = ["Distribution", "Normal", "Uniform", "drawn_from", "mask_drawn", "same_distribution"]
