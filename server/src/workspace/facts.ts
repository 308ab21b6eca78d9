/** What was read of files: each fact once, until it is dropped. Facts are kept by URI. */
import { uriKey } from './uriKey';

export class Facts<T> {
  readonly #known = new Map<string, { readonly uri: string; readonly fact: T }>();
  readonly #reading = new Map<string, Promise<void>>();

  /** `read` may fail: `otherwise` is the fact then. */
  constructor(
    readonly read: (uri: string) => Promise<T>,
    readonly otherwise: (uri: string) => T,
  ) {}

  /** What is known; undefined where nothing is. */
  get(uri: string): T | undefined {
    return this.#known.get(uriKey(uri))?.fact;
  }

  /** Reads a fact. One that is dropped meanwhile is not kept, since it may be of before. */
  load(uri: string): Promise<void> {
    const key = uriKey(uri);
    const underWay = this.#reading.get(key);
    if (underWay !== undefined) return underWay;
    const keep = (fact: T): void => {
      if (this.#reading.get(key) !== reading) return;
      this.#reading.delete(key);
      this.#known.set(key, { uri, fact });
    };
    const reading = this.read(uri).then(keep, () => keep(this.otherwise(uri)));
    this.#reading.set(key, reading);
    return reading;
  }

  /** Forgets one fact. */
  drop(uri: string): void {
    const key = uriKey(uri);
    this.#known.delete(key);
    this.#reading.delete(key);
  }

  /** Reads everything again, one after the other. Keys of what is another now; nothing is dropped. */
  async changed(isSame: (before: T, now: T) => boolean): Promise<readonly string[]> {
    const changed: string[] = [];
    for (const [key, { uri, fact }] of this.#known) {
      const now = await this.read(uri).catch(() => this.otherwise(uri));
      if (!isSame(fact, now)) changed.push(key);
    }
    return changed;
  }

  clear(): void {
    this.#known.clear();
    this.#reading.clear();
  }
}
