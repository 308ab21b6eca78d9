/** Another text in the place of a scalar, written the way the scalar is: plain, or in the same quotes. */
import type { ScalarNode } from '../syntax/node';

/** YAML for a text; null where the scalar is a block, whose text belongs to its lines. */
export function scalarText({ style, value }: ScalarNode, text: string): string | null {
  switch (style) {
    case 'plain':
      return isPlain(text, typeof value === 'string') ? text : JSON.stringify(text);
    case 'single':
      return /[\n\r]/u.test(text) ? JSON.stringify(text) : `'${text.replaceAll("'", "''")}'`;
    case 'double':
      return JSON.stringify(text);
    case 'literal':
    case 'folded':
      return null;
  }
}

/** True for a text that needs no quotes, also between brackets. */
function isPlain(text: string, staysText: boolean): boolean {
  if (!/^[\p{L}\p{N}_./~]/u.test(text) && !/^-[\p{L}_.]/u.test(text)) return false;
  if (/[[\]{},\p{Cc}]|:(?:\s|$)|\s#|\s$/u.test(text)) return false;
  return !staysText || !/^(?:~|null|true|false|[-+]?(?:\d[\d_.eE+-]*|\.\d+|0[xo][\dA-Fa-f]+|\.inf)|\.nan)$/iu.test(text);
}
