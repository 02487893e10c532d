"""
aim: make the page, the results and the store enormous by the text of exceptions
layer: report
levels: A B C D
"""


def double(x):
    return x


exec("raise ValueError('x' * 10**7)")
