/** What can be done about evidence: another value in place of the one that leads nowhere, and the file that it names. */
import type { Finding } from '../../assessment/finding';
import { kindById } from '../../catalog/catalog';
import { evidenceTemplate } from '../../evidence/template';
import { endOf, startOf } from '../../syntax/node';
import { plainScalar } from '../explain';
import type { Candidate, FixContext, Proposal } from './fix';
import { flowText } from './valueFixes';

export function evidenceFixes({ fix: data }: Finding, context: FixContext): Proposal {
  const { assessment, messages, engine, guidance } = context;
  const candidates: Candidate[] = [];
  if (data?.fix === 'evidence' && data.with !== null) {
    candidates.push({
      title: messages.text('fix.replace-evidence', { to: data.with }),
      edits: [{ from: startOf(data.at), to: endOf(data.at), text: flowText(plainScalar(data.with)) }],
      preferred: true,
    });
  }
  if (data?.fix === 'evidence' && data.create !== null) {
    const { uri, shown, unit, heading } = data.create;
    const kind = kindById(guidance?.() ?? engine.catalog, assessment.kind.id);
    const name = decodeURIComponent(uri.slice(uri.lastIndexOf('/') + 1));
    const text = evidenceTemplate(kind?.unitById.get(unit ?? ''), name, heading, messages);
    candidates.push({ title: messages.text('fix.create-evidence', { file: shown }), edits: null, creates: { uri, text } });
  }
  return { candidates, blocked: { title: messages.text('fix.correct-evidence'), reason: messages.text('blocked.evidence') } };
}
