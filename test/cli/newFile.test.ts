/** New files: whole or not at all, and never in place of another; why one cannot be written, in words. */
import fs from 'node:fs';
import path from 'node:path';
import { beforeEach, describe, expect, test, vi } from 'vitest';
import { fileProblem } from '../../server/src/cli/fileProblem';
import { writeNewFile } from '../../server/src/cli/newFile';
import { messages } from '../support/engine';
import { makeFolder } from '../support/folders';

/** What the file system refuses in a test, by the name of the call. */
const refused = vi.hoisted(() => new Map<string, string>());

vi.mock('node:fs', async (original) => {
  const real = await original<typeof fs>();
  const guarded = (name: 'linkSync' | 'renameSync') => (from: string, to: string) => {
    const code = refused.get(name);
    if (code !== undefined) throw Object.assign(new Error('refused'), { code });
    real[name](from, to);
  };
  return { ...real, linkSync: guarded('linkSync'), renameSync: guarded('renameSync') };
});

beforeEach(() => refused.clear());

const write = (folder: string, name: string): string => {
  try {
    writeNewFile(path.join(folder, name), 'a: 1\n');
    return 'written';
  } catch (error) {
    return (error as NodeJS.ErrnoException).code ?? '';
  }
};

const filesIn = (folder: string): readonly string[] => fs.readdirSync(folder, { recursive: true, encoding: 'utf8' }).toSorted();

describe.each([
  ['with hard links', []],
  ['without hard links', [['linkSync', 'EPERM']]],
] as const)('%s', (_, calls) => {
  beforeEach(() => {
    for (const [name, code] of calls) refused.set(name, code);
  });

  test('is written, with the folders on the way, and nothing beside it', () => {
    const folder = makeFolder({});
    expect(write(folder, 'new/one/a.yaml')).toBe('written');
    expect(filesIn(folder)).toEqual(['new', path.join('new', 'one'), path.join('new', 'one', 'a.yaml')]);
    expect(fs.readFileSync(path.join(folder, 'new/one/a.yaml'), 'utf8')).toBe('a: 1\n');
  });

  test('never takes the place of a file or a folder', () => {
    const folder = makeFolder({ 'a.yaml': 'mine\n', 'b.yaml/c': '' });
    expect([write(folder, 'a.yaml'), write(folder, 'b.yaml')]).toEqual(['EEXIST', 'EEXIST']);
    expect(filesIn(folder)).toEqual(['a.yaml', 'b.yaml', path.join('b.yaml', 'c')]);
    expect(fs.readFileSync(path.join(folder, 'a.yaml'), 'utf8')).toBe('mine\n');
  });
});

test('leaves nothing, not even its folders, where it cannot be put in place', () => {
  const folder = makeFolder({ 'a.txt': '' });
  refused.set('linkSync', 'EIO');
  expect([write(folder, 'new/one/b.yaml'), filesIn(folder)]).toEqual(['EIO', ['a.txt']]);
  refused.set('linkSync', 'ENOTSUP');
  refused.set('renameSync', 'ENOSPC');
  expect([write(folder, 'new/one/b.yaml'), filesIn(folder)]).toEqual(['ENOSPC', ['a.txt']]);
  expect([write(folder, 'a.txt/b.yaml'), filesIn(folder)]).toEqual(['ENOTDIR', ['a.txt']]);
});

test.each([
  ['EEXIST', 'x.yaml cannot be written: a file of that name is there already; it was left as it is'],
  ['EACCES', 'x.yaml cannot be written: permission is lacking'],
  ['EPERM', 'x.yaml cannot be written: permission is lacking'],
  ['ENOTDIR', 'x.yaml cannot be written: something on the way to it is no folder'],
  ['ENOSPC', 'x.yaml cannot be written: there is no room left for it'],
  ['EDQUOT', 'x.yaml cannot be written: there is no room left for it'],
  ['EIO', 'x.yaml cannot be written: the system says EIO'],
])('%s in words', (code, text) => {
  const error = Object.assign(new Error(`${code}: raw text, open 'x.yaml'`), { code });
  expect(fileProblem(messages, 'write', 'x.yaml', error).message).toBe(text);
});
