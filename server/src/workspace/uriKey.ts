/** One key per file, however its URI is written: clients and platforms escape different characters. */
export function uriKey(uri: string): string {
  const plain = uri.includes('%') ? decoded(uri) : uri;
  return plain.charCodeAt(FILE.length + 1) === COLON && plain.startsWith(FILE)
    ? FILE + plain.charAt(FILE.length).toLowerCase() + plain.slice(FILE.length + 1)
    : plain;
}

const FILE = 'file:///';
const COLON = 0x3a;

function decoded(uri: string): string {
  try {
    return decodeURIComponent(uri);
  } catch {
    // A stray percent sign: the URI is compared as it is written.
    return uri;
  }
}
