// `docker` and `podman` in a build: what names ECR goes to the registry of this machine. Called as
// `docker-main NAME REAL_PROGRAM TARGETS_FOLDER ARGUMENT…`; the status 97 means that the real program shall do it, with the
// same arguments.
import { planDocker } from './stand-in/docker-call.ts';
import { performDocker } from './stand-in/perform-docker.ts';

const [name = '', file = '', targetsFolder = '', ...args] = process.argv.slice(2);
process.exitCode = await performDocker(planDocker(args, process.env), { name, file, targetsFolder });
