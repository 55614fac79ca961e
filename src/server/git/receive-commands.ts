// What a push asks for, read before git sees it (gitprotocol-pack(5), "Reference Update Request and Packfile Transfer"),
// and the answer to one that asks for something else than branches and tags.
import type { Failed } from '../../lib/result.ts';

/** More refs than any push has. */
const maxCommandBytes = 5_000_000;

export interface ReceiveCommands {
  /** In their order, with their full names. */
  readonly refs: readonly string[];
  readonly capabilities: readonly string[];
}

export type ReadCommands = { readonly commands: ReceiveCommands; readonly bytes: Uint8Array } | Failed;

/** Reads no more of the body than it must. What it has read comes back as `bytes`. */
export async function readCommands(reader: ReadableStreamDefaultReader<Uint8Array>): Promise<ReadCommands> {
  let bytes: Buffer = Buffer.alloc(0);
  let at = 0;
  const lines: Buffer[] = [];
  for (;;) {
    const found = lineAt(bytes, at);
    if (found === 'wrong') return { failed: 'The body is no push of git' };
    if (found === 'flush') return parse(lines, bytes);
    if (found !== 'more') {
      lines.push(found);
      at += found.length + 4;
      continue;
    }
    const { value, done } = await reader.read();
    if (done) return { failed: 'The body ends before the push does' };
    bytes = Buffer.concat([bytes, value]);
    if (bytes.length - at > 70_000 || at > maxCommandBytes)
      if (lineAt(bytes, at) === 'more' || at > maxCommandBytes)
        return { failed: 'The push names too many refs' };
  }
}

/** A pkt-line: four hexadecimal digits of its whole length, then its content (gitprotocol-common(5)). */
function lineAt(bytes: Buffer, at: number): Buffer | 'flush' | 'more' | 'wrong' {
  if (bytes.length < at + 4) return 'more';
  const digits = bytes.toString('latin1', at, at + 4);
  if (!/^[0-9a-f]{4}$/i.test(digits)) return 'wrong';
  const length = Number.parseInt(digits, 16);
  if (length === 0) return 'flush';
  if (length < 4) return 'wrong';
  return bytes.length < at + length ? 'more' : bytes.subarray(at + 4, at + length);
}

const command = /^[0-9a-f]{40,64} [0-9a-f]{40,64} ([^\0]+)$/;

function parse(lines: readonly Buffer[], bytes: Uint8Array): ReadCommands {
  const refs: string[] = [];
  let capabilities: readonly string[] = [];
  for (const line of lines) {
    const [text = '', more] = line.toString('utf8').replace(/\n$/, '').split('\0');
    if (more !== undefined) capabilities = more.trim().split(' ');
    if (/^shallow [0-9a-f]{40,64}$/.test(text)) continue;
    const [, ref] = command.exec(text) ?? [];
    if (ref === undefined) return { failed: 'The push holds more than branches and tags' };
    refs.push(ref);
  }
  return { commands: { refs, capabilities }, bytes };
}

/** Why a ref is not taken; undefined when it is. Git checks the rest of its spelling (git-check-ref-format(1)). */
export function refusalOf(ref: string): string | undefined {
  const [, name] = /^refs\/(?:heads|tags)\/([^]+)$/.exec(ref) ?? [];
  if (name === undefined) return 'only branches and tags are taken here';
  if (name === 'HEAD' || name.startsWith('-') || name.startsWith('refs/'))
    return 'this is no name of a branch or tag';
  if (/^[0-9a-f]{40}$|^[0-9a-f]{64}$/i.test(name)) return 'this name would be taken for a commit';
  return undefined;
}

/** As git's own server reports that it has refused (gitprotocol-pack(5), "Report Status"). */
export function refusedReport({ refs, capabilities }: ReceiveCommands): Uint8Array<ArrayBuffer> {
  const lines = [
    'unpack ok\n',
    ...refs.map((ref) => `ng ${ref} ${refusalOf(ref) ?? 'another ref of this push is refused'}\n`),
  ];
  const report = Buffer.concat([...lines.map((line) => packetLine(Buffer.from(line))), Buffer.from('0000')]);
  if (!capabilities.includes('side-band-64k')) return Uint8Array.from(report);
  const bands: Buffer[] = [];
  for (let at = 0; at < report.length; at += 65_000)
    bands.push(packetLine(Buffer.concat([Buffer.of(1), report.subarray(at, at + 65_000)])));
  return Uint8Array.from(Buffer.concat([...bands, Buffer.from('0000')]));
}

/** What four digits can say the length of (gitprotocol-common(5)). */
const maxContentBytes = 65_516;

export function packetLine(content: Buffer): Buffer {
  if (content.length > maxContentBytes)
    throw new Error(`A pkt-line of git cannot hold ${content.length} bytes`);
  const digits = (content.length + 4).toString(16).padStart(4, '0');
  return Buffer.concat([Buffer.from(digits), content]);
}
