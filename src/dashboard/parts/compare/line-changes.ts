// The lines by which two texts differ, each with some lines around it. Pure.

export interface LineChange {
  readonly kind: 'same' | 'added' | 'removed';
  /** From 1, on the side that has it. */
  readonly line: number;
  readonly text: string;
}

/** Undefined when the texts are too long to compare while a user waits. */
export function lineChanges(left: string, right: string): readonly LineChange[] | undefined {
  const [a, b] = [left.split('\n'), right.split('\n')];
  const start = sameFrom(a, b);
  const end = sameFrom(a.slice(start).toReversed(), b.slice(start).toReversed());
  const middle = { a: a.slice(start, a.length - end), b: b.slice(start, b.length - end) };
  if (middle.a.length * middle.b.length > maxCells) return undefined;
  const same = (from: number, texts: readonly string[]): readonly LineChange[] =>
    texts.map((text, index) => ({ kind: 'same', line: from + index + 1, text }));
  return [
    ...same(0, b.slice(0, start)),
    ...middleChanges(middle, start),
    ...same(b.length - end, b.slice(b.length - end)),
  ];
}

const maxCells = 4_000_000;

function sameFrom(a: readonly string[], b: readonly string[]): number {
  const found = a.findIndex((text, index) => text !== b[index]);
  return Math.min(found === -1 ? a.length : found, b.length);
}

interface Middle {
  readonly a: readonly string[];
  readonly b: readonly string[];
}

/** By the longest common subsequence: what is removed stands before what takes its place. */
function middleChanges({ a, b }: Middle, start: number): readonly LineChange[] {
  const lengths = commonLengths({ a, b });
  const width = b.length + 1;
  const at = (i: number, j: number): number => lengths[i * width + j] ?? 0;
  const changes: LineChange[] = [];
  let [i, j] = [0, 0];
  while (i < a.length || j < b.length)
    if (i < a.length && j < b.length && a[i] === b[j]) {
      changes.push({ kind: 'same', line: start + j + 1, text: b[j] ?? '' });
      i += 1;
      j += 1;
    } else if (j >= b.length || (i < a.length && at(i + 1, j) >= at(i, j + 1))) {
      changes.push({ kind: 'removed', line: start + i + 1, text: a[i] ?? '' });
      i += 1;
    } else {
      changes.push({ kind: 'added', line: start + j + 1, text: b[j] ?? '' });
      j += 1;
    }
  return changes;
}

/** Of the ends of both from each pair of lines on, row by row. */
function commonLengths({ a, b }: Middle): Uint32Array {
  const width = b.length + 1;
  const lengths = new Uint32Array((a.length + 1) * width);
  for (let i = a.length - 1; i >= 0; i -= 1)
    for (let j = b.length - 1; j >= 0; j -= 1)
      lengths[i * width + j] =
        a[i] === b[j]
          ? (lengths[(i + 1) * width + j + 1] ?? 0) + 1
          : Math.max(lengths[(i + 1) * width + j] ?? 0, lengths[i * width + j + 1] ?? 0);
  return lengths;
}

const linesAround = 3;

/** What differs with the lines around it; a gap is undefined. */
export function hunksOf(changes: readonly LineChange[]): readonly (LineChange | undefined)[] {
  const isNear = changes.map((_, index) =>
    changes
      .slice(Math.max(0, index - linesAround), index + linesAround + 1)
      .some(({ kind }) => kind !== 'same'),
  );
  return changes.flatMap((change, index) => {
    if (isNear[index] === true) return [change];
    return index > 0 && isNear[index - 1] === true && isNear.includes(true, index) ? [undefined] : [];
  });
}
