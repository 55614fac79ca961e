// Coverage by file, the least covered first; a file is opened with its source, in which the lines that never ran are marked.
import { useQuery } from '@tanstack/react-query';
import { Link, useSearch } from '@tanstack/react-router';
import { useRef, type ReactNode } from 'react';
import { coveragePercentage, type FileCoverage } from '../../../model/report.ts';
import { entriesQuery, executionQuery, fileTextQuery } from '../../data/queries.ts';
import { Failure, Loading } from '../states.tsx';
import { sourcePathOf } from './source-path.ts';

interface CoverageProps {
  readonly reportGroup: string;
  readonly executionId: string;
  readonly files: readonly FileCoverage[];
}

export function Coverage({ reportGroup, executionId, files }: CoverageProps): ReactNode {
  const { file } = useSearch({ from: '/tests/$reportGroup' });
  const sorted = files.toSorted((a, b) => covered(a) - covered(b));
  const chosen = files.find(({ filePath }) => filePath === file);
  return (
    <>
      {chosen === undefined ? null : (
        <Source key={chosen.filePath} executionId={executionId} file={chosen} reportGroup={reportGroup} />
      )}
      <section className="card">
        <div className="scroll" tabIndex={0} role="region" aria-label="Coverage by file">
          <table className="rows">
            <thead>
              <tr>
                <th>File</th>
                <th>Lines</th>
                <th>Branches</th>
                <th>Lines that never ran</th>
              </tr>
            </thead>
            <tbody>
              {sorted.map((each) => (
                <Row key={each.filePath} file={each} reportGroup={reportGroup} />
              ))}
            </tbody>
          </table>
        </div>
      </section>
    </>
  );
}

function Row({
  file,
  reportGroup,
}: {
  readonly file: FileCoverage;
  readonly reportGroup: string;
}): ReactNode {
  const { filePath, branchesCovered, branchesMissed, missedLines } = file;
  return (
    <tr>
      <td className="whole">
        <Link to="/tests/$reportGroup" params={{ reportGroup }} search={{ file: filePath }} data-row="">
          <code>{filePath}</code>
        </Link>
      </td>
      <td>
        <meter min={0} max={100} value={covered(file)} aria-label={`Lines of ${filePath}`} />{' '}
        {covered(file).toFixed(1)} %
      </td>
      <td>{percent(branchesCovered, branchesMissed)}</td>
      <td className="quiet">
        {missedLines.map(([from, to]) => (from === to ? `${from}` : `${from}–${to}`)).join(', ')}
      </td>
    </tr>
  );
}

/** As it was in the source of the execution. */
function Source({
  executionId,
  file,
  reportGroup,
}: {
  readonly executionId: string;
  readonly file: FileCoverage;
  readonly reportGroup: string;
}): ReactNode {
  const { filePath } = file;
  return (
    <section className="card" aria-label={`Source of ${filePath}`}>
      <div className="row">
        <h2>
          <code>{filePath}</code>
        </h2>
        <span className="fill" />
        <Link to="/tests/$reportGroup" params={{ reportGroup }} className="button">
          Close
        </Link>
      </div>
      <SourceText executionId={executionId} file={file} />
    </section>
  );
}

function SourceText({
  executionId,
  file,
}: {
  readonly executionId: string;
  readonly file: FileCoverage;
}): ReactNode {
  const execution = useQuery(executionQuery(executionId));
  const digest = execution.data?.view.stages[0]?.actions.flatMap((each) => each.outputArtifacts)[0]?.digest;
  const entries = useQuery({ ...entriesQuery(digest ?? ''), enabled: digest !== undefined });
  const paths = entries.data?.filter(({ type }) => type === 'file').map(({ path }) => path);
  const path = paths === undefined ? undefined : sourcePathOf(file.filePath, paths);
  const text = useQuery({ ...fileTextQuery(digest ?? '', path ?? ''), enabled: path !== undefined });
  const error = execution.error ?? entries.error ?? text.error;
  if (error !== null) return <Failure error={error} />;
  if (execution.isPending || entries.isLoading || text.isLoading) return <Loading />;
  if (path === undefined)
    return <p className="quiet">The source of the execution has no such file: the build has made it.</p>;
  return text.data?.text === undefined ? (
    <p className="quiet">It is no text.</p>
  ) : (
    <Marked text={text.data.text} file={file} />
  );
}

function Marked({ text, file }: { readonly text: string; readonly file: FileCoverage }): ReactNode {
  const block = useRef<HTMLPreElement>(null);
  const isMissed = (line: number): boolean =>
    file.missedLines.some(([from, to]) => from <= line && line <= to);
  const toNext = (): void => {
    const pre = block.current;
    if (pre === null) return;
    const starts = [...pre.querySelectorAll<HTMLElement>('.missed:not(.missed + .missed)')];
    const topOf = (line: HTMLElement): number => line.offsetTop - pre.offsetTop;
    const next = starts.find((line) => topOf(line) > pre.scrollTop + 1) ?? starts[0];
    if (next !== undefined) pre.scrollTop = topOf(next);
  };
  return (
    <>
      {file.missedLines.length === 0 ? (
        <p className="good">Each of its lines ran.</p>
      ) : (
        <button type="button" className="small" data-key="u" onClick={toNext}>
          Next line that never ran
        </button>
      )}
      <pre className="source" ref={block} tabIndex={0} role="region" aria-label={`Lines of ${file.filePath}`}>
        {text.split('\n').map((line, index) => (
          // A line is known by its number alone.
          <span key={String(index)} className={isMissed(index + 1) ? 'missed' : ''}>
            <i aria-hidden="true">{isMissed(index + 1) ? '✕' : ' '}</i>
            {`${String(index + 1).padStart(5)}  ${line}`}
            {isMissed(index + 1) ? <span className="hidden"> never ran</span> : null}
          </span>
        ))}
      </pre>
    </>
  );
}

function covered({ linesCovered, linesMissed }: FileCoverage): number {
  return coveragePercentage(linesCovered, linesMissed) ?? 100;
}

function percent(hit: number, missed: number): string {
  const value = coveragePercentage(hit, missed);
  return value === undefined ? '–' : `${value.toFixed(1)} %`;
}
