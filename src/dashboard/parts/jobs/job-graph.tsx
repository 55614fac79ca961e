// The graph of jobs: a list in the order of needs for those who cannot see it, with lines behind it for those who can. Arrow
// keys go along the lines.
import { useRef, useState, type KeyboardEvent, type ReactNode } from 'react';
import type { DisplayStatus } from '../../../view/execution-view.ts';
import { Mark } from '../states.tsx';
import { StatusIcon } from '../status-icon.tsx';
import { layOutJobs, type JobBox, type JobEdge, type JobGraph as Graph } from './job-layout.ts';
import { nextJob } from './next-job.ts';
import { mattersMost, firstMattering, type JobState } from './job-states.ts';
import { callText, jobText, needsText } from './job-text.ts';
import type { JobsProps } from './jobs-props.ts';

/** Of a column, that a box takes. */
const boxShare = 0.8;
const boxHeight = 50;
const boxGap = 1 - boxShare;
/** As many as have room in the narrowest box; wider ones have more in a row. */
const marksInRow = 6;
const mostMarks = 18;
const markRow = 16;

function heightOf(job: JobState | undefined): number {
  if (job?.isMatrix !== true) return boxHeight;
  return boxHeight + Math.ceil(Math.min(job.cells.length, mostMarks) / marksInRow) * markRow + 4;
}

export function JobGraph({ jobs, chosen, onChoose, now }: JobsProps): ReactNode {
  const byId = new Map(jobs.map((job) => [job.id, job]));
  const graph = layOutJobs(jobs, (id) => heightOf(byId.get(id)));
  const isChosen = ({ cells }: JobState): boolean =>
    chosen !== undefined && cells.some(({ action }) => action?.actionExecutionId === chosen);
  const first = (jobs.find(isChosen) ?? jobs.find(({ cells }) => cells.length > 0))?.id;
  const [focused, setFocused] = useState<string>();
  const place = useRef<HTMLOListElement>(null);
  const viewBox = `0 0 ${graph.columns - boxGap} ${graph.height}`;
  const move = (event: KeyboardEvent): void => {
    const to = nextJob(graph, event.key, (document.activeElement as HTMLElement | null)?.dataset['job']);
    if (to === undefined) return;
    // The keys of the page fold rows with them.
    event.preventDefault();
    event.stopPropagation();
    place.current?.querySelector<HTMLElement>(`[data-job="${CSS.escape(to)}"]`)?.focus();
  };
  return (
    <div className="scroll job-scroll" tabIndex={0} role="group" aria-label="Graph of jobs">
      <div className="job-graph" style={{ height: graph.height, minWidth: graph.columns * 150 }}>
        <svg viewBox={viewBox} preserveAspectRatio="none" aria-hidden>
          <Edges edges={graph.edges.filter(({ depth }) => depth === 0)} byId={byId} />
        </svg>
        <ol ref={place} onKeyDown={move}>
          {graph.boxes.map((box) => {
            const job = byId.get(box.id);
            return job === undefined ? null : (
              <li key={box.id} className={box.isGroup ? 'group' : ''} style={styleOf(box, graph)}>
                {box.isGroup ? (
                  <Group job={job} now={now} />
                ) : (
                  <Node
                    job={job}
                    now={now}
                    isChosen={isChosen(job)}
                    tabIndex={(focused ?? first) === box.id ? 0 : -1}
                    onFocus={() => setFocused(box.id)}
                    onChoose={onChoose}
                  />
                )}
              </li>
            );
          })}
        </ol>
        <svg className="inner" viewBox={viewBox} preserveAspectRatio="none" aria-hidden>
          <Edges edges={graph.edges.filter(({ depth }) => depth > 0)} byId={byId} />
        </svg>
      </div>
    </div>
  );
}

function Edges({
  edges,
  byId,
}: {
  readonly edges: readonly JobEdge[];
  readonly byId: ReadonlyMap<string, JobState>;
}): ReactNode {
  return edges.map((edge) => (
    <path key={`${edge.from}\n${edge.to}`} d={pathOf(edge)} className={edgeKind(edge, byId)} />
  ));
}

/** A called workflow reaches over the gaps next to its jobs, the outer ones further. */
function styleOf({ column, columns, top, height, isGroup, depth }: JobBox, graph: Graph) {
  const share = (count: number): string => `${((count / (graph.columns - boxGap)) * 100).toFixed(3)}%`;
  const margin = isGroup ? Math.max(2, 13 - depth * 4) : 0;
  return {
    left: `calc(${share(column)} - ${margin}px)`,
    width: `calc(${share(columns - 1 + boxShare)} + ${margin * 2}px)`,
    top,
    height,
  };
}

function pathOf({ points }: JobEdge): string {
  const [start, ...rest] = points;
  if (start === undefined) return '';
  let path = `M${start.column - boxGap},${start.y}`;
  let x = start.column - boxGap;
  let { y } = start;
  for (const [index, point] of rest.entries()) {
    const middle = (x + point.column) / 2;
    path += `C${middle},${y} ${middle},${point.y} ${point.column},${point.y}`;
    ({ y } = point);
    x = point.column;
    if (index === rest.length - 1) break;
    // Straight through the column that it crosses.
    x += boxShare;
    path += `L${x},${y}`;
  }
  return path;
}

const notBegun: ReadonlySet<DisplayStatus> = new Set(['Pending', 'Skipped', 'Cancelled']);

/** Red: what a failure has kept from running. */
function edgeKind({ from, to }: JobEdge, byId: ReadonlyMap<string, JobState>): string {
  const target = byId.get(to)?.displayStatus ?? 'Pending';
  if (byId.get(from)?.displayStatus === 'Failed' && target === 'Skipped') return 'kept';
  return notBegun.has(target) ? 'open' : '';
}

function Group({ job, now }: { readonly job: JobState; readonly now: number }): ReactNode {
  return (
    <p className={`job-group ${job.displayStatus}`} title={job.label}>
      <Mark displayStatus={job.displayStatus} /> <b>{job.label}</b>{' '}
      <span className="quiet">
        {callText(job)} {jobText(job, now)}
      </span>
      <span className="hidden">, {needsText(job)}</span>
    </p>
  );
}

function Node({
  job,
  now,
  isChosen,
  tabIndex,
  onFocus,
  onChoose,
}: Pick<JobsProps, 'now' | 'onChoose'> & {
  readonly job: JobState;
  readonly isChosen: boolean;
  readonly tabIndex: number;
  readonly onFocus: () => void;
}): ReactNode {
  const { id, label, displayStatus, cells, isMatrix } = job;
  const text = jobText(job, now);
  return (
    <button
      type="button"
      className={`job-node ${displayStatus}`}
      data-job={id}
      aria-pressed={isChosen}
      tabIndex={tabIndex}
      title={[label, text].join(': ')}
      onFocus={onFocus}
      onClick={() => {
        const cell = mattersMost(cells);
        if (cell !== undefined) onChoose(cell);
      }}
    >
      <span className="job-name">
        <Mark displayStatus={displayStatus} /> <b>{label}</b>
      </span>
      <span className="job-text">{text}</span>
      {isMatrix ? (
        <span className="job-marks" aria-hidden>
          {firstMattering(cells)
            .slice(0, mostMarks)
            .map((cell) => (
              <span key={cell.name} className={`mark ${cell.displayStatus}`}>
                <StatusIcon displayStatus={cell.displayStatus} />
              </span>
            ))}
          {cells.length > mostMarks ? <span>+{cells.length - mostMarks}</span> : null}
        </span>
      ) : null}
      <span className="job-needs">{needsText(job)}</span>
    </button>
  );
}
