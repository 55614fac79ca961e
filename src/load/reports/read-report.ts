// Every format of a report, by the name that a buildspec gives it. Adding one is adding its file and a line here.
import { readCucumber } from './cucumber.ts';
import type { ReadReport, ReportFile, ReportReader } from './format.ts';
import { readJUnit } from './junit.ts';
import { readLcov } from './lcov.ts';
import { readNUnit2, readNUnit3 } from './nunit.ts';
import { readSimpleCov } from './simplecov.ts';
import { readTestNg } from './testng.ts';
import { readTrx } from './trx.ts';
import { readClover, readCobertura, readJacoco } from './xml-coverage.ts';

const readers: Readonly<Record<string, ReportReader>> = {
  JUNITXML: readJUnit,
  CUCUMBERJSON: readCucumber,
  NUNITXML: readNUnit2,
  NUNIT3XML: readNUnit3,
  TESTNGXML: readTestNg,
  VISUALSTUDIOTRX: readTrx,
  CLOVERXML: readClover,
  COBERTURAXML: readCobertura,
  JACOCOXML: readJacoco,
  SIMPLECOV: readSimpleCov,
  LCOV: readLcov,
};

/** @param fileFormat one of the formats that a buildspec may name */
export function readReport(file: ReportFile, fileFormat: string): ReadReport {
  const reader = readers[fileFormat];
  if (reader === undefined) throw new Error(`There is no report format ${fileFormat}`);
  return reader(file);
}

/** Whether a file of the format can be read piece by piece, whatever its size. */
export function readsPieces(fileFormat: string): boolean {
  return fileFormat !== 'CUCUMBERJSON' && fileFormat !== 'SIMPLECOV';
}
