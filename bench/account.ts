// AWS's API of this machine under measure: calls, S3, functions and an API in front of one, each next to what a user would
// have instead, on the same machine in the same run.
import { spawn, spawnSync, type ChildProcess } from 'node:child_process';
import { createReadStream } from 'node:fs';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { Agent, request } from 'node:http';
import { join } from 'node:path';
import { once } from 'node:events';
import { revisionZip } from '../test/rig/revision-zip.ts';
import { environmentFolder } from '../src/targets/python/python-environment.ts';
import { measure, report, timeCommand, type Measurement, type Unmeasured } from './measure.ts';
import { slipway } from './slipway.ts';
import { writePipeline, writeTree } from './projects.ts';

const runs = 5;
const agent = new Agent({ keepAlive: true, maxSockets: 64 });

export interface Endpoint extends AsyncDisposable {
  readonly url: string;
  readonly project: string;
  /** As `slipway account env` gives them. */
  readonly env: Readonly<Record<string, string>>;
  readonly memoryPeakMegabytes: () => Promise<number>;
}

export async function account(folder: string): Promise<void> {
  await using endpoint = await openEndpoint(join(folder, 'account'));
  await using plain = await openPlainServer(folder);
  await calls(endpoint, plain.url);
  await functions(endpoint, plain.url);
  await manyFiles(folder, endpoint);
  await oneLargeFile(folder, endpoint);
}

export async function openEndpoint(project: string): Promise<Endpoint> {
  await writePipeline(project, { command: 'true' });
  const { stdout } = spawnSync(process.execPath, [slipway, 'account', 'env'], {
    cwd: project,
    encoding: 'utf8',
  });
  const env = Object.fromEntries(
    [...stdout.matchAll(/^export (\w+)='?([^'\n]*)'?$/gm)].map(([, name = '', value = '']) => [name, value]),
  );
  const record = await readFile(join(project, '.slipway', 'targets', '@endpoint', 'process.json'), 'utf8');
  const { pid } = JSON.parse(record) as { readonly pid: number };
  return {
    url: env['AWS_ENDPOINT_URL'] ?? '',
    project,
    env,
    memoryPeakMegabytes: async () => {
      const status = await readFile(`/proc/${pid}/status`, 'utf8');
      return Math.round(Number(/^VmHWM:\s+(\d+)/m.exec(status)?.[1]) / 1024);
    },
    [Symbol.asyncDispose]: async () => {
      await timeCommand(process.execPath, [slipway, 'down'], project);
    },
  };
}

/** The least that a server in Node.js can cost: it answers at once. */
async function openPlainServer(folder: string): Promise<{ readonly url: string } & AsyncDisposable> {
  const file = join(folder, 'plain-server.mjs');
  await writeFile(
    file,
    `import { createServer } from 'node:http';
const server = createServer((incoming, response) => {
  incoming.resume().on('end', () => response.end('{"hello":"world"}'));
}).listen(0, '127.0.0.1', () => console.log(server.address().port));
`,
  );
  const child = spawn(process.execPath, [file], { stdio: ['ignore', 'pipe', 'inherit'] });
  const [port] = (await once(child.stdout.setEncoding('utf8'), 'data')) as [string];
  return { url: `http://127.0.0.1:${port.trim()}`, [Symbol.asyncDispose]: async () => end(child) };
}

async function end(child: ChildProcess): Promise<void> {
  const closed = once(child, 'close');
  child.kill();
  await closed;
}

export function signed({ env }: Endpoint, service: string): Record<string, string> {
  const scope = `${env['AWS_ACCESS_KEY_ID'] ?? ''}/20260101/us-east-1/${service}/aws4_request`;
  return { authorization: `AWS4-HMAC-SHA256 Credential=${scope}, SignedHeaders=host, Signature=00` };
}

interface Asked {
  readonly method?: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string | NodeJS.ReadableStream;
}

/** Rejects when the answer is an error. */
export async function ask(
  url: string,
  { method = 'POST', headers = {}, body = '' }: Asked = {},
): Promise<string> {
  return await new Promise((resolve, reject) => {
    const sent = request(url, { method, headers, agent }, (response) => {
      let text = '';
      response.setEncoding('utf8').on('data', (part: string) => (text += part));
      response.on('end', () => {
        if ((response.statusCode ?? 500) < 300) resolve(text);
        else reject(new Error(`${method} ${url}: ${response.statusCode} ${text}`));
      });
    }).on('error', reject);
    if (typeof body === 'string') sent.end(body);
    else body.pipe(sent);
  });
}

/** How long `count` of them take, `together` at a time. */
async function timeMany(count: number, together: number, work: () => Promise<unknown>): Promise<number> {
  const startedAt = performance.now();
  let begun = 0;
  const worker = async () => {
    while (begun < count) {
      begun += 1;
      await work();
    }
  };
  await Promise.all(Array.from({ length: together }, worker));
  return performance.now() - startedAt;
}

async function calls(endpoint: Endpoint, plainUrl: string): Promise<void> {
  const plain = await measure('a server that answers at once, 1,000 requests', runs, () =>
    timeMany(1000, 1, () => ask(plainUrl)),
  );
  const body = 'Action=GetCallerIdentity&Version=2011-06-15';
  const headers = { ...signed(endpoint, 'sts'), 'content-type': 'application/x-www-form-urlencoded' };
  const identity = () => ask(endpoint.url, { headers, body });
  report(
    await measure('1,000 calls of GetCallerIdentity, one after the other', runs, () =>
      timeMany(1000, 1, identity),
    ),
    plain,
  );
  const put = {
    headers: {
      ...signed(endpoint, 'ssm'),
      'content-type': 'application/x-amz-json-1.1',
      'x-amz-target': 'AmazonSSM.PutParameter',
    },
    body: JSON.stringify({ Name: '/bench', Value: 'x', Type: 'String', Overwrite: true }),
  };
  report(
    await measure('1,000 calls of PutParameter, each on disk', runs, () =>
      timeMany(1000, 1, () => ask(endpoint.url, put)),
    ),
    plain,
  );
}

async function functions(endpoint: Endpoint, plainUrl: string): Promise<void> {
  const zip = await revisionZip({
    'index.mjs': 'export const handler = async () => ({ statusCode: 200, body: "hello" });',
  });
  const lambda = signed(endpoint, 'lambda');
  const at = (path: string) => `${endpoint.url}/2015-03-31/functions${path}`;
  const input = {
    FunctionName: 'bench',
    Runtime: 'nodejs22.x',
    Handler: 'index.handler',
    Role: 'arn:aws:iam::111122223333:role/bench',
    Code: { ZipFile: zip.toString('base64') },
  };
  const { FunctionArn } = JSON.parse(await ask(at(''), { headers: lambda, body: JSON.stringify(input) })) as {
    FunctionArn: string;
  };
  while (
    !(await ask(at('/bench/configuration'), { method: 'GET', headers: lambda })).includes('"State":"Active"')
  );
  const plain = await measure('a server that answers at once, 1,000 requests', runs, () =>
    timeMany(1000, 1, () => ask(plainUrl)),
  );
  const invoke = () => ask(at('/bench/invocations'), { headers: lambda, body: '{}' });
  report(await measure('1,000 invocations of a warm function', runs, () => timeMany(1000, 1, invoke)), plain);
  // By its name, which not every resolver knows.
  const host = `${await restApi(endpoint, FunctionArn)}.execute-api.localhost`;
  const together = await measure('the same server, 2,000 requests, 20 at a time', runs, () =>
    timeMany(2000, 20, () => ask(plainUrl, { method: 'GET' })),
  );
  const through = await measure('2,000 requests through API Gateway to it, 20 at a time', runs, () =>
    timeMany(2000, 20, () => ask(`${endpoint.url}/bench/`, { method: 'GET', headers: { host } })),
  );
  report(through, together);
}

/** Gives the id of a REST API with one proxy integration. */
async function restApi(endpoint: Endpoint, functionArn: string): Promise<string> {
  const headers = { ...signed(endpoint, 'apigateway'), 'content-type': 'application/json' };
  const uri = `arn:aws:apigateway:us-east-1:lambda:path/2015-03-31/functions/${functionArn}/invocations`;
  const integration = { type: 'aws_proxy', httpMethod: 'POST', uri };
  const definition = {
    openapi: '3.0.1',
    info: { title: 'bench', version: '1' },
    paths: { '/': { get: { responses: {}, 'x-amazon-apigateway-integration': integration } } },
  };
  const { id } = JSON.parse(
    await ask(`${endpoint.url}/restapis?mode=import`, { headers, body: JSON.stringify(definition) }),
  ) as { id: string };
  await ask(`${endpoint.url}/restapis/${id}/deployments`, {
    headers,
    body: JSON.stringify({ stageName: 'bench' }),
  });
  const permission = {
    StatementId: 'api',
    Action: 'lambda:InvokeFunction',
    Principal: 'apigateway.amazonaws.com',
  };
  await ask(`${endpoint.url}/2015-03-31/functions/bench/policy`, {
    headers: signed(endpoint, 'lambda'),
    body: JSON.stringify(permission),
  });
  return id;
}

const files = 2000;

/** `aws s3 sync` of a tree, next to the same into moto's own S3. */
async function manyFiles(folder: string, endpoint: Endpoint): Promise<void> {
  if (spawnSync('aws', ['--version']).error !== undefined)
    return console.error('S3 by the AWS CLI is not measured: aws is not installed');
  const tree = join(folder, 'site');
  await mkdir(tree, { recursive: true });
  await writeTree(tree, files, files * 4096);
  await using moto = await openMoto();
  const sync = (url: string) => {
    let time = 0;
    const aws = (...args: readonly string[]) =>
      timeCommand(
        'env',
        [
          ...Object.entries(endpoint.env).map(([name, value]) => `${name}=${value}`),
          `AWS_ENDPOINT_URL=${url}`,
          'aws',
          ...args,
        ],
        folder,
      );
    return async () => {
      time += 1;
      const bucket = `bench-${time}`;
      await aws('s3', 'mb', `s3://${bucket}`);
      return await aws('s3', 'sync', '--only-show-errors', tree, `s3://${bucket}`);
    };
  };
  const peer: Measurement | Unmeasured =
    moto === undefined
      ? { name: 'moto', missing: 'not installed' }
      : await measure('the same into moto', 3, sync(moto.url));
  report(await measure(`\`aws s3 sync\` of ${files} files`, 3, sync(endpoint.url)), peer);
}

async function openMoto(): Promise<({ readonly url: string } & AsyncDisposable) | undefined> {
  const python = join(environmentFolder(process.env), 'bin', 'python');
  const child = spawn(python, ['-m', 'moto.server', '-p', '15601'], { stdio: ['ignore', 'ignore', 'pipe'] });
  let said = '';
  child.stderr.setEncoding('utf8').on('data', (text: string) => (said += text));
  while (!said.includes('Running on'))
    if (
      (await Promise.race([once(child, 'close'), once(child, 'error'), once(child.stderr, 'data')]))
        .length !== 1 ||
      child.exitCode !== null
    )
      return undefined;
  return { url: 'http://127.0.0.1:15601', [Symbol.asyncDispose]: async () => end(child) };
}

async function oneLargeFile(folder: string, endpoint: Endpoint): Promise<void> {
  const file = join(folder, 'large');
  await timeCommand('sh', ['-c', `head -c 1073741824 /dev/urandom > ${file}`], folder);
  const headers = signed(endpoint, 's3');
  await ask(`${endpoint.url}/large`, { method: 'PUT', headers });
  const copied = await measure('`cp` of it, and `sync`', 3, () =>
    timeCommand('sh', ['-c', `cp ${file} ${file}-copy && sync ${file}-copy`], folder),
  );
  const put = await measure('1 GiB put into S3', 3, async () => {
    const startedAt = performance.now();
    const length = { 'content-length': '1073741824' };
    await ask(`${endpoint.url}/large/object`, {
      method: 'PUT',
      headers: { ...headers, ...length },
      body: createReadStream(file),
    });
    return performance.now() - startedAt;
  });
  report(put, copied);
  console.log(
    `| memory of the endpoint at most | ${await endpoint.memoryPeakMegabytes()} MB | – | – | – | – |`,
  );
}
