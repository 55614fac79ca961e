// The runs of a matrix as a table: the values of one of its keys side by side, those of the others below each other. Pure.
import type { JobCell } from './job-states.ts';

export interface MatrixTable {
  /** What is the same for all of them. */
  readonly common: readonly (readonly [key: string, value: string])[];
  /** Keys of the rows; empty for a matrix of one key. */
  readonly rowKeys: readonly string[];
  readonly columnKey: string;
  readonly columns: readonly string[];
  readonly rows: readonly {
    readonly values: readonly string[];
    /** One for each column; undefined where the matrix has none. */
    readonly cells: readonly (JobCell | undefined)[];
  }[];
}

/** More would not fit side by side. */
const mostColumns = 8;

/** Undefined where the values do not distinguish the runs: they are a list then. */
export function matrixTable(cells: readonly JobCell[]): MatrixTable | undefined {
  const keys = [...new Set(cells.flatMap(({ matrix = {} }) => Object.keys(matrix)))];
  const valuesOf = (key: string) => [...new Set(cells.map(({ matrix = {} }) => matrix[key] ?? ''))];
  const common = keys.filter((key) => valuesOf(key).length === 1);
  const varying = keys.filter((key) => valuesOf(key).length > 1);
  const columnKey =
    varying
      .filter((key) => valuesOf(key).length <= mostColumns)
      // The more side by side, the fewer rows; of those with as many the last.
      .toSorted((a, b) => valuesOf(b).length - valuesOf(a).length || varying.indexOf(b) - varying.indexOf(a))
      .at(0) ?? (varying.length === 1 ? varying[0] : undefined);
  if (columnKey === undefined) return undefined;
  const rowKeys = varying.filter((key) => key !== columnKey);
  const columns = valuesOf(columnKey);
  const rowOf = ({ matrix = {} }: JobCell) => JSON.stringify(rowKeys.map((key) => matrix[key] ?? ''));
  const byRow = Map.groupBy(cells, rowOf);
  const rows = [...byRow].map(([row, own]) => ({
    values: JSON.parse(row) as readonly string[],
    own: Map.groupBy(own, ({ matrix = {} }) => matrix[columnKey] ?? ''),
  }));
  if (rows.some(({ own }) => [...own.values()].some((same) => same.length > 1))) return undefined;
  return {
    common: common.map((key) => [key, valuesOf(key)[0] ?? '']),
    rowKeys,
    columnKey,
    columns,
    rows: rows.map(({ values, own }) => ({ values, cells: columns.map((value) => own.get(value)?.[0]) })),
  };
}
