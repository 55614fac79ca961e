// How many columns a terminal gives to a text: two for wide characters and emoji, none for combining ones.

/** Columns of a text without tabs and control characters. */
export function displayWidth(text: string): number {
  // oxlint-disable-next-line no-control-regex
  if (/^[\u0020-\u007E]*$/.test(text)) return text.length;
  return charactersOf(text).reduce((sum, character) => sum + characterWidth(character), 0);
}

/** The text and as many spaces as fill the columns, or none when it is wider. */
export function padColumns(text: string, columns: number): string {
  return `${text}${' '.repeat(Math.max(0, columns - displayWidth(text)))}`;
}

/** As much of the beginning as fits: a character is never split. */
export function firstColumns(text: string, columns: number): string {
  return takeColumns(charactersOf(text.slice(0, reach(columns))), columns).join('');
}

/** As much of the end as fits. */
export function lastColumns(text: string, columns: number): string {
  const end = text.slice(-Math.max(1, reach(columns)));
  return takeColumns(charactersOf(end).toReversed(), columns).toReversed().join('');
}

/** A line can be a whole file: only what can be shown is read. The longest sequences of emoji have a dozen code units. */
function reach(columns: number): number {
  return Math.max(0, columns) * 12;
}

function takeColumns(characters: readonly string[], columns: number): readonly string[] {
  let room = columns;
  const end = characters.findIndex((character) => (room -= characterWidth(character)) < 0);
  return end === -1 ? characters : characters.slice(0, end);
}

const segmenter = new Intl.Segmenter('en', { granularity: 'grapheme' });

/** What people take for one character (Unicode annex 29): a letter with its accents, a flag, a family of emoji. */
function charactersOf(text: string): readonly string[] {
  // Nothing below U+0300 combines.
  // oxlint-disable-next-line no-control-regex
  if (/^[\u0020-\u02FF\u2010-\u20CF\u2100-\u2BFF]*$/.test(text)) return Array.from(text);
  return Array.from(segmenter.segment(text), ({ segment }) => segment);
}

/** Unicode annexes 11 and 51: wide and full-width blocks, and what is drawn as an emoji by itself or by a selector. */
function characterWidth(character: string): number {
  if (invisible.test(character)) return 0;
  if (emoji.test(character) || wide.test(character)) return 2;
  return 1;
}

const invisible = /^[\p{Mn}\p{Me}\p{Cf}]+$/u;
const emoji =
  /^(?:\p{Emoji_Presentation}|\p{Regional_Indicator}{2}|\p{Extended_Pictographic}\uFE0F|[0-9#*]\uFE0F?\u20E3)/u;
const wide =
  /^[\u1100-\u115F\u2E80-\u303E\u3041-\u33FF\u3400-\u4DBF\u4E00-\u9FFF\uA000-\uA4CF\uA960-\uA97F\uAC00-\uD7A3\uF900-\uFAFF\uFE30-\uFE6F\uFF01-\uFF60\uFFE0-\uFFE6\u{1F300}-\u{1F64F}\u{1F680}-\u{1F6FF}\u{1F900}-\u{1F9FF}\u{20000}-\u{3FFFD}]/u;
