// `terraform output` and `tofu output` in a build whose AWS is this machine. Called as `terraform-main NAME REAL ARGUMENT…`:
// prints what the real program prints, with the addresses of APIs and websites of this machine in place of those that the
// provider computes, and says in the log which ones.
import { spawn } from 'node:child_process';
import { buffer } from 'node:stream/consumers';
import { mayHaveAddresses, type Rewritten } from '../../model/local-address.ts';
import { say } from './shims/tool-notes.ts';

const [name = 'terraform', real = '', ...args] = process.argv.slice(2);
const child = spawn(real, args, { stdio: ['inherit', 'pipe', 'inherit'] });
const ended = new Promise<number>((resolve) => {
  child.once('error', (error) => {
    process.stderr.write(`${name}: ${error.message}\n`);
    resolve(127);
  });
  child.once('close', (code, signal) => resolve(code ?? (signal === null ? 1 : 130)));
});
const printed = await buffer(child.stdout);
const status = await ended;
process.stdout.write(await withLocal(printed));
process.exitCode = status;

async function withLocal(output: Buffer): Promise<Buffer | string> {
  const text = output.toString('utf8');
  if (!mayHaveAddresses(text)) return output;
  try {
    const response = await fetch(`${process.env['AWS_ENDPOINT_URL'] ?? ''}/_slipway/local-addresses`, {
      method: 'POST',
      body: text,
    });
    if (!response.ok) throw new Error(`the endpoint answered ${response.status}`);
    const rewritten = (await response.json()) as Rewritten;
    for (const { from, to } of rewritten.replaced) say(name, `${from} is ${to} on this machine`);
    return rewritten.text;
  } catch (error) {
    say(name, `the addresses in the output are AWS's: ${(error as Error).message}`);
    return output;
  }
}
