// What pipeline-staging.json says.
import { serverless } from './serverless.ts';

export default serverless({
  system: 'tutor-system',
  prefix: 'tutor',
  repository: 'your-username/tutor-system',
  environment: 'staging',
  account: '111122223333',
  connectionArn:
    'arn:aws:codeconnections:us-east-1:111122223333:connection/7f1d3a0c-5e0b-4d0c-9d39-2c1f1f0a4b61',
  domain: {
    name: 'staging-api.tutor-system.com',
    certificateArn: 'arn:aws:acm:us-east-1:111122223333:certificate/2c1f1f0a-4b61-4d0c-9d39-7f1d3a0c5e0b',
  },
  network: 'public',
  database: { minCapacity: 0, maxCapacity: 2 },
  memory: 512,
  deployment: {
    kind: 'direct',
    strategy: 'AllAtOnce',
    watchesErrors: false,
    functions: ['Auth', 'Quiz', 'Progress', 'Upload'],
  },
});
