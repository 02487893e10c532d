"""
aim: leave before anything is asked
layer: process split
levels: A B C D
proof: naive testing
"""

raise SystemExit(0)
