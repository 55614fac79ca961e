// Pipelines by the first word of their names, as teams name what is theirs. Pure.

export interface Group<Row> {
  readonly name: string;
  readonly rows: readonly Row[];
}

/** Those that are alone with their first word are together under `others`, which is last. */
export function groupsOf<Row>(rows: readonly Row[], nameOf: (row: Row) => string): readonly Group<Row>[] {
  const byWord = Map.groupBy(rows, (row) => nameOf(row).split(/[-_.\s/]/, 1)[0] ?? '');
  const groups = [...byWord].map(([name, own]) => ({ name, rows: own }));
  const single = groups.filter((group) => group.rows.length === 1).flatMap((group) => group.rows);
  return [
    ...groups.filter((group) => group.rows.length > 1).toSorted((a, b) => a.name.localeCompare(b.name)),
    ...(single.length === 0 ? [] : [{ name: 'others', rows: single }]),
  ];
}
