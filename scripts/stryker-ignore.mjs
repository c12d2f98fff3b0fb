/** What the compiler adds to a module is not ours to test. */
import { declareValuePlugin, PluginKind } from "@stryker-mutator/api/plugin";

const ADDED = /^(Object\.defineProperty\(exports|exports\.\w+ = void 0|exports\.\w+ = \w+;$)/;
/** How `import * as` and `export *` are written in CommonJS. */
const HELPER = /^var __(createBinding|setModuleDefault|importStar|importDefault|exportStar) = /;

export const strykerPlugins = [
    declareValuePlugin(PluginKind.Ignore, "compiler", {
        shouldIgnore(path) {
            // Not every node can be printed by itself.
            const pattern = path.isExpressionStatement() ? ADDED : path.isVariableDeclaration() ? HELPER : undefined;
            // The comment at the module's head stands before what is added.
            return pattern?.test(String(path).replace(/^\/\*[^]*?\*\/\s*/, "")) ? "added by the compiler" : undefined;
        },
    }),
];
