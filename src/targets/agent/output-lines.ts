// Cuts what a process writes into lines, one stream apart from the other.
import { StringDecoder } from 'node:string_decoder';

type Stream = 'stdout' | 'stderr';

export interface OutputLines {
  readonly write: (bytes: Uint8Array, stream: Stream) => void;
  /** Gives what came after the last line feed of each stream. */
  readonly end: () => void;
}

export function linesOf(onLine: (text: string, stream: Stream) => void): OutputLines {
  const streams = new Map<Stream, { readonly decoder: StringDecoder; begun: string }>();
  const stateOf = (stream: Stream): { readonly decoder: StringDecoder; begun: string } => {
    const state = streams.get(stream) ?? { decoder: new StringDecoder('utf8'), begun: '' };
    streams.set(stream, state);
    return state;
  };
  return {
    write: (bytes, stream) => {
      const state = stateOf(stream);
      const lines = (state.begun + state.decoder.write(Buffer.from(bytes))).split('\n');
      state.begun = lines.pop() ?? '';
      for (const line of lines) onLine(line, stream);
    },
    end: () => {
      for (const [stream, state] of streams) {
        const rest = state.begun + state.decoder.end();
        if (rest !== '') onLine(rest, stream);
      }
      streams.clear();
    },
  };
}
