/** Texts as YAML scalars on one line that read the same in block and flow style, for every reader of YAML. */

/** Text that no reader takes for anything else: begins with a letter, no indicator of flow style, no comment. */
const SAFE = /^\p{L}[^\p{C}\p{Zl}\p{Zp}#,[\]{}"]*$/u;
const WORD = /^(?:true|false|null|on|off|y|n)$/iu;
const DATE = /^\d{4}-\d{2}-\d{2}$/u;

/** A text as a scalar, in double quotes unless it is safe without them. */
export function inlineScalar(text: string): string {
  const isPlain = DATE.test(text) || (SAFE.test(text) && !/:(?:\s|$)|\s$/u.test(text) && !WORD.test(text));
  return isPlain ? text : JSON.stringify(text);
}

/** A list of texts in flow style. */
export const inlineList = (items: readonly string[]): string => `[${items.map(inlineScalar).join(', ')}]`;
