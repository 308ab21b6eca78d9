/** The systems of a report. A document that lies beside the checked paths is not lacking: it was not looked at, that is all. */
import { kindOfName } from '../core/document/documentKind';
import type { ReportedSystem } from '../core/report/checkedFile';
import { systemIn } from '../workspace/assessor';
import { decode } from '../workspace/fileSystem';
import { parseOwn } from '../workspace/ownText';
import type { Workspace } from '../workspace/workspace';
import type { DocumentFiles } from './documentFiles';

/** The systems of the checked files; the kinds that each lacks in the whole workspace folder. */
export async function reportedSystems(workspace: Workspace, documents: DocumentFiles): Promise<readonly ReportedSystem[]> {
  const systems = workspace.systems.all;
  const { engine, fileSystem } = workspace;
  const lacking = new Set(systems.flatMap(({ missing }) => missing.map(({ kind }) => kind.id)));
  if (lacking.size === 0 || documents.areAll) return systems;
  const present = new Set<string>();
  for (const uri of await documents.everywhere()) {
    const named = kindOfName(engine.catalog, uri);
    const bytes = named === undefined || !lacking.has(named.id) ? null : await fileSystem.read(uri);
    const own = bytes === null ? undefined : parseOwn(engine, uri, decode(bytes));
    if (own === undefined) continue;
    const stated = systemIn(engine, own.tree.root);
    const record = workspace.assessor.records.contextOf(uri, stated).record;
    const system = stated ?? record?.system ?? record?.uri ?? null;
    if (system !== null) present.add(`${own.kind.id} ${system}`);
  }
  return systems.map(({ system, tier, documents: members, missing, phases }) => {
    const name = system ?? members.find(({ kind }) => kind.isRecord)?.uri ?? '';
    return { system, tier, documents: members, missing: missing.filter(({ kind }) => !present.has(`${kind.id} ${name}`)), phases };
  });
}
