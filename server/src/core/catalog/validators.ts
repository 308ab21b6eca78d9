/** The structural validators that the build compiles from the schemas (Ajv standalone). */

/** One violation, as Ajv reports it; `instancePath` is a JSON pointer into the checked value. */
export interface Violation {
  readonly instancePath: string;
  readonly keyword: string;
  readonly params: Readonly<Record<string, unknown>>;
}

/** Checks one value; its violations are on the function until the next call. */
export interface Validator {
  (value: unknown): boolean;
  errors?: readonly Violation[] | null;
}

/** By kind of document, then by document path of the entry (`<section>.<key>`). */
export type Validators = Readonly<Record<string, Readonly<Record<string, Validator>>>>;
