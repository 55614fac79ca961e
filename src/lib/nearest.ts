// "Did you mean": the candidate that a misspelt word was most likely meant to be.

/** The nearest candidate by edit distance, or undefined when none is near enough to be a likely slip of the finger. */
export function nearest(word: string, candidates: Iterable<string>): string | undefined {
  const wanted = fold(word);
  let best: string | undefined;
  // One slip in three letters still reads as the same word; more is a different one.
  let bestDistance = Math.min(4, Math.max(2, Math.floor(wanted.length / 3) + 1));
  for (const candidate of candidates) {
    const distance = editDistance(wanted, fold(candidate), bestDistance);
    if (distance < bestDistance) [best, bestDistance] = [candidate, distance];
  }
  return best;
}

/** What to do about a name that is not there: the nearest one, or else what the caller says. */
export function didYouMean(word: string, candidates: Iterable<string>, otherwise: string): string {
  const meant = nearest(word, candidates);
  return meant === undefined ? otherwise : `Did you mean "${meant}"?`;
}

const mostNamed = 20;

/** What to do about a name that is not among those that are there: the nearest one, or else all of them. */
export function whatThereIs(word: string, there: readonly string[]): string {
  const [first, ...others] = [...new Set(there)].toSorted();
  if (first === undefined) return 'There is none';
  const shown = [first, ...others].slice(0, mostNamed);
  const more = others.length + 1 - shown.length;
  return didYouMean(
    word,
    there,
    `There ${others.length === 0 ? 'is' : 'are'}: ${shown.join(', ')}${more > 0 ? ` and ${more} more` : ''}`,
  );
}

/** Spellings that differ only in case or in the joining of words are the same word: `run_as`, `run-as`, `runAs`. */
function fold(word: string): string {
  return word.toLowerCase().replaceAll(/[-_. ]/g, '');
}

/** Insertions, deletions, replacements and swaps of neighbours; stops counting at `limit`. */
function editDistance(a: string, b: string, limit: number): number {
  if (Math.abs(a.length - b.length) >= limit) return limit;
  let beforePrevious: number[] = [];
  let previous = Array.from({ length: b.length + 1 }, (_, column) => column);
  for (let row = 1; row <= a.length; row += 1) {
    const current = [row];
    for (let column = 1; column <= b.length; column += 1) {
      const same = a[row - 1] === b[column - 1];
      let cost = Math.min(
        (previous[column] ?? limit) + 1,
        (current[column - 1] ?? limit) + 1,
        (previous[column - 1] ?? limit) + (same ? 0 : 1),
      );
      if (a[row - 1] === b[column - 2] && a[row - 2] === b[column - 1])
        cost = Math.min(cost, (beforePrevious[column - 2] ?? limit) + 1);
      current.push(cost);
    }
    [beforePrevious, previous] = [previous, current];
  }
  return previous[b.length] ?? limit;
}
