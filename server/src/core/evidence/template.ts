/** The text that a new file of evidence begins with: what its question, task or output asks to be shown. */
import type { Unit } from '../catalog/catalog';
import type { Messages } from '../text/messages';
import { slugOf } from './headings';

/** Markdown for a unit's evidence, with a heading for the anchor that a document points to; `fileName` titles a file of no unit. */
export function evidenceTemplate(unit: Unit | undefined, fileName: string, heading: string | null, messages: Messages): string {
  const parts = [`# ${unit?.title ?? words(fileName.replace(/\.\w+$/u, ''))}`];
  if (unit !== undefined) {
    parts.push(unit.question, `<!-- ${unit.guidance.replaceAll('--', '—')} -->`);
    if (unit.evidence.length > 0)
      parts.push(messages.text('evidence-template.shows'), unit.evidence.map((item) => `- [ ] ${item}`).join('\n'));
  }
  if (heading !== null) parts.push(`## ${words(heading)}`);
  return `${parts.filter((part) => part !== '' && part !== '<!--  -->').join('\n\n')}\n`;
}

/** A name as words that lead to the same anchor. */
function words(name: string): string {
  const spaced = name.replaceAll(/[-_]+/gu, ' ').trim();
  const title = spaced.charAt(0).toUpperCase() + spaced.slice(1);
  return slugOf(title) === slugOf(name) ? title : name;
}
