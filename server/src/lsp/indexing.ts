/** Shows how far the reading of the workspace is, where that takes a while. */
import type { Connection, WorkDoneProgressReporter } from 'vscode-languageserver';
import type { Messages } from '../core/text/messages';

/** From so many files on, progress is shown. */
const MANY = 100;

export class IndexingProgress {
  /** Null for a client that refuses. */
  #reporter: Promise<(WorkDoneProgressReporter & { done(): void }) | null> | undefined;
  #percentage = -1;

  constructor(
    readonly connection: Connection,
    readonly messages: Messages,
  ) {}

  /** True while so many files are read that progress is shown. */
  get isUnderWay(): boolean {
    return this.#reporter !== undefined;
  }

  /** States how many files of all have been read. */
  report(done: number, total: number): void {
    if (total < MANY || done >= total) return;
    const percentage = Math.floor((done / total) * 100);
    if (percentage === this.#percentage) return;
    this.#percentage = percentage;
    const message = this.messages.text('indexing.progress', { done, total });
    if (this.#reporter === undefined) {
      this.#reporter = this.connection.window.createWorkDoneProgress().catch(() => null);
      void this.#reporter.then((reporter) => reporter?.begin(this.messages.text('indexing.title'), percentage, message));
    } else void this.#reporter.then((reporter) => reporter?.report(percentage, message));
  }

  /** All files have been read. */
  end(): void {
    const reporter = this.#reporter;
    this.#reporter = undefined;
    this.#percentage = -1;
    void reporter?.then((shown) => shown?.done());
  }
}
