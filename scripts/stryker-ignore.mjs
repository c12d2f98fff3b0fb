/** What the compiler adds to a module is not ours to test. */
import { declareValuePlugin, PluginKind } from "@stryker-mutator/api/plugin";

const ADDED = /^(Object\.defineProperty\(exports|exports\.\w+ = void 0|exports\.\w+ = \w+;$)/;
/** How `import * as` and `export *` are written in CommonJS. */
const HELPER = /^var __(createBinding|setModuleDefault|importStar|importDefault|exportStar) = /;

export const strykerPlugins = [
    declareValuePlugin(PluginKind.Ignore, "compiler", {
        shouldIgnore(path) {
            // The comment at the module's head stands before what is added.
            const starts = (form) => form.test(String(path).replace(/^\/\*[^]*?\*\/\s*/, ""));
            const isAdded = path.isExpressionStatement() && starts(ADDED);
            const isHelper = path.isVariableDeclaration() && starts(HELPER);
            return isAdded || isHelper ? "added by the compiler" : undefined;
        },
    }),
];
