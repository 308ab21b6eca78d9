/** Internal command of a row of the progress tree: goes to a unit, or inserts it where it is missing. */
import { Uri, workspace } from 'vscode';
import { toRange } from '../positions';
import { revealPosition } from '../reveal';
import { addUnit } from './addUnit';
import type { Services } from './services';
import { asUnitTarget } from './unitTarget';

export async function openUnit(services: Services, argument: unknown): Promise<void> {
  const target = asUnitTarget(argument);
  if (target.range === undefined) return addUnit(services, target);
  const document = await workspace.openTextDocument(Uri.parse(target.uri));
  const range = toRange(target.range);
  await revealPosition(document, range.start, range);
}
