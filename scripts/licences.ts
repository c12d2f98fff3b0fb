/** docs/licences.md: what an installation of the package brings, and under which licence. From the lockfile. */
import * as fs from "node:fs";
import * as path from "node:path";

interface Locked {
    version: string;
    license?: string;
    dev?: boolean;
    devOptional?: boolean;
    hasInstallScript?: boolean;
}

/** The production dependencies, direct and indirect, of a package-lock.json. */
export function installed(root: string): (Locked & { name: string })[] {
    const { packages } = JSON.parse(fs.readFileSync(path.join(root, "package-lock.json"), "utf8")) as {
        packages: Record<string, Locked>;
    };
    return Object.entries(packages)
        .filter(([place, { dev, devOptional }]) => place !== "" && !dev && !devOptional)
        .map(([place, locked]) => ({ ...locked, name: place.slice(place.lastIndexOf("node_modules/") + 13) }))
        .sort((a, b) => (a.name === b.name ? (a.version < b.version ? -1 : 1) : a.name < b.name ? -1 : 1));
}

/** The page, with the packages of each licence. */
export function licencesPage(root: string): string {
    const all = installed(root);
    const licences = [...new Set(all.map(({ license = "none stated" }) => license))].sort();
    const rows = licences.map((licence) => {
        const packages = all.filter(({ license = "none stated" }) => license === licence);
        const names = [...new Set(packages.map(({ name, version }) => `${name} ${version}`))];
        return `| ${licence} | ${names.length} | ${names.join(", ")} |`;
    });
    return `# Licences\n\nWhat an installation of aws-preflight brings, by the lockfile. \`npm run docs\` writes this page.\n\n| licence | packages | |\n|---|---:|---|\n${rows.join("\n")}\n`;
}
