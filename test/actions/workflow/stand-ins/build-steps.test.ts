// How many steps of an image came from the cache, by what each builder prints.
import { expect, test } from 'vitest';
import { buildSummary, countSteps } from '../../../../src/actions/workflow/stand-ins/docker/build-steps.ts';

const docker = `Step 1/6 : ARG BASE=debian
Step 2/6 : FROM \${BASE} AS packages
 ---> 1f2e3d4c5b6a
Step 3/6 : COPY requirements.txt .
 ---> Using cache
 ---> 2f2e3d4c5b6a
Step 4/6 : RUN make
 ---> Using cache
 ---> 3f2e3d4c5b6a
Step 5/6 : FROM \${BASE}
 ---> 1f2e3d4c5b6a
Step 6/6 : COPY app ./app
 ---> 4f2e3d4c5b6a
Successfully built 4f2e3d4c5b6a`;

const buildKit = `#1 [internal] load build definition from Dockerfile
#1 transferring dockerfile: 112B done
#1 DONE 0.0s
#5 importing cache manifest from gha:1234
#5 DONE 0.1s
#6 [packages 1/3] FROM docker.io/library/debian
#6 CACHED
#7 [packages 2/3] COPY requirements.txt .
#7 CACHED
#8 [linux/amd64 packages 3/3] RUN make
#8 CACHED
#9 [stage-1 2/2] COPY app ./app
#9 DONE 0.2s
#10 exporting to image
#10 DONE 0.1s`;

const podman = `[1/2] STEP 1/3: FROM debian AS packages
[1/2] STEP 2/3: COPY requirements.txt .
[1/2] --> Using cache 2f2e3d4c5b6a
[1/2] STEP 3/3: RUN make
--> Using cache 3f2e3d4c5b6a
--> 3f2e3d4c5b6a
[2/2] STEP 1/2: FROM debian
[2/2] STEP 2/2: COPY app ./app
--> 4f2e3d4c5b6a`;

test.each([
  ['Docker', docker],
  ['BuildKit', buildKit],
  ['Podman', podman],
])('what %s prints says which steps were cached, and no base counts', (_name, output) => {
  const counting = countSteps();
  for (const line of output.split('\n')) counting.take(`${line}\r`);
  expect(counting.read()).toEqual({ total: 3, cached: 2 });
});

test('a build whose output says nothing of steps has none', () => {
  const counting = countSteps();
  for (const line of ['', 'Using cache', ' ---> Using cache', '#3 CACHED', 'Step by step'])
    counting.take(line);
  expect(counting.read()).toEqual({ total: 0, cached: 0 });
});

test('the summary names the share that was cached', () => {
  expect(buildSummary('app:1', { total: 3, cached: 2 }, 6400)).toContain('| app:1 | completed | 67% | 6s |');
});
