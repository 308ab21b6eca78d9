/** One row of the progress tree as VS Code wants it. Adds nothing to what the server says of the row but its looks. */
import { l10n, MarkdownString, ThemeColor, ThemeIcon, TreeItem, TreeItemCollapsibleState } from 'vscode';
import type { TreeNode } from '../../../server/src/protocol';
import { PREFIX } from '../platform';

/** The item of a row; `id` keeps its expansion and selection over a refresh. */
export function toTreeItem(node: TreeNode): TreeItem {
  const item = new TreeItem(node.label, collapsibleState(node));
  item.id = node.id;
  item.description = node.description;
  item.tooltip = new MarkdownString(node.tooltip, true);
  item.iconPath = new ThemeIcon(node.icon, node.iconColor === undefined ? undefined : new ThemeColor(node.iconColor));
  item.accessibilityInformation = { label: node.accessibilityLabel };
  item.contextValue = contextValue(node);
  if (node.target !== undefined) {
    item.command = { command: `${PREFIX}.openUnit`, title: l10n.t('Open'), arguments: [node.target] };
  }
  if (node.create !== undefined) {
    item.command = { command: `${PREFIX}.createMissingDocument`, title: l10n.t('Create'), arguments: [node] };
  }
  return item;
}

function collapsibleState(node: TreeNode): TreeItemCollapsibleState {
  if (!node.hasChildren) return TreeItemCollapsibleState.None;
  return node.expanded ? TreeItemCollapsibleState.Expanded : TreeItemCollapsibleState.Collapsed;
}

/** Word that `when` clauses of the manifest ask for as `viewItem`. */
function contextValue(node: TreeNode): string {
  if (node.kind === 'missing-document') return 'document.missing';
  return node.state === undefined ? node.kind : `${node.kind}.${node.state}`;
}
