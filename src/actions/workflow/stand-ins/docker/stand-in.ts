// docker/*: what prepares, signs in, builds and pushes, by the engine of this machine.
import type { StandIn } from '../stand-in.ts';

const layers = 'the engine of this machine keeps its own layers from one build to the next';
const builder = 'images are built by the engine of this machine';
const attestation = 'the registry of this machine takes images without attestations';

export const setupBuildx: StandIn = {
  action: 'docker/setup-buildx-action',
  inputs: {
    version: '',
    name: '',
    driver: 'docker-container',
    'driver-opts': '',
    'buildkitd-flags': '',
    'buildkitd-config': '',
    'buildkitd-config-inline': '',
    install: 'false',
    use: 'true',
    endpoint: '',
    platforms: '',
    append: '',
    'keep-state': 'false',
    cleanup: 'true',
    'cache-binary': 'true',
    config: '',
    'config-inline': '',
  },
  outputs: ['name', 'driver', 'platforms', 'nodes', 'endpoint', 'status', 'flags'],
  ignored: {
    version: builder,
    'driver-opts': builder,
    'buildkitd-flags': builder,
    'buildkitd-config': builder,
    'buildkitd-config-inline': builder,
    endpoint: builder,
    append: builder,
    config: builder,
    'config-inline': builder,
  },
  load: async () => (await import('./setup-buildx.ts')).setupBuildx,
};

export const setupQemu: StandIn = {
  action: 'docker/setup-qemu-action',
  inputs: {
    image: 'docker.io/tonistiigi/binfmt:latest',
    platforms: 'all',
    'cache-image': 'true',
    'cache-image-path': '',
    reset: 'false',
  },
  outputs: ['platforms'],
  load: async () => (await import('./setup-qemu.ts')).setupQemu,
};

export const dockerLogin: StandIn = {
  action: 'docker/login-action',
  inputs: {
    registry: '',
    username: '',
    password: '',
    scope: '',
    ecr: 'auto',
    logout: 'true',
    'registry-auth': '',
    attempts: '1',
  },
  outputs: [],
  ignored: { scope: 'one sign-in counts for the whole registry' },
  load: async () => (await import('./login.ts')).login,
};

export const buildPush: StandIn = {
  action: 'docker/build-push-action',
  inputs: {
    'add-hosts': '',
    allow: '',
    annotations: '',
    attests: '',
    'build-args': '',
    'build-contexts': '',
    builder: '',
    'cache-from': '',
    'cache-to': '',
    call: '',
    'cgroup-parent': '',
    context: '',
    file: '',
    labels: '',
    load: 'false',
    network: '',
    'no-cache': 'false',
    'no-cache-filters': '',
    outputs: '',
    platforms: '',
    provenance: '',
    pull: 'false',
    push: 'false',
    sbom: '',
    secrets: '',
    'secret-envs': '',
    'secret-files': '',
    'shm-size': '',
    ssh: '',
    tags: '',
    target: '',
    ulimit: '',
    'github-token': '',
  },
  outputs: ['imageid', 'digest', 'metadata'],
  ignored: {
    'cache-from': layers,
    'cache-to': layers,
    builder,
    attests: attestation,
    provenance: attestation,
    sbom: attestation,
    annotations: attestation,
  },
  load: async () => (await import('./build-push.ts')).buildPush,
};
