/** The file system as this server sees it: handed in by the platform, read-only, addressed by URI. */

export interface FolderEntry {
  readonly name: string;
  readonly type: 'file' | 'folder' | 'other';
}

export interface FileSystem {
  /** Bytes of a file; null when it does not exist or cannot be read. */
  read(uri: string): Promise<Uint8Array | null>;
  /** Entries of a folder; null when it does not exist. Links are reported as `other`. */
  list(uri: string): Promise<readonly FolderEntry[] | null>;
  /** URI of what a link names, whether or not anything is there; null for what is no link, and where nobody can tell. */
  linkTarget(uri: string): Promise<string | null>;
  /** URI of a folder with the links on the way to it followed; itself where there are none, or where nobody can tell. */
  realFolder(uri: string): Promise<string>;
}

/** Text of a file's bytes. What is no UTF-8 becomes U+FFFD, which the assessment reports; a byte order mark is dropped. */
export const decode = (bytes: Uint8Array): string => new TextDecoder('utf-8').decode(bytes);
