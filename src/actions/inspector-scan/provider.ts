// Invoke/AWS/InspectorScan: a scan of source code or of an image by Amazon Inspector. Not executed here.
import { mandatory, O, oneOf } from '../../model/configuration-key.ts';
import type { ActionProvider } from '../provider.ts';

export const inspectorScan: ActionProvider = {
  category: 'Invoke',
  owner: 'AWS',
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
  needsKeys: ({ configuration }) =>
    configuration?.['InspectorRunMode'] === 'ECRImageScan'
      ? ['ECRRepositoryName', 'ImageTag'].map((key) => ({ key, because: 'for an ECRImageScan' }))
      : [],
};
