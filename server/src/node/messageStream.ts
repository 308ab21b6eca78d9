/**
 * Standard output as the protocol's library writes to it. The library writes a message's header and its body apart; here
 * they leave together, so that a message is one system call and wakes the client up once.
 */
import { Writable } from 'node:stream';

export class MessageStream extends Writable {
  #header = '';

  constructor(readonly out: NodeJS.WritableStream) {
    super({ decodeStrings: false });
    out.on('error', (error) => this.destroy(error));
    out.on('close', () => this.destroy());
  }

  override _write(part: string | Buffer, _encoding: BufferEncoding, done: (error?: Error | null) => void): void {
    if (typeof part === 'string') {
      this.#header += part;
      done();
      return;
    }
    const message = Buffer.concat([Buffer.from(this.#header, 'ascii'), part]);
    this.#header = '';
    this.out.write(message, done);
  }
}
