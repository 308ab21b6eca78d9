/** Commands "Next Gap" and "Previous Gap": moves the caret from gap to gap of the active document. */
import { l10n } from 'vscode';
import { GAP, type GapParams } from '../../../server/src/protocol';
import { activeDocumentEditor } from '../activeDocument';
import { placeCaret } from '../reveal';
import { fromPosition, toRange } from '../positions';
import type { Services } from './services';

export async function moveToGap({ server, announce }: Services, direction: GapParams['direction']): Promise<void> {
  const editor = activeDocumentEditor();
  if (editor === undefined) return announce(l10n.t('No AI Act Canvas document is active.'));
  const uri = editor.document.uri.toString();
  const gap = await server.request(GAP, { uri, position: fromPosition(editor.selection.active), direction });
  if (gap === null) return announce(l10n.t('No gaps in this document.'));
  const range = toRange(gap.range);
  placeCaret(editor, range.start, range);
  announce(l10n.t('Gap {0} of {1}: {2}', gap.index, gap.total, gap.message));
}
