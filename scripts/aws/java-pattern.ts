// AWS's patterns are Java's. Most mean the same in JavaScript; what does not is translated, and what cannot be is left out.

/** Java's POSIX classes, which JavaScript does not have. */
const classes: Readonly<Record<string, string>> = {
  Alpha: 'a-zA-Z',
  Digit: '0-9',
  Alnum: 'a-zA-Z0-9',
  Upper: 'A-Z',
  Lower: 'a-z',
  Space: '\\s',
  Blank: ' \\t',
  Print: '\\x20-\\x7E',
  Graph: '\\x21-\\x7E',
  Punct: '!-\\/:-@\\[-`\\{-~',
  ASCII: '\\x00-\\x7F',
  XDigit: '0-9a-fA-F',
  IsAlphabetic: '\\p{Alphabetic}',
};

/** `flags` only where JavaScript takes it without `u` alone. */
export function patternOf(java: string): { readonly pattern?: string; readonly flags?: string } {
  const pattern = translated(java);
  if (compiles(pattern, 'u')) return { pattern };
  const isUnicode = /\\p\{|\(\?[a-z]/.test(pattern);
  return !isUnicode && compiles(pattern, '') ? { pattern, flags: '' } : {};
}

function translated(java: string): string {
  let depth = 0;
  return java.replaceAll(/\\p\{(\w+)\}|\\.|[[\]]/g, (part, name?: string) => {
    if (part === '[') depth += 1;
    if (part === ']') depth -= 1;
    const known = name === undefined ? undefined : classes[name];
    if (known === undefined) return part;
    return depth > 0 ? known : `[${known}]`;
  });
}

function compiles(pattern: string, flags: string): boolean {
  try {
    void new RegExp(`^(?:${pattern})$`, flags);
    return true;
  } catch {
    return false;
  }
}
