// What a platform does with a source bundle on each instance, as scripts of a revision for the host agent: stage it,
// install what it depends on, run its commands, put it in the place of the one before, start its processes, wait until
// they listen (Elastic Beanstalk developer guide, "Extending Elastic Beanstalk Linux platforms"). Pure.
import type { PlatformLanguage } from '../../model/environment.ts';
import { quote, type Bundle, type ContainerCommand } from './bundle.ts';

interface Platform {
  readonly language: PlatformLanguage;
  /** Where the platform's proxy leads to. */
  readonly port: number;
}

export const platformPorts: Readonly<Record<PlatformLanguage, number>> = { python: 8000, node: 8080 };

/** What the platform's image has installed; here it is this machine's. */
export const platformPrograms: Readonly<Record<PlatformLanguage, readonly string[]>> = {
  python: ['python3'],
  node: ['node', 'npm', 'npx'],
};

export interface RevisionScripts {
  readonly 'appspec.yml': string;
  readonly 'scripts/stage.sh': string;
  readonly 'scripts/start.sh': string;
  readonly 'scripts/wait.sh': string;
}

/** Where the variables of the deployment lie, relative to the given folder of a host. */
export interface ScriptInput {
  readonly platform: Platform;
  readonly bundle: Bundle;
  readonly wsgiPath: string;
  /** The name under which the variables were given to the host. */
  readonly variablesFile: string;
  readonly timeoutSeconds: number;
}

/** The bundle lies in `app/` of the revision. */
export function revisionScripts(input: ScriptInput): RevisionScripts {
  const timeout = Math.max(1, Math.ceil(input.timeoutSeconds));
  const hook = (event: string, script: string) =>
    `  ${event}:\n    - location: scripts/${script}\n      timeout: ${timeout}\n`;
  return {
    'appspec.yml': `version: 0.0\nos: linux\nfile_exists_behavior: OVERWRITE\nfiles:\n  - source: app\n    destination: /var/app/staging\nhooks:\n${hook('AfterInstall', 'stage.sh')}${hook('ApplicationStart', 'start.sh')}${hook('ValidateService', 'wait.sh')}`,
    'scripts/stage.sh': stageScript(input),
    'scripts/start.sh': startScript(input),
    'scripts/wait.sh': waitScript(input),
  };
}

/** Hosts without a file tree of their own have one below a folder; the environment's variables are a file given to them. */
function prologue({ variablesFile, platform }: ScriptInput): string {
  const name = quote(variablesFile);
  return `#!/bin/bash
set -eu
root="\${SLIPWAY_HOST_ROOT:-}"
app="$root/var/app"
export PORT="\${PORT:-${platform.port}}"
for folder in /run/slipway/given "$root/../given"; do
  if [ -e "$folder"/${name} ]; then set -a; . "$folder"/${name}; set +a; fi
done
`;
}

function stageScript(input: ScriptInput): string {
  const { bundle, platform } = input;
  const { language } = platform;
  const install = language === 'python' ? installPython(bundle) : installNode(bundle);
  return [
    prologue(input),
    'cd "$app/staging"',
    ...bundle.hooks.prebuild.map(hookLine),
    install,
    ...bundle.containerCommands.map(commandLines),
    ...bundle.hooks.predeploy.map(hookLine),
    '',
  ].join('\n');
}

/** The platform brings gunicorn along. A virtual environment names its own path, so it is made where it stays. */
function installPython({ files }: Bundle): string {
  const requirements = files.has('requirements.txt') ? ' -r requirements.txt' : '';
  return `venv="$app/venv/$DEPLOYMENT_ID"
rm -rf "$venv"
# The machine's pip serves where it can: one of its own takes seconds to be put there.
python3 -m venv --without-pip "$venv"
if python3 -m pip --python "$venv/bin/python" --version >/dev/null 2>&1; then
  pip() { python3 -m pip --python "$venv/bin/python" "$@"; }
else
  "$venv/bin/python" -m ensurepip >/dev/null
  pip() { "$venv/bin/python" -m pip "$@"; }
fi
pip install --quiet --no-compile --disable-pip-version-check gunicorn${requirements}
export PATH="$venv/bin:$PATH"`;
}

/** As the platform: only when the bundle does not bring its own. */
function installNode({ files }: Bundle): string {
  if (!files.has('package.json')) return '';
  return 'if [ ! -d node_modules ]; then npm install --omit=dev --no-audit --no-fund; fi';
}

function hookLine(path: string): string {
  return `echo ${quote(`Running ${path}`)}; chmod +x ${quote(`./${path}`)}; ${quote(`./${path}`)}`;
}

/** What only the leader does is done on one instance of the environment. */
function commandLines({ name, command, cwd, env, test, ignoreErrors, leaderOnly }: ContainerCommand): string {
  const variables = Object.entries(env).map(([key, value]) => `export ${key}=${quote(value)}; `);
  const place = cwd === undefined ? '' : `cd ${quote(cwd)}; `;
  const guarded = test === undefined ? '' : `if ( ${test} ); then `;
  const end = test === undefined ? '' : '; fi';
  const leader = leaderOnly ? 'if [ "${EB_IS_COMMAND_LEADER:-}" = true ]; then ' : '';
  const follower = leaderOnly ? '; fi' : '';
  const after = ignoreErrors ? ' || true' : '';
  return `echo ${quote(`Command ${name}`)}\n${leader}( ${variables.join('')}${place}${guarded}${command}${end} )${after}${follower}`;
}

function startScript(input: ScriptInput): string {
  const { bundle, platform } = input;
  const processes = bundle.processes.length > 0 ? bundle.processes : [defaultProcess(input)];
  const path =
    platform.language === 'python'
      ? 'export PATH="$app/venv/$DEPLOYMENT_ID/bin:$PATH" PYTHONUNBUFFERED=1\n'
      : '';
  return `${prologue(input)}
mkdir -p "$app/run" "$root/var/log"
for file in "$app"/run/*.pid; do
  [ -e "$file" ] || continue
  pid=$(cat "$file")
  kill -TERM -- "-$pid" 2>/dev/null || true
  for attempt in $(seq 50); do kill -0 -- "-$pid" 2>/dev/null || break; sleep 0.1; done
  kill -KILL -- "-$pid" 2>/dev/null || true
  rm -f "$file"
done
if [ -d "$app/staging" ]; then rm -rf "$app/current"; mv "$app/staging" "$app/current"; fi
for venv in "$app"/venv/*; do
  if [ -d "$venv" ] && [ "$venv" != "$app/venv/$DEPLOYMENT_ID" ]; then rm -rf "$venv"; fi
done
cd "$app/current"
${path}${processes.map(startLine).join('\n')}
${bundle.hooks.postdeploy.map(hookLine).join('\n')}
`;
}

/** In a group of its own, so that it ends with all that it started. */
function startLine({ name, command }: Bundle['processes'][number]): string {
  const log = `"$root/var/log/${name}.stdout.log"`;
  return `setsid bash -c ${quote(`exec ${command}`)} >>${log} 2>&1 </dev/null &
echo $! >"$app/run/${name}.pid"`;
}

function defaultProcess({ platform, wsgiPath }: ScriptInput): Bundle['processes'][number] {
  const command =
    platform.language === 'python'
      ? `gunicorn --bind "127.0.0.1:$PORT" --workers=1 --threads=15 ${wsgiPath}`
      : 'npm start';
  return { name: 'web', command };
}

/** Until the first process listens. Fails at once, with what it printed, when it has ended. */
function waitScript(input: ScriptInput): string {
  const probe =
    input.platform.language === 'python'
      ? `python3 -c 'import os,socket; socket.create_connection(("127.0.0.1", int(os.environ["PORT"])), 1)'`
      : `node -e 'require("net").connect(+process.env.PORT,"127.0.0.1").on("connect",()=>process.exit(0)).on("error",()=>process.exit(1))'`;
  return `${prologue(input)}
pid=$(cat "$app/run/web.pid")
until ${probe} 2>/dev/null; do
  if ! kill -0 -- "-$pid" 2>/dev/null; then
    echo "The process web has ended before it listened on port $PORT:" >&2
    tail -n 30 "$root/var/log/web.stdout.log" >&2
    exit 1
  fi
  sleep 0.2
done
`;
}
