// The environment that a host's agent and its hooks see: what the agent's service has, nothing of the user's session.
import { join } from 'node:path';
import { currentUser } from '../../lib/current-user.ts';
import { defined } from '../../lib/defined.ts';
import { noOtherCredentials } from '../../model/aws-environment.ts';
import type { AgentEnvironment } from '../agent/lifecycle-event.ts';
import { INSIDE_PROXY_PORT } from '../agent/protocol.ts';
import { hostMark, programsFolder, type HostRecord } from './host-record.ts';

/** Where the CodeDeploy agent lives on an instance ("CodeDeploy agent", :root_dir:). */
const agentHome = '/opt/codedeploy-agent';

/**
 * Of systemd for a service of the system, where the agent is one ("CodeDeploy agent", codedeploy-agent.service; the
 * folders of systemd.exec(5), and those that they once were). No profile of a person is read.
 */
const servicePath = '/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin';

/** What tools need to trust a network that inspects TLS; it names files, never secrets. */
const trustNames = [
  'AWS_CA_BUNDLE',
  'CURL_CA_BUNDLE',
  'GIT_SSL_CAINFO',
  'NODE_EXTRA_CA_CERTS',
  'REQUESTS_CA_BUNDLE',
  'SSL_CERT_DIR',
  'SSL_CERT_FILE',
];

/**
 * A script of a process host finds what the appspec installed below SLIPWAY_HOST_ROOT, which is not set elsewhere:
 * `cd "$SLIPWAY_HOST_ROOT/home/ec2-user/app"` is right on every host.
 */
export function processEnvironment(hostPath: string, { port, programs = [] }: HostRecord): AgentEnvironment {
  const rootFolder = join(hostPath, 'root');
  const path = programs.length === 0 ? servicePath : `${programsFolder(hostPath)}:${servicePath}`;
  return {
    ...shared(hostPath),
    rootFolder,
    deploymentRoot: join(rootFolder, agentHome, 'deployment-root'),
    cwd: join(rootFolder, agentHome),
    env: {
      ...basics(),
      PATH: path,
      HOME: join(rootFolder, 'root'),
      PORT: String(port ?? 0),
      SLIPWAY_HOST_ROOT: rootFolder,
      // The user's own repository, which most state folders lie in, is none of the host's.
      GIT_CEILING_DIRECTORIES: hostPath,
    },
  };
}

export function namespaceEnvironment(hostPath: string, { image }: HostRecord): AgentEnvironment {
  const proxy = `http://127.0.0.1:${INSIDE_PROXY_PORT}`;
  const own = 'localhost,127.0.0.1,::1';
  return {
    ...shared(hostPath),
    ...defined({ image }),
    rootFolder: '',
    deploymentRoot: join(agentHome, 'deployment-root'),
    cwd: agentHome,
    env: {
      ...basics(),
      HOME: currentUser().homedir,
      http_proxy: proxy,
      https_proxy: proxy,
      HTTP_PROXY: proxy,
      HTTPS_PROXY: proxy,
      no_proxy: own,
      NO_PROXY: own,
    },
  };
}

function shared(hostPath: string): Pick<AgentEnvironment, 'callersPath' | 'mark'> {
  return { callersPath: process.env['PATH'] ?? '', mark: hostMark(hostPath) };
}

function basics(): Record<string, string> {
  const trust = trustNames.flatMap((name) => {
    const value = process.env[name];
    return value === undefined ? [] : [[name, value] as const];
  });
  return {
    ...Object.fromEntries(trust),
    ...noOtherCredentials,
    PATH: servicePath,
    LANG: process.env['LANG'] ?? 'C.UTF-8',
    SHELL: '/bin/sh',
  };
}
