// What a name that is not there is answered with, by an account whose caller may not list what it has.
import { createServer, type IncomingMessage } from 'node:http';
import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import { expect, onTestFinished, test, vi } from 'vitest';
import { importPipeline } from '../../src/cli/ship/import-pipeline.ts';
import { unshipStack } from '../../src/cli/ship/unship-stack.ts';
import type { Terminal } from '../../src/cli/terminal.ts';
import { ProblemError } from '../../src/lib/problem.ts';

const caller =
  '<GetCallerIdentityResponse xmlns="https://sts.amazonaws.com/doc/2011-06-15/"><GetCallerIdentityResult><Arn>arn:aws:iam::111122223333:user/reader</Arn><Account>111122223333</Account></GetCallerIdentityResult></GetCallerIdentityResponse>';
const stacks = ['there', 'elsewhere'].map(
  (name) => `<member><StackName>${name}</StackName><StackStatus>CREATE_COMPLETE</StackStatus></member>`,
);
const listed = `<DescribeStacksResponse xmlns="http://cloudformation.amazonaws.com/doc/2010-05-15/"><DescribeStacksResult><Stacks>${stacks.join('')}</Stacks></DescribeStacksResult></DescribeStacksResponse>`;

interface Answer {
  readonly status: number;
  readonly body: string;
}

function refusal(code: string, message: string): Answer {
  const body = `<ErrorResponse><Error><Type>Sender</Type><Code>${code}</Code><Message>${message}</Message></Error></ErrorResponse>`;
  return { status: code === 'AccessDenied' ? 403 : 400, body };
}

function refusalJson(code: string): Answer {
  return { status: 400, body: JSON.stringify({ __type: code, message: 'no' }) };
}

async function answerTo(request: IncomingMessage, mayList: boolean): Promise<Answer> {
  const target = String(request.headers['x-amz-target']);
  const form = new URLSearchParams(await text(request));
  if (target.endsWith('.GetPipeline')) return refusalJson('PipelineNotFoundException');
  if (target.endsWith('.ListPipelines'))
    return mayList
      ? { status: 200, body: JSON.stringify({ pipelines: [{ name: 'there' }] }) }
      : refusalJson('AccessDeniedException');
  if (form.get('Action') === 'GetCallerIdentity') return { status: 200, body: caller };
  const name = form.get('StackName');
  if (name !== null) return refusal('ValidationError', `Stack with id ${name} does not exist`);
  return mayList ? { status: 200, body: listed } : refusal('AccessDenied', 'not authorized');
}

async function openAccount(mayList: boolean): Promise<void> {
  const server = createServer((request, response) => {
    void answerTo(request, mayList).then(({ status, body }) => response.writeHead(status).end(body));
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  vi.stubEnv('AWS_ENDPOINT_URL', `http://127.0.0.1:${(server.address() as AddressInfo).port}`);
  vi.stubEnv('AWS_ACCESS_KEY_ID', 'key');
  vi.stubEnv('AWS_SECRET_ACCESS_KEY', 'secret');
  onTestFinished(() => {
    vi.unstubAllEnvs();
    server.closeAllConnections();
    server.close();
  });
}

const terminal = { cwd: '/', env: {} } as unknown as Terminal;
const options = { aws: true, region: 'eu-central-1' };
const where = 'account 111122223333 in eu-central-1, as arn:aws:iam::111122223333:user/reader';

test.each([
  ['stack', unshipStack, true, 'There are: elsewhere, there'],
  ['stack', unshipStack, false, 'Name the one that is meant'],
  ['pipeline', importPipeline, true, 'There is: there'],
  ['pipeline', importPipeline, false, 'Name the one that is meant'],
] as const)('a %s that is not there is refused as such %#', async (what, command, mayList, remedy) => {
  await openAccount(mayList);
  const refused = await command('shopping-cart', options, terminal).catch((error: unknown) => error);
  expect(refused).toBeInstanceOf(ProblemError);
  expect((refused as ProblemError).problems).toMatchObject([
    { message: `There is no ${what} shopping-cart in ${where}`, remedy },
  ]);
});
