/** A deep run's side within a Python program: what looks.ts is within a Node program. */
import { LOOKED, NAMES_TEXT, OUTPUT_MARKS, STAND_IN } from "./unanswered";

/** Python code, for the runner of python.ts; it does nothing but in a deep run. */
export const PYTHON_LOOKS = `
def watch_looks(marks, root):
    import ast, builtins, contextvars, importlib.machinery, re

    token = re.compile(marks.replace(",", "|"))
    unknown = getattr(sys.modules["pulumi.output"], "UNKNOWN", None)
    if unknown is None:
        os._exit(${LOOKED})
    # Of the function under way that was given a token.
    under_way = contextvars.ContextVar("under_way", default=None)

    def look(value):
        if isinstance(value, str) and token.search(value):
            looked = under_way.get()
            if looked is None:
                os._exit(${LOOKED})
            looked.append(True)
        return value

    def look_within(value):
        if isinstance(value, (list, tuple, set, frozenset)):
            for part in value:
                look(part)
        return look(value)

    def look_at_type(value):
        """Which a token has, and what else is unknown has not."""
        return look(value) if isinstance(value, str) and value == unknown_text else value

    FORMATTED = re.compile(r"\\{[^{}]*[:![.][^{}]*\\}")
    MEASURED = re.compile(r"%(\\(\\w+\\))?[^%\\w(]*[\\d.*]")

    def format_text(text, *args, **named):
        if isinstance(text, str) and FORMATTED.search(text.replace("{{", "").replace("}}", "")):
            look_within([*args, *named.values()])
        return text.format(*args, **named)

    def modulo(left, right):
        if not isinstance(left, str) or MEASURED.search(left):
            look_within([*right.values()] if isinstance(right, dict) else right)
        return left % right

    for function in (look, look_within, look_at_type, format_text, modulo):
        setattr(builtins, f"__preflight_{function.__name__}__", function)

    def holds(value):
        if isinstance(value, str):
            return token.search(value) is not None
        if isinstance(value, (pulumi.Output, pulumi.Resource)) or inspect.isawaitable(value):
            return True
        if isinstance(value, dict):
            return any(holds(part) for pair in value.items() for part in pair)
        if _types.is_output_type(type(value)):
            return any(holds(part) for part in vars(value).values())
        return isinstance(value, (list, tuple, set)) and any(holds(part) for part in value)

    unknown_text = marks.split(",")[-1]

    def with_stand_ins(value):
        """The value with what is unknown in it as texts; unknown where that cannot be, for None may be another."""
        absent = []

        def copy(part):
            if isinstance(part, type(unknown)):
                return unknown_text
            if type(part) in (list, tuple):
                return type(part)(copy(element) for element in part)
            if type(part) is dict:
                return {key: copy(child) for key, child in part.items()}
            if part is None:
                absent.append(True)
            return part

        copied = copy(value)
        return unknown if absent else copied

    def told_apart(value):
        return unknown if isinstance(value, str) and value == unknown_text else value

    def watch(func):
        def call(value):
            if pulumi.output.contains_unknowns(value):
                value = unknown if isinstance(value, type(unknown)) else with_stand_ins(value)
                if isinstance(value, type(unknown)) or pulumi.output.contains_unknowns(value):
                    return unknown
            if not holds(value):
                return func(value)
            looked = []
            settle = lambda result: unknown if looked or not holds(result) else told_apart(result)
            mark = under_way.set(looked)
            try:
                result = func(value)
            except Exception:
                return unknown
            finally:
                under_way.reset(mark)

            async def later():
                under_way.set(looked)
                try:
                    return settle(await result)
                except Exception:
                    return unknown

            is_output = isinstance(result, pulumi.Output)
            return later() if inspect.isawaitable(result) and not is_output else settle(result)

        return call

    apply = pulumi.Output.apply

    from_input = pulumi.Output.from_input

    def read(func):
        """The SDK's own, which reads a field or an item: what it reads of a text is a look."""
        return lambda value: unknown if isinstance(value, str) and holds(value) else told_apart(func(value))

    def apply_watched(self, func, run_with_unknowns=False):
        if func is not from_input:
            func = read(func) if run_with_unknowns else watch(func)
        return apply(self, func, True)

    pulumi.Output.apply = apply_watched

    def output_of(before, told):
        """The output with what \`told\` gives in its place, unless that is None."""
        told = asyncio.ensure_future(told)

        async def value():
            given = await told
            return await before.future(True) if given is None else given

        async def is_known():
            return await told is not None or await before.is_known()

        return pulumi.Output(before.resources(), value(), is_known(), before.is_secret())

    def result_of(typ, given):
        """A data source's result, of which only what is given is known."""
        kinds = {name: _types.unwrap_optional_type(kind) for name, kind in _types.output_type_types(typ).items()}
        # The SDK checks the type of what is true only.
        unknowns = {name: unknown_text if kind is str else Truth(unknown_text) for name, kind in kinds.items()}
        return _types.output_type_from_dict(typ, {**unknowns, **given})

    invoke_output = calls.invoke_output

    def invoke_output_watched(tok, props, opts=None, typ=None, *more, **named):
        output = invoke_output(tok, props, opts, typ, *more, **named)

        async def told():
            if typ is None or await output.is_known():
                return None
            texts = await calls.invoke_async("${STAND_IN}", {"token": tok, "args": props})
            return result_of(typ, {**repeated(props), **texts}) if texts else None

        return output_of(output, told())

    calls.invoke_output = pulumi.runtime.invoke_output = invoke_output_watched

    names_text = re.compile(${JSON.stringify(NAMES_TEXT.source)}, re.I)

    def reads_outputs(method):
        def get(self, name):
            output = method(self, name)

            async def told():
                if not isinstance(name, str) or not names_text.search(name) or await output.is_known():
                    return None
                asked = {"urn": await self.urn.future(), "property": name}
                return (await calls.invoke_async("${STAND_IN}", asked) or {}).get("text")

            return output_of(output, told())

        return get

    for method in ("get_output", "require_output"):
        setattr(pulumi.StackReference, method, reads_outputs(getattr(pulumi.StackReference, method)))

    ADDING = {"format", "join"}
    OF_TEXTS = {name for name in dir(str) if not name.startswith("__")} - ADDING
    ASKING = set("loads match search fullmatch findall finditer split sub subn index count find add sha256 "
                 "sha1 sha512 join md5 new b64encode quote quote_plus unquote urlparse urlsplit parse compile literal_eval basename "
                 "dirname fnmatch ip_network ip_address fill shorten wrap".split())
    ASKING_FUNCTIONS = ASKING | set("len int float hash ord reversed enumerate iter list tuple bool all any map filter zip bytes "
                                    "bytearray eval repr".split())
    # What looks into a key, and not into what comes after: Zone.get(name, id) reads a resource.
    KEYED = {"get", "pop", "setdefault"}
    # What looks into the elements of a list, too.
    COMPARING_FUNCTIONS = set("sorted min max set frozenset Counter".split())
    COMPARING = {"sort", "index", "count"}

    # What packages call such functions.
    asking_name = re.compile(r"hash|hmac|md5|sha\\d|crc|digest|uuid|b64|base64|slug|(kebab|snake|camel)case|truncate|zip|compress|"
                             r"crypt|escape", re.I)

    class Watched(ast.NodeTransformer):
        def call(self, function, node, args, named=()):
            name = ast.Name(f"__preflight_{function}__", ast.Load())
            return ast.copy_location(ast.Call(name, [*args], [*named]), node)

        def wrap(self, node, function="look"):
            return node if isinstance(node, (ast.Constant, ast.Starred)) else self.call(function, node, [node])

        def each(self, nodes, function="look"):
            return [self.wrap(node, function) for node in nodes]

        def visit_Compare(self, node):
            self.generic_visit(node)
            if not all(isinstance(op, (ast.Is, ast.IsNot)) for op in node.ops):
                node.left, node.comparators = self.wrap(node.left), self.each(node.comparators, "look_within")
            return node

        def visit_Subscript(self, node):
            self.generic_visit(node)
            node.value = self.wrap(node.value)
            if isinstance(node.ctx, ast.Load) and not isinstance(node.slice, (ast.Slice, ast.Tuple)):
                node.slice = self.wrap(node.slice)
            return node

        def visit_Call(self, node):
            self.generic_visit(node)
            func = node.func
            if isinstance(func, ast.Attribute):
                if func.attr == "format":
                    return self.call("format_text", node, [func.value, *node.args], node.keywords)
                if func.attr in OF_TEXTS | COMPARING:
                    func.value = self.wrap(func.value, "look_within" if func.attr in COMPARING else "look")
                if func.attr in KEYED:
                    node.args[:1] = self.each(node.args[:1])
                elif func.attr in ASKING or asking_name.search(func.attr):
                    node.args = self.each(node.args)
            elif isinstance(func, ast.Name):
                if func.id in COMPARING_FUNCTIONS:
                    node.args = self.each(node.args, "look_within")
                elif func.id in ("isinstance", "type"):
                    node.args[:1] = self.each(node.args[:1], "look_at_type")
                elif func.id in ASKING_FUNCTIONS or asking_name.search(func.id):
                    node.args = self.each(node.args)
            return node

        def visit_BinOp(self, node):
            self.generic_visit(node)
            is_modulo = isinstance(node.op, ast.Mod)
            return self.call("modulo", node, [node.left, node.right]) if is_modulo else node

        def visit_Set(self, node):
            self.generic_visit(node)
            node.elts = self.each(node.elts)
            return node

        def visit_SetComp(self, node):
            self.generic_visit(node)
            node.elt = self.wrap(node.elt)
            return node

        def visit_Assign(self, node):
            self.generic_visit(node)
            if any(isinstance(target, (ast.Tuple, ast.List)) for target in node.targets):
                node.value = self.wrap(node.value)
            return node

        def visit_FormattedValue(self, node):
            self.generic_visit(node)
            if node.format_spec is not None:
                node.value = self.wrap(node.value)
            return node

        def visit_BoolOp(self, node):
            self.generic_visit(node)
            node.values = self.each(node.values)
            return node

        def visit_UnaryOp(self, node):
            self.generic_visit(node)
            node.operand = self.wrap(node.operand)
            return node

        def visit_Starred(self, node):
            self.generic_visit(node)
            if isinstance(node.ctx, ast.Load):
                node.value = self.wrap(node.value)
            return node

        def visit_test(self, node):
            self.generic_visit(node)
            node.test = self.wrap(node.test)
            return node

        visit_If = visit_IfExp = visit_While = visit_Assert = visit_test

        def visit_iter(self, node):
            self.generic_visit(node)
            node.iter = self.wrap(node.iter)
            return node

        visit_For = visit_comprehension = visit_iter

        def visit_Match(self, node):
            self.generic_visit(node)
            node.subject = self.wrap(node.subject)
            return node

    own = os.path.realpath(root) + os.sep
    of_package = re.compile(r"^.*[/\\\\](?:site|dist)-packages[/\\\\]([^/\\\\]+)")

    def is_watched(path):
        """All but Python's own code, the SDK's, and that of providers' packages, which was generated."""
        package = of_package.match(os.path.realpath(path))
        if package is None:
            return os.path.realpath(path).startswith(own)
        return package[1] != "pulumi" and not os.path.exists(os.path.join(package[0], "pulumi-plugin.json"))

    def watched(source, path):
        tree = Watched().visit(ast.parse(source, path))
        return compile(ast.fix_missing_locations(tree), path, "exec", dont_inherit=True)

    get_code = importlib.machinery.SourceFileLoader.get_code

    def get_watched_code(self, name):
        path = self.get_filename(name)
        return watched(self.get_data(path), path) if is_watched(path) else get_code(self, name)

    importlib.machinery.SourceFileLoader.get_code = get_watched_code
    runpy.compile = lambda source, path, *_: watched(source, path)


if os.environ.get("${OUTPUT_MARKS}"):
    watch_looks(os.environ["${OUTPUT_MARKS}"], settings["root_directory"])
`;
