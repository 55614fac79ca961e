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
  readonly numProcesses: number;
  readonly numThreads: number;
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
# The shell of Amazon Linux is bash under the name sh.
line() { (exec -a sh bash -c "$1"); }
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

/**
 * The platform brings gunicorn along. A virtual environment names its own path, so it is made where it stays. Of several
 * lists of dependencies one counts (developer guide, "Specifying dependencies using a requirements file").
 */
function installPython({ files }: Bundle): string {
  const hasRequirements = files.has('requirements.txt');
  const hasPipfile = !hasRequirements && (files.has('Pipfile') || files.has('Pipfile.lock'));
  const packages = hasRequirements ? ' -r requirements.txt' : hasPipfile ? ' pipenv' : '';
  const pipenv = files.has('Pipfile.lock') ? 'sync' : 'install --skip-lock';
  return `venv="$app/venv/$DEPLOYMENT_ID"
rm -rf "$venv"
# By its own path: a virtual environment of a python3 that is a link looks for the standard library around the link.
python3="$(python3 -c 'import os, sys; print(os.path.realpath(sys.executable))')"
# The machine's pip serves where it can: one of its own takes seconds to be put there.
"$python3" -m venv --without-pip "$venv"
if python3 -m pip --python "$venv/bin/python" --version >/dev/null 2>&1; then
  pip() { python3 -m pip --python "$venv/bin/python" "$@"; }
else
  "$venv/bin/python" -m ensurepip >/dev/null
  pip() { "$venv/bin/python" -m pip "$@"; }
fi
pip install --quiet --no-compile --disable-pip-version-check gunicorn${packages}
export PATH="$venv/bin:$PATH"${hasPipfile ? `\nVIRTUAL_ENV="$venv" PIPENV_VERBOSITY=-1 PIPENV_NOSPIN=1 pipenv ${pipenv}` : ''}`;
}

/** As the platform: only when the bundle does not bring its own ("Configuring your application's dependencies"). */
function installNode({ files }: Bundle): string {
  if (!files.has('package.json')) return '';
  return `if [ ! -d node_modules ]; then
  if [ "\${NPM_USE_PRODUCTION:-true}" = false ]; then npm install --no-audit --no-fund
  else npm install --omit=dev --no-audit --no-fund; fi
fi`;
}

function hookLine(path: string): string {
  return `echo ${quote(`Running ${path}`)}; chmod +x ${quote(`./${path}`)}; ${quote(`./${path}`)}`;
}

/**
 * Each in a shell of its own, as cfn-init starts it: no option of this script and nothing that an earlier one has set
 * reaches it, and its last command decides. What only the leader does is done on one instance of the environment.
 */
function commandLines(each: ContainerCommand): string {
  const { name, file, command, cwd, env, test, ignoreErrors, leaderOnly } = each;
  const place = [
    ...Object.entries(env).map(([key, value]) => `export ${key}=${quote(value)}`),
    `cd ${quote(cwd ?? '.')}`,
  ].join(' && ');
  const failed = quote(`container_command ${name} in ${file} failed with exit code`);
  const then = ignoreErrors
    ? `{ echo ${failed} "$?, which ignoreErrors lets pass"; }`
    : `{ status=$?; echo ${failed} "$status" >&2; exit "$status"; }`;
  const conditions = [
    ...(leaderOnly ? ['[ "${EB_IS_COMMAND_LEADER:-}" = true ]'] : []),
    ...(test === undefined ? [] : [`( ${place} && line ${quote(test)} )`]),
  ];
  const run = `echo ${quote(`Command ${name}`)}\n( ${place} && line ${quote(command)} ) || ${then}`;
  if (conditions.length === 0) return run;
  return `if ${conditions.join(' && ')}; then\n${run}\nelse echo ${quote(`Command ${name} is not run: ${leaderOnly ? 'this is not the leader, or its test fails' : 'its test fails'}`)}; fi`;
}

function startScript(input: ScriptInput): string {
  const { bundle, platform } = input;
  const path =
    platform.language === 'python'
      ? 'export PATH="$app/venv/$DEPLOYMENT_ID/bin:$PATH" PYTHONUNBUFFERED=1\n'
      : '';
  return `${prologue(input)}
unset EB_IS_COMMAND_LEADER
mkdir -p "$app/run" "$root/var/log"
# When a process began, by which it is known again: another one may have its number after a restart of the machine.
began() { sed 's/.*) //' "/proc/$1/stat" 2>/dev/null | cut -d' ' -f20 || true; }
for file in "$app"/run/*.pid; do
  [ -e "$file" ] || continue
  read -r pid start <"$file" || true
  rm -f "$file"
  [ "$(began "$pid")" = "\${start:-}" ] || continue
  kill -TERM -- "-$pid" 2>/dev/null || true
  for attempt in $(seq 50); do kill -0 -- "-$pid" 2>/dev/null || break; sleep 0.1; done
  kill -KILL -- "-$pid" 2>/dev/null || true
done
rm -f "$app"/run/*.ended
if [ -d "$app/staging" ]; then rm -rf "$app/current"; mv "$app/staging" "$app/current"; fi
for venv in "$app"/venv/*; do
  if [ -d "$venv" ] && [ "$venv" != "$app/venv/$DEPLOYMENT_ID" ]; then rm -rf "$venv"; fi
done
cd "$app/current"
${path}keep=${quote(keepRunning)}
start() {
  setsid bash -c "$keep" "$1" "$2" "$root/var/log/$1.stdout.log" "$app/run/$1.ended" >/dev/null 2>&1 </dev/null &
  echo "$! $(began "$!")" >"$app/run/$1.pid"
}
${processesOf(input).map(startLine).join('\n')}
${bundle.hooks.postdeploy.map(hookLine).join('\n')}
`;
}

/**
 * Started again whenever it ends, as the platform's systemd does for processes of a Procfile (developer guide, "Buildfile
 * and Procfile"). Of a group of its own, which ends as a whole, this one with it.
 */
const keepRunning = `ended=0
while :; do
  (exec -a sh bash -c "$1") >>"$2" 2>&1
  status=$?
  ended=$((ended + 1))
  echo "The process $0 has ended with exit code $status and is started again" >>"$2"
  echo "$ended" >"$3"
  sleep 1
done`;

function startLine({ name, command }: Bundle['processes'][number]): string {
  return `start ${quote(name)} ${quote(command)}`;
}

function processesOf(input: ScriptInput): Bundle['processes'] {
  const { processes } = input.bundle;
  return processes.length > 0 ? processes : [{ name: 'web', command: defaultCommand(input) }];
}

function defaultCommand(input: ScriptInput): string {
  const { platform, bundle, wsgiPath, numProcesses, numThreads } = input;
  if (platform.language === 'python')
    return `gunicorn --bind "127.0.0.1:$PORT" --workers=${numProcesses} --threads=${numThreads} ${wsgiPath}`;
  return nodeCommand(bundle) ?? 'npm start';
}

/**
 * What the platform for Node.js starts without a Procfile (developer guide, "Configuring your application's process with
 * a Procfile"). Undefined when the bundle has nothing to start.
 */
export function nodeCommand({ files }: Pick<Bundle, 'files'>): string | undefined {
  if (files.has('package.json')) return 'npm start';
  const script = ['app.js', 'server.js'].find((name) => files.has(name));
  return script === undefined ? undefined : `node ${script}`;
}

/** Ends of a process before its start counts as failed; one that waits for something else may end once. */
const endsBeforeFailure = 3;

/** Until the first process listens. Fails, with what it printed, when it has ended again and again. */
function waitScript(input: ScriptInput): string {
  const name = processesOf(input)[0]?.name ?? 'web';
  const probe =
    input.platform.language === 'python'
      ? `python3 -c 'import os,socket; socket.create_connection(("127.0.0.1", int(os.environ["PORT"])), 1)'`
      : `node -e 'require("net").connect(+process.env.PORT,"127.0.0.1").on("connect",()=>process.exit(0)).on("error",()=>process.exit(1))'`;
  return `${prologue(input)}
ended="$app/run/${name}.ended"
until ${probe} 2>/dev/null; do
  if [ "$(cat "$ended" 2>/dev/null || echo 0)" -ge ${endsBeforeFailure} ]; then
    echo "The process ${name} has ended ${endsBeforeFailure} times before it listened on port $PORT:" >&2
    tail -n 30 "$root/var/log/${name}.stdout.log" >&2
    exit 1
  fi
  sleep 0.2
done
`;
}
