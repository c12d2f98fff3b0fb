/**
 * Tries 20,000 stacks that no program should make on every policy, from the tests' own tables.
 *
 *   npm run fuzz                                  with a new seed, which it prints
 *   npm run fuzz -- --seed 7                      the same cases again
 *   npm run fuzz -- --cases 500 --policy kms-key-rotation
 */
import { Command, InvalidArgumentError } from "commander";

import { listPolicies } from "../policies";
import { Fuzz } from "../test/fuzz/fuzz";
import { readTables } from "../test/tables";

async function main(): Promise<void> {
    const { seed, cases, policy } = new Command("fuzz")
        .option("--seed <number>", "where the random numbers begin", whole, Math.floor(Math.random() * 2 ** 31))
        .option("--cases <number>", "how many cases each policy is given", whole, 20_000)
        .option("--policy <name>", "the only policy to try")
        .parse()
        .opts<{ seed: number; cases: number; policy?: string }>();
    console.log(`--seed ${seed}`);
    const policies = listPolicies().map((listed) => listed.policy);
    const fuzz = new Fuzz(policies, seed, readTables());
    for (const tried of policies.filter(({ name }) => policy === undefined || name === policy)) {
        try {
            await fuzz.policy(tried, cases);
            console.log(`${tried.name}: ${fuzz.reached.get(tried.name) ?? 0} cases`);
        } catch (error) {
            console.error(`${tried.name}: ${String((error as Error).cause ?? error)}`);
            process.exitCode = 1;
        }
    }
}

function whole(text: string): number {
    if (!/^\d{1,10}$/.test(text)) {
        throw new InvalidArgumentError("It is a whole number.");
    }
    return Number(text);
}

void main();
