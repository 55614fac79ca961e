// Everything that views read, under keys by which the stream of events makes them fresh again.
import { infiniteQueryOptions, QueryClient, queryOptions, useQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import { api, Refused, take } from './api.ts';
import { withEntriesMeanwhile } from './execution-entries.ts';

export const queries = new QueryClient({
  defaultOptions: {
    queries: {
      // The stream reports when something has changed; until then what is known is true.
      staleTime: 60_000,
      // What is shown stays until the server answers again, however long that takes.
      retry: (_, error) => isPassing(error),
      retryDelay: 1000,
      // The server is on this machine or in its network, whatever the browser says of the internet.
      networkMode: 'always',
    },
    mutations: { networkMode: 'always' },
  },
});

/** The server cannot be reached, or has no room: nothing that it has decided. */
export function isPassing(error: unknown): boolean {
  return error instanceof Refused ? passing.has(error.status) : error instanceof TypeError;
}

const passing: ReadonlySet<number> = new Set([429, 502, 503, 504]);

export const meQuery = queryOptions({
  queryKey: ['me'],
  queryFn: async () => take(api.me.$get()),
});

export const pipelinesQuery = queryOptions({
  queryKey: ['pipelines'],
  queryFn: async () => (await take(api.pipelines.$get())).pipelines,
});

/** Executions in which something waits for a person, whatever else runs in them. */
export function useWaitingExecutions(): ReadonlySet<string> {
  const { data } = useQuery(pipelinesQuery);
  return useMemo(
    () => new Set(data?.flatMap(({ waiting }) => waiting.map(({ executionId }) => executionId))),
    [data],
  );
}

export const pipelineQuery = (pipelineName: string) =>
  queryOptions({
    queryKey: ['pipeline', pipelineName],
    queryFn: async () => take(api.pipelines[':pipelineName'].$get({ param: { pipelineName } })),
  });

/** Under the key of its pipeline, so that an event of it makes both fresh. */
export const valueStreamQuery = (pipelineName: string) =>
  queryOptions({
    queryKey: ['pipeline', pipelineName, 'value-stream'],
    queryFn: async () =>
      take(api.pipelines[':pipelineName']['value-stream'].$get({ param: { pipelineName } })),
  });

/** Under the key of its pipeline: an execution that has ended changes it. */
export const costsQuery = (pipelineName: string) =>
  queryOptions({
    queryKey: ['pipeline', pipelineName, 'costs'],
    queryFn: async () => take(api.pipelines[':pipelineName'].costs.$get({ param: { pipelineName } })),
  });

/** Commits do not change. */
export const commitsQuery = (
  pipelineName: string,
  range: { readonly actionName: string; readonly from: string; readonly to: string },
) =>
  queryOptions({
    queryKey: ['commits', pipelineName, range],
    queryFn: async () =>
      take(api.pipelines[':pipelineName'].commits.$get({ param: { pipelineName }, query: range })),
    staleTime: Infinity,
  });

export const executionsQuery = (pipelineName: string, limit: number) =>
  queryOptions({
    queryKey: ['executions', pipelineName, limit],
    queryFn: async () =>
      (
        await take(
          api.pipelines[':pipelineName'].executions.$get({
            param: { pipelineName },
            query: { limit: String(limit) },
          }),
        )
      ).executions,
  });

export const executionQuery = (executionId: string) =>
  queryOptions({
    queryKey: ['execution', executionId],
    queryFn: async () =>
      withEntriesMeanwhile(executionId, async () =>
        take(api.executions[':executionId'].$get({ param: { executionId } })),
      ),
  });

/** Under the key of its execution, so that an event of it makes both fresh. */
export const summariesQuery = (executionId: string) =>
  queryOptions({
    queryKey: ['execution', executionId, 'summaries'],
    queryFn: async () =>
      (await take(api.executions[':executionId'].summaries.$get({ param: { executionId } }))).summaries,
  });

/** Those before an execution do not change any more. */
export const expectedQuery = (executionId: string) =>
  queryOptions({
    queryKey: ['expected', executionId],
    queryFn: async () => take(api.executions[':executionId'].expected.$get({ param: { executionId } })),
    staleTime: Infinity,
  });

export const targetsQuery = queryOptions({
  queryKey: ['targets'],
  queryFn: async () => take(api.targets.$get()),
  // Health changes without an event of a pipeline.
  refetchInterval: 5000,
});

export const resourcesQuery = queryOptions({
  queryKey: ['resources'],
  queryFn: async () => (await take(api.resources.$get())).resources,
  // Calls of AWS's API are no events of a pipeline.
  refetchInterval: 5000,
});

export const resourceLinksQuery = queryOptions({
  queryKey: ['resource-links'],
  queryFn: async () => (await take(api.resources.links.$get())).links,
  refetchInterval: 10_000,
});

export const measuresQuery = (days: number) =>
  queryOptions({
    queryKey: ['measures', days],
    queryFn: async () => take(api.measures.$get({ query: { days: String(days) } })),
  });

export const entriesQuery = (digest: string) =>
  queryOptions({
    queryKey: ['entries', digest],
    queryFn: async () => (await take(api.artifacts[':digest'].entries.$get({ param: { digest } }))).entries,
    staleTime: Infinity,
  });

const shownBytes = 200_000;

export function fileUrl(digest: string, path: string): string {
  return `/api/v1/artifacts/${digest}/file?path=${encodeURIComponent(path)}`;
}

/** The beginning of a file of an artifact; without a text when it has none. */
export const fileTextQuery = (digest: string, path: string) =>
  queryOptions({
    queryKey: ['file', digest, path],
    queryFn: async (): Promise<{ readonly text?: string; readonly isCut: boolean }> => {
      const answer = await fetch(fileUrl(digest, path));
      if (!answer.ok)
        throw new Refused(answer.status, { message: `${path} cannot be read: status ${answer.status}` });
      const bytes = new Uint8Array(await answer.arrayBuffer());
      const isCut = bytes.length > shownBytes;
      const isText = !bytes.subarray(0, 8000).includes(0);
      return isText ? { text: new TextDecoder().decode(bytes.subarray(0, shownBytes)), isCut } : { isCut };
    },
    staleTime: Infinity,
  });

export const reportsQuery = queryOptions({
  queryKey: ['reports'],
  queryFn: async () => (await take(api.reports.$get())).groups,
});

export const reportQuery = (reportGroup: string) =>
  queryOptions({
    queryKey: ['report', reportGroup],
    queryFn: async () => take(api.reports[':reportGroup'].$get({ param: { reportGroup } })),
  });

export const searchQuery = (q: string) =>
  queryOptions({ queryKey: ['search', q], queryFn: async () => take(api.search.$get({ query: { q } })) });

export const docPagesQuery = queryOptions({
  queryKey: ['docs'],
  queryFn: async () => (await take(api.docs.$get())).pages,
  staleTime: Infinity,
});

export const docPageQuery = (page: string) =>
  queryOptions({
    queryKey: ['docs', page],
    queryFn: async () => take(api.docs[':page'].$get({ param: { page } })),
    staleTime: Infinity,
  });

export const tokensQuery = queryOptions({
  queryKey: ['tokens'],
  queryFn: async () => (await take(api.tokens.$get())).tokens,
});

export const notificationsQuery = queryOptions({
  queryKey: ['notifications'],
  queryFn: async () => (await take(api.notifications.$get())).targets,
  // A delivery that is tried again is no event of a pipeline.
  refetchInterval: 5000,
});

export const awsEventsQuery = (pattern: string) =>
  infiniteQueryOptions({
    queryKey: ['aws-events', pattern],
    queryFn: async ({ pageParam }) =>
      take(
        api['aws-events'].$get({
          query: {
            limit: '50',
            ...(pattern === '' ? {} : { pattern }),
            ...(pageParam === 0 ? {} : { beforeSeq: String(pageParam) }),
          },
        }),
      ),
    initialPageParam: 0,
    getNextPageParam: ({ beforeSeq }) => beforeSeq,
  });

export const auditQuery = queryOptions({
  queryKey: ['audit'],
  queryFn: async () => (await take(api.audit.$get({ query: { limit: '200' } }))).entries,
});
