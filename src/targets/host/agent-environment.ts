// The environment that a host's agent and its hooks see: the machine's tools, nothing of the user's session.
import { homedir } from 'node:os';
import { join } from 'node:path';
import type { AgentEnvironment } from '../agent/lifecycle-event.ts';
import { INSIDE_PROXY_PORT } from '../agent/protocol.ts';

/** Where the CodeDeploy agent lives on an instance ("CodeDeploy agent", :root_dir:). */
const agentHome = '/opt/codedeploy-agent';

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
export function processEnvironment(rootFolder: string, port: number, mark: string): AgentEnvironment {
  return {
    rootFolder,
    deploymentRoot: join(rootFolder, agentHome, 'deployment-root'),
    cwd: join(rootFolder, agentHome),
    env: { ...basics(), HOME: join(rootFolder, 'root'), PORT: String(port), SLIPWAY_HOST_ROOT: rootFolder },
    mark,
  };
}

export function namespaceEnvironment(mark: string): AgentEnvironment {
  const proxy = `http://127.0.0.1:${INSIDE_PROXY_PORT}`;
  const own = 'localhost,127.0.0.1,::1';
  return {
    rootFolder: '',
    deploymentRoot: join(agentHome, 'deployment-root'),
    cwd: agentHome,
    env: {
      ...basics(),
      HOME: homedir(),
      http_proxy: proxy,
      https_proxy: proxy,
      HTTP_PROXY: proxy,
      HTTPS_PROXY: proxy,
      no_proxy: own,
      NO_PROXY: own,
    },
    mark,
  };
}

function basics(): Record<string, string> {
  const path = process.env['PATH'] ?? '';
  const trust = trustNames.flatMap((name) => {
    const value = process.env[name];
    return value === undefined ? [] : [[name, value] as const];
  });
  return {
    ...Object.fromEntries(trust),
    PATH: `${path}:/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin`,
    LANG: process.env['LANG'] ?? 'C.UTF-8',
    SHELL: '/bin/sh',
  };
}
