/** Random edits of a text: what people type and paste, and what they do not. */
import type { Random } from './randomDocuments';

/** An edit: the text between two offsets (UTF-16 units) is replaced. */
export interface Edit {
  readonly from: number;
  readonly to: number;
  readonly text: string;
}

export const applied = (text: string, edit: Edit): string => text.slice(0, edit.from) + edit.text + text.slice(edit.to);

const TYPED = ['x', 'foo', ' ', ':', ': ', '- ', '#', ' # c', ','];
const SIGNS = ['"', "'", '[', ']', '{', '}', '&a ', '*a', '!t ', '!!str ', '|', '>', '\t', '%', '@', '\\', '? ', '"x"', '[]', '{}'];
const LINES = [
  'newkey: 1',
  'dup: 2',
  '- item',
  'newkey:',
  'typing',
  '# note',
  '-',
  '"',
  'k: |',
  'k: [',
  "k: '",
  '  deeper: 1',
  'u: *a',
  'v: &a 1',
  'w: &b',
];
const MARKERS = ['---\n', '...\n', '%YAML 1.2\n', '\n', '# c\n', '\n\n'];
const BREAKS = ['\n', '\r\n', '\n\n', '\r'];

/** One edit of `text`. */
export function randomEdit(random: Random, text: string): Edit {
  const at = random.below(text.length + 1);
  const start = lineStart(text, at);
  const next = nextLine(text, at);
  const indent = /^ */u.exec(text.slice(start, next))?.[0] ?? '';
  const insert = (offset: number, inserted: string): Edit => ({ from: offset, to: offset, text: inserted });
  const remove = (from: number, to: number): Edit => ({ from, to: Math.min(text.length, to), text: '' });
  switch (random.below(18)) {
    case 0:
    case 1:
    case 2:
      return insert(at, random.pick(TYPED));
    case 3:
      return insert(at, random.pick(SIGNS));
    case 4:
      return insert(at, random.pick([...BREAKS, `\n${indent}`, `\n  ${indent}`]));
    case 5:
    case 6:
      return remove(at, at + 1 + random.below(3));
    case 7:
      return remove(start, next);
    case 8:
      return insert(start, text.slice(start, next));
    case 9:
      return insert(start, random.pick(['  ', ' ', '    ', '\t']));
    case 10:
      return remove(start, start + Math.min(indent.length, 1 + random.below(2)));
    case 11:
      return insert(next, `${indent}${random.pick(LINES)}\n`);
    case 12: {
      const from = lineStart(text, random.below(text.length + 1));
      return insert(next, text.slice(from, nextLine(text, Math.min(text.length, from + random.below(200)))));
    }
    case 13:
      return remove(at, at + random.below(80));
    case 14:
      return insert(start, random.pick([...MARKERS, `${indent}# c\n`, ` ${indent}# c\n`]));
    case 15:
      return reindented(random, text, start);
    case 16:
      return insert(next, ['p: 1', 'q:', '  - a', '  - b: 1', '    c: 2'].map((line) => `${indent}${line}\n`).join(''));
    default: {
      const found = text.indexOf(random.pick([...':"\'[]|#-{}&*\n']), at);
      return found < 0 ? insert(at, 'z') : remove(found, found + 1);
    }
  }
}

function reindented(random: Random, text: string, start: number): Edit {
  let to = start;
  for (let count = 1 + random.below(6); count > 0 && to < text.length; count -= 1) to = nextLine(text, to);
  const block = text.slice(start, to);
  return { from: start, to, text: random.chance(0.5) ? block.replaceAll(/^(?=.)/gmu, '  ') : block.replaceAll(/^ {1,2}/gmu, '') };
}

const lineStart = (text: string, at: number): number => text.lastIndexOf('\n', at - 1) + 1;

function nextLine(text: string, at: number): number {
  const end = text.indexOf('\n', at);
  return end < 0 ? text.length : end + 1;
}
