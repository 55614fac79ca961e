// Revisions of a web application for hosts of this machine.
const server = `
const { createServer } = require('node:http');
const version = require('node:fs').readFileSync(__dirname + '/version', 'utf8');
createServer((request, response) => response.end(version)).listen(Number(process.env.PORT), '127.0.0.1');
`;

const appSpec = `version: 0.0
os: linux
files:
  - source: /app
    destination: /srv/app
hooks:
  ApplicationStop:
    - location: scripts/stop.sh
  ApplicationStart:
    - location: scripts/start.sh
      timeout: 20
  ValidateService:
    - location: scripts/validate.sh
  AfterAllowTraffic:
    - location: scripts/after.sh
`;

/**
 * A web application that answers with its version; the version `bad` does not pass its validation, and `late` fails when it has
 * got traffic.
 */
export function versionTree(version: string): Readonly<Record<string, string>> {
  const app = '"$HOME/../srv/app"';
  return {
    'appspec.yml': appSpec,
    'app/version': version,
    'app/server.js': server,
    'scripts/stop.sh': `#!/bin/sh\nkill "$(cat "$HOME/../app.pid")" 2> /dev/null || true\n`,
    'scripts/start.sh': `#!/bin/sh\ncd ${app} || exit 1\n"${process.execPath}" server.js > /dev/null 2>&1 < /dev/null &\necho $! > "$HOME/../app.pid"\n`,
    'scripts/after.sh': `#!/bin/sh\n${version === 'late' ? 'exit 4' : 'exit 0'}\n`,
    'scripts/validate.sh': `#!/bin/sh\necho checking\n${version === 'bad' ? 'exit 3' : 'exit 0'}\n`,
  };
}
