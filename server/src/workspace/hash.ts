/** A number that tells whether bytes are what they were: FNV-1a, 32 bits, with the length beside it. */
export function hashOf(bytes: Uint8Array): number {
  let hash = 0x811c9dc5;
  for (let at = 0; at < bytes.length; at += 1) hash = Math.imul(hash ^ (bytes[at] ?? 0), 0x01000193);
  return (hash >>> 0) + bytes.length * 2 ** 32;
}
