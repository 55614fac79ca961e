// Drives what calls of AWS's API start, while no other process owns the state folder: started by the endpoint on first need,
// ends when nothing is at work. Called as `drive-main STATE_FOLDER`. What comes afterwards starts another one.
import { setTimeout as delay } from 'node:timers/promises';
import { drivePipelines } from '../server/pipelines.ts';
import { serveOwner } from '../server/serve-owner.ts';
import { wholeProgramVersion } from '../targets/daemon/program-version.ts';
import { openWhatCallsMade } from './session/left-by-api.ts';
import { openAsOwner } from './session/own-pipeline.ts';
import { reloading } from './session/reload-definition.ts';

/** The next call is likely to come soon, and finds it ready. */
const lingerMs = 3000;

const [stateFolder = ''] = process.argv.slice(2);
const version = wholeProgramVersion();
const ending = new AbortController();
// Another one while it ends changes nothing: who waits for it may ask again.
process.on('SIGTERM', () => ending.abort());
process.on('SIGINT', () => ending.abort());
const opened = await openAsOwner(stateFolder);
// Another process owns it by now, and is asked instead.
if (opened !== undefined) await drive(opened);

async function drive(owned: NonNullable<typeof opened>): Promise<void> {
  await using state = owned;
  const reload = reloading(state, stateFolder);
  const pipelines = drivePipelines(state, reload);
  let isLeaving = false;
  let asked = 0;
  const answering = new Set<Promise<unknown>>();
  await using _served = await serveOwner(state.path, {
    describe: () => ({
      pipelineNames: pipelines.names(),
      version,
      leaves: true,
      yields: true,
      ...(isLeaving ? { ending: pipelines.names() } : {}),
    }),
    answer: async (pipelineName, request) => {
      if (isLeaving) return undefined;
      asked += 1;
      const answer = pipelines.request(pipelineName, request);
      answering.add(answer);
      return await answer.finally(() => answering.delete(answer));
    },
  });
  // Its socket is closed last: it says what is still to end to those that wait for this process.
  await using _driven = {
    [Symbol.asyncDispose]: async () => {
      isLeaving = true;
      await Promise.allSettled(answering);
      await pipelines[Symbol.asyncDispose]();
    },
  };
  await openWhatCallsMade(pipelines, {
    state,
    reload,
    onLeftOut: (name, because) => void process.stderr.write(`"${name}" is left out: ${because}\n`),
  });
  const ended = new Promise<void>((resolve) => ending.signal.addEventListener('abort', () => resolve()));
  for (let before = -1; before !== asked && !ending.signal.aborted;) {
    before = asked;
    await Promise.race([pipelines.idle(), ended]);
    await delay(lingerMs, undefined, { signal: ending.signal }).catch(() => undefined);
  }
}
