// What pipeline-prod.json says.
import { serverless } from './serverless.ts';

export default serverless({
  system: 'tutor-system',
  prefix: 'tutor',
  repository: 'your-username/tutor-system',
  environment: 'production',
  account: '111122223333',
  connectionArn:
    'arn:aws:codeconnections:us-east-1:111122223333:connection/7f1d3a0c-5e0b-4d0c-9d39-2c1f1f0a4b61',
  domain: {
    name: 'api.tutor-system.com',
    certificateArn: 'arn:aws:acm:us-east-1:111122223333:certificate/2c1f1f0a-4b61-4d0c-9d39-7f1d3a0c5e0b',
  },
  network: 'private',
  database: { minCapacity: 0.5, maxCapacity: 2 },
  memory: 512,
  deployment: {
    kind: 'direct',
    strategy: 'Canary10Percent5Minutes',
    watchesErrors: true,
    functions: ['Auth', 'Quiz', 'Progress', 'Upload'],
  },
});
