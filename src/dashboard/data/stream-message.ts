// What a page receives of the server's stream of entries of the journal. Pure.

export type StreamMessage =
  /** The stream has begun, or goes on: what was asked before may lack something. With the program of the server's pages. */
  | { readonly kind: 'ready'; readonly program?: string }
  | { readonly kind: 'entry'; readonly entry: unknown }
  /** There is no connection; it is tried again. */
  | { readonly kind: 'lost' }
  /** The server has answered with something else than a stream. */
  | { readonly kind: 'refused' };

/** A server of another version may say more, or otherwise. */
export function readyMessage(data: unknown): StreamMessage {
  const program: unknown =
    typeof data === 'object' && data !== null && 'program' in data ? data.program : undefined;
  return typeof program === 'string' ? { kind: 'ready', program } : { kind: 'ready' };
}
