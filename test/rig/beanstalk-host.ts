// A source bundle of Elastic Beanstalk on one host, by the scripts of its platform and the host's agent alone.
import { createServer } from 'node:net';
import { once } from 'node:events';
import { readExtension, readProcfile, type Bundle } from '../../src/actions/beanstalk/bundle.ts';
import { revisionScripts, type ScriptInput } from '../../src/actions/beanstalk/platform.ts';
import { isFailed } from '../../src/lib/result.ts';
import { endMarked } from '../../src/process/end-marked.ts';
import { AgentHost, type Deployed } from './agent-host.ts';

export interface BeanstalkHost extends AsyncDisposable {
  readonly url: string;
  /** `files` of the bundle; `.ebextensions/*.config` and `Procfile` count as they do in a deployment. */
  readonly deploy: (
    files: Readonly<Record<string, string>>,
    input?: Partial<ScriptInput>,
  ) => Promise<Deployed>;
  readonly answer: () => Promise<string | undefined>;
  readonly read: (path: string) => string;
}

export async function makeBeanstalkHost(
  variables: Readonly<Record<string, string>> = {},
): Promise<BeanstalkHost> {
  const opened = await AgentHost.open();
  const port = await freePort();
  const { environment } = opened;
  const mark = `beanstalk-host-${port}-${process.pid}`;
  const env = {
    ...environment.env,
    SLIPWAY_HOST_ROOT: environment.rootFolder,
    PORT: String(port),
    ...variables,
  };
  const host = opened.with({ ...environment, env, mark });
  const url = `http://127.0.0.1:${port}`;
  let deployments = 0;
  return {
    url,
    deploy: async (files, input = {}) => {
      deployments += 1;
      const scripts = revisionScripts({
        platform: { language: 'node', port: 8080 },
        bundle: bundleOf(files),
        wsgiPath: 'application',
        numProcesses: 1,
        numThreads: 15,
        variablesFile: 'none.env',
        timeoutSeconds: 30,
        ...input,
      });
      const app = Object.entries(files).map(([path, text]) => [`app/${path}`, text] as const);
      return await host.deploy(`v-${deployments}`, { ...scripts, ...Object.fromEntries(app) });
    },
    answer: async () =>
      await fetch(url).then(
        (response) => response.text(),
        () => undefined,
      ),
    read: (path) => host.read(path),
    [Symbol.asyncDispose]: async () => {
      await endMarked(mark);
      await opened[Symbol.asyncDispose]();
    },
  };
}

function bundleOf(files: Readonly<Record<string, string>>): Bundle {
  const configs = Object.entries(files).filter(([path]) => path.startsWith('.ebextensions/'));
  const extensions = configs.map(([path, text]) => {
    const read = readExtension(path, text);
    if (isFailed(read)) throw new Error(read.failed);
    return read;
  });
  return {
    files: new Set(Object.keys(files)),
    optionSettings: extensions.flatMap(({ optionSettings }) => optionSettings),
    containerCommands: extensions.flatMap(({ containerCommands }) => containerCommands),
    notExecuted: [],
    processes: readProcfile(files['Procfile'] ?? ''),
    hooks: { prebuild: [], predeploy: [], postdeploy: [] },
  };
}

/** No process listens there now. */
async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  server.close();
  await once(server, 'close');
  return typeof address === 'object' && address !== null ? address.port : 0;
}
