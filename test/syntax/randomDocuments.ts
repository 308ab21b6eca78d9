/**
 * Random YAML documents and edits for the differential test: all styles, and trouble everywhere. Not meant to be nice:
 * what people write is in the other tests.
 */

/** A source of random numbers that gives the same ones for the same seed. */
export interface Random {
  /** At least 0, below 1. */
  next(): number;
  /** A whole number from 0, below `limit`. */
  below(limit: number): number;
  pick<T>(choices: readonly T[]): T;
  /** True with this probability. */
  chance(probability: number): boolean;
}

/** Marsaglia's xorshift with 32 bits. */
export function random(seed: number): Random {
  let state = seed >>> 0 || 1;
  const next = (): number => {
    state ^= state << 13;
    state >>>= 0;
    state ^= state >>> 17;
    state ^= state << 5;
    state >>>= 0;
    return state / 2 ** 32;
  };
  const below = (limit: number): number => Math.floor(next() * limit);
  return {
    next,
    below,
    pick: (choices) => choices[below(choices.length)] as (typeof choices)[number],
    chance: (probability) => next() < probability,
  };
}

const PLAIN = 'model data drift feature label audit batch bias metric recall owner report'.split(' ');
const ANY = [...PLAIN, ...'done yes 12 3.5 null ~ true a b x it\'s "q" key: # - & * ! % @ ` é 日本 http://x.y/z a:b a#b'.split(' ')];

/** A document of about `size` lines. */
export function randomDocument(random: Random, size: number): string {
  return new Writer(random, size).document();
}

class Writer {
  readonly #lines: string[] = [];
  #keys = 0;

  constructor(
    readonly random: Random,
    readonly size: number,
  ) {}

  document(): string {
    const { random } = this;
    const head = random.next();
    if (head < 0.1) this.#lines.push('---');
    else if (head < 0.13) this.#lines.push('%YAML 1.2', '---');
    else if (head < 0.3) this.#lines.push('# head', ...(random.chance(0.5) ? [''] : []), '# more');
    else if (head < 0.32) this.#lines.push('--- # c');
    if (random.chance(0.93)) while (this.#lines.length < this.size) this.#map(0, 0, '');
    else this.#seq(0, 0);
    if (random.chance(0.04)) this.#lines.push('...');
    if (random.chance(0.03)) this.#lines.push('---', 'second: 1');
    if (random.chance(0.1)) this.#lines.push('# end');
    const lineBreak = random.chance(0.15) ? '\r\n' : '\n';
    return this.#lines.join(lineBreak) + (random.chance(0.9) ? lineBreak : '');
  }

  #words(count: number, of: readonly string[] = PLAIN): string {
    return Array.from({ length: count }, () => this.random.pick(of)).join(' ');
  }

  #line(column: number, text: string): void {
    this.#lines.push(' '.repeat(column) + text);
  }

  #key(): string {
    const { random } = this;
    const number = (this.#keys += 1);
    const kind = random.next();
    if (kind < 0.06) return random.pick(['dup', 'kind']);
    if (kind < 0.12) return `"q ${number}"`;
    if (kind < 0.16) return `'s${number}'`;
    if (kind < 0.19) return `k ${number} w`;
    return kind < 0.22 ? `&k${number} key${number}` : `k${number}`;
  }

  #junk(column: number): void {
    const { random } = this;
    const indents = [column, column + 2, Math.max(0, column - 2)];
    if (random.chance(0.12))
      this.#lines.push(random.pick(['', '', '  ', '# top', '\t', '#', ...indents.map((indent) => `${' '.repeat(indent)}# c`)]));
  }

  #properties(): string {
    return this.random.chance(0.05)
      ? this.random.pick(['&a ', '!!str ', '!t ', '&b !!str ', '!!map ', '!!seq ', '&a', '!!set ', '!!omap '])
      : '';
  }

  #map(column: number, depth: number, dashes: string): void {
    const count = 1 + this.random.below(depth === 0 ? 6 : 4);
    for (let at = 0; at < count && (this.#lines.length < this.size || at === 0); at += 1) {
      const compact = dashes !== '' && at === 0;
      if (!compact) this.#junk(column);
      this.#value(column, depth, `${this.#key()}:`, (text) => (compact ? this.#lines.push(dashes + text) : this.#line(column, text)));
    }
  }

  #seq(column: number, depth: number): void {
    const { random } = this;
    for (let count = 1 + random.below(4); count > 0; count -= 1) {
      this.#junk(column);
      const kind = random.next();
      const gap = random.chance(0.1) ? 3 : 1;
      if (kind < 0.4 && depth < 5) this.#map(column + 1 + gap, depth + 1, `${' '.repeat(column)}-${' '.repeat(gap)}`);
      else if (kind < 0.45 && depth < 5) {
        this.#line(column, '-');
        this.#map(column + 2, depth + 1, '');
      } else if (kind < 0.5) this.#line(column, `- - ${this.#words(1)}`);
      else this.#scalar(column, (text) => this.#line(column, `- ${this.#properties()}${text}`.trimEnd()));
    }
  }

  #value(column: number, depth: number, key: string, write: (text: string) => void): void {
    const { random } = this;
    const kind = random.next();
    if (depth < 5 && kind < 0.35) {
      write(key + (random.chance(0.1) ? ' # c' : '') + (random.chance(0.04) ? ' &a' : ''));
      this.#map(column + random.pick([2, 2, 2, 1, 4]), depth + 1, '');
    } else if (depth < 5 && kind < 0.55) {
      write(key);
      this.#seq(column + random.pick([0, 2, 2]), depth + 1);
    } else if (kind < 0.57) {
      write(`? ${key.slice(0, -1)}`);
      this.#line(column, `: ${this.#words(1)}`);
    } else this.#scalar(column, (text) => write(`${key} ${this.#properties()}${text}`.trimEnd()));
  }

  #scalar(column: number, write: (text: string) => void): void {
    const { random } = this;
    const more = (): number => random.pick([1, 2, 4]);
    switch (random.below(13)) {
      case 0:
        return write(`"${this.#words(3)}"`);
      case 1:
        write(`"${this.#words(2)}`);
        for (let count = random.below(3); count >= 0; count -= 1) this.#line(column + more(), this.#words(2) + (count === 0 ? '"' : ''));
        return;
      case 2:
        write(`'${this.#words(2)}`);
        return this.#line(column + 2, `it''s ${this.#words(2)}'`);
      case 3:
        write(this.#words(2));
        for (let count = random.below(3); count >= 0; count -= 1) this.#line(column + more(), this.#words(2));
        return;
      case 4:
        return this.#blockScalar(column + more(), write);
      case 5: {
        const indent = random.pick([1, 2, 3]);
        write(`${random.pick(['|', '>'])}${indent}${random.pick(['', '-', '+'])}`);
        for (let count = random.below(3); count >= 0; count -= 1)
          this.#line(column + indent + random.pick([0, 0, 2]), `k: ${this.#words(1)}`);
        return;
      }
      case 6:
        return write(`[${this.#words(1)}, ${this.#words(1)}, {a: 1, "b": [2]}, c: 3]`);
      case 7:
        write('{ a: 1,');
        this.#line(column + 2, `b: ${this.#words(1)}, # c`);
        return this.#line(column + random.pick([1, 2]), 'c: [1, 2] }');
      case 8:
        return write(random.pick(['', '~', '*a', '*b', 'null', '[]', '{}', '""']));
      default:
        return write(this.#words(1 + random.below(4)) + (random.chance(0.1) ? ' # note' : ''));
    }
  }

  #blockScalar(indent: number, write: (text: string) => void): void {
    const { random } = this;
    write(random.pick(['|', '>', '|-', '>-', '|+', '>+', '| # c']));
    for (let count = random.below(5); count >= 0; count -= 1) {
      if (random.chance(0.2)) this.#lines.push('');
      else this.#line(indent + (random.chance(0.1) ? 2 : 0), this.#words(3, ANY));
    }
    if (random.chance(0.2)) this.#lines.push('', '');
  }
}
