/** Starts a Python program on the runtime of its own Pulumi SDK. */
import * as fs from "node:fs";
import * as path from "node:path";

import { UserError } from "../errors";
import type { Launch, LaunchOptions } from "./launch";
import { PARALLEL } from "./monitor";
import type { Project } from "./project";
import { PYTHON_LOOKS } from "./python-looks";
import { ELEMENT_MARK, MARK, OUTPUT_MARKS, STAND_IN, UNANSWERED } from "./unanswered";

/**
 * A direct call that has no answer gets one of the declared shape, which the program can compute with (see
 * unanswered.ts). The SDK checks the type of what is true only: an answer for a truth or a number is false.
 */
const UNANSWERED_CALLS = `
from pulumi import _types

MARK, ELEMENT_MARK = (chr(code) for code in ${JSON.stringify([MARK, ELEMENT_MARK].map((mark) => mark.codePointAt(0)))})
LENGTH = ${UNANSWERED.length}

class Truth(str):
    def __bool__(self):
        return False

class Number(float):
    def __bool__(self):
        return False

class AnyLength(list):
    def __getitem__(self, key):
        return self if isinstance(key, slice) else next(iter(self))

class AnyKeys(dict):
    def __missing__(self, key):
        return next(iter(self.values()))

    def get(self, key, default=None):
        return self[key]

def answer(typ, mark, given):
    typ = _types.unwrap_optional_type(typ) if typ else typ
    origin, (*args,) = typing.get_origin(typ) or typ, typing.get_args(typ)
    if isinstance(typ, type) and _types.is_output_type(typ):
        values = {name: answer(of, mark, {}) for name, of in _types.output_type_types(typ).items()}
        return _types.output_type_from_dict(typ, {**values, **given})
    if origin in (list, collections.abc.Sequence):
        return AnyLength([answer(args[0] if args else None, ELEMENT_MARK, {})])
    if origin in (dict, collections.abc.Mapping):
        return AnyKeys({mark: answer(args[1] if args else None, mark, {})})
    if typ in (int, float):
        return Number("nan")
    return Truth(mark * LENGTH) if typ is bool else mark * LENGTH

def repeated(props):
    """The arguments that a result repeats, under the same names."""
    return {name: value for name, value in props.items() if isinstance(value, (str, int, float))}

calls = sys.modules["pulumi.runtime.invoke"]
direct = calls.invoke

def invoke(tok, props, opts=None, typ=None, *more, **named):
    result = direct(tok, props, opts, typ, *more, **named)
    if getattr(result, "is_known", True):
        return result
    texts = direct("${STAND_IN}", {"token": tok, "args": props}).value if os.environ.get("${OUTPUT_MARKS}") else {}
    return calls.InvokeResult(answer(typ, MARK, {**repeated(props), **(texts or {})}))

calls.invoke = pulumi.runtime.invoke = invoke
`;

/**
 * Runs the program as Pulumi's language host does, in the SDK's event loop, and reports its exception with the frames
 * that are the program's own.
 */
const RUNNER = `
import asyncio, collections.abc, inspect, json, logging, os, runpy, shutil, signal, sys, threading, time, traceback, typing

scratch = os.environ.pop("PREFLIGHT_SCRATCH")

def watch(parent):
    while os.getppid() == parent:
        time.sleep(0.5)
    shutil.rmtree(scratch, ignore_errors=True)
    os.killpg(os.getpgrp(), signal.SIGKILL)

if os.name == "posix":
    threading.Thread(target=watch, args=(os.getppid(),), daemon=True).start()

try:
    import pulumi
    import pulumi.runtime
except ImportError as error:
    sys.exit(f"The Pulumi SDK cannot be imported by {sys.executable}: {error}. Install the program's packages with: "
             f"{sys.executable} -m pip install -r requirements.txt")

LOGGED = 32
settings = json.loads(sys.argv[1])
program = settings.pop("program")
sys.argv = [program]
pulumi.runtime.set_all_config(pulumi.runtime.get_config_env(), pulumi.runtime.get_config_secret_keys_env())
accepted = inspect.signature(pulumi.runtime.Settings.__init__).parameters
pulumi.runtime.configure(pulumi.runtime.Settings(**{k: v for k, v in settings.items() if k in accepted}))
logging.getLogger("asyncio").setLevel(logging.CRITICAL)
${UNANSWERED_CALLS}
${PYTHON_LOOKS}
def describe(error):
    lines = traceback.TracebackException.from_exception(error)
    folder = os.path.realpath(os.curdir)
    files = [frame.filename for frame in lines.stack]
    own = [i for i, file in enumerate(files) if file[0] != "<" and os.path.realpath(file).startswith(folder + os.sep)]
    if own:
        del lines.stack[:own[0]]
    return "".join(lines.format())

loop = asyncio.new_event_loop()
asyncio.set_event_loop(loop)
code = 0
try:
    loop.run_until_complete(pulumi.runtime.run_in_stack(lambda: runpy.run_path(program, run_name="__main__")))
except pulumi.RunError as error:
    pulumi.log.error(str(error))
    code = LOGGED
except Exception as error:
    pulumi.log.error("Program failed with an unhandled exception:\\n" + describe(error))
    code = LOGGED
sys.exit(code)
`;

/** How to run the program, with the Python of its virtual environment where the project names one. */
export function launchPython({ project, stack, organization, monitor, engine }: LaunchOptions): Launch {
    const settings = {
        program: project.main,
        project: project.name,
        stack,
        organization,
        monitor,
        engine,
        parallel: PARALLEL,
        dry_run: true,
        root_directory: project.root,
    };
    return {
        command: python(project),
        // -u: what the program prints is there even when it is ended.
        args: ["-u", "-c", RUNNER, JSON.stringify(settings)],
        env: { PYTHONDONTWRITEBYTECODE: "1" },
    };
}

function python({ root, runtimeOptions }: Project): string {
    const windows = process.platform === "win32";
    const { toolchain, virtualenv = toolchain === "uv" ? ".venv" : undefined } = runtimeOptions;
    if (typeof virtualenv !== "string") {
        return windows ? "python" : "python3";
    }
    const folder = path.resolve(root, virtualenv);
    const executable = path.join(folder, ...(windows ? ["Scripts", "python.exe"] : ["bin", "python"]));
    if (!fs.existsSync(executable)) {
        const make =
            toolchain === "uv"
                ? "make it with `uv sync`"
                : `make it with \`python3 -m venv ${virtualenv}\` and install the program's packages in it`;
        throw new UserError(`the program's virtual environment ${folder} does not exist: ${make}`);
    }
    return executable;
}
