// LCOV: lines of records. CodeBuild does not read it; it is here because so many tools write nothing else.
import { problem } from '../../lib/problem.ts';
import { startOf } from '../../lib/source-file.ts';
import { CoverageMap } from './coverage-map.ts';
import type { ReportFile, ReportReader } from './format.ts';

export const readLcov: ReportReader = (file) => {
  const map = new CoverageMap();
  let path: string | undefined;
  let isEmpty = true;
  for (const line of linesOf(file)) {
    isEmpty &&= line.trim() === '';
    const at = line.indexOf(':');
    const [key, value] = at === -1 ? [line, ''] : [line.slice(0, at), line.slice(at + 1)];
    if (key === 'SF') map.file((path = value));
    else if (key === 'end_of_record') path = undefined;
    else if (path !== undefined && key === 'DA') {
      const [number, hits] = value.split(',');
      map.line(path, Number(number), Number(hits));
    } else if (path !== undefined && key === 'BRDA') {
      const taken = value.split(',').at(-1) ?? '-';
      const isTaken = taken !== '-' && Number(taken) > 0;
      map.branches(path, Number(isTaken), Number(!isTaken));
    }
  }
  const files = map.files();
  if (files.length > 0 || isEmpty) return { content: { type: 'CODE_COVERAGE', files }, problems: [] };
  return {
    problems: [
      problem({
        code: 'ReportInvalid',
        message: 'The file has no record "SF:", with which LCOV begins the coverage of a file',
        at: startOf(file),
        remedy: 'Name the format of the file in file-format of the report group.',
      }),
    ],
  };
};

function* linesOf(file: ReportFile): Iterable<string> {
  let begun = '';
  for (const piece of file.pieces ?? [file.text]) {
    const lines = (begun + piece).split(/\r?\n/);
    begun = lines.pop() ?? '';
    yield* lines;
  }
  yield begun;
}
