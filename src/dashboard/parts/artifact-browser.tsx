// The files of an artifact, with the content of those that are text.
import { useQuery } from '@tanstack/react-query';
import { useState, type ReactNode } from 'react';
import type { ArtifactReference } from '../../model/progress.ts';
import { entriesQuery, fileTextQuery, fileUrl } from '../data/queries.ts';
import { Failure, Loading } from './states.tsx';
import { formatSize } from './words.ts';

export function ArtifactBrowser({ artifact }: { readonly artifact: ArtifactReference }): ReactNode {
  const [isOpen, setOpen] = useState(false);
  const { name, files, sizeBytes, digest } = artifact;
  return (
    <details onToggle={(event) => setOpen(event.currentTarget.open)}>
      <summary>
        Artifact {name}{' '}
        <span className="quiet">
          {files} {files === 1 ? 'file' : 'files'}, {formatSize(sizeBytes)}
        </span>
      </summary>
      {isOpen ? <Files digest={digest} /> : null}
    </details>
  );
}

function Files({ digest }: { readonly digest: string }): ReactNode {
  const entries = useQuery(entriesQuery(digest));
  const [chosen, setChosen] = useState<string>();
  if (entries.isPending) return <Loading />;
  if (entries.error !== null) return <Failure error={entries.error} />;
  return (
    <div className="browser">
      <ul>
        {entries.data.map(({ path, type, sizeBytes, target }) => (
          <li key={path}>
            {type === 'file' ? (
              <button
                type="button"
                className="link"
                aria-pressed={path === chosen}
                onClick={() => setChosen(path)}
              >
                {path}
              </button>
            ) : (
              `${path}${type === 'directory' ? '/' : ` → ${target ?? ''}`}`
            )}{' '}
            <span className="quiet">{type === 'file' ? formatSize(sizeBytes) : ''}</span>
          </li>
        ))}
      </ul>
      {chosen === undefined ? null : <FileView key={chosen} digest={digest} path={chosen} />}
    </div>
  );
}

function FileView({ digest, path }: { readonly digest: string; readonly path: string }): ReactNode {
  const url = fileUrl(digest, path);
  const { data, error, isPending } = useQuery(fileTextQuery(digest, path));
  return (
    <div>
      <p>
        <a href={url} download={path.split('/').at(-1)}>
          Download {path}
        </a>
      </p>
      {error === null ? null : <Failure error={error} />}
      {data?.text === undefined ? (
        <p className="quiet">{isPending ? 'Loading …' : 'No text'}</p>
      ) : (
        <pre tabIndex={0}>{data.text}</pre>
      )}
      {data?.isCut === true ? <p className="quiet">Only its beginning is shown.</p> : null}
    </div>
  );
}
