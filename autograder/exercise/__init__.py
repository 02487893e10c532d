"""What an author writes: exercises, checks, misconceptions, inputs, assignments. Frozen data, no running."""
