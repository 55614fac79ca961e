// Invoke actions.
import { jsonList, mandatory, O, oneOf, R, type ActionType } from './action-type.ts';

const invoke = { category: 'Invoke', owner: 'AWS' } as const;

export const invokeTypes: readonly ActionType[] = [
  {
    ...invoke,
    provider: 'Lambda',
    inputs: [0, 5],
    outputs: [0, 5],
    configuration: { FunctionName: R, UserParameters: O },
    variables: 'any',
  },
  {
    ...invoke,
    provider: 'StepFunctions',
    inputs: [0, 1],
    outputs: [0, 1],
    configuration: {
      StateMachineArn: R,
      ExecutionNamePrefix: O,
      InputType: oneOf('Literal', 'FilePath'),
      Input: O,
    },
    variables: ['StateMachineArn', 'ExecutionArn'],
  },
  {
    ...invoke,
    provider: 'CodePipeline',
    inputs: [0, 0],
    outputs: [0, 0],
    v2Only: true,
    configuration: { PipelineName: R, SourceRevisions: jsonList, Variables: jsonList },
    variables: [],
  },
  {
    ...invoke,
    provider: 'InspectorScan',
    inputs: [0, 1],
    outputs: [1, 1],
    configuration: {
      InspectorRunMode: mandatory(oneOf('SourceCodeScan', 'ECRImageScan')),
      ECRRepositoryName: O,
      ImageTag: O,
      CriticalThreshold: O,
      HighThreshold: O,
      MediumThreshold: O,
      LowThreshold: O,
    },
    variables: ['HighestScannedSeverity'],
  },
  {
    ...invoke,
    owner: 'ThirdParty',
    provider: 'Snyk',
    inputs: [1, 1],
    outputs: [1, 1],
    configuration: 'any',
    variables: [],
  },
];
