"""Every fixed phrase of the reports, in both languages."""

from __future__ import annotations

from collections.abc import Mapping

from autograder.text import Text

#: The status of a check, in a word.
CHECK_STATUS: Mapping[str, Text] = {
    "passed": Text(en="passed", es="aprobada"),
    "failed": Text(en="failed", es="no aprobada"),
    "skipped": Text(en="skipped", es="omitida"),
    "error": Text(en="error", es="error"),
    "timeout": Text(en="time ran out", es="se acabó el tiempo"),
    "killed": Text(en="program ended", es="terminó el programa"),
}

#: The status of an exercise, in a word.
EXERCISE_STATUS: Mapping[str, Text] = {
    "full": Text(en="all correct", es="todo correcto"),
    "attempted": Text(en="attempted", es="intentado"),
    "not_attempted": Text(en="not attempted", es="no intentado"),
    "missing": Text(en="missing", es="no está en la entrega"),
}

#: The status of a submission, in a word.
SUBMISSION_STATUS: Mapping[str, Text] = {
    "graded": Text(en="graded", es="calificada"),
    "unreadable": Text(en="unreadable", es="ilegible"),
}

#: Everything else, by the name it has in templates.
SAY: Mapping[str, Text] = {
    "class_report": Text(en="Class report", es="Reporte del curso"),
    "score": Text(en="Score", es="Puntaje"),
    "points": Text(en="points", es="puntos"),
    "exercise": Text(en="Exercise", es="Ejercicio"),
    "exercises": Text(en="Exercises", es="Ejercicios"),
    "check": Text(en="Check", es="Prueba"),
    "all_checks": Text(en="Every check", es="Todas las pruebas"),
    "student": Text(en="Student", es="Estudiante"),
    "students": Text(en="Students", es="Estudiantes"),
    "status": Text(en="Status", es="Estado"),
    "looks_like": Text(en="This looks like:", es="Esto parece:"),
    "untouched": Text(
        en="Still as it was handed out. It is checked for:",
        es="Está como se repartió. Se revisa que:",
    ),
    "absent": Text(
        en="The submission does not define it. Was it renamed or deleted? It is checked for:",
        es="La entrega no lo define. ¿Se le cambió el nombre o se borró? Se revisa que:",
    ),
    "carried_before": Text(en="Graded with the reference", es="Se calificó con la referencia de"),
    "carried_after": Text(
        en="standing in for yours, so that one mistake costs once.",
        es="en lugar de lo tuyo, para que un mismo error cueste una sola vez.",
    ),
    "unreadable": Text(en="This submission could not be read", es="Esta entrega no se pudo leer"),
    "problems": Text(en="While your file was running", es="Mientras se ejecutaba tu archivo"),
    "problems_why": Text(
        en="These statements stopped with an error; the rest was graded as usual.",
        es="Estas instrucciones se detuvieron con un error; lo demás se calificó como siempre.",
    ),
    "line": Text(en="line", es="línea"),
    "notes": Text(en="Notes", es="Notas"),
    "graded": Text(en="Graded", es="Calificadas"),
    "mean": Text(en="Mean", es="Promedio"),
    "median": Text(en="Median", es="Mediana"),
    "unreadable_count": Text(en="Unreadable", es="Ilegibles"),
    "distribution": Text(en="Distribution of scores", es="Distribución de puntajes"),
    "distribution_why": Text(
        en="Students by score, in percent of all points.",
        es="Estudiantes según su puntaje, en porcentaje del total.",
    ),
    "mean_score": Text(en="Mean score", es="Puntaje promedio"),
    "full_marks": Text(en="Full marks", es="Puntaje completo"),
    "attempted": Text(en="Attempted", es="Intentado"),
    "passed": Text(en="Passed", es="Aprobada por"),
    "mistakes": Text(en="Most frequent mistakes", es="Errores más frecuentes"),
    "no_mistakes": Text(en="No known mistake was recognised.", es="No se reconoció ningún error conocido."),
    "more_mistakes": Text(en="Less frequent mistakes", es="Errores menos frecuentes"),
    "nobody": Text(en="There are no submissions.", es="No hay entregas."),
    "sandbox": Text(en="Isolation level", es="Nivel de aislamiento"),
    "graded_by": Text(en="Graded by Gradiente", es="Calificado por Gradiente"),
}

#: What each isolation level means.
SANDBOX: Mapping[str, Text] = {
    "A": Text(
        en="namespaces, file access and system calls confined",
        es="espacios de nombres, archivos y llamadas al sistema confinados",
    ),
    "B": Text(en="file access and system calls confined", es="archivos y llamadas al sistema confinados"),
    "C": Text(en="only partly confined", es="confinado solo en parte"),
    "D": Text(en="separate processes only", es="solo procesos separados"),
}


def students(count: int) -> Text:
    """Return a number of students."""
    if count == 1:
        return Text(en="1 student", es="1 estudiante")
    return Text(en=f"{count} students", es=f"{count} estudiantes")
