/** AWS schedule expressions: `rate(30 days)`, and the six fields of `cron(0 8 1 * ? *)`. */

const MONTHS = ["JAN", "FEB", "MAR", "APR", "MAY", "JUN", "JUL", "AUG", "SEP", "OCT", "NOV", "DEC"];
const WEEKDAYS = ["SUN", "MON", "TUE", "WED", "THU", "FRI", "SAT"];
const DAY = 86_400_000;

/**
 * The most days that lie between two runs of a schedule; undefined where the expression is not understood.
 * Source: https://docs.aws.amazon.com/secretsmanager/latest/userguide/rotate-secrets_schedule.html
 */
export function longestInterval(expression: string): number | undefined {
    const [, kind, body = ""] = /^(rate|cron)\s*\(([^()]*)\)$/i.exec(expression.trim()) ?? [];
    return kind?.toLowerCase() === "rate"
        ? rateInDays(body.trim())
        : kind
          ? longestCronInterval(body.trim().toUpperCase())
          : undefined;
}

function rateInDays(rate: string): number | undefined {
    const [, amount, unit = ""] = /^(\d+)\s+(minute|hour|day)s?$/i.exec(rate) ?? [];
    const days = { minute: 1 / 1440, hour: 1 / 24, day: 1 }[unit.toLowerCase()];
    return days === undefined ? undefined : Number(amount) * days;
}

/** Tries every day of a leap cycle. Minutes and hours do not matter: the interval is counted in days. */
function longestCronInterval(cron: string): number | undefined {
    const [, , dayOfMonth = "", month = "", weekday = "", year, ...rest] = cron.split(/\s+/);
    const months = numbersIn(month, 1, 12, MONTHS);
    const matches = dayMatcher(dayOfMonth, weekday);
    if (year !== "*" || rest.length > 0 || !months || !matches) {
        return undefined;
    }
    let longest: number | undefined;
    let previous: number | undefined;
    for (let time = Date.UTC(2024, 0, 1); time < Date.UTC(2032, 0, 1); time += DAY) {
        const date = new Date(time);
        if (months.has(date.getUTCMonth() + 1) && matches(date)) {
            if (previous !== undefined) {
                longest = Math.max(longest ?? 0, (time - previous) / DAY);
            }
            previous = time;
        }
    }
    return longest;
}

function dayMatcher(dayOfMonth: string, weekday: string): ((date: Date) => boolean) | undefined {
    if (weekday === "?") {
        if (dayOfMonth === "L") {
            return (date) => new Date(date.getTime() + DAY).getUTCDate() === 1;
        }
        const days = numbersIn(dayOfMonth, 1, 31, []);
        return days && ((date) => days.has(date.getUTCDate()));
    }
    if (dayOfMonth !== "?" && dayOfMonth !== "*") {
        return undefined;
    }
    const [, day = "", nth] = /^([A-Z\d]+)#([1-5])$/.exec(weekday) ?? [];
    const [, last] = /^([A-Z]{3}|[1-7])L$/.exec(weekday) ?? [];
    const days = numbersIn(nth ? day : (last ?? weekday), 1, 7, WEEKDAYS);
    return (
        days &&
        ((date) =>
            days.has(date.getUTCDay() + 1) &&
            (!nth || Math.ceil(date.getUTCDate() / 7) === Number(nth)) &&
            (!last || new Date(date.getTime() + 7 * DAY).getUTCDate() <= 7))
    );
}

/** The numbers of a field such as `*`, `1,15`, `MON-FRI` or `1/7`; undefined where it is not understood. */
function numbersIn(field: string, first: number, last: number, names: string[]): Set<number> | undefined {
    const numbers = new Set<number>();
    for (const part of field.split(",")) {
        const [, from = "", to, step] = /^(\*|[A-Z\d]+)(?:-([A-Z\d]+))?(?:\/(\d+))?$/.exec(part) ?? [];
        const number = (text: string): number =>
            names.includes(text) ? names.indexOf(text) + first : /^\d+$/.test(text) ? Number(text) : NaN;
        const start = from === "*" ? first : number(from);
        const end = to !== undefined ? number(to) : from === "*" || step !== undefined ? last : start;
        const by = Number(step ?? 1);
        if (!(start >= first && end <= last && start <= end && by >= 1)) {
            return undefined;
        }
        for (let i = start; i <= end; i += by) {
            numbers.add(i);
        }
    }
    return numbers;
}
