// Deploy/AWS/EC2: files of the input artifact on instances, by Systems Manager. Not executed here.
import { deployType } from '../../model/action-type.ts';
import { mandatory, O, oneOf, R } from '../../model/configuration-key.ts';
import type { ActionProvider } from '../provider.ts';

export const ec2: ActionProvider = {
  ...deployType,
  provider: 'EC2',
  v2Only: true,
  configuration: {
    InstanceTagKey: R,
    InstanceTagValue: O,
    InstanceType: mandatory(oneOf('EC2', 'SSM_MANAGED_NODE')),
    TargetDirectory: O,
    PostScript: O,
    PreScript: O,
    DeploySpec: O,
    MaxBatch: O,
    MaxError: O,
    TargetGroupNameList: O,
  },
  needsKeys: ({ configuration = {} }) =>
    'DeploySpec' in configuration
      ? []
      : ['PostScript', 'TargetDirectory'].map((key) => ({ key, because: 'without DeploySpec' })),
};
