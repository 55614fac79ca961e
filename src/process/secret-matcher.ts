// Finds secrets in bytes: many at once, in one pass.

export interface Occurrence {
  readonly start: number;
  readonly end: number;
}

export interface SecretMatcher {
  readonly isEmpty: boolean;
  /** All occurrences of all secrets, those that overlap too, in the order of their starts. */
  readonly find: (bytes: Buffer) => readonly Occurrence[];
  /** Where the longest end of the bytes starts that is the beginning of a secret, but not the whole; their length if none does. */
  readonly possibleStart: (bytes: Buffer) => number;
}

/** @param secrets none of them empty */
export function matchSecrets(secrets: readonly Buffer[]): SecretMatcher {
  const longest = Math.max(0, ...secrets.map(({ length }) => length));
  const heads = headsOf(secrets);
  const few = secrets.length <= fewSecrets;
  return {
    isEmpty: secrets.length === 0,
    find: (bytes) => inOrder(few ? findEach(bytes, secrets) : findAll(bytes, heads)),
    possibleStart: (bytes) => {
      const from = Math.max(0, bytes.length - longest + 1);
      for (let at = from; at < bytes.length; at += 1)
        if (heads.begins(bytes, at).some((secret) => isCutOff(secret, bytes, at))) return at;
      return bytes.length;
    },
  };
}

/** The system's own search is quicker than a pass of ours, as long as it is not called for each of many. */
const fewSecrets = 4;

function findEach(bytes: Buffer, secrets: readonly Buffer[]): Occurrence[] {
  const found: Occurrence[] = [];
  for (const secret of secrets)
    for (let start = bytes.indexOf(secret); start !== -1; start = bytes.indexOf(secret, start + 1))
      found.push({ start, end: start + secret.length });
  return found;
}

function findAll(bytes: Buffer, heads: Heads): Occurrence[] {
  const found: Occurrence[] = [];
  const { table, ofPair } = heads;
  const last = bytes.length - 1;
  for (let at = 0; at < last; at += 1) {
    const index = table[((bytes[at] ?? 0) << 8) | (bytes[at + 1] ?? 0)] ?? 0;
    if (index !== 0)
      for (const secret of ofPair[index] ?? [])
        if (isWhole(secret, bytes, at)) found.push({ start: at, end: at + secret.length });
  }
  for (const secret of heads.single)
    for (let start = bytes.indexOf(secret); start !== -1; start = bytes.indexOf(secret, start + 1))
      found.push({ start, end: start + 1 });
  return found;
}

function inOrder(found: Occurrence[]): readonly Occurrence[] {
  return found.length < 2 ? found : found.sort((a, b) => a.start - b.start);
}

interface Heads {
  /** For each pair of bytes that a secret begins with its place in `ofPair`, else 0. */
  readonly table: Uint16Array;
  readonly ofPair: readonly (readonly Buffer[])[];
  readonly single: readonly Buffer[];
  /** Secrets that begin with the byte there. */
  readonly begins: (bytes: Buffer, at: number) => readonly Buffer[];
}

function headsOf(secrets: readonly Buffer[]): Heads {
  const table = new Uint16Array(65_536);
  const ofPair: Buffer[][] = [[]];
  const byFirst = new Map<number, Buffer[]>();
  for (const secret of secrets) {
    const [first = 0, second] = secret;
    if (second !== undefined) {
      const pair = (first << 8) | second;
      if (table[pair] === 0) table[pair] = ofPair.push([]) - 1;
      ofPair[table[pair] ?? 0]?.push(secret);
    }
    byFirst.set(first, [...(byFirst.get(first) ?? []), secret]);
  }
  const none: readonly Buffer[] = [];
  return {
    table,
    ofPair,
    single: secrets.filter(({ length }) => length === 1),
    begins: (bytes, at) => byFirst.get(bytes[at] ?? -1) ?? none,
  };
}

function isWhole(secret: Buffer, bytes: Buffer, at: number): boolean {
  return at + secret.length <= bytes.length && secret.compare(bytes, at, at + secret.length) === 0;
}

function isCutOff(secret: Buffer, bytes: Buffer, at: number): boolean {
  const here = bytes.length - at;
  return here < secret.length && bytes.compare(secret, 0, here, at) === 0;
}
