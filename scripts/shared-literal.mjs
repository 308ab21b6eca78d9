// Writes a value as a JavaScript module in which parts that occur often (levels, articles, references) stand once.

/** Parts shorter than this cost less than a name for them. */
const LEAST = 12;

/**
 * A module that exports a value of plain data under `name`. Equal parts become one object, so the value is to be read
 * only.
 */
export function sharedLiteral(name, value) {
  const counts = new Map();
  const count = (part) => {
    if (!isShareable(part)) return;
    const text = JSON.stringify(part);
    const seen = counts.get(text) ?? 0;
    counts.set(text, seen + 1);
    // What lies below a part that was seen already is shared with it.
    if (seen === 0 && typeof part === 'object') for (const child of Object.values(part)) count(child);
  };
  count(value);
  const names = new Map();
  const lines = [];
  const write = (part) => {
    if (!isShareable(part)) return JSON.stringify(part);
    const text = JSON.stringify(part);
    const known = names.get(text);
    if (known !== undefined) return known;
    const literal = typeof part === 'string' ? text : Array.isArray(part) ? `[${part.map(write).join(',')}]` : `{${members(part)}}`;
    if (counts.get(text) < 2 || text.length < LEAST) return literal;
    const own = `part${names.size}`;
    names.set(text, own);
    lines.push(`const ${own}=${literal};`);
    return own;
  };
  const members = (part) =>
    Object.entries(part)
      .map(([key, child]) => `${JSON.stringify(key)}:${write(child)}`)
      .join(',');
  const whole = write(value);
  return `${lines.join('\n')}\nexport const ${name}=${whole};\n`;
}

const isShareable = (part) => typeof part === 'string' || (typeof part === 'object' && part !== null);
