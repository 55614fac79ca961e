// Coverage in XML: CLOVERXML, COBERTURAXML, JACOCOXML.
import { problem } from '../../lib/problem.ts';
import { startOf } from '../../lib/source-file.ts';
import { CoverageMap } from './coverage-map.ts';
import type { ReadReport, ReportFile, ReportReader } from './format.ts';
import { readXml, type Element } from './read-xml.ts';
import { ancestor } from './tests.ts';

type Take = (element: Element, map: CoverageMap) => void;

/** coverage > project > (package >) file > line */
export const readClover: ReportReader = (file) =>
  readCoverage(file, { root: 'coverage', inside: 'project', take: clover });

/** coverage > packages > package > classes > class > lines > line */
export const readCobertura: ReportReader = (file) =>
  readCoverage(file, { root: 'coverage', inside: 'packages', take: cobertura });

/** report > (group >) package > sourcefile > line */
export const readJacoco: ReportReader = (file) => readCoverage(file, { root: 'report', take: jacoco });

interface Dialect {
  readonly root: string;
  /** An element without which it is another format with the same root. */
  readonly inside?: string;
  readonly take: Take;
}

function readCoverage(file: ReportFile, { root, inside, take }: Dialect): ReadReport {
  const map = new CoverageMap();
  let found: string | undefined;
  let isInside = inside === undefined;
  const mistake = readXml(file, {
    opened: (element) => {
      found ??= element.name;
      isInside ||= element.name === inside;
    },
    closed: (element) => take(element, map),
  });
  if (mistake !== undefined) return { problems: [mistake] };
  if (found === root && isInside)
    return { content: { type: 'CODE_COVERAGE', files: map.files() }, problems: [] };
  const expected = inside === undefined ? `<${root}>` : `<${root}> with <${inside}> in it`;
  return {
    problems: [
      problem({
        code: 'ReportInvalid',
        message: `The file begins with <${found ?? ''}>, and this format is ${expected}`,
        at: startOf(file),
        remedy: 'Name the format of the file in file-format of the report group.',
      }),
    ],
  };
}

const clover: Take = ({ name, attributes, parent }, map) => {
  if (name === 'file') map.file(pathOf(attributes));
  if (name !== 'line' || parent?.name !== 'file' || attributes['type'] === 'method') return;
  const path = pathOf(parent.attributes);
  const isTrue = Number(attributes['truecount'] ?? 0);
  const isFalse = Number(attributes['falsecount'] ?? 0);
  const isBranch = attributes['type'] === 'cond';
  map.line(path, Number(attributes['num']), Number(attributes['count'] ?? isTrue + isFalse));
  if (!isBranch) return;
  const covered = Number(isTrue > 0) + Number(isFalse > 0);
  map.branches(path, covered, 2 - covered);
};

function pathOf({ path, name }: Readonly<Record<string, string>>): string {
  return path ?? name ?? '';
}

const cobertura: Take = ({ name, attributes, parent }, map) => {
  if (name === 'class') map.file(attributes['filename'] ?? '');
  // Lines stand in the methods of a class too, and once more in the class.
  if (name !== 'line' || parent?.parent?.name !== 'class') return;
  const path = parent.parent.attributes['filename'] ?? '';
  map.line(path, Number(attributes['number']), Number(attributes['hits']));
  const [, covered, all] = /\((\d+)\/(\d+)\)/.exec(attributes['condition-coverage'] ?? '') ?? [];
  if (all !== undefined) map.branches(path, Number(covered), Number(all) - Number(covered));
};

const jacoco: Take = (element, map) => {
  const { name, attributes, parent } = element;
  const folder = ancestor(element, 'package')?.attributes['name'] ?? '';
  const pathIn = (file: Element) => `${folder}${folder === '' ? '' : '/'}${file.attributes['name'] ?? ''}`;
  if (name === 'sourcefile') map.file(pathIn(element));
  if (name !== 'line' || parent?.name !== 'sourcefile') return;
  const path = pathIn(parent);
  map.line(path, Number(attributes['nr']), Number(attributes['ci']));
  map.branches(path, Number(attributes['cb'] ?? 0), Number(attributes['mb'] ?? 0));
};
