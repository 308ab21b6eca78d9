/** The last page of the tier wizard: what the answers lead to and why, what is written, and a way back to each question. */
import { l10n, window } from 'vscode';
import type { WizardLine, WizardPage, WizardResult } from '../../../server/src/protocol';
import { pick, type Choice, type Outcome } from '../quickSteps';

/** What the user wants: to write the record, to go to one question, or through all of them again. */
export type Wish = { readonly wish: 'write' | 'again' } | { readonly wish: 'go'; readonly question: string };

/** What the first row does, in words. */
export interface Writing {
  /** False where the record says all of it already. */
  readonly isNeeded: boolean;
  readonly label: string;
  readonly detail: string;
}

/** Shows the result of a page that has one. */
export function showResult({ path, result }: WizardPage, writing: Writing): Promise<Outcome<Wish>> {
  if (result === null) throw new Error('This page has no result.');
  const shown = new Set(result.reasons.map(({ question }) => question));
  const rest = path.filter(({ question }) => !shown.has(question));
  const place = path.length + 1;
  return pick<Wish>({
    title: l10n.t('Result: {0}', result.title),
    place: { step: place, total: place },
    prompt: [result.summary, ...result.notes, result.guidance].join(' '),
    hint: l10n.t('Choose an answer to change it'),
    help: () => void window.showInformationMessage(result.title, { modal: true, detail: inFull(result) }),
    choices: [
      { value: { wish: 'write' }, label: writing.label, detail: writing.detail },
      ...rows(result.reasons, l10n.t('What led there'), 'law'),
      ...rows(rest, l10n.t('Other answers'), 'pass'),
      { value: { wish: 'again' }, label: `$(debug-restart) ${l10n.t('Go through all questions again')}` },
    ],
  });
}

const rows = (lines: readonly WizardLine[], group: string, icon: string): readonly Choice<Wish>[] =>
  lines.map(({ question, text, articles, isUnsure }, at) => ({
    value: { wish: 'go', question },
    label: `$(${isUnsure ? 'warning' : icon}) ${text}`,
    ...(articles === '' ? {} : { detail: articles }),
    ...(at === 0 ? { group } : {}),
  }));

function inFull({ summary, notes, reasons, guidance }: WizardResult): string {
  const lines = reasons.map(({ text, articles }) => (articles === '' ? text : `${text} (${articles})`));
  return [summary, ...notes, ...(lines.length === 0 ? [] : [l10n.t('What led there:'), ...lines]), guidance].join('\n\n');
}
