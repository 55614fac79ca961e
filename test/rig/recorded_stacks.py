"""Prints, as JSON, what tests of a checkout of LocalStack deploy and what AWS answered when they were recorded.

The tests are run with all that they import replaced, so that they call nothing: of each that updates a stack with
`capture_update_process`, the templates and parameters are kept, and its recorded answers are read from the file next to it.
"""

import importlib.abc
import importlib.machinery
import inspect
import itertools
import json
import pathlib
import sys
import types


class Anything:
    """What stands for a value of a module that is not there. As a decorator it changes nothing."""

    def __call__(self, *args, **options):
        is_decorated = len(args) == 1 and not options and (inspect.isfunction(args[0]) or inspect.isclass(args[0]))
        return args[0] if is_decorated else self

    def __getattr__(self, name):
        if name.startswith("__"):
            raise AttributeError(name)
        return self

    def __getitem__(self, _key):
        return self

    def __iter__(self):
        return iter([])

    def __mro_entries__(self, _bases):
        return ()


class Transformer:
    """A text of the run, and what the recording has in its place."""

    def __init__(self, found, shown, *_):
        self.pair = (found, shown)


class AnyModule(importlib.abc.Loader):
    def create_module(self, spec):
        module = types.ModuleType(spec.name)
        module.__path__ = []
        module.__getattr__ = lambda name: Anything()
        return module

    def exec_module(self, module):
        pass


class Finder(importlib.abc.MetaPathFinder):
    """Last of all: only what is not installed is replaced."""

    def find_spec(self, name, path, target=None):
        return importlib.machinery.ModuleSpec(name, AnyModule(), is_package=True)


def snapshots(pairs):
    recorder = Anything()
    recorder.add_transformer = lambda each, *_args, **_options: (
        pairs.append(each.pair) if isinstance(each, Transformer) else None
    )
    return recorder


def deployed_by(test):
    """The templates and parameters, or None for a test that needs what is replaced."""
    pairs, calls = [], []

    def text(template):
        return json.dumps(template) if isinstance(template, dict) else pathlib.Path(template).read_text()

    def capture(_snapshot, t1, t2, p1=None, p2=None, custom_update_step=None):
        if custom_update_step is None:
            calls.append({"templates": [text(t1), text(t2)], "parameters": [p1 or {}, p2 or {}], "names": pairs})

    given = {"self": None, "snapshot": snapshots(pairs), "capture_update_process": capture}
    try:
        test(*[given.get(name, Anything()) for name in inspect.signature(test).parameters])
        return json.loads(json.dumps(calls[0])) if len(calls) == 1 else None
    except Exception:
        return None


def tests_in(module):
    for name, value in list(vars(module).items()):
        members = vars(value).items() if inspect.isclass(value) else [(None, value)]
        for member, test in members:
            if inspect.isfunction(test) and "capture_update_process" in inspect.signature(test).parameters:
                yield "::".join(each for each in (name, member) if each), test


def cases_in(path):
    recorded = json.loads(path.with_suffix(".snapshot.json").read_text())
    module = types.ModuleType("recorded")
    module.__file__ = str(path)
    exec(compile(path.read_text(), str(path), "exec"), vars(module))
    numbers = itertools.count(100000)
    for name in ("long_uid", "short_uid"):
        setattr(module, name, lambda: f"uid{next(numbers)}")
    module.RegexTransformer = Transformer
    for name, test in tests_in(module):
        answers = next((each for key, each in recorded.items() if key.endswith(f"{path.name}::{name}")), None)
        deployed = deployed_by(test) if answers else None
        if deployed:
            yield {"name": name, **deployed, "recorded": answers["recorded-content"]}


def main(folder):
    sys.meta_path.append(Finder())
    found = []
    for path in sorted(pathlib.Path(folder).rglob("test_*.py")):
        if "capture_update_process" not in path.read_text() or not path.with_suffix(".snapshot.json").exists():
            continue
        try:
            found.extend(cases_in(path))
        except TypeError:
            continue
    json.dump(found, sys.stdout)


main(sys.argv[1])
