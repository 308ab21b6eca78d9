/**
 * Reads files one after the other, in slices: those that changed before those of a long list. Some are read ahead, since
 * most of the time of reading is waiting.
 */
import type { Slices } from './slices';

/** How many files are read ahead. */
const AHEAD = 8;

interface Reading {
  readonly uri: string;
  readonly bytes: Promise<Uint8Array | null>;
}

export class Indexer {
  readonly #urgent = new Set<string>();
  /** What is still to be read of the list, the next one last. */
  #list: string[] = [];
  #listed = 0;
  readonly #ahead: Reading[] = [];
  #running: Promise<void> | undefined;

  /**
   * `take` is told of every file that was read, null for one that is gone; `rest` when nothing is left, and may add more.
   * `progress` is told how far the list is.
   */
  constructor(
    readonly read: (uri: string) => Promise<Uint8Array | null>,
    readonly slices: Slices,
    readonly events: {
      readonly take: (uri: string, bytes: Uint8Array | null) => Promise<void> | undefined;
      readonly failed: (uri: string, error: unknown) => void;
      readonly rest: () => void;
      readonly progress: (done: number, total: number) => void;
    },
  ) {}

  /** Reads a file soon. */
  add(uri: string): void {
    this.#urgent.add(uri);
    this.#start();
  }

  /** Asks soon what is to do, though no file is known to be read. */
  wake(): void {
    this.#start();
  }

  /** Reads a list of files when nothing else is to do; it takes the place of the list before. */
  setList(uris: readonly string[]): void {
    this.#list = uris.toReversed();
    this.#listed = uris.length;
    this.#start();
  }

  /** Resolves when there is nothing left to read. */
  async idle(): Promise<void> {
    while (this.#running !== undefined) await this.#running;
  }

  #start(): void {
    this.#running ??= this.#run().finally(() => {
      this.#running = undefined;
      if (this.#urgent.size > 0 || this.#list.length > 0) this.#start();
    });
  }

  async #run(): Promise<void> {
    await this.slices.next();
    for (;;) {
      this.#readAhead();
      const reading = this.#ahead.shift();
      if (reading === undefined) {
        this.events.rest();
        if (this.#urgent.size === 0 && this.#list.length === 0) return;
        continue;
      }
      const bytes = await reading.bytes;
      try {
        const taking = this.events.take(reading.uri, bytes);
        if (taking !== undefined) await taking;
      } catch (error) {
        this.events.failed(reading.uri, error);
      }
      if (this.slices.isOver) {
        this.events.progress(this.#listed - this.#list.length, this.#listed);
        await this.slices.next();
      }
    }
  }

  #readAhead(): void {
    while (this.#ahead.length < AHEAD) {
      const [urgent] = this.#urgent;
      if (urgent !== undefined) this.#urgent.delete(urgent);
      const uri = urgent ?? this.#list.pop();
      if (uri === undefined) return;
      this.#ahead.push({ uri, bytes: this.read(uri).catch(() => null) });
    }
  }
}
