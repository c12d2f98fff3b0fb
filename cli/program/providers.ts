/** The providers that a program's resources use: explicit ones, and the default ones that the engine makes. */
import type { PreviewResource, Values } from "../inputs/stack";
import { secret } from "../inputs/values";
import { UserError } from "../errors";
import type { StackConfig } from "./project";
import { UNKNOWN } from "./wire";

/** A provider as a program asks for it. */
export interface ProviderRequest {
    package: string;
    version: string;
    url: string;
}

/** Makes each default provider once, when the first resource asks for it. */
export class DefaultProviders {
    private readonly byName = new Map<string, PreviewResource>();
    private readonly disabled: string[];

    /** @param add takes a new provider, which is a resource of the stack. */
    constructor(
        private readonly urn: (type: string, name: string) => string,
        private readonly config: StackConfig,
        private readonly add: (provider: PreviewResource) => void,
    ) {
        this.disabled = disabledPackages(config.values["pulumi:disable-default-providers"]);
    }

    /** The reference, `<urn>::<id>`, of the default provider for a request; `token` names who asks. */
    reference(request: ProviderRequest, token: string): string {
        if (request.package !== "pulumi" && this.disabled.some((name) => name === "*" || name === request.package)) {
            throw new Error(
                `Default provider for '${request.package}' disabled. '${token}' must use an explicit provider.`,
            );
        }
        const type = `pulumi:providers:${request.package}`;
        const name = defaultName(request);
        const urn = this.urn(type, name);
        if (!this.byName.has(urn)) {
            const inputs = this.inputs(request);
            const provider: PreviewResource = {
                urn,
                type,
                name,
                custom: true,
                external: false,
                inputs,
                outputs: inputs,
                dependencies: [],
                propertyDependencies: {},
                options: {},
            };
            this.byName.set(urn, provider);
            this.add(provider);
        }
        return `${urn}::${UNKNOWN}`;
    }

    private inputs(request: ProviderRequest): Values {
        const inputs: Values = {};
        const namespace = `${request.package}:`;
        for (const [key, value] of Object.entries(this.config.values)) {
            if (key.startsWith(namespace)) {
                inputs[key.slice(namespace.length)] = this.config.secretKeys.includes(key) ? secret(value) : value;
            }
        }
        if (request.package === "aws") {
            inputs.region ??= process.env.AWS_REGION ?? process.env.AWS_DEFAULT_REGION;
        }
        inputs.version = request.version || undefined;
        inputs.pluginDownloadURL = request.url || undefined;
        return Object.fromEntries(Object.entries(inputs).filter(([, value]) => value !== undefined));
    }
}

/** Reads a JSON list of package names, in which `*` is every package. */
function disabledPackages(text: string | undefined): string[] {
    if (!text) {
        return [];
    }
    try {
        return (JSON.parse(text) as string[]).map((name) => name.trim());
    } catch {
        throw new UserError(`pulumi:disable-default-providers is not a JSON list of package names: ${text}`);
    }
}

/** Such as `default_7_48_0`. */
function defaultName({ version, url }: ProviderRequest): string {
    return ["default", version, url]
        .filter((part) => part !== "")
        .join("_")
        .replace(/[^A-Za-z0-9]+/g, "_");
}

/** The URN of a provider reference, `<urn>::<id>`. */
export function providerUrn(reference: string): string {
    return reference.slice(0, reference.lastIndexOf("::"));
}

/** The package of a type or function token: `aws` of `aws:ec2/vpc:Vpc`, and of `pulumi:providers:aws`. */
export function packageOf(token: string): string {
    const [name = "", module, type = ""] = token.split(":");
    return name === "pulumi" && module === "providers" ? type : name;
}
