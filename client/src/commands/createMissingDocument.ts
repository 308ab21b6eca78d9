/** Internal command "Create" of a document that a system lacks: the wizard, with all that is known filled in. */
import { Uri } from 'vscode';
import type { TreeNode } from '../../../server/src/protocol';
import { newDocument } from './newDocument';
import type { Services } from './services';

export async function createMissingDocument(services: Services, argument: unknown): Promise<void> {
  const create = (argument as TreeNode | undefined)?.create;
  if (create === undefined) throw new TypeError('This command needs a document that is missing.');
  const { kind, tier, system, beside } = create;
  const folder = Uri.joinPath(Uri.parse(beside), '..').toString();
  await newDocument(services, { kind, folder, ...(tier === null ? {} : { tier }), ...(system === null ? {} : { system }) });
}
