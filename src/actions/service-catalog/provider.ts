// Deploy/AWS/ServiceCatalog: a product of AWS Service Catalog. Not executed here.
import { deployType } from '../../model/action-type.ts';
import { O, R } from '../../model/configuration-key.ts';
import type { ActionProvider } from '../provider.ts';

export const serviceCatalog: ActionProvider = {
  ...deployType,
  provider: 'ServiceCatalog',
  configuration: {
    ProductId: R,
    TemplateFilePath: O,
    ProductVersionName: O,
    ProductType: O,
    ProductVersionDescription: O,
    ConfigurationFilePath: O,
  },
  needsKeys: ({ configuration = {} }) =>
    'ConfigurationFilePath' in configuration
      ? []
      : ['TemplateFilePath', 'ProductVersionName', 'ProductType'].map((key) => ({
          key,
          because: 'without ConfigurationFilePath',
        })),
};
