"""The course: one package per assignment, one module per exercise."""
