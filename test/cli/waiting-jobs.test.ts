// What people read of a job of a workflow that has not begun, and why it has not.
import { stripVTControlCharacters } from 'node:util';
import { expect, test } from 'vitest';
import { createPalette } from '../../src/cli/render/palette.ts';
import { renderPlain } from '../../src/cli/render/render-plain.ts';
import { renderTree } from '../../src/cli/render/render-tree.ts';
import { pipelineWorkload } from '../../src/model/workload.ts';
import { emptyView, foldEvent } from '../../src/view/fold-execution.ts';
import { plainHints as hints } from '../rig/hints.ts';
import { startGraph, type Graph } from '../rig/job-graph.ts';

const palette = createPalette(false);
const workload = pipelineWorkload('w.yml');

function tree({ rig, id }: Graph, height = 40): string {
  const view = rig.journal.reduce(foldEvent, emptyView('w.yml', id));
  const options = { width: 100, height, now: rig.now, palette, hints, tails: new Map() };
  return stripVTControlCharacters(renderTree(view, options).join('\n'));
}

function lines({ rig, id }: Graph): string {
  const view = rig.journal.reduce(foldEvent, emptyView('w.yml', id));
  return rig.journal
    .flatMap((event, at) => renderPlain({ seq: at + 1, workload, event }, view, hints))
    .map((line) => palette.paint(line))
    .join('\n');
}

const deploy = `on: push
jobs:
  build: { runs-on: ubuntu-latest, steps: [{ run: 'true' }] }
  deploy:
    environment: production
    runs-on: ubuntu-latest
    steps: [{ run: 'true' }]
`;

test('a job says how long the timer of its environment lets it wait, until it begins', () => {
  const environments = { production: { reviewers: [], waitTimer: 90, variables: {} } };
  const graph = startGraph(deploy, { environments });
  expect(graph.running()).toEqual(['build']);
  expect(tree(graph)).toContain('deploy  waits for the timer of its environment, 1h 30m left');
  expect(lines(graph)).toContain('Jobs › deploy waits 1h 30m for the timer of its environment');
  graph.end('build');
  graph.rig.pass(90 * 60_000);
  expect(graph.running()).toEqual(['deploy']);
  expect(tree(graph)).not.toContain('waits for');
});

test('a job says which concurrency group it waits for', () => {
  const text = deploy.replace('    environment: production\n', '    concurrency: one\n');
  const graph = startGraph(text.replace('build: {', 'build: { concurrency: one,'));
  expect(graph.running()).toEqual(['build']);
  expect(tree(graph)).toContain('deploy  waits for the concurrency group one');
  graph.end('build');
  expect(tree(graph)).not.toContain('waits for');
});

test('a job that waits keeps its row where others that have not begun are counted together', () => {
  const environments = { production: { reviewers: [], waitTimer: 90, variables: {} } };
  const many = [1, 2, 3, 4, 5, 6, 7, 8].map(
    (at) => `  after${at}: { needs: deploy, runs-on: ubuntu-latest, steps: [{ run: 'true' }] }\n`,
  );
  const drawn = tree(startGraph(`${deploy}${many.join('')}`, { environments }), 8);
  expect(drawn).toContain('8 not started');
  expect(drawn).toContain('deploy  waits for the timer of its environment, 1h 30m left');
});
