// The documentation: its pages at the left, one of them at the right.
import { useQuery } from '@tanstack/react-query';
import { Link, useParams } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { docPageQuery, docPagesQuery } from '../data/queries.ts';
import { Markdown } from '../parts/markdown.tsx';
import { usePageTitle } from '../parts/page-title.ts';
import { FailedPage, Loading } from '../parts/states.tsx';

export function Docs(): ReactNode {
  const { page = 'first-steps' } = useParams({ strict: false });
  const { data: pages = [] } = useQuery(docPagesQuery);
  const { data, error, isPending } = useQuery(docPageQuery(page));
  usePageTitle(data?.title ?? 'Documentation');
  return (
    <div className="docs">
      <nav aria-label="Documentation">
        <ul>
          {pages.map(({ name, title }) => (
            <li key={name}>
              <Link
                to="/docs/$page"
                params={{ page: name }}
                {...(name === page ? { 'aria-current': 'page' as const } : {})}
              >
                {title}
              </Link>
            </li>
          ))}
        </ul>
      </nav>
      <article className="card">
        {isPending ? (
          <Loading page="Documentation" />
        ) : error === null ? (
          <Markdown text={data.text} />
        ) : (
          <FailedPage page="Documentation" error={error} />
        )}
      </article>
    </div>
  );
}
