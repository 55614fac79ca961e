// Names of files as the system keeps them: bytes, which need not be text. Pure.

/** Not UTF-8: as text it has replacement characters, and leads to no file. */
export function isText(name: Uint8Array): boolean {
  return Buffer.from(Buffer.from(name).toString('utf8')).equals(name);
}

/** The text, with each byte that is none as `\xE9`. */
export function shownName(name: Uint8Array): string {
  const latin = Buffer.from(name).toString('latin1');
  if (isText(name)) return Buffer.from(name).toString('utf8');
  return latin.replaceAll(
    /[\u0080-\u00ff]/g,
    (byte) => String.raw`\x` + byte.charCodeAt(0).toString(16).toUpperCase(),
  );
}

/** Parts of a list that ends each with NUL, as `git -z` writes it, that are not UTF-8. */
export function namesThatAreNoText(list: Buffer): readonly string[] {
  if (isText(list)) return [];
  const names: string[] = [];
  for (let at = 0; at < list.length;) {
    const end = list.indexOf(0, at);
    const name = list.subarray(at, end === -1 ? list.length : end);
    if (!isText(name)) names.push(shownName(name));
    at += name.length + 1;
  }
  return names;
}
