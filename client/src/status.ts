/**
 * The language status item of our documents: the risk tier, and how many mandatory answers are there.
 * Knows how to say it; the facts are the server's.
 */
import { Disposable, l10n, languages, LanguageStatusSeverity, type LanguageStatusItem } from 'vscode';
import { STATUS, type StatusResult } from '../../server/src/protocol';
import { activeDocumentEditor, onActiveDocumentChange } from './activeDocument';
import type { ServerConnection } from './client';
import { coalesce } from './coalesce';
import { LANGUAGE_ID } from './ownLanguage';
import { PREFIX, PRODUCT } from './platform';

/** Pause before a refresh, in milliseconds; typing asks for many. */
const DELAY = 100;

type Face = Pick<LanguageStatusItem, 'text' | 'detail' | 'severity' | 'command' | 'busy'>;

/** Shows the status for as long as it is not disposed. */
export function showStatus(server: ServerConnection): Disposable {
  const item = languages.createLanguageStatusItem(`${PREFIX}.tier`, { language: LANGUAGE_ID });
  item.name = PRODUCT;
  const refresh = coalesce(async () => show(item, await faceOf(server)), DELAY);
  show(item, startingFace());
  refresh.request();
  return Disposable.from(
    item,
    refresh,
    server.onDidChangeState(refresh.request),
    server.onDidChangeData(refresh.request),
    onActiveDocumentChange(refresh.request),
  );
}

function show(item: LanguageStatusItem, face: Face): void {
  Object.assign(item, face);
  item.accessibilityInformation = { label: [face.text, face.detail].filter(Boolean).join(', ') };
}

async function faceOf(server: ServerConnection): Promise<Face> {
  const editor = activeDocumentEditor();
  if (editor === undefined) return unknownFace();
  if (server.state === 'stopped') return stoppedFace();
  if (server.state !== 'running') return startingFace();
  try {
    const status = await server.request(STATUS, { uri: editor.document.uri.toString() });
    return status === null ? unknownFace() : documentFace(status);
  } catch {
    return unknownFace();
  }
}

function documentFace(status: StatusResult): Face {
  const { total, answered } = status.mandatory;
  if (status.tier === null) {
    return {
      text: l10n.t('No risk tier'),
      detail: l10n.t('State the risk tier of this AI system'),
      severity: LanguageStatusSeverity.Warning,
      command: { command: `${PREFIX}.setTier`, title: l10n.t('Set Tier') },
      busy: false,
    };
  }
  return {
    text: status.tierTitle ?? status.tier,
    detail: total === 0 ? l10n.t('No mandatory answers at this tier') : l10n.t('{0} of {1} mandatory answered', answered, total),
    severity: LanguageStatusSeverity.Information,
    command: { command: `${PREFIX}.setTier`, title: l10n.t('Change Tier') },
    busy: false,
  };
}

function startingFace(): Face {
  return { ...unknownFace(), detail: l10n.t('Starting'), busy: true };
}

function unknownFace(): Face {
  return { text: PRODUCT, detail: '', severity: LanguageStatusSeverity.Information, command: undefined, busy: false };
}

function stoppedFace(): Face {
  return {
    text: PRODUCT,
    detail: l10n.t('The language server is not running'),
    severity: LanguageStatusSeverity.Error,
    command: { command: `${PREFIX}.restartServer`, title: l10n.t('Restart') },
    busy: false,
  };
}
