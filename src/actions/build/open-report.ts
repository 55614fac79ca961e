// The text of a report on disk, at once or piece by piece.
import { closeSync, openSync, readFileSync, readSync } from 'node:fs';
import { decodeReport, encodingOf } from '../../load/reports/decode-report.ts';

export interface OpenReport extends Disposable {
  /** Empty when it comes in pieces. */
  readonly text: string;
  readonly pieces?: Iterable<string>;
}

export function openReport(path: string, isInPieces: boolean): OpenReport {
  if (!isInPieces) return { text: decodeReport(readFileSync(path)), [Symbol.dispose]: () => undefined };
  const handle = openSync(path, 'r');
  return { text: '', pieces: piecesOf(handle), [Symbol.dispose]: () => closeSync(handle) };
}

const pieceBytes = 262_144;

function* piecesOf(handle: number): Iterable<string> {
  const buffer = Buffer.allocUnsafe(pieceBytes);
  let decoder: InstanceType<typeof TextDecoder> | undefined;
  for (;;) {
    const bytes = buffer.subarray(0, readSync(handle, buffer, 0, buffer.length, null));
    decoder ??= new TextDecoder(encodingOf(bytes));
    const text = decoder.decode(bytes, { stream: bytes.length > 0 });
    if (text !== '') yield text;
    if (bytes.length === 0) return;
  }
}
