// `docker` and `podman` in a build: what names ECR goes to the registry of this machine. Called as
// `docker-main NAME REAL_PROGRAM TARGETS_FOLDER ARGUMENT…`; "pass" on the third stream means that the real program must
// do it, with the same arguments.
import { writeSync } from 'node:fs';
import { planDocker } from './shims/docker-call.ts';
import { passOn } from './shims/engine.ts';
import { performDocker } from './shims/perform-docker.ts';

const [name = '', file = '', targetsFolder = '', ...args] = process.argv.slice(2);
const status = await performDocker(planDocker(args, process.env), { name, file, targetsFolder });
if (status === passOn) writeSync(3, 'pass');
else process.exitCode = status;
