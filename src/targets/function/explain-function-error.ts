// What a failure of a function here has to do with this machine, where AWS's words leave it open. Pure.
import type { FunctionErrorDocument } from './runtime-api.ts';

/** One sentence or more; undefined when there is nothing to add. */
export function explainFunctionError({ errorType, errorMessage }: FunctionErrorDocument): string | undefined {
  if (/^EROFS: read-only file system|^\[Errno 30\]|^\S*: Read-only file system$/.test(errorMessage))
    return 'A function of Lambda writes to /tmp alone, also on AWS. Write there, or to S3 or a database what is to stay.';
  if (errorType !== 'Runtime.ImportModuleError') return undefined;
  const python = /No module named '(boto3|botocore|s3transfer|jmespath|dateutil|urllib3)/.exec(
    errorMessage,
  )?.[1];
  if (python !== undefined)
    return `AWS's runtimes for Python bring ${python} along, and the python3 of this machine has none. Install boto3 for it, or next to the code.`;
  const node = /'(@aws-sdk\/[^'/]+)/.exec(errorMessage)?.[1];
  if (node !== undefined)
    return `AWS's runtimes for Node.js bring ${node} along, and it is not installed here. Install it next to the code: npm install ${node}.`;
  return undefined;
}
