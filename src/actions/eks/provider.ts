// Deploy/AWS/EKS: manifests or a Helm chart in a cluster. Not executed here.
import { deployType } from '../../model/action-type.ts';
import { O, R } from '../../model/configuration-key.ts';
import type { ActionProvider } from '../provider.ts';

export const eks: ActionProvider = {
  ...deployType,
  provider: 'EKS',
  v2Only: true,
  configuration: {
    ClusterName: R,
    HelmReleaseName: O,
    HelmChartLocation: O,
    HelmValuesFiles: O,
    ManifestFiles: O,
    Namespace: O,
    Subnets: O,
    SecurityGroupIds: O,
  },
  variables: ['EKSClusterName'],
  fields: ['environmentVariables'],
  needsKeys: ({ configuration = {} }) =>
    'ManifestFiles' in configuration
      ? []
      : ['HelmReleaseName', 'HelmChartLocation'].map((key) => ({ key, because: 'without ManifestFiles' })),
};
