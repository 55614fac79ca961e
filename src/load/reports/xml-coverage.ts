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

/**
 * Files of `testproject` are the tests themselves, which OpenClover keeps out of its percentages. What truecount and
 * falsecount are differs: with OpenClover how often a condition was true and false, with Istanbul how many branches were
 * taken and not. Both count their conditions for the file.
 */
const clover: Take = (element, map) => {
  const { name, attributes, parent } = element;
  if (ancestor(element, 'testproject') !== undefined) return;
  if (name === 'file') {
    const path = pathOf(attributes);
    map.file(path);
    map.branches(path, ...(countedConditions.get(element) ?? seenConditions.get(element) ?? [0, 0]));
  }
  if (parent?.name !== 'file') return;
  if (name === 'metrics' && attributes['conditionals'] !== undefined) {
    const covered = Number(attributes['coveredconditionals'] ?? 0);
    countedConditions.set(parent, [covered, Number(attributes['conditionals']) - covered]);
  }
  if (name === 'line' && attributes['type'] !== 'method') cloverLine(element, parent, map);
};

/** Covered and missed, by the element of the file. */
const countedConditions = new WeakMap<Element, readonly [number, number]>();
const seenConditions = new WeakMap<Element, readonly [number, number]>();

function cloverLine({ attributes }: Element, file: Element, map: CoverageMap): void {
  const isTrue = Number(attributes['truecount'] ?? 0);
  const isFalse = Number(attributes['falsecount'] ?? 0);
  map.line(
    pathOf(file.attributes),
    Number(attributes['num']),
    Number(attributes['count'] ?? isTrue + isFalse),
  );
  if (attributes['type'] !== 'cond') return;
  const taken = Number(isTrue > 0) + Number(isFalse > 0);
  const [covered, missed] = seenConditions.get(file) ?? [0, 0];
  seenConditions.set(file, [covered + taken, missed + 2 - taken]);
}

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
  if (name === 'counter' && parent?.name === 'sourcefile' && attributes['type'] === 'LINE')
    map.countedLines(pathIn(parent), Number(attributes['covered']), Number(attributes['missed']));
  if (name !== 'line' || parent?.name !== 'sourcefile') return;
  const path = pathIn(parent);
  map.line(path, Number(attributes['nr']), Number(attributes['ci']));
  map.branches(path, Number(attributes['cb'] ?? 0), Number(attributes['mb'] ?? 0));
};
