// Code signing: which configuration a function has. Signatures of code are not checked here, so only reading is executed: no
// function has one.
import type { LambdaApi } from '../../aws/operations/lambda.ts';
import type { Operations } from '../service.ts';
import { latestOf } from './function-record.ts';
import { nameWithoutQualifier, type Op, type Shapes } from './names.ts';

/** Terraform reads it of each function, and takes any error for the end. */
const getFunctionCodeSigningConfig: Op<'GetFunctionCodeSigningConfig'> = (input, call) => {
  const name = nameWithoutQualifier(input.FunctionName, call.place);
  latestOf(call, name);
  // The model has the ARN as required, and Lambda leaves it out for a function without one.
  return { FunctionName: name } as Shapes['GetFunctionCodeSigningConfigResponse'];
};

export const codeSigning = {
  GetFunctionCodeSigningConfig: getFunctionCodeSigningConfig,
} satisfies Operations<LambdaApi>;
