// The files in which an artifact of two executions differs, and the lines in which a file of text does.
import { useQueries } from '@tanstack/react-query';
import { useState, type ReactNode } from 'react';
import { counted } from '../../../lib/counted.ts';
import { entriesQuery, fileTextQuery } from '../../data/queries.ts';
import { Failure, Loading } from '../states.tsx';
import { formatSize } from '../words.ts';
import { fileChanges, type ComparedArtifact, type FileChange } from './compared.ts';
import { hunksOf, lineChanges, type LineChange } from './line-changes.ts';

export function ArtifactChanges({
  artifact: { name, artifacts, differs },
  isFirst,
}: {
  readonly artifact: ComparedArtifact;
  readonly isFirst: boolean;
}): ReactNode {
  const [left, right] = artifacts;
  const [isOpen, setOpen] = useState(isFirst && differs);
  const sizes = artifacts.map((each) =>
    each === undefined ? 'none' : `${counted(each.files, 'file')}, ${formatSize(each.sizeBytes)}`,
  );
  const isBoth = left !== undefined && right !== undefined;
  return (
    <details open={isOpen} onToggle={(event) => setOpen(event.currentTarget.open)}>
      <summary>
        {name} <span className="quiet">{differs ? sizes.join(' → ') : `the same: ${sizes[0] ?? ''}`}</span>
      </summary>
      {isOpen && isBoth && differs ? <Changes digests={[left.digest, right.digest]} /> : null}
      {isOpen && !isBoth ? <p className="quiet">Only one of the two has given it.</p> : null}
    </details>
  );
}

type Digests = readonly [string, string];

function Changes({ digests }: { readonly digests: Digests }): ReactNode {
  const [left, right] = useQueries({ queries: digests.map(entriesQuery) });
  const [chosen, setChosen] = useState<string>();
  const error = left?.error ?? right?.error ?? null;
  if (error !== null) return <Failure error={error} />;
  if (left?.data === undefined || right?.data === undefined) return <Loading />;
  const changes = fileChanges(left.data, right.data);
  return (
    <>
      <p className="quiet">{counted(changes.length, 'file')} of another content or mode</p>
      <ul className="plain">
        {changes.map((change) => (
          <li key={change.path}>
            <button
              type="button"
              className="link"
              aria-expanded={change.path === chosen}
              onClick={() => setChosen(change.path === chosen ? undefined : change.path)}
            >
              <FileMark kind={change.kind} /> {change.path}
            </button>{' '}
            <span className="quiet">{sizeText(change)}</span>
            {change.path === chosen ? <FileLines digests={digests} change={change} /> : null}
          </li>
        ))}
      </ul>
    </>
  );
}

const marks = { added: '+', removed: '−', changed: '~' } as const;

function FileMark({ kind }: { readonly kind: FileChange['kind'] }): ReactNode {
  return (
    <>
      <span className={`file-mark ${kind}`} aria-hidden="true">
        {marks[kind]}
      </span>
      <span className="hidden">{kind}: </span>
    </>
  );
}

function sizeText({ kind, sizesBytes: [left, right] }: FileChange): string {
  if (kind === 'added') return formatSize(right);
  return kind === 'removed' ? formatSize(left) : `${formatSize(left)} → ${formatSize(right)}`;
}

function FileLines({
  digests: [left, right],
  change: { path, kind },
}: {
  readonly digests: Digests;
  readonly change: FileChange;
}): ReactNode {
  const [before, after] = useQueries({
    queries: [
      { ...fileTextQuery(left, path), enabled: kind !== 'added' },
      { ...fileTextQuery(right, path), enabled: kind !== 'removed' },
    ],
  });
  if (before.isLoading || after.isLoading) return <Loading />;
  const error = before.error ?? after.error;
  if (error !== null) return <Failure error={error} />;
  if (before.data?.isCut === true || after.data?.isCut === true)
    return <p className="quiet">It is too large to compare its lines here.</p>;
  const texts = [
    kind === 'added' ? '' : before.data?.text,
    kind === 'removed' ? '' : after.data?.text,
  ] as const;
  if (texts[0] === undefined || texts[1] === undefined) return <p className="quiet">No text.</p>;
  const changes = lineChanges(texts[0], texts[1]);
  return changes === undefined ? (
    <p className="quiet">Too many lines differ to show them here.</p>
  ) : (
    <Lines path={path} lines={hunksOf(changes)} />
  );
}

const signs = { same: ' ', added: '+', removed: '−' } as const;

function Lines({
  path,
  lines,
}: {
  readonly path: string;
  readonly lines: readonly (LineChange | undefined)[];
}): ReactNode {
  return (
    <pre className="changes" tabIndex={0} role="region" aria-label={`Lines of ${path} that differ`}>
      {lines.map((change, index) =>
        change === undefined ? (
          <span key={`gap ${index}`} className="gap">
            ⋯
          </span>
        ) : (
          <span key={`${change.kind} ${change.line}`} className={change.kind}>
            {`${String(change.line).padStart(5)} ${signs[change.kind]} ${change.text}`}
          </span>
        ),
      )}
    </pre>
  );
}
