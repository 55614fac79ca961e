// Shims of `docker`, `podman`, `aws`, `terraform` and `tofu`, first on PATH of the builds that run on this machine. What does not
// concern ECR is the real program's, with the same arguments, streams and end.
import { existsSync, readFileSync } from 'node:fs';
import { mkdir, writeFile } from 'node:fs/promises';
import { createHash } from 'node:crypto';
import { dirname, join } from 'node:path';
import { currentUser } from '../../../lib/current-user.ts';
import type { ActionState } from '../../provider.ts';
import { nodeVariables, programCall, toolsFolder } from '../build-tools.ts';
import { endpointKeyVariable } from './aws-call.ts';
import { findProgram } from './find-program.ts';

/** The folder with the programs, made once for all builds of a state folder. */
export async function shimTools(state: ActionState): Promise<string> {
  const targetsFolder = await state.folder('targets');
  const installed = (['terraform', 'tofu'] as const).filter(
    (name) => findProgram(name, process.env) !== undefined,
  );
  return toolsFolder(state, 'stand-in-tools', {
    docker: engineScript('docker', targetsFolder),
    podman: engineScript('podman', targetsFolder),
    aws: awsScript,
    // A build that brings its own asks first whether there is one.
    ...Object.fromEntries(installed.map((name) => [name, terraformScript(name)])),
  });
}

/**
 * Sets `slipway_real` to the first of the programs on PATH that is not ours, and takes our folder off PATH: the real
 * program may be a script that calls another one by its name. No variable has a name that a build would export.
 */
const findReal = (names: readonly string[]): string => `
slipway_own=\${0%/*}
slipway_path=
set -f
IFS=:
for slipway_folder in $PATH; do
  [ "$slipway_folder" = "$slipway_own" ] || slipway_path=$slipway_path:$slipway_folder
done
PATH=\${slipway_path#:}
slipway_real=
for slipway_name in ${names.join(' ')}; do
  for slipway_folder in $PATH; do
    if [ -z "$slipway_real" ] && [ -f "$slipway_folder/$slipway_name" ] && [ -x "$slipway_folder/$slipway_name" ]; then
      slipway_real=$slipway_folder/$slipway_name
    fi
  done
done
unset IFS
set +f
`;

/**
 * Where there is no Docker, Podman takes its words. Our part says by its third stream that the real program must do it:
 * any status may be the one of a container.
 */
function engineScript(name: 'docker' | 'podman', targetsFolder: string): string {
  const chosen = process.env['SLIPWAY_CONTAINER_ENGINE'] ?? '';
  const home = currentUser().uid === 0 ? '' : podmanHome;
  const helper = `unset ${nodeVariables.join(' ')}; ${programCall('docker')} ${name} "$slipway_real" ${quoted(targetsFolder)} "$@"`;
  return `#!/bin/sh
${findReal(name === 'docker' ? ['docker', 'podman'] : ['podman'])}
${chosen === '' ? '' : `slipway_real=${quoted(chosen)}`}
if [ -z "$slipway_real" ]; then
  echo '${name}: neither Docker nor Podman is installed on this machine: install one and start it (docker info must answer)' >&2
  exit 127
fi
${home}
for slipway_word; do
  case $slipway_word in
    *.dkr.ecr*|*.dkr-ecr*|build|b|load|compose|bake|kube)
      exec 4>&1
      slipway_said=$(${helper} 3>&1 >&4 4>&-)
      slipway_status=$?
      [ "$slipway_said" = pass ] || exit "$slipway_status"
      exec 4>&-
      break
      ;;
  esac
done
exec "$slipway_real" "$@"
`;
}

/** Podman keeps the images of a user below the home of that user, and a build has a home of its own. */
const podmanHome = `
case $slipway_real in
  *podman) HOME=${quoted(currentUser().homedir)}; export HOME ;;
esac
`;

/** Version 1 of the AWS CLI goes to AWS for SQS and RDS whatever the environment says. */
const callEndpoint = `
if [ -n "$${endpointKeyVariable}" ] && [ "$AWS_ACCESS_KEY_ID" = "$${endpointKeyVariable}" ]; then
  case " $* " in
    *" --endpoint-url"*) ;;
    *) set -- --endpoint-url "$AWS_ENDPOINT_URL" "$@" ;;
  esac
fi
`;

const awsScript = `#!/bin/sh
${findReal(['aws'])}
case " $* " in
  *" ecr "*|*" sts "*) slipway_asks=yes ;;
  *) slipway_asks= ;;
esac
if [ -n "$slipway_asks" ] || [ -z "$slipway_real" ]; then
  (unset ${nodeVariables.join(' ')}; ${programCall('aws')} "$slipway_real" "$@")
  slipway_status=$?
  [ "$slipway_status" -eq 97 ] || exit "$slipway_status"
fi
${callEndpoint}
exec "$slipway_real" "$@"
`;

/**
 * What `output` prints goes through a program of ours where the build's AWS is this machine, and `init` reports another version
 * than the build asks for. Options of the program itself
 * (`-chdir=DIR`) come before the subcommand.
 */
function terraformScript(name: 'terraform' | 'tofu'): string {
  return `#!/bin/sh
${findReal([name])}
if [ -z "$slipway_real" ]; then
  echo '${name}: not found' >&2
  exit 127
fi
for slipway_word; do
  case $slipway_word in
    -*) ;;
    init)
      [ -z "$TERRAFORM_VERSION$TF_VERSION$TOFU_VERSION$OPENTOFU_VERSION" ] ||
        (unset ${nodeVariables.join(' ')}; ${programCall('terraform-version')} ${name} "$slipway_real")
      break
      ;;
    *) break ;;
  esac
done
if [ -n "$${endpointKeyVariable}" ] && [ "$AWS_ACCESS_KEY_ID" = "$${endpointKeyVariable}" ]; then
  for slipway_word; do
    case $slipway_word in
      -*) ;;
      output)
        unset ${nodeVariables.join(' ')}
        exec ${programCall('terraform')} ${name} "$slipway_real" "$@"
        ;;
      *) break ;;
    esac
  done
fi
exec "$slipway_real" "$@"
`;
}

function quoted(text: string): string {
  return `'${text.replaceAll("'", `'\\''`)}'`;
}

/**
 * What leads to the engine and the registry of the user in a build, which has a home of its own. A context that was
 * chosen with `docker context use` stands in the user's home and is looked up there.
 */
export function engineVariables(machine: NodeJS.ProcessEnv): Readonly<Record<string, string>> {
  const names = ['DOCKER_HOST', 'DOCKER_TLS_VERIFY', 'DOCKER_CERT_PATH', 'SLIPWAY_REGISTRY'];
  const given = Object.fromEntries(
    names.flatMap((name) => {
      const value = machine[name];
      return value === undefined || value === '' ? [] : [[name, value] as const];
    }),
  );
  if (given['DOCKER_HOST'] !== undefined) return given;
  const host = contextHost(machine);
  return host === undefined ? given : { ...given, DOCKER_HOST: host };
}

/** Docker's own files: `config.json` names the context, whose folder is called by the hash of its name. */
function contextHost(machine: NodeJS.ProcessEnv): string | undefined {
  const folder = machine['DOCKER_CONFIG'] ?? join(currentUser().homedir, '.docker');
  const config = readJson(join(folder, 'config.json')) as { readonly currentContext?: string } | undefined;
  const name = machine['DOCKER_CONTEXT'] ?? config?.currentContext;
  if (name === undefined || name === '' || name === 'default') return undefined;
  const id = createHash('sha256').update(name).digest('hex');
  const meta = readJson(join(folder, 'contexts', 'meta', id, 'meta.json')) as
    | { readonly Endpoints?: { readonly docker?: { readonly Host?: string } } }
    | undefined;
  return meta?.Endpoints?.docker?.Host;
}

function readJson(file: string): unknown {
  try {
    return JSON.parse(readFileSync(file, 'utf8'));
  } catch {
    return undefined;
  }
}

/**
 * Parts of Docker's client that the user has in their own home, such as buildx.
 * @param home where the home folder of the build lies for this process
 */
export async function offerPlugins(home: string): Promise<void> {
  const plugins = join(currentUser().homedir, '.docker', 'cli-plugins');
  if (!existsSync(plugins)) return;
  const config = join(home, '.docker', 'config.json');
  await mkdir(dirname(config), { recursive: true });
  await writeFile(config, JSON.stringify({ cliPluginsExtraDirs: [plugins] }));
}
