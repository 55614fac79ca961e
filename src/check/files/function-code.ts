// Code of functions that is not where a definition leads to.
import type { Finding } from '../../lib/finding.ts';
import { findFunctionCode } from '../../load/find-function-code.ts';
import type { Definition } from '../../model/definition.ts';
import { findFunction, handlerFiles } from '../../model/function.ts';

/** What the handlers of a definition's functions need and is not there. */
export function functionCodeFindings(
  { functions, functionCode }: Definition,
  folder: string,
): readonly Finding[] {
  return functions.flatMap((lambda, index): readonly Finding[] => {
    if (lambda.packageType === 'Image' || handlerFiles(lambda).length === 0) return [];
    const place = functionCode.findIndex(
      ({ functionName }) => findFunction([lambda], functionName) !== undefined,
    );
    const written = functionCode[place];
    const found = findFunctionCode(lambda, { folder, ...(written && { path: written.path }) });
    if (found.kind !== 'none') return [];
    return [
      {
        code: 'FunctionCodeMissing',
        severity: 'warning',
        message: `The code of the function "${lambda.functionName}" is not found: ${found.why}`,
        path:
          place === -1
            ? ['functions', index, lambda.handler === undefined ? 'FunctionName' : 'Handler']
            : ['functionCode', place, 'path'],
        remedy:
          'Put it there, or name its path in a file next to it: {  "functionCode": [ { "functionName": "…", "path": "a folder or a zip" } ] }.',
        aws: 'The invocation ends with Runtime.ImportModuleError when its code lacks the file.',
      },
    ];
  });
}
