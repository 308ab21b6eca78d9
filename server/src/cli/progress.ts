/** Shows on a terminal how far the command is; anywhere else nothing. */
import process from 'node:process';

/** The line is written anew at most so often, in milliseconds. */
const PAUSE = 100;

export class TerminalProgress {
  #shown = 0;
  #next = 0;

  constructor(
    readonly text: (done: number, total: number) => string,
    readonly stream: Pick<NodeJS.WriteStream, 'isTTY' | 'write'> = process.stderr,
  ) {}

  /** States how many files of all have been read. */
  report(done: number, total: number): void {
    const now = Date.now();
    if (!this.stream.isTTY || now < this.#next) return;
    this.#next = now + PAUSE;
    const line = this.text(done, total);
    this.stream.write(`\r${line.padEnd(this.#shown)}`);
    this.#shown = line.length;
  }

  /** Takes the line away, so that the report begins on a clean one. */
  end(): void {
    if (this.#shown > 0) this.stream.write(`\r${' '.repeat(this.#shown)}\r`);
    this.#shown = 0;
  }
}
