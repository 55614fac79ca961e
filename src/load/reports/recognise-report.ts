// Which format a report has, by the beginning of its file. Pure.

/** Longer beginnings are not read. */
export const recognisedBytes = 4096;

/** Files with other names are not opened. */
export function mayBeReport(path: string): boolean {
  return /\.(xml|trx|info|json)$/i.test(path);
}

/** A format that a buildspec may name; undefined for what is no report. */
export function recogniseReport(path: string, beginning: string): string | undefined {
  if (/\.info$/i.test(path)) return /^\s*(TN:|SF:)/.test(beginning) ? 'LCOV' : undefined;
  if (/\.json$/i.test(path)) return recogniseJson(path, beginning);
  const root =
    /^\uFEFF?\s*(?:<\?[^>]*\?>|<!--[\s\S]*?-->|<!DOCTYPE[^>[]*(?:\[[^\]]*\])?>|\s)*<([A-Za-z][\w:.-]*)([^>]*)/.exec(
      beginning,
    );
  const [, name = '', attributes = ''] = root ?? [];
  return xmlRoots.find((known) => known.name === name && known.matches(attributes, beginning))?.format;
}

interface XmlRoot {
  readonly name: string;
  readonly format: string;
  readonly matches: (attributes: string, beginning: string) => boolean;
}

const always = (): boolean => true;

const xmlRoots: readonly XmlRoot[] = [
  { name: 'testsuites', format: 'JUNITXML', matches: always },
  { name: 'testsuite', format: 'JUNITXML', matches: always },
  { name: 'test-run', format: 'NUNIT3XML', matches: always },
  { name: 'test-results', format: 'NUNITXML', matches: always },
  { name: 'testng-results', format: 'TESTNGXML', matches: always },
  {
    name: 'TestRun',
    format: 'VISUALSTUDIOTRX',
    matches: (attributes) => attributes.includes('microsoft.com'),
  },
  {
    name: 'coverage',
    format: 'CLOVERXML',
    matches: (attributes) => /\b(clover|generated)=/.test(attributes),
  },
  { name: 'coverage', format: 'COBERTURAXML', matches: (attributes) => /\bline-rate=/.test(attributes) },
  {
    name: 'report',
    format: 'JACOCOXML',
    matches: (_, beginning) => /jacoco|<sessioninfo\b|<(sourcefile|counter|group|package)\s/i.test(beginning),
  },
];

/** Only what is surely one: JSON files are many. */
function recogniseJson(path: string, beginning: string): string | undefined {
  if (path.endsWith('.resultset.json')) return 'SIMPLECOV';
  const isFeature = /^\s*\[\s*\{/.test(beginning) && /"elements"\s*:/.test(beginning);
  return isFeature && /"(uri|keyword)"\s*:/.test(beginning) ? 'CUCUMBERJSON' : undefined;
}
