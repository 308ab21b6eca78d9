/** Base64 without `Buffer`, which a web worker lacks. Pure. */

/** Arguments per call of `fromCharCode`; more would overflow the stack. */
const CHUNK = 0x8000;

/** Standard base64, with padding. */
export function toBase64(bytes: Uint8Array): string {
  const chunks: string[] = [];
  for (let start = 0; start < bytes.length; start += CHUNK) {
    chunks.push(String.fromCharCode(...bytes.subarray(start, start + CHUNK)));
  }
  return btoa(chunks.join(''));
}
