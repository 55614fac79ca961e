// The execution environment of a version of a function: its code, its layers, the credentials of its role, and where AWS
// answers here.
import { createHash } from 'node:crypto';
import { cpSync, existsSync, mkdirSync, renameSync, rmSync, statSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { endpointVariables } from '../../model/aws-environment.ts';
import { principalOfFunction } from '../../targets/function/function-access.ts';
import { defined } from '../../lib/defined.ts';
import { temporaryName } from '../../lib/atomic-file.ts';
import { newId } from '../../lib/id.ts';
import { isFailed, type Result } from '../../lib/result.ts';
import { findFunctionCode } from '../../load/find-function-code.ts';
import type { EnvironmentToOpen } from '../../targets/function/execution-environment.ts';
import { functionEnvironment } from '../../targets/function/function-environment.ts';
import { hasViews, namesInView, whyNotAtOpt } from '../../targets/function/file-view.ts';
import { newLogStream } from '../../targets/function/invocation-log.ts';
import type { FunctionErrorDocument } from '../../targets/function/runtime-api.ts';
import {
  notExecutedHere,
  provideRuntime,
  runtimeCommand,
  type RuntimeCommand,
} from '../../targets/function/runtime-command.ts';
import { packagesFor } from '../../targets/function/runtime-packages.ts';
import { awsHostsOf } from '../local-addresses.ts';
import type { ServiceCall } from '../service.ts';
import { withCodeOfFolder } from './code-of-folder.ts';
import { extensionsOf } from './extensions.ts';
import { functionLog } from './function-log.ts';
import { recordLogAccess } from './role-of-function.ts';
import type { FunctionRecord } from './function-record.ts';
import { credentialsMs, lambdaOf, type ReadyVersion } from './lambda-ground.ts';
import { findLayer } from './layers.ts';
import { ownerOf } from './names.ts';
import { noteOfFunction } from './note-of-function.ts';

type Where = Pick<ServiceCall, 'ground' | 'place'>;

/** Or AWS's document of the error, when its process cannot be started. */
export async function readyVersion(
  record: FunctionRecord,
  where: Where,
): Promise<Result<ReadyVersion, FunctionErrorDocument>> {
  const { ready } = lambdaOf(where);
  const owner = ownerOf(record.name, where.place);
  const key = `${owner}:${record.version}`;
  const { revisionId } = record.settings;
  const known = ready.get(key);
  if (known?.revisionId === revisionId) return known.version;
  const version = await makeReady(record, where);
  // A folder of the user's own may change at any time.
  if (!isFailed(version) && record.settings.codeSha256 !== '') ready.set(key, { revisionId, version });
  return version;
}

async function makeReady(
  record: FunctionRecord,
  where: Where,
): Promise<Result<ReadyVersion, FunctionErrorDocument>> {
  const refusal = notExecutedHere(record.values);
  if (refusal !== undefined) return { failed: refusal };
  await recordLogAccess(where, record);
  const { lineOfOwn } = functionLog(where, record);
  const missing = await provideRuntime(record.values, lineOfOwn);
  if (missing !== undefined) return { failed: missing };
  const code = await codeOf(record, where);
  if (isFailed(code)) return code;
  const layers = await layersFolder(record.settings.layers, where);
  const packages = await packagesFor(
    record.values,
    { code: code.folder, layers, fingerprint: code.fingerprint },
    lineOfOwn,
  );
  const command = runtimeCommand(record.values, code.folder, { packages, layers });
  if (isFailed(command)) return command;
  const key = `${ownerOf(record.name, where.place)}:${record.version}@${record.settings.revisionId}${code.fingerprint}`;
  const taskRoot = code.folder;
  const seen = layers === undefined ? {} : layersAsSeen(record, where, { command, taskRoot, layers });
  return { key, open: () => environmentOf(record, where, { command, taskRoot, ...seen }) };
}

interface CodeFolder {
  readonly folder: string;
  /** Changes when files of the user's own folder do. */
  readonly fingerprint: string;
}

async function codeOf(
  record: FunctionRecord,
  where: Where,
): Promise<Result<CodeFolder, FunctionErrorDocument>> {
  const { code } = lambdaOf(where);
  const { values, settings } = record;
  if (settings.codeSha256 === '') {
    const found = findFunctionCode(values, values.code);
    if (found.kind === 'none')
      return {
        failed: {
          errorType: 'Runtime.ImportModuleError',
          errorMessage: `The code is not found: ${found.why}`,
        },
      };
    if (found.kind === 'folder' && hasViews())
      return { folder: found.path, fingerprint: fingerprintOf(found.path) };
  }
  const { codeSha256 } = (await withCodeOfFolder(record, where)).settings;
  const unpacked = await code.unpack(codeSha256);
  if (isFailed(unpacked))
    return { failed: { errorType: 'InvalidZipFileException', errorMessage: unpacked.failed } };
  return { folder: code.unpackedFolder(codeSha256), fingerprint: '' };
}

/** Of the files that the user writes: packages that were installed next to them change with their lock files. */
function fingerprintOf(folder: string): string {
  const digest = createHash('sha256');
  const add = (path: string): void => {
    for (const entry of readdirSync(path, { withFileTypes: true })) {
      const file = join(path, entry.name);
      if (entry.isDirectory() && entry.name !== 'node_modules' && entry.name !== '.git') add(file);
      else if (entry.isFile()) digest.update(`${file} ${statSync(file).mtimeMs} ${statSync(file).size}\n`);
    }
  };
  add(folder);
  return ` ${digest.digest('hex').slice(0, 16)}`;
}

/** What `/opt` holds on AWS: the layers one over the other. Undefined without layers. */
async function layersFolder(arns: readonly string[], where: Where): Promise<string | undefined> {
  if (arns.length === 0) return undefined;
  const { code, folder } = lambdaOf(where);
  const digests = arns.flatMap((arn) => findLayer(arn, where)?.codeSha256 ?? []);
  const name = createHash('sha256').update(digests.join(' ')).digest('hex');
  const merged = join(folder, 'layers', name);
  if (existsSync(merged)) return merged;
  const draft = temporaryName(merged);
  mkdirSync(draft, { recursive: true });
  for (const digest of digests) {
    await code.unpack(digest);
    cpSync(code.unpackedFolder(digest), draft, { recursive: true, verbatimSymlinks: true });
  }
  if (existsSync(merged)) rmSync(draft, { recursive: true });
  else renameSync(draft, merged);
  return merged;
}

interface Layers {
  readonly layers: string;
  /** Whether the function's process finds them at `/opt`. */
  readonly isAtOpt: boolean;
}

/** Its variables lead to its layers wherever they lie, but what names `/opt` itself finds nothing there: the log says why. */
function layersAsSeen(
  record: FunctionRecord,
  where: Where,
  { command, taskRoot, layers }: Pick<Started, 'command' | 'taskRoot'> & { readonly layers: string },
): Layers {
  const why = whyNotAtOpt([command.file, process.execPath, lambdaOf(where).folder, taskRoot]);
  if (why !== undefined)
    noteOfFunction(where, record, {
      line: `The layers of ${record.name} do not lie at /opt, because ${why}. Its variables (PATH, NODE_PATH, PYTHONPATH, LD_LIBRARY_PATH) lead to them; what names /opt itself does not find them`,
      what: `the layers of the function ${record.name} at /opt: ${why}`,
    });
  return { layers, isAtOpt: why === undefined };
}

interface Started extends Partial<Layers> {
  readonly command: RuntimeCommand;
  readonly taskRoot: string;
}

function environmentOf(
  record: FunctionRecord,
  where: Where,
  { command, taskRoot, layers, isAtOpt = false }: Started,
): EnvironmentToOpen {
  const { place } = where;
  const { name, version, values } = record;
  const ofLambda = lambdaOf(where);
  const logStream = newLogStream(version);
  const folder = isAtOpt ? '/opt' : layers;
  const mark = `${ofLambda.markBegin}${newId()}`;
  return {
    command,
    taskRoot,
    logStream,
    mark,
    tmp: join(ofLambda.tmp, mark),
    ...(isAtOpt ? defined({ layersAtOpt: layers }) : {}),
    ...(layers === undefined || folder === undefined ? {} : extensionsOf(where, record, { layers, folder })),
    memoryLimitBytes: values.memorySize * 1024 * 1024,
    names: async () => namesInView(namesPlaceOf(where), join(ofLambda.folder, 'names', place.region)),
    env: (runtimeApi) =>
      functionEnvironment({
        lambda: values,
        name,
        version,
        region: place.region,
        taskRoot,
        runtimeFolder: join(ofLambda.folder, 'runtime'),
        logStreamName: logStream,
        runtimeApi,
        endpoints: {},
        access: accessOf(record, where),
        environment: {},
        ...defined({ layers: folder }),
      }),
  };
}

function namesPlaceOf({ ground, place }: Where) {
  const { targetsFolder, url } = ground;
  return { targetsFolder, url, region: place.region, things: awsHostsOf(ground) };
}

/** The address of AWS's API here, with a session of its role. */
function accessOf(
  { name, values }: FunctionRecord,
  { ground, place }: Where,
): Readonly<Record<string, string>> {
  const principal = principalOfFunction({ name, role: values.role, place });
  if (principal === undefined) return {};
  const credentials = ground.sessions.issue(principal, Date.now() + credentialsMs);
  return endpointVariables({ url: ground.url, region: place.region, ...credentials });
}
