"""Executing a submission's source, in the confined child."""

from __future__ import annotations

import ast
import dis
import functools
import importlib.abc
import importlib.machinery
import sys
import traceback
import types
from collections.abc import Callable
from typing import Any

from .messages import Chunk, File, Load, Problem
from .passages import unneeded
from .steps import Import, Step, single_imports, steps_of

_MAX_MESSAGE = 1000

#: The package that all files of a submission are in.
ROOT = "homework"


def problem_of(error: BaseException, labels: frozenset[str]) -> Problem:
    """Describe an exception, and the innermost line of the submission (a file in `labels`) it came from."""
    label, line = "", 0
    if isinstance(error, SyntaxError) and error.filename in labels:
        label, line = error.filename or "", error.lineno or 0
    else:
        for frame, number in traceback.walk_tb(error.__traceback__):
            if frame.f_code.co_filename in labels:
                label, line = frame.f_code.co_filename, number
    try:
        message = str(error)[:_MAX_MESSAGE]
    except BaseException:  # a submitted exception class may have any __str__
        message = ""
    return Problem(_builtin_name(error), message, label, line)


def _builtin_name(error: BaseException) -> str:
    """The name of the nearest built-in exception class: a submitted class may be named anything."""
    for cls in type(error).__mro__:
        if cls.__module__ == "builtins":
            return cls.__name__
    return "BaseException"


class Submission:
    """The modules of one submission, in the order of its files.

    Parameters
    ----------
    load : Load
        What to execute, the numbers of steps to leave out because they hang or crash, and the modules that
        the course gives to submissions.
    announce : callable
        Called with each step's number before it is executed.
    """

    def __init__(self, load: Load, announce: Callable[[int], None]) -> None:
        self.problems: list[Problem] = []
        self.absent: list[str] = []
        self.translate: Callable[[str], str | None] = _as_it_is
        self.translated: list[str] = []
        self.in_want = 0
        #: Whether what fails for want of an absent module is no problem of the submission's.
        self.lenient = False
        self._wanted: set[str] = set()
        self._wanting: set[types.ModuleType] = set()
        self._modules: dict[str, types.ModuleType] = {}
        self._executed: set[str] = set()
        self.labels = frozenset(chunk.label for file in load.files for chunk in file.chunks)
        own = _by_name(load.files)
        self._files = _by_name(load.support) | own
        self._support = self._files.keys() - own.keys()
        self._packages = {
            f.module.removesuffix(".__init__") for f in self._files.values() if f.module.endswith(".__init__")
        }
        self._skip = set(load.skip)
        self._only_definitions = load.only_definitions
        self._unneeded = unneeded([chunk for file in load.files for chunk in file.chunks])
        self._announce = announce
        self._step = 0

    def offer_modules(self) -> None:
        """Let files import one another, and what a notebook has."""
        sys.meta_path.append(_SubmittedModules(self))
        _offer_notebook_names()

    def execute(self) -> None:
        """Execute every file not yet imported by an earlier one; what the course gives, only when imported."""
        for name in self._files:
            if name not in self._support:
                self.execute_file(name)

    def has(self, name: str) -> bool:
        """Tell whether the submission contains a module of this name."""
        return name in self._files

    def has_folder(self, name: str) -> bool:
        """Tell whether the submission contains a folder of this name ("" is all of it)."""
        return not name or name in self._packages or any(file.startswith(name + ".") for file in self._files)

    def module(self, name: str) -> types.ModuleType:
        """Return the module of this name, empty until its file is executed."""
        if name not in self._modules:
            module = types.ModuleType(name or ROOT)
            parent = name if self.has_folder(name) else name.rpartition(".")[0]
            module.__package__ = f"{ROOT}.{parent}".rstrip(".")
            self._modules[name] = module
            sys.modules.setdefault(name or ROOT, module)  # never in place of what is installed
            if self.lenient and name and name not in self._files:
                module.__getattr__ = functools.partial(self._from_below, name)  # type: ignore[method-assign]
        return self._modules[name]

    def _from_below(self, folder: str, name: str) -> Any:
        """Return what the `__init__` of a folder, which another course handed out, would have taken from its files."""
        if not name.startswith("__"):
            for whole in self._files:
                if whole.startswith(folder + "."):
                    self.execute_file(whole)
                    if name in vars(self.module(whole)):
                        return vars(self.module(whole))[name]
        raise AttributeError(f"there is no {name} in the files of {folder}")

    def execute_file(self, name: str) -> None:
        """Execute a file, once; its errors are noted, never raised."""
        if name in self._executed or name not in self._files:
            return
        self._executed.add(name)
        module, file = self.module(name), self._files[name]
        for chunk in file.chunks:
            if chunk.label in self._unneeded:
                continue
            try:
                steps = self._steps(chunk, file, module)
            except BaseException as error:  # SyntaxError, ValueError, RecursionError, MemoryError
                self.problems.append(problem_of(error, self.labels))
                continue
            for step in steps:
                if not self._execute_step(step, module) and not file.stepwise:
                    break

    def _steps(self, chunk: Chunk, file: File, module: types.ModuleType) -> list[Step]:
        known = vars(module) if self._only_definitions else None
        stepwise = file.stepwise or self.lenient or known is not None
        source = self.translate(chunk.source) or chunk.source  # what cannot be translated fails as it is
        steps = steps_of(source, chunk.label, stepwise=stepwise, known=known)
        if source != chunk.source:
            self.translated.append(chunk.label)
        return steps

    def _execute_step(self, step: Step, module: types.ModuleType) -> bool:
        """Execute a step; tell whether a cell would go on after it."""
        number, self._step = self._step, self._step + 1
        if number in self._skip:
            return True
        self._announce(number)
        try:
            exec(step.code, module.__dict__)  # noqa: S102 (what this process is for)
        except BaseException as error:  # SystemExit and KeyboardInterrupt are the submission's too
            if self.lenient and self._is_in_want(error, step, module):
                self.in_want += 1
                return True
            if step.imported is None or not isinstance(error, ImportError):
                self.problems.append(problem_of(error, self.labels))
                return False
            self._import_what_is_there(step, step.imported, module)
        if isinstance(step.imported, ast.ImportFrom) and _offers_anything(step.imported):
            self._wanting.add(module)
        return True

    def _is_in_want(self, error: BaseException, step: Step, module: types.ModuleType) -> bool:
        """Tell whether a step failed because of what an absent module would have offered, or another such step."""
        if isinstance(error, NameError):
            lacking = module in self._wanting or error.name in self._wanted
        else:
            says = str(error).replace("'", "")
            lacking = isinstance(error, TypeError) and f"{Nothing.__name__} object" in says
        if lacking:
            stored = {i.argval for i in dis.get_instructions(step.code) if i.opname == "STORE_NAME"}
            self._wanted |= stored - vars(module).keys()
        return lacking

    def _import_what_is_there(self, step: Step, statement: Import, module: types.ModuleType) -> None:
        """Import name after name; in the place of what only the student's machine has, something that does nothing."""
        for one in single_imports(statement, step.code.co_filename):
            try:
                exec(one.code, module.__dict__)  # noqa: S102 (as above)
            except ModuleNotFoundError:
                self._offer_nothing(one.module, one.bound, module)
            except BaseException:  # a module that has no such name, or does not bear to be imported here
                self._offer_nothing(f"{one.module}.{one.name}".rstrip("."), one.bound, module)

    def _offer_nothing(self, absent: str, bound: str, module: types.ModuleType) -> None:
        self.absent.append(absent)
        vars(module).setdefault(bound, Nothing())

    def find(self, name: str) -> Any:
        """Return what the submission defines as `name`, or None.

        Where several files define it, one that is more than a skeleton is preferred, then the last.
        """
        found = [vars(module)[name] for module in self._own_modules() if _defines(module, name)]
        attempted = [value for value in found if not _is_skeleton(value)]
        return (attempted or found or [None])[-1]

    def names(self) -> list[str]:
        """Return every public name defined by the submission."""
        defined = {n for module in self._own_modules() for n in vars(module) if _defines(module, n)}
        return sorted(n for n in defined if not n.startswith("_"))

    def _own_modules(self) -> list[types.ModuleType]:
        """Return the submission's modules in the order of its files, however they import one another."""
        places = {name: place for place, name in enumerate(self._files)}
        own = [name for name in self._modules if name not in self._support]
        return [self._modules[name] for name in sorted(own, key=lambda name: places.get(name, -1))]

    def replace(self, name: str, value: Callable[..., Any]) -> None:
        """Put `value` in the place of the function `name`, wherever the submission refers to it."""
        _redirect(self.find(name), value)
        for module in self._own_modules():
            vars(module)[name] = value

    def brings(self, name: str) -> bool:
        """Tell whether the submission contains a file of this name in whatever folder, or such a folder."""
        return self.has_folder(name) or any(whole.rpartition(".")[2] == name for whole in self._files)

    def ending_in(self, name: str) -> types.ModuleType | None:
        """Return the module whose file has this name, in whatever folder."""
        found = [whole for whole in self._files if whole.rpartition(".")[2] == name]
        return self.module(found[-1]) if found else None

    def name_of(self, module: types.ModuleType) -> str:
        """Return the name under which a module was handed in, or an empty one."""
        return next((name for name, known in self._modules.items() if known is module), "")

    def is_asking(self) -> bool:
        """Tell whether the innermost code that imports something is the submission's."""
        frame = sys._getframe(1)
        while frame.f_back is not None:
            frame = frame.f_back
            file = frame.f_code.co_filename
            if file in self.labels:
                return True
            if not file.startswith("<frozen importlib"):
                return False
        return False


def _as_it_is(source: str) -> str | None:
    """Translate nothing."""
    return source


def _by_name(files: list[File]) -> dict[str, File]:
    return {file.module.removesuffix(".__init__"): file for file in files}


def _defines(module: types.ModuleType, name: str) -> bool:
    """Tell whether a module has the name, for more than a module or something that was not there to be imported."""
    return name in vars(module) and not isinstance(vars(module)[name], Nothing | types.ModuleType)


def _is_skeleton(value: Any) -> bool:
    """Tell whether a function, or every method of a class, does nothing but raise NotImplementedError."""
    if isinstance(value, type):
        methods = [part for part in vars(value).values() if isinstance(part, types.FunctionType)]
        return bool(methods) and all(map(_is_skeleton, methods))
    code = getattr(value, "__code__", None)
    return isinstance(code, types.CodeType) and code.co_names == ("NotImplementedError",)


def _redirect(function: Any, to: Callable[..., Any]) -> None:
    """Let a function call another one: what holds it in a table or a closure calls the other one, too."""
    if not isinstance(function, types.FunctionType) or function.__closure__:
        return
    name = f"__stand_in_{function.__name__}__"
    namespace: dict[str, Any] = {}
    exec(f"def redirected(*args, **kwargs):\n    return {name}(*args, **kwargs)", namespace)  # noqa: S102
    function.__code__ = namespace["redirected"].__code__
    function.__globals__[name] = to
    function.__defaults__ = function.__kwdefaults__ = None


def or_method(function: Any, owner: Any, name: str) -> Any:
    """Return `function`, or the method `name` of the object `owner` where no function was written."""
    if function is None or _is_skeleton(function):
        method = getattr(type(owner), name, None)
        return method if callable(method) else function
    return function


class _SubmittedModules(importlib.abc.MetaPathFinder, importlib.abc.Loader):
    """Lets submitted files import one another. Asked last, so that nothing installed is shadowed.

    A folder is a package, and all files are in the package `ROOT`, so that ``from .layers import f`` works too.
    """

    def __init__(self, submission: Submission) -> None:
        self._submission = submission

    def find_spec(
        self, fullname: str, path: Any = None, target: Any = None
    ) -> importlib.machinery.ModuleSpec | None:
        """Find a submitted module, or a folder of them."""
        name = _without_root(fullname)
        if self._submission.has(name) or self._submission.has_folder(name):
            return importlib.machinery.ModuleSpec(
                fullname, self, is_package=self._submission.has_folder(name)
            )
        return None

    def create_module(self, spec: importlib.machinery.ModuleSpec) -> types.ModuleType:
        """Return the one module of this name, however it is imported."""
        return self._submission.module(_without_root(spec.name))

    def exec_module(self, module: types.ModuleType) -> None:
        """Execute the file, unless it is a folder or was executed before."""
        self._submission.execute_file(module.__name__)


def _without_root(name: str) -> str:
    return "" if name == ROOT else name.removeprefix(ROOT + ".")


def _offers_anything(statement: ast.ImportFrom) -> bool:
    """Tell whether all names were imported from a module that stands for an absent one."""
    found = sys.modules.get(statement.module or "")
    return statement.names[0].name == "*" and isinstance(
        getattr(getattr(found, "__getattr__", None), "__self__", None), Nothing
    )


class Nothing:
    """Answers every attribute and call with itself: what magics and `check(...)` cells meet here."""

    def __call__(self, *args: object, **kwargs: object) -> Nothing:
        """Answer a call."""
        return self

    def __getattr__(self, name: str) -> Nothing:
        if name.startswith("__"):
            raise AttributeError(name)
        return self

    def __mro_entries__(self, bases: tuple[object, ...]) -> tuple[type, ...]:
        """Stand for no class, where a class is derived from it."""
        return ()


#: Cell magics whose cell is Python all the same.
_RUNNING_MAGICS = frozenset({"time", "timeit", "capture", "prun"})


class Notebook(Nothing):
    """What `get_ipython()` answers: magics do nothing, but the code in a timed cell is executed."""

    def run_cell_magic(self, magic: str, line: str, cell: str) -> None:
        """Execute a timed cell."""
        if magic in _RUNNING_MAGICS:
            caller = sys._getframe(1)
            exec(compile(cell, caller.f_code.co_filename, "exec"), caller.f_globals)  # noqa: S102

    def getoutput(self, command: str) -> list[str]:
        """Answer a command of the shell."""
        return []


def _offer_notebook_names() -> None:
    """Provide what only a notebook or a student's own machine has, doing nothing."""
    import builtins

    nothing = Nothing()
    for name, stand_in in (("get_ipython", Notebook), ("display", nothing)):
        setattr(builtins, name, stand_in)
    for name in ("autograder", "autograder.es"):
        package = types.ModuleType(name)
        package.__getattr__ = nothing.__getattr__  # type: ignore[method-assign]
        package.__path__ = []
        sys.modules[name] = package
