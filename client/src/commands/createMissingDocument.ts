/**
 * Internal command "Create" of a document that a system lacks, with all that is known filled in. The record of a system
 * comes from the tier wizard.
 */
import { Uri } from 'vscode';
import type { TreeNode } from '../../../server/src/protocol';
import { classify } from './classify';
import { newDocument } from './newDocument';
import type { Services } from './services';

export async function createMissingDocument(services: Services, argument: unknown): Promise<void> {
  const create = (argument as TreeNode | undefined)?.create;
  if (create === undefined) throw new TypeError('This command needs a document that is missing.');
  const { kind, isRecord, tier, system, beside } = create;
  if (isRecord) {
    await classify(services, { uri: beside });
    return;
  }
  const folder = Uri.joinPath(Uri.parse(beside), '..').toString();
  await newDocument(services, { kind, folder, ...(tier === null ? {} : { tier }), ...(system === null ? {} : { system }) });
}
