/** A deep run's side within a Python program: what looks.ts is within a Node program. */
import { LOOKED, OUTPUT_MARKS } from "./unanswered";

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

    builtins.__preflight_look__ = look

    def holds(value):
        if isinstance(value, str):
            return token.search(value) is not None
        if isinstance(value, (pulumi.Output, pulumi.Resource)) or inspect.isawaitable(value):
            return True
        if isinstance(value, dict):
            return any(holds(part) for pair in value.items() for part in pair)
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

    def watch(func):
        def call(value):
            if pulumi.output.contains_unknowns(value):
                value = unknown if isinstance(value, type(unknown)) else with_stand_ins(value)
                if isinstance(value, type(unknown)) or pulumi.output.contains_unknowns(value):
                    return unknown
            if not holds(value):
                return func(value)
            looked = []
            settle = lambda result: unknown if looked or not holds(result) else result
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

    def apply_watched(self, func, run_with_unknowns=False):
        return apply(self, func, True) if run_with_unknowns else apply(self, watch(func), True)

    pulumi.Output.apply = apply_watched

    ADDING = {"format", "format_map", "join"}
    OF_TEXTS = {name for name in dir(str) if not name.startswith("__")} - ADDING
    ASKING = set("loads match search fullmatch findall finditer split sub subn index count find get pop sha256 sha1 sha512 "
                 "md5 new b64encode quote quote_plus unquote urlparse urlsplit parse compile literal_eval basename dirname "
                 "fnmatch ip_network ip_address".split())
    ASKING_FUNCTIONS = ASKING | set("len int float hash ord sorted min max reversed enumerate iter list tuple set bool "
                                    "frozenset any all map filter zip bytes bytearray eval".split())

    # What packages call such functions.
    asking_name = re.compile(r"hash|hmac|md5|sha\\d|crc|digest|uuid|b64|base64|slug|(kebab|snake|camel)case|truncate", re.I)

    class Watched(ast.NodeTransformer):
        def wrap(self, node):
            if isinstance(node, (ast.Constant, ast.Starred)):
                return node
            name = ast.Name("__preflight_look__", ast.Load())
            return ast.copy_location(ast.Call(name, [node], []), node)

        def each(self, nodes):
            return [self.wrap(node) for node in nodes]

        def visit_Compare(self, node):
            self.generic_visit(node)
            if not all(isinstance(op, (ast.Is, ast.IsNot)) for op in node.ops):
                node.left, node.comparators = self.wrap(node.left), self.each(node.comparators)
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
                if func.attr in OF_TEXTS:
                    func.value = self.wrap(func.value)
                if func.attr in ASKING or asking_name.search(func.attr):
                    node.args = self.each(node.args)
            elif isinstance(func, ast.Name) and (func.id in ASKING_FUNCTIONS or asking_name.search(func.id)):
                node.args = self.each(node.args)
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

    def is_own(path):
        file = os.path.realpath(path)
        return file.startswith(os.path.realpath(root) + os.sep) and not re.search(r"(site|dist)-packages", file)

    def watched(source, path):
        tree = Watched().visit(ast.parse(source, path))
        return compile(ast.fix_missing_locations(tree), path, "exec", dont_inherit=True)

    get_code = importlib.machinery.SourceFileLoader.get_code

    def get_watched_code(self, name):
        path = self.get_filename(name)
        return watched(self.get_data(path), path) if is_own(path) else get_code(self, name)

    importlib.machinery.SourceFileLoader.get_code = get_watched_code
    runpy.compile = lambda source, path, *_: watched(source, path)


if os.environ.get("${OUTPUT_MARKS}"):
    watch_looks(os.environ["${OUTPUT_MARKS}"], settings["root_directory"])
`;
