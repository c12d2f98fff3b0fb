"""Runs programs against Pulumi's mocks, each by itself, and says what each registers.

Reads from standard input {"implied": {name: expression}, "programs": {name: {"code", "config", "project", "stack"}}},
writes {name: [[type, name, inputs]]} or {name: "the error"}; what is not known is null.
"""

import json
import sys

import pulumi
import pulumi_aws
import pulumi_random


class Recorder(pulumi.runtime.Mocks):
    def __init__(self):
        self.registered = []

    def new_resource(self, args):
        if not args.resource_id:
            self.registered.append([args.typ, args.name, args.inputs])
        return [args.resource_id, {}]

    def call(self, args):
        return {}


class Names(dict):
    """The names of a program; what it takes as given is made when it is first read."""

    def __init__(self, implied):
        super().__init__(json=json, pulumi=pulumi, aws=pulumi_aws, random=pulumi_random, __builtins__=__builtins__)
        self.implied = implied

    def __missing__(self, name):
        self[name] = eval(self.implied[name], self)
        return self[name]


def run(program, implied):
    recorder = Recorder()
    pulumi.runtime.set_mocks(recorder, program["project"], program["stack"], preview=True)
    pulumi.runtime.set_all_config(program["config"])
    try:
        pulumi.runtime.test(lambda: exec(program["code"], Names(implied)))()
    except Exception as error:
        return f"{type(error).__name__}: {error}"
    return recorder.registered


given = json.load(sys.stdin)
results = {name: run(program, given["implied"]) for name, program in given["programs"].items()}
json.dump(results, sys.stdout, default=lambda unknown: None)
