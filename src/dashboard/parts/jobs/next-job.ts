// Where an arrow key leads in the graph of jobs. Pure.
import type { JobBox, JobGraph } from './job-layout.ts';

/**
 * Along a line to the left and right, else to the column next to it; in the column up and down. Of several the nearest.
 * @param id of a job that calls nothing, as all that can be gone to
 */
export function nextJob(graph: JobGraph, key: string, id: string | undefined): string | undefined {
  const boxes = graph.boxes.filter(({ isGroup }) => !isGroup);
  const at = boxes.find((box) => box.id === id);
  if (at === undefined) return undefined;
  const ways: Readonly<Record<string, () => readonly JobBox[]>> = {
    ArrowRight: () => sideways(graph, boxes, { at, step: 1 }),
    ArrowLeft: () => sideways(graph, boxes, { at, step: -1 }),
    ArrowDown: () => boxes.filter(({ column, top }) => column === at.column && top > at.top),
    ArrowUp: () => boxes.filter(({ column, top }) => column === at.column && top < at.top),
  };
  const distance = (box: JobBox): number => Math.abs(middleOf(box) - middleOf(at));
  return ways[key]?.().toSorted((a, b) => distance(a) - distance(b))[0]?.id;
}

function sideways(
  { edges }: JobGraph,
  boxes: readonly JobBox[],
  { at, step }: { readonly at: JobBox; readonly step: 1 | -1 },
): readonly JobBox[] {
  const ends = edges.map(({ from, to }) => (step === 1 ? [from, to] : [to, from]));
  const linked = new Set(
    ends.flatMap(([here, there]) => (here === at.id && there !== undefined ? [there] : [])),
  );
  const side = boxes.filter(({ column }) => (column - at.column) * step > 0);
  const along = side.filter((box) => linked.has(box.id));
  if (along.length > 0) return along;
  const columnsTo = ({ column }: JobBox): number => Math.abs(column - at.column);
  const nearest = Math.min(...side.map(columnsTo));
  return side.filter((box) => columnsTo(box) === nearest);
}

function middleOf({ top, height }: JobBox): number {
  return top + height / 2;
}
