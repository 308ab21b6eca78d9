/** The date that counts as today: one place decides, so that editor, reports and tests agree. */

/** Given the date that the configuration states, the one that counts; ISO dates, null where nobody says. */
export type Clock = (configured: string | null) => string | null;

/** The configured date, or none. */
export const configuredClock: Clock = (configured) => configured;

/** A date that is stated for this run, else the configured one, else today where this runs. */
export const clockFrom =
  (stated: string | null): Clock =>
  (configured) =>
    stated ?? configured ?? isoDate(new Date());

const isoDate = (date: Date): string =>
  [date.getFullYear(), date.getMonth() + 1, date.getDate()].map((part) => String(part).padStart(2, '0')).join('-');
