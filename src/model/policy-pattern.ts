// Patterns of IAM policies held against what a definition asks for. Sources: IAM user guide, "IAM JSON policy elements:
// Action" and "Resource" (`*` any characters, also beyond a colon or slash; `?` exactly one).

/**
 * In a request: a text without a colon that is not known beforehand, such as a Region. Whatever a pattern has
 * there may be meant for it.
 */
export const unknownText = '\u0000';
/** In what is asked for: a resource of which nothing is known. */
export const unknownResource = '\u0002';
/** In a request: one character that is not known beforehand. */
export const unknownCharacter = '\u0001';

/**
 * Whether the pattern covers what is asked for. A `*` in what is asked for stands for all texts, so only a `*` of the
 * pattern covers it; what is unknown is covered by whatever stands there.
 */
export function covers(pattern: string, asked: string): boolean {
  let reached = withStars(pattern, new Set([0]));
  for (const symbol of asked) {
    reached = withStars(pattern, step(pattern, reached, symbol));
    if (reached.size === 0) return false;
  }
  return reached.has(pattern.length);
}

/** The places in the pattern that can be reached by one more symbol. */
function step(pattern: string, reached: ReadonlySet<number>, symbol: string): Set<number> {
  const next = new Set<number>();
  for (const at of reached) {
    const wanted = pattern[at];
    const skipped = lastSkipped(pattern, at, symbol);
    for (let place = at; place <= skipped; place += 1) next.add(place);
    if (wanted === undefined) continue;
    if (wanted === '*') next.add(at);
    else if (symbol !== '*' && (wanted === '?' || wanted === symbol || symbol === unknownCharacter))
      next.add(at + 1);
  }
  return next;
}

/** How far the pattern may stand for what is unknown; before its place for anything else. */
function lastSkipped(pattern: string, at: number, symbol: string): number {
  if (symbol === unknownResource) return pattern.length;
  if (symbol !== unknownText) return at - 1;
  const colon = pattern.indexOf(':', at);
  return colon === -1 ? pattern.length : colon;
}

/** A star may also stand for nothing. */
function withStars(pattern: string, reached: Set<number>): Set<number> {
  // A set that grows while it is walked is walked to its new end.
  for (const at of reached) if (pattern[at] === '*') reached.add(at + 1);
  return reached;
}

/** As a policy would write it: a pattern in the place of what is unknown. */
export function asPattern(asked: string): string {
  return asked
    .replaceAll(unknownText, '*')
    .replaceAll(unknownResource, '*')
    .replaceAll(unknownCharacter, '?')
    .replaceAll(/\*{2,}/g, '*');
}
