/** What the compiler adds to a module is not ours to test. */
import { declareValuePlugin, PluginKind } from "@stryker-mutator/api/plugin";

const ADDED = /^(Object\.defineProperty\(exports|exports\.\w+ = void 0|exports\.\w+ = \w+;$)/;
/** How `import * as` and `export *` are written in CommonJS. */
const HELPER = /^var __(createBinding|setModuleDefault|importStar|importDefault|exportStar) = /;

export const strykerPlugins = [
    declareValuePlugin(PluginKind.Ignore, "compiler", {
        shouldIgnore(path) {
            const isAdded = path.isExpressionStatement() && ADDED.test(String(path));
            const isHelper = path.isVariableDeclaration() && HELPER.test(String(path));
            return isAdded || isHelper ? "added by the compiler" : undefined;
        },
    }),
];
