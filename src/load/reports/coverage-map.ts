// Which lines and branches of which files were run, put together from what a format reports piece by piece.
import type { FileCoverage } from '../../model/report.ts';

interface Lines {
  /** Hits by line number; a line that is reported twice has been run when one of them was. */
  readonly hits: Map<number, number>;
  branchesCovered: number;
  branchesMissed: number;
  /** Covered and missed as the file counts them; used when no line of it has a count. */
  counted: readonly [number, number];
}

export class CoverageMap {
  readonly #files = new Map<string, Lines>();

  line(filePath: string, number: number, hits: number): void {
    if (!Number.isInteger(number) || number < 1 || !Number.isFinite(hits)) return;
    const { hits: known } = this.#lines(filePath);
    known.set(number, Math.max(known.get(number) ?? 0, hits));
  }

  branches(filePath: string, covered: number, missed: number): void {
    if (!(covered >= 0 && missed >= 0)) return;
    const lines = this.#lines(filePath);
    lines.branchesCovered += covered;
    lines.branchesMissed += missed;
  }

  /** How many lines the format counts for the file: some tools write no hits for its lines. */
  countedLines(filePath: string, covered: number, missed: number): void {
    if (covered >= 0 && missed >= 0) this.#lines(filePath).counted = [covered, missed];
  }

  /** The file is part of the report although no line of it is reported. */
  file(filePath: string): void {
    this.#lines(filePath);
  }

  /** In the order in which they were first reported. */
  files(): readonly FileCoverage[] {
    return [...this.#files].map(([filePath, { hits, branchesCovered, branchesMissed, counted }]) => {
      const missed = [...hits].filter(([, count]) => count <= 0).map(([number]) => number);
      const [linesCovered, linesMissed] =
        hits.size === 0 ? counted : ([hits.size - missed.length, missed.length] as const);
      return {
        filePath,
        linesCovered,
        linesMissed,
        branchesCovered,
        branchesMissed,
        missedLines: stretches(missed.toSorted((a, b) => a - b)),
      };
    });
  }

  #lines(filePath: string): Lines {
    const known = this.#files.get(filePath);
    if (known !== undefined) return known;
    const made: Lines = { hits: new Map(), branchesCovered: 0, branchesMissed: 0, counted: [0, 0] };
    this.#files.set(filePath, made);
    return made;
  }
}

function stretches(numbers: readonly number[]): readonly (readonly [number, number])[] {
  const found: [number, number][] = [];
  for (const number of numbers) {
    const last = found.at(-1);
    if (last !== undefined && last[1] === number - 1) last[1] = number;
    else found.push([number, number]);
  }
  return found;
}
