// A deployment group, its instances, and the revision's own files, for CodeDeploy. Pure.
import { defined } from '../lib/defined.ts';
import { json, roleArn, type StarterFile } from './shapes.ts';

interface FleetOptions {
  /** The command that serves `$PORT`; absent when the folder has an appspec of its own. */
  readonly start?: string;
  readonly programs: readonly string[];
  readonly healthPath?: string;
  readonly healthCodes?: string;
}

const port = 8080;

export function fleetFiles(
  name: string,
  { start, programs, healthPath = '/', healthCodes }: FleetOptions,
): readonly StarterFile[] {
  return [
    {
      path: 'codedeploy-application.json',
      text: json({ applicationName: name, computePlatform: 'Server' }),
    },
    { path: 'codedeploy-deployment-group.json', text: json(groupOf(name, start !== undefined)) },
    {
      path: 'fleet.json',
      text: json({
        name: `${name}-fleet`,
        instances: 2,
        ...(programs.length === 0 ? {} : { programs }),
        tags: { Name: `${name}-fleet` },
        ...(start === undefined
          ? {}
          : {
              targetGroup: { name, port, healthCheckPath: healthPath, ...defined({ matcher: healthCodes }) },
            }),
      }),
    },
    ...(start === undefined ? [] : revisionFiles(name, start)),
  ];
}

function groupOf(name: string, isBalanced: boolean): object {
  return {
    applicationName: name,
    deploymentGroupName: `${name}-fleet`,
    deploymentConfigName: 'CodeDeployDefault.OneAtATime',
    serviceRoleArn: roleArn(`${name}-deploy`),
    ec2TagFilters: [{ Key: 'Name', Value: `${name}-fleet`, Type: 'KEY_AND_VALUE' }],
    ...(isBalanced
      ? {
          deploymentStyle: { deploymentType: 'IN_PLACE', deploymentOption: 'WITH_TRAFFIC_CONTROL' },
          loadBalancerInfo: { targetGroupInfoList: [{ name }] },
        }
      : {}),
    autoRollbackConfiguration: { enabled: true, events: ['DEPLOYMENT_FAILURE'] },
  };
}

function revisionFiles(name: string, start: string): readonly StarterFile[] {
  const script = (file: string, text: string): StarterFile => ({
    path: `deploy/${file}`,
    text: `#!/bin/sh\n${text}`,
    isExecutable: true,
  });
  return [
    { path: 'appspec.yml', text: appSpec(name) },
    script('stop.sh', stopScript(name)),
    script('start.sh', startScript(name, start)),
    script('validate.sh', validateScript(name)),
  ];
}

function appSpec(name: string): string {
  return `version: 0.0
os: linux
files:
  - source: /
    destination: /opt/${name}
file_exists_behavior: OVERWRITE
hooks:
  ApplicationStop:
    - location: deploy/stop.sh
      timeout: 30
  ApplicationStart:
    - location: deploy/start.sh
      timeout: 30
  ValidateService:
    - location: deploy/validate.sh
      timeout: 60
`;
}

function stopScript(name: string): string {
  return `# Stops the application, if it runs. CodeDeploy takes this script from the revision that is on the host.
set -eu
pid_file="\${SLIPWAY_HOST_ROOT:-}/opt/${name}.pid"
[ -f "$pid_file" ] || exit 0
kill "$(cat "$pid_file")" 2>/dev/null || true
rm -f "$pid_file"
`;
}

/** A hook is over only when its streams are closed. */
function startScript(name: string, start: string): string {
  return `# Starts the application in the background, with its streams closed: a hook ends only then.
set -eu
root="\${SLIPWAY_HOST_ROOT:-}"
export PORT="\${PORT:-${port}}"
cd "$root/opt/${name}"
nohup ${start} >>"$root/opt/${name}.log" 2>&1 </dev/null &
echo $! >"$root/opt/${name}.pid"
echo "Started on port $PORT"
`;
}

function validateScript(name: string): string {
  return `# Waits until the application answers, whatever its status is. What it printed says why it does not.
set -eu
root="\${SLIPWAY_HOST_ROOT:-}"
tries=0
until curl --silent --output /dev/null --max-time 2 "http://127.0.0.1:\${PORT:-${port}}/"; do
  tries=$((tries + 1))
  if [ "$tries" -ge 40 ] || ! kill -0 "$(cat "$root/opt/${name}.pid")" 2>/dev/null; then
    echo "There is no answer on port \${PORT:-${port}}. The application printed last:" >&2
    tail -n 20 "$root/opt/${name}.log" >&2
    exit 1
  fi
  sleep 1
done
`;
}
