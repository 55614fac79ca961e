// One mistake is one finding: what is only said because a text could not be read as it was meant is left out.
import type { Place, Problem } from './problem.ts';

/**
 * Without the problems that begin where another one says that nothing can be known (`hides`); the others lose that key,
 * which only this function reads. Two problems that hide something do not hide each other.
 */
export function withoutFallout(problems: readonly Problem[]): readonly Problem[] {
  const hidden = problems.flatMap(({ hides = [] }) => hides);
  return problems
    .filter(
      ({ at, hides }) => hides !== undefined || at === undefined || !hidden.some((place) => isIn(at, place)),
    )
    .map(withoutPlaces);
}

function withoutPlaces(found: Problem): Problem {
  return Object.fromEntries(Object.entries(found).filter(([key]) => key !== 'hides')) as unknown as Problem;
}

function isIn({ file, start }: Place, place: Place): boolean {
  return file === place.file && start >= place.start && start <= place.end;
}
