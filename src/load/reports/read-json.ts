// JSON of a report, as plain values: reports are large, and the place of each value is not needed.
import { problem, type Problem } from '../../lib/problem.ts';
import type { Result } from '../../lib/result.ts';
import { startOf, type SourceFile } from '../../lib/source-file.ts';

export type Json = null | boolean | number | string | readonly Json[] | { readonly [key: string]: Json };

export function readJson(file: SourceFile): Result<{ readonly value: Json }, Problem> {
  try {
    return { value: JSON.parse(file.text.replace(/^\uFEFF/, '')) as Json };
  } catch (error) {
    const words = (error as Error).message;
    const at = Math.min(Number(/at position (\d+)/.exec(words)?.[1] ?? 0), file.text.length);
    return {
      failed: problem({
        code: 'ReportInvalid',
        message: `The JSON cannot be read: ${words.replace(/,? ?(at position|"?\.\.\.|\(line).*$/, '')}`,
        at: { file: file.path, start: at, end: Math.min(at + 1, file.text.length) },
        remedy: 'Check how the tool that wrote the file ended.',
      }),
    };
  }
}

export function otherJson(file: SourceFile, expected: string): Problem {
  return problem({
    code: 'ReportInvalid',
    message: `The file is JSON, but not ${expected}`,
    at: startOf(file),
    remedy: 'Name the format of the file in file-format of the report group.',
  });
}

export function listOf(value: Json | undefined): readonly Json[] {
  return Array.isArray(value) ? (value as readonly Json[]) : [];
}

export function mapOf(value: Json | undefined): Readonly<Record<string, Json>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
    ? (value as Readonly<Record<string, Json>>)
    : {};
}

export function textOf(value: Json | undefined): string | undefined {
  return typeof value === 'string' ? value : undefined;
}
