// Content-addressed trees: files with their modes, symlinks, nothing else. A tree's digest names exactly its content;
// equal content is stored once; what is read is verified.

export interface StoredTree {
  readonly digest: string;
  readonly files: number;
  readonly sizeBytes: number;
}

export interface TreeEntry {
  /** Relative, `/` between parts, never leaving the tree. */
  readonly path: string;
  readonly type: 'file' | 'symlink' | 'directory';
  /** Permission bits, for example 0o755. */
  readonly mode: number;
  readonly sizeBytes: number;
  /** SHA-256 of a file's content, in hex. */
  readonly digest?: string;
  readonly target?: string;
}

export interface FileToSave {
  /** Where it stands in the artifact. */
  readonly path: string;
  /** Where the file lies, when that differs from its path in the artifact (discard-paths). */
  readonly from?: string;
  /** Permission bits to record instead of the file's own. */
  readonly mode?: number;
  /** Store a symlink as a plain file that holds its target, as AWS's source actions do. */
  readonly symlinkAsText?: boolean;
}

/** How to find a saved folder again without reading it. */
export interface Snapshot {
  /** Of all that decides which files are saved and how, apart from the files themselves. */
  readonly key: string;
  /** Given back with the tree. */
  readonly note: string;
  /** Paths where nothing lies. */
  readonly absent: readonly string[];
  /** Paths where a folder lies whose content does not count. */
  readonly folders: readonly string[];
}

export interface Recalled {
  readonly tree: StoredTree;
  readonly note: string;
}

/** A tree as a folder that is in use until this is disposed of. */
export interface Checkout extends Disposable {
  /** Paths of its files that a test takes. The answer for one test is remembered. */
  readonly paths: (test: (path: string) => boolean) => readonly string[];
  /** Absolute. Nothing may write into it: others read it, too. */
  readonly folder: string;
  /** Before the time of each file in it; milliseconds since the epoch. */
  readonly madeAt: number;
  /**
   * Resolves when it is known whether the folder is as it was made: undefined, or the path of what was changed in it. Small
   * trees are checked before, and made anew; of a large one the caller must refuse what came of it.
   */
  readonly intact: Promise<string | undefined>;
}

export interface SweepOptions {
  /** @param storedAt milliseconds since the epoch */
  readonly keep: (digest: string, storedAt: number) => boolean;
  /** Of a tree that stays: whether its contents are compressed, where no other tree has them. */
  readonly isCold: (digest: string) => boolean;
  /** Counts, and changes nothing. */
  readonly isDry: boolean;
  /** The rest stays as it is. */
  readonly compressAtMostBytes?: number;
}

export interface Sweep {
  readonly removedTrees: number;
  readonly removedFiles: number;
  readonly removedBytes: number;
  readonly compressedFiles: number;
  /** In a dry run the size of what would be compressed. */
  readonly compressedBytes: number;
}

export interface ArtifactStore {
  /**
   * Takes the given files of a folder into the store.
   * @param folder absolute path
   * @param files paths relative to it, already selected; absent: everything below it, empty directories too.
   * @param options `knownFrom`: the folder of a checkout whose unchanged files need not be read, because the given folder
   *   shows them through a layer; `snapshot`: what `recall` gives while none of the files changes
   */
  readonly save: (
    folder: string,
    files?: readonly FileToSave[],
    options?: { readonly knownFrom?: string; readonly snapshot?: Snapshot },
  ) => Promise<StoredTree>;
  /** What was last saved of the folder, when it was under this key and nothing that it was made of has changed since. */
  readonly recall: (folder: string, key: string) => Promise<Recalled | undefined>;
  /** The tree as a folder for reading, made when it is not there. Only the owner of the state folder may ask. */
  readonly checkOut: (digest: string) => Promise<Checkout>;
  /**
   * Writes a tree into a folder, which is made when needed, with independent copies (reflink or copy, never a link
   * that a later write could follow into the store).
   * Throws when a stored file no longer matches its digest and no copy of it is found.
   * @param options `modifiedAt`: of the files that are written, in milliseconds since the epoch; now when absent
   */
  readonly extract: (
    digest: string,
    folder: string,
    options?: { readonly modifiedAt?: number },
  ) => Promise<void>;
  /** Reads all of it: whether the tree and every content is there as it was stored, or could be found again elsewhere. */
  readonly isWhole: (digest: string) => Promise<boolean>;
  readonly entries: (digest: string) => Promise<readonly TreeEntry[]>;
  /** One file's bytes, or undefined when the tree has no such file. */
  readonly readFile: (digest: string, path: string) => Promise<Uint8Array | undefined>;
  /** Writes the zip that AWS would have made. Deterministic: the same tree gives the same bytes. */
  readonly exportZip: (digest: string, file: string) => Promise<void>;
  /** Removes and compresses. Only the owner of the state folder may ask, while nothing is saved. */
  readonly sweep: (options: SweepOptions) => Sweep;
  /** Takes a zip in. Refuses entries that would leave the tree, and bombs. */
  readonly importZip: (file: string) => Promise<StoredTree>;
}
