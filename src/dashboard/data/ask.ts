// Asking something of a pipeline, with what came of it for the person who asked.
import { useMutation, type UseMutationResult } from '@tanstack/react-query';
import type { Request } from '../../runtime/contract.ts';
import { api, take } from './api.ts';

/** A request without the name of who asks: the server knows it. */
export type Asked = Request extends infer One ? (One extends Request ? Omit<One, 'by'> : never) : never;

export function useAsk(
  pipelineName: string,
): UseMutationResult<{ readonly executionId?: string }, Error, Asked> {
  return useMutation({
    mutationFn: async (asked: Asked) => {
      const json = asked as Parameters<
        (typeof api.pipelines)[':pipelineName']['requests']['$post']
      >[0]['json'];
      const { executionId } = await take(
        api.pipelines[':pipelineName'].requests.$post({ param: { pipelineName }, json }),
      );
      return executionId === undefined ? {} : { executionId };
    },
  });
}
