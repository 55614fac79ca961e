// Finds the version that is asked for among those of this machine, and puts it in front for the steps after it.
import { existsSync } from 'node:fs';
import { mkdir, symlink, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { JobRun } from '../../job-run.ts';
import { readInJob } from '../paths-in-job.ts';
import { failed, isYes, succeeded, type StandInCall, type StandInEnd } from '../stand-in.ts';
import { keepPackages } from './keep-packages.ts';
import { tools, type Tool } from './tools.ts';
import { isSatisfied } from './wanted-version.ts';
import { wrapTerraform } from './wrap-terraform.ts';

interface Found {
  /** Absolute. */
  readonly program: string;
  readonly version: string;
}

export async function runSetup(call: StandInCall, name: string): Promise<StandInEnd> {
  const { job, step } = call;
  const tool = tools[name];
  if (tool === undefined) return failed(`${step.uses ?? ''} is not executed here`);
  const wanted = await wantedVersion(call, tool);
  const found = await findTool(job, tool, wanted);
  const [first] = found;
  const asked = `${step.uses ?? ''} asks for ${tool.name} ${wanted === '' ? 'of any version' : wanted}`;
  if (first === undefined)
    return failed(
      `${asked}, and this machine has none`,
      `Install ${tool.name}, so that "${tool.program}" is in PATH.`,
    );
  const fitting = found.find(({ version }) => isSatisfied(wanted, version));
  if (fitting === undefined) {
    const message = `${asked}, and this machine has ${first.version}`;
    if (job.context.options.strictRuntimes) return failed(message, `Install ${tool.name} ${wanted}.`);
    job.context.log.line(`warning: ${message}`);
    job.context.report({ kind: 'Notice', message });
  }
  const chosen = fitting ?? first;
  const setUp = await useTool(call, tool, chosen);
  return await keepPackages(call, { tool: name, version: chosen.version, setUp });
}

/** Given, or in a file: the version alone on a line, or the value of a key that names it. */
async function wantedVersion({ job, inputs }: StandInCall, { input, fileInput }: Tool): Promise<string> {
  const given = (inputs[input] ?? '')
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '');
  if (given.length > 0) return given.at(-1) ?? '';
  const file = fileInput === undefined ? '' : (inputs[fileInput] ?? '');
  if (file === '') return '';
  const text = (await readInJob(job, file)) ?? '';
  const named =
    /"node"\s*:\s*"([^"]+)"|requires-python\s*=\s*"([^"]+)"|^(?:nodejs|python|java|golang)\s+(\S+)|^go\s+(\S+)/m.exec(
      text,
    );
  const [first = ''] = text.split('\n');
  return (named?.slice(1).find((each) => each !== undefined) ?? first).trim();
}

/** PATH goes first. Each program is asked, until one fits. */
async function findTool(job: JobRun, tool: Tool, wanted: string): Promise<readonly Found[]> {
  const path = [...job.paths, ...(job.base['PATH'] ?? '').split(':')];
  const programs = [...path, ...tool.folders(process.env)]
    .map((folder) => join(folder, tool.program))
    .filter((program) => existsSync(job.machine.outside(program)));
  const found: Found[] = [];
  for (const program of new Set(programs)) {
    const { output } = await job.machine.capture([program, ...tool.versionArgs], { withErrors: true });
    const version = tool.answer.exec(output.toString('utf8'))?.[1];
    if (version === undefined) continue;
    found.push({ program, version });
    if (isSatisfied(wanted, version)) break;
  }
  return found;
}

async function useTool(call: StandInCall, tool: Tool, { program, version }: Found): Promise<StandInEnd> {
  const { job } = call;
  const folder = dirname(program);
  job.paths = [folder, ...job.paths.filter((path) => path !== folder)];
  for (const [name, value] of Object.entries(tool.variables(dirname(folder)))) job.env.set(name, value);
  if (tool.program === 'python3') await addPython(job, folder);
  if (tool.program === 'node') await addRegistry(call);
  if (isYes(call.inputs[`${tool.program}_wrapper`])) await wrapTerraform(job, tool.program, program);
  job.context.log.line(`${tool.name} ${version}: ${program}`);
  const shown = tool.program === 'node' ? `v${version}` : version;
  return succeeded({
    ...(tool.output === undefined ? {} : { [tool.output]: shown }),
    ...(tool.program === 'python3' ? { 'python-path': program } : {}),
    ...(tool.program === 'java'
      ? { path: dirname(folder), distribution: call.inputs['distribution'] ?? '' }
      : {}),
  });
}

/** The action's Python is also `python`; a distribution's is not. */
async function addPython(job: JobRun, folder: string): Promise<void> {
  if (existsSync(job.machine.outside(join(folder, 'python')))) return;
  const links = join(job.folders.tools, 'python', 'bin');
  await mkdir(job.folders.here(links), { recursive: true });
  const link = job.folders.here(join(links, 'python'));
  if (!existsSync(link)) await symlink(join(folder, 'python3'), link);
  job.paths = [links, ...job.paths];
}

/** Where npm publishes to and what it signs in with (actions/setup-node, authutil). */
async function addRegistry({ job, inputs }: StandInCall): Promise<void> {
  const registry = inputs['registry-url'] ?? '';
  if (registry === '') return;
  const url = registry.endsWith('/') ? registry : `${registry}/`;
  const scope = inputs['scope'] ?? '';
  const key = scope === '' ? 'registry' : `${scope.startsWith('@') ? scope : `@${scope}`}:registry`;
  const file = join(job.folders.temp, '.npmrc');
  const lines = [`${url.replace(/^https?:/, '')}:_authToken=\${NODE_AUTH_TOKEN}`, `${key}=${url}`, ''];
  await writeFile(job.folders.here(file), lines.join('\n'), { mode: 0o600 });
  job.env.set('NPM_CONFIG_USERCONFIG', file);
  // The text of actions/setup-node where no token is given: npm refuses a variable that is not set.
  if (!job.env.has('NODE_AUTH_TOKEN')) job.env.set('NODE_AUTH_TOKEN', 'XXXXX-XXXXX-XXXXX-XXXXX');
}
