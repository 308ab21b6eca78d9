/** Files as nobody wants them: the extension lives on, says what to do, and checks what can be read. */
import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { cleanUp, codeOf, findingsWhen, hasCode, LANGUAGE_ID, openFile, replace } from './editor';

const CANVAS = 'risk_tier: limited\nvalue_proposition:\n  user_goal: Answers\n';

/** Every kind of help that VS Code asks for may come empty, but has to come; and the server goes on serving. */
async function assertAlive(document: vscode.TextDocument): Promise<void> {
  const start = new vscode.Position(0, 0);
  await vscode.commands.executeCommand('vscode.executeHoverProvider', document.uri, start);
  await vscode.commands.executeCommand('vscode.executeCompletionItemProvider', document.uri, start);
  await vscode.commands.executeCommand('vscode.executeDocumentSymbolProvider', document.uri);
  await vscode.commands.executeCommand('vscode.executeFoldingRangeProvider', document.uri);
  await vscode.commands.executeCommand('vscode.executeCodeActionProvider', document.uri, new vscode.Range(start, start));
  const other = await openFile('mlops-canvas.yaml', CANVAS);
  await findingsWhen(other.document.uri, hasCode('missing-mandatory'));
}

interface Case {
  readonly what: string;
  readonly content: string | Uint8Array;
  /** Code and words that some finding has. */
  readonly says: readonly [code: string, words: RegExp];
  /** True where the rest is checked all the same. */
  readonly checksRest?: boolean;
}

const latin1 = (text: string): Uint8Array => Uint8Array.from(text, (letter) => letter.charCodeAt(0));

const CASES: readonly Case[] = [
  {
    what: 'tabs as indentation',
    content: 'risk_tier: limited\nvalue_proposition:\n\tuser_goal: Answers\n',
    says: ['yaml-syntax', /tab.*spaces/isu],
  },
  {
    what: 'a key that stands twice',
    content: `${CANVAS}value_proposition:\n  problem: Slow\n`,
    says: ['duplicate-key', /`value_proposition`.*[Mm]erge/u],
    checksRest: true,
  },
  { what: 'a list at the root', content: '- risk_tier: limited\n- value_proposition:\n', says: ['wrong-type', /mapping/u] },
  { what: 'a text at the root', content: 'just a text\n', says: ['wrong-type', /mapping/u] },
  {
    what: 'several documents',
    content: `${CANVAS}---\nrisk_tier: high\n`,
    says: ['several-documents', /Only the first/u],
    checksRest: true,
  },
  { what: 'an empty file', content: '', says: ['tier-missing', /risk_tier/u] },
  { what: 'a file of comments', content: '# later\n', says: ['tier-missing', /risk_tier/u] },
  { what: 'a quote that is never closed', content: `${CANVAS}  problem: "Slow\n`, says: ['yaml-syntax', /quote/iu] },
  { what: 'a half typed key', content: `${CANVAS}  prob\n`, says: ['yaml-syntax', /colon/u], checksRest: true },
  { what: 'an alias without anchor', content: `${CANVAS}  problem: *nothing\n`, says: ['yaml-syntax', /anchor/u], checksRest: true },
  {
    what: 'bytes that are no UTF-8',
    content: latin1(`${CANVAS}  problem: Antworten f\u00FCr Kunden\n`),
    says: ['file-unreadable', /UTF-8/u],
    checksRest: true,
  },
  {
    what: 'a file of 5 MB',
    content: `${CANVAS}${'# filler, filler, filler, filler, filler, filler\n'.repeat(110_000)}`,
    says: ['file-unreadable', /MiB/u],
  },
];

suite('Bad input', () => {
  teardown(cleanUp);

  for (const {
    what,
    content,
    says: [code, words],
    checksRest,
  } of CASES) {
    test(`${what}: says what to do`, async () => {
      const { document } = await openFile('mlops-canvas.yaml', content);
      const found = await findingsWhen(document.uri, hasCode(code));
      assert.ok(
        found.some((each) => codeOf(each) === code && words.test(each.message)),
        found.map(({ message }) => message).join('\n'),
      );
      if (checksRest)
        assert.ok(
          found.some(({ message }) => message.includes('`personas`')),
          'the rest is not checked',
        );
      await assertAlive(document);
    });
  }

  test('a byte order mark and the line ends of Windows are no problem', async () => {
    const { document } = await openFile('mlops-canvas.yaml', `\uFEFF${CANVAS.replaceAll('\n', '\r\n')}`);
    const found = await findingsWhen(document.uri);
    assert.ok(!hasCode('yaml-syntax')(found) && !hasCode('unknown-key')(found) && !hasCode('tier-missing')(found));
    await assertAlive(document);
  });

  test('anchors and aliases are followed', async () => {
    const { document } = await openFile(
      'mlops-canvas.yaml',
      'risk_tier: limited\nx-text: &text Slow\nvalue_proposition:\n  user_goal: *text\n',
    );
    const found = await findingsWhen(document.uri);
    assert.ok(!found.some(({ message }) => message.includes('`user_goal`')), found.map(({ message }) => message).join('\n'));
    await assertAlive(document);
  });

  test('a file that becomes readable again is checked again', async () => {
    const editor = await openFile('mlops-canvas.yaml', CANVAS.replace('  user_goal', '\tuser_goal'));
    await findingsWhen(editor.document.uri, hasCode('yaml-syntax'));
    await replace(editor, '\tuser_goal', '  user_goal');
    await findingsWhen(editor.document.uri, (found) => !hasCode('yaml-syntax')(found) && hasCode('missing-mandatory')(found));
  });

  test('a file that is a canvas by its kind alone may be broken, too', async () => {
    const { document } = await openFile('notes.yaml', `kind: mlops-canvas\n${CANVAS}  problem: [a, b\n`);
    await findingsWhen(document.uri, hasCode('yaml-syntax'));
    const [language] = vscode.workspace.textDocuments
      .filter(({ uri }) => uri.path === document.uri.path)
      .map(({ languageId }) => languageId);
    assert.equal(language, LANGUAGE_ID);
  });
});
