import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { nextJob } from '../../src/dashboard/parts/jobs/next-job.ts';
import { layOutJobs, type JobBox, type JobGraph } from '../../src/dashboard/parts/jobs/job-layout.ts';

interface Job {
  readonly id: string;
  readonly needs: readonly string[];
  readonly calledBy?: string;
}

const height = 50;
const layOut = (jobs: readonly Job[]): JobGraph => layOutJobs(jobs, () => height);

function columnsOf({ boxes }: JobGraph): Readonly<Record<string, readonly string[]>> {
  const byColumn = Object.groupBy(boxes, ({ column }) => String(column));
  return Object.fromEntries(
    Object.entries(byColumn).map(([column, own = []]) => [
      column,
      own.toSorted((a, b) => a.top - b.top).map(({ id }) => id),
    ]),
  );
}

const linesOf = ({ edges }: JobGraph) => edges.map(({ from, to }) => `${from} → ${to}`);

test('jobs stand in columns by what they need, and a line that follows from others is not drawn', () => {
  const graph = layOut([
    { id: 'lint', needs: [] },
    { id: 'scan', needs: [] },
    { id: 'test', needs: ['lint'] },
    { id: 'build', needs: ['lint', 'scan'] },
    { id: 'deploy', needs: ['test', 'build', 'lint'] },
    { id: 'notify', needs: ['lint', 'deploy'] },
  ]);
  expect(columnsOf(graph)).toEqual({
    0: ['lint', 'scan'],
    1: ['test', 'build'],
    2: ['deploy'],
    3: ['notify'],
  });
  expect(linesOf(graph)).toEqual([
    'lint → test',
    'lint → build',
    'scan → build',
    'test → deploy',
    'build → deploy',
    'deploy → notify',
  ]);
});

test('a called workflow is a box around its jobs, as wide as they need', () => {
  const graph = layOut([
    { id: 'lint', needs: [] },
    { id: 'image', needs: ['lint'] },
    { id: 'image / compile', needs: [], calledBy: 'image' },
    { id: 'image / layers', needs: ['image / compile'], calledBy: 'image' },
    { id: 'deploy', needs: ['image'] },
  ]);
  expect(graph.columns).toBe(4);
  expect(columnsOf(graph)).toEqual({
    0: ['lint'],
    1: ['image', 'image / compile'],
    2: ['image / layers'],
    3: ['deploy'],
  });
  expect(graph.edges.map(({ from, to, depth }) => [from, to, depth])).toEqual([
    ['lint', 'image', 0],
    ['image', 'deploy', 0],
    ['image / compile', 'image / layers', 1],
  ]);
  const [group, inner] = ['image', 'image / layers'].map((id) => graph.boxes.find((box) => box.id === id));
  expect(group).toMatchObject({ isGroup: true, columns: 2, depth: 0 });
  expect(inner?.top).toBeGreaterThan(group?.top ?? Infinity);
  expect((inner?.top ?? 0) + height).toBeLessThan((group?.top ?? 0) + (group?.height ?? 0));
});

test('a line over several columns passes beside what stands in them', () => {
  const graph = layOut([
    { id: 'a', needs: [] },
    { id: 'b', needs: ['a'] },
    { id: 'x', needs: [] },
    { id: 'end', needs: ['b', 'x'] },
  ]);
  const crossing = graph.edges.find(({ from }) => from === 'x')?.points[1];
  const b = graph.boxes.find(({ id }) => id === 'b');
  expect(crossing?.column).toBe(1);
  expect(crossing?.y).toBeGreaterThan((b?.top ?? 0) + (b?.height ?? 0));
});

test('arrow keys go along the lines, and up and down in a column', () => {
  const graph = layOut([
    { id: 'lint', needs: [] },
    { id: 'scan', needs: [] },
    { id: 'test', needs: ['lint'] },
    { id: 'build', needs: ['scan'] },
  ]);
  expect(nextJob(graph, 'ArrowRight', 'scan')).toBe('build');
  expect(nextJob(graph, 'ArrowLeft', 'test')).toBe('lint');
  expect(nextJob(graph, 'ArrowDown', 'lint')).toBe('scan');
  expect(nextJob(graph, 'ArrowUp', 'build')).toBe('test');
  expect(nextJob(graph, 'ArrowUp', 'lint')).toBeUndefined();
  expect(nextJob(graph, 'Enter', 'lint')).toBeUndefined();
  expect(nextJob(graph, 'ArrowRight', undefined)).toBeUndefined();
});

/** Each needs some of those before it; some call a workflow, whose jobs need only each other. */
const jobs = fc
  .array(fc.record({ needs: fc.array(fc.nat(20), { maxLength: 4 }), inner: fc.nat(3) }), { maxLength: 14 })
  .map((drawn) =>
    drawn.flatMap(({ needs, inner }, index): readonly Job[] => {
      const id = `job-${index}`;
      const own = needs.flatMap((each) => (each < index ? [`job-${each}`] : []));
      const called = Array.from({ length: index % 3 === 0 ? inner : 0 }, (_, at) => ({
        id: `${id} / ${at}`,
        needs: at === 0 ? [] : [`${id} / ${at - 1}`],
        calledBy: id,
      }));
      return [{ id, needs: own }, ...called];
    }),
  );

function boxOf({ boxes }: JobGraph, id: string): JobBox {
  const found = boxes.find((box) => box.id === id);
  if (found === undefined) throw new Error(`${id} has no box`);
  return found;
}

function overlap(a: JobBox, b: JobBox): boolean {
  return (
    a.column < b.column + b.columns &&
    b.column < a.column + a.columns &&
    a.top < b.top + b.height &&
    b.top < a.top + a.height
  );
}

test('no two boxes lie on each other, each stands after all that it needs, and every line joins its ends', () => {
  fc.assert(
    fc.property(jobs, (drawn) => {
      const graph = layOut(drawn);
      expect(graph.boxes.map(({ id }) => id).toSorted()).toEqual(drawn.map(({ id }) => id).toSorted());
      for (const { id, needs, calledBy } of drawn) {
        const own = boxOf(graph, id);
        for (const needed of needs.map((each) => boxOf(graph, each)))
          expect(own.column).toBeGreaterThanOrEqual(needed.column + needed.columns);
        const beside = drawn.filter((other) => other.id !== id && other.calledBy === calledBy);
        expect(beside.filter((other) => overlap(own, boxOf(graph, other.id)))).toEqual([]);
        const around = calledBy === undefined ? own : boxOf(graph, calledBy);
        expect(overlap(own, around)).toBe(true);
      }
      for (const { from, to, points } of graph.edges) {
        expect(points[0]?.column).toBe(boxOf(graph, from).column + boxOf(graph, from).columns);
        expect(points.at(-1)?.column).toBe(boxOf(graph, to).column);
      }
    }),
  );
});
