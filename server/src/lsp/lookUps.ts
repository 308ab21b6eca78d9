/**
 * What an answer about a document waits for: the configuration of its folder and files that it names. Both are known
 * already at nearly every keystroke; where they are not, an answer waits a little, and comes again once they are.
 */
import type { Session } from './session';

/** How long an answer waits, in milliseconds. */
const PATIENCE = 100;
/** How long what was looked up counts where the client does not tell of changed files, in milliseconds. */
const TRUST = 2000;

export class LookUps {
  #trustedUntil = 0;

  /** `late` is called when something became known after an answer was given without it. */
  constructor(
    readonly session: Pick<Session, 'workspace' | 'documents' | 'client'>,
    readonly late: (uri: string) => void,
  ) {}

  /** True where nothing but events changes what is said. */
  get isSettled(): boolean {
    return this.session.workspace.configuring === null && this.session.client.abilities.watchesFiles;
  }

  /** Resolves when a document can be spoken of; null when that is now. */
  before(uri: string): Promise<void> | null {
    const { workspace, documents, client } = this.session;
    const now = performance.now();
    if (!client.abilities.watchesFiles && now > this.#trustedUntil) {
      this.#trustedUntil = now + TRUST;
      workspace.assessor.evidence.clear();
    }
    const assessment = documents.get(uri)?.assessment;
    if (workspace.configuring === null && (assessment === undefined || workspace.assessor.evidence.isKnown(uri, assessment))) return null;
    return this.#patiently(uri, this.#lookUp(uri));
  }

  async #lookUp(uri: string): Promise<void> {
    const { workspace, documents } = this.session;
    await workspace.configuring;
    const assessment = documents.get(uri)?.assessment;
    if (assessment !== undefined) await workspace.assessor.evidence.load(uri, assessment);
  }

  #patiently(uri: string, lookUp: Promise<void>): Promise<void> {
    return new Promise((resolve) => {
      let isLate = false;
      const timer = setTimeout(() => {
        isLate = true;
        resolve();
      }, PATIENCE);
      const done = (): void => {
        clearTimeout(timer);
        if (isLate) this.late(uri);
        else resolve();
      };
      lookUp.then(done, done);
    });
  }
}
