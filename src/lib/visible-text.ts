// Texts of other programs, as they may be shown: without what moves a cursor, names a window or rings. Pure.

/**
 * Without escape sequences and control characters (ECMA-48). Line feeds and tabs stay; of a line that was overwritten by
 * carriage returns its last state.
 */
export function visibleText(text: string): string {
  if (!hasControls.test(text)) return text;
  return text.replaceAll(sequences, '').split('\n').map(lastState).join('\n').replaceAll(controls, '\ufffd');
}

/** The same, but colours and other attributes of characters stay. */
export function coloredText(text: string): string {
  if (!hasControls.test(text)) return text;
  return text
    .replaceAll('\r\n', '\n')
    .replaceAll(sequences, (sequence) => (attributes.test(sequence) ? sequence : ''))
    .replaceAll(otherEscapes, '\ufffd')
    .replaceAll(otherControls, '\ufffd');
}

const escape = String.raw`\u001b`;
const csi = String.raw`(?:${escape}\[|\u009b)[\u0020-\u003f]*[\u0040-\u007e]`;
const string = String.raw`(?:${escape}[\]PX^_]|[\u0090\u0098\u009d-\u009f])[^\u0007\n\u0018\u001a\u001b\u009c]*(?:\u0007|${escape}\\|\u009c)?`;
const other = String.raw`${escape}[\u0020-\u002f]*[\u0030-\u007e]`;
const sequences = new RegExp([csi, string, other].join('|'), 'g');
const attributes = new RegExp(String.raw`^${escape}\[[\d;:]*m$`);
const otherEscapes = new RegExp(String.raw`${escape}(?!\[[\d;:]*m)`, 'g');
const hasControls = new RegExp(String.raw`[\u0000-\u0008\u000b-\u001f\u007f-\u009f]`);
const controls = new RegExp(hasControls.source, 'g');
const otherControls = new RegExp(String.raw`[\u0000-\u0008\u000b-\u001a\u001c-\u001f\u007f-\u009f]`, 'g');

function lastState(line: string): string {
  return line.replace(/\r+$/, '').split('\r').at(-1) ?? '';
}
