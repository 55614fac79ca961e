// A second project of the same kind, which is delivered as a stack with its functions in it.
import { serverless } from './serverless.ts';

export default serverless({
  system: 'library-system',
  prefix: 'library',
  repository: 'your-username/library-system',
  environment: 'development',
  account: '111122223333',
  connectionArn:
    'arn:aws:codeconnections:us-east-1:111122223333:connection/7f1d3a0c-5e0b-4d0c-9d39-2c1f1f0a4b61',
  domain: {
    name: 'dev-api.library-system.com',
    certificateArn: 'arn:aws:acm:us-east-1:111122223333:certificate/2c1f1f0a-4b61-4d0c-9d39-7f1d3a0c5e0b',
  },
  network: 'public',
  database: { minCapacity: 0, maxCapacity: 1 },
  memory: 128,
  deployment: { kind: 'stack' },
});
