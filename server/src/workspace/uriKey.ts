/** One key per file, however its URI is written: clients and platforms escape different characters. */
export function uriKey(uri: string): string {
  let plain = uri;
  try {
    plain = decodeURIComponent(uri);
  } catch {
    // A stray percent sign: the URI is compared as it is written.
  }
  return plain.replace(/^file:\/\/\/[A-Z]:/u, (drive) => drive.toLowerCase());
}
