/** A call that cannot be carried out: shown in one line on stderr, exit code 2. */
export class UsageError extends Error {}
