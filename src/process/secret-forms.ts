// The ways in which programs print a secret that is not its own text: encoded, escaped, quoted, line by line. Pure.

/**
 * Each is to be hidden wherever it stands. CodeBuild hides the text alone; what a build here prints lands on the disk
 * of a person who may hand it on.
 */
export function secretForms(value: string): readonly string[] {
  if (value === '') return [];
  const texts = [value, ...partsOf(value)];
  const encoded = texts.flatMap((text) => [
    ...base64Forms(text),
    ...urlForms(text),
    ...jsonForms(text),
    ...shellForms(text),
    ...xmlForms(text),
    ...hexForms(text),
  ]);
  return [...new Set([...texts, ...encoded.filter((form) => form.length >= minEncodedLength)])];
}

/** What programs take out of a secret: the text in the quotes or spaces around it, and its lines, whichever way they end. */
function partsOf(value: string): readonly string[] {
  const trimmed = value.trim();
  const [, unquoted = ''] = /^"(.*)"$/s.exec(trimmed) ?? [];
  const lines = [trimmed, unquoted].flatMap((text) => text.split(/[\r\n]+/)).map((line) => line.trim());
  const whole = [trimmed, unquoted].filter((text) => !isTooShort(text));
  return [...whole, ...lines.filter((line) => line.length >= minLineLength)];
}

/** A shorter text stands in too many words that are no secret: it cannot be hidden. */
export const shortestSecret = 4;

export function isTooShort(value: string): boolean {
  return [...value].length < shortestSecret;
}

/** Shorter lines of a key stand in too much other output. */
const minLineLength = 8;
/** Shorter codes stand for too many other texts. */
const minEncodedLength = 6;

/**
 * The secret may begin at any byte of the three that four characters stand for, with something before and after it:
 * then only the characters that it alone decides are sure. Alone it has its padding, and may be broken into lines.
 */
function base64Forms(text: string): readonly string[] {
  const bytes = Buffer.from(text);
  const whole = bytes.toString('base64');
  const within = [0, 1, 2].map((offset) => {
    const shifted = Buffer.concat([Buffer.alloc(offset), bytes])
      .toString('base64')
      .replace(/=+$/, '');
    const first = Math.ceil((offset * 8) / 6);
    const last = Math.floor(((offset + bytes.length) * 8) / 6);
    return shifted.slice(first, last);
  });
  const lines = lineLengths.flatMap((length) =>
    whole.length > length ? (whole.match(new RegExp(`.{1,${length}}`, 'g')) ?? []) : [],
  );
  const standard = [whole, ...within, ...lines];
  return [...standard, ...standard.map((form) => form.replaceAll('+', '-').replaceAll('/', '_'))];
}

/** Of `base64` and of `openssl base64`. */
const lineLengths = [76, 64];

function urlForms(text: string): readonly string[] {
  // Half of a character pair has no encoding.
  const component = encodeURIComponent(text.toWellFormed());
  const strict = component.replaceAll(
    /[!'()*]/g,
    (char) => `%${char.charCodeAt(0).toString(16).toUpperCase()}`,
  );
  // Forms leave other characters alone than addresses do.
  const field = new URLSearchParams([['', text]]).toString().slice(1);
  const forms = [component, strict, field, component.replaceAll('%20', '+'), strict.replaceAll('%20', '+')];
  const lower = forms.map((form) => form.replaceAll(/%[0-9A-F]{2}/g, (code) => code.toLowerCase()));
  // A slash needs no encoding in a path.
  return [...forms, ...lower].flatMap((form) => [form, form.replaceAll(/%2f/gi, '/')]);
}

function jsonForms(text: string): readonly string[] {
  const plain = JSON.stringify(text).slice(1, -1);
  const ascii = plain.replaceAll(
    /[\u007f-\uffff]/g,
    (char) => `\\u${char.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
  return [plain, ascii, plain.replaceAll('/', '\\/')];
}

/** As `set -x`, `export -p` and `printf %q` of dash and bash write it. */
function shellForms(text: string): readonly string[] {
  const ansi = text
    .replaceAll(/[\\']/g, '\\$&')
    .replaceAll('\n', '\\n')
    .replaceAll('\t', '\\t')
    .replaceAll('\r', '\\r');
  return [
    text.replaceAll("'", `'\\''`),
    text.replaceAll("'", `'"'"'`),
    text.replaceAll(/["$`\\]/g, '\\$&'),
    ansi,
    text.replaceAll(/[^A-Za-z0-9_@%+=:,./\n-]/g, '\\$&'),
    echoed(text),
  ];
}

/** As reports of tests are written: some writers escape quotes, some do not. */
function xmlForms(text: string): readonly string[] {
  const needed = text.replaceAll('&', '&amp;').replaceAll('<', '&lt;');
  return [needed, needed.replaceAll('>', '&gt;')].flatMap((content) => {
    const attribute = content.replaceAll('"', '&quot;');
    return [content, attribute, ...apostrophes.map((quote) => attribute.replaceAll("'", quote))];
  });
}

const apostrophes = ['&apos;', '&#39;', '&#x27;', '&#039;'];

/** Of `xxd -p`, in lines, and of most other programs. */
function hexForms(text: string): readonly string[] {
  const hex = Buffer.from(text).toString('hex');
  const lines = hex.length > xxdLine ? (hex.match(new RegExp(`.{16,${xxdLine}}`, 'g')) ?? []) : [];
  return [hex, ...lines].flatMap((form) => [form, form.toUpperCase()]);
}

const xxdLine = 60;

/** The `echo` of dash, and printf %b, read backslashes; at \c they stop. */
function echoed(text: string): string {
  const [begun = ''] = text.split('\\c', 1);
  return begun.replaceAll(
    /\\([abfnrtv\\]|0?[0-7]{1,3})/g,
    (_, code: string) => escapes[code] ?? String.fromCharCode(Number.parseInt(code, 8) & 0xff),
  );
}

const escapes: Readonly<Record<string, string>> = {
  a: '\u0007',
  b: '\b',
  f: '\f',
  n: '\n',
  r: '\r',
  t: '\t',
  v: '\v',
  '\\': '\\',
};
