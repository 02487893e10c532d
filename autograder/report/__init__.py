"""What goes out: results as JSON, CSV and HTML, and a summary for the terminal."""

from autograder.report.cell import discreet, exercise_fragment, exercise_text, remarks_fragment
from autograder.report.csv_file import write_csv
from autograder.report.html import feedback_page, index_page, write_html
from autograder.report.json_file import write_json
from autograder.report.names import feedback_name
from autograder.report.schema import json_schema
from autograder.report.summary import summary_lines, summary_table

__all__ = [
    "discreet",
    "exercise_fragment",
    "exercise_text",
    "feedback_name",
    "feedback_page",
    "index_page",
    "json_schema",
    "remarks_fragment",
    "summary_lines",
    "summary_table",
    "write_csv",
    "write_html",
    "write_json",
]
