/** What the compiler adds to a module is not ours to test. */
import { declareValuePlugin, PluginKind } from "@stryker-mutator/api/plugin";

const ADDED = /^(Object\.defineProperty\(exports|exports\.\w+ = void 0|exports\.\w+ = \w+;$)/;

export const strykerPlugins = [
    declareValuePlugin(PluginKind.Ignore, "compiler", {
        shouldIgnore(path) {
            return path.isExpressionStatement() && ADDED.test(String(path)) ? "added by the compiler" : undefined;
        },
    }),
];
