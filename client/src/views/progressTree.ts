/**
 * The view "Progress": systems, phases and units as the server lists them, asked for when a row is opened.
 * Knows when to ask and what to do with the answer; what the rows mean is the server's, how they look is `progressItems.ts`.
 */
import { Disposable, EventEmitter, l10n, window, type TreeDataProvider, type TreeItem, type TreeView, type ViewBadge } from 'vscode';
import { TREE, type TreeNode, type TreeResult } from '../../../server/src/protocol';
import type { ServerConnection } from '../client';
import { coalesce } from '../coalesce';
import type { ContextKeys } from '../contextKeys';
import { PREFIX } from '../platform';
import { toTreeItem } from './progressItems';

/** Pause before a refresh, in milliseconds; the server may report many changes in a row. */
const DELAY = 150;

/** The view for as long as it is not disposed: its rows and its badge. */
export interface ProgressView extends Disposable {
  readonly rows: TreeDataProvider<TreeNode>;
  readonly badge: ViewBadge | undefined;
}

/** Builds the view. Its badge is kept even while the view is hidden, but only a visible view starts the server. */
export function showProgressTree(server: ServerConnection, keys: ContextKeys): ProgressView {
  const provider = new ProgressTree(server);
  const view = window.createTreeView(`${PREFIX}.progress`, { treeDataProvider: provider, showCollapseAll: true });
  const refresh = coalesce(() => provider.refresh(), DELAY);
  const parts = Disposable.from(
    view,
    provider,
    refresh,
    provider.onDidLoad((roots) => {
      showBadge(view, roots.openMandatory);
      keys.set('hasDocuments', roots.documents > 0);
      keys.set('ready', true);
    }),
    server.onDidChangeData(refresh.request),
    server.onDidChangeState((state) => {
      if (state === 'running') refresh.request();
      // The API asks for an empty string to take a message away.
      view.message = state === 'stopped' ? l10n.t('The language server is not running.') : '';
    }),
  );
  return {
    rows: provider,
    get badge() {
      return view.badge;
    },
    dispose: () => parts.dispose(),
  };
}

function showBadge(view: TreeView<TreeNode>, open: number): void {
  const tooltip = open === 1 ? l10n.t('1 open mandatory answer') : l10n.t('{0} open mandatory answers', open);
  view.badge = open === 0 ? undefined : { value: open, tooltip };
}

class ProgressTree implements TreeDataProvider<TreeNode>, Disposable {
  readonly #server: ServerConnection;
  readonly #changed = new EventEmitter<void>();
  readonly #loaded = new EventEmitter<TreeResult>();
  #roots: TreeResult | undefined;

  readonly onDidChangeTreeData = this.#changed.event;
  /** New root rows arrived. */
  readonly onDidLoad = this.#loaded.event;

  constructor(server: ServerConnection) {
    this.#server = server;
  }

  getTreeItem(node: TreeNode): TreeItem {
    return toTreeItem(node);
  }

  async getChildren(parent?: TreeNode): Promise<TreeNode[]> {
    try {
      const { nodes } =
        parent === undefined ? (this.#roots ?? (await this.#load())) : await this.#server.request(TREE, { parent: parent.id });
      return [...nodes];
    } catch {
      // The message of the view and the log tell that there is no server.
      return [];
    }
  }

  /** Asks for the roots again; VS Code then asks for the children of the rows that are open. */
  async refresh(): Promise<void> {
    try {
      await this.#load();
      this.#changed.fire();
    } catch {
      // The old rows stay until the server is back.
    }
  }

  dispose(): void {
    this.#changed.dispose();
    this.#loaded.dispose();
  }

  async #load(): Promise<TreeResult> {
    this.#roots = await this.#server.request(TREE, {});
    this.#loaded.fire(this.#roots);
    return this.#roots;
  }
}
