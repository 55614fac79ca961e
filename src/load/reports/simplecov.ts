// SIMPLECOV: SimpleCov's own JSON, as its formatter writes it (`coverage` at the top) and as .resultset.json has it (one
// entry for each run of a command).
import { isFailed } from '../../lib/result.ts';
import type { ReportReader } from './format.ts';
import { CoverageMap } from './coverage-map.ts';
import { listOf, mapOf, otherJson, readJson, type Json } from './read-json.ts';

export const readSimpleCov: ReportReader = (file) => {
  const read = readJson(file);
  if (isFailed(read)) return { problems: [read.failed] };
  const root = mapOf(read.value);
  const runs = 'coverage' in root ? [root] : Object.values(root).map(mapOf);
  if (!runs.some((run) => 'coverage' in run)) return { problems: [otherJson(file, "SimpleCov's coverage")] };
  const map = new CoverageMap();
  for (const run of runs)
    for (const [path, coverage] of Object.entries(mapOf(run['coverage']))) take(map, path, coverage);
  return { content: { type: 'CODE_COVERAGE', files: map.files() }, problems: [] };
};

function take(map: CoverageMap, path: string, coverage: Json): void {
  map.file(path);
  const { lines, branches } = mapOf(coverage);
  // Before version 0.18 the list of lines was the value itself.
  for (const [index, hits] of listOf(Array.isArray(coverage) ? coverage : lines).entries())
    if (typeof hits === 'number') map.line(path, index + 1, hits);
  const counts = Array.isArray(branches)
    ? listOf(branches).map((branch) => mapOf(branch)['coverage'])
    : Object.values(mapOf(branches)).flatMap((branch) => Object.values(mapOf(branch)));
  for (const count of counts)
    if (typeof count === 'number') map.branches(path, Number(count > 0), Number(count <= 0));
}
