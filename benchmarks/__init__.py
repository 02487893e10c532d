"""What is measured about the grader: its speed, and how often it is right."""
