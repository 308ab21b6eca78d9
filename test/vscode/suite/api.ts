/** The extension from inside: what it shows in its view. */
import * as vscode from 'vscode';
import type { ExtensionApi } from '../../../client/src/extension';
import { EXTENSION_ID, eventually } from './editor';

export type { ExtensionApi };

export async function api(): Promise<ExtensionApi> {
  const extension = vscode.extensions.getExtension<ExtensionApi>(EXTENSION_ID);
  if (!extension) throw new Error(`${EXTENSION_ID} is not there`);
  return extension.activate();
}

/** A row of the view "Progress", with the rows below it. */
export interface Row {
  readonly label: string;
  readonly description: string;
  readonly item: vscode.TreeItem;
  readonly children: () => Promise<readonly Row[]>;
}

type Node = Parameters<ExtensionApi['progress']['rows']['getTreeItem']>[0];

/** Rows at the root of the view, as VS Code would get them now. */
export async function roots(): Promise<readonly Row[]> {
  const { rows } = (await api()).progress;
  const below = async (parent?: Node): Promise<readonly Row[]> => Promise.all(((await rows.getChildren(parent)) ?? []).map(toRow));
  const toRow = async (node: Node): Promise<Row> => {
    const item = await rows.getTreeItem(node);
    return {
      label: typeof item.label === 'string' ? item.label : (item.label?.label ?? ''),
      description: String(item.description ?? ''),
      item,
      children: () => below(node),
    };
  };
  return below();
}

/** The row of a system, as soon as `accept` likes it. */
export async function systemWhen(label: string, accept: (row: Row) => boolean = () => true): Promise<Row> {
  const look = async (): Promise<readonly Row[]> => (await roots()).filter((row) => row.label === label);
  const [row] = await eventually(`The system ${label}`, look, (found) => found.length === 1 && found.every(accept));
  if (!row) throw new Error('unreachable');
  return row;
}

/** Waits until no system of this name is shown. */
export async function systemGone(label: string): Promise<void> {
  await eventually(
    `The end of ${label}`,
    async () => (await roots()).map((row) => row.label),
    (labels) => !labels.includes(label),
  );
}

/** The row of a label among the children of another; rejects with those that are there. */
export async function childOf(row: Row, label: string): Promise<Row> {
  const children = await row.children();
  const found = children.find((child) => child.label === label);
  if (!found) throw new Error(`${row.label} has no ${label}, but: ${children.map((child) => child.label).join(', ')}`);
  return found;
}
