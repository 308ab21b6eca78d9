/** All handlers of requests about documents, one file per feature. */
import type { Session } from '../session';
import { registerCodeActions } from './codeActions';
import { registerCompletion } from './completion';
import { registerFormatting } from './formatting';
import { registerHover } from './hover';
import { registerReferences } from './references';
import { registerRename } from './rename';
import { registerSelectionRanges } from './selectionRanges';
import { registerSymbols } from './symbols';

export function registerFeatures(session: Session): void {
  registerCompletion(session);
  registerHover(session);
  registerCodeActions(session);
  registerSymbols(session);
  registerSelectionRanges(session);
  registerFormatting(session);
  registerReferences(session);
  registerRename(session);
}
