/** Telling credentials from what only looks like them: by the name that a value stands under, and by the value's form. */

/** The words that name a credential. Each may be the end of a longer word, as in PGPASSWORD. */
const SECRET_WORD = /(PASSWORDS?|PASSWD|PASSPHRASE)$|^(SECRETS?|TOKENS?|APIKEYS?|CREDENTIALS?)$/;
/** Two words that name one together. */
const SECRET_WORDS = new Set(["API KEY", "API KEYS", "PRIVATE KEY", "ACCESS KEY", "SECRET KEY", "ENCRYPTION KEY"]);
/** Words that name one only at a name's end, behind another word: DB_PASS, but not PASS_THROUGH, nor PWD alone. */
const SECRET_ENDING = /^(PASS|PWD)$/;
/** What a secret's name goes on with where it names something about the secret, not the secret. */
const ABOUT = new Set(
    (
        "ARN ARNS ID IDS NAME NAMES PATH PATHS URL URLS URI URIS ENDPOINT FILE FILENAME DIR DIRECTORY FOLDER LOCATION " +
        "LENGTH MIN MAX MINIMUM MAXIMUM SIZE COUNT LIMIT EXPIRY EXPIRES EXPIRATION EXPIRED TTL LIFETIME AGE DURATION VALIDITY " +
        "TIMEOUT INTERVAL DAYS HOURS MINUTES SECONDS POLICY TYPE MODE ENABLED DISABLED REQUIRED ROTATION ROTATE VERSION STAGE " +
        "FORMAT ALGORITHM ALG ISSUER AUDIENCE SCOPE HEADER FIELD PARAM PARAMETER PREFIX SUFFIX STORE MANAGER PROVIDER BACKEND " +
        "ENGINE SOURCE REF REFERENCE REGION BUCKET TABLE QUEUE TOPIC HOST PORT SERVICE SERVER CLIENT ROLE CACHE REFRESH RESET " +
        "HINT STRENGTH REGEX PATTERN UNITS ENCODING ALIAS SELECTOR EMAIL PAGE ATTEMPTS RETRIES HASHER CHECK VALIDATION ENCRYPTION"
    ).split(" "),
);

/** True when a value under this name is a credential: DB_PASSWORD, apiKey, but not PASSWORD_MIN_LENGTH or secretArn. */
export function isSecretName(name: string): boolean {
    const words = name
        .replace(/([a-z\d])([A-Z])/g, "$1_$2")
        .replace(/([A-Z])([A-Z][a-z])/g, "$1_$2")
        .toUpperCase()
        .split(/[^A-Z\d]+/)
        .filter(Boolean);
    const found = words.findLastIndex(
        (word, i) =>
            SECRET_WORD.test(word) ||
            (i > 0 &&
                (SECRET_WORDS.has(`${words[i - 1]} ${word}`) || (i === words.length - 1 && SECRET_ENDING.test(word)))),
    );
    return found >= 0 && !words.slice(found + 1).some((word) => ABOUT.has(word));
}

/** Values that are no credential wherever they stand. */
const HARMLESS = [
    // Nothing, a switch, a number with or without a unit.
    /^$|^(true|false|yes|no|on|off|none|null|undefined|enabled|disabled|required|optional|auto|default)$/i,
    /^[-+]?\d+(\.\d+)?\s?(%|ms|s|m|h|d|w|sec|seconds?|min|minutes?|hours?|days?|weeks?|kb|mb)?$/i,
    // Where a secret lies: an ARN, a dynamic reference, a variable, another store's address, a URL, a path.
    /^arn:/,
    /^\{\{.*\}\}$|^\$\{.*\}$|^\$\(.*\)$|^\$[A-Za-z_]\w*$|^%\w+%$/s,
    /^(ssm|secretsmanager|aws-ssm|aws-sm|awssm|vault|op|sops|gcpsm|file|env|ref\+\w+):/i,
    /^https?:\/\/[^\s@]+$/i,
    /^\.{0,2}\/[\w.+=,@-]+(\/[\w.+=,@-]+)*\/?$/,
    /^[a-z][a-z\d._-]*(\/[a-z][a-z\d._-]*)+$/,
];

/** True for a value that is no credential although it stands under a secret's name: it says where one is, or how it is used. */
export function isHarmless(value: string): boolean {
    const text = value.trim();
    return HARMLESS.some((pattern) => pattern.test(text));
}

/** A credential that was found in a text, and how to speak of it without quoting it. */
export interface FoundCredential {
    what: string;
    /** The credential itself, to ask where it came from. Never to be shown. */
    value: string;
}

interface Pattern {
    what: string;
    /** A cheap test before the expression. */
    marks: string;
    expression: RegExp;
}

const PATTERNS: Pattern[] = [
    { what: "an AWS access key", marks: "AKIA", expression: /(?<![A-Za-z\d])(AKIA[A-Z\d]{16})(?![A-Za-z\d])/g },
    { what: "an AWS access key", marks: "ASIA", expression: /(?<![A-Za-z\d])(ASIA[A-Z\d]{16})(?![A-Za-z\d])/g },
    {
        what: "an AWS secret access key",
        marks: "ecret",
        expression: /aws_?secret_?access_?key["']?\s{0,3}[=:]\s{0,3}["']?([A-Za-z\d/+]{40})(?![A-Za-z\d/+])/gi,
    },
    {
        what: "a private key",
        marks: "PRIVATE KEY-----",
        expression: /(-----BEGIN (?:[A-Z]{2,9} ){0,2}PRIVATE KEY-----[^-]*)/g,
    },
    { what: "a GitHub token", marks: "gh", expression: /(?<![A-Za-z\d])(gh[pousr]_[A-Za-z\d]{36,255})/g },
    { what: "a Slack token", marks: "xox", expression: /(?<![A-Za-z\d])(xox[abpr]-[A-Za-z\d-]{10,250})/g },
    { what: "a Stripe key", marks: "k_live_", expression: /(?<![A-Za-z\d])([sr]k_live_[A-Za-z\d]{16,250})/g },
    {
        what: "a connection string with a password",
        marks: "://",
        expression: /(?<![A-Za-z\d])[a-z][a-z\d+.-]{1,30}:\/\/[^\s:@/"'<>]{0,64}:([^\s@/"']{1,200})@/gi,
    },
    {
        what: "a token in a URL",
        marks: "://",
        expression: /(?<![A-Za-z\d])https?:\/\/([A-Za-z\d_-]{20,250})@[a-z]/gi,
    },
    {
        what: "a connection string with a password",
        marks: "assword=",
        expression: /[;?&]\s?password=([^;\s&"']{1,200})/gi,
    },
];

/** What a shell script or a settings file assigns: `export DB_PASSWORD=...`. */
const ASSIGNMENT =
    /(?:^|[\s;&])(?:export\s{1,3})?([A-Za-z_][A-Za-z\d_]{2,60})=(?:"([^"\n]{1,300})"|'([^'\n]{1,300})'|([^\s"'`;&|]{1,300}))/g;

/** The credentials that a text shows by their form: access keys, private keys, connection strings with a password. */
export function credentialsIn(text: string): FoundCredential[] {
    return PATTERNS.filter(({ marks }) => text.includes(marks))
        .flatMap(({ what, expression }) => [...text.matchAll(expression)].map(([, value = ""]) => ({ what, value })))
        .filter(({ value }) => !isVariable(value));
}

/** The credentials that a script assigns to variables with a secret's name. */
export function credentialsAssignedIn(script: string): (FoundCredential & { name: string })[] {
    return [...script.matchAll(ASSIGNMENT)].flatMap(([, name = "", double, single, bare]) => {
        const value = double ?? single ?? bare ?? "";
        const written = single !== undefined || !/[$`]/.test(value);
        return written && isSecretName(name) && !isHarmless(value) ? [{ what: "a credential", name, value }] : [];
    });
}

/** A variable or a mask in a credential's place. */
function isVariable(value: string): boolean {
    return /^(\$|\{|%|<|\*+$|x{3,}$|\[secret\]|#\{)/i.test(value);
}

/** The text behind base64, or undefined where it is none. */
export function decodeBase64(text: string): string | undefined {
    const compact = text.replace(/\s+/g, "");
    if (compact.length < 16 || compact.length % 4 !== 0 || !/^[A-Za-z\d+/]+={0,2}$/.test(compact)) {
        return undefined;
    }
    const decoded = Buffer.from(compact, "base64").toString("utf8");
    return decoded.includes("\ufffd") ? undefined : decoded;
}
