// Requests to the server, typed by its own routes.
import { hc } from 'hono/client';
import type { Problem } from '../../lib/problem.ts';
import type { Api } from '../../server/http/app.ts';

export const api = hc<Api>('/api/v1');

/** What the server refused, in its words. */
export class Refused extends Error {
  readonly status: number;
  readonly problems: readonly Problem[];
  constructor(status: number, body: { readonly message?: string; readonly problems?: readonly Problem[] }) {
    super(body.message ?? `The server answered ${status}`);
    this.name = 'Refused';
    this.status = status;
    this.problems = body.problems ?? [];
  }
}

interface Answer {
  readonly ok: boolean;
  readonly status: number;
  json: () => Promise<unknown>;
}

/** The body of a good answer; throws `Refused` for any other. */
export async function take<A extends Answer>(answer: Promise<A>): Promise<Good<A>> {
  const response = await answer;
  const body = await response.json().catch(() => ({}));
  if (!response.ok) throw new Refused(response.status, body as { readonly message?: string });
  return body as Good<A>;
}

/** Of all that a route may answer, what is no refusal. */
type Good<A extends Answer> = Exclude<Awaited<ReturnType<A['json']>>, { message: string }>;
