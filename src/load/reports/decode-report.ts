// The text of a report, in the encoding in which its tool wrote it: as its first bytes say, else its XML declaration, else UTF-8.

/** A label that TextDecoder knows (WHATWG Encoding). */
export function encodingOf(beginning: Uint8Array): string {
  const [first, second, third, fourth] = beginning;
  if (first === 0xff && second === 0xfe) return 'utf-16le';
  if (first === 0xfe && second === 0xff) return 'utf-16be';
  if (first === 0xef && second === 0xbb && third === 0xbf) return 'utf-8';
  // `<?` and `<t` without a mark (XML 1.0, appendix F).
  if (first === 0x3c && second === 0 && third !== 0 && fourth === 0) return 'utf-16le';
  if (first === 0 && second === 0x3c && third === 0 && fourth !== 0) return 'utf-16be';
  const head = Buffer.from(beginning.subarray(0, declarationBytes)).toString('latin1');
  const declared = /^\s*<\?xml[^>]*\sencoding\s*=\s*["']([\w.:-]+)["']/.exec(head)?.[1];
  // A file that is read byte by byte and says UTF-16 was converted by something that left the declaration.
  return declared === undefined || /^(utf-?16|ucs-?2|utf-?32)/i.test(declared) ? 'utf-8' : known(declared);
}

export function decodeReport(bytes: Uint8Array): string {
  return new TextDecoder(encodingOf(bytes)).decode(bytes);
}

const declarationBytes = 200;

function known(label: string): string {
  try {
    return new TextDecoder(label).encoding;
  } catch {
    return 'utf-8';
  }
}
