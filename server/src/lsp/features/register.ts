/** All handlers of requests about documents, one file per feature. */
import type { Session } from '../session';
import { registerCodeActions } from './codeActions';
import { registerCodeLens } from './codeLens';
import { registerCompletion } from './completion';
import { registerDocumentLinks } from './documentLinks';
import { registerFormatting } from './formatting';
import { registerHover } from './hover';
import { registerInlayHints } from './inlayHints';
import { registerMovedFiles } from './movedFiles';
import { registerReferences } from './references';
import { registerRename } from './rename';
import { registerSelectionRanges } from './selectionRanges';
import { registerSemanticTokens } from './semanticTokens';
import { registerSymbols } from './symbols';
import { registerWorkspaceSymbols } from './workspaceSymbols';

export function registerFeatures(session: Session): void {
  registerCompletion(session);
  registerHover(session);
  registerCodeActions(session);
  registerSymbols(session);
  registerWorkspaceSymbols(session);
  registerSelectionRanges(session);
  registerFormatting(session);
  registerReferences(session);
  registerRename(session);
  registerMovedFiles(session);
  registerDocumentLinks(session);
  registerSemanticTokens(session);
  registerCodeLens(session);
  registerInlayHints(session);
}
