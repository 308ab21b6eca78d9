/** Work in slices: after each the event loop has a turn, so that a request never waits for long work behind the scenes. */

/** How long a slice may last, in milliseconds; what is begun is finished, so it can be a document longer. */
const SLICE = 10;

export class Slices {
  #end = 0;

  /** `now` in milliseconds; `turn` lets everything else run that waits. */
  constructor(
    readonly now: () => number,
    readonly turn: () => Promise<void>,
  ) {}

  /** True when it is time to call {@link next}. */
  get isOver(): boolean {
    return this.now() >= this.#end;
  }

  /** Lets others run, and begins a new slice. */
  async next(): Promise<void> {
    await this.turn();
    this.#end = this.now() + SLICE;
  }
}
