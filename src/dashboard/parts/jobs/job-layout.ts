// Where the jobs of a workflow stand: in columns by what they need, with lines between them. A called workflow is a box around
// its jobs. Pure.

interface Job {
  readonly id: string;
  readonly needs: readonly string[];
  readonly calledBy?: string;
}

export interface JobBox {
  readonly id: string;
  /** From 0; it goes over as many columns as what is in it needs. */
  readonly column: number;
  readonly columns: number;
  /** Pixels. */
  readonly top: number;
  readonly height: number;
  /** How many calls deep it lies. */
  readonly depth: number;
  readonly isGroup: boolean;
}

/** From the right side of one box to the left side of another. */
export interface JobEdge {
  readonly from: string;
  readonly to: string;
  /** How many calls deep both lie. */
  readonly depth: number;
  /** In columns and pixels: where it begins, the columns that it crosses, and where it ends. */
  readonly points: readonly { readonly column: number; readonly y: number }[];
}

export interface JobGraph {
  readonly columns: number;
  readonly height: number;
  readonly boxes: readonly JobBox[];
  readonly edges: readonly JobEdge[];
}

const gap = 16;
const lineHeight = 8;
/** Of the name of a called workflow above its jobs, and the room below them. */
const groupHead = 34;
const groupFoot = 10;

/** @param heightOf pixels, of a job that calls nothing */
export function layOutJobs(jobs: readonly Job[], heightOf: (id: string) => number): JobGraph {
  const childrenOf = Map.groupBy(jobs, ({ calledBy }) => calledBy ?? '');
  const layOut = (parent: string, depth: number): JobGraph => {
    const own = childrenOf.get(parent) ?? [];
    const inner = new Map(
      own.flatMap(({ id }) => (childrenOf.has(id) ? [[id, layOut(id, depth + 1)] as const] : [])),
    );
    const sizes = new Map(
      own.map(({ id }) => {
        const graph = inner.get(id);
        return [
          id,
          graph === undefined
            ? { columns: 1, height: heightOf(id) }
            : { columns: graph.columns, height: graph.height + groupHead + groupFoot },
        ];
      }),
    );
    return withInner(placeLevel(own, sizes), inner, depth);
  };
  return layOut('', 0);
}

interface Size {
  readonly columns: number;
  readonly height: number;
}

type Placed = Size & { readonly id: string; readonly column: number; readonly top: number };

interface Level {
  readonly columns: number;
  readonly placed: readonly Placed[];
  readonly edges: readonly Omit<JobEdge, 'depth'>[];
}

function withInner(
  { columns, placed, edges }: Level,
  inner: ReadonlyMap<string, JobGraph>,
  depth: number,
): JobGraph {
  const all = placed.flatMap((box): { boxes: readonly JobBox[]; edges: readonly JobEdge[] }[] => {
    const graph = inner.get(box.id);
    const own = { ...box, depth, isGroup: graph !== undefined };
    if (graph === undefined) return [{ boxes: [own], edges: [] }];
    const [dx, dy] = [box.column, box.top + groupHead];
    return [
      {
        boxes: [
          own,
          ...graph.boxes.map((each) => ({ ...each, column: each.column + dx, top: each.top + dy })),
        ],
        edges: graph.edges.map((edge) => ({
          ...edge,
          points: edge.points.map(({ column, y }) => ({ column: column + dx, y: y + dy })),
        })),
      },
    ];
  });
  return {
    columns,
    height: Math.max(0, ...placed.map(({ top, height }) => top + height)),
    boxes: all.flatMap(({ boxes }) => boxes),
    edges: [...edges.map((edge) => ({ ...edge, depth })), ...all.flatMap((each) => each.edges)],
  };
}

/** Column by column: each next to the middle of what it needs, below what stands there already. */
function placeLevel(jobs: readonly Job[], sizes: ReadonlyMap<string, Size>): Level {
  const columnOf = columnsOf(jobs, sizes);
  const endOf = (id: string): number => (columnOf.get(id) ?? 0) + (sizes.get(id)?.columns ?? 1);
  const columns = Math.max(0, ...jobs.map(({ id }) => endOf(id)));
  const lines = neededDirectly(jobs).map((edge) => ({ ...edge, ys: new Map<number, number>() }));
  const placed = new Map<string, Placed>();
  const middleOf = (id: string): number => {
    const box = placed.get(id);
    return box === undefined ? 0 : box.top + box.height / 2;
  };
  const before = (line: (typeof lines)[number], column: number): number =>
    line.ys.get(column - 1) ?? middleOf(line.from);
  for (let column = 0; column < columns; column += 1) {
    const own = jobs
      .filter(({ id }) => columnOf.get(id) === column)
      .map(({ id }): Item => {
        const coming = lines.filter(({ to }) => to === id).map((line) => before(line, column));
        const { columns: wide, height } = sizes.get(id) ?? { columns: 1, height: 0 };
        return {
          height,
          wanted: coming.length === 0 ? undefined : mean(coming),
          place: (top) => placed.set(id, { id, column, columns: wide, height, top }),
        };
      });
    const crossing = lines
      .filter(({ from, to }) => endOf(from) <= column && column < (columnOf.get(to) ?? 0))
      .map((line): Item => ({
        height: lineHeight,
        wanted: before(line, column),
        place: (top) => line.ys.set(column, top + lineHeight / 2),
      }));
    const taken = [...placed.values()].filter((box) => box.column < column && endOf(box.id) > column);
    stack([...own, ...crossing], taken);
  }
  const edges = lines.map(({ from, to, ys }) => ({
    from,
    to,
    points: [
      { column: endOf(from), y: middleOf(from) },
      ...[...ys].map(([column, y]) => ({ column, y })),
      { column: columnOf.get(to) ?? 0, y: middleOf(to) },
    ],
  }));
  return { columns, placed: [...placed.values()], edges };
}

interface Item {
  readonly height: number;
  /** Where its middle would best be; undefined where it does not matter. */
  readonly wanted: number | undefined;
  readonly place: (top: number) => void;
}

function stack(items: readonly Item[], taken: readonly Pick<Placed, 'top' | 'height'>[]): void {
  const sorted = items.toSorted((a, b) => (a.wanted ?? 0) - (b.wanted ?? 0));
  const obstacles = taken.toSorted((a, b) => a.top - b.top);
  let free = 0;
  for (const { height, wanted, place } of sorted) {
    let top = Math.max(free, wanted === undefined ? 0 : wanted - height / 2);
    for (const box of obstacles)
      if (top < box.top + box.height + gap && box.top < top + height + gap) top = box.top + box.height + gap;
    place(top);
    free = top + height + gap;
  }
}

function mean(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}

/** After all that it needs, as far left as that allows. A circle, which no workflow has, ends at its beginning. */
function columnsOf(jobs: readonly Job[], sizes: ReadonlyMap<string, Size>): ReadonlyMap<string, number> {
  const byId = new Map(jobs.map((job) => [job.id, job]));
  const found = new Map<string, number>();
  const visit = (job: Job, open: ReadonlySet<string>): number => {
    const known = found.get(job.id);
    if (known !== undefined) return known;
    const within = new Set([...open, job.id]);
    const starts = job.needs.flatMap((id) => {
      const needed = byId.get(id);
      return needed === undefined || within.has(id)
        ? []
        : visit(needed, within) + (sizes.get(id)?.columns ?? 1);
    });
    const column = Math.max(0, ...starts);
    found.set(job.id, column);
    return column;
  };
  for (const job of jobs) visit(job, new Set());
  return found;
}

/** Without what follows from others: a job that needs b, which needs a, has no line to a. */
function neededDirectly(jobs: readonly Job[]): readonly { readonly from: string; readonly to: string }[] {
  const byId = new Map(jobs.map((job) => [job.id, job]));
  const all = new Map<string, ReadonlySet<string>>();
  const ancestors = (id: string, open: ReadonlySet<string>): ReadonlySet<string> => {
    const known = all.get(id);
    if (known !== undefined) return known;
    const within = new Set([...open, id]);
    const needs = (byId.get(id)?.needs ?? []).filter((each) => byId.has(each) && !within.has(each));
    const found = new Set(needs.flatMap((each) => [each, ...ancestors(each, within)]));
    all.set(id, found);
    return found;
  };
  return jobs.flatMap(({ id, needs }) => {
    const own = [...new Set(needs)].filter((each) => byId.has(each) && each !== id);
    return own
      .filter((from) => !own.some((other) => other !== from && ancestors(other, new Set()).has(from)))
      .map((from) => ({ from, to: id }));
  });
}
